"""A foreign life cycle as the text of a workflow file."""

from collections.abc import Iterator
from typing import Any

import yaml

from rectiflow.foreign.lifecycle import Input, Lifecycle, Limit, Stage
from rectiflow.foreign.merge import Merged, merge
from rectiflow.foreign.names import Names
from rectiflow.foreign.notes import Notes
from rectiflow.foreign.titles import chinese, words
from rectiflow.model.action import Action, Tell
from rectiflow.model.promise import Deadline
from rectiflow.model.stage import State
from rectiflow.model.subject import SYSTEM, Field, Role
from rectiflow.model.titles import Title
from rectiflow.model.workflow import Workflow
from rectiflow.wording import humane

CALENDAR = "weekdays"
"""The calendar of whoever names none: Monday to Friday, without holidays."""

WIDTH = 100

UNNAMED_CALENDAR = Title(
    zh="来源未指定工作日历，按周一至周五转入", en=f"no working calendar is named, so that '{CALENDAR}' is written"
)
UNTITLED = Title(
    zh="没有对应的中文名称，沿用原名", en="no Chinese title is known for it, so that its own name stands there"
)

Plain = dict[str, Any]
Entry = tuple[str, Plain]


def write(lifecycle: Lifecycle, notes: Notes) -> str:
    """Write a workflow file; `notes` gathers what it says otherwise than the foreign definition.

    Defects are written as they are: a target that no state has by its own name, one that is missing
    as an empty list.
    """
    notes.add(lifecycle.line, "calendar", UNNAMED_CALENDAR)
    return "\n".join(_dumped(part) for part in _Writing(lifecycle, notes).parts())


class _Dumper(yaml.SafeDumper):
    """Writes twice what is there twice, since a workflow file has no aliases."""

    def ignore_aliases(self, _: object) -> bool:
        return True


def _dumped(part: Plain) -> str:
    style: Any = None  # maps and lists without others in them on one line; the stubs know only all or nothing
    text: str = yaml.dump(
        part, Dumper=_Dumper, allow_unicode=True, default_flow_style=style, sort_keys=False, width=WIDTH
    )
    return text


class _Writing:
    """A workflow file while it is put together."""

    def __init__(self, lifecycle: Lifecycle, notes: Notes) -> None:
        self._lifecycle = lifecycle
        self._notes = notes
        nouns: tuple[type, ...] = (Workflow, Role, Field, State, Action, Deadline)
        self._names = {noun: Names(noun, notes) for noun in nouns}

    def parts(self) -> Iterator[Plain]:
        """Give the top of the file, then each section that has something in it."""
        yield self._head()
        sections = {
            "roles": dict(self._role(name, line) for name, line in self._lifecycle.roles().items()),
            "fields": dict(self._field(name, one) for name, one in self._lifecycle.inputs.items()),
            "states": dict(self._state(name, one) for name, one in self._lifecycle.stages.items()),
            "actions": dict(self._action(one) for one in merge(self._lifecycle.steps, self._notes)),
            "deadlines": dict(self._deadline(one) for one in self._lifecycle.limits),
        }
        yield from ({name: section} for name, section in sections.items() if section)

    def _head(self) -> Plain:
        name, line = self._lifecycle.name, self._lifecycle.line
        title = self._titles(name, line)
        return {"workflow": self._give(Workflow, name, line), "version": 1, "title": title, "calendar": CALENDAR}

    def _role(self, name: str, line: int) -> Entry:
        return self._give(Role, name, line), self._titles(name, line)

    def _field(self, name: str, one: Input) -> Entry:
        choices = {choice: self._titles(choice, one.line) for choice in one.choices}
        plain = {**self._titles(name, one.line), "type": one.type, **_unless_empty({"of": choices})}
        return self._give(Field, name, one.line), plain

    def _state(self, name: str, stage: Stage) -> Entry:
        final = {"final": True} if stage.final else {}
        return self._give(State, name, stage.line), {**self._titles(name, stage.line), **final}

    def _action(self, merged: Merged) -> Entry:
        step = merged.like
        target = {} if merged.stays else {"to": self._known(State, step.target) if step.target is not None else []}
        lists = {
            "from": [self._known(State, name) for name in merged.sources],
            "by": [SYSTEM.name] if step.automatic else [self._known(Role, name) for name in step.by],
            "needs": [self._known(Field, name) for name in step.needs],
            "takes": [self._known(Field, name) for name in step.takes],
            "tells": [self._tell(tell) for tell in step.tells],
        }
        plain = {**self._titles(step.action, step.line), **_unless_empty(lists), **target}
        return self._give(Action, merged.name, step.line), plain

    def _tell(self, tell: Tell) -> str | Plain:
        whom = self._known(Role, tell.whom)
        return whom if tell == Tell(whom=tell.whom) else {whom: tell.means}

    def _deadline(self, limit: Limit) -> Entry:
        states = [self._known(State, name) for name in limit.states] if limit.states is not None else "open"
        within = {"within": str(limit.within)} if limit.within is not None else {}
        rungs = [{"at": str(moment), "rung": rung} for moment, rung in limit.rungs]
        plain = {**self._titles(limit.name, limit.line), "runs_in": states, **within, **_unless_empty({"rungs": rungs})}
        return self._give(Deadline, limit.name, limit.line), plain

    def _give(self, noun: type, name: str, line: int) -> str:
        return self._names[noun].give(name, line)

    def _known(self, noun: type, name: str) -> str:
        return self._names[noun].known(name)

    def _titles(self, name: str, line: int) -> Plain:
        zh = chinese(name)
        if zh is None:
            self._notes.add(line, name, UNTITLED)
        return {"zh": zh or name, "en": humane(words(name)) or name}


def _unless_empty(lists: Plain) -> Plain:
    return {key: one for key, one in lists.items() if one}
