"""What the attributes of nouns refer to by name, and what there is to refer to."""

from collections.abc import Callable, Collection, Iterator, Mapping

from attrs import frozen

from rectiflow.definitions.check.walk import nouns
from rectiflow.definitions.document import Path
from rectiflow.definitions.shapes import key_of
from rectiflow.errors import Words
from rectiflow.model.accountability import Counted, Fault, Measure, Proposal, Trigger
from rectiflow.model.action import Action, Need, Reopen, Requirement, Target, Tell
from rectiflow.model.openness import Document, Figure, Publication, Retention, Sight
from rectiflow.model.promise import Allowance, Anchor, Deadline, Duty, Extension, Rung, Window
from rectiflow.model.stage import Mark, Parts, Phase, State
from rectiflow.model.subject import BUILT_IN, Column, Field, Register, Repeated, Role, SameMatter
from rectiflow.model.voice import Component, Ranking, Sample, Satisfaction, Share, Vote
from rectiflow.model.workflow import Workflow
from rectiflow.wording import ACTION, FIELD, ROLE, STATE

RELATIONS = (
    "first_person",
    "deputy_in_charge",
    "specific_person",
    "staff",
    "superior",
    "unit",
    "chairs",
    "members",
    "head",
    "subordinates",
    "managed_by",
    "personnel",
)
"""How people and units stand to a role, as in `lead.first_person`; they may follow each other."""

AUDIENCES = ("public", "parties", "unit", "internal", "named", "parent", "none")
"""Who something is shown to, beside roles."""

UNREAD = ""
"""The type of a field that is broken."""

CHARGED = ("person", "unit", "section", "post")
"""Whom a trigger counts by, and may propose something to."""


@frozen(kw_only=True)
class Kind:
    """One kind of reference: the code and the word for a name that isn't there, and what there is.

    `inside` gives what may follow a dot after a name: relations, or the columns of a list; None
    where that is nothing that a file knows.
    """

    code: str
    word: Words
    known: Callable[[Workflow], Collection[str]]
    inside: Callable[[Workflow, str], Collection[str] | None] | None = None


@frozen
class Reference:
    """A name somewhere in a workflow, and what kind of thing it must name."""

    kind: str
    name: str
    path: Path


def references(workflow: Workflow) -> Iterator[Reference]:
    """Give everything that a workflow refers to by name."""
    for path, noun in nouns(workflow):
        for attribute, kind in REFERENCES.get(type(noun), {}).items():
            inner = (*path, key_of(type(noun), attribute))
            for step, name in _names(kind, getattr(noun, attribute)):
                yield Reference(kind, name, (*inner, *step))


def columns(workflow: Workflow, name: str) -> Collection[str] | None:
    """Give the columns of a list or checklist, none for another field; None where the field is broken."""
    field = workflow.fields.get(name)
    if field is None:
        return ()
    return None if field.type == UNREAD else field.each


def _names(kind: str, value: object) -> Iterator[tuple[Path, str]]:
    match value:
        case str() if kind not in CONDITIONS:
            yield (), value
        case tuple():
            yield from (((at,), one) for at, one in enumerate(value))
        case Mapping() if kind == "given":
            yield from (((key,), one) for key, one in value.items())
        case Mapping():
            yield from (((key,), key) for key in value)


def _of_type(*types: str) -> Callable[[Workflow], Collection[str]]:
    return lambda workflow: [field.name for field in workflow.fields.values() if field.type in (*types, UNREAD)]


def _related(_: Workflow, name: str) -> Collection[str] | None:
    return None if name == "duty" else RELATIONS


def _of_post(_: Workflow, name: str) -> Collection[str] | None:
    return None if name == "post" else ()


def _shown(workflow: Workflow, name: str) -> Collection[str] | None:
    if name == "parts":
        return workflow.parts
    return RELATIONS if name in workflow.roles else columns(workflow, name)


def _items(workflow: Workflow, name: str) -> Collection[str]:
    lists = workflow.fields if name == "item" else ()
    return [column for field in lists for column in columns(workflow, field) or ()]


