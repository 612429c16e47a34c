"""Overlap: which of several ways is open, decided for conditions that are maps by trying all cases. 去向的覆盖。"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product
from math import prod

from rectiflow.core.conditions import GIVEN, hold
from rectiflow.definitions.check.given import given_always, given_with
from rectiflow.definitions.check.values import possible
from rectiflow.definitions.check.walk import actions_of
from rectiflow.definitions.document import Remark
from rectiflow.errors import Words
from rectiflow.model.action import Target
from rectiflow.model.condition import Condition, Conditions
from rectiflow.model.record import Json
from rectiflow.model.workflow import Workflow
from rectiflow.wording import called

MOST_CASES = 256
"""How many cases are tried of one action; of more nothing is said."""

_OTHER = "(any other value)"


def open_ways(workflow: Workflow) -> Iterator[Remark]:
    """Demand that some way of an action is open whatever is handed in, and that each is of use."""
    for path, action in actions_of(workflow):
        given = given_always(workflow) | given_with(action)
        cases = tuple(_cases(workflow, [target.when for target in action.targets], given))
        left = list(cases)
        for at, target in enumerate(action.targets):
            useless = cases and all(hold(target.when, case) is False for case in left)
            if useless or _said_before(action.targets, at):
                message = Words(
                    "前面的去向已涵盖所有情形，轮不到这一条", "the ways before this one leave nothing for it"
                )
                fix = Words("请将其前移，或者删去", "move it up, or remove it")
                yield Remark(path=(*path, "to", at), code="RF310", message=message, fix=fix)
            left = [case for case in left if hold(target.when, case) is not True]
        if action.targets and left:
            message = Words(f"动作{called(action)}可能没有去向可走", f"'{action.name}' may find no way open")
            fix = Words("请让最后一条去向不带“when”", "let its last way have no 'when'")
            yield Remark(path=(*path, "to"), code="RF309", message=message, fix=fix)


def covered(workflow: Workflow, conditions: Sequence[Condition]) -> bool:
    """Tell whether one of several conditions holds for every issue; False where that can't be shown."""
    cases = tuple(_cases(workflow, conditions, given_always(workflow)))
    shown = bool(cases) and all(any(hold(one, case) is True for one in conditions) for case in cases)
    return shown or not all(conditions)


def _said_before(targets: Sequence[Target], at: int) -> bool:
    return bool(targets[at].when) and any(before.when == targets[at].when for before in targets[:at])


def _cases(workflow: Workflow, conditions: Sequence[Condition], given: Collection[str]) -> Iterator[Mapping[str, Json]]:
    """Give every case that the maps tell apart, none of too many: for each field all it can be, or nothing."""
    maps = [one for one in conditions if isinstance(one, Mapping)]
    named = dict.fromkeys(name for one in maps for name in one)
    values = {name: (*_values(workflow, name, maps), *(() if name in given else (None,))) for name in named}
    if prod(map(len, values.values())) <= MOST_CASES:
        yield from (dict(zip(values, case, strict=True)) for case in product(*values.values()))


def _values(workflow: Workflow, name: str, maps: Sequence[Conditions]) -> tuple[Json, ...]:
    """Give what a field that has a value can be, as far as it matters."""
    asked = [one[name] for one in maps if one.get(name, GIVEN) != GIVEN]
    listed = possible(workflow, name)
    offered = (_OTHER,) if listed is None else listed
    return tuple({(type(one), one): one for one in (*offered, *asked)}.values())
