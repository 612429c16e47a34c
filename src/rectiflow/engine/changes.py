"""What a filled page writes to the store: records, snapshot, next timer, whose inbox."""

from collections.abc import Collection
from typing import Any

from rectiflow.core.supervise import alarms
from rectiflow.engine.office import Office
from rectiflow.engine.page import Page
from rectiflow.engine.parties import Resolver
from rectiflow.engine.shelf import Edition
from rectiflow.ledger.commitments import Opening, commit
from rectiflow.model.record import Record
from rectiflow.ports import Answer, Changes, Timer


def changes(
    office: Office, edition: Edition, page: Page, answer: Answer | None = None, openings: tuple[Opening, ...] = ()
) -> Changes:
    """Gather all that one commit keeps of `page`, with the answer to give to a retry."""
    return Changes(
        subject=page.subject,
        sealed=tuple(page.sealed),
        issue=page.issue,
        timer=_timer(edition, page),
        holders=_holders(office, edition, page),
        effects=tuple(page.effects),
        answer=answer,
        openings={(_committed_in(page, opening), opening.field): opening for opening in openings},
    )


def _committed_in(page: Page, opening: Opening) -> int:
    commitment = commit(opening)
    return next(one.record.version for one in page.sealed if commitment in _commitments(one.record))


def _commitments(record: Record) -> Collection[str]:
    personal: Any = record.data.get("personal", {})
    return personal.values()  # type: ignore[no-any-return]


def _timer(edition: Edition, page: Page) -> Timer | None:
    if page.issue is None:
        return None
    ahead = alarms(edition.workflow, page.issue, edition.calendar)
    return Timer(due=ahead[0].instant, calendar=edition.calendar.digest) if ahead else None


def _holders(office: Office, edition: Edition, page: Page) -> tuple[str, ...]:
    """Name in whose inbox the issue lies: ids where a role is bound or derived, else the role itself."""
    if page.issue is None:
        return ()
    held_by = edition.workflow.states[page.issue.state].held_by
    role = edition.workflow.roles.get(held_by or "")
    if role is None:
        return ()
    if role.of is None and role.is_ is None:
        return (f"role:{role.name}",)
    resolver = Resolver(edition.workflow, office.directory, page.issue.bindings, page.issue.state)
    return resolver.resolve(("holder",))["holder"]
