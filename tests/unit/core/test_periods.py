"""Periods and moments are read as people write them, and nothing else is."""

import pytest

from rectiflow.core.periods import read_moment, read_period
from rectiflow.errors import CalendarError
from rectiflow.model.timing import Moment, Period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("1 hour", Period(1, "hours")),
        ("2 hours", Period(2, "hours")),
        ("15 days", Period(15, "days")),
        ("1 working day", Period(1, "working days")),
        ("5 working days", Period(5, "working days")),
        ("3 months", Period(3, "months")),
        ("2  day", Period(2, "days")),
        ("9999 days", Period(9999, "days")),
    ],
)
def test_a_period_is_a_whole_number_and_a_unit(text, period):
    assert read_period(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "days",
        "0 days",
        "-1 days",
        "1.5 days",
        "10000 days",
        "5 workdays",
        "5days",
        "1 decade",
        "٣ days",
        "5 days\n",
    ],
)
def test_what_is_no_period_is_refused_with_a_way_out(text):
    with pytest.raises(CalendarError) as caught:
        read_period(text)
    assert caught.value.what.en == f"'{text}' is not a period"
    assert "hours, working hours, days, working days, months, years" in caught.value.fix.en


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1%", Moment(percent=1)),
        ("90%", Moment(percent=90)),
        ("100%", Moment(percent=100)),
        ("due", Moment(offset=Period(0, "days"))),
        ("due + 5 working days", Moment(offset=Period(5, "working days"))),
        ("due-1 day", Moment(offset=Period(1, "days"), before=True)),
    ],
)
def test_a_moment_is_a_share_the_due_instant_or_an_offset_from_it(text, moment):
    assert read_moment(text) == moment


@pytest.mark.parametrize("text", ["", "0%", "101%", "90", "half", "due + 0 days", "due 5 days", "5 days", "due+due"])
def test_what_is_no_moment_is_refused_with_a_way_out(text):
    with pytest.raises(CalendarError) as caught:
        read_moment(text)
    assert caught.value.fix.en.startswith("Write a ")
