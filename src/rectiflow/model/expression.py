"""What an expression may speak of, what it asks, and what is known when it is judged. 表达式。"""

from collections.abc import Collection, Mapping
from datetime import UTC, tzinfo

from attrs import field, frozen

from rectiflow.model.record import Json


@frozen
class Kind:
    """What type a variable has: that of a field, or `whole` for a whole number.

    `choices` are the values that a choice can have.
    """

    type: str
    choices: tuple[str, ...] = ()


@frozen
class Question:
    """What an expression asks about the issue, such as `did('explain')`; `about` is "" for `age()`."""

    function: str
    about: str = ""


@frozen(kw_only=True)
class Scope:
    """What an expression may speak of.

    `variables` are dotted names (`issue.category`, `input.reason`, `parameters.limit`), each with its
    kind. `names` are, by the sort of thing (field, action, deadline, state, moment, parts, role),
    those that a function can be asked about. `measures` go from light to heavy.
    """

    variables: Mapping[str, Kind] = field(factory=dict)
    names: Mapping[str, Collection[str]] = field(factory=dict)
    measures: tuple[str, ...] = ()


@frozen
class Place:
    """Where in a file the first character of an expression stands; line and column count from 1."""

    file: str
    line: int
    column: int


@frozen(kw_only=True)
class Known:
    """What is known when an expression is judged.

    `values` are the stored values by dotted name; what has none is left out. `answers` are true,
    false or whole numbers. `zone` is that of the calendar, in which a date begins.
    """

    values: Mapping[str, Json] = field(factory=dict)
    answers: Mapping[Question, bool | int] = field(factory=dict)
    zone: tzinfo = UTC
