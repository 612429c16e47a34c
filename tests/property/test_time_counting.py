"""Due dates equal those of an obviously right, slow oracle, and move only in the direction they may.

The oracle walks day by day (for hours, minute by minute) over plain sets and imports nothing from
`rectiflow.core`: what it says is what the rule says.
"""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from rectiflow.core.calendars import end_of_day, local_date, working_days_between
from rectiflow.core.deadlines import due, period_end, period_start, rung_instant
from rectiflow.model.promise import Deadline
from rectiflow.model.timing import Calendar, Clock, Moment, Period, Span

ZONES = ["Asia/Shanghai", "UTC", "Europe/Berlin", "America/Sao_Paulo", "America/Havana", "America/Nuuk", "Africa/Cairo"]
FIRST = date(2017, 9, 1)
LENGTH = 900
MINUTE = timedelta(minutes=1)
UNITS_OF_DAYS = ["days", "working days", "months"]


def calendar_of(zone, worked):
    """Make a calendar of `LENGTH` days from a list that says of each whether it is worked."""
    ordinals = tuple(FIRST.toordinal() + i for i, works in enumerate(worked) if works)
    last = FIRST + timedelta(days=LENGTH - 1)
    return Calendar("random", "random-1", ZoneInfo(zone), FIRST, last, last, ordinals, "")


@st.composite
def calendars(draw):
    """Weeks of five days and other patterns, with days off and make-up days strewn over them."""
    week = draw(st.lists(st.booleans(), min_size=1, max_size=9).filter(any))
    changed = draw(st.sets(st.integers(0, LENGTH - 1), max_size=60))
    return calendar_of(draw(st.sampled_from(ZONES)), [week[i % len(week)] ^ (i in changed) for i in range(LENGTH)])


def instants(first_day, last_day):
    """Choose whole minutes between two days after `FIRST`."""
    begin = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC)
    return st.integers(first_day * 1440, last_day * 1440).map(lambda minutes: begin + minutes * MINUTE)


def spans(first_day, last_day):
    """Choose up to three pauses that follow upon each other."""
    edges = st.lists(instants(first_day, last_day), max_size=6, unique=True).map(sorted)
    return edges.map(lambda found: tuple(Span(*pair) for pair in list(pairwise(found))[::2]))


STARTS = instants(60, 120)
PAUSES = spans(120, 200)
PERIODS = st.one_of(
    st.builds(Period, st.integers(1, 40), st.sampled_from(["days", "working days"])),
    st.builds(Period, st.integers(1, 4), st.just("months")),
)
HOURS = st.builds(Period, st.integers(1, 60), st.just("hours"))


def is_worked(calendar, day):
    return day.toordinal() in set(calendar.working)


def slow_roll(calendar, day, step):
    while not is_worked(calendar, day):
        day += timedelta(days=step)
    return day


def slow_count(calendar, day, n, *, only_worked, step=1):
    while n:
        day += timedelta(days=step)
        n -= not only_worked or is_worked(calendar, day)
    return day


def slow_months(day, n, step=1):
    """Walk to the month that is `n` months away, then to the day or the last one before it."""
    year, month = day.year, day.month
    for _ in range(n):
        month += step
        year, month = (year + 1, 1) if month > 12 else (year - 1, 12) if month < 1 else (year, month)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


def slow_nominal(calendar, start, period, pauses=()):
    """Walk on from the start day: a day counts unless the clock stood still, from a pause's first evening to its last.

    While days are left, or the last one may still be rolled, a pause that begins sends the walk to its end.
    """
    zone = calendar.zone
    day = start.astimezone(zone).date()
    left = (slow_months(day, period.amount) - day).days if period.unit == "months" else period.amount
    only_worked = period.unit == "working days"
    for begun, ended in [(p.start.astimezone(zone).date(), p.end.astimezone(zone).date()) for p in pauses]:
        while day < begun and left:
            day += timedelta(days=1)
            left -= not only_worked or is_worked(calendar, day)
        if day < begun and begun > slow_roll(calendar, day, 1):
            return day
        day = ended
    return slow_count(calendar, day, left, only_worked=only_worked)


@given(calendars(), STARTS, PERIODS, PAUSES)
def test_a_period_of_days_ends_where_walking_day_by_day_ends(calendar, start, period, pauses):
    nominal = slow_nominal(calendar, start, period, pauses)
    found = period_end(period, start, calendar, pauses)
    assert found.nominal == nominal
    assert found.effective == slow_roll(calendar, nominal, 1)


