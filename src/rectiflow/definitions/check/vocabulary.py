"""What the keys that offer a choice offer. 可选值。"""

from collections.abc import Collection, Mapping

from rectiflow.core.inputs import TYPES
from rectiflow.definitions.check.references import CHARGED
from rectiflow.model.accountability import Measure, Proposal, Tally, Trigger
from rectiflow.model.action import Action, Reopen, Requirement, Tell
from rectiflow.model.openness import Figure
from rectiflow.model.promise import Allowance, Deadline, Rung
from rectiflow.model.stage import State
from rectiflow.model.subject import Column, Field, Role
from rectiflow.model.voice import Ranking, Satisfaction, Vote

BOUND_TO = ("person", "persons", "unit", "units", "parties", "person_or_unit")
"""What can be bound to a role (`of:`)."""

RUNGS = ("remind", "urge", "supervise", "criticise", "list", "hold_to_account")
"""The steps of supervision, from 提示 to 问责."""

MEANS = ("message", "in_writing", "in_person", "in_writing_or_in_person", "with_receipt")
"""How somebody is told."""

_ONCE = ("ever", "binding", "round")
_SATISFACTION = ("until_satisfied", "rework_at_most", "explain_and_exclude")
_RUNNING = ("rounds", "years")

OFFERED: Mapping[type, Mapping[str, Collection[str]]] = {
    Role: {"of": BOUND_TO},
    Field: {"type": TYPES},
    Column: {"type": TYPES},
    State: {"entered_by": ("code",)},
    Action: {"only_once": _ONCE},
    Reopen: {"only_once": _ONCE},
    Tell: {"means": MEANS},
    Rung: {"rung": RUNGS, "as_of": ("start",)},
    Satisfaction: {"policy": _SATISFACTION},
    Vote: {"invalid_if": ("none", "several")},
    Ranking: {"ties": ("all", "none")},
    Measure: {"of": ("person", "unit")},
    Tally: {"running": _RUNNING},
    Trigger: {"per": CHARGED, "running": _RUNNING},
}
"""For each noun, what its attributes may be."""

ALTERNATIVES: Mapping[type, tuple[str, ...]] = {
    Deadline: ("within", "due"),
    Requirement: ("that", "complete", "bound", "parts", "published"),
    Allowance: ("allow", "until", "lasts"),
    Figure: ("count", "share", "mean"),
    Trigger: ("times", "reaches", "either"),
    Proposal: ("measures", "one_of"),
}
"""For each noun, the attributes of which exactly one is given."""
