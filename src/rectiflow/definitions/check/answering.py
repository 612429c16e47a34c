"""Answering: whoever reported hears how it ended; whoever is held to account can be heard again. 答复与救济。"""

from collections.abc import Iterator

from rectiflow.definitions.check.walk import actions_of
from rectiflow.definitions.check.ways import Way, ways
from rectiflow.definitions.document import Path, Remark
from rectiflow.errors import Words
from rectiflow.model.action import Action
from rectiflow.model.subject import BUILT_IN
from rectiflow.model.workflow import Workflow
from rectiflow.wording import called


def reporters_answered(workflow: Workflow) -> Iterator[Remark]:
    """Demand that an ending tells the parties, or that they end it, or have had their answer and let time pass."""
    parties = {name for name, role in workflow.roles.items() if role.of == "parties"}
    every = ways(workflow)
    for way in every if parties else ():
        if (
            workflow.states[way.target].final
            and way.source != way.target
            and not _answered(workflow, way, every, parties)
        ):
            unheard = sorted(parties)
            told = "或者".join(called(workflow.roles[one]) for one in unheard)
            message = Words(
                f"动作{called(way.action)}使事项办结，却没有告知{told}",
                f"'{way.action.name}' ends an issue, and {' or '.join(unheard)} never hears of it",
            )
            fix = Words(f"请加上“tells: {unheard[0]}”", f"add 'tells: {unheard[0]}'")
            yield Remark(path=way.path, code="RF410", message=message, fix=fix)


def measures_decided(workflow: Workflow) -> Iterator[Remark]:
    """Demand that people decide the measures that take effect, and that others can be asked to judge that."""
    for path, field in _applied(workflow):
        deciding = [action for action in workflow.every_action() if _decides(action, field)]
        first = [one for one in deciding if not set(one.judges) & {other.name for other in deciding}]
        if not first:
            message = Words(
                f"字段“{field}”中的处理措施在此付诸执行，却无人作出决定",
                f"nobody decides the measures of '{field}' that take effect here",
            )
            fix = Words(f"请让一个由人办理的动作收取“{field}”", f"let an action of people need '{field}'")
            yield Remark(path=path, code="RF412", message=message, fix=fix)
        for one in first:
            if not any(one.name in action.judges for action in workflow.every_action()):
                message = Words(
                    f"动作{called(one)}决定的处理措施，没有可以申请复核的途径",
                    f"nobody can be asked to judge the measures that '{one.name}' decides",
                )
                fix = Words(
                    f"请增加一个写有“judges: {one.name}”的动作", f"add an action that says 'judges: {one.name}'"
                )
                yield Remark(path=("actions", one.name), code="RF412", message=message, fix=fix)


def _answered(workflow: Workflow, way: Way, every: tuple[Way, ...], parties: set[str]) -> bool:
    if _hears(way, parties) or way.source is None:
        return _hears(way, parties)
    waiting = {name for name, state in workflow.states.items() if state.waits_for in parties}
    entering = (one for one in every if one.target == way.source and one.source not in waiting)
    return way.source in waiting and all(_hears(one, parties) for one in entering)


def _hears(way: Way, parties: set[str]) -> bool:
    told = {tell.whom for tell in (*way.action.tells, *way.says.tells)}
    takes_part = set(way.action.by) <= parties or not parties.isdisjoint(way.action.quorum)
    return takes_part or not parties.isdisjoint(told)


def _applied(workflow: Workflow) -> Iterator[tuple[Path, str]]:
    for path, action in actions_of(workflow):
        for at, target in enumerate(action.targets):
            if target.applies in workflow.fields:
                yield (*path, "to", at, "applies"), str(target.applies)


def _decides(action: Action, field: str) -> bool:
    return field in action.inputs and not set(action.by) <= set(BUILT_IN)


RULES = (reporters_answered, measures_decided)
