"""One tenant's tables in SQLite: a view to read, and a transaction to write."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from attrs import define

from rectiflow.errors import StoreError, Words
from rectiflow.ledger.commitments import Opening
from rectiflow.ledger.leaf import canonical
from rectiflow.model.issue import Issue
from rectiflow.model.record import Effect, Json, Record
from rectiflow.model.timing import read_instant, write_instant
from rectiflow.ports import Answer, Changes, Query, Queued, Sealed, Timer
from rectiflow.stores.codec import SNAPSHOT, read_issue, read_record, write_issue
from rectiflow.stores.sqlite_engine import sqlite3

_HELD = "i.id IN (SELECT issue FROM holders WHERE tenant = ? AND holder IN (SELECT value FROM json_each(?)))"


@define
class SQLiteReader:
    """One consistent view of a tenant."""

    _connection: sqlite3.Connection
    _tenant: str

    def issue(self, issue: str) -> Issue | None:
        """Give the snapshot of an issue, folded anew when its format is an older one."""
        row = self._row("SELECT schema, snapshot FROM issues WHERE tenant = ? AND id = ?", issue)
        if row is None:
            return None
        schema, snapshot = row
        return read_issue(schema, snapshot, self.records(issue))

    def tail(self, subject: str) -> tuple[int, str]:
        """Give the number and leaf of the last record of `subject`."""
        row = self._row(
            "SELECT version, leaf FROM records WHERE tenant = ? AND issue = ? ORDER BY version DESC LIMIT 1", subject
        )
        return (row[0], row[1]) if row is not None else (0, "")

    def records(self, subject: str | None = None) -> Iterator[Record]:
        """Give records by version, or all by index."""
        if subject is None:
            rows = self._rows("SELECT CAST(stored AS BLOB), leaf FROM records WHERE tenant = ? ORDER BY idx")
        else:
            rows = self._rows(
                "SELECT CAST(stored AS BLOB), leaf FROM records WHERE tenant = ? AND issue = ? ORDER BY version",
                subject,
            )
        return (read_record(stored, leaf) for stored, leaf in rows)

    def stored(self) -> Iterator[tuple[int, bytes, str]]:
        """Give index, bytes and hash of every record."""
        rows = self._rows("SELECT idx, CAST(stored AS BLOB), leaf FROM records WHERE tenant = ? ORDER BY idx")
        return ((index, stored, leaf) for index, stored, leaf in rows)

    def answer(self, key: str) -> Answer | None:
        """Give what this key's command led to."""
        row = self._row("SELECT key, command, issue, version FROM answers WHERE tenant = ? AND key = ?", key)
        return Answer(key=row[0], command=row[1], issue=row[2], version=row[3]) if row is not None else None

    def defines(self, digest: str) -> bool:
        """Tell whether a definition is kept."""
        return self._row("SELECT 1 FROM definitions WHERE tenant = ? AND digest = ?", digest) is not None

    def definition(self, digest: str) -> Json:
        """Give the content of a definition."""
        row = self._row("SELECT content FROM definitions WHERE tenant = ? AND digest = ?", digest)
        return json.loads(row[0]) if row is not None else None

    def openings(self, issue: str) -> Mapping[tuple[int, str], Opening]:
        """Give the personal values of an issue."""
        rows = self._rows("SELECT version, field, value, salt FROM personal WHERE tenant = ? AND issue = ?", issue)
        return {(version, field): Opening(field, json.loads(value), salt) for version, field, value, salt in rows}

    def find(self, query: Query) -> Iterator[Issue]:
        """Give the issues asked for, in the order of registration."""
        where, values = ["i.tenant = ?"], [self._tenant]
        for column, wanted in (("workflow", query.workflow), ("state", query.state)):
            if wanted is not None:
                where.append(f"i.{column} = ?")
                values.append(wanted)
        if query.holders is not None:
            where.append(_HELD)
            values += [self._tenant, json.dumps(query.holders)]
        sql = f"SELECT i.id FROM issues i WHERE {' AND '.join(where)} ORDER BY i.number"  # noqa: S608  (words of ours)
        found = self._connection.execute(sql, values).fetchall()
        return (issue for (identity,) in found if (issue := self.issue(identity)) is not None)

    def next_timer(self, before: datetime) -> tuple[str, datetime] | None:
        """Give the issue whose timer is due first."""
        row = self._row(
            "SELECT issue, due FROM timers WHERE tenant = ? AND due < ? ORDER BY due, issue LIMIT 1",
            write_instant(before),
        )
        return (row[0], read_instant(row[1])) if row is not None else None

    def queued(self) -> Iterator[Queued]:
        """Give the effects that wait."""
        rows = self._rows("SELECT id, kind, recipient, means FROM outbox WHERE tenant = ? ORDER BY number")
        return (Queued(id=row[0], effect=Effect(kind=row[1], to=row[2], means=row[3])) for row in rows)

    def _row(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._rows(sql, *values).fetchone()
        return row

    def _rows(self, sql: str, *values: object) -> sqlite3.Cursor:
        """Run a statement whose first value is the tenant."""
        return self._connection.execute(sql, (self._tenant, *values))


@define
class SQLiteTransaction(SQLiteReader):
    """A view that can be written to."""

    def new_issue(self) -> str:
        """Give the next id: RF-000001, RF-000002, …"""
        return f"RF-{self._next('issues', 'number', 1):06}"

    def write(self, changes: Changes) -> None:
        """Write the changes; records get the next dense indices."""
        with self._whole():
            self._append(changes.sealed)
            if changes.issue is not None:
                self._keep(changes.issue)
                self._hold(changes.subject, changes.holders)
                self._wait(changes.subject, changes.timer)
            self._queue(changes.effects)
            if changes.answer is not None:
                answer = changes.answer
                self._insert("answers", answer.key, answer.command, answer.issue, answer.version)
            for (version, field), opening in changes.openings.items():
                value = canonical(opening.value).decode()
                self._insert("personal", changes.subject, version, field, value, opening.salt)

    def define(self, digest: str, content: Json, sealed: Sealed) -> None:
        """Keep a definition and the record that puts it into force."""
        with self._whole():
            self._append((sealed,))
            self._insert("definitions", digest, canonical(content).decode())

    def commit(self) -> None:
        """Make it all durable; raises StoreError when it was undone before."""
        with self._whole():
            self._connection.execute("COMMIT")

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Undo everything when a part can't be written, also for a caller who would go on regardless."""
        if not self._connection.in_transaction:
            raise StoreError(
                what=Words("事务因其中的错误已被撤销", "The transaction was undone by an error in it"),
                fix=Words("请重新开始", "Begin it anew"),
            )
        try:
            yield
        except BaseException:
            self._connection.rollback()
            raise

    def _append(self, sealed: tuple[Sealed, ...]) -> None:
        index = self._next("records", "idx", 0)
        for offset, one in enumerate(sealed):
            record = one.record
            self._insert("records", index + offset, record.issue, record.version, record.leaf, one.stored)

    def _keep(self, issue: Issue) -> None:
        values = (issue.version, issue.workflow, issue.state, SNAPSHOT, write_issue(issue), self._tenant, issue.id)
        changed = self._connection.execute(
            "UPDATE issues SET version = ?, workflow = ?, state = ?, schema = ?, snapshot = ? "
            "WHERE tenant = ? AND id = ?",
            values,
        )
        if changed.rowcount == 0:
            self._insert("issues", issue.id, self._next("issues", "number", 1), *values[:5])

    def _hold(self, issue: str, holders: Iterable[str]) -> None:
        """Lay the issue into the inboxes of `holders`, and take it out of all others."""
        wanted = set(holders)
        held = {holder for (holder,) in self._rows("SELECT holder FROM holders WHERE tenant = ? AND issue = ?", issue)}
        for holder in held - wanted:
            self._rows("DELETE FROM holders WHERE tenant = ? AND holder = ? AND issue = ?", holder, issue)
        for holder in wanted - held:
            self._insert("holders", holder, issue)

    def _wait(self, issue: str, timer: Timer | None) -> None:
        if timer is None:
            self._rows("DELETE FROM timers WHERE tenant = ? AND issue = ?", issue)
        else:
            due = write_instant(timer.due)
            self._rows("INSERT OR REPLACE INTO timers VALUES (?, ?, ?, ?)", issue, due, timer.calendar)

    def _queue(self, effects: tuple[Queued, ...]) -> None:
        if not effects:
            return
        number = self._next("outbox", "number", 1)
        for offset, queued in enumerate(effects):
            effect = queued.effect
            self._insert("outbox", number + offset, queued.id, effect.kind, effect.to, effect.means)

    def _next(self, table: str, column: str, first: int) -> int:
        row = self._row(f"SELECT max({column}) + 1 FROM {table} WHERE tenant = ?")  # noqa: S608  (names of ours)
        return first if row is None or row[0] is None else int(row[0])

    def _insert(self, table: str, *values: object) -> None:
        marks = ", ".join("?" * (len(values) + 1))
        self._rows(f"INSERT INTO {table} VALUES ({marks})", *values)  # noqa: S608  (names of ours)
