"""Where the cases of a log stand while it is played, and what each event asks of the engine. 回放进程。"""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from attrs import Factory, define

from rectiflow.engine.batch import Batch
from rectiflow.errors import CommandRefused
from rectiflow.model.action import Action
from rectiflow.model.actor import Actor
from rectiflow.model.issue import Issue
from rectiflow.model.record import Json
from rectiflow.model.workflow import Workflow
from rectiflow.replay.logs import Event
from rectiflow.replay.mapping import Inputs, LogMap
from rectiflow.replay.people import People
from rectiflow.testing import VirtualClock

REGISTRAR = "replay"
"""Who registers a case that nobody in the log registered."""


@define
class Stage:
    """The cases that are registered so far. The clock follows the log."""

    _clock: VirtualClock
    _workflow: Workflow
    _map: LogMap
    _people: People
    _issues: dict[str, Issue] = Factory(dict)

    def play(self, batch: Batch, events: Iterable[Event]) -> None:
        """Ask for what each of `events`, in the order of time, says was done; refusals are stored."""
        for event in events:
            self._clock.move_to(event.at)
            with suppress(CommandRefused):
                self._issues[event.case] = self._ask(batch, event)

    def _ask(self, batch: Batch, event: Event) -> Issue:
        activity = self._map.activities[event.activity]
        actor, key = self._people.actor(event), f"replay:{event.case}:{event.index}"
        issue = self._issues.get(event.case)
        if issue is None and activity.action == self._registering.name:
            return self._register(batch, event, actor, key, activity.fields)
        if issue is None:
            registrar = Actor(REGISTRAR, self._registering.by)
            issue = self._issues[event.case] = self._register(batch, event, registrar, f"{key}:registration", {})
        action = activity.when.get(issue.state, activity.action)
        fields, binds = self._handed(event, action)
        fields = {**fields, **activity.fields}
        return batch.act(issue.id, action, by=actor, fields=fields, binds=binds, key=key, at=event.at)

    def _register(self, batch: Batch, event: Event, by: Actor, key: str, told: Mapping[str, Json]) -> Issue:
        action = self._registering.name
        fields, binds = self._handed(event, action)
        return batch.register(
            self._workflow.name, by=by, fields={**fields, **told}, binds=binds, key=key, at=event.at, action=action
        )

    @property
    def _registering(self) -> Action:
        return next(action for action in self._workflow.actions.values() if not action.sources)

    def _handed(self, event: Event, action: str) -> tuple[dict[str, Json], dict[str, str]]:
        """Give the fields and bindings that the log has for `action`."""
        inputs, said = self._map.actions.get(action, Inputs()), event.attributes
        fields: dict[str, Json] = {name: said[column] for name, column in inputs.fields.items() if column in said}
        return fields, {role: said[column] for role, column in inputs.binds.items() if column in said}
