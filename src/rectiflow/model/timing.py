"""Time as values: periods, calendars, clocks and due dates. 时限与日历。"""

from bisect import bisect_left
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from attrs import Attribute, field, frozen


def aware(_: object, attribute: "Attribute[datetime]", value: datetime | None) -> None:
    """Refuse a naive datetime: instants carry their offset, always."""
    if value is not None:
        check_aware(attribute.name, value)


def check_aware(name: str, instant: datetime) -> None:
    """Raise ValueError, which calls it `name`, where `instant` is naive.

    >>> check_aware("until", datetime(2026, 3, 2, 9))
    Traceback (most recent call last):
    ValueError: until must be an aware datetime, not the naive 2026-03-02T09:00:00
    """
    if instant.tzinfo is None:
        message = f"{name} must be an aware datetime, not the naive {instant.isoformat()}"
        raise ValueError(message)


def write_instant(instant: datetime) -> str:
    """Write an aware instant as sortable text in UTC with microseconds.

    >>> from datetime import timezone
    >>> write_instant(datetime(2026, 3, 2, tzinfo=timezone.utc))
    '2026-03-02T00:00:00.000000Z'
    """
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def read_instant(text: str) -> datetime:
    """Read an instant that `write_instant` wrote, or any ISO 8601 text with an offset.

    Raises ValueError when the text is no instant or has no offset.
    """
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        message = f"'{text}' has no offset from UTC"
        raise ValueError(message)
    return instant.astimezone(UTC)


UNITS = ("hours", "working hours", "days", "working days", "months", "years")
"""The units a period may have: natural hours, office hours, calendar days, working days, months, years."""

CALENDAR_YEARS = "calendar years"
"""The unit of `calendar year`: until the year ends, and only ever one of them."""


@frozen
class Period:
    """A length of time with its own unit, such as `5 working days`. 期间。"""

    amount: int
    unit: str

    def __str__(self) -> str:
        """Write the period as workflow files do.

        >>> str(Period(1, "working days"))
        '1 working day'
        """
        if self.unit == CALENDAR_YEARS:
            return "calendar year"
        return f"{self.amount} {self.unit[:-1] if self.amount == 1 else self.unit}"


@frozen
class Moment:
    """When a rung is reached: a share of the budget, or an offset from the due instant. 梯级时点。

    Either `percent` is given, or `offset`, which counts forward from due, or back when `before`.
    `Moment(offset=Period(0, "days"))` is the due instant itself.
    """

    percent: int | None = None
    offset: Period | None = None
    before: bool = False

    def __str__(self) -> str:
        """Write the moment as workflow files do.

        >>> str(Moment(percent=90)), str(Moment(offset=Period(5, "working days")))
        ('90%', 'due + 5 working days')
        """
        if self.offset is None:
            return f"{self.percent}%"
        return f"due {'-' if self.before else '+'} {self.offset}" if self.offset.amount else "due"


@frozen(eq=False)
class Calendar:
    """Working time as a frozen value: which days are worked, and how far we know. 工作日历。

    `working` holds the sorted proleptic ordinals (`date.toordinal`) of all working days from
    `first` to `last`. Days after `covers_until` are a guess, so a due date there is provisional.
    Two calendars are the same when their digests are.
    """

    name: str
    version: str
    zone: ZoneInfo
    first: date
    last: date
    covers_until: date
    working: tuple[int, ...]
    digest: str

    def works_on(self, day: date) -> bool:
        """Tell whether `day` (a local date within first..last) is worked."""
        ordinal = day.toordinal()
        at = bisect_left(self.working, ordinal)
        return at < len(self.working) and self.working[at] == ordinal


@frozen
class Span:
    """A stretch of time during which a clock stood still. 中止期间。"""

    start: datetime = field(validator=aware)
    end: datetime = field(validator=aware)


@frozen
class Clock:
    """How one deadline of one issue has run so far; its due date follows from this. 计时。

    `occurrence` counts the cycles from 1. `stopped_at` is None while the clock runs. `fired` names
    the alarms of this occurrence that went off already, or were passed over by a change of version
    ("missed", or what `Deadline.steps` calls a rung). A clock that is `paused` has
    stopped only for a while. `allowed` are the positions of the allowances that count, the shortest of
    them; None where there is but one. `missed_at` is when this occurrence was missed, `met` the verdict
    with which the clock stopped last.
    """

    occurrence: int
    started_at: datetime = field(validator=aware)
    stopped_at: datetime | None = field(default=None, validator=aware)
    pauses: tuple[Span, ...] = ()
    fired: tuple[str, ...] = ()
    paused: bool = False
    allowed: tuple[int, ...] | None = None
    missed_at: datetime | None = field(default=None, validator=aware)
    met: bool | None = None

    @property
    def running(self) -> bool:
        """Whether the clock runs now."""
        return self.stopped_at is None


@frozen
class Doubt:
    """Why a date may still move: it was counted over days that no notice has settled yet. 暂定的理由。"""

    calendar: str
    covers_until: date
    day: date

    def words(self, language: str) -> str:
        """Say it in `language` ("zh" or "en").

        >>> Doubt("cn", date(2026, 12, 31), date(2027, 1, 5)).words("zh")
        '日历未覆盖2027年'
        """
        if language == "zh":
            return f"日历未覆盖{self.day.year}年"
        return f"calendar {self.calendar} covers up to {self.covers_until}, not {self.day}"


@frozen
class Due:
    """A due date that can be relied on, or says why not. 到期。

    `nominal` is what plain counting gives and `effective` what counts after rolling off a
    non-working day; both are local dates, except for hours, where both are instants.
    `instant` (UTC) is the last moment in time. `provisional` says why the date may still move.
    `budget` is the period that was counted, None where the date is fixed.
    """

    nominal: date
    effective: date
    instant: datetime = field(validator=aware)
    provisional: Doubt | None = None
    budget: Period | None = field(default=None, eq=False)
