"""Call everything in an issue by the names of another version. 更名。"""

from collections.abc import Mapping
from typing import TypeVar

from attrs import evolve

from rectiflow.model.issue import Issue
from rectiflow.model.migration import Renaming

_T = TypeVar("_T")


def rename(issue: Issue, renaming: Renaming) -> Issue:
    """Give the issue under the new names: its state and rounds, who did what, its clocks, who is bound.

    Pauses, verdicts and findings are what they were. Of states that run together the rounds are added up.
    """
    return evolve(
        issue,
        state=renaming.states.get(issue.state, issue.state),
        rounds=_rounds(issue.rounds, renaming.states),
        done=_called(issue.done, renaming.actions),
        clocks=_called(issue.clocks, renaming.deadlines),
        bindings=_called(issue.bindings, renaming.roles),
    )


def _rounds(rounds: Mapping[str, int], names: Mapping[str, str]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for state, times in rounds.items():
        name = names.get(state, state)
        counted[name] = counted.get(name, 0) + times
    return counted


def _called(by_name: Mapping[str, _T], names: Mapping[str, str]) -> dict[str, _T]:
    return {names.get(name, name): one for name, one in by_name.items()}
