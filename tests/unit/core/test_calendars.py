"""Counting days: the dates of the acceptance scenarios, the ends of a calendar, the ends of days."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve

from rectiflow.calendars.bundled import load
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
from rectiflow.errors import CalendarError

CHINA = load("cn")


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("scenario", "start", "n", "end"),
    [
        ("S01", "2025-09-26", 5, "2025-10-10"),
        ("S02", "2025-09-24", 15, "2025-10-21"),
        ("S08", "2026-02-11", 5, "2026-02-25"),
        ("S09", "2026-02-02", 20, "2026-03-06"),
        ("S09 extended", "2026-03-06", 10, "2026-03-20"),
        ("S11", "2026-04-27", 10, "2026-05-13"),
        ("S17", "2026-04-29", 5, "2026-05-09"),
        ("S22", "2025-10-10", 5, "2025-10-16"),
        ("S23 contact", "2026-04-30", 1, "2026-05-06"),
        ("S23 rectify", "2026-04-30", 15, "2026-05-25"),
        ("S35", "2026-01-15", 5, "2026-01-22"),
        ("S39", "2026-01-05", 30, "2026-02-14"),
        ("S41", "2026-01-29", 20, "2026-03-04"),
    ],
)
def test_working_days_skip_holidays_and_count_make_up_days(scenario, start, n, end):
    assert add_working_days(CHINA, day(start), n) == day(end), scenario
    assert working_days_between(CHINA, day(start), day(end)) == n, scenario


def test_working_days_count_back_as_well():
    """S44: ten working days before the hearing, over a make-up Saturday and the Labour Day holiday."""
    assert add_working_days(CHINA, day("2026-05-20"), -10) == day("2026-05-07")


def test_counting_back_from_a_day_off_does_not_count_that_day():
    assert add_working_days(CHINA, day("2026-05-10"), -1) == day("2026-05-09")
    assert add_working_days(CHINA, day("2026-05-03"), 1) == day("2026-05-06")


def test_no_working_days_lead_nowhere():
    assert add_working_days(CHINA, day("2026-05-03"), 0) == day("2026-05-03")


@pytest.mark.parametrize(
    ("given", "onward", "back"),
    [
        ("2026-05-05", "2026-05-06", "2026-04-30"),
        ("2026-07-05", "2026-07-06", "2026-07-03"),
        ("2026-06-19", "2026-06-22", "2026-06-18"),
        ("2026-05-09", "2026-05-09", "2026-05-09"),
    ],
)
def test_a_day_off_rolls_to_the_working_day_beside_it_and_a_worked_day_stays(given, onward, back):
    assert next_working_day(CHINA, day(given)) == day(onward)
    assert previous_working_day(CHINA, day(given)) == day(back)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2026-01-15", 6, "2026-07-15"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-10-31", 4, "2027-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-12-15", 12, "2027-12-15"),
    ],
)
def test_months_keep_the_day_and_clip_it_to_the_months_end(start, n, end):
    assert add_months(CHINA, day(start), n) == day(end)


def test_days_between_two_days_leave_out_the_first():
    assert days_between(CHINA, day("2026-02-27"), day("2026-03-02")) == 3
    assert days_between(CHINA, day("2026-03-02"), day("2026-02-27")) == -3
    assert working_days_between(CHINA, day("2026-02-28"), day("2026-02-27")) == -1
    assert add_days(CHINA, day("2026-02-27"), 3) == day("2026-03-02")


LAST_DAY = CHINA.last
BEFORE = CHINA.first - timedelta(days=1)
AFTER = CHINA.last + timedelta(days=1)


@pytest.mark.parametrize(
    ("count", "arguments"),
    [
        (add_working_days, (LAST_DAY, 1)),
        (add_working_days, (day("2026-11-20"), 10**9)),
        (add_working_days, (CHINA.first, -1)),
        (add_working_days, (BEFORE, 1)),
        (add_working_days, (AFTER, -1)),
        (add_days, (LAST_DAY, 1)),
        (add_days, (LAST_DAY, 10**30)),
        (add_days, (CHINA.first, -1)),
        (add_months, (LAST_DAY, 1)),
        (add_months, (LAST_DAY, 10**30)),
        (add_months, (CHINA.first, -1)),
        (hours, (10**30,)),
        (next_working_day, (AFTER,)),
        (previous_working_day, (BEFORE,)),
        (days_between, (BEFORE, LAST_DAY)),
        (days_between, (LAST_DAY, AFTER)),
        (working_days_between, (BEFORE, LAST_DAY)),
        (working_days_between, (LAST_DAY, AFTER)),
        (end_of_day, (AFTER,)),
        (local_date, (datetime(2037, 1, 1, tzinfo=UTC),)),
        (local_date, (datetime.max.replace(tzinfo=UTC),)),
    ],
)
def test_past_the_ends_of_a_calendar_there_is_an_error_that_names_them_and_a_way_out(count, arguments):
    with pytest.raises(CalendarError, match=r"cn \(cn-2026\) has no days outside 2004-01-01 to 2036-12-31.*Check the"):
        count(CHINA, *arguments)


def test_a_calendar_without_working_days_is_an_error_and_no_endless_search():
    """K7 of the hard cases."""
    nothing = evolve(CHINA, working=())
    with pytest.raises(CalendarError):
        add_working_days(nothing, day("2026-05-03"), 1)
    with pytest.raises(CalendarError):
        next_working_day(nothing, day("2026-05-03"))


def test_a_day_is_the_one_of_the_calendars_zone():
    evening = datetime(2026, 5, 5, 16, 0, tzinfo=UTC)
    assert local_date(CHINA, evening) == day("2026-05-06")
    assert local_date(CHINA, evening - timedelta(microseconds=1)) == day("2026-05-05")
    assert local_date(load("weekdays"), evening) == day("2026-05-05")


def test_a_day_ends_at_24_00_in_the_calendars_zone():
    assert end_of_day(CHINA, day("2026-05-06")) == datetime(2026, 5, 6, 15, 59, 59, 999999, tzinfo=UTC)
    assert end_of_day(CHINA, day("2026-05-06")).tzinfo is UTC


@pytest.mark.parametrize(
    ("zone", "date_", "end"),
    [
        ("Europe/Berlin", "2026-03-29", "2026-03-29T22:00+00:00"),
        ("Europe/Berlin", "2026-10-25", "2026-10-25T23:00+00:00"),
        ("America/New_York", "2025-11-02", "2025-11-03T05:00+00:00"),
        ("Australia/Lord_Howe", "2026-04-05", "2026-04-05T13:30+00:00"),
        ("America/Sao_Paulo", "2018-11-03", "2018-11-04T03:00+00:00"),
        ("America/Sao_Paulo", "2018-02-17", "2018-02-18T03:00+00:00"),
        ("America/Havana", "2018-11-03", "2018-11-04T04:00+00:00"),
        ("America/Nuuk", "2024-03-30", "2024-03-31T01:00+00:00"),
        ("America/Nuuk", "2024-10-26", "2024-10-27T02:00+00:00"),
        ("Pacific/Apia", "2011-12-29", "2011-12-30T10:00+00:00"),
    ],
)
def test_a_day_ends_where_the_next_begins_also_when_clocks_change(zone, date_, end):
    """Summer time that begins or ends in the day, at its very end (twice 23:00), and a day left out."""
    abroad = evolve(CHINA, zone=ZoneInfo(zone))
    assert end_of_day(abroad, day(date_)) == datetime.fromisoformat(end) - timedelta(microseconds=1)
