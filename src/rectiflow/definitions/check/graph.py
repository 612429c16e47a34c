"""The graph: every issue can come to an end, and from there back. 流转。"""

from collections.abc import Iterator

from rectiflow.definitions.check.ways import entrances, leading_to, reachable, ways
from rectiflow.definitions.document import Remark
from rectiflow.errors import Words
from rectiflow.model.workflow import Workflow
from rectiflow.wording import called


def registering(workflow: Workflow) -> Iterator[Remark]:
    """Demand that some action registers issues, and that it leads to a state."""
    actions = [action for action in workflow.actions.values() if not action.sources]
    if not actions:
        message = Words("没有登记事项的动作", "no action registers an issue")
        fix = Words("请删去登记动作的“from”", "leave 'from' out of the action that registers an issue")
        yield Remark(path=("actions",), code="RF301", message=message, fix=fix)
    for action in actions:
        for at, target in enumerate(action.targets):
            if target.state is None:
                path = ("actions", action.name, "to", at)
                message = Words(
                    f"动作{called(action)}登记事项，却没有转入任何状态",
                    f"'{action.name}' registers an issue, and leads to no state",
                )
                fix = Words(
                    "请用“to”写明转入的状态；不是登记动作的，请补“from”", "name the state with 'to', or add 'from'"
                )
                yield Remark(path=path, code="RF302", message=message, fix=fix)


def reached(workflow: Workflow) -> Iterator[Remark]:
    """Demand that every state can be reached from registration."""
    every = ways(workflow)
    outside = (name for name, state in workflow.states.items() if state.entered_by is not None)
    found = reachable((*entrances(every), *outside), every)
    for name, state in workflow.states.items() if found else ():
        if name not in found:
            message = Words(f"没有动作转入状态{called(state)}", f"no way leads to the state '{name}'")
            fix = Words("请增加转入该状态的动作，或者删去该状态", "add an action that leads to it, or remove it")
            yield Remark(path=("states", name), code="RF304", message=message, fix=fix)


def ending(workflow: Workflow) -> Iterator[Remark]:
    """Demand that from every state some way leads to a final one."""
    finals = {name for name, state in workflow.states.items() if state.final}
    if not finals:
        message = Words("没有办结状态", "no state is final")
        fix = Words("请在办结的状态中写“final: true”", "say 'final: true' of the state in which an issue is done")
        yield Remark(path=("states",), code="RF303", message=message, fix=fix)
        return
    ends = leading_to(finals | _into_the_unknown(workflow), ways(workflow))
    for name, state in workflow.states.items():
        if name not in ends:
            message = Words(f"状态{called(state)}没有动作通向办结状态", f"from '{name}' no way leads to a final state")
            fix = Words("请增加使事项继续流转的动作", "add an action that leads on")
            yield Remark(path=("states", name), code="RF305", message=message, fix=fix)


def final_exits(workflow: Workflow) -> Iterator[Remark]:
    """Demand that nothing but `reopen` leads out of a final state."""
    for way in ways(workflow):
        left = workflow.states.get(way.source or "")
        if left is not None and left.final and way.target != way.source and way.action is not workflow.reopen:
            message = Words(
                f"动作{called(way.action)}从办结状态{called(left)}转出",
                f"'{way.action.name}' leads out of the final state '{left.name}'",
            )
            fix = Words(
                "请改由“reopen”（重新办理）转出，或者从“from”中删去该状态",
                "let 'reopen' do that, or take the state out",
            )
            yield Remark(path=(*way.path[:2], "from"), code="RF306", message=message, fix=fix)


def way_back(workflow: Workflow) -> Iterator[Remark]:
    """Demand that whoever is not satisfied with an ending has a way back, or that the file says why not."""
    open_again = workflow.reopen.sources if workflow.reopen is not None else ()
    for name, state in workflow.states.items():
        if state.final and name not in open_again and state.no_way_back is None:
            message = Words(f"状态{called(state)}没有重新办理的途径", f"no way leads back from '{name}'")
            fix = Words(
                "请将其加入“reopen”的“from”；依规定不能重新办理的，用“no_way_back”写明依据",
                "add it to 'from' of 'reopen', or give the basis as 'no_way_back: …'",
            )
            yield Remark(path=("states", name), code="RF307", message=message, fix=fix)


def reopened(workflow: Workflow) -> Iterator[Remark]:
    """Demand that `reopen` starts from what has ended."""
    for at, name in enumerate(workflow.reopen.sources if workflow.reopen is not None else ()):
        if name in workflow.states and not workflow.states[name].final:
            message = Words(
                f"状态{called(workflow.states[name])}不是办结状态，谈不上重新办理",
                f"'{name}' is not final, so there is nothing to reopen",
            )
            fix = Words("请只写办结状态", "name final states only")
            yield Remark(path=("reopen", "from", at), code="RF308", message=message, fix=fix)


def _into_the_unknown(workflow: Workflow) -> set[str]:
    """Give the states from which an action leads to a state that isn't there, which is told elsewhere."""
    lost = (
        action
        for action in workflow.every_action()
        if not action.targets or not {one.state for one in action.targets} <= {None, *workflow.states}
    )
    return {name for action in lost for name in action.sources if name in workflow.states}


RULES = (registering, reached, ending, final_exits, way_back, reopened)
