"""Guards: a condition that is a map can turn out either way. 条件的可能性。"""

from collections.abc import Iterator

from rectiflow.core.conditions import GIVEN
from rectiflow.definitions.check.given import given_always, given_somewhere, given_with, never_given
from rectiflow.definitions.check.values import conditions_of
from rectiflow.definitions.check.walk import actions_of
from rectiflow.definitions.document import Path, Remark
from rectiflow.errors import Words, quoted
from rectiflow.model.workflow import Workflow


def can_hold(workflow: Workflow) -> Iterator[Remark]:
    """Demand that what a condition asks for is given, or set, by some action."""
    known = {*workflow.votes, *given_somewhere(workflow)}
    for path, conditions in conditions_of(workflow):
        for name in conditions:
            if name in workflow.fields and name not in known:
                yield never_given((*path, name), workflow.fields[name])


def may_fail(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a condition asks for more than what is given in any case."""
    for path, conditions in conditions_of(workflow):
        if conditions and set(conditions.values()) == {GIVEN} and set(conditions) <= _given_at(workflow, path):
            message = Words(
                f"此条件总是成立：{quoted(conditions)}无论如何都必须填写",
                f"this always holds: {', '.join(conditions)} must be given in any case",
            )
            fix = Words("请删去，或者写明本来要问什么", "leave it out, or say what it was to ask")
            yield Remark(path=path, code="RF313", message=message, fix=fix)


def _given_at(workflow: Workflow, path: Path) -> frozenset[str]:
    """Give the fields that have a value wherever the condition at `path` is asked."""
    asking = [given_with(action) for start, action in actions_of(workflow) if path[: len(start)] == start]
    return given_always(workflow).union(*asking)


RULES = (can_hold, may_fail)
