"""Whether an issue that goes on under another version has somebody to hold it, and to end it. 后继无人。

A role that is bound per issue is bound by an action; where the new version binds it by one that is past,
nobody has it.
"""

from collections.abc import Collection, Iterator

from rectiflow.model.action import Action
from rectiflow.model.issue import Issue
from rectiflow.model.titles import Title
from rectiflow.model.workflow import Workflow


def stranded(moved: Issue, new: Workflow) -> Iterator[Title]:
    """Name the roles that nobody would have, and without whom `moved` is held by nobody or can't be ended."""
    yield from _unheld(moved, new)
    yield from _unended(moved, new)


def _unheld(moved: Issue, new: Workflow) -> Iterator[Title]:
    """Name the states, from the present one on, that would be held by nobody, since nothing binds the role any more."""
    for name, role in new.roles.items():
        if role.of is None or name in moved.bindings:
            continue
        ahead = _ahead(new, moved.state, name)
        for state in new.states.values():
            if state.name in ahead and _bound_for(new, state.held_by) == name:
                yield Title(
                    zh=f"“{state.zh}”的{role.zh}尚未指定", en=f"nobody is bound as {name}, who holds '{state.name}'"
                )


def _ahead(workflow: Workflow, state: str, role: str) -> set[str]:
    """Give the states that can be reached from `state` before anybody is bound to `role`."""
    ways = [
        (one.sources, target.state)
        for one in workflow.every_action()
        if role not in one.binds
        for target in one.targets
    ]
    reached, ahead = {state}, [state]
    while ahead:
        here = ahead.pop()
        new = {to for sources, to in ways if here in sources and to is not None} - reached
        reached |= new
        ahead += new
    return reached


def _unended(moved: Issue, new: Workflow) -> Iterator[Title]:
    """Name the roles that nothing binds any more, and without whom the issue stays for ever where it is or will be."""
    actions = tuple(new.actions.values())
    reached, bound = _future(new, moved)
    possible = [action for action in actions if _is_possible(new, action, bound)]
    stuck = reached & (_ending(new, actions) - _ending(new, possible))
    actors = [actor for action in actions if not stuck.isdisjoint(action.sources) for actor in action.by]
    for name in dict.fromkeys(_bound_for(new, actor) for actor in actors):
        if name is not None and name not in bound:
            yield Title(
                zh=f"角色“{new.roles[name].zh}”尚未指定，此后也不再指定，而没有其办理，事项无法办结",
                en=f"nobody is bound as {name}, or will be, and without them the issue can't come to an end",
            )


def _future(workflow: Workflow, issue: Issue) -> tuple[set[str], set[str]]:
    """Give the states that the issue may still reach, and the roles that somebody has or may get on the way."""
    reached, bound, known = {issue.state}, {*issue.bindings}, 0
    while known < len(reached) + len(bound):
        known = len(reached) + len(bound)
        for action in workflow.actions.values():
            if not reached.isdisjoint(action.sources) and _is_possible(workflow, action, bound):
                reached |= {target.state for target in action.targets if target.state is not None}
                bound |= {*action.binds}
    return reached, bound


def _is_possible(workflow: Workflow, action: Action, bound: Collection[str]) -> bool:
    """Tell whether somebody may do an action, where `bound` are the roles that somebody is bound to."""
    roles = [_bound_for(workflow, actor) for actor in action.by]
    return any(role is None or role in bound for role in roles)


def _ending(workflow: Workflow, actions: Collection[Action]) -> set[str]:
    """Give the states from which `actions` lead to an end."""
    ending, known = {state.name for state in workflow.states.values() if state.final}, 0
    while known < len(ending):
        known = len(ending)
        for action in actions:
            if any(target.state in ending for target in action.targets):
                ending |= {*action.sources}
    return ending


def _bound_for(workflow: Workflow, party: str | None) -> str | None:
    """Give the role that must be bound for a party to be somebody; None where none need be."""
    seen: set[str] = set()
    while party is not None and (name := party.partition(".")[0]) not in seen:
        seen.add(name)
        role = workflow.roles.get(name)
        if role is None or role.of is not None:
            return None if role is None else name
        party = role.is_
    return None
