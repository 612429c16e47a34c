"""Accountability: somebody answers for every state, and nobody judges their own work. 责任。"""

from collections.abc import Iterator

from rectiflow.core.conditions import GIVEN
from rectiflow.definitions.check.given import given_with
from rectiflow.definitions.check.references import ROLES, references
from rectiflow.definitions.check.values import conditions_of
from rectiflow.definitions.check.walk import actions_of
from rectiflow.definitions.document import Remark
from rectiflow.errors import Words, quoted
from rectiflow.model.subject import Field
from rectiflow.model.workflow import Workflow
from rectiflow.wording import called

_PUBLIC = "public"
_AT_LARGE = (_PUBLIC, "internal")
"""The audiences that anybody may belong to."""


def held(workflow: Workflow) -> Iterator[Remark]:
    """Demand that somebody holds every state in which an issue waits."""
    for name, state in workflow.states.items():
        if not state.final and state.held_by is None:
            message = Words(f"状态{called(state)}无人负责", f"nobody holds an issue in the state '{name}'")
            fix = Words("请用“held_by”写明由哪个角色负责", "name a role with 'held_by'")
            yield Remark(path=("states", name), code="RF401", message=message, fix=fix)


def judged_by_others(workflow: Workflow) -> Iterator[Remark]:
    """Demand that nobody confirms their own work: 经办人不得验收自己办理的事项."""
    for path, action in actions_of(workflow):
        own = [name for name in action.judges if name not in action.not_by]
        if own:
            names = ", ".join(own)
            message = Words(
                f"办理{quoted(own)}的人可以在{called(action)}中评判自己的办理结果",
                f"whoever did '{names}' may judge it in '{action.name}'",
            )
            fix = Words(f"请加上“not_by: {names}”，使其回避", f"add 'not_by: {names}'")
            yield Remark(path=path, code="RF402", message=message, fix=fix)


def endings_judged(workflow: Workflow) -> Iterator[Remark]:
    """Demand that an action that ends an issue judges what was done, or says why nobody is judged."""
    finals = {name for name, state in workflow.states.items() if state.final}
    for path, action in actions_of(workflow):
        ends = not finals.isdisjoint(target.state for target in action.targets)
        if ends and not action.judges and action.judges_nobody is None:
            message = Words(
                f"动作{called(action)}使事项办结，却没有评判任何办理结果",
                f"'{action.name}' ends an issue, and judges nothing",
            )
            fix = Words(
                "请用“judges”写明评判哪个动作的结果；无须评判的，写“judges: nobody because '…'”并说明理由",
                "name the action whose result it confirms with 'judges', or write 'judges: nobody because \"…\"'",
            )
            yield Remark(path=path, code="RF403", message=message, fix=fix)


def somebody_may(workflow: Workflow) -> Iterator[Remark]:
    """Demand that the file says who may do an action: otherwise nobody may."""
    for path, action in actions_of(workflow):
        if not action.by:
            message = Words(f"动作{called(action)}无人可以办理", f"nobody may do '{path[-1]}'")
            fix = Words("请用“by”写明哪些角色可以办理", "name the roles that may with 'by'")
            yield Remark(path=path, code="RF404", message=message, fix=fix)


