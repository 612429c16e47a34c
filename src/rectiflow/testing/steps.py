"""The steps of scenarios, each in Chinese and in English. 步骤。

They only say to an engine what a scenario says, and compare what it answers. `STEPS` lists them.
PYTEST_DONT_REWRITE: nothing is asserted by `assert` here.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import pytest_bdd
from attrs import frozen

from rectiflow.errors import NotAuthorized
from rectiflow.model.record import Record
from rectiflow.testing.people import Table
from rectiflow.testing.phrase import Phrase
from rectiflow.testing.recorded import expected_rows, line, matches, whom
from rectiflow.testing.scene import READER, ZONE, Scene
from rectiflow.testing.words import Unmet, key_of, local_text, several

Function = TypeVar("Function", bound=Callable[..., None])


@frozen
class Step:
    """A step: the phrases that call it, and what it does in one sentence."""

    zh: str
    en: str
    meaning: str


STEPS: list[Step] = []
"""Every step, in the order of this module."""


def _step(zh: str, en: str, *kinds: Callable[..., Any]) -> Callable[[Function], Function]:
    def bind(function: Function) -> Function:
        STEPS.append(Step(zh, en, (function.__doc__ or "").strip()))
        for kind in kinds:
            for phrase in (zh, en):
                kind(Phrase(phrase), stacklevel=2)(function)
        return function

    return bind


def doing(zh: str, en: str) -> Callable[[Function], Function]:
    """Make a step that sets up or does something: 假如 or 当, Given or When."""
    return _step(zh, en, pytest_bdd.given, pytest_bdd.when)


def expecting(zh: str, en: str) -> Callable[[Function], Function]:
    """Make a step that expects something: 那么, Then."""
    return _step(zh, en, pytest_bdd.then)


@doing('流程文件"{path}"', 'the workflow file "{path}"')
def use_workflow(scene: Scene, path: str) -> None:
    """Put a workflow into force; the file is looked for beside the feature, then in pytest's root folder."""
    scene.use_workflow(path)


@doing('通讯录"{path}"', 'the directory "{path}"')
def use_directory(scene: Scene, path: str) -> None:
    """Take people and units from a directory file."""
    scene.use_directory(path)


@doing("下列单位", "these units")
def use_units(scene: Scene, datatable: Table = ()) -> None:
    """Say which units there are, when there is no directory file."""
    scene.use_units(datatable)


@doing("下列人员", "these people")
def use_people(scene: Scene, datatable: Table = ()) -> None:
    """Say who there is and in which roles, when there is no directory file."""
    scene.use_people(datatable)


@doing('现在是"{time}"', 'it is "{time}"')
def be_at(scene: Scene, time: str) -> None:
    """Set the clock or move it on, without handling what falls due on the way."""
    scene.be_at(time)


@doing('时间到"{time}"', 'time reaches "{time}"')
def reach(scene: Scene, time: str) -> None:
    """Move the clock on and handle everything that fell due before."""
    scene.be_at(time)
    scene.engine.tick()


@doing(
    '"{who}"登记"{workflow}"[，称为"{called}"][，时间计为"{at}"][，编号为"{key}"]',
    '"{who}" registers "{workflow}"[, called "{called}"][, counting from "{at}"][, under the key "{key}"]',
)
def register(  # noqa: PLR0913  (each is a word of the phrase)
    scene: Scene,
    who: str,
    workflow: str,
    *,
    called: str | None,
    at: str | None,
    key: str | None,
    datatable: Table = (),
) -> None:
    """Register an issue with the fields and parties of the table."""
    scene.register(who, workflow, datatable, called=called, at=at, key=key)


@doing(
    '"{who}"办理"{action}"[，时间计为"{at}"][，编号为"{key}"]',
    '"{who}" does "{action}"[, counting from "{at}"][, under the key "{key}"]',
)
def act(  # noqa: PLR0913  (each is a word of the phrase)
    scene: Scene, who: str, action: str, *, at: str | None, key: str | None, datatable: Table = ()
) -> None:
    """Do an action on the issue at hand with the fields and parties of the table."""
    scene.act(who, action, datatable, at=at, key=key)


@doing('转到事项"{called}"', 'we turn to the issue "{called}"')
def turn_to(scene: Scene, called: str) -> None:
    """Make another issue the one at hand."""
    if called not in scene.called:
        raise Unmet(f"没有称为“{called}”的事项", f"no issue is called '{called}'")
    scene.current = scene.called[called]


@expecting('状态应为"{state}"', 'the state should be "{state}"')
def state_is(scene: Scene, state: str) -> None:
    """Expect the issue at hand to be in a state."""
    states = scene.workflow.states
    actual = states[scene.issue.state]
    if actual.name != key_of(state, states, "state"):
        raise Unmet(f"状态应为“{state}”，实为“{actual.zh}”", f"the state should be '{state}', and is '{actual.name}'")


@expecting('应被拒绝，理由含"{reason}"', 'it should be refused because "{reason}"')
def is_refused(scene: Scene, reason: str) -> None:
    """Expect the command just given to be refused, for a reason that says this."""
    given = scene.reason()
    if reason not in given:
        raise Unmet(f"拒绝的理由应含“{reason}”，实为“{given}”", f"the reason should say '{reason}', and was '{given}'")


@expecting('时限"{deadline}"应于"{date}"到期', 'the deadline "{deadline}" should fall due on "{date}"')
def falls_due(scene: Scene, deadline: str, date: str) -> None:
    """Expect the day (or, of a deadline in hours, the minute) on which a deadline falls due."""
    promise = scene.promise(deadline)
    effective = promise.due.effective if promise.due is not None else None
    actual = local_text(effective, ZONE) if isinstance(effective, datetime) else str(effective)
    if actual != date:
        why = promise.explain("zh"), promise.explain("en")
        raise Unmet(
            f"时限“{deadline}”应于“{date}”到期，实为“{actual}”\n{why[0]}",
            f"the deadline '{deadline}' should fall due on {date}, and does on {actual}\n{why[1]}",
        )


