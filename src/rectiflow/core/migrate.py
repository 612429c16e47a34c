"""Let an issue go on under another version, as one record. 换版。"""

from collections.abc import Iterator, Mapping

from attrs import asdict

from rectiflow.core.carry import Carried
from rectiflow.core.foresee import Prospect
from rectiflow.core.rename import applied
from rectiflow.model.actor import Actor
from rectiflow.model.issue import Issue
from rectiflow.model.migration import Migration
from rectiflow.model.record import Draft, Json, RecordType
from rectiflow.model.timing import write_instant


def migrated(issue: Issue, prospect: Prospect, migration: Migration, actor: Actor, pins: Mapping[str, str]) -> Draft:
    """Make the record by which `actor` lets `issue` go on as `prospect` says.

    `pins` are the digests of the `workflow` and the `calendar` that it is under from then on. The record
    holds what folding needs, and the due dates before and after, so that nobody has to work them out.
    """
    renamed = applied(issue, migration.renaming)
    data: dict[str, Json] = {
        "actor": actor.id,
        "roles": sorted(actor.roles),
        "units": sorted(actor.units),
        "because": migration.because,
        "name": issue.workflow,
        "replaces": issue.digest,
        **pins,
        "from": issue.state,
        "to": renamed.states.get(issue.state, issue.state),
        "renamed": asdict(renamed),
        "dropped": [field.name for field in prospect.dropped],
        "clocks": {one.deadline.name: dict(_told(one)) for one in prospect.dates},
        "fired": {one.deadline.name: [*one.fired, *one.passed] for one in prospect.carried},
    }
    return Draft(type=RecordType.MIGRATED, effective_at=prospect.at, data=data)


def _told(one: Carried) -> Iterator[tuple[str, Json]]:
    """Give what the record says of a clock that is going: as in other records, and when it was due before."""
    yield "do", str(one.change)
    yield "occurrence", one.occurrence
    if one.before is not None:
        yield "before", write_instant(one.before.instant)
    if one.after is not None:
        yield "due", write_instant(one.after.instant)
    if one.passed:
        yield "passed", list(one.passed)
    if one.allowed is not None:
        yield "allowed", list(one.allowed)
    if one.untold:
        yield "untold", list(one.untold)
