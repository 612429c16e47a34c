"""Supervision: a promise that is broken reaches a person, step by step, within the promise's own time. 督办。"""

from collections.abc import Iterator
from itertools import pairwise
from math import inf

from rectiflow.definitions.check.lengths import days
from rectiflow.definitions.check.unbound import missing_in, unbound
from rectiflow.definitions.check.ways import Way, reachable, ways
from rectiflow.definitions.document import Path, Remark
from rectiflow.errors import Words, quoted
from rectiflow.model.promise import Deadline, Rung
from rectiflow.model.timing import Moment
from rectiflow.model.workflow import Workflow
from rectiflow.wording import called

_UNITS = ("unit", "units")
_LEADING_TO_UNITS = ("superior", "unit", "subordinates", "managed_by", "personnel")

_BEFORE_DUE = -1e-9


def ends_at_a_person(workflow: Workflow) -> Iterator[Remark]:
    """Demand that the last rung of every deadline tells a person, or does something by itself: 督办到人."""
    for name, deadline in workflow.deadlines.items():
        last = deadline.rungs[-1] if deadline.rungs else None
        if last is None or not (last.do or any(_is_person(workflow, deadline, one) for one in last.tell)):
            told = _told(last)
            message = Words(
                f"时限{called(deadline)}逾期后没有督办到人：{told.zh}",
                f"when '{name}' is not kept, no person hears of it: {told.en}",
            )
            fix = Words(
                "请让最后一级告知到人，如“holder.first_person”（责任单位的主要负责人），或者由人员担任的角色",
                "let the last rung tell a person, as holder.first_person or a role that persons have",
            )
            yield Remark(path=_last_rung(name, deadline), code="RF411", message=message, fix=fix)


def told_bound(workflow: Workflow) -> Iterator[Remark]:
    """Demand that some person whom the last rung tells is bound, whichever state the deadline runs in."""
    missing = unbound(workflow)
    for name, deadline in workflow.deadlines.items():
        last = deadline.rungs[-1] if deadline.rungs else None
        persons = [one for one in last.tell if _is_person(workflow, deadline, one)] if last and not last.do else []
        for state in deadline.runs_in if persons else ():
            if all(missing_in(workflow, missing, one, state) for one in persons):
                message = Words(
                    f"“{state}”中的时限{called(deadline)}逾期时，{quoted(persons, '或者')}可能尚未指定",
                    f"when '{name}' is not kept in '{state}', nobody may be bound yet to {' or '.join(persons)}",
                )
                fix = Words(
                    "请让最后一级督办告知“holder.first_person”（责任方的主要负责人），或者届时已经指定的人",
                    "let the last rung tell holder.first_person, or somebody who is bound by then",
                )
                yield Remark(path=_last_rung(name, deadline), code="RF411", message=message, fix=fix)


def rungs_in_order(workflow: Workflow) -> Iterator[Remark]:
    """Demand that rungs follow each other in time, and that none comes before its clock starts."""
    for name, deadline in workflow.deadlines.items():
        for at, (before, after) in enumerate(pairwise(deadline.rungs), start=1):
            if _surely_later(before.at, after.at):
                message = Words(
                    f"“{after.at}”早于写在其前的“{before.at}”",
                    f"'{after.at}' comes before '{before.at}', which stands above it",
                )
                fix = Words("请按到达的先后排列各级督办", "put the rungs in the order in which they are reached")
                yield _rung(name, at, message, fix)
        for at, rung in enumerate(deadline.rungs):
            if _starts_late(deadline, rung):
                message = Words(
                    f"“{rung.at}”早于时限{called(deadline)}的起算",
                    f"'{rung.at}' comes before the clock of '{name}' starts",
                )
                fix = Words("请推后这一级，或者放宽期限", "let it come later, or allow more time")
                yield _rung(name, at, message, fix)


