"""Judging a compiled expression from facts alone: only true is true, and what can't be told fails."""

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from math import isfinite, prod
from typing import ClassVar

from attrs import field, frozen
from cel_expr_python import cel

from rectiflow.errors import ExpressionFailed, Words
from rectiflow.expressions.forms import FORMS, MOST_READ, extent, instant_of, start_of
from rectiflow.expressions.functions import FUNCTIONS
from rectiflow.expressions.vocabulary import signature
from rectiflow.model.expression import Known, Question, Scope

MOST_CASES = 128
"""How many cases are tried to find out whether a condition can ever hold."""

_TRUTHS = (True, False)


@frozen(kw_only=True, eq=False)
class Formula:
    """An expression that was compiled. `wanted` are the types that its answer may have, in `words`."""

    wanted: ClassVar[tuple[cel.Type, ...]]
    words: ClassVar[Words]
    way_out: ClassVar[Words]

    text: str
    scope: Scope
    reads: frozenset[str]
    asks: frozenset[Question]
    env: cel.Env = field(repr=False)
    expression: cel.Expression = field(repr=False)

    def outcome(self, known: Known) -> bool | int | float:
        """Work it out; raises ExpressionFailed when nothing comes of it."""
        try:
            outcome = self.attempt(self._values(known), self._functions(known))
        except (TypeError, ValueError, OverflowError):
            outcome = None
        if outcome is None or not isfinite(outcome):
            raise ExpressionFailed(expression=self.text, missing=self._missing(known))
        return outcome

    def attempt(self, values: Mapping[str, object], functions: list[cel.Function]) -> bool | int | float | None:
        """Work it out from the library's own `values` by name and `functions`; gives None when nothing comes of it."""
        try:
            found = self.expression.eval(self.env.Activation(values, functions=functions))
            return found.value() if found.type() == self.expression.return_type() else None
        except RuntimeError:
            return None

    def _values(self, known: Known) -> dict[str, object]:
        given = {name: value for name in self.reads if (value := known.values.get(name)) is not None}
        if sum(map(extent, given.values())) > MOST_READ:
            raise ValueError
        forms = {name: FORMS[self.scope.variables[name].type] for name in self.reads}
        empty = {name: form.empty for name, form in forms.items() if form.empty is not None}
        return empty | {name: forms[name].read(value, known.zone) for name, value in given.items()}

    def _functions(self, known: Known) -> list[cel.Function]:
        own: dict[str, Callable[..., object]] = {
            "heaviest": self._heaviest,
            "date": lambda text: start_of(text, known.zone),
            "instant": lambda text: instant_of(text, known.zone),
            **{question.function: _answering(question.function, known) for question in self.asks},
        }
        return [_function(name, impl) for name, impl in own.items()]

    def _heaviest(self, measures: list[str]) -> int:
        return max((self.scope.measures.index(one) + 1 for one in measures), default=0)

    def _missing(self, known: Known) -> tuple[str, ...]:
        needed = (name for name in self.reads if FORMS[self.scope.variables[name].type].empty is None)
        unknown = [name for name in needed if known.values.get(name) is None]
        unanswered = [f"{one.function}({one.about})" for one in self.asks if one not in known.answers]
        return tuple(sorted((*unknown, *unanswered)))


class Judged(Formula):
    """A condition; see `rectiflow.ports.CompiledCondition`."""

    wanted = (cel.Type.BOOL,)
    words = Words("“是”或者“否”", "yes or no")
    way_out = Words("请与某个值比较", "compare it with something")

    def holds(self, known: Known) -> bool:
        """Tell whether it holds; raises ExpressionFailed when that can't be told."""
        return self.outcome(known) is True

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
            functions = self._functions(Known(answers=dict(zip(asked, answers, strict=True))))
            for values in product(*possible.values()):
                yield self.attempt(dict(zip(possible, values, strict=True)), functions)

    def _possible(self, name: str) -> tuple[object, ...]:
        kind = self.scope.variables[name]
        return _TRUTHS if kind.type == "yes_no" else kind.choices if kind.type == "choice" else ()


class Worked(Formula):
    """A figure; see `rectiflow.ports.CompiledFigure`."""

    wanted = (cel.Type.INT, cel.Type.DOUBLE)
    words = Words("数字", "a number")
    way_out = Words("请改为得出数字的写法", "write what gives a number")

    def value(self, known: Known) -> int | float:
        """Give the number; raises ExpressionFailed when there is none."""
        return self.outcome(known)


def _function(name: str, impl: Callable[..., object]) -> cel.Function:
    takes, gives = signature(name)
    return cel.Function(name, takes, is_member=False, impl=impl, return_type=gives)


def _answering(function: str, known: Known) -> Callable[..., bool | int]:
    """Give what answers `function`; a KeyError, for the library, is an answer that fails."""
    return lambda about="": known.answers[Question(function, about)]
