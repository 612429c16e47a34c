"""Findings of the check that a file accepts, each with its reason: `accepts:`. 接受的问题。"""

from collections.abc import Iterable, Iterator
from itertools import accumulate

from attrs import evolve

from rectiflow.definitions.codes import CODES
from rectiflow.definitions.composer import MOST_PROBLEMS
from rectiflow.definitions.document import Document, Remark
from rectiflow.definitions.reading import Reading
from rectiflow.errors import Problem, Words, quoted
from rectiflow.model.acceptance import Acceptance, Acceptances
from rectiflow.wording import choose

_INDISPENSABLE = frozenset({"RF301", "RF302", "RF311", "RF407", "RF413"})
ACCEPTABLE = tuple(code for code in CODES if code[2] in "345" and code not in _INDISPENSABLE)
"""The codes that a file may accept: judgements about the whole, not mistakes in writing it down."""


def acceptances(reading: Reading) -> Acceptances:
    """Read what a file accepts; what can't be accepted goes to the remarks of the reading."""
    read = {}
    for code, written in reading.named("accepts").items():
        path = ("accepts", code)
        if code in ACCEPTABLE:
            read[code] = reading.part(path, written, tuple[Acceptance, ...]) or ()
        elif len(reading.remarks) < MOST_PROBLEMS:
            message = Words(f"“{code:.40}”不能接受", f"'{code:.40}' can't be accepted")
            reading.remarks.append(Remark(path=path, code="RF115", message=message, fix=choose(code, ACCEPTABLE)))
    return read


def told(document: Document, remarks: Iterable[Remark], accepted: Acceptances) -> Iterator[Problem]:
    """Say the remarks at their places: as notes with the reason where they are accepted.

    What is accepted where nothing was found is a remark of its own, but for what a profile takes over.
    """
    used = set()
    for remark in remarks:
        acceptance = next((one for one in accepted.get(remark.code, ()) if _covers(one, remark)), None)
        problem = document.problem(remark)
        if acceptance is not None:
            used.add((remark.code, acceptance))
            problem = evolve(problem, severity="note", message=_accepted(problem.message, acceptance.because))
        yield problem
    for code, several in accepted.items():
        for at, acceptance in enumerate(several):
            unused = _unused(code, at, acceptance)
            if (code, acceptance) not in used and document.is_own(unused.path):
                yield document.problem(unused)


def _accepted(message: Words, because: str) -> Words:
    return Words(f"{message.zh}（已接受：{because}）", f"{message.en} (accepted: {because})")


def _unused(code: str, at: int, acceptance: Acceptance) -> Remark:
    message = Words(f"{quoted(acceptance.at)}并无问题 {code}", f"there is no {code} at {', '.join(acceptance.at)}")
    fix = Words("请删去这一项，或者更正“at”", "remove it, or correct 'at'")
    return Remark(path=("accepts", code, at), code="RF114", message=message, fix=fix)


def _covers(acceptance: Acceptance, remark: Remark) -> bool:
    """Tell whether a remark is made at one of the places of an acceptance, or within it."""
    around = set(accumulate(map(str, remark.path), "{}.{}".format))
    return not around.isdisjoint(acceptance.at)
