"""What the engine and the definitions know of expressions: protocols, and the values that cross them."""

from collections.abc import Collection, Mapping
from datetime import UTC, tzinfo
from typing import Protocol, runtime_checkable

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
class Facts:
    """What is known when an expression is judged.

    `values` are the stored values by dotted name; what has none is left out. `answers` are true,
    false or whole numbers. `zone` is that of the calendar, in which a date begins.
    """

    values: Mapping[str, Json] = field(factory=dict)
    answers: Mapping[Question, bool | int] = field(factory=dict)
    zone: tzinfo = UTC


class Asking(Protocol):
    """An expression that was compiled, with what it needs to know."""

    @property
    def text(self) -> str:
        """Give the expression as it is written."""

    @property
    def reads(self) -> frozenset[str]:
        """Give the dotted names of the variables whose values it reads."""

    @property
    def asks(self) -> frozenset[Question]:
        """Give the questions that it asks."""


@runtime_checkable
class Condition(Asking, Protocol):
    """What holds or doesn't."""

    def holds(self, facts: Facts) -> bool:
        """Tell whether it holds; raises ExpressionFailed when that can't be told, never guesses."""

    def constant(self) -> bool | None:
        """Give what it always is, whatever the facts; None when they matter, or when that can't be told."""


class Figure(Asking, Protocol):
    """What is a number."""

    def value(self, facts: Facts) -> int | float:
        """Give the number; raises ExpressionFailed when there is none."""


class Expressions(Protocol):
    """Conditions and figures as text. 表达式。"""

    def condition(self, text: str, scope: Scope, place: Place) -> Condition:
        """Compile what holds or doesn't; raises DefinitionError with all that is wrong."""

    def figure(self, text: str, scope: Scope, place: Place) -> Figure:
        """Compile what is a number; raises DefinitionError with all that is wrong."""
