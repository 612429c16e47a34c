"""Commands within one transaction: durable together, when the batch ends. 批办。"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from attrs import define

from rectiflow.core.evolve import fold
from rectiflow.engine.changes import changes
from rectiflow.engine.judge import Judgement, check_form, judge, title_of
from rectiflow.engine.office import Office
from rectiflow.engine.page import Page
from rectiflow.engine.refusals import read_refusal, refused
from rectiflow.engine.retries import answer_of, same_command
from rectiflow.engine.shelf import Edition
from rectiflow.errors import CalendarError, CommandRefused, InvalidInput, KeyReused, LedgerCorrupted, Words
from rectiflow.ledger.chain import unbroken
from rectiflow.model.actor import Actor
from rectiflow.model.command import Command, Decision
from rectiflow.model.issue import Issue
from rectiflow.model.record import Draft, Json, RecordType
from rectiflow.ports import Answer, Transaction

Binds = Mapping[str, str | Sequence[str]]
"""Role → the id, or ids, bound to it."""


@define
class Batch:
    """Registers and acts in one open transaction; nothing is durable until the batch has ended.

    A refused command is raised and harms nothing else in the batch: catch it and go on.
    """

    _office: Office
    _transaction: Transaction
    accepted: int = 0

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
        """Register an issue; see `Engine.register`."""
        command = Command(
            action=action, workflow=workflow, fields=fields or {}, binds=read_binds(binds), key=key, at=at
        )
        return self._perform(by, command)

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
        """Do an action on an issue; see `Engine.act`."""
        command = Command(
            action=action,
            issue=issue,
            fields=fields or {},
            binds=read_binds(binds),
            key=key,
            expected_version=expected_version,
            at=at,
        )
        return self._perform(by, command)

    def _perform(self, by: str | Actor, command: Command) -> Issue:
        actor = self._office.actor(by)
        check_form(actor, command)
        answered = self._transaction.answer(command.key) if command.key is not None else None
        if answered is not None:
            return self._again(actor, command, answered)
        try:
            return self._judged(actor, command)
        except CalendarError as error:
            raise _undated(command, title_of(self._office, self._transaction, command), error) from error

    def _judged(self, actor: Actor, command: Command) -> Issue:
        judgement = judge(self._office, self._transaction, actor, command)
        if judgement.decision.refusal is not None:
            self._refuse(command, judgement, judgement.decision.refusal)
            raise judgement.decision.refusal
        return self._accept(command, judgement)

    def _accept(self, command: Command, judgement: Judgement) -> Issue:
        page = judgement.page
        keep_definition(self._transaction, judgement.edition, page)
        page.subject = page.subject or self._transaction.new_issue()
        page.add(judgement.decision)
        self._write(command, judgement)
        self.accepted += 1
        return _folded(page.issue, page.subject)

    def _refuse(self, command: Command, judgement: Judgement, refusal: CommandRefused) -> None:
        """Keep the refusal as a record, where the host or the file asks for it."""
        edition, page = judgement.edition, judgement.page
        action = edition.workflow.action(command.action)
        if not (self._office.record_refusals or (action is not None and action.record_refusal)):
            return
        keep_definition(self._transaction, edition, page)
        if page.issue is None:
            page.subject = subject_of(edition)
            page.version, page.leaf = self._transaction.tail(page.subject)
        page.add(Decision(drafts=(refused(judgement, command, refusal),)))
        self._write(command, judgement)

    def _write(self, command: Command, judgement: Judgement) -> None:
        page = judgement.page
        answer = answer_of(judgement.actor, command, judgement.edition.workflow, page)
        openings = judgement.openings if judgement.decision.refusal is None else ()
        self._transaction.write(changes(self._office, judgement.edition, page, answer, openings))

    def _again(self, actor: Actor, command: Command, answer: Answer) -> Issue:
        """Answer a retry with what its first try led to; writes nothing."""
        if not same_command(self._office, self._transaction, actor, command, answer):
            raise KeyReused(key=answer.key)
        records = [one for one in unbroken(self._transaction.records(answer.issue)) if one.version <= answer.version]
        if records and records[-1].type is RecordType.REFUSED:
            raise read_refusal(records[-1])
        return _folded(fold(records), answer.issue)


def read_binds(binds: Binds | None) -> dict[str, tuple[str, ...]]:
    """Bring bindings to one form: a single id is a list of one."""
    return {role: (ids,) if isinstance(ids, str) else tuple(ids) for role, ids in (binds or {}).items()}


def keep_definition(transaction: Transaction, edition: Edition, page: Page) -> None:
    """Put a definition into the ledger before the first record that is judged by it, which stands on `page`."""
    if transaction.defines(edition.digest):
        return
    version, leaf = transaction.tail(subject_of(edition))
    chapter = Page(subject_of(edition), None, version, leaf, page.recorded_at, page.entropy)
    data: dict[str, Json] = {"kind": "workflow", "digest": edition.digest, "content": edition.content}
    chapter.add(Decision(drafts=(Draft(type=RecordType.DEFINED, effective_at=page.recorded_at, data=data),)))
    transaction.define(edition.digest, edition.content, chapter.sealed[0])


def subject_of(edition: Edition) -> str:
    """Name the ledger subject that keeps a workflow's own records."""
    return f"workflow:{edition.workflow.name}"


def _undated(command: Command, title: str, error: CalendarError) -> InvalidInput:
    """Refuse what would lead to a date that the calendar can't give, such as one in the next century."""
    return InvalidInput(
        action=command.action,
        action_zh=title,
        issue=command.issue,
        zh=error.message("zh").rstrip("。"),
        en=error.message("en").rstrip("."),
    )


def _folded(issue: Issue | None, identity: str) -> Issue:
    if issue is None:
        raise LedgerCorrupted(
            what=Words(
                f"“{identity}”的记录不是从登记开始", f"the records of {identity} don't begin with a registration"
            ),
            fix=Words("请从备份恢复", "Restore a backup"),
        )
    return issue
