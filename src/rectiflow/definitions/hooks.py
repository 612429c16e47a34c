"""How the parts of nouns are structured: strict about kinds, generous about short forms."""

import re
from collections.abc import Mapping
from types import GenericAlias, NoneType
from typing import Any, get_args

from attrs import field, frozen
from cattrs import Converter

from rectiflow.core.periods import read_moment, read_period
from rectiflow.definitions.mistakes import Mistake
from rectiflow.definitions.wording import choose, shown
from rectiflow.errors import CalendarError
from rectiflow.model.record import Json
from rectiflow.model.timing import Moment, Period
from rectiflow.model.workflow import Rung, Tell, Titled

MOST_ITEMS = 100
"""How long a list may be."""

_NOBODY = re.compile(r"nobody\b.*", re.DOTALL)
_BECAUSE = re.compile(r"nobody because\s+([\"']?)(.*\S)\1", re.DOTALL)


Kind = Any
"""A type to structure, or a form such as `tuple[str, ...]`, which Python has no one type for."""

Made = Any
"""What was structured: of the kind that was asked for, which only the caller knows."""


@frozen
class Context:
    """What names in a file stand for: parameters → value, ladders → rungs, states → whether final."""

    parameters: Mapping[str, Json] = field(factory=dict)
    ladders: Mapping[str, Json] = field(factory=dict)
    states: Mapping[str, bool] = field(factory=dict)


def like(origin: type, inner: tuple[Kind, ...]) -> Kind:
    """Make the form of a type that is only known now.

    >>> like(list, (str,))
    list[str]
    """
    return GenericAlias(origin, inner)


def strictly(value: Json, kind: type, wanted: str) -> Made:
    """Give `value` if it is of `kind`; raises Mistake, which names what is `wanted`, otherwise."""
    if type(value) is kind:
        return value
    fix = f"put it in quotes: '{shown(value)}'" if kind is str and isinstance(value, int) else f"write {wanted}"
    raise Mistake("RF103", f"{shown(value)} stands where {wanted} is expected", fix)


@frozen
class Hooks:
    """One hook for each kind of value; each takes the value and the type to make of it."""

    converter: Converter
    context: Context

    def text(self, value: Json, _: Kind) -> str:
        """Take a text that says something."""
        text: str = strictly(value, str, "text")
        return text if text.strip() else strictly(None, str, "text")

    def number(self, value: Json, _: Kind) -> int:
        """Take a whole number, or a parameter that is one."""
        return int(strictly(self._looked_up(value), int, "a whole number"))

    def truth(self, value: Json, _: Kind) -> bool:
        """Take true or false."""
        return bool(strictly(value, bool, "true or false"))

    def union(self, value: Json, kind: Kind) -> Made:
        """Take what may be left out, but not be empty; or one of the plain kinds."""
        inner = [one for one in get_args(kind) if one is not NoneType]
        if len(inner) == 1:
            return self.converter.structure(value, inner[0])
        return value if isinstance(value, bool | int) else self.text(value, str)

    def mapping(self, value: Json, kind: Kind) -> Made:
        """Take a map."""
        return self.converter.structure(strictly(value, dict, "a map"), like(dict, get_args(kind)))

    def several(self, value: Json, kind: Kind) -> Made:
        """Take a list, or one thing that stands for a list of one."""
        items = value if isinstance(value, list) else [value]
        if len(items) > MOST_ITEMS:
            fix = f"list at most {MOST_ITEMS}"
            raise Mistake("RF113", f"{len(items)} things are listed here", fix)
        return tuple(self.converter.structure(items, like(list, get_args(kind)[:1])))

    def ladder(self, value: Json, kind: Kind) -> Made:
        """Take a ladder: a list of rungs, which can't be another ladder's name."""
        return self.several(strictly(value, list, "a list of rungs"), kind)

    def choices(self, value: Json, _: Kind) -> tuple[Titled, ...]:
        """Take the choices of a field: a map from value to title."""
        pairs = strictly(value, dict, "a map from each choice to its title")
        return tuple(
            self.converter.structure({name: (name, title) for name, title in pairs.items()}, dict[str, Titled]).values()
        )

    def rungs(self, value: Json, _: Kind) -> tuple[Rung, ...]:
        """Take a list of rungs, or the name of a ladder."""
        if isinstance(value, str):
            if value not in self.context.ladders:
                raise Mistake("RF208", f"there is no ladder '{value:.40}'", choose(value, self.context.ladders))
            value = self.context.ladders[value]
        return tuple(self.several(value, tuple[Rung, ...]))

    def states(self, value: Json, kind: Kind) -> tuple[str, ...]:
        """Take states, where `open` means all that are not final, and `any` means all."""
        states = self.context.states
        if value == "any":
            return tuple(states)
        if value == "open":
            return tuple(name for name, final in states.items() if not final)
        named: tuple[str, ...] = self.several(value, kind)
        return named or strictly(None, list, "at least one state")

    def judges(self, value: Json, kind: Kind) -> tuple[str, ...]:
        """Take the actions that are judged; `nobody because …` means none."""
        nobody = isinstance(value, str) and _NOBODY.fullmatch(value)
        return () if nobody else tuple(self.several(value, kind))

    def judges_nobody(self, value: Json, _: Kind) -> str | None:
        """Take the reason out of `nobody because …`; None where an action is judged."""
        if not isinstance(value, str) or not _NOBODY.fullmatch(value):
            return None
        if found := _BECAUSE.fullmatch(value):
            return found[2]
        raise Mistake("RF111", "it judges nobody, and doesn't say why", 'write: nobody because "…"')

    def tell(self, value: Json, _: Kind) -> Tell:
        """Take who is told, or a map from who to the means."""
        if isinstance(value, str):
            return Tell(whom=value)
        if isinstance(value, dict) and len(value) == 1:
            ((whom, means),) = value.items()
            return Tell(whom=whom, means=self.text(means, str))
        raise Mistake("RF103", f"{shown(value)} doesn't say who is told", "write a role, or 'role: means'")

    def period(self, value: Json, _: Kind) -> Period:
        """Take a period, or a parameter that is one."""
        try:
            return read_period(strictly(self._looked_up(value), str, "a period such as '5 working days'"))
        except CalendarError as error:
            if value in self.context.parameters:
                fix = "give the parameter a period such as '5 working days'"
                raise Mistake("RF211", f"the parameter '{value}' is no period", fix) from error
            raise Mistake("RF106", error.what.en, self._way_out(error)) from error

    def moment(self, value: Json, _: Kind) -> Moment:
        """Take the moment of a rung."""
        try:
            return read_moment(strictly(value, str, "a moment such as 'due'"))
        except CalendarError as error:
            raise Mistake("RF107", error.what.en, _continued(error.fix.en)) from error

    def _looked_up(self, value: Json) -> Json:
        return self.context.parameters.get(value, value) if isinstance(value, str) else value

    def _way_out(self, error: CalendarError) -> str:
        fix = _continued(error.fix.en)
        names = ", ".join(self.context.parameters)
        return f"{fix}, or name a parameter ({names:.80})" if names else fix


def _continued(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
