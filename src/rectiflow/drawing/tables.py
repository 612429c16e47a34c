"""A workflow as tables: its states, actions, deadlines and faults. 一览表。"""

from collections.abc import Iterable, Iterator

from attrs import frozen

from rectiflow.core.terms import HOLDER
from rectiflow.drawing.headings import BASIS, LIMITS, RIGHTS
from rectiflow.drawing.languages import Words, listed
from rectiflow.drawing.phrases import (
    branch,
    circled,
    judging,
    lettered,
    limit,
    parties,
    party,
    right,
    rung,
    running_in,
    told,
    window,
)
from rectiflow.drawing.promises import Promise, promises, running, states_of
from rectiflow.model.accountability import Fault
from rectiflow.model.action import Action, Need, Target
from rectiflow.model.promise import Window
from rectiflow.model.stage import State
from rectiflow.model.titles import Title
from rectiflow.model.workflow import Workflow
from rectiflow.phrasing.conditions import condition
from rectiflow.phrasing.names import Names

Cell = tuple[Words, ...]
"""The paragraphs of a cell."""


@frozen
class Table:
    """A titled table; each row has a cell for each of `heads`."""

    title: Title
    heads: tuple[Title, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(workflow: Workflow) -> tuple[Table, ...]:
    """Give what a workflow promises as tables; empty ones are left out, and empty columns."""
    every = (_states(workflow), _actions(workflow), _deadlines(workflow), _rights(workflow), _faults(workflow))
    return tuple(_said(table) for table in every if table.rows)


def _states(workflow: Workflow) -> Table:
    return Table(
        Title(zh="状态", en="States"),
        (
            Title(zh="状态", en="State"),
            HOLDER,
            Title(zh="时限", en="Limit"),
            Title(zh="说明", en="Remarks"),
        ),
        tuple(
            (
                (state,),
                _held(workflow, state),
                _limits(workflow, (one for _, one in running(workflow, state.name))),
                tuple(_remarks(workflow, state)),
            )
            for state in workflow.states.values()
        ),
    )


def _held(workflow: Workflow, state: State) -> Cell:
    return (party(workflow, state.held_by),) if state.held_by is not None else ()


def _limits(workflow: Workflow, given: Iterable[Promise]) -> Cell:
    return tuple(told(promise, limit(workflow, promise)) for promise in given)


def _remarks(workflow: Workflow, state: State) -> Iterator[Title]:
    if state.waits_for is not None:
        who = party(workflow, state.waits_for)
        yield Title(zh=f"等待{who.zh}", en=f"waits for {who.en}")
    if state.final:
        yield Title(zh="办结", en="ended")
    if state.no_way_back is not None:
        yield Title(zh=f"不再重新办理：{state.no_way_back}", en=f"no way back: {state.no_way_back}")


def _actions(workflow: Workflow) -> Table:
    return Table(
        Title(zh="办理动作", en="Actions"),
        (
            Title(zh="序号", en="No."),
            Title(zh="动作", en="Action"),
            Title(zh="何时可办", en="From"),
            Title(zh="办理后", en="To"),
            Title(zh="办理人", en="By"),
            Title(zh="须提供", en="Needs"),
            Title(zh="时限", en="Limit"),
            Title(zh="规则", en="Rules"),
            BASIS,
        ),
        tuple(tuple(_action(workflow, number, one)) for number, one in enumerate(workflow.every_action(), 1)),
    )


def _action(workflow: Workflow, number: int, action: Action) -> Iterator[Cell]:
    yield (_same(circled(number)),)
    yield (action,)
    yield (listed(workflow.states[name] for name in action.sources),) if action.sources else ()
    yield tuple(_target(workflow, action, target) for target in action.targets)
    yield (parties(workflow, action.by),)
    yield tuple(_needs(workflow, action))
    yield _limits(workflow, _bounding(workflow, action))
    yield tuple(_rules(workflow, action))
    yield _basis(action.basis)


def _bounding(workflow: Workflow, action: Action) -> Iterator[Promise]:
    """Give what an action may end by leaving a state or by meeting it; a window bounds only what it is for."""
    leaves = any(target.state is not None for target in action.targets)
    for promise in promises(workflow).values():
        if isinstance(promise, Window):
            yield from [promise] if promise.right == action.name else []
        elif action.name in promise.met_by or (leaves and not set(promise.runs_in).isdisjoint(action.sources)):
            yield promise


def _target(workflow: Workflow, action: Action, target: Target) -> Words:
    to = workflow.states[target.state] if target.state is not None else Title(zh="状态不变", en="the same state")
    when = branch(workflow, action, target)
    return to if when is None else Title(zh=f"{to.zh}（{when.zh}）", en=f"{to.en} ({when.en})")


def _needs(workflow: Workflow, action: Action) -> Iterator[Words]:
    yield from (_need(workflow, need) for need in action.needs)
    if action.takes:
        takes = listed(workflow.fields[name] for name in action.takes)
        yield Title(zh=f"可提供：{takes.zh}", en=f"optional: {takes.en}")
    if action.binds:
        binds = listed(workflow.roles[name] for name in action.binds)
        yield Title(zh=f"指定：{binds.zh}", en=f"names: {binds.en}")


def _need(workflow: Workflow, need: Need) -> Words:
    field = workflow.fields[need.field]
    if not need.when:
        return field
    when = condition(Names(workflow), need.when)
    return Title(zh=f"{field.zh}（{when.zh}）", en=f"{field.en} ({when.en})")


def _rules(workflow: Workflow, action: Action) -> Iterator[Words]:
    yield from filter(None, (judging(workflow, action), window(action)))
    if action.judges_nobody is not None:
        yield Title(zh=f"无须评判：{action.judges_nobody}", en=f"judges nobody: {action.judges_nobody}")
    for rule in action.require:
        if rule.otherwise is not None:
            yield Title(zh=f"否则不予办理：{rule.otherwise.zh}", en=f"refused when: {rule.otherwise.en}")
    if action.tells:
        told = parties(workflow, tuple(tell.whom for tell in action.tells))
        yield Title(zh=f"告知{told.zh}", en=f"tells {told.en}")


def _deadlines(workflow: Workflow) -> Table:
    return Table(
        LIMITS,
        (
            Title(zh="序号", en="No."),
            Title(zh="时限", en="Deadline"),
            Title(zh="期限", en="Limit"),
            Title(zh="计时起止", en="Runs"),
            Title(zh="督办", en="Supervision"),
            BASIS,
        ),
        tuple(
            (
                (_same(lettered(number)),),
                (one,),
                (limit(workflow, one),),
                tuple(filter(None, [running_in(workflow, one)])),
                tuple(rung(workflow, step) for step in one.rungs),
                _basis(one.basis),
            )
            for number, one in enumerate(workflow.deadlines.values(), 1)
        ),
    )


def _rights(workflow: Workflow) -> Table:
    return Table(
        RIGHTS,
        (
            Title(zh="序号", en="No."),
            Title(zh="期间", en="Window"),
            Title(zh="期限", en="Limit"),
            Title(zh="计时的状态", en="Runs in"),
            Title(zh="规则", en="Rules"),
            BASIS,
        ),
        tuple(
            (
                (_same(lettered(number)),),
                (one,),
                (limit(workflow, one),),
                tuple(workflow.states[name] for name in states_of(workflow, one)),
                (right(workflow, one),),
                _basis(one.basis),
            )
            for number, one in promises(workflow).items()
            if isinstance(one, Window)
        ),
    )


def _faults(workflow: Workflow) -> Table:
    return Table(
        Title(zh="问责情形", en="Accountability"),
        (
            Title(zh="情形", en="Finding"),
            Title(zh="责任人", en="Charged to"),
            Title(zh="由此而起", en="Found when"),
        ),
        tuple(
            ((fault,), (parties(workflow, fault.charge_to),), tuple(_causes(workflow, fault)))
            for fault in workflow.accountability.values()
        ),
    )


def _causes(workflow: Workflow, fault: Fault) -> Iterator[Words]:
    yield from (
        deadline
        for deadline in workflow.deadlines.values()
        if any(fault.name in step.charge for step in deadline.rungs)
    )
    yield from (
        action for action in workflow.every_action() if any(fault.name in target.charge for target in action.targets)
    )


def _said(table: Table) -> Table:
    """Leave out the columns in which nothing stands."""
    kept = [number for number in range(len(table.heads)) if any(row[number] for row in table.rows)]
    rows = tuple(tuple(row[number] for number in kept) for row in table.rows)
    return Table(table.title, tuple(table.heads[number] for number in kept), rows)


def _basis(text: str | None) -> Cell:
    return (_same(text),) if text is not None else ()


def _same(text: str) -> Title:
    return Title(zh=text, en=text)