KINDS: Mapping[str, Kind] = {
    "state": Kind(code="RF201", word=STATE, known=lambda flow: flow.states),
    "role": Kind(code="RF202", word=ROLE, known=lambda flow: flow.roles),
    "actor": Kind(code="RF202", word=ROLE, known=lambda flow: [*flow.roles, *BUILT_IN]),
    "party": Kind(code="RF202", word=ROLE, known=lambda flow: ["holder", *flow.roles], inside=_related),
    "derived": Kind(code="RF202", word=ROLE, known=lambda flow: ["duty", *flow.roles], inside=_related),
    "charged": Kind(code="RF202", word=ROLE, known=lambda flow: [*CHARGED, *RELATIONS, *flow.roles], inside=_related),
    "audience": Kind(
        code="RF202", word=Words("可见对象或者角色", "audience or role"), known=lambda flow: [*AUDIENCES, *flow.roles]
    ),
    "field": Kind(code="RF203", word=FIELD, known=lambda flow: flow.fields),
    "value": Kind(
        code="RF203", word=Words("字段或者表决", "field or vote"), known=lambda flow: [*flow.fields, *flow.votes]
    ),
    "trait": Kind(code="RF203", word=FIELD, known=lambda flow: ["post", *flow.fields], inside=_of_post),
    "hidden": Kind(code="RF203", word=FIELD, known=lambda flow: ["all", *flow.fields]),
    "list": Kind(code="RF203", word=Words("清单", "list"), known=_of_type("list", "checklist")),
    "checklist": Kind(code="RF203", word=Words("要素清单", "checklist"), known=_of_type("checklist"), inside=columns),
    "measured": Kind(
        code="RF203", word=Words("处理措施类型的字段", "field of type measures"), known=_of_type("measures")
    ),
    "given": Kind(
        code="RF203",
        word=Words("字段或者角色", "field or role"),
        known=lambda flow: ["item", *flow.fields, *flow.roles],
        inside=_items,
    ),
    "shown": Kind(
        code="RF203",
        word=Words("字段、表决或者角色", "field, vote or role"),
        known=lambda flow: ["parts", *flow.fields, *flow.votes, *flow.roles],
        inside=_shown,
    ),
    "action": Kind(code="RF204", word=ACTION, known=lambda flow: [one.name for one in flow.every_action()]),
    "start": Kind(
        code="RF204",
        word=Words("动作、状态、字段或者时限", "action, state, field or deadline"),
        known=lambda flow: [*flow.actions, "reopen", *flow.states, *flow.fields, *flow.deadlines],
    ),
    "until": Kind(
        code="RF201",
        word=Words("状态或者动作", "state or action"),
        known=lambda flow: ["never", *flow.states, *flow.actions],
    ),
    "ending": Kind(code="RF201", word=STATE, known=lambda flow: ["final", *flow.states]),
    "fault": Kind(code="RF205", word=Words("问责情形", "fault"), known=lambda flow: flow.accountability),
    "deadline": Kind(code="RF207", word=Words("时限", "deadline"), known=lambda flow: flow.deadlines),
    "measure": Kind(code="RF215", word=Words("处理措施", "measure"), known=lambda flow: flow.measures),
    "document": Kind(code="RF216", word=Words("文书", "document"), known=lambda flow: flow.documents),
    "vote": Kind(code="RF217", word=Words("表决", "vote"), known=lambda flow: flow.votes),
    "judged": Kind(
        code="RF217", word=Words("表决或者字段", "vote or field"), known=lambda flow: [*flow.votes, *flow.fields]
    ),
    "parts": Kind(code="RF218", word=Words("分项", "set of parts"), known=lambda flow: flow.parts),
    "moved": Kind(
        code="RF218",
        word=Words("分项，或者存放分项的字段", "set of parts, or field that names some"),
        known=lambda flow: [*flow.parts, *_of_type("parts")(flow)],
    ),
    "source": Kind(
        code="RF218",
        word=Words("目录或者分项", "register or set of parts"),
        known=lambda flow: [*flow.registers, *flow.parts],
    ),
    "phase": Kind(code="RF219", word=Words("阶段", "phase"), known=lambda flow: flow.phases),
    "publication": Kind(code="RF220", word=Words("公布事项", "publication"), known=lambda flow: flow.publication),
    "trigger": Kind(code="RF221", word=Words("触发条件", "trigger"), known=lambda flow: flow.triggers),
}
"""Every kind of reference."""

