"""Counting days on a calendar: pure, by bisection, without walking day by day.

No day is counted past the calendar's own ends: there every function raises CalendarError.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

from rectiflow.errors import CalendarError, Words
from rectiflow.model.timing import Calendar

LAST_MOMENT = time.max.replace(fold=1)
"""The end of a local day; where clocks are set back over midnight, the second time round."""


def add_working_days(calendar: Calendar, day: date, n: int) -> date:
    """Count `n` working days on from `day`, or back when `n` is negative; `day` itself is not counted.

    No working days lead to `day`, worked or not. Raises CalendarError past the calendar's ends.
    Source: 民法典第二百零一条 (the first day is not counted).

    >>> from rectiflow.calendars.bundled import load
    >>> str(add_working_days(load("cn"), date(2025, 9, 26), 5))
    '2025-10-10'
    """
    if n > 0:
        return _worked(calendar, day, bisect_right(calendar.working, day.toordinal()) + n - 1)
    if n < 0:
        return _worked(calendar, day, bisect_left(calendar.working, day.toordinal()) + n)
    return day


def add_days(calendar: Calendar, day: date, n: int) -> date:
    """Count `n` calendar days on from `day`, or back; raises CalendarError past the calendar's ends."""
    ordinal = day.toordinal() + n
    if not calendar.first.toordinal() <= ordinal <= calendar.last.toordinal():
        raise _beyond(calendar)
    return date.fromordinal(ordinal)


def add_months(calendar: Calendar, day: date, n: int) -> date:
    """Give the same day `n` months on, or back; the month's last day where it has no such day.

    Raises CalendarError past the calendar's years. Source: 民法典第二百零二条.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    if not calendar.first.year <= year <= calendar.last.year:
        raise _beyond(calendar)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def hours(calendar: Calendar, n: int) -> timedelta:
    """Give the length of `n` natural hours, on whatever days they fall (民法典第二百零一条第二款).

    Raises CalendarError when that is longer than the whole calendar.
    """
    if abs(n) > (calendar.last - calendar.first).days * 24:
        raise _beyond(calendar)
    return timedelta(hours=n)


def next_working_day(calendar: Calendar, day: date) -> date:
    """Roll forward to a working day: `day` itself when it is worked (民法典第二百零三条)."""
    return _worked(calendar, day, bisect_left(calendar.working, day.toordinal()))


def previous_working_day(calendar: Calendar, day: date) -> date:
    """Roll back to a working day: `day` itself when it is worked."""
    return _worked(calendar, day, bisect_right(calendar.working, day.toordinal()) - 1)


def days_between(calendar: Calendar, a: date, b: date) -> int:
    """Count the days after `a` up to and with `b`; negative when `b` comes first."""
    _check(calendar, a)
    _check(calendar, b)
    return (b - a).days


def working_days_between(calendar: Calendar, a: date, b: date) -> int:
    """Count the working days after `a` up to and with `b`; negative when `b` comes first."""
    _check(calendar, a)
    _check(calendar, b)
    return bisect_right(calendar.working, b.toordinal()) - bisect_right(calendar.working, a.toordinal())


def local_date(calendar: Calendar, instant: datetime) -> date:
    """Tell on which day an aware `instant` falls in the calendar's zone."""
    try:
        day = instant.astimezone(calendar.zone).date()
    except OverflowError:
        raise _beyond(calendar) from None
    _check(calendar, day)
    return day


def end_of_day(calendar: Calendar, day: date) -> datetime:
    """Give the last microsecond of the local `day`, in UTC, with the offset of that very moment."""
    _check(calendar, day)
    return datetime.combine(day, LAST_MOMENT, calendar.zone).astimezone(UTC)


def _worked(calendar: Calendar, day: date, position: int) -> date:
    """Give the working day at `position`, reached from `day`."""
    if not (calendar.first <= day <= calendar.last and 0 <= position < len(calendar.working)):
        raise _beyond(calendar)
    return date.fromordinal(calendar.working[position])


def _check(calendar: Calendar, day: date) -> None:
    if not calendar.first <= day <= calendar.last:
        raise _beyond(calendar)


def _beyond(calendar: Calendar) -> CalendarError:
    return CalendarError(
        what=Words(
            f"工作日历“{calendar.name}”（“{calendar.version}”版）只涵盖 {calendar.first} 至 {calendar.last}",
            f"Calendar {calendar.name} ({calendar.version}) has no days outside {calendar.first} to {calendar.last}",
        ),
        fix=Words(
            "请核对日期与期间，或使用涵盖范围更大的工作日历",
            "Check the date and the period, or use a calendar that reaches further",
        ),
    )
