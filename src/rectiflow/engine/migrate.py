"""Let the issues that are under way go on under the version of their workflow that is in force. 换版。"""

from rectiflow.core.foresee import Prospect, Verdict
from rectiflow.core.migrate import migrated
from rectiflow.core.rename import rename
from rectiflow.engine.batch import keep_definition
from rectiflow.engine.changes import changes
from rectiflow.engine.judge import check_form
from rectiflow.engine.office import Office
from rectiflow.engine.parties import Resolver
from rectiflow.engine.prospects import foreseen, is_outdated, outdated
from rectiflow.engine.shelf import Edition
from rectiflow.errors import NotAuthorized
from rectiflow.model.actor import Actor
from rectiflow.model.command import Command, Decision
from rectiflow.model.issue import Issue
from rectiflow.model.migration import Migration
from rectiflow.model.record import Effect
from rectiflow.ports import Store, Transaction

ADMINISTRATOR = "administrator"
"""The role of the directory whose persons may have issues go on under another version. 流程管理员。"""


def migrate(store: Store, tenant: str, office: Office, migration: Migration, actor: Actor) -> tuple[Prospect, ...]:
    """Move every issue that `prospects` would call safe, each in a transaction of its own.

    Gives what became of each, oldest first: those that are safe are moved, durably, the others are as they
    were. Run again, it goes on where it stopped. Raises NotAuthorized where the actor is no administrator,
    otherwise as `prospects`.
    """
    authorize(actor)
    check_form(actor, Command(action="migrate", fields={"because": migration.because}))
    with store.reading(tenant) as reader:
        found = [issue.id for issue in outdated(office, reader, migration)]
    told: list[Prospect] = []
    for identity in found:
        with store.writing(tenant) as transaction:
            told += _move(office, transaction, migration, actor, identity)
    return tuple(told)


def authorize(actor: Actor) -> None:
    """Raise NotAuthorized unless the directory makes `actor` an administrator."""
    if ADMINISTRATOR not in actor.roles:
        raise NotAuthorized(
            action="migrate",
            action_zh="换版",
            issue=None,
            zh=f"“{actor.id}”不是流程管理员（{ADMINISTRATOR}）",
            en=f"{actor.id} is no {ADMINISTRATOR} in the directory",
        )


def _told(
    office: Office, edition: Edition, issue: Issue, prospect: Prospect, migration: Migration
) -> tuple[Effect, ...]:
    """Tell whoever holds the issue, where a date by which they must act is another one now."""
    if all(one.before == one.after for one in prospect.dates):
        return ()
    moved = rename(issue, migration.renaming)
    resolver = Resolver(edition.workflow, office.directory, moved.bindings, moved.state)
    return tuple(Effect(kind="migrated", to=one) for one in resolver.resolve(("holder",))["holder"])


def _move(
    office: Office, transaction: Transaction, migration: Migration, actor: Actor, identity: str
) -> tuple[Prospect, ...]:
    """Move one issue, unless somebody has ended or moved it meanwhile; gives nothing then."""
    issue = transaction.issue(identity)
    if issue is None or not is_outdated(office, transaction, issue):
        return ()
    page, prospect = foreseen(office, transaction, issue, migration)
    if prospect.verdict is Verdict.SAFE:
        current = office.shelf.current(issue.workflow)
        keep_definition(transaction, current, page)
        pins = {"workflow": current.digest, "calendar": current.calendar.digest}
        draft = migrated(issue, prospect, migration, actor, pins)
        page.add(Decision(drafts=(draft,), effects=_told(office, current, issue, prospect, migration)))
        transaction.write(changes(office, current, page))
    return (prospect,)
