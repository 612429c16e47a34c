"""How each noun is written in a file: its keys, and the short ways of writing it.

To widen the language, give the noun its attribute, and say here what is special about its key.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from attrs import field, fields_dict, frozen

from rectiflow.definitions import short_forms as short
from rectiflow.model.acceptance import Acceptance
from rectiflow.model.accountability import Counted, Fault, Measure, Proposal, Tally, Trigger
from rectiflow.model.action import Action, Need, Reopen, Requirement, Target
from rectiflow.model.actor import Person, Unit
from rectiflow.model.openness import Document, Figure, Publication, Retention, Sight
from rectiflow.model.promise import Allowance, Deadline, Duty, Extension, Rung, Window
from rectiflow.model.record import Json
from rectiflow.model.stage import Mark, Parts, Phase, State
from rectiflow.model.subject import Column, Element, Field, Register, Repeated, Role, SameMatter
from rectiflow.model.titles import Title, Titled
from rectiflow.model.voice import Appraisal, Component, Grade, Passing, Ranking, Sample, Satisfaction, Vote
from rectiflow.model.workflow import Parameter

LANGUAGE = 1
"""The version of the workflow language that this release reads; a file that names none is written in it."""


@frozen(kw_only=True)
class Head:
    """What stands at the top of a workflow file, beside its sections.

    `language` says how the text is read, so that nothing of it is left in the definition.
    """

    workflow: str
    version: int
    title: Title
    calendar: str
    language: int = LANGUAGE
    basis: tuple[str, ...] = ()
    extends: str | None = None
    number: str | None = None
    part_of: str | None = None


@frozen
class DirectoryHead:
    """What stands at the top of a directory file: nothing but its sections."""


SECTIONS: Mapping[str, Any] = {
    "parameters": Parameter,
    "phases": Phase,
    "roles": Role,
    "fields": Field,
    "states": State,
    "parts": Parts,
    "actions": Action,
    "marks": Mark,
    "windows": Window,
    "ladders": Sequence[Rung],
    "deadlines": Deadline,
    "votes": Vote,
    "documents": Document,
    "accountability": Fault,
    "measures": Measure,
    "triggers": Trigger,
    "sight": Sight,
    "publication": Publication,
    "registers": Register,
    "every": Duty,
    "figures": Figure,
}
"""The sections of a workflow file: maps from a name to one of these."""

SINGLE: Mapping[str, Any] = {
    "same_matter": SameMatter,
    "reopen": Reopen,
    "satisfaction": Satisfaction,
    "appraisal": Appraisal,
    "retain": Retention,
}
"""The parts of a workflow file of which there is at most one."""

RESERVED: Mapping[type, tuple[str, ...]] = {
    Role: ("holder", "system", "parent", "duty"),
    State: ("open", "any"),
    Action: ("reopen",),
    Titled: ("given",),
}
"""Names that mean something else already."""


def _as_it_is(value: Json) -> Json:
    return value


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


_ACTION = Shape(
    named="name",
    keys={"sources": "from", "targets": "to", "judges_nobody": "judges"},
    also=short.FOR_ALL_TARGETS,
    expand=short.action,
)

SHAPES: Mapping[type, Shape] = {
    DirectoryHead: Shape(also=("units", "persons")),
    Head: Shape(also=(*SECTIONS, *SINGLE, "accepts"), expand=short.head),
    Acceptance: Shape(),
    Title: Shape(),
    Titled: Shape(named="name", pattern=_CODE, expand=short.choice),
    Parameter: Shape(named="name", expand=short.parameter),
    Phase: Shape(named="name"),
    Role: Shape(named="name", keys={"is_": "is"}),
    Field: Shape(named="name", keys={"choices": "of", "source": "of"}),
    Column: Shape(named="name", keys={"choices": "of"}),
    Element: Shape(named="name", keys={"otherwise": "else"}),
    SameMatter: Shape(),
    Repeated: Shape(keys={"otherwise": "else"}),
    State: Shape(named="name"),
    Parts: Shape(named="name"),
    Action: _ACTION,
    Reopen: _ACTION,
    Target: Shape(expand=short.target),
    Need: Shape(keys={"field": "need"}, expand=short.need),
    Requirement: Shape(keys={"otherwise": "else"}),
    Mark: Shape(named="name"),
    Window: Shape(named="name", keys={"right": "for"}),
    Deadline: Shape(named="name", keys={"owed_by": "for"}),
    Allowance: Shape(),
    Extension: Shape(),
    Rung: Shape(),
    Vote: Shape(named="name"),
    Passing: Shape(),
    Satisfaction: Shape(expand=short.satisfaction),
    Appraisal: Shape(),
    Component: Shape(named="name"),
    Grade: Shape(named="name", keys={"least": "from"}),
    Ranking: Shape(),
    Sample: Shape(),
    Document: Shape(named="name"),
    Fault: Shape(named="name"),
    Measure: Shape(named="name"),
    Trigger: Shape(named="name"),
    Counted: Shape(),
    Tally: Shape(),
    Proposal: Shape(keys={"or_": "or"}),
    Sight: Shape(named="name", keys={"from_": "from"}),
    Publication: Shape(named="name", keys={"in_": "in"}),
    Register: Shape(named="name"),
    Duty: Shape(named="name"),
    Figure: Shape(named="name"),
    Retention: Shape(named="name", keys={"period": "for"}),
    Unit: Shape(named="id", pattern=_CODE),
    Person: Shape(named="id", pattern=_CODE),
}
"""Every noun that a file can write out as a map."""


def key_of(noun: type, attribute: str) -> str:
    """Give the key that stands for an attribute of a noun."""
    return SHAPES[noun].keys.get(attribute, attribute) if noun in SHAPES else attribute


@cache
def keys_of(noun: type) -> tuple[str, ...]:
    """Give all keys that a noun can have, each once."""
    shape = SHAPES[noun]
    own = (key_of(noun, attribute) for attribute in fields_dict(noun) if attribute != shape.named)
    return tuple(dict.fromkeys((*own, *shape.also)))
