"""Supervision only observes: what is due by now, and what it leads to. 督办。

Nothing here moves an issue. An alarm is a moment of a running clock: a rung reached, or the
deadline missed. Each goes off once per occurrence of its deadline, in the order of time.
"""

from collections.abc import Iterator
from datetime import datetime
from operator import attrgetter

from attrs import frozen

from rectiflow.core.accountability import charge
from rectiflow.core.authorize import Parties
from rectiflow.core.conditions import hold, values_of
from rectiflow.core.deadlines import due, rung_instant
from rectiflow.core.expressions import course_of
from rectiflow.model.command import Decision
from rectiflow.model.condition import Judging, unjudged
from rectiflow.model.issue import Issue
from rectiflow.model.promise import Deadline, Rung
from rectiflow.model.record import Draft, Effect, Json, RecordType
from rectiflow.model.timing import Calendar, Clock, Moment, write_instant
from rectiflow.model.workflow import Workflow

MISSED = "missed"
"""The name of the alarm that says a deadline passed; rungs are named by `Deadline.steps`."""


@frozen
class Alarm:
    """A moment (`instant`, UTC) at which a deadline of an issue, due at `due`, asks for something.

    `rank` orders what falls together: what comes before due precedes the miss, and the miss
    precedes the rungs at and after due; what is equal in that too keeps the order of the file.
    """

    instant: datetime
    rank: int
    deadline: str
    name: str
    due: datetime


def alarms(workflow: Workflow, issue: Issue, calendar: Calendar) -> list[Alarm]:
    """Give what the running clocks of `issue` still have before them, in the order of time.

    None lies before somebody last acted: what an action makes fall due was not due before it.
    """
    ahead = (
        alarm
        for deadline in workflow.deadlines.values()
        if (clock := issue.clocks.get(deadline.name)) is not None and clock.running
        for alarm in _of_clock(deadline, clock, issue, calendar)
        if alarm.name not in fired(deadline, clock)
    )
    return sorted(ahead, key=attrgetter("instant", "rank"))


def fired(deadline: Deadline, clock: Clock) -> tuple[str, ...]:
    """Name the alarms of this occurrence that went off; records of version 1 numbered the rungs of their definition."""
    steps = tuple(deadline.steps())
    return tuple(steps[int(one)] if one.isdecimal() else one for one in clock.fired)


def fire(workflow: Workflow, issue: Issue, alarm: Alarm, parties: Parties, judging: Judging = unjudged) -> Decision:
    """Say what an alarm leads to: its record, the findings it charges, whom it tells.

    `parties` resolves the expressions of the rung and of its faults. Records count at the alarm's
    own instant, whenever they are written. A rung that isn't climbed, because its `unless` holds,
    leaves a record that says so and nothing else; where that can't be told, it is climbed.
    """
    cause: dict[str, Json] = {"deadline": alarm.deadline, "occurrence": issue.clocks[alarm.deadline].occurrence}
    data = cause | {"due": write_instant(alarm.due)}
    parties = _owing(workflow.deadlines[alarm.deadline], parties)
    if alarm.name == MISSED:
        holder: list[Json] = list(parties.get("holder", ()))
        missed = Draft(type=RecordType.MISSED, effective_at=alarm.instant, data=data | {"holder": holder})
        return Decision(drafts=(missed,))
    rung = workflow.deadlines[alarm.deadline].steps()[alarm.name]
    judge = judging(course_of(issue), alarm.instant)
    if rung.unless is not None and hold(rung.unless, values_of(issue), judge) is True:
        return Decision(drafts=(_climbing(rung, alarm, data | {"tell": [], "waived": True}),))
    told = _told(rung, parties)
    escalated = _climbing(rung, alarm, data | {"tell": list(told)})
    findings = charge(workflow, rung.charge, parties, alarm.instant, cause)
    return Decision(drafts=(escalated, *findings), effects=tuple(Effect(kind=rung.rung, to=person) for person in told))


def _of_clock(deadline: Deadline, clock: Clock, issue: Issue, calendar: Calendar) -> Iterator[Alarm]:
    end = due(deadline, clock, values_of(issue), calendar)
    if end is None:
        return
    yield Alarm(max(end.instant, issue.acted_at), 1, deadline.name, MISSED, end.instant)
    for step, rung in deadline.steps().items():
        instant = max(rung_instant(rung.at, clock, end, calendar), issue.acted_at)
        yield Alarm(instant, _rank(rung.at), deadline.name, step, end.instant)


def _climbing(rung: Rung, alarm: Alarm, data: dict[str, Json]) -> Draft:
    """Say that a rung was reached, by the name that it keeps through versions; version 1 gave its index."""
    named = data | {"rung": rung.rung, "step": alarm.name}
    return Draft(type=RecordType.ESCALATED, effective_at=alarm.instant, data=named, v=2)


def _owing(deadline: Deadline, parties: Parties) -> Parties:
    """Let who owes the promise stand where the file says `holder`."""
    holding = (expression for expression in parties if expression.partition(".")[0] == "holder")
    return {**parties, **{one: parties.get(deadline.whom(one), ()) for one in holding}}


def _rank(moment: Moment) -> int:
    before_due = moment.offset is None or moment.before
    return 0 if before_due else 2


def _told(rung: Rung, parties: Parties) -> list[str]:
    return list(dict.fromkeys(one for expression in rung.tell for one in parties.get(expression, ())))
