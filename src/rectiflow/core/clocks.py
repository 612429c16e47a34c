"""What a change of state does to the clocks of an issue. 计时的起止。"""

from collections.abc import Mapping
from datetime import datetime

from attrs import evolve

from rectiflow.core.deadlines import due
from rectiflow.core.machine import Step
from rectiflow.model.command import Facts
from rectiflow.model.issue import Issue
from rectiflow.model.record import Json
from rectiflow.model.timing import Clock, Span, write_instant
from rectiflow.model.workflow import Deadline, Workflow

POLICIES = {
    "keep_instant": "resume",
    "keep_remaining": "continue",
    "restart": "restart",
    "new_cycle": "start",
}
"""What a file may say of a clock that is entered again → what the record says was done to it."""


def changes(workflow: Workflow, issue: Issue | None, step: Step, facts: Facts, fields: Mapping[str, Json]) -> Json:
    """Give, for each deadline whose clock starts or stops by this step, what happens to it.

    `fields` are the values after the action. A stopped clock is told with its verdict: `met` is
    whether the action counts before the due instant had passed.
    """
    told: dict[str, Json] = {}
    for deadline in workflow.deadlines.values():
        clock = issue.clocks.get(deadline.name) if issue is not None else None
        change = _change(deadline, clock, step)
        if change is None:
            continue
        if change == "stop" and clock is not None and issue is not None:
            told[deadline.name] = _verdict(deadline, clock, facts, issue.fields)
        else:
            told[deadline.name] = _running(deadline, clock, change, facts, fields)
    return told


def turn(clock: Clock | None, change: str, occurrence: int, at: datetime) -> Clock:
    """Give the clock as it is after `change` at the instant `at`.

    `start` begins an occurrence afresh, `restart` the same one; `resume` lets the due instant
    stand, `continue` leaves out the time since it stopped; `stop` stops it.
    """
    if change == "start" or clock is None:
        return Clock(occurrence=occurrence, started_at=at)
    match change:
        case "restart":
            return Clock(occurrence=occurrence, started_at=at, fired=clock.fired)
        case "resume":
            return evolve(clock, stopped_at=None)
        case "continue":
            pause = Span(start=clock.stopped_at or at, end=at)
            return evolve(clock, stopped_at=None, pauses=(*clock.pauses, pause))
        case _:
            return evolve(clock, stopped_at=at)


def _change(deadline: Deadline, clock: Clock | None, step: Step) -> str | None:
    policy = step.target.clocks.get(deadline.name)
    inside = step.to in deadline.runs_in
    if not inside:
        return "stop" if clock is not None and clock.running else None
    if clock is None:
        return "start"
    if clock.running:
        return {"restart": "restart", "new_cycle": "start"}.get(policy or "")
    return POLICIES[policy or "new_cycle"]


def _verdict(deadline: Deadline, clock: Clock, facts: Facts, fields: Mapping[str, Json]) -> Json:
    end = due(deadline, clock, fields, facts.calendar)
    told: dict[str, Json] = {"do": "stop", "occurrence": clock.occurrence}
    if end is not None:
        told |= {"due": write_instant(end.instant), "met": facts.effective_at <= end.instant}
    return told


def _running(deadline: Deadline, clock: Clock | None, change: str, facts: Facts, fields: Mapping[str, Json]) -> Json:
    occurrence = _occurrence(clock, change)
    end = due(deadline, turn(clock, change, occurrence, facts.effective_at), fields, facts.calendar)
    told: dict[str, Json] = {"do": change, "occurrence": occurrence}
    return told if end is None else told | {"due": write_instant(end.instant)}


def _occurrence(clock: Clock | None, change: str) -> int:
    if clock is None:
        return 1
    return clock.occurrence + 1 if change == "start" else clock.occurrence