def stages_fit(workflow: Workflow) -> Iterator[Remark]:
    """Demand that the stages that every issue goes through in the course of a deadline fit into it."""
    every = ways(workflow)
    for name, whole in workflow.deadlines.items():
        stages = tuple(_stages(workflow, whole, every))
        least = sum(map(_least, stages))
        if whole.within and least > _most(whole):
            names = ", ".join(f"'{one.name}'" for one in stages)
            message = Words(
                f"分段时限{'、'.join(map(called, stages))}合计可能超过总时限{called(whole)}",
                f"{names} may take longer than '{name}', within which they lie",
            )
            fix = Words("请放宽总时限，或者缩短分段时限", "allow more time for the whole, or less for its stages")
            yield Remark(path=("deadlines", name, "within"), code="RF510", message=message, fix=fix)


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


def _told(last: Rung | None) -> Words:
    if last is None:
        return Words("没有督办梯级", "it has no rungs")
    if not last.tell:
        return Words("最后一级无人被告知", "its last rung tells nobody")
    return Words(f"最后一级只告知{quoted(last.tell)}", f"its last rung tells {' and '.join(last.tell)}")


def _is_person(workflow: Workflow, deadline: Deadline, expression: str, depth: int = 0) -> bool:
    head, *relations = expression.split(".")
    if relations:
        return relations[-1] not in _LEADING_TO_UNITS
    if head == "holder":
        return all(_is_person(workflow, deadline, one) for one in _owing(workflow, deadline))
    role = workflow.roles.get(head)
    if role is not None and role.is_ is not None and depth < len(workflow.roles):
        return _is_person(workflow, deadline, role.is_, depth + 1)
    return role is None or role.of not in _UNITS


def _owing(workflow: Workflow, deadline: Deadline) -> set[str]:
    if deadline.owed_by is not None:
        return {deadline.owed_by} - {"holder"}
    holders = {workflow.states[name].held_by for name in deadline.runs_in if name in workflow.states}
    return {one for one in holders if one not in {None, "holder"}} if deadline.runs_in else set()


def _last_rung(name: str, deadline: Deadline) -> Path:
    return ("deadlines", name, "rungs", len(deadline.rungs) - 1) if deadline.rungs else ("deadlines", name)


def _rung(name: str, at: int, message: Words, fix: Words) -> Remark:
    return Remark(path=("deadlines", name, "rungs", at, "at"), code="RF509", message=message, fix=fix)


def _surely_later(one: Moment, other: Moment) -> bool:
    if one.percent is not None and other.percent is not None:
        return one.percent > other.percent
    return _from_due(one)[0] > _from_due(other)[1]


def _from_due(moment: Moment) -> tuple[float, float]:
    """Give how many days after due a moment comes, at least and at most."""
    if moment.offset is None:
        return -inf, _BEFORE_DUE
    least, most = days(moment.offset)
    return (-most, -least) if moment.before else (least, most)


def _starts_late(deadline: Deadline, rung: Rung) -> bool:
    if rung.at.offset is None or not rung.at.before:
        return False
    return any(days(rung.at.offset)[0] > days(one.allow)[1] for one in deadline.within if one.allow is not None)


def _stages(workflow: Workflow, whole: Deadline, every: tuple[Way, ...]) -> Iterator[Deadline]:
    """Give the longest deadlines within the states of `whole` that nothing gets around, no two in the same state."""
    taken: set[str] = set()
    for one in sorted(workflow.deadlines.values(), key=_least, reverse=True):
        states = set(one.runs_in)
        if states and states < set(whole.runs_in) and states.isdisjoint(taken) and _unavoidable(whole, one, every):
            taken |= states
            yield one


def _unavoidable(whole: Deadline, stage: Deadline, every: tuple[Way, ...]) -> bool:
    """Tell whether nothing leads through the states of `whole` but through those of `stage`."""
    entered = {way.target for way in every if way.target in whole.runs_in and way.source not in whole.runs_in}
    inside = [way for way in every if way.source in whole.runs_in]
    return set(reachable(entered, inside, avoiding=stage.runs_in)) <= set(whole.runs_in)


def _least(deadline: Deadline) -> float:
    return min((days(one.allow)[0] for one in deadline.within if one.allow is not None), default=0)


def _most(deadline: Deadline) -> float:
    return max((days(one.allow)[1] if one.allow is not None else inf for one in deadline.within), default=inf)


RULES = (ends_at_a_person, told_bound, rungs_in_order, stages_fit, pauses_end)
