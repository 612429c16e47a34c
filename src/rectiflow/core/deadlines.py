"""When a promise falls due, and when its rungs are reached: a function of history, never stored.

The start day is not counted, a month's end is clipped, the end rolls forward off a non-working day
(民法典第二百零一条至第二百零三条). Time during which the clock stood still does not count
(行政许可法第四十五条); like a start, the day on which it runs again is not counted either. A pause
that begins after the due date changes nothing: what was missed stays missed.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter

from attrs import evolve

from rectiflow.core.calendars import (
    add_days,
    add_months,
    add_working_days,
    days_between,
    end_of_day,
    hours,
    local_date,
    next_working_day,
    previous_working_day,
    working_days_between,
)
from rectiflow.core.conditions import hold
from rectiflow.errors import CalendarError, Words
from rectiflow.model.condition import Judge, undecided
from rectiflow.model.promise import Allowance, Anchor, Deadline
from rectiflow.model.record import Json
from rectiflow.model.timing import Calendar, Clock, Doubt, Due, Moment, Period, Span

Add = Callable[[Calendar, date, int], date]
Between = Callable[[Calendar, date, date], int]

COUNTING: Mapping[str, tuple[Add, Between]] = {
    "days": (add_days, days_between),
    "working days": (add_working_days, working_days_between),
}
"""How days of each kind are counted on, or back, and how many lie between two days."""

MONTHS: Mapping[str, int] = {"months": 1, "years": 12}
"""How many months each unit has that is as long as its months are."""


def due(deadline: Deadline, clock: Clock, fields: Mapping[str, Json], calendar: Calendar) -> Due | None:
    """Tell when `deadline` falls due, given how its `clock` ran; None while the field it depends on is empty.

    A deadline with a budget counts from the clock's start, by the shortest of the allowances that the
    clock was told count. One that is due at a field falls on that very day (its end) or instant,
    which nothing rolls or prolongs, or so long before it.

    Raises CalendarError past the calendar's ends, or when the field holds no date.
    """
    if deadline.due is not None:
        return anchored(deadline.due, fields, calendar)
    positions = clock.allowed if clock.allowed is not None else range(len(deadline.within))
    ends = (_allowed(deadline.within[at], clock, fields, calendar) for at in positions)
    return min((end for end in ends if end is not None), key=attrgetter("instant"), default=None)


def is_missed(clock: Clock, end: Due | None, now: datetime) -> bool:
    """Tell whether a promise due at `end` was broken by `now` (UTC); a verdict that was given stands."""
    if clock.stopped_at is not None and not clock.paused and clock.met is not None:
        return not clock.met
    return clock.missed_at is not None or (end is not None and end.instant < (clock.stopped_at or now))


def period_end(period: Period, start: datetime, calendar: Calendar, pauses: Iterable[Span] = ()) -> Due:
    """Count `period` on from `start` (aware), leaving out `pauses`, and roll forward to a working day.

    Hours are natural and don't roll: there nominal and effective are instants, like the due one.
    Raises CalendarError past the calendar's ends.

    >>> from rectiflow.calendars.bundled import load
    >>> found = period_end(Period(5, "working days"), datetime(2026, 12, 28, 9, tzinfo=UTC), load("cn"))
    >>> str(found.effective), found.provisional.words("zh")
    ('2027-01-05', '日历未覆盖2027年')
    """
    day = local_date(calendar, start)
    if period.unit == "hours":
        return evolve(_at(_lapse(start, hours(calendar, period.amount), pauses)), budget=period)
    nominal = _count(period, day, calendar, pauses)
    effective = next_working_day(calendar, nominal)
    return evolve(_on(calendar, nominal, effective, furthest=effective), budget=period)


def period_start(period: Period, end: datetime, calendar: Calendar) -> Due:
    """Count `period` back from `end` (aware) and roll back to a working day, so that nobody loses time.

    What must be done that long before `end` is due by the end of the day found.
    Raises CalendarError past the calendar's ends. Source: 监督法(2024)第十五条 counts like this.
    """
    day = local_date(calendar, end)
    if period.unit == "hours":
        return _at(end.astimezone(UTC) - hours(calendar, period.amount))
    nominal = _count(Period(-period.amount, period.unit), day, calendar)
    effective = previous_working_day(calendar, nominal)
    return _on(calendar, nominal, effective, furthest=day if period.unit == "working days" else nominal)


def anchored(anchor: Anchor, fields: Mapping[str, Json], calendar: Calendar) -> Due | None:
    """Tell when something falls due by a field, or so long before it; None while the field is empty.

    Raises CalendarError past the calendar's ends, or when the field holds no date.
    """
    if fields.get(anchor.field) is None:
        return None
    fixed = _fixed(anchor.field, fields[anchor.field], calendar)
    return fixed if anchor.before is None else period_start(anchor.before, fixed.instant, calendar)


def rung_instant(moment: Moment, clock: Clock, end: Due, calendar: Calendar) -> datetime:
    """Tell when a rung of a deadline is reached (UTC), whose `clock` makes it fall due at `end`.

    An offset counts from the effective due date in its own unit, to the end of that day. A
    percentage is a share of the budget: of hours and instants in time, otherwise in whole days, to
    the end of the day that reaches it, and the due instant itself where that is the last day.

    Raises CalendarError past the calendar's ends.
    """
    if moment.percent is None:
        return _offset(moment, clock, end, calendar)
    if end.budget is None:
        return _share_until(end, moment.percent, clock, calendar)
    return _share_of(end.budget, moment.percent, clock, end, calendar)


def allowed(deadline: Deadline, fields: Mapping[str, Json], judge: Judge = undecided) -> tuple[int, ...] | None:
    """Give the position of the first allowance that holds; where that can't be told, of all that might hold instead.

    None where the deadline has but one, which nothing has to hold for.
    """
    if not any(one.when for one in deadline.within):
        return None
    counting: list[int] = []
    for at, allowance in enumerate(deadline.within):
        holds = hold(allowance.when, fields, judge)
        counting += [at] if holds is not False else []
        if holds is True:
            break
    return tuple(counting)


def untold(deadline: Deadline, fields: Mapping[str, Json], judge: Judge) -> tuple[str, ...]:
    """Give the expressions by which `deadline` would know how much time there is, and which can't be told."""
    counting = (deadline.within[at].when for at in allowed(deadline, fields, judge) or ())
    return tuple(when for when in counting if isinstance(when, str) and judge(when, fields) is None)


