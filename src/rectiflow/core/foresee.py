"""What another version of its workflow would mean for an issue that is under way. 换版影响。

Nothing is moved here. An issue goes on only where nothing of its past is forgotten or turned: what was
missed stays missed, who did what stays barred, and nobody is late by the change of version alone.
"""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from attrs import frozen

from rectiflow.core.carry import Carried, Carrying, Version
from rectiflow.core.obstacles import forgotten, obstacles
from rectiflow.core.readiness import unready_version
from rectiflow.errors import CalendarError
from rectiflow.model.issue import Issue
from rectiflow.model.migration import Migration
from rectiflow.model.stage import State
from rectiflow.model.subject import Field
from rectiflow.model.timing import Due
from rectiflow.model.titles import Title
from rectiflow.model.workflow import Workflow


class Verdict(StrEnum):
    """Whether an issue can go on under another version."""

    SAFE = "safe"
    """It can, as it is. 可以直接换版。"""
    MAPPING = "needs a mapping"
    """Its state is gone: somebody must say which state takes its place. 需要指定对应状态。"""
    REFUSED = "refused"
    """It can't go on there. 不能换版。"""


@frozen(kw_only=True)
class Prospect:
    """What becomes of the issue whose id is `issue`: the verdict, why, and its deadlines; it shows no values.

    `at` is when the new version would begin to apply. `old` is the state that it is in, `new` the one in which
    it would go on, None where there is none. `carried` gives what becomes of every deadline with a clock,
    `dropped` the fields whose values the new version has no place for.
    """

    issue: str
    at: datetime
    verdict: Verdict
    old: State
    new: State | None = None
    reasons: tuple[Title, ...] = ()
    carried: tuple[Carried, ...] = ()
    dropped: tuple[Field, ...] = ()

    @property
    def dates(self) -> tuple[Carried, ...]:
        """The deadlines whose clocks are going, or go from then on."""
        return tuple(one for one in self.carried if one.change is not None)


def foresee(issue: Issue, old: Version, new: Version, now: datetime, migration: Migration) -> Prospect:
    """Say what would become of `issue`, pinned to `old`, if `new` applied to it from `now` on (UTC).

    The renaming of `migration` says which name takes the place of an old one. A state that is gone needs one, and
    so does whatever rules judge by.
    Refused is whatever would break a promise or forget what somebody did; `reasons` say all that is in the way.
    A deadline that is gone stops, and its rungs with it; a new one starts at `now`.
    """
    carrying = Carrying(issue, old, new, now, migration.renaming)
    before, name = old.workflow.states[issue.state], carrying.moved.state
    after = new.workflow.states.get(name)
    carried, undated = _carried(carrying) if after is not None else ((), ())
    unmapped = (
        *_gone(before, name, after),
        *forgotten(issue, old, new.workflow, migration.renaming),
    )
    reasons = (
        *unmapped,
        *_ended(after),
        *obstacles(issue, old, new, migration),
        *undated,
        *_unkept(new.workflow, carried),
    )
    return Prospect(
        issue=issue.id,
        at=now,
        verdict=Verdict.MAPPING if unmapped else Verdict.REFUSED if reasons else Verdict.SAFE,
        old=before,
        new=after,
        reasons=reasons,
        carried=carried,
        dropped=tuple(_dropped(issue, old.workflow, new.workflow)),
    )


def _carried(carrying: Carrying) -> tuple[tuple[Carried, ...], tuple[Title, ...]]:
    """Give what becomes of every deadline, and why that of the others can't be told."""
    found: list[Carried | None] = []
    undated: list[Title] = []
    for name in carrying.names:
        try:
            found.append(carrying.of(name))
        except CalendarError as error:
            undated.append(Title(zh=error.message("zh").rstrip("。"), en=error.message("en").rstrip(".")))
    return tuple(one for one in found if one is not None), tuple(undated)


def _gone(old: State, name: str, after: State | None) -> Iterator[Title]:
    if after is None and name == old.name:
        yield Title(zh=f"新版没有状态“{old.zh}”（{name}）", en=f"the new version has no state '{name}'")


def _ended(after: State | None) -> Iterator[Title]:
    if after is not None and after.final:
        yield Title(
            zh=f"“{after.zh}”是办结状态；事项只能依流程办结，不得因换版而办结",
            en=f"'{after.name}' is final: an issue ends by what is done about it, never by a change of version",
        )


def _unkept(new: Workflow, carried: tuple[Carried, ...]) -> Iterator[Title]:
    """Say which promises would be broken, or couldn't be kept."""
    going = [one.deadline.name for one in carried if one.change not in {None, "stop"}]
    if keys := unready_version(new, going):
        yield Title(
            zh=f"本软件尚不能执行新版中的{'、'.join(f'“{key}”' for key in keys)}",
            en=f"this release can't yet do what {', '.join(keys)} of the new version asks",
        )
    yield from (_late(one, one.after) for one in carried if one.late and one.after is not None)


def _late(one: Carried, end: Due) -> Title:
    day = f"{end.effective:%Y-%m-%d}"
    return Title(
        zh=f"按新版“{one.deadline.zh}”{day} 即已到期；不得因换版而逾期",
        en=f"under the new version '{one.deadline.name}' was due on {day}; nobody may be late by a change of version",
    )


def _dropped(issue: Issue, old: Workflow, new: Workflow) -> Iterator[Field]:
    for name, field in old.fields.items():
        if name not in new.fields and (name in issue.fields or name in issue.personal):
            yield field
