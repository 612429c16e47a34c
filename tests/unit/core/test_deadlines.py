"""When a promise falls due and its rungs are reached: the dates of the acceptance scenarios."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve

from rectiflow.calendars.bundled import load
from rectiflow.core.calendars import end_of_day
from rectiflow.core.deadlines import allowed, due, period_end, period_start
from rectiflow.core.deadlines import rung_instant as reached
from rectiflow.errors import CalendarError
from rectiflow.model.condition import undecided
from rectiflow.model.promise import Allowance, Anchor, Deadline
from rectiflow.model.timing import CALENDAR_YEARS, Clock, Moment, Period, Span

CHINA = load("cn")
LONDON = evolve(load("weekdays"), zone=ZoneInfo("Europe/London"))


def rung_instant(moment, promise, started, fields, calendar):
    end = due(promise, started, fields, calendar)
    return None if end is None else reached(moment, started, end, calendar)


def at(text):
    """Read a local time in China: a day stands for ten o'clock in the morning."""
    return datetime.fromisoformat(text if "T" in text else f"{text}T10:00").replace(tzinfo=CHINA.zone)


def day(text):
    return date.fromisoformat(text)


def end_of(text):
    return end_of_day(CHINA, day(text))


def period(text):
    amount, unit = text.split(" ", 1)
    return Period(int(amount), unit)


def deadline(within=None, due=None):
    return Deadline(
        name="handle",
        zh="办理时限",
        en="Handling",
        runs_in=("open",),
        within=None if within is None else period(within),
        due=due,
    )


def clock(start, *pauses):
    return Clock(
        occurrence=1, started_at=at(start), pauses=tuple(Span(at(begun), at(ended)) for begun, ended in pauses)
    )


@pytest.mark.parametrize(
    ("scenario", "start", "within", "nominal", "effective"),
    [
        ("S01", "2025-09-26", "5 working days", "2025-10-10", "2025-10-10"),
        ("S02", "2025-09-24", "15 working days", "2025-10-21", "2025-10-21"),
        ("S08", "2026-02-11", "5 working days", "2026-02-25", "2026-02-25"),
        ("S09", "2026-02-02", "20 working days", "2026-03-06", "2026-03-06"),
        ("S11", "2026-04-27", "10 working days", "2026-05-13", "2026-05-13"),
        ("S16 accept", "2026-04-20", "15 days", "2026-05-05", "2026-05-06"),
        ("S16 decide", "2026-05-06", "60 days", "2026-07-05", "2026-07-06"),
        ("S16 at most", "2026-05-06", "90 days", "2026-08-04", "2026-08-04"),
        ("S17", "2026-04-29", "5 working days", "2026-05-09", "2026-05-09"),
        ("S23 contact", "2026-04-30", "1 working days", "2026-05-06", "2026-05-06"),
        ("S23 rectify", "2026-04-30", "15 working days", "2026-05-25", "2026-05-25"),
        ("S27 plan", "2026-06-30", "15 days", "2026-07-15", "2026-07-15"),
        ("S27 report", "2026-06-30", "3 months", "2026-09-30", "2026-09-30"),
        ("S35 statement", "2026-01-15", "5 working days", "2026-01-22", "2026-01-22"),
        ("S35 effect", "2026-01-15", "6 months", "2026-07-15", "2026-07-15"),
        ("S39", "2026-01-05", "30 working days", "2026-02-14", "2026-02-14"),
        ("S41", "2026-01-29", "20 working days", "2026-03-04", "2026-03-04"),
    ],
)
def test_a_budget_in_days_is_due_at_the_end_of_its_last_day(scenario, start, within, nominal, effective):
    found = due(deadline(within), clock(start), {}, CHINA)
    assert (found.nominal, found.effective) == (day(nominal), day(effective)), scenario
    assert found.instant == end_of(effective)
    assert found.provisional is None


def test_the_hour_of_the_start_does_not_matter_to_days_but_its_local_day_does():
    last_minute, midnight = period_end(period("5 working days"), at("2025-09-26T23:59"), CHINA), at("2025-09-27T00:00")
    assert last_minute == period_end(period("5 working days"), at("2025-09-26T00:00"), CHINA)
    assert period_end(period("5 days"), midnight, CHINA).nominal == day("2025-10-02")
    assert period_end(period("5 days"), midnight.astimezone(UTC), CHINA).nominal == day("2025-10-02")


