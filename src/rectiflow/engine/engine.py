"""The engine: what a host calls. 引擎。"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType
from typing import Self

from rectiflow.core.conditions import values_of
from rectiflow.core.deadlines import due, is_missed
from rectiflow.core.decide import permit
from rectiflow.core.foresee import Prospect, Verdict
from rectiflow.engine import log
from rectiflow.engine.batch import Batch, Binds, read_binds
from rectiflow.engine.judge import check_form, facts_for, judge
from rectiflow.engine.migrate import authorize, migrate
from rectiflow.engine.office import Office
from rectiflow.engine.prospects import prospects
from rectiflow.engine.shelf import Edition
from rectiflow.engine.sight import as_seen, sees, visible
from rectiflow.engine.timers import fire_due
from rectiflow.engine.views import Allowed, Promise, Waiting
from rectiflow.errors import CommandRefused, NotFound
from rectiflow.ledger.chain import unbroken
from rectiflow.model.actor import Actor
from rectiflow.model.command import Command, Decision
from rectiflow.model.issue import Issue
from rectiflow.model.migration import NOTHING, Migration, Renaming
from rectiflow.model.promise import Deadline
from rectiflow.model.record import Json, Record
from rectiflow.model.timing import check_aware
from rectiflow.model.workflow import Workflow
from rectiflow.ports import Query, Reader, Store


class Engine:
    """Handles the issues of one tenant; made by `rectiflow.connect`, safe to use from any thread.

    Everywhere, `by` is who asks: an id of the directory, or an `Actor` where the host vouches for
    roles. Fields are plain values; instants are aware datetimes.
    """

    def __init__(self, store: Store, office: Office, tenant: str) -> None:
        """Put the engine together; `rectiflow.connect` is the door."""
        self.store = store
        self.office = office
        self.tenant = tenant

    def register(  # noqa: PLR0913  (each is a word of the command)
        self,
        workflow: str,
        *,
        by: str | Actor,
        fields: Mapping[str, Json] | None = None,
        binds: Binds | None = None,
        key: str | None = None,
        at: datetime | None = None,
        action: str = "register",
    ) -> Issue:
        """Register an issue under the workflow version in force, durably. 登记。

        `binds` names who is who (role → id or ids), `key` makes a retry safe, `at` is when it
        counts (now, unless it is entered late). Returns the issue; raises a CommandRefused that
        says why not, NotFound, KeyReused or StoreError, and ValueError where `at` is naive.
        """
        with self.batch() as batch:
            return batch.register(workflow, by=by, fields=fields, binds=binds, key=key, at=at, action=action)

    def act(  # noqa: PLR0913  (each is a word of the command)
        self,
        issue: str,
        action: str,
        *,
        by: str | Actor,
        fields: Mapping[str, Json] | None = None,
        binds: Binds | None = None,
        key: str | None = None,
        expected_version: int | None = None,
        at: datetime | None = None,
    ) -> Issue:
        """Do an action on an issue, durably; rungs that are due fire first. 办理。

        `expected_version` is the version the caller decided on: when somebody has acted since,
        StaleIssue names who was first. Otherwise as `register`.
        """
        with self.batch() as batch:
            return batch.act(
                issue,
                action,
                by=by,
                fields=fields,
                binds=binds,
                key=key,
                expected_version=expected_version,
                at=at,
            )

    @contextmanager
    def batch(self) -> Iterator[Batch]:
        """Open one transaction for many commands: they are durable together, when the block ends.

        A refusal harms nothing else in the batch, also when it leaves the block: what came before
        it stays. Any other exception undoes the whole batch.
        """
        refusal: CommandRefused | None = None
        with self.store.writing(self.tenant) as transaction:
            batch = Batch(self.office, transaction)
            try:
                yield batch
            except CommandRefused as refused:
                refusal = refused
        log.committed(batch.accepted)
        if refusal is not None:
            log.refused(refusal)
            raise refusal

    def preview(  # noqa: PLR0913  (each is a word of the command)
        self,
        issue: str,
        action: str,
        *,
        by: str | Actor,
        fields: Mapping[str, Json] | None = None,
        binds: Binds | None = None,
        at: datetime | None = None,
    ) -> Decision:
        """Say what an action would lead to, and write nothing. 预览。"""
        actor = self.office.actor(by)
        command = Command(action=action, issue=issue, fields=fields or {}, binds=read_binds(binds), at=at)
        check_form(actor, command)
        with self.store.reading(self.tenant) as reader:
            visible(self.office, reader, actor, issue)
            return judge(self.office, reader, actor, command).decision

    def allowed(self, issue: str, *, by: str | Actor) -> tuple[Allowed, ...]:
        """Give every action of the issue: allowed to this actor now, or why not. 当前可办。"""
        actor = self.office.actor(by)
        with self.store.reading(self.tenant) as reader:
            seen = visible(self.office, reader, actor, issue)
            edition = self.office.shelf.pinned(seen.digest, reader)
            acting = [action for action in edition.workflow.every_action() if action.sources]
            commands = [Command(action=action.name, issue=issue) for action in acting]
            now = self.office.clock.now()
            refusals = [
                permit(edition.machine, seen, command, facts_for(self.office, edition, seen, actor, command, now=now))
                for command in commands
            ]
        return tuple(Allowed(action=one, refusal=why) for one, why in zip(acting, refusals, strict=True))

    def get(self, issue: str, *, by: str | Actor) -> Issue:
        """Give the issue as this reader may see it; raises NotFound or NotAuthorized."""
        with self.store.reading(self.tenant) as reader:
            return visible(self.office, reader, self.office.actor(by), issue)

    def workflow(self, issue: str, *, by: str | Actor) -> Workflow:
        """Give the version of the workflow that an issue is handled by; raises NotFound or NotAuthorized."""
        with self.store.reading(self.tenant) as reader:
            seen = visible(self.office, reader, self.office.actor(by), issue)
            return self.office.shelf.pinned(seen.digest, reader).workflow

    def find(self, *, by: str | Actor, workflow: str | None = None, state: str | None = None) -> tuple[Issue, ...]:
        """Give the issues that this reader may see, by workflow and state, oldest first."""
        actor = self.office.actor(by)
        with self.store.reading(self.tenant) as reader:
            return tuple(self._seen(reader, actor, Query(workflow=workflow, state=state)))

    def inbox(self, *, by: str | Actor) -> tuple[Waiting, ...]:
        """Give what waits for this person, first due first. 待办。"""
        actor = self.office.actor(by)
        holders = (actor.id, *sorted(actor.units), *(f"role:{role}" for role in sorted(actor.roles)))
        with self.store.reading(self.tenant) as reader:
            waiting = [
                Waiting(issue=issue, since=issue.entered_at, due=self._first_due(reader, issue))
                for issue in self._seen(reader, actor, Query(holders=holders))
            ]
        return tuple(sorted(waiting, key=lambda one: (one.due is None, one.due or one.since, one.issue.id)))

    def deadline(self, issue: str, name: str, *, by: str | Actor) -> Promise:
        """Give one deadline of an issue, computed now from its history; raises NotFound."""
        promises = self.deadlines(issue, by=by)
        if name not in promises:
            raise NotFound(kind="deadline", name=name, known=tuple(promises))
        return promises[name]

    def deadlines(self, issue: str, *, by: str | Actor) -> dict[str, Promise]:
        """Give every deadline whose clock has started, by name."""
        with self.store.reading(self.tenant) as reader:
            seen = visible(self.office, reader, self.office.actor(by), issue)
            return self._promises(reader, seen)

    def history(self, issue: str, *, by: str | Actor) -> tuple[Record, ...]:
        """Give every record of an issue, in order; personal values are only commitments there."""
        with self.store.reading(self.tenant) as reader:
            visible(self.office, reader, self.office.actor(by), issue)
            return tuple(unbroken(reader.records(issue)))

    def tick(self, until: datetime | None = None) -> int:
        """Fire every rung and miss whose moment has passed, in the order of time. 到期处理。

        `until` (now, unless given) is never later than now. Returns how many fired; safe to call
        from any number of processes, at any time. Raises ValueError where `until` is naive.
        """
        if until is not None:
            check_aware("until", until)
        now = self.office.clock.now()
        fired = fire_due(self.store, self.tenant, self.office, min(until or now, now))
        log.ticked(fired)
        return fired

    def prospects(
        self,
        workflow: str,
        *,
        by: str | Actor,
        renaming: Renaming = NOTHING,
        only: Iterable[str] = (),
        to: int | None = None,
    ) -> tuple[Prospect, ...]:
        """Say for every issue under way that is pinned to another version whether it could go on under this one.

        `workflow` is the version in force; `renaming` says which name takes the place of an old one, `only` names
        the issues to look at (all, unless given). Issues only go forward, unless `to` names the version in force.
        Writes nothing. Raises NotAuthorized unless the directory makes `by` an administrator, NotFound, and
        InvalidInput for a name that nothing has. 换版影响。
        """
        authorize(self.office.actor(by))
        migration = Migration(workflow=workflow, renaming=renaming, only=tuple(only), to=to)
        return prospects(self.store, self.tenant, self.office, migration)

    def migrate(  # noqa: PLR0913  (each is a word of the command)
        self,
        workflow: str,
        *,
        by: str | Actor,
        because: str | None = None,
        renaming: Renaming = NOTHING,
        only: Iterable[str] = (),
        to: int | None = None,
    ) -> tuple[Prospect, ...]:
        """Let every issue go on under the version in force that can, each durably by a record of its own. 换版。

        `because` is kept in the record; otherwise as `prospects`. Gives what became of each: the safe ones are
        moved, the others are as they were. What is due under the old version fires first. Run again, it goes on
        where it stopped.
        """
        migration = Migration(workflow=workflow, renaming=renaming, only=tuple(only), because=because, to=to)
        told = migrate(self.store, self.tenant, self.office, migration, self.office.actor(by))
        log.migrated(workflow, sum(one.verdict is Verdict.SAFE for one in told), len(told))
        return told

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def __enter__(self) -> Self:
        """Use the engine as a context manager that closes it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()

    def _seen(self, reader: Reader, actor: Actor, query: Query) -> Iterator[Issue]:
        for issue in reader.find(query):
            if sees(self.office, reader, actor, issue):
                yield as_seen(self.office, reader, actor, issue)

    def _promises(self, reader: Reader, issue: Issue) -> dict[str, Promise]:
        edition = self.office.shelf.pinned(issue.digest, reader)
        return {
            name: self._promise(edition, edition.workflow.deadlines[name], issue)
            for name in issue.clocks
            if name in edition.workflow.deadlines
        }

    def _promise(self, edition: Edition, deadline: Deadline, issue: Issue) -> Promise:
        clock = issue.clocks[deadline.name]
        end = due(deadline, clock, values_of(issue), edition.calendar)
        missed = is_missed(clock, end, self.office.clock.now())
        return Promise(deadline=deadline, clock=clock, due=end, missed=missed, calendar=edition.calendar)

    def _first_due(self, reader: Reader, issue: Issue) -> datetime | None:
        running = (one for one in self._promises(reader, issue).values() if one.clock.running and one.due is not None)
        return min((one.due.instant for one in running if one.due is not None), default=None)
