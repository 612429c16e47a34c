"""What a new version of a workflow would mean for the issues that are under way. 换版影响。"""

from rectiflow.core.carry import Version
from rectiflow.core.foresee import Prospect, foresee
from rectiflow.core.obstacles import mistyped
from rectiflow.core.rename import rename
from rectiflow.engine.judge import catch_up
from rectiflow.engine.office import Office
from rectiflow.engine.page import Page
from rectiflow.engine.parties import Resolver, asked_by_authority
from rectiflow.engine.shelf import Edition
from rectiflow.errors import InvalidInput, NotFound
from rectiflow.model.issue import Issue
from rectiflow.model.migration import Migration
from rectiflow.ports import Query, Reader, Store


def prospects(store: Store, tenant: str, office: Office, migration: Migration) -> tuple[Prospect, ...]:
    """Look at every issue of a workflow that hasn't ended and is pinned to another version than that in force.

    Writes nothing; gives the issues oldest first, each as it stands once what is due has fired. Raises NotFound
    where no such workflow or version is in force, or one of the issues asked for isn't there, and InvalidInput
    for a name to be mapped that neither an older version nor an issue has.
    """
    with store.reading(tenant) as reader:
        found = outdated(office, reader, migration)
        return tuple(foreseen(office, reader, issue, migration)[1] for issue in found)


def outdated(office: Office, reader: Reader, migration: Migration) -> tuple[Issue, ...]:
    """Give the issues that `prospects` looks at, oldest first; raises as it does."""
    current = office.shelf.current(migration.workflow).workflow.version
    if migration.to not in {None, current}:
        raise NotFound(kind="version", name=str(migration.to), known=(str(current),))
    found = {issue.id: issue for issue in reader.find(Query(workflow=migration.workflow))}
    unknown = [identity for identity in migration.only if identity not in found]
    if unknown:
        raise NotFound(kind="issue", name=unknown[0])
    wanted = (issue for issue in found.values() if not migration.only or issue.id in migration.only)
    live = tuple(issue for issue in wanted if is_outdated(office, reader, issue))
    if live:
        _check_names(office, reader, migration, tuple(found.values()))
    return live


def is_outdated(office: Office, reader: Reader, issue: Issue) -> bool:
    """Tell whether an issue is under way and pinned to another version than that in force."""
    if issue.digest == office.shelf.current(issue.workflow).digest:
        return False
    return not office.shelf.pinned(issue.digest, reader).workflow.states[issue.state].final


def foreseen(office: Office, reader: Reader, issue: Issue, migration: Migration) -> tuple[Page, Prospect]:
    """Bring an issue up to date under its own version, on a page, and say what the one in force would mean."""
    now = office.clock.now()
    pinned, current = office.shelf.pinned(issue.digest, reader), office.shelf.current(issue.workflow)
    page = Page(issue.id, issue, issue.version, issue.leaf, now, office.entropy)
    catch_up(office, pinned, page, now)
    caught = page.issue or issue
    old = _version(office, pinned, caught)
    new = _version(office, current, rename(caught, migration.renaming))
    return page, foresee(caught, old, new, max(now, issue.acted_at), migration)


def _check_names(office: Office, reader: Reader, migration: Migration, issues: tuple[Issue, ...]) -> None:
    """Refuse a name that means nothing anywhere, before anything is moved."""
    pinned = {issue.digest: issue for issue in issues}
    versions = [office.shelf.pinned(digest, reader).workflow for digest in pinned]
    for reason in mistyped(migration.renaming, issues, versions):
        raise InvalidInput(action="migrate", action_zh="换版", issue=None, zh=reason.zh, en=reason.en)


def _version(office: Office, edition: Edition, issue: Issue) -> Version:
    resolver = Resolver(edition.workflow, office.directory, issue.bindings, issue.state)
    return Version(
        workflow=edition.workflow,
        calendar=edition.calendar,
        judging=edition.judging(),
        asks=edition.asks,
        parties=resolver.resolve(asked_by_authority(edition.workflow)),
    )
