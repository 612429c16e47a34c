"""A timeline: the records of an issue by date, for people and for programs. 时间线。"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

import attrs
import click
from attrs import frozen
from rich.cells import cell_len

from rectiflow.cli.language import Language
from rectiflow.cli.output import clean, pad, show
from rectiflow.cli.place import edition_under
from rectiflow.cli.wording import Entry, Wording, say
from rectiflow.core.calendars import local_date
from rectiflow.engine.engine import Engine
from rectiflow.model.issue import Issue
from rectiflow.model.record import Record, RecordType
from rectiflow.model.timing import Calendar
from rectiflow.model.titles import Title

WEEKDAYS = tuple(
    Title(zh=f"周{zh}", en=en)
    for zh, en in zip("一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True)
)
SATURDAY = 5

COLOURS = {
    RecordType.MISSED: "red",
    RecordType.ESCALATED: "yellow",
    RecordType.CHARGED: "yellow",
    RecordType.REFUSED: "red",
}
"""What stands out on a terminal."""

PINNING = (RecordType.REGISTERED, RecordType.MIGRATED)
"""The records that say under which version those after them were made."""

INDENT = " " * 13
"""How far details stand in: below what happened."""


@frozen
class Timeline:
    """What happened to one issue."""

    issue: Issue
    records: tuple[Record, ...]
    wordings: tuple[Wording, ...]

    @classmethod
    def of(cls, engine: Engine, issue: Issue, records: tuple[Record, ...]) -> "Timeline":
        """Make the timeline of `issue`, each record in the words of the workflow version it was made under."""
        return cls(issue, records, tuple(_wordings(engine, records)))

    @property
    def wording(self) -> Wording:
        """The words of the version that the issue is at now."""
        return self.wordings[-1]

    def document(self) -> dict[str, Any]:
        """Give the records with their text in both languages, for programs."""
        return {"issue": self.issue.id, "records": [self._record(*one) for one in self._worded()]}

    def lines(self, language: Language) -> Iterator[str]:
        """Give the timeline for people: a head for the issue and each date, an entry for each record."""
        yield self._head(language)
        entries = [(record, wording.entry(record)) for record, wording in self._worded()]
        columns = _Columns.of([entry for _, entry in entries], language)
        for day, of_day in groupby(entries, key=lambda pair: self._day(pair[0])):
            yield ""
            yield _heading(day, self.wording.calendar, language)
            for record, entry in of_day:
                yield from self._entry(record, entry, columns, language)

    def show(self, language: Language) -> None:
        """Print the timeline."""
        for line in self.lines(language):
            show(line)

    def _worded(self) -> Iterator[tuple[Record, Wording]]:
        return zip(self.records, self.wordings, strict=True)

    def _record(self, record: Record, wording: Wording) -> dict[str, Any]:
        entry = wording.entry(record)
        text = {one.value: clean(entry.text(one)) for one in (Language.ZH, Language.EN)}
        return {**attrs.asdict(record, recurse=False), "text": text}

    def _head(self, language: Language) -> str:
        workflow = self.wording.workflow
        words = [say([workflow], language), self.issue.id, say([workflow.states[self.issue.state]], language)]
        return click.style(clean(" · ".join(words)), bold=True)

    def _day(self, record: Record) -> date:
        return local_date(self.wording.calendar, record.effective_at)

    def _entry(self, record: Record, entry: Entry, columns: "_Columns", language: Language) -> Iterator[str]:
        at = record.effective_at.astimezone(self.wording.calendar.zone)
        head = click.style(columns.head(entry, language), fg=COLOURS.get(record.type))
        yield f"  {at:%H:%M}  {record.version:>2}  {head}  {columns.rest(entry, language)}".rstrip()
        for detail in entry.details:
            yield click.style(INDENT + clean(detail.say(language)), dim=True)


@frozen
class _Columns:
    """How wide the columns of a timeline are."""

    head_width: int
    subject_width: int

    @classmethod
    def of(cls, entries: list[Entry], language: Language) -> "_Columns":
        heads = [cell_len(clean(say(entry.head, language))) for entry in entries]
        subjects = [cell_len(clean(say(entry.subject, language))) for entry in entries if entry.to]
        return cls(max(heads, default=0), max(subjects, default=0))

    def head(self, entry: Entry, language: Language) -> str:
        return pad(clean(say(entry.head, language)), self.head_width)

    def rest(self, entry: Entry, language: Language) -> str:
        to = f"  → {say(entry.to, language)}" if entry.to else ""
        return pad(clean(say(entry.subject, language)), self.subject_width) + clean(to)


def _wordings(engine: Engine, records: Iterable[Record]) -> Iterator[Wording]:
    wording: Wording | None = None
    for record in records:
        if record.type in PINNING or wording is None:
            edition = edition_under(engine, str(record.data["workflow"]))
            before = wording.workflow if wording is not None else None
            wording = Wording(edition.workflow, edition.calendar, engine.office.directory, before)
        yield wording


def _heading(day: date, calendar: Calendar, language: Language) -> str:
    words = [WEEKDAYS[day.weekday()], *_remark(day, calendar)]
    return click.style(f"{day}  {'  '.join(language.say(one.zh, one.en) for one in words)}", bold=True)


def _remark(day: date, calendar: Calendar) -> list[Title]:
    """Say what is unusual about a day: worked on a weekend, or off during the week."""
    weekend, worked = day.weekday() >= SATURDAY, calendar.works_on(day)
    if weekend and worked:
        return [Title(zh="调休上班", en="make-up working day")]
    if not weekend and not worked:
        return [Title(zh="放假", en="public holiday")]
    return []
