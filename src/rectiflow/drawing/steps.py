"""The ways that lead from state to state, and how far each state is from registering. 流转。"""

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from rectiflow.model.action import Action, Reopen, Target
from rectiflow.model.workflow import Workflow


@frozen
class Step:
    """One way of an action into `state`, from `sources` (none: it registers).

    `number` is the action's place in the file, and `way` the target's in the action, from 1.
    """

    number: int
    action: Action
    way: int
    target: Target
    state: str
    sources: tuple[str, ...]

    @property
    def id(self) -> str:
        """An identifier that is unique in a workflow."""
        return f"step-{self.action.name}-{self.way}"


def steps(workflow: Workflow) -> tuple[Step, ...]:
    """Give every way into another state, in the file's order."""
    return tuple(_steps(workflow))


def stays(workflow: Workflow) -> Mapping[str, tuple[int, ...]]:
    """Give, for each state, the numbers of the actions that may leave an issue in it."""
    found: dict[str, dict[int, None]] = {}
    for number, action in enumerate(workflow.every_action(), 1):
        for source in action.sources:
            if any(target.state in {None, source} for target in action.targets):
                found.setdefault(source, {})[number] = None
    return {state: tuple(numbers) for state, numbers in found.items()}


def ranks(workflow: Workflow) -> Mapping[str, int]:
    """Give, for each state, in how few steps from registering it is reached; the way back isn't one.

    What only the way back reaches begins at 0 again. A final state comes after all that lead to it.
    """
    onward = [step for step in _steps(workflow) if not isinstance(step.action, Reopen)]
    found: dict[str, int] = {}
    _spread([step.state for step in onward if not step.sources], onward, found)
    _spread([target.state or "" for target in workflow.reopen.targets] if workflow.reopen else [], onward, found)
    found |= {state: 0 for state in workflow.states if state not in found}
    final = [step.state for step in onward if workflow.states[step.state].final]
    return found | {state: _after(state, onward, found) for state in final}


def _after(state: str, steps: Iterable[Step], far: Mapping[str, int]) -> int:
    return 1 + max((far[source] for step in steps if step.state == state for source in step.sources), default=-1)


def _steps(workflow: Workflow) -> Iterator[Step]:
    for number, action in enumerate(workflow.every_action(), 1):
        for way, target in enumerate(action.targets, 1):
            sources = tuple(source for source in action.sources if source != target.state)
            if target.state is not None and (sources or not action.sources):
                yield Step(number, action, way, target, target.state, sources)


def _spread(start: Iterable[str], steps: Iterable[Step], found: dict[str, int]) -> None:
    queue = [state for state in dict.fromkeys(start) if state not in found]
    found.update(dict.fromkeys(queue, 0))
    following = tuple(steps)
    for state in queue:
        for step in following:
            if state in step.sources and step.state not in found:
                found[step.state] = found[state] + 1
                queue.append(step.state)
