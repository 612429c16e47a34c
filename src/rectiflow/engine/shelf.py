"""The workflows at hand, compiled once per version: those in force by name, pinned ones by digest."""

from collections.abc import Iterable

from attrs import frozen

from rectiflow.core.machine import Machine
from rectiflow.errors import NotFound
from rectiflow.ledger.leaf import digest
from rectiflow.model.record import Json
from rectiflow.model.timing import Calendar
from rectiflow.model.workflow import Workflow
from rectiflow.ports import Calendars, Definitions, Reader


@frozen(eq=False)
class Edition:
    """One version of a workflow, ready to judge by."""

    digest: str
    content: Json
    machine: Machine
    calendar: Calendar

    @property
    def workflow(self) -> Workflow:
        """The definition itself."""
        return self.machine.workflow


class Shelf:
    """Finds the edition an issue is judged by."""

    def __init__(self, workflows: Iterable[Workflow], definitions: Definitions, calendars: Calendars) -> None:
        """Compile the workflows in force."""
        self._definitions = definitions
        self._calendars = calendars
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
        edition = Edition(digest(content), content, Machine(workflow), self._calendars.load(workflow.calendar))
        self._editions[edition.digest] = edition
        return edition
