"""Follow every issue through its records, and count what is worth telling. 统计。"""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from attrs import Factory, define, field, frozen

from rectiflow.model.record import Record, RecordType
from rectiflow.model.timing import read_instant
from rectiflow.model.workflow import Workflow
from rectiflow.replay.mapping import Count, Responsible
from rectiflow.replay.stage import REGISTRAR

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@frozen
class Answerable:
    """Who answers for an issue at one moment, as person and as unit; None while nobody does."""

    person: str | None
    unit: str | None


@frozen(kw_only=True)
class Reason:
    """What the workflow forbids but happened (体外循环), and why: without the names and dates of the one event."""

    action: str
    state: str | None
    code: str
    zh: str
    en: str


@define
class Course:
    """How one issue has gone so far.

    `own` are the deadlines it came with; `begun` and `counted` name counts that may, or do, count
    it; `met` says who answered when a clock was stopped in time, by deadline and occurrence.
    """

    overdue: bool = False
    bound: dict[str, str] = Factory(dict)
    own: dict[str, datetime] = Factory(dict)
    begun: set[str] = Factory(set)
    counted: set[str] = Factory(set)
    met: dict[tuple[str, int], Answerable] = Factory(dict)


@define
class Tally:
    """Counts the records of one workflow's issues, taken in the ledger's order.

    `anchored` names the deadlines that issues bring with them.
    """

    workflow: Workflow
    responsible: Responsible
    counts: Mapping[str, Count]
    courses: dict[str, Course] = Factory(dict)
    records: int = 0
    accepted: int = 0
    registered_late: int = 0
    charged: int = 0
    refused: Counter[Reason] = Factory(Counter)
    missed: Counter[Answerable] = Factory(Counter)
    reached: Counter[str] = Factory(Counter)
    counted: dict[str, Counter[Answerable]] = field(init=False)
    anchored: frozenset[str] = field(init=False)

    @anchored.default
    def _due_at_a_field(self) -> frozenset[str]:
        return frozenset(deadline.name for deadline in self.workflow.deadlines.values() if deadline.due is not None)

    @counted.default
    def _none_yet(self) -> dict[str, Counter[Answerable]]:
        return {name: Counter() for name in self.counts}

    def take(self, record: Record) -> None:
        """Count one record."""
        data: Any = record.data
        ours = data.get("name") == self.workflow.name
        if record.type is RecordType.REGISTERED and ours:
            self.courses[record.issue] = Course()
        nowhere = Course() if record.type is RecordType.REFUSED and ours else None
        course = self.courses.get(record.issue, nowhere)
        if course is not None:
            self.records += 1
            self._follow(course, record)

    def met(self) -> Counter[Answerable]:
        """Count the deadlines whose clocks stand, stopped in time, by who answered then."""
        return Counter(who for course in self.courses.values() for who in course.met.values())

    def _follow(self, course: Course, record: Record) -> None:
        match record.type:
            case RecordType.REGISTERED:
                self._register(course, record)
            case RecordType.ACTED:
                self._act(course, record)
            case RecordType.REFUSED:
                self._refuse(course, record)
            case RecordType.MISSED:
                self._learn(course, str(record.data["deadline"]), record.data)
                self.missed[self._answerable(course)] += 1
            case RecordType.ESCALATED:
                self.reached[str(record.data["rung"])] += 1
            case RecordType.CHARGED:
                self.charged += 1

    def _register(self, course: Course, record: Record) -> None:
        if record.data["actor"] == REGISTRAR:
            self.registered_late += 1
        else:
            self.accepted += 1
        self._note(course, record)

    def _act(self, course: Course, record: Record) -> None:
        self.accepted += 1
        self._count(course, record)
        self._note(course, record)

    def _refuse(self, course: Course, record: Record) -> None:
        data: Any = record.data
        who = data["actor"]
        said = {
            "zh": _DATE.sub("…", data["zh"].removeprefix(f"“{who}”")),
            "en": _DATE.sub("…", data["en"].removeprefix(f"{who} ")),
        }
        self.refused[Reason(action=data["action"], state=data["state"], code=data["code"], **said)] += 1
        self._count(course, record)
        self._date(course, record)

    def _count(self, course: Course, record: Record) -> None:
        """See which counts the action brings the issue into."""
        action = record.data["action"]
        for name, count in self.counts.items():
            if name in course.counted:
                continue
            if (not count.after or name in course.begun) and (not count.then or action in count.then):
                course.counted.add(name)
                self.counted[name][self._answerable(course)] += 1
            if action in count.after:
                course.begun.add(name)

    def _note(self, course: Course, record: Record) -> None:
        """Take over what an accepted action changed."""
        data: Any = record.data
        for name, change in data["clocks"].items():
            self._learn(course, name, change)
            cycle = name, change["occurrence"]
            course.met.pop(cycle, None)
            if change.get("met"):
                course.met[cycle] = self._answerable(course)
        self._date(course, record)
        course.bound |= {role: ids[0] for role, ids in data["binds"].items() if ids}

    def _learn(self, course: Course, deadline: str, told: Mapping[str, Any]) -> None:
        if deadline in self.anchored and "due" in told:
            course.own[deadline] = read_instant(told["due"])

    def _date(self, course: Course, record: Record) -> None:
        course.overdue |= any(record.effective_at > due for due in course.own.values())

    def _answerable(self, course: Course) -> Answerable:
        person, unit = self.responsible.person, self.responsible.unit
        return Answerable(course.bound.get(person or ""), course.bound.get(unit or ""))
