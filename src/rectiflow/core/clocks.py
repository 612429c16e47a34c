"""What a change of state does to the clocks of an issue. 计时的起止。"""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from attrs import evolve, field, frozen

from rectiflow.core.conditions import given, hold, values_of
from rectiflow.core.deadlines import allowed, due, untold
from rectiflow.core.expressions import course_of, gone_on
from rectiflow.core.machine import Step
from rectiflow.model.command import Facts
from rectiflow.model.condition import Course
from rectiflow.model.issue import Issue
from rectiflow.model.promise import Deadline
from rectiflow.model.record import Json
from rectiflow.model.timing import Clock, Due, Span, write_instant
from rectiflow.model.workflow import Workflow

POLICIES = {
    "keep_instant": "resume",
    "keep_remaining": "continue",
    "restart": "restart",
    "new_cycle": "start",
}
"""What a file may say of a clock that is entered again → what the record says was done to it."""

KEEP = "keep"
"""What becomes of a clock that goes on as it is, though its due date may be another one."""

STARTING = ("start", "restart")
"""What sets a clock going anew."""

RETURNS = ("resume", "continue")
"""What is done to a paused clock by coming back from the pause."""


def changes(
    workflow: Workflow, issue: Issue | None, step: Step, facts: Facts, fields: Mapping[str, Json]
) -> dict[str, dict[str, Json]]:
    """Give, for each deadline whose clock starts, pauses, stops or falls due anew by this step, what happens to it.

    `fields` are the values after the action. A stopped clock is told with its verdict: `met` is
    whether the action counts before the due instant, as it stood, had passed. A clock that goes on is
    told with the allowances that count from then on, and with the expressions that leave open how
    much time there is (`untold`), so that the shortest holds. Those that stop are looked at first:
    another may start by that, or ask whether they were met.
    """
    turning = _Turning(workflow, issue, step, facts, fields)
    ended = {one.name: turning.stopped(one) for one in workflow.deadlines.values() if turning.of(one) == "stop"}
    turning = evolve(turning, ended={name: one.get("met") for name, one in ended.items()})
    others = (one for one in workflow.deadlines.values() if one.name not in ended)
    return ended | {one.name: told for one in others if (told := turning.going(one)) is not None}


def turn(clock: Clock | None, change: str, occurrence: int, at: datetime) -> Clock:
    """Give the clock as it is after `change` at the instant `at`.

    `start` begins an occurrence afresh, `restart` the same one; `resume` lets the due instant
    stand, `continue` leaves out the time since it stopped; `pause` stops it for a while, `stop` for good.
    """
    if change == "start" or clock is None:
        return Clock(occurrence=occurrence, started_at=at, met=clock.met if clock is not None else None)
    match change:
        case "keep":
            return clock
        case "restart":
            return evolve(clock, occurrence=occurrence, started_at=at, stopped_at=None, pauses=(), paused=False)
        case "resume" | "continue":
            counted = clock if change == "resume" else _waited(clock, at)
            return evolve(counted, stopped_at=None, paused=False)
        case "pause":
            return evolve(clock, stopped_at=at, paused=True)
        case _:
            return evolve(_waited(clock, at) if clock.paused else clock, stopped_at=at)


