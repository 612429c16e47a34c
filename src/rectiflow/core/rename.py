"""Call everything in an issue by the names of another version. 更名。"""

from collections.abc import Callable, Collection, Mapping
from operator import add
from typing import TypeVar

from attrs import asdict, evolve

from rectiflow.model.issue import Doing, Issue
from rectiflow.model.migration import Renaming

_T = TypeVar("_T")


def rename(issue: Issue, renaming: Renaming) -> Issue:
    """Give the issue under the new names: its state and rounds, who did what, its clocks, who is bound.

    Pauses, verdicts and findings are what they were. Where a name is in the issue already, the rounds and whoever
    did it are put together; clocks and bindings can't be.
    """
    return evolve(
        issue,
        state=renaming.states.get(issue.state, issue.state),
        rounds=_together(issue.rounds, renaming.states, add),
        done=_together(issue.done, renaming.actions, _both),
        clocks=_called(issue.clocks, renaming.deadlines),
        bindings=_called(issue.bindings, renaming.roles),
    )


def names_of(issue: Issue) -> Mapping[str, Collection[str]]:
    """Give the names that an issue is kept by, by the section of its workflow that they are from."""
    return {
        "states": {issue.state, *issue.rounds},
        "actions": issue.done.keys(),
        "deadlines": issue.clocks.keys(),
        "roles": issue.bindings.keys(),
    }


def applied(issue: Issue, renaming: Renaming) -> Renaming:
    """Give the part of a renaming by which something in `issue` is called otherwise."""
    kept = names_of(issue)
    sections: Mapping[str, Mapping[str, str]] = asdict(renaming)
    return Renaming(
        **{
            section: {old: new for old, new in names.items() if old in kept[section]}
            for section, names in sections.items()
        }
    )


def _together(by_name: Mapping[str, _T], names: Mapping[str, str], put: Callable[[_T, _T], _T]) -> dict[str, _T]:
    called = {name: one for name, one in by_name.items() if name not in names}
    for old, one in by_name.items():
        if (name := names.get(old)) is not None:
            called[name] = put(called[name], one) if name in called else one
    return called


def _both(one: Doing, other: Doing) -> Doing:
    """Take two actions for one: whoever did either is barred as having done it."""
    by = tuple(dict.fromkeys((*one.by, *other.by)))
    return Doing(times=one.times + other.times, by=by, last_at=max(one.last_at, other.last_at))


def _called(by_name: Mapping[str, _T], names: Mapping[str, str]) -> dict[str, _T]:
    return {names.get(name, name): one for name, one in by_name.items()}