@pytest.mark.parametrize(("within", "end"), [("2 hours", "2026-10-02T01:30"), ("24 hours", "2026-10-02T23:30")])
def test_hours_run_on_through_holidays_and_give_instants(within, end):
    """S04: registered on National Day, half an hour before midnight."""
    found = due(deadline(within), clock("2026-10-01T23:30"), {}, CHINA)
    assert found.nominal == found.effective == found.instant == at(end)
    assert found.instant.tzinfo is UTC
    assert found.provisional is None


def test_natural_hours_are_not_bent_by_summer_time():
    noon = datetime(2026, 3, 28, 12, tzinfo=LONDON.zone)
    assert period_end(period("24 hours"), noon, LONDON).instant == datetime(2026, 3, 29, 12, tzinfo=UTC)
    after = datetime(2026, 3, 29, 13, tzinfo=LONDON.zone)
    assert period_start(period("24 hours"), after, LONDON).instant == datetime(2026, 3, 28, 12, tzinfo=UTC)


def test_beyond_the_published_year_a_due_date_is_provisional_and_says_why():
    """S06: the notice for 2027 is not out yet."""
    found = due(deadline("5 working days"), clock("2026-12-28"), {}, CHINA)
    assert found.effective == day("2027-01-05")
    assert found.provisional is not None
    assert found.provisional.words("zh") == "日历未覆盖2027年"
    assert found.provisional.words("en") == "calendar cn covers up to 2026-12-31, not 2027-01-05"


@pytest.mark.parametrize(
    ("start", "within", "effective", "firm"),
    [
        ("2026-12-24", "5 working days", "2026-12-31", True),
        ("2026-12-24", "6 working days", "2027-01-04", False),
        ("2026-12-24", "7 days", "2026-12-31", True),
        ("2026-12-24", "8 days", "2027-01-04", False),
        ("2026-11-30", "1 months", "2026-12-30", True),
        ("2026-12-04", "1 months", "2027-01-04", False),
    ],
)
def test_a_due_date_is_firm_exactly_as_long_as_the_calendar_is_known(start, within, effective, firm):
    found = due(deadline(within), clock(start), {}, CHINA)
    assert found.effective == day(effective)
    assert (found.provisional is None) == firm


@pytest.mark.parametrize(
    ("scenario", "end", "before", "nominal", "effective"),
    [
        ("S07 comment", "2026-06-26", "20 days", "2026-06-06", "2026-06-05"),
        ("S07 committee", "2026-06-26", "10 days", "2026-06-16", "2026-06-16"),
        ("S07 members", "2026-06-26", "7 days", "2026-06-19", "2026-06-18"),
        ("S44", "2026-05-20", "10 working days", "2026-05-07", "2026-05-07"),
        ("a clipped month", "2026-03-31", "1 months", "2026-02-28", "2026-02-28"),
    ],
)
def test_a_period_counted_back_rolls_back(scenario, end, before, nominal, effective):
    found = period_start(period(before), at(end), CHINA)
    assert (found.nominal, found.effective) == (day(nominal), day(effective)), scenario
    assert found.instant == end_of(effective)
    assert found.provisional is None


def test_hours_counted_back_are_natural():
    found = period_start(period("24 hours"), at("2026-05-06T09:00"), CHINA)
    assert found.nominal == found.effective == found.instant == at("2026-05-05T09:00")


@pytest.mark.parametrize(
    ("end", "before", "effective", "firm"),
    [
        ("2027-01-11", "10 working days", "2026-12-25", False),
        ("2027-01-10", "20 days", "2026-12-21", True),
        ("2027-01-08", "7 days", "2026-12-31", False),
    ],
)
def test_counting_back_is_provisional_where_unknown_days_were_counted_or_rolled_over(end, before, effective, firm):
    """Working days count each day of January; a span of days only asks about the day it ends on."""
    found = period_start(period(before), at(end), CHINA)
    assert found.effective == day(effective)
    assert (found.provisional is None) == firm


def test_a_date_field_is_due_at_its_end_even_on_a_day_off():
    found = due(deadline(due="promised"), clock("2026-03-02"), {"promised": "2026-05-03"}, CHINA)
    assert (found.nominal, found.effective, found.instant) == (
        day("2026-05-03"),
        day("2026-05-03"),
        end_of("2026-05-03"),
    )


