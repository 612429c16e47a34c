"""Judge a command. 裁定。

The order is fixed: authority, legality, inputs, requirements, deadlines, accountability. A refusal
says what is wrong and what is allowed; it changes nothing.
"""

from collections.abc import Mapping

from attrs import frozen

from rectiflow.core import clocks
from rectiflow.core.accountability import charge
from rectiflow.core.authorize import barred_by, capacities
from rectiflow.core.binding import Bindings, read_bindings
from rectiflow.core.conditions import masked, values_of
from rectiflow.core.deadlines import anchored
from rectiflow.core.expressions import course_of
from rectiflow.core.inputs import BadInput, read_fields
from rectiflow.core.machine import UNREGISTERED, Machine, Step, Undecided
from rectiflow.core.readiness import unready, unready_way
from rectiflow.core.reopening import closed
from rectiflow.core.requirements import unmet
from rectiflow.errors import (
    ActionNotAllowed,
    CommandRefused,
    GuardFailed,
    InvalidInput,
    NotAuthorized,
    NotYet,
    Permitted,
    quoted,
)
from rectiflow.model.action import Action, Reopen
from rectiflow.model.command import Command, Decision, Facts
from rectiflow.model.condition import Judge
from rectiflow.model.issue import Issue
from rectiflow.model.record import Draft, Effect, Json, RecordType
from rectiflow.model.timing import write_instant
from rectiflow.model.workflow import Workflow


def decide(machine: Machine, issue: Issue | None, command: Command, facts: Facts) -> Decision:
    """Judge `command` on `issue` (None when it registers one) by the workflow of `machine`.

    Gives the records and effects it leads to, or a refusal with its reason.
    """
    case = _Case(machine, issue, command, facts)
    try:
        action = case.action()
        return _judge(case, action)
    except CommandRefused as refusal:
        return Decision(refusal=refusal)


def permit(machine: Machine, issue: Issue | None, command: Command, facts: Facts) -> CommandRefused | None:
    """Judge all that doesn't depend on what is handed in: None when the actor may do this now, else why not."""
    case = _Case(machine, issue, command, facts)
    try:
        action = case.action()
        _authority(case, action)
        _legality(case, action)
        _reopening(case, action)
    except CommandRefused as refusal:
        return refusal
    return None


@frozen
class _Case:
    """What one judgement is about."""

    machine: Machine
    issue: Issue | None
    command: Command
    facts: Facts

    @property
    def workflow(self) -> Workflow:
        return self.machine.workflow

    @property
    def judge(self) -> Judge:
        """Judges by how the issue has gone before the command."""
        return self.facts.judging(course_of(self.issue), self.facts.effective_at)

    @property
    def state(self) -> str:
        return self.issue.state if self.issue is not None else UNREGISTERED

    def action(self) -> Action:
        action = self.workflow.action(self.command.action)
        if action is None:
            raise self.refusal(
                ActionNotAllowed,
                f"流程“{self.workflow.zh}”没有这个动作",
                f"workflow {self.workflow.name} has no such action",
            )
        return action

    def refusal(self, kind: type[CommandRefused], zh: str, en: str) -> CommandRefused:
        action = self.workflow.action(self.command.action)
        return kind(
            action=self.command.action,
            action_zh=action.zh if action is not None else self.command.action,
            issue=self.command.issue,
            zh=zh,
            en=en,
            allowed=tuple(self._permitted(one) for one in self._open()),
        )

    def _open(self) -> list[Action]:
        """Give the actions that may start in this state and at this instant."""
        permitted = self.machine.permitted(self.state)
        return [one for one in permitted if closed(one, self.issue, self.facts) is None]

    def _permitted(self, action: Action) -> Permitted:
        roles = [self.workflow.capacity(role).zh for role in action.by]
        return Permitted(action=action.name, by=action.by, zh=action.zh, by_zh=tuple(roles))


def _judge(case: _Case, action: Action) -> Decision:
    capacity = _authority(case, action)
    _legality(case, action)
    fields, bindings = _inputs(case, action)
    values = _values(case, fields)
    _requirements(case, action, values, bindings)
    step = _way(case, action, values)
    turned = clocks.changes(case.workflow, case.issue, step, case.facts, values | dict(action.sets))
    started = [name for name, one in turned.items() if one["do"] in clocks.STARTING]
    _ready(case, unready_way(case.workflow, step, started))
    _anchors(case, fields)
    data = _facts_of(case, capacity, step) | {
        "fields": {name: value for name, value in fields.items() if name not in case.facts.commitments}
        | dict(action.sets),
        "personal": dict(case.facts.commitments),
        "binds": {role: list(ids) for role, ids in case.command.binds.items()},
        "clocks": turned,
    }
    kind = RecordType.ACTED if case.issue is not None else RecordType.REGISTERED
    act = Draft(type=kind, effective_at=case.facts.effective_at, data=data)
    findings = charge(
        case.workflow, step.target.charge, case.facts.parties, case.facts.effective_at, {"action": action.name}
    )
    return Decision(drafts=(act, *findings), effects=_effects(case, action, step, turned))


