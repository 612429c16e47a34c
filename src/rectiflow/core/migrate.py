"""Let an issue go on under another version, as one record. 换版。"""

from collections.abc import Iterator

from attrs import asdict

from rectiflow.core.carry import Carried
from rectiflow.core.foresee import Prospect
from rectiflow.model.actor import Actor
from rectiflow.model.migration import Migration
from rectiflow.model.record import Draft, Json, RecordType
from rectiflow.model.timing import write_instant


def migrated(prospect: Prospect, migration: Migration, actor: Actor, *, workflow: str, calendar: str) -> Draft:
    """Make the record by which `actor` lets an issue go on as `prospect` says.

    `workflow` and `calendar` are the digests of what it is judged and counted by from then on. The record
    holds what folding needs, and the due dates before and after, so that nobody has to work them out.
    """
    names = migration.renaming.states
    data: dict[str, Json] = {
        "actor": actor.id,
        "roles": sorted(actor.roles),
        "units": sorted(actor.units),
        "because": migration.because,
        "name": prospect.issue.workflow,
        "workflow": workflow,
        "replaces": prospect.issue.digest,
        "calendar": calendar,
        "from": prospect.old.name,
        "to": names.get(prospect.old.name, prospect.old.name),
        "renamed": asdict(migration.renaming),
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
    if one.untold:
        yield "untold", list(one.untold)
