"""The proofs of a workflow: every rule of the language that is more than the shape of one value."""

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import islice

from rectiflow.definitions.check import (
    accountability,
    answering,
    binding,
    deriving,
    expressions,
    graph,
    grounds,
    guards,
    judging,
    names,
    overlap,
    quorum,
    rungs,
    stages,
    supervision,
    time,
    values,
)
from rectiflow.definitions.check.ways import count
from rectiflow.definitions.document import Path, Remark
from rectiflow.errors import Words
from rectiflow.model.workflow import Workflow

Rule = Callable[[Workflow], Iterator[Remark]]

LOCAL: tuple[Rule, ...] = (
    *values.RULES,
    *names.RULES,
    *deriving.RULES,
    *grounds.RULES,
    *quorum.RULES,
    *accountability.LOCAL,
)
"""The rules that look at one part of a workflow at a time."""

GRAPH: tuple[Rule, ...] = (
    *graph.RULES,
    overlap.open_ways,
    *accountability.GLOBAL,
    *answering.RULES,
    *binding.RULES,
    *judging.RULES,
)
"""The rules about all ways between states, which are asked once every action can be read."""

CONDITIONS: tuple[Rule, ...] = (expressions.judgeable, *guards.RULES)
"""The rules about conditions, which are asked once everything that they could speak of can be read."""

TIME: tuple[Rule, ...] = (*time.RULES, *supervision.RULES, *rungs.RULES, *stages.RULES)
"""The rules about clocks along these ways."""

MOST_WAYS = 1_000
"""How many ways between states are followed."""

MOST_STEPS = 40_000
"""How many ways are followed in all, once for each action and each deadline."""

MOST_TOLD = 100
"""How often a rule says what it found: whoever has seen so much looks again when it is mended."""

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
    ways, along = count(workflow), len(workflow.actions) + len(workflow.deadlines)
    if ways > MOST_WAYS or ways * along > MOST_STEPS:
        return [*remarks, _too_many(ways, along)]
    for rules, sections in ((GRAPH, _WAYS), (TIME, _CLOCKS), (CONDITIONS, _SPOKEN_OF)):
        remarks += _said(rules, workflow, broken) if sections.isdisjoint(lost) else ()
    return list(dict.fromkeys(remarks))


def _said(rules: Collection[Rule], workflow: Workflow, broken: frozenset[Path]) -> list[Remark]:
    missing = {_UNKNOWN[path] for path in broken if path in _UNKNOWN}

    def meant(remark: Remark) -> bool:
        return remark.code not in missing and broken.isdisjoint((remark.path[:1], remark.path[:2]))

    return [remark for rule in rules for remark in islice(filter(meant, rule(workflow)), MOST_TOLD)]


def _too_many(ways: int, along: int) -> Remark:
    message = Words(
        f"状态之间共有 {ways} 条去向，动作和时限共 {along} 个，多得无法逐一检查",
        f"{ways} ways between states, for {along} actions and deadlines, are too many to follow",
    )
    fix = Words("请在“from”中只写确有必要的状态", "let 'from' name the states that matter")
    return Remark(path=("actions",), code="RF311", message=message, fix=fix)
