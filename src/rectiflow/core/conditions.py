"""Whether a condition holds: only true is true, and what can't be told never counts as it. 条件。

A map is judged here; an expression is put to the `Judge` that the engine brings along.
"""

from collections.abc import Mapping

from rectiflow.model.condition import Condition, Judge, Wanted, undecided
from rectiflow.model.issue import Issue
from rectiflow.model.record import Json
from rectiflow.model.workflow import Workflow

GIVEN = "given"
"""The value in a condition that asks only that the field has one."""


def given(value: Json) -> bool:
    """Tell whether a value was given: nothing, an empty text, an empty list and an empty map are not.

    >>> given(""), given(False)
    (False, True)
    """
    return value is not None and value not in ("", [], {})


def hold(condition: Condition, values: Mapping[str, Json], judge: Judge = undecided) -> bool | None:
    """Tell whether `condition` holds for `values` (field name → value); None when that can't be told.

    >>> hold({"verdict": "fixed", "answer": "given"}, {"verdict": "fixed", "answer": "done"})
    True
    """
    if isinstance(condition, str):
        return judge(condition, values)
    return all(_holds(wanted, values.get(name)) for name, wanted in condition.items())


def values_of(issue: Issue | None) -> dict[str, Json]:
    """Give the values to judge an issue by; of personal ones only that they were given."""
    return {**issue.fields, **dict.fromkeys(issue.personal, GIVEN)} if issue is not None else {}


def masked(workflow: Workflow, values: Mapping[str, Json]) -> dict[str, Json]:
    """Give values to judge by; of personal ones only that they were given."""
    return {name: GIVEN if workflow.fields[name].personal else value for name, value in values.items()}


def _holds(wanted: Wanted, value: Json) -> bool:
    if wanted == GIVEN:
        return given(value)
    return type(value) is type(wanted) and value == wanted
