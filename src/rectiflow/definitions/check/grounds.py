"""Grounds: faults and triggers speak of the same ones. 问责事由。"""

from collections import Counter
from collections.abc import Iterator

from rectiflow.definitions.check.walk import nouns
from rectiflow.definitions.document import Path, Remark
from rectiflow.errors import Words
from rectiflow.model.accountability import Counted, Fault
from rectiflow.model.workflow import Workflow
from rectiflow.spelling import one_slip

MOST_GROUNDS = 300
"""How many grounds are compared with each other."""


def grounds_spelt(workflow: Workflow) -> Iterator[Remark]:
    """Doubt a ground that is written once only, and one slip away from another: triggers count by it."""
    written = tuple(_written(workflow))
    often = Counter(ground for _, ground in written)
    told: set[str] = set()
    for path, ground in reversed(written) if len(often) <= MOST_GROUNDS else ():
        near = next((one for one in often if one not in told and one_slip(ground, one)), None)
        if near is not None and often[ground] == 1:
            told.add(ground)
            message = Words(
                f"“{ground:.40}”与“{near:.40}”只差一处，触发条件会分别计数",
                f"'{ground:.40}' and '{near:.40}' differ in one place, and are counted apart",
            )
            fix = Words(f"如为同一情形，请改为“{near:.40}”", f"write '{near:.40}' if they mean the same")
            yield Remark(path=path, code="RF230", message=message, fix=fix)


def _written(workflow: Workflow) -> Iterator[tuple[Path, str]]:
    """Give every ground where it stands."""
    for path, noun in nouns(workflow):
        match noun:
            case Fault():
                yield (*path, "ground"), noun.ground
            case Counted():
                yield from (((*path, "finding", at), one) for at, one in enumerate(noun.finding))
                yield from (((*path, "ground", at), one) for at, one in enumerate(noun.ground))


RULES = (grounds_spelt,)
