"""From a foreign definition to the text of a workflow file, and what it leaves out."""

from codecs import BOM_UTF8
from collections.abc import Callable, Mapping

from attrs import frozen

from rectiflow.definitions.document import Mark, problem_at
from rectiflow.errors import DefinitionError, Words
from rectiflow.foreign.digit import read_digit
from rectiflow.foreign.itop import read_itop
from rectiflow.foreign.lifecycle import Lifecycle
from rectiflow.foreign.notes import LeftOut, Notes
from rectiflow.foreign.writing import write


@frozen
class System:
    """A system whose definitions can be read: the format that they are written in, and what reads it."""

    form: str
    read: Callable[[bytes, str, Notes], Lifecycle]


SYSTEMS: Mapping[str, System] = {"digit": System("JSON", read_digit), "itop": System("XML", read_itop)}
"""The systems whose definitions can be read."""

_FORMS = {b"<": "XML", b"{": "JSON", b"[": "JSON"}
"""How a file begins → the format that it is probably written in."""


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
    _judge_form(text, file, system)
    notes = Notes()
    written = write(SYSTEMS[system].read(text, file, notes), notes)
    return Converted(written, notes.in_order())


def _judge_form(text: bytes, file: str, system: str) -> None:
    wanted, given = SYSTEMS[system].form, _FORMS.get(text.removeprefix(BOM_UTF8).lstrip()[:1])
    if given not in (None, wanted):
        message = Words(
            f"这看来是 {given}，而“{system}”的定义是 {wanted}",
            f"this looks like {given}, while a definition of {system} is {wanted}",
        )
        zh = "、".join(f"“{name}”（{one.form}）" for name, one in SYSTEMS.items())
        en = ", ".join(f"{name} ({one.form})" for name, one in SYSTEMS.items())
        fix = Words(f"请指定其来源系统：{zh}", f"name the system that it comes from: {en}")
        raise DefinitionError((problem_at(file, Mark(1, 1), "RF005", message, fix),))
