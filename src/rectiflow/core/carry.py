"""What becomes of the clocks of an issue that goes on under another version. 换版时的计时。

A new version doesn't reach back (法不溯及既往): a clock that goes on keeps its start, its pauses and its
verdict; a rung whose moment is over by then is passed over, not climbed; what is new starts now.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property

from attrs import evolve, field, frozen

from rectiflow.core.clocks import KEEP, turn
from rectiflow.core.conditions import hold, values_of
from rectiflow.core.deadlines import allowed, due, rung_instant, untold
from rectiflow.core.expressions import course_of
from rectiflow.core.rename import rename
from rectiflow.core.supervise import MISSED, fired
from rectiflow.model.condition import Judge, Judging, unjudged
from rectiflow.model.expression import Question
from rectiflow.model.issue import Issue
from rectiflow.model.migration import Renaming
from rectiflow.model.promise import Deadline
from rectiflow.model.timing import Calendar, Clock, Due
from rectiflow.model.workflow import Workflow


@frozen(kw_only=True)
class Version:
    """A version of a workflow as one issue meets it.

    It comes with the calendar that it counts by, what judges its expressions, all that they ask about the course
    of an issue (`asks`), and for each expression such as `lead.staff` whom it stands for there (`parties`).
    """

    workflow: Workflow
    calendar: Calendar
    judging: Judging = unjudged
    asks: frozenset[Question] = frozenset()
    parties: Mapping[str, tuple[str, ...]] = field(factory=dict)


@frozen(kw_only=True)
class Carried:
    """One deadline of an issue under both versions: `before` or `after` is None where it doesn't run.

    `change` is what becomes of its clock (keep, pause, continue, stop, start), None where it stood still and
    goes on doing so. `fired` names what has gone off, `passed` the rungs of the new version whose moment is
    over: nobody climbs them. `allowed` are the positions of the allowances that count, `untold` the
    expressions that leave open which do. `late` is whether it would be missed at once.
    """

    deadline: Deadline
    change: str | None
    occurrence: int
    before: Due | None = None
    after: Due | None = None
    fired: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    allowed: tuple[int, ...] | None = None
    untold: tuple[str, ...] = ()
    late: bool = False

    @property
    def missed(self) -> bool:
        """Whether it was missed already, which stays so."""
        return MISSED in self.fired


@frozen(slots=False)
class Carrying:
    """One issue between two versions at `now` (UTC); everything is called by the names of the new one."""

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

    @property
    def names(self) -> tuple[str, ...]:
        """The deadlines of both versions."""
        return tuple(dict.fromkeys((*self.before, *self.new.workflow.deadlines)))

    def of(self, name: str) -> Carried | None:
        """Give what becomes of one deadline; None where it has no clock and gets none.

        Raises CalendarError past the ends of a calendar.
        """
        before, after, clock = self.before.get(name), self.new.workflow.deadlines.get(name), self.moved.clocks.get(name)
        if before is not None and clock is not None and (clock.running or clock.paused):
            return self._going(before, after, clock)
        if after is not None and self._starts(before, after):
            return self._starting(before, after, clock)
        return self._standing(before, after, clock) if clock is not None else None

    def _starting(self, before: Deadline | None, after: Deadline, clock: Clock | None) -> Carried:
        """Start a clock; where only a change of version had stopped it, it goes on."""
        if clock is not None and before is None and clock.met is None:
            turned = turn(clock, "continue", clock.occurrence, self.now)
            return self._under(after, turned, change="continue", gone_off=clock.fired)
        occurrence = clock.occurrence + 1 if clock is not None else 1
        return self._under(after, Clock(occurrence, self.now), change="start")

    def _going(self, before: Deadline, after: Deadline | None, clock: Clock) -> Carried:
        ended = due(before, clock, values_of(self.issue), self.old.calendar)
        change = self._change(after, clock)
        if after is None or change == "stop":
            return Carried(
                deadline=after or before,
                change="stop",
                occurrence=clock.occurrence,
                before=ended,
                fired=fired(before, clock),
            )
        turned = turn(clock, change, clock.occurrence, self.now)
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
        judge = self.new.judging(course_of(self.moved), clock.started_at)
        clock = evolve(clock, allowed=allowed(deadline, values_of(self.moved), judge))
        end = due(deadline, clock, values_of(self.moved), self.new.calendar)
        until = clock.stopped_at or self.now
        return Carried(
            deadline=deadline,
            change=change,
            occurrence=clock.occurrence,
            before=ended,
            after=end if change is not None else None,
            fired=gone_off,
            allowed=clock.allowed if change is not None else None,
            untold=untold(deadline, values_of(self.moved), judge) if change is not None else (),
            passed=tuple(self._passed(deadline, clock, end, gone_off, until)) if end is not None else (),
            late=change is not None and end is not None and MISSED not in gone_off and end.instant < until,
        )

    def _passed(
        self, deadline: Deadline, clock: Clock, end: Due, gone_off: tuple[str, ...], until: datetime
    ) -> Iterator[str]:
        for step, rung in deadline.steps().items():
            if step not in gone_off and rung_instant(rung.at, clock, end, self.new.calendar) < until:
                yield step

    def _change(self, deadline: Deadline | None, clock: Clock) -> str:
        """Tell what becomes of a clock that is going, where `deadline` takes over: a pause ends with its state."""
        if deadline is None:
            return "stop"
        if clock.paused and self.moved.state in {self.issue.state, *deadline.pauses_in}:
            return KEEP
        if self.moved.state in deadline.pauses_in:
            return "pause"
        if deadline.runs_in and self.moved.state not in deadline.runs_in:
            return "stop"
        return "continue" if clock.paused else KEEP

    def _starts(self, before: Deadline | None, after: Deadline) -> bool:
        """Tell whether a deadline runs in the issue's state only since the new version, by the state alone."""
        ran = before is not None and self.issue.state in before.runs_in
        runs = self.moved.state in after.runs_in and not after.starts
        return runs and not ran and hold(after.when, values_of(self.moved), self._judge) is not False

    @cached_property
    def _judge(self) -> Judge:
        return self.new.judging(course_of(self.moved), self.now)
