"""The graph: every issue can come to an end, and from there back. 流转。"""

from collections.abc import Iterator, Mapping

from rectiflow.definitions.check.values import possible
from rectiflow.definitions.check.walk import actions_of
from rectiflow.definitions.check.ways import entrances, leading_to, reachable, ways
from rectiflow.definitions.document import Remark
from rectiflow.model.action import Target
from rectiflow.model.workflow import Workflow


def registering(workflow: Workflow) -> Iterator[Remark]:
    """Demand that some action registers issues, and that it leads to a state."""
    actions = [action for action in workflow.actions.values() if not action.sources]
    if not actions:
        fix = "leave 'from' out of the action that registers an issue"
        yield Remark(path=("actions",), code="RF301", message="no action registers an issue", fix=fix)
    for action in actions:
        for at, target in enumerate(action.targets):
            if target.state is None:
                path = ("actions", action.name, "to", at)
                message = f"'{action.name}' registers an issue, and leads to no state"
                yield Remark(path=path, code="RF302", message=message, fix="name the state with 'to', or add 'from'")


def reached(workflow: Workflow) -> Iterator[Remark]:
    """Demand that every state can be reached from registration."""
    every = ways(workflow)
    outside = (name for name, state in workflow.states.items() if state.entered_by is not None)
    found = reachable((*entrances(every), *outside), every)
    for name in workflow.states if found else ():
        if name not in found:
            fix = "add an action that leads to it, or remove it"
            yield Remark(path=("states", name), code="RF304", message=f"no way leads to the state '{name}'", fix=fix)


def ending(workflow: Workflow) -> Iterator[Remark]:
    """Demand that from every state some way leads to a final one."""
    finals = {name for name, state in workflow.states.items() if state.final}
    if not finals:
        fix = "say 'final: true' of the state in which an issue is done"
        yield Remark(path=("states",), code="RF303", message="no state is final", fix=fix)
        return
    ends = leading_to(finals | _into_the_unknown(workflow), ways(workflow))
    for name in workflow.states:
        if name not in ends:
            message = f"from '{name}' no way leads to a final state"
            yield Remark(path=("states", name), code="RF305", message=message, fix="add an action that leads on")


def final_exits(workflow: Workflow) -> Iterator[Remark]:
    """Demand that nothing but `reopen` leads out of a final state."""
    for way in ways(workflow):
        left = workflow.states.get(way.source or "")
        if left is not None and left.final and way.target != way.source and way.action is not workflow.reopen:
            message = f"'{way.action.name}' leads out of the final state '{left.name}'"
            path = (*way.path[:2], "from")
            yield Remark(path=path, code="RF306", message=message, fix="let 'reopen' do that, or take the state out")


def way_back(workflow: Workflow) -> Iterator[Remark]:
    """Demand that whoever is not satisfied with an ending has a way back, or that the file says why not."""
    open_again = workflow.reopen.sources if workflow.reopen is not None else ()
    for name, state in workflow.states.items():
        if state.final and name not in open_again and state.no_way_back is None:
            fix = "add it to 'from' of 'reopen', or give the basis as 'no_way_back: …'"
            yield Remark(path=("states", name), code="RF307", message=f"no way leads back from '{name}'", fix=fix)


def reopened(workflow: Workflow) -> Iterator[Remark]:
    """Demand that `reopen` starts from what has ended."""
    for at, name in enumerate(workflow.reopen.sources if workflow.reopen is not None else ()):
        if name in workflow.states and not workflow.states[name].final:
            message = f"'{name}' is not final, so there is nothing to reopen"
            yield Remark(path=("reopen", "from", at), code="RF308", message=message, fix="name final states only")


def open_ways(workflow: Workflow) -> Iterator[Remark]:
    """Demand that some way of an action is open whatever is handed in, and that each is of use."""
    for path, action in actions_of(workflow):
        covered = False
        for at, target in enumerate(action.targets):
            if covered or any(_shadows(before, target) for before in action.targets[:at]):
                message = "the ways before this one leave nothing for it"
                fix = "move it up, or remove it"
                yield Remark(path=(*path, "to", at), code="RF310", message=message, fix=fix)
            covered = covered or _covers(workflow, action.targets[: at + 1])
        if action.targets and not covered:
            message = f"'{action.name}' may find no way open"
            fix = "let its last way have no 'when'"
            yield Remark(path=(*path, "to"), code="RF309", message=message, fix=fix)


def _into_the_unknown(workflow: Workflow) -> set[str]:
    """Give the states from which an action leads to a state that isn't there, which is told elsewhere."""
    lost = (
        action
        for action in workflow.every_action()
        if not action.targets or not {one.state for one in action.targets} <= {None, *workflow.states}
    )
    return {name for action in lost for name in action.sources if name in workflow.states}


def _shadows(before: Target, after: Target) -> bool:
    """Tell whether an earlier way is open whenever a later one is: it asks for the same, or for less."""
    if isinstance(before.when, Mapping) and isinstance(after.when, Mapping):
        return before.when.items() <= after.when.items()
    return before.when == after.when


def _covers(workflow: Workflow, targets: tuple[Target, ...]) -> bool:
    if not targets[-1].when:
        return True
    maps = [target.when for target in targets if isinstance(target.when, Mapping)]
    single = [next(iter(conditions.items())) for conditions in maps if len(conditions) == 1]
    return any(_all_values(workflow, name) <= {value for one, value in single if one == name} for name, _ in single)


def _all_values(workflow: Workflow, name: str) -> set[str | bool | int]:
    return set(possible(workflow, name) or ("(any other value)",))


RULES = (registering, reached, ending, final_exits, way_back, reopened, open_ways)
