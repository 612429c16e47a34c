"""Judging: work is confirmed, by people, outside the unit that did it, delegates included. 评判。"""

from collections.abc import Iterator

from rectiflow.definitions.check.unbound import bound_role
from rectiflow.definitions.check.walk import actions_of
from rectiflow.definitions.check.ways import Way, first_ways, trail, ways
from rectiflow.definitions.document import Remark
from rectiflow.errors import Words, quoted
from rectiflow.model.action import Action
from rectiflow.model.subject import SYSTEM, Role
from rectiflow.model.workflow import Workflow
from rectiflow.wording import called

_UNITS = ("unit", "units")
_LEADERS = ("first_person", "deputy_in_charge", "head", "chairs")
_EVERYBODY = ("staff", "members")
_WITHIN = (*_LEADERS, "specific_person", "staff", "members", "unit")
_WHY = Words(
    "“not_by”只排除办理者本人，不排除其同事和受托人", "'not_by' bars who did it, not their colleagues and delegates"
)


def judged_outside(workflow: Workflow) -> Iterator[Remark]:
    """Demand that the work of a unit is judged outside it, or by a leader in person: 不得自己验收本单位办理的事项."""
    for path, action in actions_of(workflow):
        for name in action.judges:
            judged = workflow.action(name)
            units = [_unit(workflow, role) for role in judged.by] if judged is not None else []
            for at, role in enumerate(action.by):
                if unit := next((one for one in units if one is not None and _may_be_of(workflow, role, one)), None):
                    message = Words(
                        f"“{role}”可能属于{called(unit)}，而“{name}”正是其办理的：{_WHY.zh}",
                        f"'{role}' may be of '{unit.name}', whose work '{name}' is: {_WHY.en}",
                    )
                    fix = _kept_out(workflow, role, unit)
                    yield Remark(path=(*path, "by", at), code="RF402", message=message, fix=fix)


def judged_by_people(workflow: Workflow) -> Iterator[Remark]:
    """Demand that people judge: what the system does by itself confirms nothing."""
    for path, action in actions_of(workflow):
        if action.judges and set(action.by) == {SYSTEM.name}:
            message = Words(
                f"动作{called(action)}评判{quoted(action.judges)}，却由系统自动办理",
                f"'{action.name}' judges '{', '.join(action.judges)}', but the system does it by itself",
            )
            fix = Words(
                '请改由人员的角色办理，或者写“judges: nobody because "…"”',
                "let a role of people do it, or write 'judges: nobody because \"…\"'",
            )
            yield Remark(path=(*path, "judges"), code="RF403", message=message, fix=fix)


def judged_was_done(workflow: Workflow) -> Iterator[Remark]:
    """Demand that on every way to an ending something was done of what it judges."""
    every = ways(workflow)
    for path, action in actions_of(workflow):
        ending = [way for way in every if way.action is action and _ends(workflow, way)]
        around = _around(every, action) if action.judges and ending else {}
        if way := next((one for one in ending if one.source is None or one.source in around), None):
            gone = trail(around, way)
            message = Words(
                f"动作{called(action)}评判{quoted(action.judges)}，但可能从未有人办理：{gone.zh}",
                f"'{action.name}' judges '{', '.join(action.judges)}', which nobody may have done: {gone.en}",
            )
            fix = Words("请评判所有可能通向此处的动作", "judge all that may lead there")
            yield Remark(path=(*path, "judges"), code="RF403", message=message, fix=fix)


def _unit(workflow: Workflow, expression: str) -> Role | None:
    """Give the unit, bound per issue, that whoever an expression stands for belongs to, as far as the file tells."""
    head, *relations = expression.split(".")
    role = workflow.roles.get(head)
    if role is None or not set(relations) <= set(_WITHIN) or bound_role(workflow, head) is None:
        return None
    return _unit(workflow, role.is_) if role.is_ is not None else role if role.of in _UNITS else None


def _may_be_of(workflow: Workflow, name: str, unit: Role) -> bool:
    role = workflow.roles.get(name)
    if role is None or role.of in {None, "parties"}:
        return role is not None and _unit(workflow, name) is unit and (role.delegable or not _leads(role))
    known = all(never.partition(".")[0] in workflow.roles for never in role.never)
    whole = {unit.name, *(f"{unit.name}.{one}" for one in _EVERYBODY)}
    return role is unit or (known and whole.isdisjoint(role.never))


def _kept_out(workflow: Workflow, name: str, unit: Role) -> Words:
    role = workflow.roles[name]
    elsewhere = Words(f"由{called(unit)}以外的角色评判", f"let a role outside '{unit.name}' judge it")
    if role.of is not None and role is not unit:
        never = f"never: {unit.name if role.of in _UNITS else f'{unit.name}.staff'}"
        return Words(f"请在“roles.{name}”中写“{never}”", f"say '{never}' in roles.{name}")
    if _leads(role):
        return Words(
            f"请在“roles.{name}”中写“delegable: false”，或者{elsewhere.zh}",
            f"say 'delegable: false' in roles.{name}, or {elsewhere.en}",
        )
    return Words(f"请{elsewhere.zh}", elsewhere.en)


def _leads(role: Role) -> bool:
    return role.is_ is not None and role.is_.rpartition(".")[2] in _LEADERS


def _ends(workflow: Workflow, way: Way) -> bool:
    return workflow.states[way.target].final and (way.source is None or not workflow.states[way.source].final)


def _around(every: tuple[Way, ...], action: Action) -> dict[str, Way]:
    """Give the states that are reached when nothing is done of what an action judges, though it may be done there."""
    judged = [way for way in every if way.action.name in action.judges]
    staying = {way.source for way in judged if way.source == way.target}
    others = [way for way in every if way not in judged and way.source not in staying]
    return first_ways((way for way in others if way.source is None), others)


RULES = (judged_outside, judged_by_people, judged_was_done)
