"""Time: every wait has its limit, and every clock is told what to do when it is entered again. 时限。"""

from collections.abc import Iterator, Mapping

from attrs import fields_dict

from rectiflow.definitions.check.lengths import days
from rectiflow.definitions.check.overlap import covered
from rectiflow.definitions.check.walk import actions_of, nouns
from rectiflow.definitions.check.ways import Way, entrances, reachable, ways
from rectiflow.definitions.document import Path, Remark
from rectiflow.definitions.shapes import key_of
from rectiflow.errors import Words, quoted
from rectiflow.model.accountability import Measure, Tally, Trigger
from rectiflow.model.openness import Retention
from rectiflow.model.promise import Allowance, Anchor, Deadline
from rectiflow.model.stage import Phase
from rectiflow.model.timing import CALENDAR_YEARS, Moment, Period
from rectiflow.model.workflow import Workflow
from rectiflow.wording import called

_DATES = ("date", "instant")
_BY_FIELD: Mapping[type, tuple[str, ...]] = {Anchor: ("field",), Allowance: ("until",), Phase: ("ends",)}
_YEARLY = (Measure, Tally, Trigger)
_UNCOUNTED = (Retention, Tally, Trigger)
_LONGEST_YEAR = 366

YEARS_AHEAD = 10
"""For how many years every calendar counts on after its last notice; dates so far ahead are provisional."""
_TO_LIMIT = Words(
    "请增加时限，把该状态写入“runs_in”，不带“when”", "add one with this state in 'runs_in', and without 'when'"
)
_NO_LIMIT = Words(
    "自然年度不能作为时限，因为它可能次日就结束", "nobody can be held to a calendar year, which may end tomorrow"
)


def waits_limited(workflow: Workflow) -> Iterator[Remark]:
    """Demand that in every state in which an issue waits a deadline always runs, or a window lapses that leads on."""
    lapsing = [workflow.actions.get(window.then or "") for window in workflow.windows.values()]
    left = {name for action in lapsing if action is not None for name in action.sources}
    for name, state in workflow.states.items():
        running = [one.when for one in workflow.deadlines.values() if name in one.runs_in]
        if not (state.final or name in left or covered(workflow, running)):
            none = Words(f"状态{called(state)}没有时限", f"no deadline runs in the state '{name}'")
            some = Words(f"状态{called(state)}并非总有时限", f"no deadline always runs in the state '{name}'")
            yield Remark(path=("states", name), code="RF501", message=some if running else none, fix=_TO_LIMIT)


def dates(workflow: Workflow) -> Iterator[Remark]:
    """Demand that what falls due or ends by a field does so by a date or an instant."""
    for path, noun in nouns(workflow):
        for attribute in _BY_FIELD.get(type(noun), ()):
            field = workflow.fields.get(getattr(noun, attribute) or "")
            if field is not None and field.type not in _DATES:
                message = Words(
                    f"字段{called(field)}的类型是“{field.type}”，不能据以确定到期日",
                    f"'{field.name}' is of type {field.type}, so nothing falls due by it",
                )
                fix = Words(
                    "请改用类型为“date”（日期）或者“instant”（日期和时刻）的字段",
                    "name a field of type date or instant",
                )
                yield Remark(path=(*path, key_of(type(noun), attribute)), code="RF212", message=message, fix=fix)


def clocks_turn(workflow: Workflow) -> Iterator[Remark]:
    """Demand that every clock has something that starts it, and something that stops it."""
    for name, deadline in workflow.deadlines.items():
        if not (deadline.runs_in or deadline.starts or deadline.due):
            message = Words(f"时限{called(deadline)}无从起算", f"nothing starts the clock '{name}'")
            fix = Words(
                "请用“runs_in”写明在哪些状态计时，或者用“starts”写明起算事由",
                "say where it runs with 'runs_in', or 'starts'",
            )
            yield Remark(path=("deadlines", name), code="RF504", message=message, fix=fix)
        elif not (deadline.runs_in or deadline.met_by):
            message = Words(f"时限{called(deadline)}无从停止", f"nothing stops the clock '{name}'")
            fix = Words("请用“met_by”写明哪些动作视为完成", "name the actions that keep the promise with 'met_by'")
            yield _endless(name, (), message, fix)


def always_limited(workflow: Workflow) -> Iterator[Remark]:
    """Demand that some allowance of a deadline holds whatever was handed in."""
    for name, deadline in workflow.deadlines.items():
        if deadline.within and all(allowance.when for allowance in deadline.within):
            message = Words(f"时限{called(deadline)}可能没有适用的期限", f"'{name}' may find no allowance that holds")
            fix = Words("请让最后一项不带“when”", "let the last one have no 'when'")
            yield Remark(path=("deadlines", name, "within"), code="RF508", message=message, fix=fix)


def countable(workflow: Workflow) -> Iterator[Remark]:
    """Demand periods that the calendar can count: none of ours knows hours of work yet."""
    for path, noun in nouns(workflow):
        for attribute in fields_dict(type(noun)):
            period = _period(getattr(noun, attribute))
            here = (*path, key_of(type(noun), attribute))
            if period is not None and period.unit == "working hours":
                message = Words(
                    f"工作日历“{workflow.calendar}”没有载明办公时间",
                    f"the calendar '{workflow.calendar}' doesn't say which hours are worked",
                )
                fix = Words("请改用“hours”（小时）或者“working days”（工作日）", "write hours, or working days")
                yield Remark(path=here, code="RF506", message=message, fix=fix)
            if period is not None and period.unit == CALENDAR_YEARS and type(noun) not in _YEARLY:
                yield Remark(path=here, code="RF507", message=_NO_LIMIT, fix=Words("请写“1 year”", "write '1 year'"))