@expecting(
    '{should:应|不应}[于"{date}"]向"{who}"发出"{rung}"',
    'a "{rung}" {should:should|should not} go to "{who}"[ on "{date}"]',
)
def is_told(scene: Scene, should: str, rung: str, who: str, date: str | None) -> None:
    """Expect supervision to reach somebody: which rung (提示 催办 督办 通报 挂牌 问责), whom, and when."""
    table = [["rung", "time"], [rung, date or ""]]
    person = scene.party(who)
    told = [record for record in _found(scene, table) if person in whom(record)]
    _holds(should, told, f"向“{who}”发出“{rung}”", f"a '{rung}' goes to '{who}'")


@expecting(
    '问责线索"{fault}"{should:应|不应}指向"{who}"', 'the finding "{fault}" {should:should|should not} point at "{who}"'
)
def is_charged(scene: Scene, fault: str, should: str, who: str) -> None:
    """Expect a fault to be charged to somebody."""
    person = scene.party(who)
    charged = [record for record in _found(scene, [["fault"], [fault]]) if person in whom(record)]
    _holds(should, charged, f"问责线索“{fault}”指向“{who}”", f"the finding '{fault}' points at '{who}'")


@expecting('{should:应|不应}在"{who}"的待办中', 'it {should:should|should not} be in the inbox of "{who}"')
def is_in_inbox(scene: Scene, should: str, who: str) -> None:
    """Expect the issue at hand to wait for somebody."""
    waiting = [one.issue.id for one in scene.engine.inbox(by=scene.party(who))]
    _holds(should, scene.issue.id in waiting, f"在“{who}”的待办中", f"it is in the inbox of '{who}'")


@expecting('"{who}"此时可办理的应为"{actions}"', 'what "{who}" may do now should be "{actions}"')
def is_allowed(scene: Scene, who: str, actions: str) -> None:
    """Expect exactly these actions to be allowed to somebody now (an empty quote for none)."""
    expected = {key_of(one, scene.actions, "action") for one in several(actions)}
    allowed = scene.engine.allowed(scene.issue.id, by=scene.id_of(who))
    actual = {one.action.name for one in allowed if one.now}
    if actual != expected:
        named = sorted(actual)
        raise Unmet(
            f"“{who}”此时可办理的应为“{actions}”，实为“{'、'.join(scene.actions[one].zh for one in named)}”",
            f"what '{who}' may do now should be '{actions}', and is '{', '.join(named)}'",
        )


@expecting('["{who}"看到的]字段"{field}"应为"{value}"', 'the field "{field}"[ as "{who}" sees it] should be "{value}"')
def field_is(scene: Scene, who: str | None, field: str, value: str) -> None:
    """Expect a value, as an auditor or as somebody else sees it (an empty quote for none)."""
    fields = scene.workflow.fields
    name = key_of(field, fields, "field")
    issue = scene.engine.get(scene.issue.id, by=scene.id_of(who) if who is not None else READER)
    actual = issue.fields.get(name)
    if actual != scene.value(fields[name], value) and (actual or value):
        raise Unmet(f"“{field}”应为“{value}”，实为“{actual}”", f"'{field}' should be '{value}', and is '{actual}'")


@expecting('"{who}"{should:应能|不能}查看该事项', '"{who}" {should:should|should not} be able to read the issue')
def is_read(scene: Scene, who: str, should: str) -> None:
    """Expect somebody to be allowed to read the issue at hand, or not."""
    identity, issue = scene.id_of(who), scene.issue.id
    try:
        seen = scene.engine.get(issue, by=identity) is not None
    except NotAuthorized:
        seen = False
    _holds(should, seen, f"“{who}”能查看该事项", f"'{who}' can read the issue")


@expecting("{should:应|不应}有下列记录", "there {should:should|should not} be these records")
def has_records(scene: Scene, should: str, datatable: Table = ()) -> None:
    """Expect a record like each row of the table (or none like any of them)."""
    for row in expected_rows(scene, datatable):
        found = [record for record in scene.records if matches(row, record)]
        said = line(scene, row)
        _holds(should, found, f"有记录“{said}”", f"there is a record '{said}'")


@expecting("全部记录应为", "the records should be exactly")
def records_are(scene: Scene, datatable: Table = ()) -> None:
    """Expect the whole history: a row for each record, in order."""
    expected, actual = expected_rows(scene, datatable), scene.records
    if len(expected) != len(actual):
        raise Unmet(f"应有{len(expected)}条记录，实有{len(actual)}条", f"{len(expected)} records, not {len(actual)}")
    for number, (row, record) in enumerate(zip(expected, actual, strict=True), 1):
        if not matches(row, record):
            said = line(scene, row)
            raise Unmet(f"第{number}条记录应为“{said}”", f"record {number} should be '{said}'")


def _found(scene: Scene, table: Table) -> list[Record]:
    [row] = expected_rows(scene, table)
    return [record for record in scene.records if matches(row, record)]


def _holds(should: str, holds: object, zh: str, en: str) -> None:
    """Raise Unmet unless what is said holds, or doesn't where it should not."""
    wanted = should in {"应", "应能", "should"}
    if bool(holds) is not wanted:
        raise Unmet(
            f"{'应' if wanted else '不应'}{zh}，实际{'没有' if wanted else '却是'}",
            f"it {'should' if wanted else 'should not'} be that {en}, and {'is not' if wanted else 'is'}",
        )
