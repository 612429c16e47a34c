"""What a new version of a workflow would mean for the issues that are under way. 换版影响。"""

from rectiflow.core.carry import Version
from rectiflow.core.foresee import Prospect, foresee
from rectiflow.engine.judge import catch_up
from rectiflow.engine.office import Office
from rectiflow.engine.page import Page
from rectiflow.engine.shelf import Edition
from rectiflow.errors import NotFound
from rectiflow.model.issue import Issue
from rectiflow.model.migration import Migration, Renaming
from rectiflow.ports import Query, Reader, Store


def prospects(store: Store, tenant: str, office: Office, migration: Migration) -> tuple[Prospect, ...]:
    """Look at every issue of a workflow that hasn't ended and is pinned to another version than that in force.

    Writes nothing; gives the issues oldest first, each as it stands once what is due has fired. Raises NotFound
    where no such workflow is in force, or one of the issues asked for isn't there.
    """
    with store.reading(tenant) as reader:
        found = outdated(office, reader, migration)
        return tuple(foreseen(office, reader, issue, migration.renaming)[1] for issue in found)


def outdated(office: Office, reader: Reader, migration: Migration) -> tuple[Issue, ...]:
    """Give the issues that `prospects` looks at, oldest first."""
    office.shelf.current(migration.workflow)
    found = {issue.id: issue for issue in reader.find(Query(workflow=migration.workflow))}
    unknown = [identity for identity in migration.only if identity not in found]
    if unknown:
        raise NotFound(kind="issue", name=unknown[0])
    wanted = (issue for issue in found.values() if not migration.only or issue.id in migration.only)
    return tuple(issue for issue in wanted if is_outdated(office, reader, issue))


def is_outdated(office: Office, reader: Reader, issue: Issue) -> bool:
    """Tell whether an issue is under way and pinned to another version than that in force."""
    if issue.digest == office.shelf.current(issue.workflow).digest:
        return False
    return not office.shelf.pinned(issue.digest, reader).workflow.states[issue.state].final


def foreseen(office: Office, reader: Reader, issue: Issue, renaming: Renaming) -> tuple[Page, Prospect]:
    """Bring an issue up to date under its own version, on a page, and say what the one in force would mean."""
    now = office.clock.now()
    pinned, current = office.shelf.pinned(issue.digest, reader), office.shelf.current(issue.workflow)
    page = Page(issue.id, issue, issue.version, issue.leaf, now, office.entropy)
    catch_up(office, pinned, page, now)
    at = max(now, issue.acted_at)
    return page, foresee(page.issue or issue, _version(pinned), _version(current), at, renaming)


def _version(edition: Edition) -> Version:
    return Version(workflow=edition.workflow, calendar=edition.calendar, judging=edition.judging())
