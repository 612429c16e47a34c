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

from rectiflow.errors import LogError, Words, quoted
from rectiflow.model.timing import aware
from rectiflow.replay.xes import GARBLED, read_xes

Place = tuple[Words, Mapping[str, str]]
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
        raise LogError(
            file=str(log),
            what=Words("没有任何事件", "it holds no event"),
            fix=Words("请提供至少含一个案例的日志", "Give a log with at least one case"),
        )


@frozen
class _Row:
    """The text of one event, column by column, and where it stands in which log."""

    log: Path
    place: Words
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """Give what a column says; it must say something."""
        if self.cells.get(column):
            return self.cells[column]
        if column in self.cells:
            raise self._error(
                Words(f"“{column}”为空", f"nothing in '{column}'"),
                Words(
                    "每个事件都须有此值：请修补日志，或改用其他列",
                    "Every event needs it: mend the log, or map another column",
                ),
            )
        raise self._error(
            Words(f"没有“{column}”列", f"no column '{column}'"),
            Words(
                f"请在 `log` 下改用现有的列：{quoted(self.cells)}",
                f"Map one of these under `log`: {', '.join(self.cells)}",
            ),
        )

    def instant(self, column: str, zone: ZoneInfo | None) -> datetime:
        """Give the instant in a column, in UTC; `zone` is for times without an offset."""
        text = self.text(column)
        at = _parse(text)
        if at is None:
            raise self._error(
                Words(f"“{column}”的值“{text}”不是时刻", f"'{column}' is {text!r}, no instant"),
                Words("请写成 2026-03-02T09:00:00+08:00 的形式", "Write it like 2026-03-02T09:00:00+08:00"),
            )
        if at.tzinfo is None and zone is None:
            raise self._error(
                Words(f"“{column}”的值“{text}”没有时区偏移", f"'{column}' is {text!r}, without an offset"),
                Words("请在 `log` 下用 `zone` 写明时区", "Give its time zone as `zone` under `log`"),
            )
        return at.replace(tzinfo=at.tzinfo or zone).astimezone(UTC)

    def _error(self, what: Words, fix: Words) -> LogError:
        return LogError(file=str(self.log), place=self.place, what=what, fix=fix)


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
            yield _line(reader.line_num), cells


def _next_row(log: Path, reader: "csv.DictReader[str]") -> dict[str, str] | None:
    try:
        cells = next(reader, None)
    except csv.Error as error:
        raise _garbled(log, reader) from error
    if cells is not None and (None in cells or None in cells.values()):
        raise _garbled(log, reader)
    return cells


def _garbled(log: Path, reader: "csv.DictReader[str]") -> LogError:
    what = Words("不是完整的 CSV 行", "no whole row of CSV")
    return LogError(file=str(log), place=_line(reader.reader.line_num), what=what, fix=GARBLED)


def _line(number: int) -> Words:
    return Words(f"第{number}行", f"line {number}")


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
    raise LogError(
        file=str(log),
        what=Words("格式无法识别", "unknown format"),
        fix=Words(
            f"请提供文件名以 {'、'.join(_FORMATS)} 结尾的日志",
            f"Give a log whose name ends in {', '.join(_FORMATS)}",
        ),
    )


@contextmanager
def _translated(log: Path) -> Iterator[None]:
    """Say it as a LogError when the log can't be opened, unpacked or decoded."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        what = Words("压缩数据中断或损坏", "its compressed data is cut off or garbled")
        raise LogError(file=str(log), what=what, fix=GARBLED) from error
    except UnicodeDecodeError as error:
        what = Words("含有不属于 UTF-8 编码的字节", "it holds bytes that are no UTF-8")
        fix = Words("请将日志另存为 UTF-8 编码", "Save the log as UTF-8")
        raise LogError(file=str(log), what=what, fix=fix) from error
    except OSError as error:
        what = Words(f"无法读取（系统提示“{error.strerror}”）", f"it can't be read ({error.strerror})")
        fix = Words("请检查路径与权限", "Check the path and the permissions")
        raise LogError(file=str(log), what=what, fix=fix) from error