def _allowed(allowance: Allowance, clock: Clock, fields: Mapping[str, Json], calendar: Calendar) -> Due | None:
    """Tell when an allowance ends: a period after the start, or a day that is at most so long after it."""
    period = allowance.allow or allowance.at_most
    longest = None if period is None else period_end(period, clock.started_at, calendar, clock.pauses)
    if allowance.until is None or fields.get(allowance.until) is None:
        return longest
    fixed = _fixed(allowance.until, fields[allowance.until], calendar)
    return fixed if longest is None or fixed.instant < longest.instant else longest


def _fixed(name: str, value: Json, calendar: Calendar) -> Due:
    """Read a date, whose end is due, or an instant from the field `name`."""
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        instant = _instant(name, value)
        local_date(calendar, instant)
        return _at(instant.astimezone(UTC))
    return Due(nominal=day, effective=day, instant=end_of_day(calendar, day))


def _instant(name: str, value: Json) -> datetime:
    try:
        instant = datetime.fromisoformat(str(value))
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise CalendarError(
            what=Words(
                f"字段“{name}”的值“{value}”既不是日期，也不是带时区偏移的时刻",
                f"Field '{name}' holds {value!r}, which is neither a date nor an instant with its offset",
            ),
            fix=Words(
                "请写成 2026-06-26 或 2026-06-26T17:00:00+08:00 的形式",
                "Write it like 2026-06-26, or like 2026-06-26T17:00:00+08:00",
            ),
        )
    return instant


def _at(instant: datetime) -> Due:
    return Due(nominal=instant, effective=instant, instant=instant)


