"""The proofs of a workflow: every rule of the language that is more than the shape of one value."""

from collections.abc import Callable, Iterator, Mapping

from rectiflow.definitions.check import accountability, graph, names, time, values
from rectiflow.definitions.check.ways import count
from rectiflow.definitions.document import Path, Remark
from rectiflow.model.workflow import Workflow

Rule = Callable[[Workflow], Iterator[Remark]]

LOCAL: tuple[Rule, ...] = (*values.RULES, *names.RULES, *accountability.LOCAL)
"""The rules that look at one part of a workflow at a time."""

GLOBAL: tuple[Rule, ...] = (*graph.RULES, *accountability.GLOBAL, *time.RULES)
"""The rules about the workflow as a whole, which are asked once all ways between states are known."""

MOST_WAYS = 5000
"""How many ways between states are followed."""

_WAYS = frozenset({"states", "actions", "reopen", "deadlines", "windows"})
_UNKNOWN: Mapping[Path, str] = {
    ("states",): "RF201",
    ("roles",): "RF202",
    ("fields",): "RF203",
    ("actions",): "RF204",
    ("accountability",): "RF205",
    ("deadlines",): "RF207",
    ("measures",): "RF215",
    ("documents",): "RF216",
    ("votes",): "RF217",
    ("parts",): "RF218",
    ("phases",): "RF219",
    ("publication",): "RF220",
    ("triggers",): "RF221",
}
"""What would be said of every name whose section is broken as a whole."""


def check(workflow: Workflow, broken: frozenset[Path] = frozenset()) -> list[Remark]:
    """Give what is wrong with a `workflow`.

    Nothing is said of the parts at the paths in `broken`, whose stubs stand in the workflow.
    """
    remarks = _said(LOCAL, workflow, broken)
    if _WAYS.isdisjoint(path[0] for path in broken if path) and not _lost(remarks):
        remarks += _said(GLOBAL, workflow, broken) if count(workflow) <= MOST_WAYS else [_too_many(workflow)]
    return list(dict.fromkeys(remarks))


def _said(rules: tuple[Rule, ...], workflow: Workflow, broken: frozenset[Path]) -> list[Remark]:
    missing = {_UNKNOWN[path] for path in broken if path in _UNKNOWN}
    return [
        remark
        for rule in rules
        for remark in rule(workflow)
        if remark.code not in missing and broken.isdisjoint((remark.path[:1], remark.path[:2]))
    ]


def _lost(remarks: list[Remark]) -> bool:
    return any(remark.code in {"RF103", "RF201", "RF203", "RF204", "RF207"} for remark in remarks)


def _too_many(workflow: Workflow) -> Remark:
    message = f"its actions open {count(workflow)} ways between states, more than {MOST_WAYS}"
    return Remark(path=("actions",), code="RF311", message=message, fix="let 'from' name the states that matter")