def roles_bound(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a role that is bound per issue, and used, is bound by some action."""
    bound = {name for _, action in actions_of(workflow) for name in action.binds}
    used = {one.name.partition(".")[0] for one in references(workflow) if one.kind in ROLES}
    for name, role in workflow.roles.items():
        if role.of is not None and name in used and name not in bound:
            message = Words(f"没有动作为角色{called(role)}指定人选", f"no action binds anybody to the role '{name}'")
            fix = Words(
                f"请在某个动作中加上“binds: [{name}]”，或者删去该角色的“of”",
                f"add 'binds: [{name}]' to an action, or leave 'of' out",
            )
            yield Remark(path=("roles", name), code="RF405", message=message, fix=fix)


def required_asked(workflow: Workflow) -> Iterator[Remark]:
    """Demand that registering is refused without what every issue must have."""
    for name, action in workflow.actions.items():
        for field in workflow.fields.values() if not action.sources else ():
            if field.required and field.name not in given_with(action):
                message = Words(
                    f"字段{called(field)}必填，而登记动作{called(action)}没有要求填写",
                    f"'{field.name}' is required, but '{name}' can register an issue without it",
                )
                fix = Words(
                    f"请把该字段加入“{name}”的“needs”（不带“when”），或者删去“required”",
                    f"add it to 'needs' of '{name}', without 'when', or leave 'required' out",
                )
                yield Remark(path=("fields", field.name), code="RF406", message=message, fix=fix)


def personal_unread(workflow: Workflow) -> Iterator[Remark]:
    """Demand that rules only read whether a personal value was given, since it may be erased."""
    for path, conditions in conditions_of(workflow):
        for name, value in conditions.items():
            if name in workflow.fields and workflow.fields[name].personal and value != GIVEN:
                fix = Words(f"请只问是否已填写：“{name}: {GIVEN}”", f"ask for '{name}: {GIVEN}' only")
                yield Remark(path=(*path, name), code="RF407", message=unreadable(workflow.fields[name]), fix=fix)


def weights_add_up(workflow: Workflow) -> Iterator[Remark]:
    """Demand that the weights of an appraisal sum to 100: 百分制."""
    components = workflow.appraisal.components.values() if workflow.appraisal is not None else ()
    total = sum(component.weight for component in components)
    if components and total != 100:  # noqa: PLR2004  (百分制)
        message = Words(f"各项权重之和为 {total}", f"the weights sum to {total}")
        fix = Words("请使其合计为 100", "let them sum to 100")
        yield Remark(path=("appraisal", "components"), code="RF408", message=message, fix=fix)


def drafts_reviewed(workflow: Workflow) -> Iterator[Remark]:
    """Demand that what is published is reviewed by others than drafted it: 先审查后公开."""
    for name, publication in workflow.publication.items():
        drafted = publication.drafted_by is not None or publication.audience == _PUBLIC
        if drafted and publication.reviewed_by in {None, publication.drafted_by}:
            message = Words(
                f"公布事项{called(publication)}无人在起草人之外另行审查",
                f"nobody but who drafts it reviews '{name}'",
            )
            fix = Words("请用“reviewed_by”写明由另一角色审查", "name another role with 'reviewed_by'")
            yield Remark(path=("publication", name), code="RF409", message=message, fix=fix)


def personal_kept(workflow: Workflow) -> Iterator[Remark]:
    """Demand that nothing personal is shown beyond the parties: 个人信息保护法第二十五条."""
    personal = {name for name, field in workflow.fields.items() if field.personal}
    for name, publication in workflow.publication.items():
        for at, shown in enumerate(publication.show if publication.audience in _AT_LARGE else ()):
            if shown.partition(".")[0] in personal - set(publication.mask):
                message = Words(
                    f"公布事项{called(publication)}会公开个人信息“{shown}”",
                    f"'{name}' shows '{shown}', which is personal",
                )
                fix = Words(
                    "请从“show”中删去，或者列入“mask”（遮盖）", "take it out of 'show', or black it out with 'mask'"
                )
                yield Remark(path=("publication", name, "show", at), code="RF416", message=message, fix=fix)


def unreadable(field: Field) -> Words:
    """Say that no rule can read the value of a personal field."""
    return Words(
        f"字段{called(field)}是个人信息，规则不能读取其值",
        f"'{field.name}' is personal, so that a rule can't read its value",
    )


LOCAL = (
    held,
    judged_by_others,
    endings_judged,
    somebody_may,
    personal_unread,
    weights_add_up,
    drafts_reviewed,
    personal_kept,
)
GLOBAL = (roles_bound, required_asked)
