"""Expressions: each is compiled, over the fields, parameters and names that the workflow has. 表达式。"""

from collections.abc import Collection, Iterator, Mapping

from attrs import evolve, frozen

from rectiflow.definitions.check.references import CONDITIONS, REFERENCES
from rectiflow.definitions.check.values import VERDICTS
from rectiflow.definitions.check.walk import nouns
from rectiflow.definitions.document import Path, Remark
from rectiflow.definitions.shapes import key_of
from rectiflow.errors import DefinitionError
from rectiflow.expressions import Cel, Condition, Figure, Kind, Place, Scope
from rectiflow.model import openness
from rectiflow.model.workflow import Workflow

_HERE = Place("", 1, 1)
_MOMENTS = ("date", "instant")
_FIGURES: Mapping[str, str] = {"share": "condition", "of": "condition", "mean": "figure"}
_ACTING = ("actions", "reopen")
_PARAMETERS: Mapping[type, str] = {bool: "yes_no", int: "whole", str: "text"}


@frozen
class Written:
    """An expression where it stands: a condition, or a `figure`, which is a number."""

    path: Path
    text: str
    kind: str = "condition"


def written(workflow: Workflow) -> Iterator[Written]:
    """Give every expression of a workflow; one of a ladder once for every deadline that uses it."""
    for path, noun in nouns(workflow):
        kinds = _FIGURES if isinstance(noun, openness.Figure) else _conditions(type(noun))
        for attribute, kind in kinds.items():
            if isinstance(text := getattr(noun, attribute), str):
                yield Written((*path, key_of(type(noun), attribute)), text, kind)


def judgeable(workflow: Workflow) -> Iterator[Remark]:
    """Demand that every expression can be judged, reads nothing personal, and can turn out either way."""
    found: dict[tuple[str, str, Path], list[Remark]] = {}
    for one in written(workflow):
        same = one.text, one.kind, one.path[:2] if one.path[0] in _ACTING else ()
        if same not in found:
            found[same] = list(_judged(workflow, one))
        yield from (evolve(remark, path=one.path) for remark in found[same])


def scope_of(workflow: Workflow, path: Path) -> Scope:
    """Give what the expression at `path` may speak of: in an action, what is handed in with it too."""
    action = workflow.action(str(path[0] if path[0] == "reopen" else path[1])) if path[0] in _ACTING else None
    fields = {
        name: Kind(field.type, tuple(one.name for one in field.choices)) for name, field in workflow.fields.items()
    }
    votes = dict.fromkeys(workflow.votes, Kind("choice", VERDICTS))
    given = {name: fields[name] for name in (action.inputs if action is not None else ()) if name in fields}
    parameters = {name: Kind(_PARAMETERS[type(one.value)]) for name, one in workflow.parameters.items()}
    return Scope(
        variables=_dotted("issue", fields | votes) | _dotted("input", given) | _dotted("parameters", parameters),
        names=_names(workflow),
        measures=tuple(workflow.measures),
    )


def _conditions(noun: type) -> Mapping[str, str]:
    return {attribute: "condition" for attribute, kind in REFERENCES.get(noun, {}).items() if kind in CONDITIONS}


def _dotted(around: str, kinds: Mapping[str, Kind]) -> dict[str, Kind]:
    return {f"{around}.{name}": kind for name, kind in kinds.items()}


def _names(workflow: Workflow) -> dict[str, tuple[str, ...]]:
    actions = tuple(action.name for action in workflow.every_action())
    dates = (field.name for field in workflow.fields.values() if field.type in _MOMENTS)
    return {
        "field": tuple(workflow.fields),
        "action": actions,
        "deadline": tuple(workflow.deadlines),
        "state": tuple(workflow.states),
        "moment": (*actions, *dates),
        "parts": tuple(workflow.parts),
        "role": tuple(workflow.roles),
    }


def _judged(workflow: Workflow, one: Written) -> Iterator[Remark]:
    scope = scope_of(workflow, one.path)
    try:
        compiled = (Cel().figure if one.kind == "figure" else Cel().condition)(one.text, scope, _HERE)
    except DefinitionError as error:
        for problem in error.problems:
            yield _remark(one, problem.code, problem.message, problem.fix, (problem.line - 1, problem.column - 1))
    else:
        yield from _personal(workflow, one, compiled.reads)
        yield from _constant(one, compiled)


def _personal(workflow: Workflow, one: Written, reads: Collection[str]) -> Iterator[Remark]:
    for name in sorted(reads):
        field = workflow.fields.get(name.rpartition(".")[2])
        if field is not None and field.personal and not name.startswith("parameters."):
            message = f"'{field.name}' is personal, so that a rule can't read its value"
            fix = f"ask given('{field.name}') only"
            yield _remark(one, "RF407", message, fix, (0, max(one.text.find(name), 0)))


def _constant(one: Written, compiled: Condition | Figure) -> Iterator[Remark]:
    always = compiled.constant() if isinstance(compiled, Condition) else None
    if always is not None:
        message = f"this {'always' if always else 'never'} holds, whatever the issue"
        yield _remark(one, "RF313", message, "leave it out, or say what it was to ask", (0, 0))


def _remark(one: Written, code: str, message: str, fix: str, inside: tuple[int, int]) -> Remark:
    return Remark(path=one.path, code=code, message=message, fix=fix, inside=inside)