def test_a_fixed_date_in_an_unpublished_year_is_firm_because_nothing_can_move_it():
    found = due(deadline(due="promised"), clock("2026-03-02"), {"promised": "2027-01-05"}, CHINA)
    assert found.provisional is None


def test_an_instant_field_is_due_at_that_instant():
    found = due(deadline(due="promised"), clock("2026-03-02"), {"promised": "2026-05-03T17:30:00+08:00"}, CHINA)
    assert found.instant == datetime(2026, 5, 3, 9, 30, tzinfo=UTC)
    assert found.nominal == found.effective == found.instant


@pytest.mark.parametrize("fields", [{}, {"promised": None}])
def test_while_the_field_has_no_value_nothing_is_due(fields):
    assert due(deadline(due="promised"), clock("2026-03-02"), fields, CHINA) is None
    assert rung_instant(Moment(percent=90), deadline(due="promised"), clock("2026-03-02"), fields, CHINA) is None


@pytest.mark.parametrize("value", ["soon", "2026-13-01", "2026-05-03T17:30:00", "", ["2026-05-03"], True])
def test_a_field_without_a_date_is_an_error_that_names_the_field_and_the_way_out(value):
    with pytest.raises(CalendarError, match=r"Field 'promised' holds .* Write it like 2026-06-26"):
        due(deadline(due="promised"), clock("2026-03-02"), {"promised": value}, CHINA)


@pytest.mark.parametrize(
    "value", ["9999-12-31", "0001-01-01", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00"]
)
def test_a_date_past_the_calendar_is_an_error(value):
    with pytest.raises(CalendarError, match="no days outside 2004-01-01 to 2036-12-31"):
        due(deadline(due="promised"), clock("2026-03-02"), {"promised": value}, CHINA)


@pytest.mark.parametrize(
    "within", [f"{10**n} {unit}" for n in (6, 30) for unit in ("hours", "days", "working days", "months")]
)
def test_a_period_longer_than_the_calendar_is_an_error(within):
    with pytest.raises(CalendarError):
        period_end(period(within), at("2026-03-02"), CHINA)
    with pytest.raises(CalendarError):
        period_start(period(within), at("2026-03-02"), CHINA)


@pytest.mark.parametrize(
    ("within", "pauses", "nominal", "effective"),
    [
        ("5 days", [("2026-03-03", "2026-03-05")], "2026-03-09", "2026-03-09"),
        ("5 days", [("2026-03-03T08:00", "2026-03-03T18:00")], "2026-03-07", "2026-03-09"),
        ("5 days", [("2026-03-08", "2026-03-10")], "2026-03-10", "2026-03-10"),
        ("5 working days", [("2026-03-03", "2026-03-05")], "2026-03-11", "2026-03-11"),
        ("5 working days", [("2026-03-06", "2026-03-08")], "2026-03-09", "2026-03-09"),
        ("5 working days", [("2026-03-03", "2026-03-04"), ("2026-03-05", "2026-03-06")], "2026-03-11", "2026-03-11"),
        ("5 working days", [("2026-03-09", "2026-03-14")], "2026-03-14", "2026-03-16"),
        ("1 months", [("2026-03-03", "2026-03-13")], "2026-04-12", "2026-04-13"),
    ],
)
def test_the_days_of_a_pause_are_added_to_the_budget(within, pauses, nominal, effective):
    """Started on Monday 2 March 2026; the day on which the clock runs again does not count, like a start."""
    found = due(deadline(within), clock("2026-03-02", *pauses), {}, CHINA)
    assert (found.nominal, found.effective) == (day(nominal), day(effective))


def test_hours_are_prolonged_by_the_length_of_the_pause():
    paused = clock("2026-03-02T10:00", ("2026-03-02T11:00", "2026-03-02T13:30"))
    assert due(deadline("4 hours"), paused, {}, CHINA).instant == at("2026-03-02T16:30")


def test_a_pause_in_the_hour_that_comes_twice_loses_no_second():
    """K2 of the hard cases: paused from 01:30 summer time to 01:30 winter time, one hour later."""
    zone = LONDON.zone
    twice = Span(datetime(2026, 10, 25, 1, 30, tzinfo=zone), datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=zone))
    start = datetime(2026, 10, 25, 0, 30, tzinfo=zone)
    end = period_end(period("4 hours"), start, LONDON, [twice]).instant
    assert end - start.astimezone(UTC) == timedelta(hours=5)


