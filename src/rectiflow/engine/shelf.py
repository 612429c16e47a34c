"""The workflows at hand, compiled once per version: those in force by name, pinned ones by digest."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from attrs import field, frozen

from rectiflow.core.expressions import Circumstances, expressions_of, reads_personal, scope_of
from rectiflow.core.machine import Machine
from rectiflow.engine import log
from rectiflow.errors import DefinitionError, ExpressionFailed, ExpressionsUnavailable, NotFound
from rectiflow.ledger.leaf import digest
from rectiflow.model.condition import Course, Judge, Judging
from rectiflow.model.expression import Place, Question
from rectiflow.model.record import Json
from rectiflow.model.timing import Calendar
from rectiflow.model.workflow import Workflow
from rectiflow.ports import Calendars, CompiledCondition, Definitions, Expressions, Reader


@frozen(eq=False)
class Edition:
    """One version of a workflow, ready to judge by."""

    digest: str
    content: Json
    machine: Machine
    calendar: Calendar
    expressions: Expressions
    _compiled: dict[str, CompiledCondition | None] = field(factory=dict, init=False)

    @property
    def workflow(self) -> Workflow:
        """The definition itself."""
        return self.machine.workflow

    def judging(self, handed: Collection[str] = ()) -> Judging:
        """Give what judges the expressions of this edition, where the fields named in `handed` came with a command."""

        def judging(course: Course, at: datetime) -> Judge:
            def judge(text: str, values: Mapping[str, Json]) -> bool | None:
                known = Circumstances(self.workflow, self.calendar, course, at, values, handed)
                return _told(self._condition(text), known)

            return judge

        return judging

    @property
    def asks(self) -> frozenset[Question]:
        """All that the conditions of this edition ask about how an issue has gone."""
        compiled = filter(None, map(self._condition, expressions_of(self.workflow)))
        return frozenset(question for one in compiled for question in one.asks)

    def _condition(self, text: str) -> CompiledCondition | None:
        """Compile an expression once; one that can't be, where a file was never checked, can't be told either."""
        if text not in self._compiled:
            scope, place = scope_of(self.workflow, tuple(self.workflow.fields)), Place(self.workflow.name, 1, 1)
            try:
                compiled = self.expressions.condition(text, scope, place)
                self._compiled[text] = None if reads_personal(self.workflow, compiled.reads) else compiled
            except (DefinitionError, ExpressionsUnavailable) as error:
                log.unjudged(self.workflow.name, text, error)
                self._compiled[text] = None
        return self._compiled[text]


class Shelf:
    """Finds the edition an issue is judged by."""

    def __init__(
        self, workflows: Iterable[Workflow], definitions: Definitions, calendars: Calendars, expressions: Expressions
    ) -> None:
        """Compile the workflows in force; an expression, when it is judged first."""
        self._definitions = definitions
        self._calendars = calendars
        self._expressions = expressions
        self._editions: dict[str, Edition] = {}
        self._current = {workflow.name: self._compile(definitions.write(workflow)) for workflow in workflows}

    def current(self, name: str) -> Edition:
        """Give the edition in force of the workflow `name`; raises NotFound."""
        if name not in self._current:
            raise NotFound(kind="workflow", name=name, known=tuple(self._current))
        return self._current[name]

    def pinned(self, pinned: str, reader: Reader) -> Edition:
        """Give the edition that an issue pinned, out of the store when it is no longer in force."""
        if pinned not in self._editions:
            self._compile(reader.definition(pinned))
        return self._editions[pinned]

    def in_force(self) -> tuple[Edition, ...]:
        """Give the editions in force."""
        return tuple(self._current.values())

    def _compile(self, content: Json) -> Edition:
        workflow = self._definitions.read(content)
        calendar = self._calendars.load(workflow.calendar)
        edition = Edition(digest(content), content, Machine(workflow), calendar, self._expressions)
        self._editions[edition.digest] = edition
        return edition


def _told(condition: CompiledCondition | None, circumstances: Circumstances) -> bool | None:
    try:
        return condition.holds(circumstances.known(condition.asks)) if condition is not None else None
    except ExpressionFailed:
        return None
