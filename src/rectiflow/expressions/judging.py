"""Judging a compiled expression from facts alone: only true is true, and what can't be told fails."""

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from math import isfinite, prod
from typing import ClassVar

from attrs import field, frozen
from cel_expr_python import cel

from rectiflow.expressions.failures import ExpressionFailed
from rectiflow.expressions.forms import FORMS, MOST_READ, extent, instant_of, start_of
from rectiflow.expressions.functions import FUNCTIONS
from rectiflow.expressions.port import Facts, Question, Scope
from rectiflow.expressions.vocabulary import signature

MOST_CASES = 1_024
"""How many cases are tried to find out whether a condition can ever hold."""

_TRUTHS = (True, False)


@frozen(kw_only=True, eq=False)
class Formula:
    """An expression that was compiled. `wanted` are the types that its answer may have."""

    wanted: ClassVar[tuple[cel.Type, ...]]
    words: ClassVar[str]

    text: str
    scope: Scope
    reads: frozenset[str]
    asks: frozenset[Question]
    env: cel.Env = field(repr=False)
    expression: cel.Expression = field(repr=False)

    def outcome(self, facts: Facts) -> bool | int | float:
        """Work it out; raises ExpressionFailed when nothing comes of it."""
        try:
            outcome = self.attempt(self._values(facts), facts)
        except (TypeError, ValueError, OverflowError):
            outcome = None
        if outcome is None or not isfinite(outcome):
            raise ExpressionFailed(expression=self.text, missing=self._missing(facts))
        return outcome

    def attempt(self, values: Mapping[str, object], facts: Facts) -> bool | int | float | None:
        """Work it out from the library's own `values` by name; gives None when nothing comes of it."""
        try:
            found = self.expression.eval(self.env.Activation(values, functions=self._functions(facts)))
            return found.value() if found.type() == self.expression.return_type() else None
        except RuntimeError:
            return None

    def _values(self, facts: Facts) -> dict[str, object]:
        known = {name: facts.values[name] for name in self.reads if facts.values.get(name) is not None}
        if sum(map(extent, known.values())) > MOST_READ:
            raise ValueError
        forms = {name: FORMS[self.scope.variables[name].type] for name in self.reads}
        empty = {name: form.empty for name, form in forms.items() if form.empty is not None}
        return empty | {name: forms[name].read(value, facts.zone) for name, value in known.items()}

    def _functions(self, facts: Facts) -> list[cel.Function]:
        own: dict[str, Callable[..., object]] = {
            "heaviest": self._heaviest,
            "date": lambda text: start_of(text, facts.zone),
            "instant": lambda text: instant_of(text, facts.zone),
            **{question.function: _answering(question.function, facts) for question in self.asks},
        }
        return [_function(name, impl) for name, impl in own.items()]

    def _heaviest(self, measures: list[str]) -> int:
        return max((self.scope.measures.index(one) + 1 for one in measures), default=0)

    def _missing(self, facts: Facts) -> tuple[str, ...]:
        needed = (name for name in self.reads if FORMS[self.scope.variables[name].type].empty is None)
        unknown = [name for name in needed if facts.values.get(name) is None]
        unanswered = [f"{one.function}({one.about})" for one in self.asks if one not in facts.answers]
        return tuple(sorted((*unknown, *unanswered)))


class Judged(Formula):
    """A condition; see `rectiflow.expressions.port.Condition`."""

    wanted = (cel.Type.BOOL,)
    words = "yes or no"

    def holds(self, facts: Facts) -> bool:
        """Tell whether it holds; raises ExpressionFailed when that can't be told."""
        return self.outcome(facts) is True

    def constant(self) -> bool | None:
        """Give what it always is; None when the facts matter, or when that can't be told.

        Always true is what is true whatever is answered and no value known; never true, what is
        false for each value that the choices can have.
        """
        if all(self._attempts({})):
            return True
        possible = {name: values for name in self.reads if (values := self._possible(name))}
        return False if all(one is False for one in self._attempts(possible)) else None

    def _attempts(self, possible: Mapping[str, tuple[object, ...]]) -> Iterator[object]:
        asked = [one for one in self.asks if FUNCTIONS[one.function].gives == "yes_no"]
        if prod(map(len, possible.values())) * 2 ** len(asked) > MOST_CASES:
            possible, asked = {}, []
        for answers in product(_TRUTHS, repeat=len(asked)):
            facts = Facts(answers=dict(zip(asked, answers, strict=True)))
            for values in product(*possible.values()):
                yield self.attempt(dict(zip(possible, values, strict=True)), facts)

    def _possible(self, name: str) -> tuple[object, ...]:
        kind = self.scope.variables[name]
        return _TRUTHS if kind.type == "yes_no" else kind.choices if kind.type == "choice" else ()


class Worked(Formula):
    """A figure; see `rectiflow.expressions.port.Figure`."""

    wanted = (cel.Type.INT, cel.Type.DOUBLE)
    words = "a number"

    def value(self, facts: Facts) -> int | float:
        """Give the number; raises ExpressionFailed when there is none."""
        return self.outcome(facts)


def _function(name: str, impl: Callable[..., object]) -> cel.Function:
    takes, gives = signature(name)
    return cel.Function(name, takes, is_member=False, impl=impl, return_type=gives)


def _answering(function: str, facts: Facts) -> Callable[..., bool | int]:
    """Give what answers `function`; a KeyError, for the library, is an answer that fails."""
    return lambda about="": facts.answers[Question(function, about)]