@frozen(slots=False)
class _Turning:
    """What one step does to the clocks; `ended` gives those that it stopped, and whether they were met."""

    workflow: Workflow
    issue: Issue | None
    step: Step
    facts: Facts
    fields: Mapping[str, Json]
    ended: Mapping[str, Json] = field(factory=dict)

    def of(self, deadline: Deadline) -> str | None:
        """Tell what happens to the clock of a deadline, None where nothing does."""
        clock = self._clock(deadline)
        if clock is None or not (clock.running or clock.paused):
            return self._set_going(deadline, clock)
        if self.step.action in deadline.met_by:
            return "stop"
        if self.step.to in deadline.pauses_in or (clock.paused and self._stays()):
            return "pause" if clock.running else None
        return self._going_on(deadline, clock) if self._inside(deadline) else "stop"

    def stopped(self, deadline: Deadline) -> dict[str, Json]:
        """Give what the record says of a clock that stops: by when it was due, and whether that was kept."""
        clock, at = self._turned(deadline, "stop"), self.facts.effective_at
        end = due(deadline, clock, values_of(self.issue), self.facts.calendar)
        told: dict[str, Json] = {"do": "stop", "occurrence": clock.occurrence}
        if end is not None:
            told |= {"due": write_instant(end.instant), "met": at <= min(end.instant, clock.missed_at or end.instant)}
        return told

    def going(self, deadline: Deadline) -> dict[str, Json] | None:
        """Give what the record says of a clock that starts, pauses, goes on or falls due anew, if it does."""
        change = self.of(deadline)
        if change == "pause":
            return {"do": "pause", "occurrence": self._turned(deadline, "pause").occurrence}
        before = self._clock(deadline)
        if change is None and not (before is not None and (before.running or before.paused) and _may_move(deadline)):
            return None
        clock = self._turned(deadline, change or KEEP)
        judge = self.facts.judging(self._course, clock.started_at)
        after = evolve(clock, allowed=allowed(deadline, self.fields, judge))
        end = due(deadline, after, self.fields, self.facts.calendar)
        if change is None and after == before and end == self._due_before(deadline):
            return None
        return _told(change or KEEP, after, end, untold(deadline, self.fields, judge))

    def _turned(self, deadline: Deadline, change: str) -> Clock:
        clock = self._clock(deadline)
        return turn(clock, change, _occurrence(clock, change), self.facts.effective_at)

    def _due_before(self, deadline: Deadline) -> Due | None:
        clock = self._clock(deadline)
        return due(deadline, clock, values_of(self.issue), self.facts.calendar) if clock is not None else None

    def _set_going(self, deadline: Deadline, clock: Clock | None) -> str | None:
        """Start a clock that stands still, unless the step ends what it would count or it doesn't apply."""
        if not self._inside(deadline) or self.step.action in deadline.met_by:
            return None
        if hold(deadline.when, self.fields, self.facts.judging(self._course, self.facts.effective_at)) is False:
            return None
        policy = self.step.target.clocks.get(deadline.name)
        if policy is not None and clock is not None:
            return POLICIES[policy]
        return "start" if policy is not None or self._starts(deadline) else None

    def _going_on(self, deadline: Deadline, clock: Clock) -> str | None:
        """Tell what happens to a clock whose promise stands: it runs on, unless the file says otherwise."""
        policy = self.step.target.clocks.get(deadline.name)
        if clock.paused:
            return POLICIES[policy or "keep_remaining"]
        if self.step.action in deadline.restarts_on:
            return "start"
        return {"restart": "restart", "new_cycle": "start"}.get(policy or "")

    def _starts(self, deadline: Deadline) -> bool:
        if deadline.starts:
            return any(self._is_start(name) for name in deadline.starts)
        if deadline.runs_in:
            stayed = self.issue is not None and self.issue.state in deadline.runs_in
            return not (stayed and deadline.met_by)
        return deadline.due is not None and self._newly_given(deadline.due.field)

    def _is_start(self, name: str) -> bool:
        """Tell whether the step is what a clock starts by: an action, else a state, a field, a deadline's end."""
        if self.workflow.action(name) is not None:
            return name == self.step.action
        if name in self.workflow.states:
            return name == self.step.to and (self.issue is None or self.issue.state != name)
        return self._newly_given(name) if name in self.workflow.fields else name in self.ended

    def _newly_given(self, field: str) -> bool:
        before = self.issue.fields.get(field) if self.issue is not None else None
        return given(self.fields.get(field)) and not given(before)

    def _inside(self, deadline: Deadline) -> bool:
        return not deadline.runs_in or self.step.to in deadline.runs_in

    @cached_property
    def _course(self) -> Course:
        """How the issue will have gone with this step: a second round counts as one."""
        entered = None if self._stays() or self._returns() else self.step.to
        course = gone_on(course_of(self.issue), self.step.action, self.facts.effective_at, entered)
        verdicts = {name: met for name, met in self.ended.items() if isinstance(met, bool)}
        return evolve(course, met={**course.met, **verdicts})

    def _stays(self) -> bool:
        return self.issue is not None and self.issue.state == self.step.to

    def _returns(self) -> bool:
        """Tell whether the step leads back from a pause."""
        paused = (one for one in self.workflow.deadlines.values() if (clock := self._clock(one)) and clock.paused)
        return any(self.of(deadline) in RETURNS for deadline in paused)

    def _clock(self, deadline: Deadline) -> Clock | None:
        return self.issue.clocks.get(deadline.name) if self.issue is not None else None


def _told(change: str, clock: Clock, end: Due | None, doubtful: tuple[str, ...]) -> dict[str, Json]:
    told: dict[str, Json] = {"do": change, "occurrence": clock.occurrence}
    if end is not None:
        told["due"] = write_instant(end.instant)
    if clock.allowed is not None:
        told["allowed"] = list(clock.allowed)
    if doubtful:
        told["untold"] = list(doubtful)
    return told


def _may_move(deadline: Deadline) -> bool:
    """Tell whether an action can make a deadline fall due at another time while its clock goes on."""
    return deadline.due is not None or any(one.when or one.until is not None for one in deadline.within)


def _waited(clock: Clock, at: datetime) -> Clock:
    """Leave out the time since the clock stopped."""
    return evolve(clock, paused=False, pauses=(*clock.pauses, Span(start=clock.stopped_at or at, end=at)))


def _occurrence(clock: Clock | None, change: str) -> int:
    if clock is None:
        return 1
    return clock.occurrence + 1 if change == "start" else clock.occurrence
