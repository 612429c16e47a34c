"""Time: every wait has its limit, and every clock is told what to do when it is entered again. 时限。"""

from collections.abc import Iterator, Mapping

from attrs import fields_dict

from rectiflow.definitions.check.walk import actions_of, nouns
from rectiflow.definitions.check.ways import Way, entrances, reachable, ways
from rectiflow.definitions.document import Remark
from rectiflow.definitions.shapes import key_of
from rectiflow.model.accountability import Measure, Tally, Trigger
from rectiflow.model.promise import Allowance, Anchor, Deadline
from rectiflow.model.stage import Phase
from rectiflow.model.timing import CALENDAR_YEARS, Moment, Period
from rectiflow.model.workflow import Workflow

_DATES = ("date", "instant")
_BY_FIELD: Mapping[type, tuple[str, ...]] = {Anchor: ("field",), Allowance: ("until",), Phase: ("ends",)}
_YEARLY = (Measure, Tally, Trigger)


def waits_limited(workflow: Workflow) -> Iterator[Remark]:
    """Demand that in every state in which an issue waits some deadline runs, or a window lapses that leads on."""
    limited = {name for deadline in workflow.deadlines.values() for name in deadline.runs_in}
    lapsing = [workflow.actions.get(window.then or "") for window in workflow.windows.values()]
    limited.update(name for action in lapsing if action is not None for name in action.sources)
    for name, state in workflow.states.items():
        if not state.final and name not in limited:
            message = f"no deadline runs in the state '{name}'"
            fix = "add one with this state in 'runs_in'"
            yield Remark(path=("states", name), code="RF501", message=message, fix=fix)


def dates(workflow: Workflow) -> Iterator[Remark]:
    """Demand that what falls due or ends by a field does so by a date or an instant."""
    for path, noun in nouns(workflow):
        for attribute in _BY_FIELD.get(type(noun), ()):
            field = workflow.fields.get(getattr(noun, attribute) or "")
            if field is not None and field.type not in _DATES:
                message = f"'{field.name}' is of type {field.type}, so nothing falls due by it"
                here, fix = (*path, key_of(type(noun), attribute)), "name a field of type date or instant"
                yield Remark(path=here, code="RF212", message=message, fix=fix)


def clocks_turn(workflow: Workflow) -> Iterator[Remark]:
    """Demand that every clock has something that starts it, and something that stops it."""
    for name, deadline in workflow.deadlines.items():
        if not (deadline.runs_in or deadline.starts or deadline.due):
            message, fix = f"nothing starts the clock '{name}'", "say where it runs with 'runs_in', or 'starts'"
            yield Remark(path=("deadlines", name), code="RF504", message=message, fix=fix)
        elif not (deadline.runs_in or deadline.met_by):
            message, fix = f"nothing stops the clock '{name}'", "name the actions that keep the promise with 'met_by'"
            yield Remark(path=("deadlines", name), code="RF505", message=message, fix=fix)


def always_limited(workflow: Workflow) -> Iterator[Remark]:
    """Demand that some allowance of a deadline holds whatever was handed in."""
    for name, deadline in workflow.deadlines.items():
        if deadline.within and all(allowance.when for allowance in deadline.within):
            message, fix = f"'{name}' may find no allowance that holds", "let the last one have no 'when'"
            yield Remark(path=("deadlines", name, "within"), code="RF508", message=message, fix=fix)


def countable(workflow: Workflow) -> Iterator[Remark]:
    """Demand periods that the calendar can count: none of ours knows hours of work yet."""
    for path, noun in nouns(workflow):
        for attribute in fields_dict(type(noun)):
            value = getattr(noun, attribute)
            period = value.offset if isinstance(value, Moment) else value
            here = (*path, key_of(type(noun), attribute))
            if isinstance(period, Period) and period.unit == "working hours":
                message = f"the calendar '{workflow.calendar}' doesn't say which hours are worked"
                yield Remark(path=here, code="RF506", message=message, fix="write hours, or working days")
            if isinstance(period, Period) and period.unit == CALENDAR_YEARS and type(noun) not in _YEARLY:
                message, fix = "nobody can be held to a calendar year, which may end tomorrow", "write '1 year'"
                yield Remark(path=here, code="RF507", message=message, fix=fix)


def returns_told(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a way that leads back into the states of a clock says what becomes of the clock."""
    every = ways(workflow)
    for deadline in workflow.deadlines.values():
        for way in _returns(workflow, deadline, every):
            if deadline.name not in way.says.clocks:
                message = f"'{way.action.name}' leads back into '{way.target}', where '{deadline.name}' ran before"
                fix = f"add 'clocks: {{{deadline.name}: new_cycle}}' (or restart, keep_remaining, keep_instant)"
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
                    message = f"'{name}' doesn't run where this leads, so nothing becomes of it"
                    fix = f"remove it, or lead to {' or '.join(runs_in)}"
                    yield Remark(path=(*path, "to", at, "clocks", name), code="RF503", message=message, fix=fix)


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


RULES = (waits_limited, dates, clocks_turn, always_limited, countable, returns_told, policies_used)
