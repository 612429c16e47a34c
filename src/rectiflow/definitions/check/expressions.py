"""Expressions: each is compiled, over the fields, parameters and names that the workflow has. 表达式。"""

from collections.abc import Collection, Iterator, Mapping

from attrs import evolve, frozen

from rectiflow.core.expressions import scope_of
from rectiflow.definitions.check.accountability import unreadable
from rectiflow.definitions.check.given import given_somewhere, never_given
from rectiflow.definitions.check.references import CONDITIONS, REFERENCES
from rectiflow.definitions.check.walk import nouns
from rectiflow.definitions.document import Path, Remark
from rectiflow.definitions.shapes import key_of
from rectiflow.errors import DefinitionError, Words
from rectiflow.expressions import Cel
from rectiflow.model import openness
from rectiflow.model.expression import Place
from rectiflow.model.workflow import Workflow
from rectiflow.ports import Compiled, CompiledCondition

MOST_EXPRESSIONS = 60
"""How many different expressions a workflow may have: the one that is bundled and has most has a third of them."""

_TOO_MANY = Words(
    f"表达式超过 {MOST_EXPRESSIONS} 个", f"the file has more than {MOST_EXPRESSIONS} different expressions"
)
_AS_MAPS = Words(
    "能用映射说明的条件，请写成映射（“when: {field: value}”）",
    "write conditions as maps ('when: {field: value}') where a map says it",
)
_HERE = Place("", 1, 1)
_FIGURES: Mapping[str, str] = {"share": "condition", "of": "condition", "mean": "figure"}
_ACTING = ("actions", "reopen")


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
    """Demand that every expression can be judged, reads what is given and not personal, and can turn out either way."""
    found: dict[tuple[str, str, Path], list[Remark]] = {}
    for one in written(workflow):
        same = one.text, one.kind, one.path[:2] if one.path[0] in _ACTING else ()
        if same not in found and len(found) == MOST_EXPRESSIONS:
            yield _remark(one, "RF113", _TOO_MANY, _AS_MAPS, (0, 0))
            return
        if same not in found:
            found[same] = list(_judged(workflow, one))
        yield from (evolve(remark, path=one.path) for remark in found[same])


def _conditions(noun: type) -> Mapping[str, str]:
    return {attribute: "condition" for attribute, kind in REFERENCES.get(noun, {}).items() if kind in CONDITIONS}


def _judged(workflow: Workflow, one: Written) -> Iterator[Remark]:
    scope = scope_of(workflow, _inputs(workflow, one.path))
    try:
        compiled = (Cel().figure if one.kind == "figure" else Cel().condition)(one.text, scope, _HERE)
    except DefinitionError as error:
        for problem in error.problems:
            yield _remark(one, problem.code, problem.message, problem.fix, (problem.line - 1, problem.column - 1))
    else:
        yield from _personal(workflow, one, compiled.reads)
        yield from _missing(workflow, one, compiled.reads)
        yield from _constant(one, compiled)


def _inputs(workflow: Workflow, path: Path) -> tuple[str, ...]:
    """Give what may be handed in where an expression stands: in an action, what it takes."""
    action = workflow.action(str(path[0] if path[0] == "reopen" else path[1])) if path[0] in _ACTING else None
    return action.inputs if action is not None else ()


def _personal(workflow: Workflow, one: Written, reads: Collection[str]) -> Iterator[Remark]:
    for name in sorted(reads):
        field = workflow.fields.get(name.rpartition(".")[2])
        if field is not None and field.personal and not name.startswith("parameters."):
            fix = Words(f"请只问是否已填写：“given('{field.name}')”", f"ask given('{field.name}') only")
            yield _remark(one, "RF407", unreadable(field), fix, (0, max(one.text.find(name), 0)))


def _missing(workflow: Workflow, one: Written, reads: Collection[str]) -> Iterator[Remark]:
    known = {*workflow.votes, *given_somewhere(workflow)}
    for name in sorted(reads):
        field = workflow.fields.get(name.removeprefix("issue."))
        if field is not None and field.name not in known:
            yield evolve(never_given(one.path, field), inside=(0, max(one.text.find(name), 0)))


def _constant(one: Written, compiled: Compiled) -> Iterator[Remark]:
    always = compiled.constant() if isinstance(compiled, CompiledCondition) else None
    if always is not None:
        message = Words(
            f"无论什么事项，此条件都{'成立' if always else '不成立'}",
            f"this {'always' if always else 'never'} holds, whatever the issue",
        )
        fix = Words("请删去，或者写明本来要问什么", "leave it out, or say what it was to ask")
        yield _remark(one, "RF313", message, fix, (0, 0))


def _remark(one: Written, code: str, message: Words, fix: Words, inside: tuple[int, int]) -> Remark:
    return Remark(path=one.path, code=code, message=message, fix=fix, inside=inside)