@given(calendars(), instants(300, 400), PERIODS)
def test_a_period_counted_back_starts_where_walking_back_ends(calendar, end, period):
    day = end.astimezone(calendar.zone).date()
    if period.unit == "months":
        nominal = slow_months(day, period.amount, step=-1)
    else:
        nominal = slow_count(calendar, day, period.amount, only_worked=period.unit == "working days", step=-1)
    found = period_start(period, end, calendar)
    assert (found.nominal, found.effective) == (nominal, slow_roll(calendar, nominal, -1))


@given(calendars(), STARTS, HOURS, spans(60, 125))
def test_a_period_of_hours_ends_where_walking_minute_by_minute_ends(calendar, start, period, pauses):
    now, left = start, period.amount * 60
    while left or any(pause.start == now for pause in pauses if pause.start >= start):
        running = not any(pause.start <= now < pause.end for pause in pauses)
        if running and not left:
            break
        left -= running
        now += MINUTE
    assert period_end(period, start, calendar, pauses).instant == now


@given(calendars(), st.integers(0, LENGTH - 1))
def test_the_end_of_a_day_is_its_last_moment(calendar, number):
    day = FIRST + timedelta(days=number)
    end = end_of_day(calendar, day)
    assert end.astimezone(calendar.zone).date() == day
    assert (end + timedelta(microseconds=1)).astimezone(calendar.zone).date() == day + timedelta(days=1)
    assert local_date(calendar, end) == day


@given(calendars(), STARTS, PERIODS, PAUSES, st.integers(60, 250))
def test_a_further_holiday_never_makes_a_due_date_earlier(calendar, start, period, pauses, number):
    """K15 of the hard cases."""
    holiday = (FIRST + timedelta(days=number)).toordinal()
    fewer = evolve(calendar, working=tuple(day for day in calendar.working if day != holiday))
    before, after = period_end(period, start, calendar, pauses), period_end(period, start, fewer, pauses)
    assert after.nominal >= before.nominal
    assert after.instant >= before.instant


@given(calendars(), STARTS, PERIODS | HOURS, PAUSES, st.integers(0, 2))
def test_a_pause_never_shortens(calendar, start, period, pauses, left_out):
    fewer = pauses[:left_out] + pauses[left_out + 1 :]
    assert period_end(period, start, calendar, pauses).instant >= period_end(period, start, calendar, fewer).instant


@given(calendars(), STARTS, PERIODS | HOURS, PAUSES, st.data())
def test_a_pause_split_in_two_changes_nothing(calendar, start, period, pauses, data):
    assume(pauses)
    at = data.draw(st.integers(0, len(pauses) - 1))
    pause = pauses[at]
    middle = pause.start + data.draw(st.integers(0, (pause.end - pause.start) // MINUTE)) * MINUTE
    split = (*pauses[:at], Span(pause.start, middle), Span(middle, pause.end), *pauses[at + 1 :])
    assert period_end(period, start, calendar, split) == period_end(period, start, calendar, pauses)


@given(calendars(), STARTS, PERIODS | HOURS, PAUSES)
def test_the_rungs_of_a_ladder_are_reached_in_order_and_the_last_share_is_due(calendar, start, period, pauses):
    promise = Deadline(name="handle", zh="办理", en="Handle", runs_in=("open",), within=period)
    clock = Clock(occurrence=1, started_at=start, pauses=pauses)
    moments = [Moment(percent=percent) for percent in (1, 25, 50, 90, 100)]
    moments += [Moment(offset=Period(amount, "working days")) for amount in (0, 1, 5)]
    reached = [rung_instant(moment, clock, due(promise, clock, {}, calendar), calendar) for moment in moments]
    assert reached == sorted(reached)
    assert reached[4] == reached[5] == due(promise, clock, {}, calendar).instant


@given(calendars(), *[st.integers(0, LENGTH - 1)] * 3)
def test_working_days_from_a_to_b_and_b_to_c_are_those_from_a_to_c(calendar, a, b, c):
    a, b, c = (FIRST + timedelta(days=number) for number in (a, b, c))
    parts = working_days_between(calendar, a, b) + working_days_between(calendar, b, c)
    assert parts == working_days_between(calendar, a, c)
