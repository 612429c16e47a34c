"""Supervision: a promise that is broken reaches a person, step by step, within the promise's own time. 督办。"""

from collections.abc import Iterator

from rectiflow.definitions.check.unbound import missing_in, unbound
from rectiflow.definitions.document import Remark
from rectiflow.errors import Words, quoted
from rectiflow.model.promise import Deadline, Rung
from rectiflow.model.timing import Moment
from rectiflow.model.workflow import Workflow
from rectiflow.wording import called

_UNITS = ("unit", "units")
_LEADING_TO_UNITS = ("superior", "unit", "subordinates", "managed_by", "personnel")

_HOLDER = "holder"
_TO_A_PERSON = Words(
    "请让最后一级（不带“unless”）告知到人，如“holder.first_person”（责任方的主要负责人），或者届时已经指定的人",
    "let the last rung, without 'unless', tell a person, as holder.first_person or somebody who is bound by then",
)


def ends_at_a_person(workflow: Workflow) -> Iterator[Remark]:
    """Demand that the last rung that is always climbed tells a person, or does something by itself: 督办到人."""
    for deadline in workflow.deadlines.values():
        last = _always_climbed(deadline)
        if last is None or not (last.do or _persons(workflow, deadline, last)):
            told = _told(deadline, last)
            zh = f"时限{called(deadline)}逾期后没有督办到人：{told.zh}"
            en = f"when '{deadline.name}' is not kept, no person hears of it: {told.en}"
            yield _unheard(deadline, Words(zh, en))


def told_bound(workflow: Workflow) -> Iterator[Remark]:
    """Demand that some person whom this rung tells is bound, whichever state the deadline runs in."""
    missing = unbound(workflow)
    for deadline in workflow.deadlines.values():
        last = _always_climbed(deadline)
        persons = _persons(workflow, deadline, last) if last is not None and not last.do else []
        for state in deadline.runs_in if persons else ():
            if all(missing_in(workflow, missing, one, state) for one in persons):
                zh = f"“{state}”中的时限{called(deadline)}逾期时，{quoted(persons, '或者')}可能尚未指定"
                en = f"when '{deadline.name}' is late in '{state}', nobody may be bound yet to {' or '.join(persons)}"
                yield _unheard(deadline, Words(zh, en))


def pauses_end(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a clock that stands still doesn't do so for ever."""
    for name, deadline in workflow.deadlines.items():
        if deadline.pauses_in and deadline.pause_at_most is None:
            message = Words(
                f"时限{called(deadline)}在状态{quoted(deadline.pauses_in)}中可能一直中止下去",
                f"'{name}' may stand still for ever in {', '.join(deadline.pauses_in)}",
            )
            fix = Words("请用“pause_at_most”写明最长中止多久", "say for how long at most with 'pause_at_most'")
            yield Remark(path=("deadlines", name, "pauses_in"), code="RF511", message=message, fix=fix)


def _always_climbed(deadline: Deadline) -> Rung | None:
    """Give the last rung that nothing lets be skipped; one before the due instant counts only where none follows."""
    late = [rung for rung in deadline.rungs if _from_due_on(rung.at) or rung is deadline.rungs[-1]]
    return next((rung for rung in reversed(late) if rung.unless is None), None)


def _from_due_on(moment: Moment) -> bool:
    return moment.offset is not None and not moment.before


def _persons(workflow: Workflow, deadline: Deadline, rung: Rung) -> list[str]:
    return [one for one in rung.tell if _is_person(workflow, deadline, one)]


def _told(deadline: Deadline, last: Rung | None) -> Words:
    if not deadline.rungs:
        return Words("没有督办梯级", "it has no rungs")
    if last is None:
        return Words("逾期后的各级督办都可能略过", "each rung after it may be skipped")
    if not last.tell:
        return Words("最后一级无人被告知", "its last rung tells nobody")
    return Words(f"最后一级只告知{quoted(last.tell)}", f"its last rung tells {' and '.join(last.tell)}")


def _unheard(deadline: Deadline, message: Words) -> Remark:
    last = _always_climbed(deadline) or (deadline.rungs[-1] if deadline.rungs else None)
    step = () if last is None else ("rungs", deadline.rungs.index(last))
    return Remark(path=("deadlines", deadline.name, *step), code="RF411", message=message, fix=_TO_A_PERSON)


def _is_person(workflow: Workflow, deadline: Deadline, expression: str, depth: int = 0) -> bool:
    head, *relations = expression.split(".")
    if relations:
        return relations[-1] not in _LEADING_TO_UNITS
    if head == _HOLDER:
        return all(_is_person(workflow, deadline, one) for one in _owing(workflow, deadline))
    role = workflow.roles.get(head)
    if role is not None and role.is_ is not None and depth < len(workflow.roles):
        return _is_person(workflow, deadline, role.is_, depth + 1)
    return role is None or role.of not in _UNITS


def _owing(workflow: Workflow, deadline: Deadline) -> set[str]:
    """Give who may owe a promise: whom it names, or whoever holds a state in which it may run."""
    if deadline.owed_by is not None and deadline.owed_by != _HOLDER:
        return {deadline.owed_by}
    anywhere = [name for name, state in workflow.states.items() if not state.final]
    running = [workflow.states[name] for name in deadline.runs_in or anywhere if name in workflow.states]
    return {state.held_by for state in running if state.held_by is not None} - {_HOLDER}


RULES = (ends_at_a_person, told_bound, pauses_end)
