"""What another version of its workflow would mean for an issue that is under way. 换版影响。

Nothing is moved here. Verdicts already given stay as they are: a deadline that was missed stays missed,
whatever the new version allows.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum

from attrs import frozen

from rectiflow.core.conditions import hold, values_of
from rectiflow.core.deadlines import due
from rectiflow.core.supervise import MISSED
from rectiflow.model.issue import Issue
from rectiflow.model.promise import Deadline
from rectiflow.model.stage import State
from rectiflow.model.timing import Calendar, Clock, Due
from rectiflow.model.titles import Title
from rectiflow.model.workflow import Workflow


class Verdict(StrEnum):
    """Whether an issue can go on under another version."""

    SAFE = "safe"
    """It can, as it is. 可以直接换版。"""
    MAPPING = "needs a mapping"
    """Its state is gone: somebody must say which state takes its place. 需要指定对应状态。"""
    REFUSED = "refused"
    """It can't go on there. 不能换版。"""


@frozen(kw_only=True)
class Version:
    """A version of a workflow, with the calendar that it counts by."""

    workflow: Workflow
    calendar: Calendar


@frozen(kw_only=True)
class Dates:
    """One deadline of an issue under both versions: `before` or `after` is None where it doesn't run.

    `missed` is whether it was missed already, which stays so. `late` is whether it would be missed at
    once under the new version.
    """

    deadline: Deadline
    before: Due | None
    after: Due | None
    missed: bool
    late: bool


@frozen(kw_only=True)
class Prospect:
    """What becomes of one issue: the verdict, why, and its deadlines.

    `old` is the state that it is in, `new` the one in which it would go on, None where there is none.
    """

    issue: Issue
    verdict: Verdict
    old: State
    new: State | None = None
    reasons: tuple[Title, ...] = ()
    dates: tuple[Dates, ...] = ()


def foresee(
    issue: Issue, old: Version, new: Version, now: datetime, states: Mapping[str, str] | None = None
) -> Prospect:
    """Say what would become of `issue`, pinned to `old`, if `new` applied to it from `now` on (UTC).

    `states` says which state takes the place of an old one. A state that is gone needs it. It is
    refused where it leads to no state, ends an issue whose clocks run, or leaves it with nobody who
    holds it. A deadline that is gone stops, and its rungs with it; a new one starts at `now`.

    Raises CalendarError past the ends of a calendar.
    """
    before, name = old.workflow.states[issue.state], (states or {}).get(issue.state, issue.state)
    after = new.workflow.states.get(name)
    if after is None:
        return _nowhere(issue, before, name)
    reasons = tuple(_against(issue, after, new.workflow))
    verdict = Verdict.REFUSED if reasons else Verdict.SAFE
    dates = tuple(_dates(issue, after.name, old, new, now))
    return Prospect(issue=issue, verdict=verdict, old=before, new=after, reasons=reasons, dates=dates)


def _nowhere(issue: Issue, old: State, name: str) -> Prospect:
    if name == old.name:
        verdict = Verdict.MAPPING
        reason = Title(zh=f"新版没有状态“{old.zh}”（{name}）", en=f"the new version has no state '{name}'")
    else:
        verdict = Verdict.REFUSED
        reason = Title(zh=f"新版没有所指定的状态“{name}”", en=f"the new version has no state '{name}' to go on in")
    return Prospect(issue=issue, verdict=verdict, old=old, reasons=(reason,))


def _against(issue: Issue, after: State, new: Workflow) -> Iterator[Title]:
    running = [name for name, clock in issue.clocks.items() if clock.running or clock.paused]
    if after.final and running:
        yield Title(
            zh=f"“{after.zh}”是终结状态，而时限尚在计算",
            en=f"'{after.name}' is final while clocks run: {', '.join(running)}",
        )
    role = _bound_for(new, after.held_by)
    if role is not None and role not in issue.bindings:
        title = new.roles[role]
        yield Title(zh=f"“{after.zh}”的{title.zh}尚未指定", en=f"nobody is bound as {role}, who holds '{after.name}'")


def _bound_for(workflow: Workflow, party: str | None) -> str | None:
    """Give the role that must be bound for a party to be somebody; None where none need be."""
    seen: set[str] = set()
    while party is not None and (name := party.partition(".")[0]) not in seen:
        seen.add(name)
        role = workflow.roles.get(name)
        if role is None or role.of is not None:
            return None if role is None else name
        party = role.is_
    return None


def _dates(issue: Issue, state: str, old: Version, new: Version, now: datetime) -> Iterator[Dates]:
    """Give the deadlines whose clocks are going, and those that the new version would start."""
    for name in dict.fromkeys((*old.workflow.deadlines, *new.workflow.deadlines)):
        before, after = old.workflow.deadlines.get(name), new.workflow.deadlines.get(name)
        if after is not None and not _counts_in(after, state):
            after = None
        clock = issue.clocks.get(name)
        if before is not None and clock is not None and (clock.running or clock.paused):
            yield _going(issue, clock, (before, old.calendar), (after, new.calendar), now)
        elif after is not None and _is_new(before, after, issue):
            yield _started(issue, after, new.calendar, now)


def _going(
    issue: Issue, clock: Clock, old: tuple[Deadline, Calendar], new: tuple[Deadline | None, Calendar], now: datetime
) -> Dates:
    (before, calendar), (after, other) = old, new
    end = due(after, clock, issue.fields, other) if after is not None else None
    missed = MISSED in clock.fired
    return Dates(
        deadline=after or before,
        before=due(before, clock, issue.fields, calendar),
        after=end,
        missed=missed,
        late=end is not None and clock.running and not missed and end.instant < now,
    )


def _started(issue: Issue, deadline: Deadline, calendar: Calendar, now: datetime) -> Dates:
    clock = Clock(occurrence=1, started_at=now)
    end = due(deadline, clock, issue.fields, calendar)
    late = end is not None and end.instant < now
    return Dates(deadline=deadline, before=None, after=end, missed=False, late=late)


def _counts_in(deadline: Deadline, state: str) -> bool:
    return not deadline.runs_in or state in (*deadline.runs_in, *deadline.pauses_in)


def _is_new(before: Deadline | None, after: Deadline, issue: Issue) -> bool:
    """Tell whether a deadline runs in the issue's state only since the new version, by the state alone."""
    ran = before is not None and issue.state in before.runs_in
    applies = hold(after.when, values_of(issue)) is not False
    return bool(after.runs_in) and not after.starts and not ran and applies
