"""Time: every wait has its limit, and every clock is told what to do when it is entered again. 时限。"""

from collections.abc import Iterator

from rectiflow.definitions.check.names import actions_of
from rectiflow.definitions.check.ways import Way, entrances, reachable, ways
from rectiflow.definitions.document import Remark
from rectiflow.model.workflow import Deadline, Workflow

_DATES = ("date", "instant")


def waits_limited(workflow: Workflow) -> Iterator[Remark]:
    """Demand that some deadline runs in every state in which an issue waits."""
    limited = {name for deadline in workflow.deadlines.values() for name in deadline.runs_in}
    for name, state in workflow.states.items():
        if not state.final and name not in limited:
            message = f"no deadline runs in the state '{name}'"
            fix = "add one with this state in 'runs_in'"
            yield Remark(path=("states", name), code="RF501", message=message, fix=fix)


def due_is_a_date(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a due date comes from a date or an instant."""
    for name, deadline in workflow.deadlines.items():
        field = workflow.fields.get(deadline.due or "")
        if field is not None and field.type not in _DATES:
            message = f"'{field.name}' is of type {field.type}, so nothing falls due by it"
            path = ("deadlines", name, "due")
            yield Remark(path=path, code="RF212", message=message, fix="name a field of type date or instant")


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
            for name in target.clocks:
                runs_in = workflow.deadlines[name].runs_in
                if not any(one.state in runs_in or one.state is None for one in action.targets if name in one.clocks):
                    message = f"'{name}' doesn't run where this leads, so nothing becomes of it"
                    fix = f"remove it, or lead to {' or '.join(runs_in)}"
                    yield Remark(path=(*path, "to", at, "clocks", name), code="RF503", message=message, fix=fix)


def _returns(workflow: Workflow, deadline: Deadline, every: tuple[Way, ...]) -> Iterator[Way]:
    """Give the ways that lead from outside back into the states of a clock.

    A way leads back when it comes from the end of the issue, when every path to where it starts has
    been through the clock's states, or when it leads no farther from registration than it starts.
    The one ordinary way into the clock's states leads forward, though it may be gone again.
    """
    start = entrances(every)
    steps = reachable(start, every)
    before = reachable(start, every, avoiding=deadline.runs_in)
    after = reachable(deadline.runs_in, every)
    for way in every:
        if way.source is None or way.source in deadline.runs_in or way.target not in deadline.runs_in:
            continue
        if way.source not in after or way.source not in steps:
            continue
        ended = workflow.states[way.source].final
        if ended or way.source not in before or steps[way.target] <= steps[way.source]:
            yield way


RULES = (waits_limited, due_is_a_date, returns_told, policies_used)
