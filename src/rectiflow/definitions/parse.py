"""From the text of a workflow file to a Workflow, or to everything that is wrong with it."""

from collections import Counter
from typing import Any

from attrs import evolve

from rectiflow.definitions.accepting import acceptances, told
from rectiflow.definitions.check import check
from rectiflow.definitions.check.elsewhere import elsewhere, sought
from rectiflow.definitions.check.people import anybody_absent
from rectiflow.definitions.check.quorum import quorums_staffed
from rectiflow.definitions.check.unused import unused
from rectiflow.definitions.directory import YamlDirectory
from rectiflow.definitions.document import Document, Path, Plain, Remark
from rectiflow.definitions.hooks import Context
from rectiflow.definitions.profile import Find, nowhere, whole
from rectiflow.definitions.reading import HEADLESS, Reading, section_of
from rectiflow.definitions.shapes import SECTIONS, SINGLE, Head
from rectiflow.definitions.short_forms import FOR_ALL_TARGETS
from rectiflow.definitions.yaml import read
from rectiflow.errors import DefinitionError, Problem, Words
from rectiflow.model.acceptance import Acceptances
from rectiflow.model.record import Json
from rectiflow.model.workflow import Workflow

MOST_ELEMENTS = 500
"""How many states, actions, fields, … a workflow may have in all."""

MOST_WRITTEN_OUT = 5_000
"""How many keys and values its ladders, and what is said once for all ways of an action, may stand for."""


def read_workflow(text: str | bytes, file: str, find: Find = nowhere) -> Workflow:
    """Read a workflow file; `file` is named in problems, `find` gives the file of a workflow it extends.

    What it gives is resolved: profiles, parameters, ladders and short forms are replaced by what
    they stand for. Raises DefinitionError with every problem of the file when one of them is an error.
    """
    workflow, problems = _judged(text, file, find)
    if any(problem.severity == "error" for problem in problems):
        raise DefinitionError(problems)
    return workflow


def problems_of(
    text: str | bytes, file: str, find: Find = nowhere, directory: YamlDirectory | None = None
) -> tuple[Problem, ...]:
    """Give every problem of a workflow file, warnings and notes too, in the order of their places.

    With a `directory` it is also asked whether an issue can end when any one person is absent.
    """
    try:
        return _judged(text, file, find, directory)[1]
    except DefinitionError as error:
        return tuple(sorted(error.problems))


def accepted_by(text: str | bytes, file: str, find: Find = nowhere) -> Acceptances:
    """Give what a workflow file that `read_workflow` can read accepts of the findings of its check."""
    plain = whole(read(text, file), find).value
    return acceptances(Reading(plain, _context(plain)))


def _judged(
    text: str | bytes, file: str, find: Find, directory: YamlDirectory | None = None
) -> tuple[Workflow, tuple[Problem, ...]]:
    document = whole(read(text, file), find)
    plain = document.value
    _bound(document)
    document = evolve(document, aliases={**_ladders_used(plain), **_said_once(plain)})
    _bound_aliases(document)
    reading = Reading(plain, _context(plain))
    workflow = _workflow(reading)
    accepted = sought(acceptances(reading), find)
    remarks = [
        *check(workflow, frozenset(reading.broken)),
        *elsewhere(workflow, find),
        *unused(document, reading.broken),
    ]
    if directory is not None and not reading.broken:
        remarks += (*anybody_absent(workflow, directory), *quorums_staffed(workflow, directory))
    found = {*document.problems, *(document.problem(remark) for remark in reading.remarks)}
    found.update(told(document, remarks, accepted))
    return workflow, tuple(sorted(found))


def _bound(document: Document) -> None:
    if (many := sum(len(section_of(document.value, name)) for name in SECTIONS)) > MOST_ELEMENTS:
        message = Words(f"各部分合计有 {many} 个要素", f"the sections have {many} elements in all")
        fix = Words(
            f"请拆成几个流程，每个最多 {MOST_ELEMENTS} 个要素",
            f"make several workflows of it, each with at most {MOST_ELEMENTS}",
        )
        raise DefinitionError((document.problem(Remark(path=(), code="RF113", message=message, fix=fix)),))


def _bound_aliases(document: Document) -> None:
    written_out = sum(document.extent(path) * times for path, times in Counter(document.aliases.values()).items())
    if written_out > MOST_WRITTEN_OUT:
        message = Words(
            f"简写展开后有 {written_out} 个键和值", f"its short forms stand for {written_out} keys and values"
        )
        fix = Words(
            f"请让督办梯级和各去向通用的约定展开后不超过 {MOST_WRITTEN_OUT} 个",
            f"use ladders, and what holds for all ways, for at most {MOST_WRITTEN_OUT}",
        )
        raise DefinitionError((document.problem(Remark(path=(), code="RF113", message=message, fix=fix)),))


def _workflow(reading: Reading) -> Workflow:
    head = reading.part((), reading.plain, Head) or HEADLESS
    sections: dict[str, Any] = {name: reading.section(name, kind) for name, kind in SECTIONS.items()}
    del sections["ladders"]
    single = {name: reading.single(name, kind) for name, kind in SINGLE.items()}
    return Workflow(
        name=head.workflow,
        zh=head.title.zh,
        en=head.title.en,
        version=head.version,
        calendar=head.calendar,
        basis=head.basis,
        extends=head.extends,
        number=head.number,
        part_of=head.part_of,
        **single,
        **sections,
    )


def _context(plain: Plain) -> Context:
    parameters = section_of(plain, "parameters").items()
    states = section_of(plain, "states").items()
    return Context(
        parameters={name: _inside(value, "value") for name, value in parameters},
        ladders=section_of(plain, "ladders"),
        states={name: isinstance(value, dict) and value.get("final") is True for name, value in states},
    )


def _ladders_used(plain: Plain) -> dict[Path, Path]:
    """Tell which rungs of a deadline are written in which ladder."""
    ladders = section_of(plain, "ladders")
    return {
        (section, name, "rungs"): ("ladders", ladder)
        for section in ("deadlines", "publication")
        for name, value in section_of(plain, section).items()
        if isinstance(ladder := _inside(value, "rungs"), str) and ladder in ladders
    }


def _said_once(plain: Plain) -> dict[Path, Path]:
    """Tell what is written once for all ways of an action."""
    actions = {("actions", name): value for name, value in section_of(plain, "actions").items()}
    return {
        (*path, "to", at, key): (*path, key)
        for path, action in (actions | {("reopen",): plain.get("reopen")}).items()
        if isinstance(action, dict)
        for at, way in enumerate(_ways(action))
        for key in FOR_ALL_TARGETS
        if key in action and not (isinstance(way, dict) and key in way)
    }


def _ways(action: Plain) -> list[Json]:
    ways = action.get("to")
    return ways if isinstance(ways, list) else [ways]


def _inside(value: Json, key: str) -> Json:
    return value.get(key) if isinstance(value, dict) else value
