"""What a workflow is in the terms of BPMN. 流程元素。

States are user tasks, since people work there; final states are end events. An action is a
sequence flow, or a start event where it registers or reopens. A deadline is a timer at each task in
which it runs, which interrupts nothing and leads to a task that says what supervision does.
"""

import json
from collections.abc import Iterator, Mapping

from attrs import frozen

from rectiflow.drawing.chart import Chart, state_id
from rectiflow.drawing.languages import Languages, Words, say
from rectiflow.drawing.phrases import ALSO, branch, circled, judging, limit, parties, right, rung, told, window
from rectiflow.drawing.promises import running
from rectiflow.drawing.steps import Step, stays, steps
from rectiflow.model.action import Reopen
from rectiflow.model.promise import Deadline, Window
from rectiflow.model.stage import State
from rectiflow.model.titles import Title
from rectiflow.model.workflow import Workflow

SUPERVISION = Title(zh="督办", en="Supervision")


@frozen
class Lane:
    """Who holds what stands in it."""

    id: str
    name: str


@frozen
class Timer:
    """A deadline at the task in which it runs; `task` is its id."""

    task: str
    deadline: Deadline


@frozen(kw_only=True)
class Node:
    """An event or a task; `tag` is its kind in BPMN, `box` the box of the picture that it stands for."""

    id: str
    tag: str
    name: str
    lane: str
    box: str | None = None
    remarks: str = ""
    timer: Timer | None = None


@frozen(kw_only=True)
class Flow:
    """A sequence flow; `step` is the box of the picture that it leads through."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""
    step: str | None = None


@frozen
class Process:
    """All elements, in the order in which they are written."""

    lanes: tuple[Lane, ...]
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]


def process(workflow: Workflow, languages: Languages, drawn: Chart) -> Process:
    """Give the elements of `workflow`, which `drawn` shows, with their names in `languages`."""
    making = _Making(workflow, languages, {box.id: f"lane-{box.lane}" for box in drawn.boxes})
    return Process(
        (*_lanes(drawn, languages), Lane("lane-supervision", say(SUPERVISION, languages))),
        (*making.starts(), *making.states(), *making.timers(), *making.supervision()),
        tuple(making.flows()),
    )


def _lanes(drawn: Chart, languages: Languages) -> Iterator[Lane]:
    for number, title in enumerate(drawn.lanes):
        yield Lane(f"lane-{number}", say(title, languages))


@frozen
class _Making:
    workflow: Workflow
    languages: Languages
    lanes: Mapping[str, str]

    def starts(self) -> Iterator[Node]:
        for step in filter(_starts, steps(self.workflow)):
            yield Node(
                id=f"start-{step.id}",
                tag="startEvent",
                name=self._said(step),
                lane=self.lanes[step.id],
                box=step.id,
                remarks=self._rules(step),
            )

    def states(self) -> Iterator[Node]:
        also = stays(self.workflow)
        for state in self.workflow.states.values():
            yield Node(
                id=state_id(state.name),
                tag="endEvent" if state.final else "userTask",
                name=self._say(state),
                lane=self.lanes[state_id(state.name)],
                box=state_id(state.name),
                remarks="\n".join((*self._rights(state), *(self._also(number) for number in also.get(state.name, ())))),
            )

    def timers(self) -> Iterator[Node]:
        for deadline, state in self._running():
            gives = limit(self.workflow, deadline)
            yield Node(
                id=f"timer-{deadline.name}-{state}",
                tag="boundaryEvent",
                name=self._say(told(deadline, gives)),
                lane=self.lanes[state_id(state)],
                timer=Timer(state_id(state), deadline),
            )

    def supervision(self) -> Iterator[Node]:
        for deadline in self.workflow.deadlines.values():
            does = "\n".join(self._say(rung(self.workflow, step)) for step in deadline.rungs)
            name = self._say(Title(zh=f"{deadline.zh}督办", en=f"{deadline.en}: supervision"))
            lane = "lane-supervision"
            yield Node(id=f"supervise-{deadline.name}", tag="sendTask", name=name, lane=lane, remarks=does)
            yield Node(id=f"supervised-{deadline.name}", tag="endEvent", name=self._say(SUPERVISION), lane=lane)

    def flows(self) -> Iterator[Flow]:
        every = steps(self.workflow)
        for step in every:
            yield from [self._begun(step)] if _starts(step) else self._done(step, every)
        for deadline, state in self._running():
            timer = f"timer-{deadline.name}-{state}"
            yield Flow(id=f"flow-{timer}", source=timer, target=f"supervise-{deadline.name}")
        for name in self.workflow.deadlines:
            yield Flow(id=f"flow-supervised-{name}", source=f"supervise-{name}", target=f"supervised-{name}")

    def _begun(self, step: Step) -> Flow:
        return Flow(id=f"flow-{step.id}", source=f"start-{step.id}", target=state_id(step.state))

    def _done(self, step: Step, every: tuple[Step, ...]) -> Iterator[Flow]:
        for source in step.sources:
            several = sum(source in other.sources for other in every) > 1
            yield Flow(
                id=f"flow-{source}-{step.id}",
                source=state_id(source),
                target=state_id(step.state),
                name=self._said(step),
                condition=_condition(step) if several else "",
                step=step.id,
            )

    def _running(self) -> Iterator[tuple[Deadline, str]]:
        for deadline in self.workflow.deadlines.values():
            for state in deadline.runs_in:
                yield deadline, state

    def _said(self, step: Step) -> str:
        by, when = parties(self.workflow, step.action.by), branch(self.workflow, step.action, step.target)
        who = Title(zh=f"{step.action.zh}（{by.zh}）", en=f"{step.action.en} ({by.en})")
        texts = [f"{circled(step.number)} {self._say(who)}", *([self._say(when)] if when is not None else [])]
        return "\n".join(texts)

    def _rules(self, step: Step) -> str:
        rules = judging(self.workflow, step.action), window(step.action)
        return "\n".join(self._say(words) for words in rules if words is not None)

    def _rights(self, state: State) -> Iterator[str]:
        for _, promise in running(self.workflow, state.name):
            if isinstance(promise, Window):
                yield self._say(told(promise, right(self.workflow, promise)))

    def _also(self, number: int) -> str:
        action = list(self.workflow.every_action())[number - 1]
        return f"{self._say(ALSO)} {circled(number)} {self._say(action)}"

    def _say(self, words: Words) -> str:
        return say(words, self.languages)


def _starts(step: Step) -> bool:
    """Tell whether a step begins something; nothing flows on from an end event, so reopening does."""
    return not step.sources or isinstance(step.action, Reopen)


def _condition(step: Step) -> str:
    """Write when a flow is taken, as an expression: which action was done, and what else must hold."""
    when = step.target.when
    if isinstance(when, str):
        return f"action = {json.dumps(step.action.name)} and ({when})"
    wanted = {"action": step.action.name, **when}
    return " and ".join(f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in wanted.items())
