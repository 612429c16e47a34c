"""时限与督办: deadlines, ladders, windows, recurring duties. Time limits and supervision."""

from collections.abc import Iterable, Iterator

from rectiflow.core.terms import period
from rectiflow.model.promise import Allowance, Deadline, Duty, Extension, Rung, Window
from rectiflow.model.titles import Title
from rectiflow.phrasing.clauses import based, needs, needs_at_times, opened, rung, told, where
from rectiflow.phrasing.clocks import lapsing, meets, pauses, start
from rectiflow.phrasing.conditions import condition
from rectiflow.phrasing.names import Names, titled
from rectiflow.phrasing.phrases import article, numbered, say, sentences, together
from rectiflow.phrasing.times import anchored, latest, often, recurring

TITLE = Title(zh="时限与督办", en="Time limits and supervision")


def articles(names: Names) -> Iterator[Title]:
    """Give the articles of this chapter; rungs that several limits share stand once, after the limits."""
    deadlines = names.workflow.deadlines.values()
    yield from (article(titled(deadline), sentences(_deadline(names, deadline))) for deadline in deadlines)
    yield from (_ladder(names, rungs) for rungs in _ladders(deadlines))
    windows = names.workflow.windows.values()
    yield from (article(titled(window), sentences(_window(names, window))) for window in windows)
    duties = names.workflow.every.values()
    yield from (article(titled(duty), sentences(_duty(names, duty))) for duty in duties)


def _deadline(names: Names, deadline: Deadline) -> Iterator[Title]:
    if deadline.when:
        when = condition(names, deadline.when)
        yield say("本条适用于{when}的事项", "this limit applies where {when}", when=when)
    if deadline.owed_by:
        yield say("由{who}负责按期完成", "{who} shall keep it", who=names.party(deadline.owed_by))
    budget, course = list(_budget(names, deadline)), list(_course(names, deadline))
    if len(deadline.within) > 1:
        yield from budget
        budget = []
    yield together((*budget, *course), "，", "; ")
    yield from _interruptions(names, deadline)
    if deadline.extend:
        yield _extension(names, deadline.extend)
    yield from based(deadline.basis)


def _budget(names: Names, deadline: Deadline) -> Iterator[Title]:
    """Say how much time there is and from when on, or by which day."""
    if deadline.due:
        yield anchored(deadline.due, names.value(deadline.due.field))
    if deadline.within:
        yield _counted(names, deadline)
    elif deadline.starts:
        yield say("自{start}起计", "it counts from {start}", start=start(names, deadline))


def _course(names: Names, deadline: Deadline) -> Iterator[Title]:
    """Say where the clock runs and what ends it."""
    if deadline.runs_in and (deadline.starts or deadline.due):
        states = names.states(deadline.runs_in)
        yield say("在{states}期间计时", "the clock runs while the issue is at {states}", states=states)
    if deadline.runs_in:
        yield Title(zh="转出即停止计时", en="the clock stops when the issue leaves")
    yield from meets(names, deadline)


def _counted(names: Names, deadline: Deadline) -> Title:
    """Say the allowances: what holds otherwise first, where there is such a one."""
    begun = start(names, deadline)
    *special, last = deadline.within
    if last.when:
        ways = together((where(names, one.when, _length(names, one)) for one in deadline.within), "；", "; ")
        return say("自{start}起，{ways}", "from {start}, {ways}", start=begun, ways=ways)
    usual = say("自{start}起{length}", "{length} from {start}", start=begun, length=_length(names, last))
    exceptions = (where(names, one.when, _length(names, one)) for one in special)
    return together(
        (usual, *(say("但{exception}", "but {exception}", exception=exception) for exception in exceptions)), "；", "; "
    )


def _length(names: Names, allowance: Allowance) -> Title:
    if allowance.allow:
        return period(allowance.allow)
    if allowance.lasts:
        return say(
            "至{field}中最长的影响期届满", "the longest duration among {field}", field=names.value(allowance.lasts)
        )
    until = say("至{field}所定日期止", "until {field}", field=names.value(allowance.until or ""))
    if not allowance.at_most:
        return until
    return say("{until}，最长{most}", "{until}, at most {most}", until=until, most=period(allowance.at_most))


def _interruptions(names: Names, deadline: Deadline) -> Iterator[Title]:
    yield from pauses(names, deadline)
    if deadline.restarts_on:
        actions = names.actions(deadline.restarts_on)
        yield say("办理{actions}的，重新起算", "it begins anew with {actions}", actions=actions)


def _extension(names: Names, extend: Extension) -> Title:
    asked = say(
        "{who}可以{before}申请延长",
        "{who} may ask for more {before}",
        who=names.party(extend.asked_by),
        before=_by_when(extend),
    )
    granted = say(
        "经{by}批准，延长{length}，以{times}为限",
        "{by} may allow {length}, {times}",
        by=names.party(extend.by),
        length=period(extend.allow),
        times=often(extend.times),
    )
    wanted = (*needs(names, extend.needs), *needs_at_times(names, extend.needs))
    tells = (say("并{tell}", "{tell}", tell=tell) for tell in told(names, extend.tells))
    return together((asked, *wanted, granted, *tells), "，", "; ")


def _by_when(extend: Extension) -> Title:
    return latest(extend.before) if extend.before else Title(zh="随时", en="at any time")


def _ladders(deadlines: Iterable[Deadline]) -> Iterator[tuple[Rung, ...]]:
    """Give each ladder once, in the order in which they are first climbed."""
    seen: list[tuple[Rung, ...]] = [()]
    for deadline in deadlines:
        if deadline.rungs not in seen:
            seen.append(deadline.rungs)
            yield deadline.rungs


def _ladder(names: Names, rungs: tuple[Rung, ...]) -> Title:
    sharing = (deadline.name for deadline in names.workflow.deadlines.values() if deadline.rungs == rungs)
    limits = names.deadlines(sharing)
    intro = say("{limits}，按下列梯级督办", "These steps apply to the time limits of {limits}", limits=limits)
    return article(Title(zh="督办", en="Supervision"), numbered(intro, (rung(names, one) for one in rungs)))


def _window(names: Names, window: Window) -> Iterator[Title]:
    yield from lapsing(names, window)
    yield from based(window.basis)


def _duty(names: Names, duty: Duty) -> Iterator[Title]:
    (opening,) = opened(names, (duty.opens,))
    who = names.parties(duty.for_each) if duty.for_each else None
    each = say("逐一就{who}", " for each of {who}", who=who) if who else Title(zh="", en="")
    yield say(
        "{when}，{each}{opening}", "{when} {opening}{each}", when=recurring(duty.when), each=each, opening=opening
    )
    yield from based(duty.basis)
