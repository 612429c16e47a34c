"""Findings: a fault charged to somebody, who may contest it. 问责线索。

The engine proposes, people decide: a finding states who is charged with what, and nothing follows
from it by itself.
"""

from collections.abc import Iterable
from datetime import datetime

from rectiflow.core.authorize import Parties
from rectiflow.model.record import Draft, Json, RecordType
from rectiflow.model.workflow import Workflow


def charge(
    workflow: Workflow, faults: Iterable[str], parties: Parties, at: datetime, cause: dict[str, Json]
) -> tuple[Draft, ...]:
    """Make a finding of each of `faults`, charged to the people whom the file names.

    `parties` resolves the file's expressions to ids, `at` is when the fault counts, `cause` says
    what it came from: a deadline with its occurrence, or an action.
    """
    return tuple(_finding(workflow, fault, parties, at, cause) for fault in faults)


def _finding(workflow: Workflow, name: str, parties: Parties, at: datetime, cause: dict[str, Json]) -> Draft:
    fault = workflow.accountability[name]
    charged = dict.fromkeys(one for expression in fault.charge_to for one in parties.get(expression, ()))
    data: dict[str, Json] = {"fault": name, "ground": fault.ground, "to": list(charged)}
    return Draft(type=RecordType.CHARGED, effective_at=at, data=data | cause)
