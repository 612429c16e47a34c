"""The only door to `transitions`: where an action may start, and where it leads. 状态机。

One machine is compiled per workflow version and holds no issue: each question is put to it with a
throw-away cursor, so a question can't leave anything behind.
"""

from collections.abc import Mapping
from typing import cast

import transitions
from attrs import define, field, frozen

from rectiflow.core.conditions import hold
from rectiflow.model.action import Action, Target
from rectiflow.model.condition import Judge, undecided
from rectiflow.model.record import Json
from rectiflow.model.workflow import Workflow

UNREGISTERED = "(unregistered)"
"""The state of an issue that doesn't exist yet; no state in a file can have this name."""


@frozen
class Step:
    """The way an action leads: the target taken, the state it ends in, and which action it is."""

    target: Target
    to: str
    action: str = ""


class Undecided(Exception):
    """A condition on the way can't be told, so that no later way may be taken; carries its text."""


@define
class _Cursor:
    """What `transitions` moves for one question: a state, what to judge by, the target taken, what can't be told."""

    _state: str
    values: Mapping[str, Json]
    judge: Judge
    target: Target | None = None
    untold: str | None = None

    @property
    def state(self) -> str:
        """Where it stands; `transitions` moves the attribute of a name that no action can have."""
        return self._state


class Machine:
    """What a workflow permits, compiled. Answers legality, targets and reopening."""

    def __init__(self, workflow: Workflow) -> None:
        """Compile `workflow`, whose names are known to be right."""
        self.workflow = workflow
        self._compiled = transitions.Machine(
            model=None,
            states=[UNREGISTERED, *workflow.states],
            initial=UNREGISTERED,
            model_attribute="_state",
            auto_transitions=False,
            send_event=True,
        )
        for action in workflow.every_action():
            for target in action.targets:
                self._add(action, target)

    def permits(self, action: str, state: str) -> bool:
        """Tell whether `action` may start in `state`."""
        event = self._compiled.events.get(action)
        return event is not None and state in event.transitions

    def permitted(self, state: str) -> tuple[Action, ...]:
        """Give the actions that may start in `state`, in the file's order."""
        return tuple(action for action in self.workflow.every_action() if self.permits(action.name, state))

    def step(self, action: str, state: str, values: Mapping[str, Json], judge: Judge = undecided) -> Step | None:
        """Give the first way of `action` from `state` whose condition holds for `values`, if any does.

        Raises Undecided where a condition before it can't be told.
        """
        cursor = _Cursor(state, values, judge)
        self._compiled.events[action].trigger(cursor)
        if cursor.untold is not None:
            raise Undecided(cursor.untold)
        return Step(cursor.target, cursor.state, action) if cursor.target is not None else None

    def _add(self, action: Action, target: Target) -> None:
        self._compiled.add_transition(
            trigger=action.name,
            source=list(action.sources) or UNREGISTERED,
            dest=target.state,
            conditions=_Taking(target),
        )


@frozen
class _Taking:
    """The condition of one way: when it holds, the cursor notes the target."""

    target: Target = field()

    def __call__(self, event: transitions.EventData) -> bool:
        cursor = cast("_Cursor", event.model)
        holds = hold(self.target.when, cursor.values, cursor.judge) if cursor.untold is None else False
        if holds is None:
            cursor.untold = str(self.target.when)
        if holds is not True:
            return False
        cursor.target = self.target
        return True