def within_coverage(workflow: Workflow) -> Iterator[Remark]:
    """Demand periods that end before the calendar does, even when they start on the last day of its last notice."""
    for path, noun in nouns(workflow):
        for attribute in fields_dict(type(noun)) if not isinstance(noun, _UNCOUNTED) else ():
            period = _period(getattr(noun, attribute))
            if period is not None and days(period)[0] > YEARS_AHEAD * _LONGEST_YEAR:
                message = Words(
                    f"“{period}”可能超出工作日历“{workflow.calendar}”的范围",
                    f"'{period}' may end where the calendar '{workflow.calendar}' has no days",
                )
                fix = Words(
                    f"请写至多{YEARS_AHEAD}年，即日历在最后一次通知之后还能计算的年数",
                    f"write at most {YEARS_AHEAD} years, so far it counts beyond its last notice",
                )
                here = (*path, key_of(type(noun), attribute))
                yield Remark(path=here, code="RF512", message=message, fix=fix)


def clocks_stop(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a clock can stop: what it runs in is left again, and what meets it can be done after it starts."""
    every = ways(workflow)
    for name, deadline in workflow.deadlines.items():
        meeting = {way.source for way in every if way.action.name in deadline.met_by}
        for at, state in enumerate(deadline.runs_in):
            if state in workflow.states and workflow.states[state].final and state not in meeting:
                message = Words(
                    f"时限{called(deadline)}在办结状态“{state}”中计算，无从停止",
                    f"'{name}' runs in the final state '{state}', where nothing stops it",
                )
                yield _endless(name, ("runs_in", at), message, Words("请删去该状态", "take the state out"))
        started = _started(deadline, every)
        if started and deadline.met_by and not deadline.runs_in and meeting.isdisjoint(reachable(started, every)):
            message = Words(
                f"时限{called(deadline)}起算之后，再无动作可以使其停止",
                f"once '{name}' has started, nothing can be done any more that meets it",
            )
            fix = Words("请写起算之后还能办理的动作", "name an action that can be done after it starts")
            yield _endless(name, ("met_by",), message, fix)


def returns_told(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a way that leads back into the states of a clock says what becomes of the clock."""
    every = ways(workflow)
    for deadline in workflow.deadlines.values():
        for way in _returns(workflow, deadline, every):
            if deadline.name not in way.says.clocks:
                message = Words(
                    f"动作{called(way.action)}再次转入{called(workflow.states[way.target])}，而时限{called(deadline)}已在其中计过时",
                    f"'{way.action.name}' leads back into '{way.target}', where '{deadline.name}' ran before",
                )
                fix = Words(
                    f"请写明如何计时：“clocks: {{{deadline.name}: new_cycle}}”（另行起算），"
                    "或者改为“restart”（重新计算）、“keep_remaining”（按剩余时间继续计算）、“keep_instant”（到期时间不变）",
                    f"add 'clocks: {{{deadline.name}: new_cycle}}' (or restart, keep_remaining, keep_instant)",
                )
                yield Remark(path=way.path, code="RF502", message=message, fix=fix)


def policies_used(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a way tells a clock what to do only if it leads to where it runs."""
    for path, action in actions_of(workflow):
        for at, target in enumerate(action.targets):
            for name in set(target.clocks) & set(workflow.deadlines):
                runs_in = workflow.deadlines[name].runs_in
                if runs_in and not any(
                    one.state in runs_in or one.state is None for one in action.targets if name in one.clocks
                ):
                    message = Words(
                        f"时限{called(workflow.deadlines[name])}在所转入的状态中不计时，这一约定不起作用",
                        f"'{name}' doesn't run where this leads, so nothing becomes of it",
                    )
                    fix = Words(
                        f"请删去，或者转入{quoted(runs_in, '或者')}", f"remove it, or lead to {' or '.join(runs_in)}"
                    )
                    yield Remark(path=(*path, "to", at, "clocks", name), code="RF503", message=message, fix=fix)


def _period(value: object) -> Period | None:
    period = value.offset if isinstance(value, Moment) else value
    return period if isinstance(period, Period) else None


def _endless(name: str, step: Path, message: Words, fix: Words) -> Remark:
    return Remark(path=("deadlines", name, *step), code="RF505", message=message, fix=fix)


def _started(deadline: Deadline, every: tuple[Way, ...]) -> set[str]:
    """Give the states in which an issue is when something has started a clock, as far as the file tells."""
    return {way.target for way in every if {way.action.name, way.target} & set(deadline.starts)}


def _returns(workflow: Workflow, deadline: Deadline, every: tuple[Way, ...]) -> Iterator[Way]:
    """Give the ways that lead from outside back into the states of a clock.

    A way leads back when it comes from the end of the issue, when every path to where it starts has
    been through the clock's states, or when it leads no farther from registration than it starts.
    The one ordinary way into the clock's states leads forward, though it may be gone again.
    """
    inside = {*deadline.runs_in, *deadline.pauses_in}
    start = entrances(every)
    steps = reachable(start, every)
    before = reachable(start, every, avoiding=deadline.runs_in)
    after = reachable(deadline.runs_in, every)
    for way in every:
        if way.source is None or way.source in inside or way.target not in deadline.runs_in:
            continue
        if way.source not in after or way.source not in steps:
            continue
        ended = workflow.states[way.source].final
        if ended or way.source not in before or steps[way.target] <= steps[way.source]:
            yield way


RULES = (
    waits_limited,
    dates,
    clocks_turn,
    clocks_stop,
    always_limited,
    countable,
    within_coverage,
    returns_told,
    policies_used,
)
