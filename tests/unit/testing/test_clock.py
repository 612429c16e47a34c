"""Virtual time stands still, moves on when it is told to, and never runs back."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from rectiflow.testing.clock import VirtualClock

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_it_stands_still_until_it_is_moved_on():
    clock = VirtualClock(NINE)
    assert clock.now() == clock.now() == NINE
    clock.move_to(NINE + timedelta(hours=1))
    assert clock.now() == NINE + timedelta(hours=1)


def test_it_may_be_moved_to_where_it_stands_and_never_back():
    clock = VirtualClock(NINE)
    clock.move_to(NINE)
    with pytest.raises(ValueError, match="can't go back"):
        clock.move_to(NINE - timedelta.resolution)
    assert clock.now() == NINE


def test_it_shows_utc_whatever_it_is_told():
    clock = VirtualClock(NINE.astimezone(timezone(timedelta(hours=8))))
    assert clock.now().utcoffset() == timedelta()


@pytest.mark.parametrize("tell", [VirtualClock, VirtualClock(NINE).move_to])
def test_it_refuses_an_instant_without_an_offset(tell):
    with pytest.raises(ValueError, match="no offset"):
        tell(datetime(2026, 3, 3, 9))  # noqa: DTZ001  (that is what is refused)
