"""What starts, stops and meets a time limit, and when a right lapses. 起止。"""

from collections.abc import Iterator

from rectiflow.core.terms import period
from rectiflow.model.promise import Deadline, Window
from rectiflow.model.titles import Title
from rectiflow.phrasing.names import Names
from rectiflow.phrasing.phrases import any_of, say


def start(names: Names, deadline: Deadline) -> Title:
    """Say what the clock starts with."""
    if deadline.starts:
        return any_of(_starting(names, name) for name in deadline.starts)
    if not deadline.runs_in:
        return Title(zh="登记", en="registration")
    return say("进入{states}", "entering {states}", states=names.states(deadline.runs_in))


def pauses(names: Names, deadline: Deadline) -> Iterator[Title]:
    """Say where the clock stands still, and for how long at most."""
    if not deadline.pauses_in:
        return
    states = names.states(deadline.pauses_in)
    pause = say("事项处于{states}期间中止计时", "the clock stands still at {states}", states=states)
    if deadline.pause_at_most:
        most = period(deadline.pause_at_most)
        pause = say("{pause}，最长{most}", "{pause}, for at most {most}", pause=pause, most=most)
    yield pause


def meets(names: Names, deadline: Deadline) -> Iterator[Title]:
    """Say which actions meet a limit."""
    if deadline.met_by:
        yield say("办理{actions}即为完成", "it is met by {actions}", actions=names.actions(deadline.met_by))


def lapsing(names: Names, window: Window) -> Iterator[Title]:
    """Say what somebody may do until when, and what follows when they don't."""
    yield say(
        "自{start}起{length}内，可以办理{right}",
        "within {length} from {start}, {right} may be done",
        start=names.actions(window.opens),
        length=period(window.within),
        right=names.action(window.right),
    )
    if window.then:
        then = names.action(window.then)
        yield say("期满未办理的，由系统办理{then}", "when it lapses unused, {then} is done", then=then)
    else:
        yield Title(zh="期满未办理的，不得再行办理", en="after that it may no longer be done")


def _starting(names: Names, name: str) -> Title:
    """Say what a clock starts with: an action, a state, a field, the end of another limit."""
    workflow = names.workflow
    if name in workflow.states and workflow.action(name) is None:
        return say("进入{state}", "entering {state}", state=names.state(name))
    if name in workflow.fields and workflow.action(name) is None:
        return say("{field}所定时间", "the time in {field}", field=names.value(name))
    if name in workflow.deadlines and workflow.action(name) is None:
        return say("{limit}届满", "the end of {limit}", limit=names.deadline(name))
    return names.action(name)