def _authority(case: _Case, action: Action) -> str:
    held = capacities(case.workflow, action.by, case.facts.actor, case.facts.holders)
    if not held:
        titles = [case.workflow.capacity(role) for role in action.by]
        raise case.refusal(
            NotAuthorized,
            f"“{case.facts.actor.id}”不是{'、'.join(role.zh for role in titles)}",
            f"{case.facts.actor.id} is not {' or '.join(f'{role.name} ({role.en})' for role in titles)}",
        )
    earlier = barred_by(action, case.facts.actor, case.issue)
    if earlier is not None:
        done = case.workflow.action(earlier)
        raise case.refusal(
            NotAuthorized,
            f"“{case.facts.actor.id}”办理过“{done.zh if done else earlier}”，不得再办理“{action.zh}”",
            f"{case.facts.actor.id} did '{earlier}' and so can't do '{action.name}'",
        )
    return held[0]


def _ready(case: _Case, keys: tuple[str, ...]) -> None:
    """Refuse what this release can't keep, rather than pass over it."""
    if keys:
        raise case.refusal(
            NotYet,
            f"本版本尚不能执行文件中的{quoted(keys)}",
            f"this release can't yet do what {', '.join(keys)} asks",
        )


def _legality(case: _Case, action: Action) -> None:
    if case.machine.permits(action.name, case.state):
        _ready(case, unready(case.workflow, action))
        return
    if case.issue is None:
        raise case.refusal(
            ActionNotAllowed, "事项尚未登记", "it acts on an issue that is registered already; give the issue"
        )
    state = case.workflow.states[case.state]
    raise case.refusal(ActionNotAllowed, f"事项处于“{state.zh}”", f"the issue is in state '{state.name}'")


def _inputs(case: _Case, action: Action) -> tuple[dict[str, Json], Bindings]:
    try:
        _timely(case)
        fields = read_fields(case.workflow, action, case.command.fields, case.issue, case.judge)
        return fields, read_bindings(case.workflow, action, case.command.binds, case.issue, case.facts)
    except BadInput as bad:
        raise case.refusal(InvalidInput, bad.title.zh, bad.title.en) from None


def _timely(case: _Case) -> None:
    """Refuse a time that has not come, or that lies before what was done last."""
    at = case.command.at
    if at is None:
        return
    if at > case.facts.now:
        raise BadInput("办理时间不得晚于现在", f"{write_instant(at)} has not come yet")
    if case.issue is not None and at < case.issue.acted_at:
        last = write_instant(case.issue.acted_at)
        raise BadInput(f"办理时间不得早于上一次办理（{last}）", f"it was last acted on at {last}")


def _values(case: _Case, fields: dict[str, Json]) -> dict[str, Json]:
    """Give the values to judge by: those before and those handed in; personal ones only as given."""
    return {**values_of(case.issue), **masked(case.workflow, fields)}


def _requirements(case: _Case, action: Action, values: dict[str, Json], bindings: Bindings) -> None:
    held = {name for name, ids in {**case.facts.parties, **bindings}.items() if ids}
    missing = [title for one in action.require for title in unmet(case.workflow, one, values, held, case.judge)]
    if missing:
        raise case.refusal(GuardFailed, "；".join(one.zh for one in missing), "; ".join(one.en for one in missing))
    _reopening(case, action)


def _reopening(case: _Case, action: Action) -> None:
    why = closed(action, case.issue, case.facts)
    if why is not None:
        raise case.refusal(GuardFailed, why.zh, why.en)


def _way(case: _Case, action: Action, values: dict[str, Json]) -> Step:
    try:
        step = case.machine.step(action.name, case.state, values, case.judge)
    except Undecided as untold:
        raise case.refusal(
            GuardFailed,
            f"条件“{untold}”无法判定，不能确定去向",
            f"whether '{untold}' holds can't be told, so no way is open",
        ) from None
    if step is None:
        raise case.refusal(
            GuardFailed, "没有符合条件的去向", "none of its ways is open under these conditions; check the values given"
        )
    return step


def _anchors(case: _Case, fields: dict[str, Json]) -> None:
    """Refuse a date that leaves no time for what is due so long before it."""
    for deadline in case.workflow.deadlines.values():
        if deadline.due is None or deadline.due.before is None or deadline.due.field not in fields:
            continue
        end = anchored(deadline.due, fields, case.facts.calendar)
        if end is not None and end.instant < case.facts.effective_at:
            raise case.refusal(
                GuardFailed,
                f"{deadline.zh}应在 {end.effective} 前完成，已来不及",
                f"{deadline.name} would have been due on {end.effective}; choose a later date",
            )


def _facts_of(case: _Case, capacity: str, step: Step) -> dict[str, Json]:
    """Give what the record keeps so that anyone can judge the command again later."""
    actor = case.facts.actor
    return {
        "action": case.command.action,
        "from": case.issue.state if case.issue is not None else None,
        "to": step.to,
        "actor": actor.id,
        "capacity": capacity,
        "roles": sorted(actor.roles),
        "units": sorted(actor.units),
        "workflow": case.facts.workflow,
        "name": case.workflow.name,
        "calendar": case.facts.calendar.digest,
    }


def _effects(case: _Case, action: Action, step: Step, turned: Mapping[str, Mapping[str, Json]]) -> tuple[Effect, ...]:
    parties = case.facts.parties
    told = [
        Effect(kind="told", to=one, means=tell.means)
        for tell in (*action.tells, *step.target.tells)
        for one in parties.get(tell.whom, ())
    ]
    holder = case.workflow.states[step.to].held_by or ""
    if isinstance(action, Reopen):
        told += [Effect(kind="reopened", to=one) for one in parties.get(holder, ())]
    if any("untold" in one for one in turned.values()):
        concerned = dict.fromkeys((case.facts.actor.id, *parties.get(holder, ())))
        told += [Effect(kind="untold", to=one) for one in concerned]
    return tuple(told)
