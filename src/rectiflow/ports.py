"""What a host may replace: protocols, and the values that cross them. 端口。"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, runtime_checkable

from attrs import field, frozen

from rectiflow.ledger.commitments import Opening
from rectiflow.model.actor import Actor
from rectiflow.model.expression import Known, Place, Question, Scope
from rectiflow.model.issue import Issue
from rectiflow.model.record import Effect, Json, Record
from rectiflow.model.timing import Calendar, aware
from rectiflow.model.workflow import Workflow


class ClockPort(Protocol):
    """Where the engine learns what time it is."""

    def now(self) -> datetime:
        """Give the present instant, aware and in UTC."""


class Entropy(Protocol):
    """Where nonces and salts come from."""

    def token(self, size: int) -> str:
        """Give `size` unguessable bytes in hex."""


class Directory(Protocol):
    """Who is who: persons, units, posts. 通讯录。"""

    def actor(self, identity: str) -> Actor:
        """Give the person with the roles and units they have; somebody unknown has none."""

    def related(self, subject: str, relation: str) -> tuple[str, ...]:
        """Give the ids that stand in `relation` (first_person, staff, superior, …) to a person or unit."""

    def with_role(self, role: str) -> tuple[str, ...]:
        """Give the persons who have `role`."""

    def knows(self, identity: str) -> bool:
        """Tell whether the id is a person or unit of the directory."""

    def title(self, identity: str, language: str) -> str:
        """Give the name to show for an id, or the id itself when it is unknown."""


class Definitions(Protocol):
    """Workflow definitions as text and as values."""

    def write(self, workflow: Workflow) -> Json:
        """Give the resolved definition as data, the same for the same definition."""

    def read(self, content: Json) -> Workflow:
        """Give the workflow that `write` wrote."""


class Compiled(Protocol):
    """An expression that was compiled, with what it needs to know."""

    @property
    def text(self) -> str:
        """Give the expression as it is written."""

    @property
    def reads(self) -> frozenset[str]:
        """Give the dotted names of the variables whose values it reads."""

    @property
    def asks(self) -> frozenset[Question]:
        """Give the questions that it asks."""


@runtime_checkable
class CompiledCondition(Compiled, Protocol):
    """What holds or doesn't."""

    def holds(self, known: Known) -> bool:
        """Tell whether it holds; raises ExpressionFailed when that can't be told, never guesses."""

    def constant(self) -> bool | None:
        """Give what it always is, whatever the facts; None when they matter, or when that can't be told."""


class CompiledFigure(Compiled, Protocol):
    """What is a number."""

    def value(self, known: Known) -> int | float:
        """Give the number; raises ExpressionFailed when there is none."""


class Expressions(Protocol):
    """Conditions and figures as text. 表达式。"""

    def condition(self, text: str, scope: Scope, place: Place) -> CompiledCondition:
        """Compile what holds or doesn't; raises DefinitionError with all that is wrong."""

    def figure(self, text: str, scope: Scope, place: Place) -> CompiledFigure:
        """Compile what is a number; raises DefinitionError with all that is wrong."""


class Calendars(Protocol):
    """Working calendars by name."""

    def load(self, name: str) -> Calendar:
        """Give the calendar in force under `name`; raises NotFound."""


@frozen(kw_only=True)
class Sealed:
    """A record with the bytes that are its leaf."""

    record: Record
    stored: bytes


@frozen(kw_only=True)
class Answer:
    """What a command with an idempotency key led to: the record at `version` of `issue`.

    `command` is the digest of the command without its personal values.
    """

    key: str
    command: str
    issue: str
    version: int


@frozen(kw_only=True)
class Timer:
    """When an issue next asks for supervision: a cache, recomputed when it is claimed."""

    due: datetime = field(validator=aware)
    calendar: str


@frozen(kw_only=True)
class Queued:
    """An effect with the id that its delivery keeps through every retry."""

    id: str
    effect: Effect


@frozen(kw_only=True)
class Changes:
    """All that one command (or one alarm) writes: stored whole or not at all.

    `issue` and `timer` are None when there is no snapshot or nothing to wait for; `holders` are
    the ids and roles (`role:clerk`) in whose inbox the issue lies; `openings` the personal values,
    by the version of the record that commits to them and the field.
    """

    subject: str
    sealed: tuple[Sealed, ...]
    issue: Issue | None = None
    timer: Timer | None = None
    holders: tuple[str, ...] = ()
    effects: tuple[Queued, ...] = ()
    answer: Answer | None = None
    openings: Mapping[tuple[int, str], Opening] = field(factory=dict)


@frozen(kw_only=True)
class Query:
    """Which issues to find; what is None is not asked."""

    workflow: str | None = None
    state: str | None = None
    holders: tuple[str, ...] | None = None


class Reader(Protocol):
    """One consistent view of one tenant."""

    def issue(self, issue: str) -> Issue | None:
        """Give the snapshot of an issue."""

    def tail(self, subject: str) -> tuple[int, str]:
        """Give the number and the leaf hash of the last record of an issue, (0, "") when there is none."""

    def records(self, subject: str | None = None) -> Iterator[Record]:
        """Give the records of one issue by version, or all by ledger index."""

    def stored(self) -> Iterator[tuple[int, bytes, str]]:
        """Give index, stored bytes and leaf hash of every record, by index."""

    def answer(self, key: str) -> Answer | None:
        """Give what the command with this idempotency key led to."""

    def defines(self, digest: str) -> bool:
        """Tell whether a workflow definition is kept."""

    def definition(self, digest: str) -> Json:
        """Give the content of a workflow definition, None when it isn't there."""

    def openings(self, issue: str) -> Mapping[tuple[int, str], Opening]:
        """Give the personal values of an issue by (version, field)."""

    def find(self, query: Query) -> Iterator[Issue]:
        """Give the issues asked for, oldest first."""

    def next_timer(self, before: datetime) -> tuple[str, datetime] | None:
        """Give the issue whose timer is due first, and when, if that lies before `before`."""

    def queued(self) -> Iterator[Queued]:
        """Give the effects that wait to be delivered, oldest first."""


class Transaction(Reader, Protocol):
    """A view that can be written to; nothing is stored unless all of it is."""

    def new_issue(self) -> str:
        """Give the id of the next issue."""

    def write(self, changes: Changes) -> None:
        """Write the changes; the records get the next indices of the ledger."""

    def define(self, digest: str, content: Json, sealed: Sealed) -> None:
        """Keep a workflow definition together with the record that puts it into force."""


class Store(Protocol):
    """Where one or many tenants' ledgers are kept. 存储。"""

    def reading(self, tenant: str) -> AbstractContextManager[Reader]:
        """Open a consistent view."""

    def writing(self, tenant: str) -> AbstractContextManager[Transaction]:
        """Open a transaction: one commit at the end, nothing at all when an exception leaves it."""

    def close(self) -> None:
        """Let go of everything; safe to call twice."""
