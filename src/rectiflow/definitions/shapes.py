"""How each noun is written in a file: its keys, and the short ways of writing it.

To widen the language, give the noun its attribute, and say here what is special about its key.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import field, fields_dict, frozen

from rectiflow.definitions.wording import humane
from rectiflow.model.actor import Person, Unit
from rectiflow.model.record import Json
from rectiflow.model.workflow import (
    Action,
    Deadline,
    Fault,
    Field,
    Parameter,
    Reopen,
    Requirement,
    Role,
    Rung,
    State,
    Target,
    Title,
    Titled,
)


@frozen(kw_only=True)
class Head:
    """What stands at the top of a workflow file, beside its sections."""

    workflow: str
    version: int
    title: Title
    calendar: str
    basis: tuple[str, ...] = ()


@frozen
class DirectoryHead:
    """What stands at the top of a directory file: nothing but its sections."""


SECTIONS: Mapping[str, Any] = {
    "parameters": Parameter,
    "roles": Role,
    "fields": Field,
    "states": State,
    "actions": Action,
    "ladders": Sequence[Rung],
    "deadlines": Deadline,
    "accountability": Fault,
}
"""The sections of a workflow file: maps from a name to one of these."""

RESERVED: Mapping[type, tuple[str, ...]] = {
    Role: ("holder",),
    State: ("open", "any"),
    Action: ("reopen",),
    Titled: ("given",),
}
"""Names that mean something else already."""


def _as_it_is(value: Json) -> Json:
    return value


def _head(value: Json) -> Json:
    """Make the English title of a workflow from its name where it is left out."""
    if not isinstance(value, dict) or not isinstance(title := value.get("title"), dict):
        return value
    return {**value, "title": {"en": humane(str(value.get("workflow"))), **title}}


def _choice(value: Json) -> Json:
    return {"zh": value} if isinstance(value, str) else value


def _parameter(value: Json) -> Json:
    return value if isinstance(value, dict | list) else {"value": value}


def _target(value: Json) -> Json:
    return {"state": value} if isinstance(value, str) else value


def _action(value: Json) -> Json:
    """Give what an action says of all its ways (`clocks`, `charge`) to each of them; without `to` it stays."""
    if not isinstance(value, dict):
        return value
    shared = {key: value[key] for key in _FOR_ALL_TARGETS if key in value}
    targets = value.get("to", {})
    ways = [_target(one) for one in (targets if isinstance(targets, list) else [targets])]
    return {**value, "to": [{**shared, **way} if isinstance(way, dict) else way for way in ways]}


IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,59}")
"""What a name is made of, so that expressions can speak of it."""

_CODE = re.compile(r"\S(.{0,98}\S)?")


@frozen(kw_only=True)
class Shape:
    """How one noun is written.

    `keys` names the key of an attribute where the two differ, `also` the keys that no attribute
    stands for. `named` is the attribute that holds the name of the noun, which must match
    `pattern`. `expand` turns a short way of writing the noun into the long one.
    """

    keys: Mapping[str, str] = field(factory=dict)
    also: tuple[str, ...] = ()
    named: str | None = None
    pattern: re.Pattern[str] = IDENTIFIER
    expand: Callable[[Json], Json] = _as_it_is


_ACTION_KEYS = {"sources": "from", "targets": "to", "judges_nobody": "judges"}
_FOR_ALL_TARGETS = ("clocks", "charge")

SHAPES: Mapping[type, Shape] = {
    DirectoryHead: Shape(also=("units", "persons")),
    Head: Shape(also=(*SECTIONS, "reopen"), expand=_head),
    Title: Shape(),
    Titled: Shape(named="name", pattern=_CODE, expand=_choice),
    Parameter: Shape(named="name", expand=_parameter),
    Role: Shape(named="name", keys={"is_": "is"}),
    Field: Shape(named="name", keys={"choices": "of"}),
    State: Shape(named="name"),
    Action: Shape(named="name", keys=_ACTION_KEYS, also=_FOR_ALL_TARGETS, expand=_action),
    Reopen: Shape(named="name", keys=_ACTION_KEYS, also=_FOR_ALL_TARGETS, expand=_action),
    Target: Shape(expand=_target),
    Requirement: Shape(keys={"otherwise": "else"}),
    Deadline: Shape(named="name"),
    Rung: Shape(),
    Fault: Shape(named="name"),
    Unit: Shape(named="id", pattern=_CODE),
    Person: Shape(named="id", pattern=_CODE),
}
"""Every noun that a file can write out as a map."""


def key_of(noun: type, attribute: str) -> str:
    """Give the key that stands for an attribute of a noun."""
    return SHAPES[noun].keys.get(attribute, attribute) if noun in SHAPES else attribute


def keys_of(noun: type) -> tuple[str, ...]:
    """Give all keys that a noun can have, each once."""
    shape = SHAPES[noun]
    own = (key_of(noun, attribute) for attribute in fields_dict(noun) if attribute != shape.named)
    return tuple(dict.fromkeys((*own, *shape.also)))
