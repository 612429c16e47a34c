"""What somebody asks for, what is known when it is judged, and what it leads to. 指令、事实、裁定。"""

from collections.abc import Mapping
from datetime import datetime

from attrs import field, frozen

from rectiflow.errors import CommandRefused
from rectiflow.model.actor import Actor
from rectiflow.model.condition import Judging, unjudged
from rectiflow.model.record import Draft, Effect, Json
from rectiflow.model.timing import Calendar, aware


@frozen(kw_only=True)
class Command:
    """One actor's request to do an action now. 指令。

    `issue` is None when it registers one, and then `workflow` names the definition.
    `at` is when it is to count (late entry), `key` makes a retry safe.
    """

    action: str
    issue: str | None = None
    workflow: str | None = None
    fields: Mapping[str, Json] = field(factory=dict)
    binds: Mapping[str, tuple[str, ...]] = field(factory=dict)
    key: str | None = None
    expected_version: int | None = None
    at: datetime | None = field(default=None, validator=aware)


@frozen(kw_only=True)
class Facts:
    """What the engine found out before the core judges; the core never asks. 裁定所依据的事实。

    `now` is when the command is judged, `effective_at` when the action is to count.
    `holders` gives who holds each bound or derived role when the command is given, and `parties`,
    for each expression such as `lead.staff`, whom it stands for with the bindings asked for.
    `commitments` stand for the personal values handed in; `strangers` are ids asked to be bound
    that the directory doesn't know. `workflow` is the digest of the definition judged by. `judging`
    gives what tells whether an expression holds; without it none can be told.
    """

    actor: Actor
    now: datetime = field(validator=aware)
    effective_at: datetime = field(validator=aware)
    calendar: Calendar
    workflow: str
    holders: Mapping[str, tuple[str, ...]] = field(factory=dict)
    parties: Mapping[str, tuple[str, ...]] = field(factory=dict)
    commitments: Mapping[str, str] = field(factory=dict)
    strangers: frozenset[str] = frozenset()
    judging: Judging = unjudged


@frozen(kw_only=True)
class Decision:
    """What a command leads to: records and effects, or a refusal that changes nothing. 裁定。"""

    drafts: tuple[Draft, ...] = ()
    effects: tuple[Effect, ...] = ()
    refusal: CommandRefused | None = None
