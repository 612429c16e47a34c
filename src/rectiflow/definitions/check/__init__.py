"""The proofs of a workflow: every rule of the language that is more than the shape of one value."""

from collections.abc import Callable, Collection, Iterator, Mapping

from rectiflow.definitions.check import accountability, answering, expressions, graph, names, supervision, time, values
from rectiflow.definitions.check.ways import count
from rectiflow.definitions.document import Path, Remark
from rectiflow.model.workflow import Workflow

Rule = Callable[[Workflow], Iterator[Remark]]

LOCAL: tuple[Rule, ...] = (*values.RULES, *names.RULES, *accountability.LOCAL)
"""The rules that look at one part of a workflow at a time."""

GRAPH: tuple[Rule, ...] = (*graph.RULES, *accountability.GLOBAL, *answering.RULES)
"""The rules about all ways between states, which are asked once every action can be read."""

EXPRESSIONS: tuple[Rule, ...] = (expressions.judgeable,)
"""The rules about expressions, which are asked once everything that they could speak of can be read."""

TIME: tuple[Rule, ...] = (*time.RULES, *supervision.RULES)
"""The rules about clocks along these ways."""

MOST_WAYS = 5000
"""How many ways between states are followed."""

_WAYS = frozenset({"states", "actions", "reopen"})
_CLOCKS = _WAYS | {"deadlines", "windows"}
_SPOKEN_OF = _CLOCKS | {"fields", "parameters", "roles", "votes", "parts", "measures"}
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
    lost = {path[0] for path in broken if path}
    if count(workflow) > MOST_WAYS:
        return [*remarks, _too_many(workflow)]
    for rules, sections in ((GRAPH, _WAYS), (TIME, _CLOCKS), (EXPRESSIONS, _SPOKEN_OF)):
        remarks += _said(rules, workflow, broken) if sections.isdisjoint(lost) else ()
    return list(dict.fromkeys(remarks))


def _said(rules: Collection[Rule], workflow: Workflow, broken: frozenset[Path]) -> list[Remark]:
    missing = {_UNKNOWN[path] for path in broken if path in _UNKNOWN}
    return [
        remark
        for rule in rules
        for remark in rule(workflow)
        if remark.code not in missing and broken.isdisjoint((remark.path[:1], remark.path[:2]))
    ]


def _too_many(workflow: Workflow) -> Remark:
    message = f"its actions open {count(workflow)} ways between states, more than {MOST_WAYS}"
    return Remark(path=("actions",), code="RF311", message=message, fix="let 'from' name the states that matter")
