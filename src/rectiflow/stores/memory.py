"""A store in memory, for tests and for questions about what would happen. 内存存储。"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from attrs import Factory, define, evolve

from rectiflow.ledger.commitments import Opening
from rectiflow.model.issue import Issue
from rectiflow.model.record import Json, Record
from rectiflow.ports import Answer, Changes, Query, Queued, Sealed, Timer
from rectiflow.stores.turns import Turn


@define
class _Tables:
    """One tenant's data. A transaction works on a copy and puts it in place at the end."""

    sealed: list[Sealed] = Factory(list)
    issues: dict[str, Issue] = Factory(dict)
    holders: dict[str, tuple[str, ...]] = Factory(dict)
    timers: dict[str, Timer] = Factory(dict)
    outbox: list[Queued] = Factory(list)
    answers: dict[str, Answer] = Factory(dict)
    openings: dict[tuple[str, int, str], Opening] = Factory(dict)
    definitions: dict[str, Json] = Factory(dict)

    def copy(self) -> "_Tables":
        """Copy the tables; what is in them is frozen and shared."""
        return evolve(
            self,
            sealed=list(self.sealed),
            issues=dict(self.issues),
            holders=dict(self.holders),
            timers=dict(self.timers),
            outbox=list(self.outbox),
            answers=dict(self.answers),
            openings=dict(self.openings),
            definitions=dict(self.definitions),
        )


class MemoryStore:
    """Ledgers that live as long as the process."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._tenants: dict[str, _Tables] = {}
        self._turn = Turn()

    @contextmanager
    def reading(self, tenant: str) -> Iterator["MemoryReader"]:
        """Open a view of the last commit."""
        yield MemoryReader(self._tenants.get(tenant, _Tables()))

    @contextmanager
    def writing(self, tenant: str) -> Iterator["MemoryTransaction"]:
        """Open a transaction: its copy takes the place of the tables when the block ends well."""
        with self._turn:
            tables = self._tenants.get(tenant, _Tables()).copy()
            yield MemoryTransaction(tables)
            self._tenants[tenant] = tables

    def close(self) -> None:
        """Do nothing: there is nothing to let go of."""


@define
class MemoryReader:
    """One consistent view of a tenant."""

    _tables: _Tables

    def issue(self, issue: str) -> Issue | None:
        """Give the snapshot of an issue."""
        return self._tables.issues.get(issue)

    def tail(self, subject: str) -> tuple[int, str]:
        """Give the number and leaf of the last record of `subject`."""
        last = next((one.record for one in reversed(self._tables.sealed) if one.record.issue == subject), None)
        return (last.version, last.leaf) if last is not None else (0, "")

    def records(self, subject: str | None = None) -> Iterator[Record]:
        """Give records by version, or all by index."""
        return (one.record for one in self._tables.sealed if subject in {None, one.record.issue})

    def stored(self) -> Iterator[tuple[int, bytes, str]]:
        """Give index, bytes and hash of every record."""
        return ((index, one.stored, one.record.leaf) for index, one in enumerate(self._tables.sealed))

    def answer(self, key: str) -> Answer | None:
        """Give what this key's command led to."""
        return self._tables.answers.get(key)

    def defines(self, digest: str) -> bool:
        """Tell whether a definition is kept."""
        return digest in self._tables.definitions

    def definition(self, digest: str) -> Json:
        """Give the content of a definition."""
        return self._tables.definitions.get(digest)

    def openings(self, issue: str) -> Mapping[tuple[int, str], Opening]:
        """Give the personal values of an issue."""
        kept = self._tables.openings.items()
        return {(version, field): opening for (owner, version, field), opening in kept if owner == issue}

    def find(self, query: Query) -> Iterator[Issue]:
        """Give the issues asked for, in the order of registration."""
        return (issue for issue in self._tables.issues.values() if self._wanted(issue, query))

    def next_timer(self, before: datetime) -> tuple[str, datetime] | None:
        """Give the issue whose timer is due first."""
        due = min(((timer.due, issue) for issue, timer in self._tables.timers.items()), default=None)
        return (due[1], due[0]) if due is not None and due[0] < before else None

    def queued(self) -> Iterator[Queued]:
        """Give the effects that wait."""
        return iter(self._tables.outbox)

    def _wanted(self, issue: Issue, query: Query) -> bool:
        held = self._tables.holders.get(issue.id, ())
        return (
            query.workflow in {None, issue.workflow}
            and query.state in {None, issue.state}
            and (query.holders is None or not set(query.holders).isdisjoint(held))
        )


@define
class MemoryTransaction(MemoryReader):
    """A view that can be written to."""

    def new_issue(self) -> str:
        """Give the next id."""
        return f"RF-{len(self._tables.issues) + 1:06}"

    def write(self, changes: Changes) -> None:
        """Write the changes."""
        self._tables.sealed.extend(changes.sealed)
        if changes.issue is not None:
            self._keep(changes, changes.issue)
        self._tables.outbox.extend(changes.effects)
        if changes.answer is not None:
            self._tables.answers[changes.answer.key] = changes.answer
        for (version, field), opening in changes.openings.items():
            self._tables.openings[changes.subject, version, field] = opening

    def define(self, digest: str, content: Json, sealed: Sealed) -> None:
        """Keep a definition and the record that puts it into force."""
        self._tables.sealed.append(sealed)
        self._tables.definitions[digest] = content

    def _keep(self, changes: Changes, issue: Issue) -> None:
        self._tables.issues[issue.id] = issue
        self._tables.holders[issue.id] = changes.holders
        self._tables.timers.pop(issue.id, None)
        if changes.timer is not None:
            self._tables.timers[issue.id] = changes.timer
