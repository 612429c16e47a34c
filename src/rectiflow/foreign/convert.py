"""From a foreign definition to the text of a workflow file, and what it leaves out."""

from collections.abc import Callable, Mapping

from attrs import frozen

from rectiflow.foreign.digit import read_digit
from rectiflow.foreign.itop import read_itop
from rectiflow.foreign.lifecycle import Lifecycle
from rectiflow.foreign.notes import LeftOut, Notes
from rectiflow.foreign.writing import write

SYSTEMS: Mapping[str, Callable[[bytes, str, Notes], Lifecycle]] = {"digit": read_digit, "itop": read_itop}
"""The systems whose definitions can be read."""


@frozen
class Converted:
    """The text of a workflow file, and what of the foreign definition it doesn't say."""

    text: str
    left_out: tuple[LeftOut, ...]


def convert(text: bytes, file: str, system: str) -> Converted:
    """Carry over a definition of `system`, one of SYSTEMS; `file` is named in problems.

    Its defects are carried over too, so that `rectiflow check` finds them in the workflow file.
    Raises DefinitionError when `text` is no definition of that system.

    >>> print(convert(b'{"BusinessServices": [{"businessService": "PGR", "states": []}]}', "pgr.json", "digit").text)
    workflow: PGR
    version: 1
    title: {zh: 群众诉求办理, en: PGR}
    calendar: weekdays
    <BLANKLINE>
    """
    notes = Notes()
    written = write(SYSTEMS[system](text, file, notes), notes)
    return Converted(written, notes.in_order())
