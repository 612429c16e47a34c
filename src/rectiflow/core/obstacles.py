"""What stands in the way of an issue going on under another version. 换版的障碍。

Everything in an issue is kept by name. So a name that is gone would be forgotten, with whatever it
barred or counted; a name that stays with another meaning would be misread.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import cast

from rectiflow.core.binding import kept_apart
from rectiflow.core.carry import Version
from rectiflow.core.inputs import fits
from rectiflow.core.rename import names_of, rename
from rectiflow.core.stranded import stranded
from rectiflow.model.expression import Question
from rectiflow.model.issue import Issue
from rectiflow.model.migration import Migration, Renaming
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

_TOGETHER = ("states", "actions")
"""The sections of which several may become one: rounds add up, and whoever did either did it."""


def obstacles(issue: Issue, old: Version, new: Version, migration: Migration) -> tuple[Title, ...]:
    """Give the reasons why `issue`, pinned to `old`, can't go on under `new` with the names of `migration`.

    What only wants another name in its place is not among them: `forgotten` names that.
    """
    renaming, moved = migration.renaming, rename(issue, migration.renaming)
    before, after = old.workflow, new.workflow
    return (
        *_earlier(before, after, migration),
        *_misnamed(issue, before, after, renaming),
        *_unfitting(issue, before, after),
        *_of_another_kind(issue, before, after, renaming),
        *kept_apart(after, moved.bindings, new.parties),
        *stranded(moved, after),
    )


def forgotten(issue: Issue, old: Version, new: Workflow, renaming: Renaming) -> Iterator[Title]:
    """Name what is gone while something of the old version judges by it: who did it would be barred no more.

    A mapping says what takes its place.
    """
    history = {"states": issue.rounds, "actions": issue.done, "deadlines": issue.clocks}
    for section, names in history.items():
        kept, before = {*_named(new, section), *getattr(renaming, section)}, _named(old.workflow, section)
        for name in names:
            if name not in kept and name in before and _is_judged_by(old, section, name):
                title, what = before[name], SECTIONS[section]
                yield Title(
                    zh=f"{what.zh}“{title.zh}”（{name}）新版已无，而回避或者条件以其为据，须指定对应项",
                    en=f"the {what.en} '{name}' is gone, and rules judge by what was done: say what takes its place",
                )


def mistyped(renaming: Renaming, issues: Collection[Issue], versions: Collection[Workflow]) -> Iterator[Title]:
    """Name what a renaming speaks of and neither an issue nor a version has: somebody mistyped it."""
    for section, what in SECTIONS.items():
        kept = (name for issue in issues for name in names_of(issue)[section])
        known = {*kept, *(name for workflow in versions for name in _named(workflow, section))}
        for name in getattr(renaming, section):
            if name not in known:
                yield Title(
                    zh=f"旧版和在办事项都没有{what.zh}“{name}”，无从对应",
                    en=f"no version that an issue is under has the {what.en} '{name}', so nothing can take its place",
                )


def _earlier(old: Workflow, new: Workflow, migration: Migration) -> Iterator[Title]:
    """Keep an issue from going back by mistake, as where an older process still runs."""
    if new.version <= old.version and migration.to is None:
        yield Title(
            zh=f"事项按第{old.version}版办理，现行的第{new.version}版并非更新的版本；确要换为该版，须指明版本",
            en=f"it is under version {old.version}, and version {new.version} is no later one: name it, if it is meant",
        )


def _misnamed(issue: Issue, old: Workflow, new: Workflow, renaming: Renaming) -> Iterator[Title]:
    """Say what is wrong with the renaming itself, where it concerns the issue or its version."""
    for section, what in SECTIONS.items():
        before, after, kept = _named(old, section), _named(new, section), names_of(issue)[section]
        names = {name: one for name, one in getattr(renaming, section).items() if name in before or name in kept}
        for name, other in names.items():
            if name in after:
                yield Title(
                    zh=f"新版仍有{what.zh}“{name}”，不得另行指定",
                    en=f"the new version still has the {what.en} '{name}', so nothing takes its place",
                )
            if other not in after:
                yield Title(zh=f"新版没有所指定的{what.zh}“{other}”", en=f"the new version has no {what.en} '{other}'")
            shared = other in before or list(names.values()).count(other) > 1
            if (section != "states" and shared) or (section not in _TOGETHER and other in kept):
                yield Title(
                    zh=f"{what.zh}“{other}”不能对应旧版的几项",
                    en=f"the {what.en} '{other}' can't take the place of several",
                )


def _is_judged_by(version: Version, section: str, name: str) -> bool:
    acted = version.workflow.every_action() if section == "actions" else ()
    barred = any(name in (*one.not_by, *one.same_as) for one in acted)
    return barred or any(Question(function, name) in version.asks for function in _ASKED[section])


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


def _of_another_kind(issue: Issue, old: Workflow, new: Workflow, renaming: Renaming) -> Iterator[Title]:
    """Name the roles that somebody is bound to and that may be somebody else now, such as a unit, not a person."""
    for name in issue.bindings:
        before, after = old.roles.get(name), new.roles.get(renaming.roles.get(name, name))
        if before is not None and after is not None and before.of != after.of:
            yield Title(
                zh=f"角色“{after.zh}”已经指定，而新版改变了该角色的种类",
                en=f"somebody is bound as {after.name}, and the new version makes it another kind of role",
            )


def _named(workflow: Workflow, section: str) -> Mapping[str, Titled]:
    if section == "actions":
        return {action.name: action for action in workflow.every_action()}
    return cast("Mapping[str, Titled]", getattr(workflow, section))
