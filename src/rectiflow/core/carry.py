"""What becomes of the clocks of an issue that goes on under another version. 换版时的计时。

A new version doesn't reach back (法不溯及既往): a clock that goes on keeps its start, its pauses and its
verdict; a rung whose moment is over by then is passed over, not climbed; what is new starts now.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from attrs import frozen

from rectiflow.core.clocks import KEEP, turn
from rectiflow.core.conditions import hold, values_of
from rectiflow.core.deadlines import due, rung_instant, untold
from rectiflow.core.expressions import course_of
from rectiflow.core.rename import rename
from rectiflow.core.supervise import MISSED, fired
from rectiflow.model.condition import Judge, Judging, unjudged
from rectiflow.model.issue import Issue
from rectiflow.model.migration import Renaming
from rectiflow.model.promise import Deadline
from rectiflow.model.timing import Calendar, Clock, Due
from rectiflow.model.workflow import Workflow


@frozen(kw_only=True)
class Version:
    """A version of a workflow, with the calendar that it counts by and what judges its expressions."""

    workflow: Workflow
    calendar: Calendar
    judging: Judging = unjudged


@frozen(kw_only=True)
class Carried:
    """One deadline of an issue under both versions: `before` or `after` is None where it doesn't run.

    `change` is what becomes of its clock (keep, pause, continue, stop, start), None where it stood still and
    goes on doing so. `fired` names what has gone off, `passed` the rungs of the new version whose moment is
    over: nobody climbs them. `untold` are the expressions that leave open how much time a clock that starts
    has, so that the shortest holds. `late` is whether it would be missed at once.
    """

    deadline: Deadline
    change: str | None
    occurrence: int
    before: Due | None = None
    after: Due | None = None
    fired: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    late: bool = False

    @property
    def missed(self) -> bool:
        """Whether it was missed already, which stays so."""
        return MISSED in self.fired


def carry(issue: Issue, old: Version, new: Version, now: datetime, renaming: Renaming) -> Iterator[Carried]:
    """Give what becomes of each deadline of `issue`, pinned to `old`, that has a clock or gets one at `now` (UTC).

    Raises CalendarError past the ends of a calendar.
    """
    carrying = _Carrying(issue, old, new, now, renaming)
    for name in dict.fromkeys((*carrying.before, *new.workflow.deadlines)):
        if (carried := carrying.of(name)) is not None:
            yield carried


@frozen(slots=False)
class _Carrying:
    """One issue between two versions; everything is called by the names of the new one."""

    issue: Issue
    old: Version
    new: Version
    now: datetime
    renaming: Renaming

    @cached_property
    def before(self) -> dict[str, Deadline]:
        """The deadlines of the old version."""
        names = self.renaming.deadlines
        return {names.get(name, name): one for name, one in self.old.workflow.deadlines.items()}

    @cached_property
    def moved(self) -> Issue:
        """The issue as the new version calls it."""
        return rename(self.issue, self.renaming)

    def of(self, name: str) -> Carried | None:
        """Give what becomes of one deadline; None where it has no clock and gets none."""
        before, after, clock = self.before.get(name), self.new.workflow.deadlines.get(name), self.moved.clocks.get(name)
        if before is not None and clock is not None and (clock.running or clock.paused):
            return self._going(before, after, clock)
        if after is not None and self._starts(before, after):
            occurrence = clock.occurrence + 1 if clock is not None else 1
            return self._under(after, Clock(occurrence, self.now), change="start")
        return self._standing(before, after, clock) if clock is not None else None

    def _going(self, before: Deadline, after: Deadline | None, clock: Clock) -> Carried:
        judge = self.old.judging(course_of(self.issue), self.issue.acted_at)
        ended = due(before, clock, values_of(self.issue), self.old.calendar, judge)
        change = _change(after, clock, self.moved.state)
        if after is None or change == "stop":
            return Carried(
                deadline=after or before,
                change="stop",
                occurrence=clock.occurrence,
                before=ended,
                fired=fired(before, clock),
            )
        turned = turn(clock, change, clock.occurrence, self.now) if change != KEEP else clock
        return self._under(after, turned, change=change, gone_off=fired(before, clock), ended=ended)

    def _standing(self, before: Deadline | None, after: Deadline | None, clock: Clock) -> Carried | None:
        gone_off = fired(before, clock) if before is not None else clock.fired
        if after is not None:
            return self._under(after, clock, change=None, gone_off=gone_off)
        if before is None:
            return None
        return Carried(deadline=before, change=None, occurrence=clock.occurrence, fired=gone_off)

    def _under(
        self,
        deadline: Deadline,
        clock: Clock,
        *,
        change: str | None,
        gone_off: tuple[str, ...] = (),
        ended: Due | None = None,
    ) -> Carried:
        """Give what becomes of a deadline of the new version, whose clock is `clock` there."""
        end = due(deadline, clock, values_of(self.moved), self.new.calendar, self._judge)
        until = clock.stopped_at or self.now
        return Carried(
            deadline=deadline,
            change=change,
            occurrence=clock.occurrence,
            before=ended,
            after=end if change is not None else None,
            fired=gone_off,
            untold=untold(deadline, values_of(self.moved), self._judge) if change == "start" else (),
            passed=tuple(self._passed(deadline, clock, end, gone_off, until)) if end is not None else (),
            late=change is not None and end is not None and MISSED not in gone_off and end.instant < until,
        )

    def _passed(
        self, deadline: Deadline, clock: Clock, end: Due, gone_off: tuple[str, ...], until: datetime
    ) -> Iterator[str]:
        for step, rung in deadline.steps().items():
            if step not in gone_off and rung_instant(rung.at, clock, end, self.new.calendar) < until:
                yield step

    def _starts(self, before: Deadline | None, after: Deadline) -> bool:
        """Tell whether a deadline runs in the issue's state only since the new version, by the state alone."""
        ran = before is not None and self.issue.state in before.runs_in
        runs = self.moved.state in after.runs_in and not after.starts
        return runs and not ran and hold(after.when, values_of(self.moved), self._judge) is not False

    @cached_property
    def _judge(self) -> Judge:
        return self.new.judging(course_of(self.moved), self.now)


def _change(deadline: Deadline | None, clock: Clock, state: str) -> str:
    """Tell what becomes of a clock that is going, where `deadline` takes over in `state`."""
    if deadline is None:
        return "stop"
    if state in deadline.pauses_in:
        return KEEP if clock.paused else "pause"
    if deadline.runs_in and state not in deadline.runs_in:
        return "stop"
    return "continue" if clock.paused else KEEP
