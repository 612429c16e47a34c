"""What the expressions of a workflow may speak of, and what is known when one is judged. 表达式。"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from itertools import chain
from typing import TypeVar

from attrs import evolve, fields, frozen, has

from rectiflow.core.calendars import local_date
from rectiflow.core.conditions import given
from rectiflow.errors import CalendarError
from rectiflow.model.condition import Condition, Course
from rectiflow.model.expression import Kind, Known, Question, Scope
from rectiflow.model.issue import Issue
from rectiflow.model.record import Json
from rectiflow.model.timing import Calendar, read_instant
from rectiflow.model.voice import VERDICTS
from rectiflow.model.workflow import Workflow

_T = TypeVar("_T")

_MOMENTS = ("date", "instant")
_CONDITIONS = (Condition, Condition | None)
"""The types of the attributes that hold a condition."""

_PARAMETERS: Mapping[type, str] = {bool: "yes_no", int: "whole", str: "text"}


def scope_of(workflow: Workflow, inputs: Collection[str] = ()) -> Scope:
    """Give what an expression of `workflow` may speak of, where the fields named in `inputs` may be handed in."""
    fields = {
        name: Kind(field.type, tuple(one.name for one in field.choices)) for name, field in workflow.fields.items()
    }
    votes = dict.fromkeys(workflow.votes, Kind("choice", VERDICTS))
    handed = {name: fields[name] for name in inputs if name in fields}
    parameters = {name: Kind(_PARAMETERS[type(one.value)]) for name, one in workflow.parameters.items()}
    return Scope(
        variables=_dotted("issue", fields | votes) | _dotted("input", handed) | _dotted("parameters", parameters),
        names=_names(workflow),
        measures=tuple(workflow.measures),
    )


def reads_personal(workflow: Workflow, names: Collection[str]) -> bool:
    """Tell whether one of these dotted `names` is a personal field, of which a rule knows only that it was given."""
    fields = (workflow.fields.get(name.rpartition(".")[2]) for name in names if not name.startswith("parameters."))
    return any(field is not None and field.personal for field in fields)


def course_of(issue: Issue | None) -> Course:
    """Give how an issue has gone so far; nothing of one that isn't registered yet."""
    if issue is None:
        return Course()
    return Course(
        registered_at=issue.registered_at,
        done={name: doing.last_at for name, doing in issue.done.items()},
        rounds=issue.rounds,
        met={name: clock.met for name, clock in issue.clocks.items() if clock.met is not None},
    )


def gone_on(course: Course, action: str, at: datetime, entered: str | None) -> Course:
    """Give the course after `action` was done at the instant `at` and `entered` a state, None where it stayed."""
    rounds = {**course.rounds, entered: course.rounds.get(entered, 0) + 1} if entered is not None else course.rounds
    return evolve(course, registered_at=course.registered_at or at, done={**course.done, action: at}, rounds=rounds)


@frozen
class Circumstances:
    """What an expression is judged by.

    `values` are those of the issue by field name, of which those named in `handed` came in with the
    action. `at` (UTC) is when it is judged.
    """

    workflow: Workflow
    calendar: Calendar
    course: Course
    at: datetime
    values: Mapping[str, Json]
    handed: Collection[str] = ()

    def known(self, asks: Collection[Question]) -> Known:
        """Give the values by dotted name, and what there is to answer to the questions in `asks`."""
        answers = {question: self._answer(question) for question in asks}
        return Known(
            values=self._values(),
            answers={question: answer for question, answer in answers.items() if answer is not None},
            zone=self.calendar.zone,
        )

    def _values(self) -> dict[str, Json]:
        parameters = {name: one.value for name, one in self.workflow.parameters.items()}
        handed = {name: self.values[name] for name in self.handed if name in self.values}
        return _dotted("issue", self.values) | _dotted("input", handed) | _dotted("parameters", parameters)

    def _answer(self, question: Question) -> bool | int | None:
        answer = _ANSWERS.get(question.function)
        try:
            return answer(self, question.about) if answer is not None else None
        except CalendarError:
            return None

    def days_since(self, moment: str) -> int | None:
        """Count the days from an action, or from a date of the issue, to now; None where it never was."""
        day = self._day_of(moment)
        return (local_date(self.calendar, self.at) - day).days if day is not None else None

    def age(self) -> int:
        """Count the days since the issue was registered."""
        registered = self.course.registered_at or self.at
        return (local_date(self.calendar, self.at) - local_date(self.calendar, registered)).days

    def _day_of(self, moment: str) -> date | None:
        if moment in self.course.done:
            return local_date(self.calendar, self.course.done[moment])
        field, value = self.workflow.fields.get(moment), self.values.get(moment)
        if field is None or field.personal or not isinstance(value, str):
            return None
        return date.fromisoformat(value) if field.type == "date" else local_date(self.calendar, read_instant(value))


_ANSWERS: Mapping[str, Callable[[Circumstances, str], bool | int | None]] = {
    "given": lambda one, field: given(one.values.get(field)),
    "did": lambda one, action: action in one.course.done,
    "met": lambda one, deadline: one.course.met.get(deadline),
    "rounds": lambda one, state: one.course.rounds.get(state, 0),
    "days_since": Circumstances.days_since,
    "age": lambda one, _: one.age(),
}
"""What can be answered today; a question about parts or earlier issues stays open, so that nothing is allowed by it."""


def _dotted(around: str, by_name: Mapping[str, _T]) -> dict[str, _T]:
    return {f"{around}.{name}": one for name, one in by_name.items()}


def _names(workflow: Workflow) -> dict[str, tuple[str, ...]]:
    actions = tuple(action.name for action in workflow.every_action())
    dates = (field.name for field in workflow.fields.values() if field.type in _MOMENTS)
    return {
        "field": tuple(workflow.fields),
        "action": actions,
        "deadline": tuple(workflow.deadlines),
        "state": tuple(workflow.states),
        "moment": (*actions, *dates),
        "parts": tuple(workflow.parts),
        "role": tuple(workflow.roles),
    }


def expressions_of(part: object) -> Iterator[str]:
    """Give every condition inside a workflow, or a part of it, that is an expression, as often as it stands there."""
    kind = type(part)
    if isinstance(part, tuple):
        yield from chain.from_iterable(expressions_of(one) for one in part)
    elif isinstance(part, Mapping):
        yield from chain.from_iterable(expressions_of(one) for one in part.values())
    elif has(kind):
        for attribute in fields(kind):
            value = getattr(part, attribute.name)
            written = attribute.type in _CONDITIONS and isinstance(value, str)
            yield from (value,) if written else expressions_of(value)
