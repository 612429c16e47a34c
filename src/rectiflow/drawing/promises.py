"""Which limits and rights a workflow promises, and in which states each runs. 时限所在的状态。"""

from collections.abc import Iterator, Mapping

from rectiflow.model.promise import Deadline, Rung, Window
from rectiflow.model.workflow import Workflow

Promise = Deadline | Window


def promises(workflow: Workflow) -> Mapping[int, Promise]:
    """Give the deadlines and then the windows, numbered from 1; a number is what marks one on the picture."""
    return dict(enumerate((*workflow.deadlines.values(), *workflow.windows.values()), 1))


def states_of(workflow: Workflow, promise: Promise) -> tuple[str, ...]:
    """Give the states in which a promise runs: of a window, those in which its right may be used."""
    if isinstance(promise, Deadline):
        return promise.runs_in
    action = workflow.action(promise.right)
    return action.sources if action is not None else ()


def running(workflow: Workflow, state: str) -> Iterator[tuple[int, Promise]]:
    """Give, with their numbers, the promises that run in a state."""
    for number, promise in promises(workflow).items():
        if state in states_of(workflow, promise):
            yield number, promise


def rungs(promise: Promise) -> tuple[Rung, ...]:
    """Give the steps of supervision; nobody is supervised for leaving a right unused."""
    return promise.rungs if isinstance(promise, Deadline) else ()
