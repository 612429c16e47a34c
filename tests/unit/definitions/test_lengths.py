"""How many days a period takes holds in every calendar, whenever it begins."""

from datetime import date, timedelta

import pytest

from rectiflow.calendars.bundled import load
from rectiflow.core.calendars import add_months, add_working_days
from rectiflow.definitions.check.lengths import days
from rectiflow.model.timing import Period

CN = load("cn")
STARTS = [CN.first + timedelta(days=at) for at in range((CN.covers_until - CN.first).days - 400)]


@pytest.mark.parametrize("amount", [1, 2, 3, 5, 10, 22, 60, 120])
def test_working_days_take_no_more_and_no_fewer_days_than_they_may(amount):
    least, most = days(Period(amount, "working days"))
    taken = [(add_working_days(CN, day, amount) - day).days for day in STARTS]
    assert least <= min(taken)
    assert max(taken) <= most


@pytest.mark.parametrize("amount", [1, 2, 11])
def test_months_take_no_more_and_no_fewer_days_than_they_may(amount):
    least, most = days(Period(amount, "months"))
    taken = [(add_months(CN, day, amount) - day).days for day in STARTS]
    assert least <= min(taken)
    assert max(taken) <= most


def test_there_is_a_calendar_to_try_them_on():
    assert date(2020, 1, 23) in STARTS
