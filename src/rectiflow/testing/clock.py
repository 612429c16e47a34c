"""A clock that only moves when it is told to. 虚拟时钟。"""

from datetime import UTC, datetime


class VirtualClock:
    """Stands at an instant until it is moved on; for tests, demonstrations and replays."""

    def __init__(self, start: datetime) -> None:
        """Stand at `start`, an aware datetime; raises ValueError for a naive one."""
        self._now = _utc(start)

    def now(self) -> datetime:
        """Give the instant it stands at, in UTC."""
        return self._now

    def move_to(self, instant: datetime) -> None:
        """Move on to `instant` (aware).

        Raises ValueError when that lies in the past: time doesn't run back.

        >>> clock = VirtualClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
        >>> clock.move_to(datetime(2026, 3, 3, 9, tzinfo=UTC))
        >>> clock.now().isoformat()
        '2026-03-03T09:00:00+00:00'
        """
        if _utc(instant) < self._now:
            message = f"the clock stands at {self._now.isoformat()} and can't go back to {instant.isoformat()}"
            raise ValueError(message)
        self._now = _utc(instant)


def _utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        message = f"{instant.isoformat()} has no offset from UTC"
        raise ValueError(message)
    return instant.astimezone(UTC)