def test_hours_after_a_pause_are_not_bent_by_summer_time_either():
    start, begun, ended = (datetime(2026, 10, 24, hour, tzinfo=LONDON.zone) for hour in (20, 22, 23))
    end = period_end(period("6 hours"), start, LONDON, [Span(begun, ended)])
    assert end.instant == datetime(2026, 10, 25, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("within", "begun", "ended", "end"),
    [
        ("4 hours", "2026-03-02T14:00", "2026-03-03T10:00", "2026-03-03T10:00"),
        ("5 working days", "2026-03-09T17:00", "2026-03-11T10:00", "2026-03-11T23:59:59.999999"),
        ("5 days", "2026-03-09T17:00", "2026-03-11T10:00", "2026-03-11T23:59:59.999999"),
    ],
)
def test_a_pause_that_begins_at_the_last_moment_still_counts(within, begun, ended, end):
    """Started on Monday 2 March at ten; the five days end on Saturday and so on Monday the 9th."""
    assert due(deadline(within), clock("2026-03-02", (begun, ended)), {}, CHINA).instant == at(end)


@pytest.mark.parametrize("within", ["60 hours", "5 days", "5 working days", "1 months"])
def test_pauses_count_once_in_whatever_order_they_are_told_and_however_they_overlap(within):
    first, second, across = ("2026-03-03", "2026-03-04"), ("2026-03-05", "2026-03-07"), ("2026-03-06", "2026-03-07")
    expected = due(deadline(within), clock("2026-03-02", first, second), {}, CHINA)
    assert due(deadline(within), clock("2026-03-02", second, first), {}, CHINA) == expected
    assert due(deadline(within), clock("2026-03-02", first, second, across), {}, CHINA) == expected


@pytest.mark.parametrize("within", ["4 hours", "5 days", "5 working days", "1 months"])
def test_a_pause_after_the_due_date_leaves_what_was_missed_missed(within):
    before, after = clock("2026-03-02"), clock("2026-03-02", ("2026-05-11", "2026-05-20"))
    assert due(deadline(within), after, {}, CHINA) == due(deadline(within), before, {}, CHINA)


def test_a_fixed_date_is_not_prolonged_by_a_pause():
    paused = clock("2026-03-02", ("2026-03-03", "2026-03-10"))
    assert due(deadline(due="promised"), paused, {"promised": "2026-03-13"}, CHINA).effective == day("2026-03-13")


@pytest.mark.parametrize(
    ("within", "percent", "reached"),
    [
        ("10 working days", 90, "2026-05-12"),
        ("10 working days", 50, "2026-05-07"),
        ("10 working days", 51, "2026-05-08"),
        ("10 working days", 100, "2026-05-13"),
        ("10 working days", 101, "2026-05-14"),
        ("5 working days", 90, "2026-05-07"),
        ("5 working days", 80, "2026-05-06"),
        ("1 working days", 1, "2026-04-28"),
        ("10 days", 40, "2026-05-01"),
        ("10 days", 90, "2026-05-06"),
        ("5 days", 90, "2026-05-06"),
        ("5 days", 120, "2026-05-07"),
        ("1 months", 50, "2026-05-12"),
        ("1 months", 99, "2026-05-27"),
    ],
)
def test_a_share_of_days_is_reached_at_the_end_of_the_day_that_completes_it(within, percent, reached):
    """S11 from Monday 27 April 2026: 90 % of 10 working days is the end of the 9th; of 5, of the 5th."""
    found = rung_instant(Moment(percent=percent), deadline(within), clock("2026-04-27"), {}, CHINA)
    assert found == end_of(reached)


def test_the_share_that_is_the_last_day_is_the_due_instant_also_when_that_rolls():
    """Five days from 27 April end on 2 May, in the holiday, and so on 6 May."""
    promise, started = deadline("5 days"), clock("2026-04-27")
    last = rung_instant(Moment(percent=90), promise, started, {}, CHINA)
    assert last == due(promise, started, {}, CHINA).instant == end_of("2026-05-06")


