"""What a replay came to, by one pass over the stored records. 回放报告。"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import asdict, frozen

from rectiflow.model.record import Record
from rectiflow.model.workflow import Workflow
from rectiflow.replay.mapping import REOPENED, LogMap
from rectiflow.replay.tally import Answerable, Reason, Tally

NOBODY = "(nobody)"
"""Who answers for an issue that nobody is bound to."""


@frozen(kw_only=True)
class Refusal:
    """One reason for refusals, and how many events it met."""

    reason: Reason
    events: int


@frozen(kw_only=True)
class Standing:
    """What one person or unit answers for: deadlines met and missed, issues reopened."""

    met: int
    missed: int
    reopened: int


@frozen(kw_only=True)
class Counted:
    """How many issues came to something that the map asks about."""

    zh: str
    en: str
    issues: int


@frozen(kw_only=True)
class Report:
    """What a replay came to.

    `accepted` and `refused` make up `events`; `registered_late` are cases that nobody in the log
    registered. `overdue` issues have a record, refused ones included, that counts after their own
    deadline, one that is due at a field; it is None where the workflow has none. `met` and `missed`
    count every occurrence of every deadline that passed, or was kept, before its issue ended.
    `rungs` are those reached, `findings` the faults charged. `counts` holds `reopened` and what
    else the map counts. `seconds` is the time taken.
    """

    issues: int
    events: int
    accepted: int
    refused: int
    registered_late: int
    records: int
    refusals: tuple[Refusal, ...]
    overdue: int | None
    met: int
    missed: int
    rungs: Mapping[str, int]
    findings: int
    by_person: Mapping[str, Standing]
    by_unit: Mapping[str, Standing]
    counts: Mapping[str, Counted]
    seconds: float

    @property
    def actions_per_second(self) -> int:
        """How many of the log's events were committed, refused ones included, in a second."""
        return round(self.events / self.seconds)

    def to_json(self) -> dict[str, Any]:
        """Give the report as plain data, the counts of the map beside the others."""
        plain = asdict(self)
        refusals = [one["reason"] | {"events": one["events"]} for one in plain["refusals"]]
        pace = {"seconds": round(self.seconds, 3), "actions_per_second": self.actions_per_second}
        counts = {name: one["issues"] for name, one in plain.pop("counts").items()}
        return {**counts, **plain, "refusals": refusals, **pace}


def report(records: Iterable[Record], workflow: Workflow, log_map: LogMap, seconds: float) -> Report:
    """Report on the issues of `workflow` among `records`, which come in the ledger's order.

    `seconds` is how long the run took.
    """
    tally = Tally(workflow, log_map.responsible, {"reopened": REOPENED, **log_map.counts})
    for record in records:
        tally.take(record)
    met = tally.met()
    standings = {"met": met, "missed": tally.missed, "reopened": tally.counted["reopened"]}
    return Report(
        issues=len(tally.courses),
        events=tally.accepted + tally.refused.total(),
        accepted=tally.accepted,
        refused=tally.refused.total(),
        registered_late=tally.registered_late,
        records=tally.records,
        refusals=tuple(Refusal(reason=reason, events=events) for reason, events in tally.refused.most_common()),
        overdue=sum(course.overdue for course in tally.courses.values()) if tally.anchored else None,
        met=met.total(),
        missed=tally.missed.total(),
        rungs=dict(tally.reached),
        findings=tally.charged,
        by_person=_standings(standings, lambda who: who.person),
        by_unit=_standings(standings, lambda who: who.unit),
        counts={
            name: Counted(zh=count.zh, en=count.en, issues=tally.counted[name].total())
            for name, count in tally.counts.items()
        },
        seconds=seconds,
    )


def _standings(
    kinds: Mapping[str, Counter[Answerable]], side: Callable[[Answerable], str | None]
) -> dict[str, Standing]:
    """Sum up each kind by who answers on one side, persons or units; in the order of their names."""
    sums = {kind: _by(side, answerable) for kind, answerable in kinds.items()}
    names = sorted({name for counter in sums.values() for name in counter})
    return {name: Standing(**{kind: counter[name] for kind, counter in sums.items()}) for name in names}


def _by(side: Callable[[Answerable], str | None], answerable: Counter[Answerable]) -> Counter[str]:
    summed: Counter[str] = Counter()
    for who, times in answerable.items():
        summed[side(who) or NOBODY] += times
    return summed
