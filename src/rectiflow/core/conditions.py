"""Conditions as maps: which values an issue must have. 条件。"""

from collections.abc import Mapping

from rectiflow.model.record import Json
from rectiflow.model.workflow import Conditions, Wanted

GIVEN = "given"
"""The value in a condition that asks only that the field has one."""


def given(value: Json) -> bool:
    """Tell whether a value was given: nothing, an empty text and an empty list are not.

    >>> given(""), given(False)
    (False, True)
    """
    return value is not None and value not in ("", [])


def hold(conditions: Conditions, values: Mapping[str, Json]) -> bool:
    """Tell whether all `conditions` hold for `values` (field name → value).

    >>> hold({"verdict": "fixed", "answer": "given"}, {"verdict": "fixed", "answer": "done"})
    True
    """
    return all(_holds(wanted, values.get(name)) for name, wanted in conditions.items())


def _holds(wanted: Wanted, value: Json) -> bool:
    if wanted == GIVEN:
        return given(value)
    return type(value) is type(wanted) and value == wanted