def test_a_share_of_hours_is_proportional_and_leaves_pauses_out():
    paused = clock("2026-03-02T10:00", ("2026-03-02T11:00", "2026-03-02T12:00"))
    instants = [rung_instant(Moment(percent=p), deadline("4 hours"), paused, {}, CHINA) for p in (10, 50, 90, 100, 125)]
    expected = ["2026-03-02T10:24", "2026-03-02T13:00", "2026-03-02T14:36", "2026-03-02T15:00", "2026-03-02T16:00"]
    assert instants == [at(text) for text in expected]


def test_a_share_of_working_days_leaves_pauses_out():
    paused = clock("2026-04-27", ("2026-04-28", "2026-05-06"))
    assert rung_instant(Moment(percent=50), deadline("10 working days"), paused, {}, CHINA) == end_of("2026-05-11")
    assert rung_instant(Moment(percent=10), deadline("10 working days"), paused, {}, CHINA) == end_of("2026-05-06")


@pytest.mark.parametrize(
    ("promised", "percent", "reached"),
    [
        ("2026-03-12", 50, "2026-03-07T23:59:59.999999"),
        ("2026-03-12", 51, "2026-03-08T23:59:59.999999"),
        ("2026-03-12", 100, "2026-03-12T23:59:59.999999"),
        ("2026-03-02", 50, "2026-03-02T23:59:59.999999"),
        ("2026-02-20", 50, "2026-02-20T23:59:59.999999"),
        ("2026-03-02T20:00:00+08:00", 90, "2026-03-02T19:00"),
        ("2026-03-02T20:00:00+08:00", 100, "2026-03-02T20:00"),
        ("2026-03-01T20:00:00+08:00", 50, "2026-03-01T20:00"),
    ],
)
def test_a_share_until_a_fixed_point_is_of_whole_days_or_of_time_and_due_when_that_is_past(promised, percent, reached):
    found = rung_instant(
        Moment(percent=percent), deadline(due="promised"), clock("2026-03-02"), {"promised": promised}, CHINA
    )
    assert found == at(reached)


@pytest.mark.parametrize(
    ("moment", "reached"),
    [
        (Moment(offset=Period(0, "days")), "2025-10-10T23:59:59.999999"),
        (Moment(offset=Period(5, "working days")), "2025-10-16T23:59:59.999999"),
        (Moment(offset=Period(1, "days")), "2025-10-11T23:59:59.999999"),
        (Moment(offset=Period(2, "days")), "2025-10-12T23:59:59.999999"),
        (Moment(offset=Period(1, "months")), "2025-11-10T23:59:59.999999"),
        (Moment(offset=Period(2, "hours")), "2025-10-11T01:59:59.999999"),
        (Moment(offset=Period(2, "working days"), before=True), "2025-09-30T23:59:59.999999"),
        (Moment(offset=Period(3, "days"), before=True), "2025-10-07T23:59:59.999999"),
        (Moment(offset=Period(1, "months"), before=True), "2025-09-10T23:59:59.999999"),
        (Moment(offset=Period(2, "hours"), before=True), "2025-10-10T21:59:59.999999"),
    ],
    ids=str,
)
def test_an_offset_counts_from_the_effective_due_date_in_its_own_unit(moment, reached):
    """S22: due on 2025-10-10; five working days later is the 16th, over a make-up Saturday."""
    assert rung_instant(moment, deadline("5 working days"), clock("2025-09-26"), {}, CHINA) == at(reached)


def test_an_offset_in_days_from_an_instant_counts_from_its_local_day():
    found = rung_instant(
        Moment(offset=Period(1, "working days")), deadline("2 hours"), clock("2026-04-30T23:30"), {}, CHINA
    )
    assert found == end_of("2026-05-06")


@pytest.mark.parametrize(
    ("moment", "reached"),
    [
        (Moment(offset=Period(5, "working days")), "2026-03-18T23:59:59.999999"),
        (Moment(offset=Period(5, "days")), "2026-03-16T23:59:59.999999"),
        (Moment(offset=Period(36, "hours")), "2026-03-13T11:59:59.999999"),
        (Moment(percent=200), "2026-03-18T23:59:59.999999"),
    ],
    ids=str,
)
def test_a_pause_after_due_holds_up_the_rungs_that_follow(moment, reached):
    """Due at the end of Monday 9 March; the clock stood still from Wednesday at ten to Friday at ten."""
    paused = clock("2026-03-02", ("2026-03-11T10:00", "2026-03-13T10:00"))
    assert due(deadline("5 working days"), paused, {}, CHINA).effective == day("2026-03-09")
    assert rung_instant(moment, deadline("5 working days"), paused, {}, CHINA) == at(reached)


