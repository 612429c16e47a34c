"""Findings of the check that a file accepts, each with its reason: `accepts:`. 接受的问题。"""

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from rectiflow.definitions.codes import CODES
from rectiflow.definitions.document import Document, Remark
from rectiflow.definitions.reading import Reading
from rectiflow.definitions.shapes import Acceptance
from rectiflow.definitions.wording import choose
from rectiflow.errors import Problem

Acceptances = Mapping[str, tuple[Acceptance, ...]]
"""Code → where it is accepted, and why."""

_INDISPENSABLE = frozenset({"RF301", "RF302", "RF311", "RF413"})
ACCEPTABLE = tuple(code for code in CODES if code[2] in "345" and code not in _INDISPENSABLE)
"""The codes that a file may accept: judgements about the whole, not mistakes in writing it down."""


def acceptances(reading: Reading) -> Acceptances:
    """Read what a file accepts; what can't be accepted goes to the remarks of the reading."""
    read = {}
    for code, written in reading.named("accepts").items():
        path = ("accepts", code)
        if code not in ACCEPTABLE:
            fix = choose(code, ACCEPTABLE)
            message = f"'{code:.40}' can't be accepted"
            reading.remarks.append(Remark(path=path, code="RF115", message=message, fix=fix))
        else:
            read[code] = reading.part(path, written, tuple[Acceptance, ...]) or ()
    return read


def told(document: Document, remarks: Iterable[Remark], accepted: Acceptances) -> Iterator[Problem]:
    """Say the remarks at their places: as notes with the reason where they are accepted.

    What is accepted where nothing was found is a remark of its own.
    """
    used = set()
    for remark in remarks:
        acceptance = next((one for one in accepted.get(remark.code, ()) if _covers(one, remark)), None)
        problem = document.problem(remark)
        if acceptance is not None:
            used.add((remark.code, acceptance))
            message = f"{problem.message} (accepted: {acceptance.because})"
            problem = evolve(problem, severity="note", message=message)
        yield problem
    for code, several in accepted.items():
        for at, acceptance in enumerate(several):
            if (code, acceptance) not in used:
                path = ("accepts", code, at)
                message, fix = f"there is no {code} at {', '.join(acceptance.at)}", "remove it, or correct 'at'"
                yield document.problem(Remark(path=path, code="RF114", message=message, fix=fix))


def _covers(acceptance: Acceptance, remark: Remark) -> bool:
    path = ".".join(map(str, remark.path))
    return any(path == at or path.startswith(f"{at}.") for at in acceptance.at)
