"""From the text of a workflow file to a Workflow, or to everything that is wrong with it."""

from typing import Any

from attrs import evolve

from rectiflow.definitions.accepting import acceptances, told
from rectiflow.definitions.check import check
from rectiflow.definitions.check.elsewhere import elsewhere, sought
from rectiflow.definitions.converter import converter_for
from rectiflow.definitions.document import Document, Path, Plain, Remark
from rectiflow.definitions.hooks import Context
from rectiflow.definitions.profile import Find, nowhere, whole
from rectiflow.definitions.reading import HEADLESS, Reading, section_of
from rectiflow.definitions.shapes import SECTIONS, SINGLE, Head
from rectiflow.definitions.yaml import read
from rectiflow.errors import DefinitionError, Problem
from rectiflow.model.record import Json
from rectiflow.model.workflow import Workflow

MOST_ELEMENTS = 500
"""How many states, actions, fields, … a workflow may have in all."""


def read_workflow(text: str | bytes, file: str, find: Find = nowhere) -> Workflow:
    """Read a workflow file; `file` is named in problems, `find` gives the file of a workflow it extends.

    What it gives is resolved: profiles, parameters, ladders and short forms are replaced by what
    they stand for. Raises DefinitionError with every problem of the file when one of them is an error.
    """
    workflow, problems = _judged(text, file, find)
    if any(problem.severity == "error" for problem in problems):
        raise DefinitionError(problems)
    return workflow


def problems_of(text: str | bytes, file: str, find: Find = nowhere) -> tuple[Problem, ...]:
    """Give every problem of a workflow file, warnings and notes too, in the order of their places."""
    try:
        return _judged(text, file, find)[1]
    except DefinitionError as error:
        return error.problems


def _judged(text: str | bytes, file: str, find: Find) -> tuple[Workflow, tuple[Problem, ...]]:
    document = whole(read(text, file), find)
    plain = document.value
    _bound(document)
    document = evolve(document, aliases=_ladders_used(plain))
    reading = Reading(plain, converter_for(_context(plain)))
    workflow = _workflow(reading)
    accepted = sought(acceptances(reading), find)
    remarks = (*check(workflow, frozenset(reading.broken)), *elsewhere(workflow, find))
    found = {*document.problems, *(document.problem(remark) for remark in reading.remarks)}
    found.update(told(document, remarks, accepted))
    return workflow, tuple(sorted(found))


def _bound(document: Document) -> None:
    if (many := sum(len(section_of(document.value, name)) for name in SECTIONS)) > MOST_ELEMENTS:
        fix = f"make several workflows of it, each with at most {MOST_ELEMENTS}"
        remark = Remark(path=(), code="RF113", message=f"the sections have {many} elements in all", fix=fix)
        raise DefinitionError((document.problem(remark),))


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


def _inside(value: Json, key: str) -> Json:
    return value.get(key) if isinstance(value, dict) else value
