"""Names: everything that is referred to exists. 名称。"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from attrs import frozen

from rectiflow.definitions.document import Path, Remark
from rectiflow.definitions.shapes import key_of
from rectiflow.definitions.wording import choose
from rectiflow.model.workflow import (
    Action,
    Deadline,
    Fault,
    Reopen,
    Requirement,
    Role,
    Rung,
    State,
    Target,
    Tell,
    Workflow,
)

CALENDARS = ("cn", "weekdays")
"""The calendars that a workflow can count by."""

RELATIONS = ("first_person", "deputy_in_charge", "specific_person", "staff", "superior", "unit")
"""How people and units stand to a role, as in `lead.first_person`."""

_CODES = {
    "state": "RF201",
    "role": "RF202",
    "party": "RF202",
    "field": "RF203",
    "action": "RF204",
    "fault": "RF205",
    "deadline": "RF207",
}

_ACTION: Mapping[str, str | type] = {
    "sources": "state",
    "targets": Target,
    "by": "role",
    "not_by": "action",
    "judges": "action",
    "needs": "field",
    "takes": "field",
    "sets": "field",
    "binds": "role",
    "tells": Tell,
    "require": Requirement,
}

REFERENCES: Mapping[type, Mapping[str, str | type]] = {
    Role: {"is_": "party", "never": "party"},
    State: {"held_by": "party"},
    Action: _ACTION,
    Reopen: _ACTION,
    Target: {"state": "state", "when": "field", "clocks": "deadline", "charge": "fault"},
    Requirement: {"that": "field", "bound": "role"},
    Tell: {"whom": "party"},
    Deadline: {"runs_in": "state", "due": "field", "rungs": Rung},
    Rung: {"tell": "party", "charge": "fault"},
    Fault: {"charge_to": "party"},
}
"""For each noun, what kind of thing its attributes name, or which nouns lie in them."""


@frozen
class Reference:
    """A name somewhere in a workflow, and what kind of thing it must name."""

    kind: str
    name: str
    path: Path


def references(workflow: Workflow) -> Iterator[Reference]:
    """Give everything that a workflow refers to by name."""
    for section in ("roles", "states", "actions", "deadlines", "accountability"):
        for name, noun in getattr(workflow, section).items():
            yield from _of(noun, (section, name))
    if workflow.reopen is not None:
        yield from _of(workflow.reopen, ("reopen",))


def unknown_names(workflow: Workflow) -> Iterator[Remark]:
    """Demand that every state, role, field, action, fault and deadline that is named is there."""
    known = {
        "state": workflow.states,
        "role": workflow.roles,
        "field": workflow.fields,
        "action": [action.name for action in workflow.every_action()],
        "fault": workflow.accountability,
        "deadline": workflow.deadlines,
        "party": ["holder", *workflow.roles],
    }
    for reference in references(workflow):
        name, dot, relation = reference.name.partition(".") if reference.kind == "party" else (reference.name, "", "")
        if name not in known[reference.kind]:
            yield _unknown(reference, name, known[reference.kind])
        elif dot and relation not in RELATIONS:
            fix = choose(relation, RELATIONS)
            yield Remark(path=reference.path, code="RF202", message=f"there is no relation '{relation:.40}'", fix=fix)


def unknown_calendar(workflow: Workflow) -> Iterator[Remark]:
    """Demand a calendar that there is."""
    if workflow.calendar not in CALENDARS:
        message = f"there is no calendar '{workflow.calendar:.40}'"
        yield Remark(path=("calendar",), code="RF206", message=message, fix=choose(workflow.calendar, CALENDARS))


def unbindable_roles(workflow: Workflow) -> Iterator[Remark]:
    """Demand that actions bind only roles that are bound per issue (`of:`)."""
    for path, action in actions_of(workflow):
        for at, name in enumerate(action.binds):
            role = workflow.roles.get(name)
            if role is not None and role.of is None:
                message = f"'{name}' is a role that is not bound per issue"
                fix = f"say what can be bound to it ('of: person') in roles.{name}, or don't bind it"
                yield Remark(path=(*path, "binds", at), code="RF210", message=message, fix=fix)


def actions_of(workflow: Workflow) -> Iterator[tuple[Path, Action]]:
    """Give every action with the path at which it stands."""
    for name, action in workflow.actions.items():
        yield ("actions", name), action
    if workflow.reopen is not None:
        yield ("reopen",), workflow.reopen


def _of(noun: object, path: Path) -> Iterator[Reference]:
    for attribute, kind in REFERENCES[type(noun)].items():
        inner = (*path, key_of(type(noun), attribute))
        for step, one in _items(getattr(noun, attribute)):
            if isinstance(kind, str):
                yield Reference(kind, one, (*inner, *step))
            else:
                yield from _of(one, (*inner, *step))


def _items(value: object) -> Iterator[tuple[Path, Any]]:
    match value:
        case str():
            yield (), value
        case tuple():
            yield from (((at,), one) for at, one in enumerate(value))
        case Mapping():
            yield from (((key,), key) for key in value)


def _unknown(reference: Reference, name: str, known: Collection[str]) -> Remark:
    kind = "role" if reference.kind == "party" else reference.kind
    message = f"there is no {kind} '{name:.40}'"
    return Remark(path=reference.path, code=_CODES[reference.kind], message=message, fix=choose(name, known))


RULES = (unknown_names, unknown_calendar, unbindable_roles)
