"""Event logs as they come: CSV, XES and XES.gz, read as a stream. 事件日志。

However long the log, one event is in memory at a time.
"""

import csv
import gzip
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from attrs import field, frozen

from rectiflow.errors import LogError
from rectiflow.model.timing import aware
from rectiflow.replay.xes import GARBLED, read_xes

Place = tuple[str, Mapping[str, str]]
"""Where an event stands in the log, in words, and its text column by column."""

SEPARATOR = " / "
"""What joins the columns of an activity that is made of several."""


@frozen(kw_only=True)
class Columns:
    """Which columns say what; without more, those that XES names.

    `activity` may be several columns, joined by ` / `. `zone` is the time zone of times that come
    without an offset.
    """

    case: str = "case:concept:name"
    activity: tuple[str, ...] = ("concept:name",)
    actor: str = "org:resource"
    group: str = "org:group"
    at: str = "time:timestamp"
    zone: ZoneInfo | None = None


@frozen(kw_only=True)
class Event:
    """One thing that happened to a case, the `index`-th of it (from 1). 事件。

    `at` is in UTC. `attributes` holds the text of all columns; those of the whole case begin with
    `case:`.
    """

    case: str
    index: int
    activity: str
    at: datetime = field(validator=aware)
    actor: str
    group: str
    attributes: Mapping[str, str]


def read_events(log: Path, columns: Columns) -> Iterator[Event]:
    """Read the events of `log` in its own order; the suffix (.csv, .xes, .xes.gz) tells the format.

    Raises LogError with the position and the way out when the log is missing, cut off, garbled, or
    lacks something that every event must have.
    """
    seen: Counter[str] = Counter()
    with _translated(log):
        for place, cells in _reader(log)(log):
            row = _Row(log, place, cells)
            case = row.text(columns.case)
            seen[case] += 1
            yield Event(
                case=case,
                index=seen[case],
                activity=SEPARATOR.join(row.text(column) for column in columns.activity),
                at=row.instant(columns.at, columns.zone),
                actor=row.text(columns.actor),
                group=cells.get(columns.group, ""),
                attributes=cells,
            )
    if not seen:
        raise LogError(file=str(log), what="it holds no event", fix="Give a log with at least one case")


@frozen
class _Row:
    """The text of one event, column by column, and where it stands in which log."""

    log: Path
    place: str
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """Give what a column says; it must say something."""
        if self.cells.get(column):
            return self.cells[column]
        if column in self.cells:
            raise self._error(f"nothing in '{column}'", "Every event needs it: mend the log, or map another column")
        raise self._error(f"no column '{column}'", f"Map one of these under `log`: {', '.join(self.cells)}")

    def instant(self, column: str, zone: ZoneInfo | None) -> datetime:
        """Give the instant in a column, in UTC; `zone` is for times without an offset."""
        text = self.text(column)
        at = _parse(text)
        if at is None:
            raise self._error(f"'{column}' is {text!r}, no instant", "Write it like 2026-03-02T09:00:00+08:00")
        if at.tzinfo is None and zone is None:
            raise self._error(f"'{column}' is {text!r}, without an offset", "Give its time zone as `zone` under `log`")
        return at.replace(tzinfo=at.tzinfo or zone).astimezone(UTC)

    def _error(self, what: str, fix: str) -> LogError:
        return LogError(file=str(self.log), what=f"{self.place}: {what}", fix=fix)


def _parse(text: str) -> datetime | None:
    """Read an ISO 8601 instant; None when it is none, or lies at the ends of the calendar."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if MINYEAR < at.year < MAXYEAR else None


def _csv(log: Path) -> Iterator[Place]:
    with log.open(encoding="utf-8-sig", newline="") as text:
        reader = csv.DictReader(text, strict=True)
        while (cells := _next_row(log, reader)) is not None:
            yield f"line {reader.line_num}", cells


def _next_row(log: Path, reader: "csv.DictReader[str]") -> dict[str, str] | None:
    try:
        cells = next(reader, None)
    except csv.Error as error:
        raise _garbled(log, reader) from error
    if cells is not None and (None in cells or None in cells.values()):
        raise _garbled(log, reader)
    return cells


def _garbled(log: Path, reader: "csv.DictReader[str]") -> LogError:
    return LogError(file=str(log), what=f"line {reader.reader.line_num}: no whole row of CSV", fix=GARBLED)


def _xes(log: Path) -> Iterator[Place]:
    with log.open("rb") as source:
        yield from read_xes(source.read, str(log))


def _xes_gz(log: Path) -> Iterator[Place]:
    with gzip.open(log) as source:
        yield from read_xes(source.read, str(log))


_FORMATS: dict[str, Callable[[Path], Iterator[Place]]] = {".csv": _csv, ".xes": _xes, ".xes.gz": _xes_gz}


def _reader(log: Path) -> Callable[[Path], Iterator[Place]]:
    for suffix, read in _FORMATS.items():
        if log.name.lower().endswith(suffix):
            return read
    raise LogError(file=str(log), what="unknown format", fix=f"Give a log whose name ends in {', '.join(_FORMATS)}")


@contextmanager
def _translated(log: Path) -> Iterator[None]:
    """Say it as a LogError when the log can't be opened, unpacked or decoded."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise LogError(file=str(log), what="its compressed data is cut off or garbled", fix=GARBLED) from error
    except UnicodeDecodeError as error:
        raise LogError(file=str(log), what="it holds bytes that are no UTF-8", fix="Save the log as UTF-8") from error
    except OSError as error:
        what = f"it can't be read ({error.strerror})"
        raise LogError(file=str(log), what=what, fix="Check the path and the permissions") from error
