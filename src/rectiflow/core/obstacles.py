"""What stands in the way of an issue going on under another version. 换版的障碍。

Everything in an issue is kept by name. So a name that is gone would be forgotten, with whatever it
barred or counted; a name that stays with another meaning would be misread.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from attrs import asdict

from rectiflow.core.inputs import fits
from rectiflow.core.rename import rename
from rectiflow.model.issue import Issue
from rectiflow.model.migration import Renaming
from rectiflow.model.subject import Field
from rectiflow.model.titles import Title, Titled
from rectiflow.model.workflow import Workflow

SECTIONS: Mapping[str, Title] = {
    "states": Title(zh="状态", en="state"),
    "actions": Title(zh="动作", en="action"),
    "deadlines": Title(zh="时限", en="deadline"),
    "roles": Title(zh="角色", en="role"),
}
"""The sections whose names an issue is kept by, and what one of each is called."""

_ASKED = {"states": ("rounds",), "actions": ("did", "days_since"), "deadlines": ("met",)}
"""By which functions an expression asks about the history of each."""


def obstacles(issue: Issue, old: Workflow, new: Workflow, renaming: Renaming) -> tuple[Title, ...]:
    """Give every reason why `issue`, pinned to `old`, can't go on under `new` with the names of `renaming`."""
    moved = rename(issue, renaming)
    return (
        *_misnamed(old, new, renaming),
        *_forgotten(issue, old, new, renaming),
        *_unfitting(issue, old, new),
        *_unheld(moved, new),
    )


def _misnamed(old: Workflow, new: Workflow, renaming: Renaming) -> Iterator[Title]:
    """Say what is wrong with the renaming itself, where it concerns the old version."""
    for section, what in SECTIONS.items():
        before, after = _named(old, section), _named(new, section)
        names = {name: other for name, other in getattr(renaming, section).items() if name in before}
        for name, other in names.items():
            if name in after:
                yield Title(
                    zh=f"新版仍有{what.zh}“{name}”，不得另行指定",
                    en=f"the new version still has the {what.en} '{name}', so nothing takes its place",
                )
            if other not in after:
                yield Title(zh=f"新版没有所指定的{what.zh}“{other}”", en=f"the new version has no {what.en} '{other}'")
            if section != "states" and (other in before or list(names.values()).count(other) > 1):
                yield Title(
                    zh=f"{what.zh}“{other}”不能对应旧版的几项",
                    en=f"the {what.en} '{other}' can't take the place of several",
                )


def _forgotten(issue: Issue, old: Workflow, new: Workflow, renaming: Renaming) -> Iterator[Title]:
    """Name what is gone while something of the old version judges by it: who did it would be barred no more."""
    history = {"states": issue.rounds, "actions": issue.done, "deadlines": issue.clocks}
    for section, names in history.items():
        kept = {*_named(new, section), *getattr(renaming, section)}
        for name in names:
            if name not in kept and name in _named(old, section) and _judged_by(old, section, name):
                title, what = _named(old, section)[name], SECTIONS[section]
                yield Title(
                    zh=f"{what.zh}“{title.zh}”（{name}）新版已无，而回避或者条件以其为据，须指定对应项",
                    en=f"the {what.en} '{name}' is gone, and rules judge by what was done: say what takes its place",
                )


def _judged_by(workflow: Workflow, section: str, name: str) -> bool:
    if section == "actions" and any(name in (*one.not_by, *one.same_as) for one in workflow.every_action()):
        return True
    asked = re.compile(rf"\b({'|'.join(_ASKED[section])})\(\s*['\"]{re.escape(name)}['\"]")
    return any(asked.search(text) for text in _texts(asdict(workflow)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, Sequence):
        for one in value:
            yield from _texts(one)


def _unfitting(issue: Issue, old: Workflow, new: Workflow) -> Iterator[Title]:
    """Name the fields whose values the new version couldn't read."""
    for name, field in new.fields.items():
        if (name in issue.personal and not _reads_alike(old.fields[name], field)) or (
            name in issue.fields and (field.personal or not fits(field, issue.fields[name]))
        ):
            yield Title(
                zh=f"已填写的“{field.zh}”与新版字段的类型或者选项不符",
                en=f"what was given as '{name}' is no value of this field in the new version",
            )


def _reads_alike(one: Field, other: Field) -> bool:
    """Tell whether two fields take the same values, where a value is kept apart and can't be looked at."""
    read = [(field.type, field.personal, field.choices, field.each, field.elements) for field in (one, other)]
    return read[0] == read[1]


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


def _named(workflow: Workflow, section: str) -> Mapping[str, Titled]:
    if section == "actions":
        return {action.name: action for action in workflow.every_action()}
    return cast("Mapping[str, Titled]", getattr(workflow, section))
