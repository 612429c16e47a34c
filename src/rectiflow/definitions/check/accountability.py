"""Accountability: somebody answers for every state, and nobody judges their own work. 责任。"""

from collections.abc import Iterator

from rectiflow.core.conditions import GIVEN
from rectiflow.definitions.check.references import ROLES, references
from rectiflow.definitions.check.values import conditions_of
from rectiflow.definitions.check.walk import actions_of
from rectiflow.definitions.document import Remark
from rectiflow.model.workflow import Workflow


def held(workflow: Workflow) -> Iterator[Remark]:
    """Demand that somebody holds every state in which an issue waits."""
    for name, state in workflow.states.items():
        if not state.final and state.held_by is None:
            message = f"nobody holds an issue in the state '{name}'"
            yield Remark(path=("states", name), code="RF401", message=message, fix="name a role with 'held_by'")


def judged_by_others(workflow: Workflow) -> Iterator[Remark]:
    """Demand that nobody confirms their own work: 经办人不得验收自己办理的事项."""
    for path, action in actions_of(workflow):
        own = [name for name in action.judges if name not in action.not_by]
        if own:
            names = ", ".join(own)
            message = f"whoever did '{names}' may judge it in '{action.name}'"
            yield Remark(path=path, code="RF402", message=message, fix=f"add 'not_by: {names}'")


def endings_judged(workflow: Workflow) -> Iterator[Remark]:
    """Demand that an action that ends an issue judges what was done, or says why nobody is judged."""
    finals = {name for name, state in workflow.states.items() if state.final}
    for path, action in actions_of(workflow):
        ends = not finals.isdisjoint(target.state for target in action.targets)
        if ends and not action.judges and action.judges_nobody is None:
            message = f"'{action.name}' ends an issue, and judges nothing"
            fix = "name the action whose result it confirms with 'judges', or write 'judges: nobody because \"…\"'"
            yield Remark(path=path, code="RF403", message=message, fix=fix)


def somebody_may(workflow: Workflow) -> Iterator[Remark]:
    """Demand that the file says who may do an action: otherwise nobody may."""
    for path, action in actions_of(workflow):
        if not action.by:
            message = f"nobody may do '{path[-1]}'"
            yield Remark(path=path, code="RF404", message=message, fix="name the roles that may with 'by'")


def roles_bound(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a role that is bound per issue, and used, is bound by some action."""
    bound = {name for _, action in actions_of(workflow) for name in action.binds}
    used = {one.name.partition(".")[0] for one in references(workflow) if one.kind in ROLES}
    for name, role in workflow.roles.items():
        if role.of is not None and name in used and name not in bound:
            message = f"no action binds anybody to the role '{name}'"
            fix = f"add 'binds: [{name}]' to an action, or leave 'of' out"
            yield Remark(path=("roles", name), code="RF405", message=message, fix=fix)


def required_asked(workflow: Workflow) -> Iterator[Remark]:
    """Demand that registering asks for what every issue must have."""
    for name, action in workflow.actions.items():
        for field in workflow.fields.values() if not action.sources else ():
            if field.required and field.name not in action.inputs:
                message = f"'{field.name}' is required, but '{name}' registers an issue without it"
                fix = f"add it to 'needs' of '{name}', or leave 'required' out"
                yield Remark(path=("fields", field.name), code="RF406", message=message, fix=fix)


def personal_unread(workflow: Workflow) -> Iterator[Remark]:
    """Demand that rules only read whether a personal value was given, since it may be erased."""
    for path, conditions in conditions_of(workflow):
        for name, value in conditions.items():
            if name in workflow.fields and workflow.fields[name].personal and value != GIVEN:
                message = f"'{name}' is personal, so that a rule can't read its value"
                yield Remark(path=(*path, name), code="RF407", message=message, fix=f"ask for '{name}: {GIVEN}' only")


def weights_add_up(workflow: Workflow) -> Iterator[Remark]:
    """Demand that the weights of an appraisal sum to 100: 百分制."""
    components = workflow.appraisal.components.values() if workflow.appraisal is not None else ()
    total = sum(component.weight for component in components)
    if components and total != 100:  # noqa: PLR2004  (百分制)
        path, fix = ("appraisal", "components"), "let them sum to 100"
        yield Remark(path=path, code="RF408", message=f"the weights sum to {total}", fix=fix)


def drafts_reviewed(workflow: Workflow) -> Iterator[Remark]:
    """Demand that what is published is reviewed by others than drafted it: 先审查后公开."""
    for name, publication in workflow.publication.items():
        if publication.drafted_by is not None and publication.reviewed_by in {None, publication.drafted_by}:
            path, fix = ("publication", name), "name another role with 'reviewed_by'"
            message = f"'{publication.drafted_by}' drafts '{name}', and nobody else reviews it"
            yield Remark(path=path, code="RF409", message=message, fix=fix)


LOCAL = (held, judged_by_others, endings_judged, somebody_may, personal_unread, weights_add_up, drafts_reviewed)
GLOBAL = (roles_bound, required_asked)
