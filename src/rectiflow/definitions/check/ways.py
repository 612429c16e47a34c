"""The ways between states that a workflow opens, as a graph."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from attrs import frozen

from rectiflow.definitions.check.walk import actions_of, remembered
from rectiflow.definitions.document import Path
from rectiflow.errors import Words, quoted
from rectiflow.model.action import Action, Target
from rectiflow.model.workflow import Workflow


@frozen
class Way:
    """One way of an action: from a state (None: registering) to a state, written at `path`."""

    source: str | None
    target: str
    action: Action
    says: Target
    path: Path


@remembered
def ways(workflow: Workflow) -> tuple[Way, ...]:
    """Give all ways between the states that a workflow has; what stays where it is, is one as well."""
    every = (way for path, action in actions_of(workflow) for way in _ways(action, path))
    known = {None, *workflow.states}
    return tuple(way for way in every if {way.source, way.target} <= known)


def count(workflow: Workflow) -> int:
    """Tell how many ways there are, without making them."""
    return sum(max(len(action.sources), 1) * len(action.targets) for action in workflow.every_action())


def reachable(start: Iterable[str], ways: Iterable[Way], avoiding: Collection[str] = ()) -> dict[str, int]:
    """Give the states that can be reached from `start`, and in how many steps, without entering some.

    The states of `start` themselves are at 0 steps, unless they are to be avoided.
    """
    following: dict[str, list[str]] = {}
    for way in ways:
        following.setdefault(way.source or "", []).append(way.target)
    return _spread(start, following, avoiding)


def leading_to(goals: Iterable[str], ways: Iterable[Way]) -> set[str]:
    """Give the states from which one of `goals` can be reached, those themselves included."""
    before: dict[str, list[str]] = {}
    for way in ways:
        if way.source is not None:
            before.setdefault(way.target, []).append(way.source)
    return set(_spread(goals, before, ()))


def first_ways(start: Iterable[Way], ways: Iterable[Way]) -> dict[str, Way]:
    """Give each state that is reached when an issue starts by one way and goes on by others: by which it is first."""
    following: dict[str | None, list[Way]] = {}
    for way in ways:
        following.setdefault(way.source, []).append(way)
    queue, found = list(start), dict[str, Way]()
    for way in queue:
        if way.target not in found:
            found[way.target] = way
            queue += following.get(way.target, ())
    return found


def trail(found: Mapping[str, Way], way: Way) -> Words:
    """Name the actions by which an issue goes a way, from where `first_ways` started."""
    names = [way.action.name]
    before = found.get(way.source or "")
    while before is not None and before.source != before.target and len(names) <= len(found):
        names.insert(0, before.action.name)
        before = found.get(before.source or "")
    return Words(quoted(names, "→"), " → ".join(names))


def entrances(ways: Iterable[Way]) -> tuple[str, ...]:
    """Give the states that registering leads to."""
    return tuple(dict.fromkeys(way.target for way in ways if way.source is None))


def _ways(action: Action, path: Path) -> Iterator[Way]:
    for source in action.sources or (None,):
        for at, target in enumerate(action.targets):
            state = target.state or source
            if state is not None:
                yield Way(source, state, action, target, (*path, "to", at))


def _spread(start: Iterable[str], following: Mapping[str, list[str]], avoiding: Collection[str]) -> dict[str, int]:
    found = {state: 0 for state in start if state not in avoiding}
    queue = list(found)
    for state in queue:
        for target in following.get(state, []):
            if target not in found and target not in avoiding:
                found[target] = found[state] + 1
                queue.append(target)
    return found
