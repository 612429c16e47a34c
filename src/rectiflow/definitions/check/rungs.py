"""Rungs: they follow each other in time, within what their clock measures. 督办梯级的次序。"""

from collections.abc import Iterator
from itertools import pairwise
from math import inf

from rectiflow.definitions.check.lengths import LONGEST_REST, days, surely_longer
from rectiflow.definitions.document import Remark
from rectiflow.errors import Words
from rectiflow.model.promise import Deadline, Rung
from rectiflow.model.timing import Moment, Period
from rectiflow.model.workflow import Workflow
from rectiflow.wording import called

_BEFORE_DUE = -1e-9


def rungs_in_order(workflow: Workflow) -> Iterator[Remark]:
    """Demand that rungs follow each other in time, and that none comes before its clock starts."""
    for name, deadline in workflow.deadlines.items():
        for at, (before, after) in enumerate(pairwise(deadline.rungs), start=1):
            if _surely_later(before.at, after.at, deadline):
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


def _rung(name: str, at: int, message: Words, fix: Words) -> Remark:
    return Remark(path=("deadlines", name, "rungs", at, "at"), code="RF509", message=message, fix=fix)


def _starts_late(deadline: Deadline, rung: Rung) -> bool:
    if rung.at.offset is None or not rung.at.before:
        return False
    return any(surely_longer(rung.at.offset, one.allow) for one in deadline.within if one.allow is not None)


def _surely_later(one: Moment, other: Moment, deadline: Deadline) -> bool:
    """Tell whether a moment comes after another, under some allowance of a deadline that nothing prolongs."""
    if one.percent is not None and other.percent is not None:
        return one.percent > other.percent
    limits = [allowance.allow for allowance in deadline.within] or [None]
    return any(_later(one, other, limit) for limit in limits)


def _later(one: Moment, other: Moment, limit: Period | None) -> bool:
    first, second = _exactly(one, limit), _exactly(other, limit)
    if first is not None and second is not None and first.unit == second.unit:
        return first.amount > second.amount
    return _from_due(one, limit)[0] > _from_due(other, limit)[1]


def _exactly(moment: Moment, limit: Period | None) -> Period | None:
    """Give how long after due a moment comes; None for a share of what can't be counted in whole working days."""
    if moment.offset is not None:
        return Period(-moment.offset.amount if moment.before else moment.offset.amount, moment.offset.unit)
    if limit is None or limit.unit != "working days":
        return None
    return Period(-(limit.amount * _left(moment) // 100), limit.unit)


def _from_due(moment: Moment, limit: Period | None) -> tuple[float, float]:
    """Give how many days after due a moment comes, at least and at most."""
    if moment.offset is not None:
        least, most = days(moment.offset)
        return (-most, -least) if moment.before else (least, most)
    if limit is None:
        return -inf, _BEFORE_DUE
    least, most = (length * _left(moment) / 100 for length in days(limit))
    return -most - LONGEST_REST, min(1 - least, _BEFORE_DUE)


def _left(moment: Moment) -> int:
    return 100 - (moment.percent or 0)


RULES = (rungs_in_order,)
