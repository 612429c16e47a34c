"""What a rule asks of the values of an issue. 条件。"""

from collections.abc import Callable, Mapping
from datetime import datetime

from attrs import field, frozen

from rectiflow.model.record import Json

Wanted = str | bool | int
"""A value that a file can ask for or set."""

Conditions = Mapping[str, Wanted]
"""Field name → the value it must have; the value "given" asks only that there is one."""

Condition = Conditions | str
"""A map where a map is enough, otherwise an expression (CEL), kept as its text."""

Judge = Callable[[str, Mapping[str, Json]], bool | None]
"""Tells whether an expression holds for values by field name; None when that can't be told."""


@frozen(kw_only=True)
class Course:
    """How an issue has gone so far, as conditions ask about it. 办理过程。

    `done` gives when each action was done last, `rounds` how often each state was entered, `met`
    whether each deadline that has ended was kept.
    """

    registered_at: datetime | None = None
    done: Mapping[str, datetime] = field(factory=dict)
    rounds: Mapping[str, int] = field(factory=dict)
    met: Mapping[str, bool] = field(factory=dict)


Judging = Callable[[Course, datetime], Judge]
"""Gives the judge for an issue that has gone so far, as of an instant."""


def undecided(_: str, __: Mapping[str, Json]) -> None:
    """Judge nothing: without an engine that judges expressions, none can be told."""


def unjudged(_: Course, __: datetime) -> Judge:
    """Give the judge that tells nothing."""
    return undecided
