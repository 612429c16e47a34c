"""What a rule asks of the values of an issue. 条件。"""

from collections.abc import Callable, Mapping

from rectiflow.model.record import Json

Wanted = str | bool | int
"""A value that a file can ask for or set."""

Conditions = Mapping[str, Wanted]
"""Field name → the value it must have; the value "given" asks only that there is one."""

Condition = Conditions | str
"""A map where a map is enough, otherwise an expression (CEL), kept as its text."""

Judge = Callable[[str, Mapping[str, Json]], bool | None]
"""Tells whether an expression holds for values by field name; None when that can't be told."""


def undecided(_: str, __: Mapping[str, Json]) -> None:
    """Judge nothing: without an engine that judges expressions, none can be told."""
