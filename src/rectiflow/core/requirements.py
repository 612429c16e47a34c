"""What an office demands before an action: the sentences of all that is missing. 前提。"""

from collections.abc import Collection, Iterator, Mapping

from rectiflow.core.conditions import given, hold
from rectiflow.model.action import Requirement
from rectiflow.model.condition import Judge
from rectiflow.model.record import Json
from rectiflow.model.subject import Element, Field
from rectiflow.model.titles import Title
from rectiflow.model.workflow import Workflow


def unmet(
    workflow: Workflow, requirement: Requirement, values: Mapping[str, Json], held: Collection[str], judge: Judge
) -> tuple[Title, ...]:
    """Give what `requirement` finds missing in `values`; nothing when it is met or not asked.

    `held` are the roles that somebody holds. What can't be told is not met, and excuses nothing.
    """
    if requirement.unless is not None and hold(requirement.unless, values, judge) is True:
        return ()
    if requirement.complete is not None:
        return tuple(_incomplete(workflow, requirement.complete, values, requirement.otherwise))
    that = requirement.that is None or hold(requirement.that, values, judge) is True
    met = that and all(role in held for role in requirement.bound)
    return () if met else (requirement.otherwise or _UNMET,)


def _incomplete(
    workflow: Workflow, checklist: str, values: Mapping[str, Json], otherwise: Title | None
) -> Iterator[Title]:
    name, _, column = checklist.partition(".")
    field, handed = workflow.fields[name], values.get(name)
    wanted = (column,) if column else tuple(one.name for one in field.each.values() if one.required)
    for element in field.elements.values():
        item = handed.get(element.name) if isinstance(handed, Mapping) else None
        if not isinstance(item, Mapping) or not all(given(item.get(one)) for one in wanted):
            yield otherwise or element.otherwise or _lacking(field, element)


def _lacking(field: Field, element: Element) -> Title:
    return Title(zh=f"“{field.zh}”缺{element.zh}", en=f"{field.name} lacks {element.name} ({element.en})")


_UNMET = Title(zh="前提不具备", en="a requirement is not met")