@pytest.mark.parametrize(("offset", "reached"), [("5 working days", "2026-03-18"), ("5 days", "2026-03-16")])
def test_a_pause_before_due_moves_due_and_the_rungs_after_it_just_once(offset, reached):
    """Five working days from 2 March, two of them paused: due on Wednesday the 11th."""
    paused = clock("2026-03-02", ("2026-03-03", "2026-03-05"))
    found = rung_instant(Moment(offset=period(offset)), deadline("5 working days"), paused, {}, CHINA)
    assert due(deadline("5 working days"), paused, {}, CHINA).effective == day("2026-03-11")
    assert found == end_of(reached)


class TestAllowances:
    """The first allowance that holds counts; where that can't be told, the shortest."""

    def end(self, *within, fields=None, judge=undecided):
        promise = evolve(deadline(), within=within)
        counting = evolve(clock("2026-03-02"), allowed=allowed(promise, fields or {}, judge))
        found = due(promise, counting, fields or {}, CHINA)
        return None if found is None else str(found.effective)

    SIMPLE = Allowance(when={"procedure": "simple"}, allow=Period(10, "working days"))
    USUAL = Allowance(allow=Period(60, "days"))

    def test_the_first_that_holds_counts(self):
        assert self.end(self.SIMPLE, self.USUAL, fields={"procedure": "simple"}) == "2026-03-16"
        assert self.end(self.SIMPLE, self.USUAL) == "2026-05-06"
        assert self.end(self.SIMPLE) is None

    @pytest.mark.parametrize(("told", "ends"), [(True, "2026-05-06"), (False, "2026-03-16"), (None, "2026-03-16")])
    def test_where_that_cant_be_told_the_shortest_counts(self, told, ends):
        long = Allowance(when="issue.grave", allow=Period(60, "days"))
        short = Allowance(allow=Period(10, "working days"))
        assert self.end(long, short, judge=lambda *_: told) == ends

    def test_the_one_that_cant_be_told_may_be_the_shortest(self):
        short = Allowance(when="issue.simple", allow=Period(10, "working days"))
        assert self.end(short, self.USUAL) == "2026-03-16"

    def test_what_holds_for_certain_ends_the_search(self):
        doubtful = Allowance(when="issue.grave", allow=Period(60, "days"))
        never = Allowance(allow=Period(1, "days"))
        assert self.end(doubtful, Allowance(allow=Period(10, "working days")), never) == "2026-03-16"

    @pytest.mark.parametrize(
        ("finish", "ends"), [("2026-04-01", "2026-04-01"), ("2026-07-01", "2026-06-02"), (None, "2026-06-02")]
    )
    def test_a_field_counts_up_to_the_longest_that_is_allowed(self, finish, ends):
        until = Allowance(until="finish_by", at_most=Period(3, "months"))
        assert self.end(until, fields={"finish_by": finish}) == ends

    def test_a_percentage_is_a_share_of_the_allowance_that_counts(self):
        promise = evolve(deadline(), within=(self.SIMPLE, self.USUAL))
        found = rung_instant(Moment(percent=90), promise, evolve(clock("2026-03-02"), allowed=(0,)), {}, CHINA)
        assert found == end_of("2026-03-13")


@pytest.mark.parametrize(
    ("before", "last"), [("20 days", "2026-06-05"), ("10 days", "2026-06-16"), ("7 days", "2026-06-18")]
)
def test_s07_what_is_due_before_a_day_counts_back_from_it(before, last):
    promise = evolve(deadline(), due=Anchor("meeting", period(before)))
    assert str(due(promise, clock("2026-03-02"), {"meeting": "2026-06-26"}, CHINA).effective) == last
    assert due(promise, clock("2026-03-02"), {}, CHINA) is None


def test_years_are_counted_as_twelve_months_and_other_units_are_refused():
    assert str(due(deadline("1 years"), clock("2025-02-27"), {}, CHINA).nominal) == "2026-02-27"
    for unit in ("working hours", CALENDAR_YEARS):
        with pytest.raises(CalendarError, match="can't count"):
            period_end(Period(1, unit), at("2026-03-02"), CHINA)
