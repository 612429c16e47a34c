"""An old version called by the names of the new one, so that only what it says is compared. 更名。"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from attrs import asdict, evolve, fields_dict, frozen, has

from rectiflow.comparing.texts import Spot, kind_of
from rectiflow.definitions.check.references import CONDITIONS, ROLES
from rectiflow.model.migration import Renaming
from rectiflow.model.openness import Figure
from rectiflow.model.titles import Named
from rectiflow.model.workflow import Workflow

_Noun = TypeVar("_Noun", bound=Named)

_SECTIONS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(ROLES, ("roles",)),
    "action": ("actions",),
    "deadline": ("deadlines",),
    "ending": ("states",),
    "start": ("actions", "states", "deadlines"),
    "state": ("states",),
    "until": ("states", "actions"),
}
"""For each kind of reference, the sections whose names it may give."""

_FUNCTIONS = {"did": "actions", "days_since": "actions", "rounds": "states", "met": "deadlines", "earlier": "roles"}
_CALL = re.compile(rf"\b({'|'.join(_FUNCTIONS)})\(\s*(['\"])(\w+)\2\s*\)")
_EXPRESSIONS = frozenset({(Figure, "mean"), (Figure, "of"), (Figure, "share")})


def found(old: Workflow, new: Workflow, asked: Renaming) -> Renaming:
    """Give what has another name now: what `asked` says, and every element that is the same but for its name.

    A name that takes the place of several, or of one that is still there, isn't another name for it.
    """
    names: Mapping[str, dict[str, str]] = {section: {} for section in fields_dict(Renaming)}
    for section, pairs in asdict(asked).items():
        for before, after in pairs.items():
            there, here = getattr(old, section), getattr(new, section)
            if before in there and before not in here and after in here and after not in there:
                names[section].setdefault(before, after)
    for section in (*names, *names):
        called = renamed(old, Renaming(**names))
        names[section].update(same_but_for_name(getattr(called, section), getattr(new, section)))
    return Renaming(**names)


def renamed(workflow: Workflow, renaming: Renaming) -> Workflow:
    """Give a workflow in which everything is called by its new name, wherever it is spoken of."""
    names = asdict(renaming)
    called: Workflow = _Calling(names).noun(workflow)
    sections: dict[str, Any] = {name: _by_new_name(getattr(called, name), pairs) for name, pairs in names.items()}
    return evolve(called, **sections)


def same_but_for_name(old: Mapping[str, Named], new: Mapping[str, Named]) -> Iterator[tuple[str, str]]:
    """Find what only has another name now."""
    come = [one for name, one in new.items() if name not in old]
    for name, one in old.items():
        if name not in new and (other := next((it for it in come if evolve(one, name=it.name) == it), None)):
            come.remove(other)
            yield name, other.name


def _by_new_name(elements: Mapping[str, _Noun], names: Mapping[str, str]) -> dict[str, _Noun]:
    called = (evolve(one, name=names.get(name, name)) for name, one in elements.items())
    return {one.name: one for one in called}


@frozen
class _Calling:
    """Says the new name for the old one wherever something is referred to; the names are those of each section."""

    names: Mapping[str, Mapping[str, str]]

    def noun(self, noun: Any) -> Any:  # noqa: ANN401  (any noun)
        kind = type(noun)
        values = {name: (getattr(noun, name), (kind, name)) for name in fields_dict(kind)}
        return evolve(noun, **{name: self._value(value, spot) for name, (value, spot) in values.items()})

    def _value(self, value: Any, spot: Spot) -> Any:  # noqa: ANN401  (any attribute's value)
        kind = kind_of(spot)
        match value:
            case str() if kind in CONDITIONS or spot in _EXPRESSIONS:
                return _CALL.sub(self._call, value)
            case str():
                return self._name(value, kind)
            case tuple():
                return tuple(self._value(one, spot) for one in value)
            case Mapping():
                return {self._key(key, kind): self._held(one, spot) for key, one in value.items()}
        return self.noun(value) if has(type(value)) else value

    def _key(self, key: str, kind: str) -> str:
        return key if kind == "given" else self._name(key, kind)

    def _held(self, value: Any, spot: Spot) -> Any:  # noqa: ANN401  (any entry of a map)
        """Call what stands in a map: elements and what parts are given, not the words beside a name."""
        given = kind_of(spot) == "given"
        return self._value(value, spot) if given or has(type(value)) else value

    def _name(self, name: str, kind: str) -> str:
        head, dot, rest = name.partition(".")
        new = (self.names[section].get(head) for section in _SECTIONS.get(kind, ()))
        return f"{next(filter(None, new), head)}{dot}{rest}"

    def _call(self, call: re.Match[str]) -> str:
        names = self.names[_FUNCTIONS[call[1]]]
        return f"{call[1]}({call[2]}{names.get(call[3], call[3])}{call[2]})"