CONDITIONS = frozenset({"value", "trait"})
"""The kinds whose attribute holds a condition: the keys of a map are names, a text is an expression."""

ROLES = frozenset({"role", "actor", "party", "derived", "charged", "audience", "given", "shown"})
"""The kinds that may name a role."""

_ACTION = {
    "sources": "state",
    "by": "actor",
    "not_by": "action",
    "judges": "action",
    "same_as": "action",
    "quorum": "role",
    "takes": "field",
    "sets": "field",
    "binds": "role",
    "unbinds": "role",
    "shows": "shown",
    "writes": "document",
    "annotates": "field",
    "opens_vote": "vote",
    "closes_vote": "vote",
}

REFERENCES: Mapping[type, Mapping[str, str]] = {
    Phase: {"ends": "field"},
    Role: {"is_": "derived", "never": "party", "until": "action"},
    Field: {"audience": "audience", "source": "source"},
    Column: {"audience": "audience"},
    SameMatter: {"by": "field", "sets": "field"},
    Repeated: {"when_earlier_is": "state"},
    Register: {"kept_by": "role"},
    State: {"held_by": "party", "waits_for": "party", "phase": "phase", "clears": "party"},
    Parts: {"made_by": "action", "one_for_each": "list", "gives": "given"},
    Action: _ACTION,
    Reopen: _ACTION,
    Need: {"field": "field", "when": "value"},
    Target: {
        "state": "state",
        "when": "value",
        "clocks": "deadline",
        "charge": "fault",
        "moves": "moved",
        "applies": "measured",
    },
    Requirement: {
        "that": "value",
        "complete": "checklist",
        "bound": "role",
        "parts": "parts",
        "published": "publication",
        "unless": "value",
    },
    Tell: {"whom": "party"},
    Mark: {"set_by": "action", "cleared_by": "action"},
    Window: {"opens": "action", "right": "action", "then": "action"},
    Deadline: {
        "owed_by": "party",
        "when": "value",
        "starts": "start",
        "runs_in": "state",
        "pauses_in": "state",
        "met_by": "action",
        "restarts_on": "action",
    },
    Anchor: {"field": "field"},
    Allowance: {"when": "value", "until": "field", "lasts": "measured"},
    Extension: {"asked_by": "role", "by": "role"},
    Rung: {"tell": "party", "charge": "fault", "writes": "document", "do": "action", "unless": "value"},
    Vote: {"voters": "role"},
    Share: {"of": "role"},
    Satisfaction: {"asked_by": "role", "judged_by": "judged", "field": "field"},
    Component: {"signed_by": "role"},
    Ranking: {"within": "field"},
    Sample: {"frame": "list"},
    Document: {"shows": "shown"},
    Fault: {"charge_to": "party"},
    Measure: {"asks": "field"},
    Trigger: {"replaces": "trigger", "publish": "publication"},
    Counted: {"measure": "measure"},
    Proposal: {
        "to": "charged",
        "measures": "measure",
        "one_of": "measure",
        "or_": "measure",
        "when": "trait",
        "unless": "trait",
    },
    Sight: {"hide": "hidden", "from_": "party", "when": "value", "until": "until"},
    Publication: {
        "in_": "state",
        "audience": "audience",
        "show": "shown",
        "mask": "shown",
        "drafted_by": "role",
        "reviewed_by": "role",
    },
    Duty: {"for_each": "party"},
    Figure: {"count": "shown"},
    Retention: {"after": "ending"},
}
"""For each noun, what kind of thing its attributes name."""
