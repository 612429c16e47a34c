"""What a scenario speaks of: an engine in virtual time, and the issue at hand. 场景。"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from rectiflow.bootstrap import connect
from rectiflow.definitions.directory import YamlDirectory, read_directory
from rectiflow.definitions.parse import read_workflow
from rectiflow.engine.engine import Engine
from rectiflow.engine.views import Promise
from rectiflow.errors import CommandRefused, RectiflowError
from rectiflow.model.action import Action
from rectiflow.model.actor import Actor, Person, Unit
from rectiflow.model.issue import Issue
from rectiflow.model.record import Json, Record
from rectiflow.model.subject import Field
from rectiflow.model.workflow import Workflow
from rectiflow.testing.clock import VirtualClock
from rectiflow.testing.people import Table, directory_of
from rectiflow.testing.words import Unmet, instant_of, key_of, pairs, several, value_of

ZONE = ZoneInfo("Asia/Shanghai")
"""Where the times of scenarios are read, unless they carry an offset."""

READER = Actor("scenario", roles={"auditor"})
"""Who reads what a scenario expects: an auditor, who sees every issue but no personal values."""


class Scene:
    """One scenario: an office with its workflows and people, a clock, and the issues so far.

    A refused command doesn't fail the scenario by itself, but the next step must expect it.
    """

    def __init__(self, folders: Iterable[Path], language: str) -> None:
        """Begin with nothing; files are looked for in `folders`, in order, and sentences are in `language`."""
        self.folders = tuple(folders)
        self.language = language
        self.workflows: dict[str, Workflow] = {}
        self.units: Table = ()
        self.people: Table = ()
        self.people_file: str | None = None
        self.clock: VirtualClock | None = None
        self.called: dict[str, str] = {}
        self.current: str | None = None
        self.refusal: RectiflowError | None = None
        self.expected = True

    @property
    def engine(self) -> Engine:
        """The engine on an empty store in memory; raises Unmet while a refusal stands unexpected."""
        self.settle()
        return self._engine

    @property
    def issue(self) -> Issue:
        """The issue at hand, as it stands now."""
        if self.current is None:
            raise Unmet("尚未登记任何事项", "no issue has been registered yet")
        return self.engine.get(self.current, by=READER)

    @property
    def workflow(self) -> Workflow:
        """The workflow of the issue at hand."""
        return self.workflows[self.issue.workflow]

    @property
    def actions(self) -> dict[str, Action]:
        """The actions of the issue at hand, by name."""
        return {action.name: action for action in self.workflow.every_action()}

    @property
    def records(self) -> tuple[Record, ...]:
        """Every record of the issue at hand, in order."""
        return self.engine.history(self.issue.id, by=READER)

    @cached_property
    def directory(self) -> YamlDirectory:
        """Who is who, from the directory file, or else from the tables."""
        if self.people_file is not None:
            return read_directory(self._read(self.people_file), self.people_file)
        return directory_of(self.units, self.people, self.workflows.values())

    def promise(self, title: str) -> Promise:
        """Give a deadline of the issue at hand."""
        return self.engine.deadline(self.issue.id, key_of(title, self.workflow.deadlines, "deadline"), by=READER)

    def use_workflow(self, path: str) -> None:
        """Put the workflow of a file into force, before the first issue."""
        self._unopened()
        workflow = read_workflow(self._read(path), path)
        self.workflows[workflow.name] = workflow

    def use_directory(self, path: str) -> None:
        """Take the people and units of a directory file, before the first issue."""
        self._unopened()
        self.people_file = path

    def use_units(self, table: Table) -> None:
        """Take the units of a table, before the first issue."""
        self._unopened()
        self.units = table

    def use_people(self, table: Table) -> None:
        """Take the people of a table, before the first issue."""
        self._unopened()
        self.people = table

    def be_at(self, time: str) -> None:
        """Set the clock, or move it on; what falls due in between is not fired by this."""
        instant = instant_of(time, ZONE)
        if self.clock is None:
            self.clock = VirtualClock(instant)
        if instant < self.clock.now():
            raise Unmet(f"时间不能倒退到“{time}”", f"time can't go back to {time}")
        self.clock.move_to(instant)

    def register(  # noqa: PLR0913  (each is a word of the command)
        self, who: str, title: str, table: Table, *, called: str | None, at: str | None, key: str | None
    ) -> None:
        """Register an issue, which is then the one at hand."""
        workflow = self.workflows[key_of(title, self.workflows, "workflow")]
        action = _registering(workflow)
        fields, binds = self._inputs(workflow, table)
        with self._commanding():
            self.current = self.engine.register(
                workflow.name,
                by=self.id_of(who),
                action=action,
                fields=fields,
                binds=binds,
                key=key,
                at=instant_of(at, ZONE) if at is not None else None,
            ).id
            self.called[called or self.current] = self.current

    def act(self, who: str, title: str, table: Table, *, at: str | None, key: str | None) -> None:
        """Do an action on the issue at hand."""
        fields, binds = self._inputs(self.workflow, table)
        issue, action = self.issue.id, key_of(title, self.actions, "action")
        with self._commanding():
            self.engine.act(
                issue,
                action,
                by=self.id_of(who),
                fields=fields,
                binds=binds,
                key=key,
                at=instant_of(at, ZONE) if at is not None else None,
            )

    def settle(self) -> None:
        """Raise Unmet when a command was refused and no step expected it."""
        if not self.expected and self.refusal is not None:
            raise Unmet(f"未预期的拒绝：{self.refusal.message('zh')}", f"refused unexpectedly: {self.refusal}")

    def reason(self) -> str:
        """Give why the last command was refused, which is thereby expected; raises Unmet when it was not."""
        if self.refusal is None:
            raise Unmet("应被拒绝，实际已办理", "it should be refused, and was done")
        self.expected = True
        if isinstance(self.refusal, CommandRefused):
            return self.say(self.refusal.zh, self.refusal.en)
        return self.refusal.message(self.language)

    def say(self, zh: str, en: str) -> str:
        """Give the one of two texts that is in the language of the scene."""
        return zh if self.language == "zh" else en

    def id_of(self, name: str) -> str:
        """Give the id of a person or unit by id or name; somebody outside the directory is called by their id."""
        known: dict[str, Person | Unit] = {**self.directory.persons, **self.directory.units}
        named = any(name in {one.zh, one.en} for one in known.values())
        return key_of(name, known, "person or unit") if named else name

    def party(self, name: str) -> str:
        """Give the id of somebody who is in the directory or takes part in the issue; raises Unmet otherwise."""
        identity = self.id_of(name)
        bound = {one for ids in self.issue.bindings.values() for one in ids}
        if not self.directory.knows(identity) and identity not in bound:
            raise Unmet(f"通讯录和事项中均没有“{name}”", f"neither the directory nor the issue knows '{name}'")
        return identity

    def value(self, field: Field, text: str) -> Json:
        """Read a value of a field as a scenario writes it; people and units go by their names."""
        match field.type:
            case "person" | "unit":
                return self.id_of(text)
            case "persons":
                return [self.id_of(one) for one in several(text)]
        return value_of(field, text, ZONE)

    @cached_property
    def _engine(self) -> Engine:
        if self.clock is None:
            raise Unmet("尚未说明现在的时间", "it hasn't been said what time it is")
        workflows = self.workflows.values()
        return connect(workflows=workflows, directory=self.directory, clock=self.clock, trust_caller_roles=True)

    def _unopened(self) -> None:
        if "_engine" in self.__dict__:
            raise Unmet("流程、通讯录须在登记事项之前给出", "workflows and people must be given before the first issue")

    @contextmanager
    def _commanding(self) -> Iterator[None]:
        self.refusal, self.expected = None, True
        try:
            yield
        except RectiflowError as refusal:
            self.refusal, self.expected = refusal, False

    def _inputs(self, workflow: Workflow, table: Table) -> tuple[dict[str, Json], dict[str, list[str]]]:
        """Read a table of fields and of roles to bind."""
        known = {**workflow.fields, **workflow.roles}
        given = {key_of(name, known, "field or role"): text for name, text in pairs(table)}
        binds = {name: [self.id_of(one) for one in several(given[name])] for name in given if name in workflow.roles}
        fields = {name: self.value(workflow.fields[name], given[name]) for name in given if name not in binds}
        return fields, binds

    def _read(self, path: str) -> bytes:
        files = [folder / path for folder in self.folders]
        found = next((file for file in files if file.is_file()), None)
        if found is None:
            looked = ", ".join(str(file) for file in files)
            raise Unmet(f"找不到文件“{path}”，找过：{looked}", f"there is no file '{path}'; looked for {looked}")
        return found.read_bytes()


def _registering(workflow: Workflow) -> str:
    """Name the action that registers an issue: the only one, or `register`."""
    without_source = [action.name for action in workflow.actions.values() if not action.sources]
    return without_source[0] if len(without_source) == 1 else "register"
