"""What a new version of a workflow would mean for the issues that are under way. 换版影响。"""

from collections.abc import Mapping

from rectiflow.core.foresee import Prospect, Version, foresee
from rectiflow.engine.office import Office
from rectiflow.engine.shelf import Edition
from rectiflow.ports import Query, Store


def prospects(
    store: Store, tenant: str, office: Office, workflow: str, states: Mapping[str, str] | None = None
) -> tuple[Prospect, ...]:
    """Look at every issue of `workflow` that hasn't ended and is pinned to another version than that in force.

    `states` says which state takes the place of an old one. Writes nothing; gives the issues oldest
    first. Raises NotFound where no such workflow is in force.
    """
    with store.reading(tenant) as reader:
        current = office.shelf.current(workflow)
        found = ((issue, office.shelf.pinned(issue.digest, reader)) for issue in reader.find(Query(workflow=workflow)))
        return tuple(
            foresee(issue, _version(pinned), _version(current), office.clock.now(), states)
            for issue, pinned in found
            if pinned.digest != current.digest and not pinned.workflow.states[issue.state].final
        )


def _version(edition: Edition) -> Version:
    return Version(workflow=edition.workflow, calendar=edition.calendar)