def _on(calendar: Calendar, nominal: date, effective: date, furthest: date) -> Due:
    """Make `effective` due at its end; provisional when the days up to `furthest` aren't all known."""
    known = furthest <= calendar.covers_until
    doubt = None if known else Doubt(calendar.name, calendar.covers_until, furthest)
    return Due(nominal=nominal, effective=effective, instant=end_of_day(calendar, effective), provisional=doubt)


def _count(period: Period, day: date, calendar: Calendar, pauses: Iterable[Span] = ()) -> date:
    """Count on from `day`, or back; after each pause, what is left counts on from the day it ended."""
    period = _in_days(period, day, calendar)
    left, (add, between) = period.amount, COUNTING[period.unit]
    for pause in sorted(pauses, key=attrgetter("start")):
        begun, ended = (max(day, local_date(calendar, instant)) for instant in (pause.start, pause.end))
        if begun > next_working_day(calendar, add(calendar, day, left)):
            break
        left, day = max(left - between(calendar, day, begun), 0), ended
    return add(calendar, day, left)


def _lapse(start: datetime, length: timedelta, pauses: Iterable[Span] = ()) -> datetime:
    """Let `length` lapse from `start`, in UTC; after each pause, what is left lapses from its end."""
    start = start.astimezone(UTC)
    for pause in sorted(pauses, key=attrgetter("start")):
        begun, ended = (max(start, instant.astimezone(UTC)) for instant in (pause.start, pause.end))
        if begun > start + length:
            break
        length, start = length - (begun - start), ended
    return start + length


def _in_days(period: Period, day: date, calendar: Calendar) -> Period:
    """Write months and years as the days that they have from `day` on."""
    if period.unit in MONTHS:
        return Period((add_months(calendar, day, period.amount * MONTHS[period.unit]) - day).days, "days")
    if period.unit not in COUNTING:
        raise CalendarError(
            what=Words(
                f"工作日历“{calendar.name}”没有办公时间，无法计算“{period}”",
                f"Calendar {calendar.name} can't count {period}",
            ),
            fix=Words("请改用小时、日、工作日、月或者年", "Write hours, days, working days, months or years"),
        )
    return period


def _offset(moment: Moment, clock: Clock, end: Due, calendar: Calendar) -> datetime:
    """Count a rung's offset from due; a pause holds up the rungs after due as well."""
    offset = moment.offset or Period(0, "days")
    if moment.before:
        return _beside(end, Period(-offset.amount, offset.unit), calendar)
    return _beside(end, offset, calendar, clock.pauses)


def _beside(end: Due, offset: Period, calendar: Calendar, pauses: Iterable[Span] = ()) -> datetime:
    """Count on from what is due, or back when the amount is negative."""
    if offset.amount == 0:
        return end.instant
    if offset.unit == "hours":
        return _lapse(end.instant, hours(calendar, offset.amount), pauses)
    return end_of_day(calendar, _count(offset, local_date(calendar, end.instant), calendar, pauses))


def _share_until(end: Due, percent: int, clock: Clock, calendar: Calendar) -> datetime:
    """Tell when `percent` of the time until a fixed day or instant is over; due, if that was past at the start."""
    if isinstance(end.nominal, datetime):
        return end.instant - max(end.instant - clock.started_at, timedelta()) * (100 - percent) / 100
    days = max((end.nominal - local_date(calendar, clock.started_at)).days, 0)
    return _beside(end, Period(-(days * (100 - percent) // 100), "days"), calendar)


def _share_of(within: Period, percent: int, clock: Clock, end: Due, calendar: Calendar) -> datetime:
    """Tell when `percent` of a budget is used; from 100 % on, the rest counts from the due date."""
    if within.unit == "hours":
        return _lapse(clock.started_at, hours(calendar, within.amount) * percent / 100, clock.pauses)
    day = local_date(calendar, clock.started_at)
    budget = _in_days(within, day, calendar)
    used = Period(-(-budget.amount * percent // 100), budget.unit)
    if used.amount >= budget.amount:
        return _beside(end, Period(used.amount - budget.amount, budget.unit), calendar, clock.pauses)
    return end_of_day(calendar, _count(used, day, calendar, clock.pauses))
