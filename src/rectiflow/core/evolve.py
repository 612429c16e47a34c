"""Fold records into the issue they leave. `fold(records) == snapshot`, always."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from attrs import evolve as replace

from rectiflow.core.clocks import RETURNS, turn
from rectiflow.core.rename import rename
from rectiflow.core.supervise import MISSED
from rectiflow.model.issue import Doing, Finding, Issue
from rectiflow.model.migration import Renaming
from rectiflow.model.record import Record, RecordType
from rectiflow.model.timing import Clock

Data = Mapping[str, Any]
"""A record's data, whose shape its type and version promise."""


def fold(records: Iterable[Record]) -> Issue | None:
    """Fold all records of one issue, in order; None when there is none that registers it."""
    issue: Issue | None = None
    for record in records:
        issue = evolve(issue, record)
    return issue


def evolve(issue: Issue | None, record: Record) -> Issue | None:
    """Give the issue after `record`; only a `registered` record makes one out of nothing."""
    if record.type is RecordType.REGISTERED:
        return _register(record, record.data)
    if issue is None:
        return None
    after = _EFFECT.get(record.type, _stand)(issue, record, record.data)
    return replace(after, version=record.version, leaf=record.leaf)


def _register(record: Record, data: Data) -> Issue:
    unborn = Issue(
        id=record.issue,
        version=record.version,
        leaf=record.leaf,
        workflow=data["name"],
        digest=data["workflow"],
        state=data["to"],
        registered_at=record.effective_at,
        entered_at=record.effective_at,
        acted_at=record.effective_at,
        acted_by=data["actor"],
        acted_in=record.version,
        rounds={data["to"]: 1},
    )
    return _take(unborn, record, data)


def _act(issue: Issue, record: Record, data: Data) -> Issue:
    to = data["to"]
    if to == issue.state:
        return _take(issue, record, data)
    entered = 0 if _returns(issue, data["clocks"]) else 1
    rounds = {**issue.rounds, to: issue.rounds.get(to, 0) + entered}
    return _take(replace(issue, state=to, entered_at=record.effective_at, rounds=rounds), record, data)


def _returns(issue: Issue, changes: Data) -> bool:
    """Tell whether a clock that was paused goes on: coming back from a pause is no new round."""
    return any(changes.get(name, {}).get("do") in RETURNS for name, clock in issue.clocks.items() if clock.paused)


def _take(issue: Issue, record: Record, data: Data) -> Issue:
    """Take over what was handed in, bound and done."""
    return replace(
        issue,
        acted_at=record.effective_at,
        acted_by=data["actor"],
        acted_in=record.version,
        fields={**issue.fields, **data["fields"]},
        personal={**issue.personal, **data["personal"]},
        bindings={**issue.bindings, **{role: tuple(ids) for role, ids in data["binds"].items()}},
        clocks=_turned(issue.clocks, record.effective_at, data["clocks"]),
        done={**issue.done, data["action"]: _doing(issue.done.get(data["action"]), record.effective_at, data["actor"])},
    )


def _turned(clocks: Mapping[str, Clock], at: datetime, changes: Data) -> dict[str, Clock]:
    return {**clocks, **{name: _turn(clocks.get(name), at, one) for name, one in changes.items()}}


def _turn(clock: Clock | None, at: datetime, change: Data) -> Clock:
    turned = turn(clock, change["do"], change["occurrence"], at)
    allowed = tuple(change["allowed"]) if "allowed" in change else turned.allowed
    return replace(turned, allowed=allowed, met=change.get("met") if change["do"] == "stop" else turned.met)


def _doing(before: Doing | None, at: datetime, actor: str) -> Doing:
    if before is None:
        return Doing(times=1, by=(actor,), last_at=at)
    by = before.by if actor in before.by else (*before.by, actor)
    return Doing(times=before.times + 1, by=by, last_at=at)


def _miss(issue: Issue, record: Record, data: Data) -> Issue:
    missed = _fired(issue, data["deadline"], MISSED)
    clock = replace(missed.clocks[data["deadline"]], missed_at=record.effective_at)
    return replace(missed, clocks={**missed.clocks, data["deadline"]: clock})


def _escalate(issue: Issue, _: Record, data: Data) -> Issue:
    return _fired(issue, data["deadline"], str(data["step"]))


def _fired(issue: Issue, deadline: str, alarm: str) -> Issue:
    clock = issue.clocks[deadline]
    return replace(issue, clocks={**issue.clocks, deadline: replace(clock, fired=(*clock.fired, alarm))})


def _charge(issue: Issue, record: Record, data: Data) -> Issue:
    finding = Finding(
        fault=data["fault"],
        ground=data["ground"],
        to=tuple(data["to"]),
        at=record.effective_at,
        deadline=data.get("deadline"),
        occurrence=data.get("occurrence"),
    )
    return replace(issue, findings=(*issue.findings, finding))


def _migrate(issue: Issue, record: Record, data: Data) -> Issue:
    """Let the issue go on under another version; what was done, found and missed stays."""
    renamed = rename(issue, Renaming(**data["renamed"]))
    standing = {name: replace(clock, allowed=None) for name, clock in renamed.clocks.items()}
    clocks = _turned(standing, record.effective_at, data["clocks"])
    return replace(
        renamed,
        digest=data["workflow"],
        acted_at=record.effective_at,
        acted_by=data["actor"],
        acted_in=record.version,
        fields=_without(renamed.fields, data["dropped"]),
        personal=_without(renamed.personal, data["dropped"]),
        clocks=clocks | {name: replace(clocks[name], fired=tuple(steps)) for name, steps in data["fired"].items()},
    )


def _without(values: Mapping[str, Any], dropped: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in dropped}


def _stand(issue: Issue, _: Record, __: Data) -> Issue:
    """Leave the issue as it is: a refusal changes nothing."""
    return issue


_EFFECT: Mapping[RecordType, Callable[[Issue, Record, Data], Issue]] = {
    RecordType.ACTED: _act,
    RecordType.MISSED: _miss,
    RecordType.ESCALATED: _escalate,
    RecordType.CHARGED: _charge,
    RecordType.MIGRATED: _migrate,
}
"""What each type of record does to the issue."""
