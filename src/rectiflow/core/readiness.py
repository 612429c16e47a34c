"""What a file may promise and this release can't keep yet: refused, never passed over. 尚未支持。

`docs/reference/language.md` lists which keys act and which are only checked; this is that list.
"""

from collections.abc import Collection, Iterator, Mapping

from rectiflow.core.machine import Step
from rectiflow.model.action import Action
from rectiflow.model.promise import Deadline
from rectiflow.model.workflow import Workflow

_ACTION = (
    "same_as",
    "quorum",
    "only_once",
    "unbinds",
    "shows",
    "writes",
    "annotates",
    "opens_vote",
    "closes_vote",
)
_TARGET = ("opens", "moves", "applies")
_REQUIREMENT = ("parts", "published")
_RUNG = ("writes", "do", "opens")
_WORKFLOW = ("same_matter", "appraisal", "sight")
_TYPES = ("finding", "measures", "parts")


def unready(workflow: Workflow, action: Action) -> tuple[str, ...]:
    """Name the keys by which `action`, whatever comes of it, asks for more than this release can do."""
    return tuple(dict.fromkeys((*_of_action(workflow, action), *_of_registering(workflow, action))))


def unready_version(workflow: Workflow, running: Collection[str]) -> tuple[str, ...]:
    """Name the keys by which an issue under way asks for more under `workflow`; `running` are its deadlines there."""
    deadlines = (key for name in running for key in _of_deadline(workflow, workflow.deadlines[name]))
    return tuple(dict.fromkeys((*_of_issues(workflow), *deadlines)))


def unready_way(workflow: Workflow, step: Step, started: Collection[str]) -> tuple[str, ...]:
    """Name the keys by which the way taken asks for more; `started` are the deadlines that start by it."""
    ended = workflow.states[step.to]
    keys = [*_given(step.target, _TARGET)]
    keys += ["clears"] if ended.clears else []
    keys += ["satisfaction"] if ended.final and workflow.satisfaction is not None else []
    keys += [key for name in started for key in _of_deadline(workflow, workflow.deadlines[name])]
    keys += _of_faults(workflow, step.target.charge)
    keys += ["publication" for one in workflow.publication.values() if one.within is not None and step.to in one.in_]
    return tuple(dict.fromkeys(keys))


def _of_action(workflow: Workflow, action: Action) -> Iterator[str]:
    yield from _given(action, _ACTION)
    for requirement in action.require:
        yield from _given(requirement, _REQUIREMENT)
    for name in action.inputs:
        field = workflow.fields[name]
        yield from (f"type: {field.type}",) if field.type in _TYPES else ()
        yield from ("of",) if field.source is not None else ()
    yield from _sections_about(workflow, action.name)


def _sections_about(workflow: Workflow, action: str) -> Iterator[str]:
    """Name the sections that hang something on this action."""
    about: Mapping[str, Iterator[Collection[str | None]]] = {
        "marks": ((*one.set_by, *one.cleared_by) for one in workflow.marks.values()),
        "windows": ((*one.opens, one.right, one.then) for one in workflow.windows.values()),
        "parts": ((one.made_by,) for one in workflow.parts.values()),
        "until": ((one.until,) for one in workflow.roles.values()),
    }
    yield from (key for key, names in about.items() if any(action in some for some in names))


def _of_registering(workflow: Workflow, action: Action) -> Iterator[str]:
    """Name what keeps an issue from being registered."""
    yield from () if action.sources else _of_issues(workflow)


def _of_issues(workflow: Workflow) -> Iterator[str]:
    """Name what holds for the whole issue, so that there may be none before it is kept."""
    yield from _given(workflow, _WORKFLOW)
    for field in workflow.fields.values():
        yield from ("audience",) if field.audience or any(one.audience for one in field.each.values()) else ()


def _of_deadline(workflow: Workflow, deadline: Deadline) -> Iterator[str]:
    yield from _given(deadline, ("pause_at_most",))
    yield from ("lasts" for one in deadline.within if one.lasts is not None)
    for rung in deadline.rungs:
        yield from _given(rung, _RUNG)
        yield from _of_faults(workflow, rung.charge)


def _of_faults(workflow: Workflow, faults: Collection[str]) -> Iterator[str]:
    yield from ("accountability.opens" for name in faults if workflow.accountability[name].opens)


def _given(noun: object, keys: Collection[str]) -> Iterator[str]:
    yield from (key for key in keys if getattr(noun, key))
