"""Stages: the deadlines in the course of another one fit into it together. 分段时限。"""

from collections.abc import Collection, Iterator

from rectiflow.definitions.check.lengths import days, in_months
from rectiflow.definitions.check.ways import Way, reachable, ways
from rectiflow.definitions.document import Remark
from rectiflow.errors import Words
from rectiflow.model.promise import Deadline
from rectiflow.model.timing import Period
from rectiflow.model.workflow import Workflow
from rectiflow.wording import called


def stages_fit(workflow: Workflow) -> Iterator[Remark]:
    """Demand that the stages that every issue goes through in the course of a deadline fit into it."""
    every = ways(workflow)
    for name, whole in workflow.deadlines.items():
        stages = tuple(_stages(workflow, whole, every))
        if stages and whole.within and all(_exceed(stages, one.allow) for one in whole.within):
            names = ", ".join(f"'{one.name}'" for one in stages)
            message = Words(
                f"分段时限{'、'.join(map(called, stages))}合计可能超过总时限{called(whole)}",
                f"{names} may take longer than '{name}', within which they lie",
            )
            fix = Words("请放宽总时限，或者缩短分段时限", "allow more time for the whole, or less for its stages")
            yield Remark(path=("deadlines", name, "within"), code="RF510", message=message, fix=fix)


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


def _exceed(stages: Collection[Deadline], limit: Period | None) -> bool:
    """Tell whether stages surely take longer than a limit: exactly in its own unit, at least and at most in others."""
    if limit is None:
        return False
    limit = in_months(limit)
    amounts = [_amount(one, limit.unit) for one in stages]
    left = limit.amount - sum(one for one in amounts if one is not None)
    others = sum(_least(one) for one, amount in zip(stages, amounts, strict=True) if amount is None)
    return left < 0 or others > days(Period(left, limit.unit))[1]


def _amount(stage: Deadline, unit: str) -> int | None:
    """Give the least that a stage allows in a unit; None where it allows something else."""
    allowed = [in_months(one.allow) for one in stage.within if one.allow is not None]
    exact = allowed and len(allowed) == len(stage.within) and all(one.unit == unit for one in allowed)
    return min(one.amount for one in allowed) if exact else None


def _least(deadline: Deadline) -> float:
    return min((days(one.allow)[0] if one.allow is not None else 0 for one in deadline.within), default=0)


RULES = (stages_fit,)
