"""What a change of state does to the clocks of an issue. 计时的起止。"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property

from attrs import evolve, frozen

from rectiflow.core.conditions import given, hold, values_of
from rectiflow.core.deadlines import due, untold
from rectiflow.core.expressions import course_of, gone_on
from rectiflow.core.machine import Step
from rectiflow.model.command import Facts
from rectiflow.model.condition import Judge
from rectiflow.model.issue import Issue
from rectiflow.model.promise import Deadline
from rectiflow.model.record import Json
from rectiflow.model.timing import Clock, Span, write_instant
from rectiflow.model.workflow import Workflow

POLICIES = {
    "keep_instant": "resume",
    "keep_remaining": "continue",
    "restart": "restart",
    "new_cycle": "start",
}
"""What a file may say of a clock that is entered again → what the record says was done to it."""

KEEP = "keep"
"""What a change of version does to a clock that goes on as it is."""

STARTING = ("start", "restart")
"""What sets a clock going anew."""

RETURNS = ("resume", "continue")
"""What is done to a paused clock by coming back from the pause."""


def changes(
    workflow: Workflow, issue: Issue | None, step: Step, facts: Facts, fields: Mapping[str, Json]
) -> dict[str, dict[str, Json]]:
    """Give, for each deadline whose clock starts, pauses or stops by this step, what happens to it.

    `fields` are the values after the action. A stopped clock is told with its verdict: `met` is
    whether the action counts before the due instant had passed. A clock that starts is told with
    the expressions that leave open how much time there is (`untold`), so that the shortest holds.
    A deadline that starts when another ends is looked at after all that don't.
    """
    told: dict[str, dict[str, Json]] = {}
    for deadline in sorted(workflow.deadlines.values(), key=lambda one: _follows(workflow, one)):
        turning = _Turning(workflow, issue, step, facts, fields, frozenset(_stopped(told)))
        if (change := turning.of(deadline)) is not None:
            told[deadline.name] = turning.told(deadline, change)
    return told


def turn(clock: Clock | None, change: str, occurrence: int, at: datetime) -> Clock:
    """Give the clock as it is after `change` at the instant `at`.

    `start` begins an occurrence afresh, `restart` the same one; `resume` lets the due instant
    stand, `continue` leaves out the time since it stopped; `pause` stops it for a while, `stop` for good.
    """
    if change == "start" or clock is None:
        return Clock(occurrence=occurrence, started_at=at)
    match change:
        case "restart":
            return Clock(occurrence=occurrence, started_at=at, fired=clock.fired)
        case "resume":
            return evolve(clock, stopped_at=None, paused=False)
        case "continue":
            return evolve(_waited(clock, at), stopped_at=None)
        case "pause":
            return evolve(clock, stopped_at=at, paused=True)
        case _:
            return evolve(_waited(clock, at) if clock.paused else clock, stopped_at=at)


@frozen(slots=False)
class _Turning:
    """What one step does to the clocks; `ended` names those that it stopped."""

    workflow: Workflow
    issue: Issue | None
    step: Step
    facts: Facts
    fields: Mapping[str, Json]
    ended: frozenset[str]

    def of(self, deadline: Deadline) -> str | None:
        """Tell what happens to the clock of a deadline, None where nothing does."""
        clock = self._clock(deadline)
        if clock is None or not (clock.running or clock.paused):
            return self._set_going(deadline, clock)
        if self.step.action in deadline.met_by:
            return "stop"
        if self.step.to in deadline.pauses_in:
            return "pause" if clock.running else None
        return self._going_on(deadline, clock) if self._inside(deadline) else "stop"

    def told(self, deadline: Deadline, change: str) -> dict[str, Json]:
        """Give what the record says of a change: which occurrence, when due, and of a stopped clock, whether met."""
        clock, at = self._clock(deadline), self.facts.effective_at
        occurrence = _occurrence(clock, change)
        after = turn(clock, change, occurrence, at)
        known = values_of(self.issue) if change == "stop" else self.fields
        end = due(deadline, after, known, self.facts.calendar, self._judge)
        told: dict[str, Json] = {"do": change, "occurrence": occurrence}
        if end is not None and change != "pause":
            told["due"] = write_instant(end.instant)
        if end is not None and change == "stop":
            told["met"] = at <= end.instant
        if change in STARTING and (doubtful := untold(deadline, self.fields, self._judge)):
            told["untold"] = list(doubtful)
        return told

    def _set_going(self, deadline: Deadline, clock: Clock | None) -> str | None:
        """Start a clock that stands still, unless the step ends what it would count or it doesn't apply."""
        if not self._inside(deadline) or self.step.action in deadline.met_by:
            return None
        if hold(deadline.when, self.fields, self._judge) is False:
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
    def _judge(self) -> Judge:
        """Judges by how the issue will have gone with this step: a second round counts as one."""
        stayed = self.issue is not None and self.issue.state == self.step.to
        entered = None if stayed or self._returns() else self.step.to
        at = self.facts.effective_at
        return self.facts.judging(gone_on(course_of(self.issue), self.step.action, at, entered), at)

    def _returns(self) -> bool:
        """Tell whether the step leads back from a pause."""
        paused = (one for one in self.workflow.deadlines.values() if (clock := self._clock(one)) and clock.paused)
        return any(self.of(deadline) in RETURNS for deadline in paused)

    def _clock(self, deadline: Deadline) -> Clock | None:
        return self.issue.clocks.get(deadline.name) if self.issue is not None else None


def _follows(workflow: Workflow, deadline: Deadline) -> bool:
    """Tell whether a deadline starts with the end of another."""
    other = {*workflow.actions, "reopen", *workflow.states, *workflow.fields}
    return any(name not in other for name in deadline.starts)


def _stopped(told: Mapping[str, Mapping[str, Json]]) -> Iterator[str]:
    yield from (name for name, one in told.items() if one["do"] == "stop")


def _waited(clock: Clock, at: datetime) -> Clock:
    """Leave out the time since the clock stopped."""
    return evolve(clock, paused=False, pauses=(*clock.pauses, Span(start=clock.stopped_at or at, end=at)))


def _occurrence(clock: Clock | None, change: str) -> int:
    if clock is None:
        return 1
    return clock.occurrence + 1 if change == "start" else clock.occurrence
