"""Structuring a file part by part, so that one broken part hides nothing of the others."""

from typing import Any

from attrs import define, field
from cattrs import BaseValidationError, Converter

from rectiflow.definitions.document import Path, Plain, Remark
from rectiflow.definitions.hooks import Kind, Made
from rectiflow.definitions.mistakes import Mistake, remarks_of
from rectiflow.definitions.shapes import SHAPES, Head
from rectiflow.definitions.wording import shown
from rectiflow.model.workflow import Action, Deadline, Fault, Field, Parameter, Reopen, Role, Title

HEADLESS = Head(workflow="workflow", version=1, title=Title(zh="", en=""), calendar="cn")
"""Stands in for the top of a workflow file."""

_REQUIRED: dict[type, dict[str, Any]] = {
    Action: {"targets": (), "sources": ("",)},
    Reopen: {"targets": (), "sources": ("",)},
    Deadline: {"runs_in": ()},
    Fault: {"ground": "", "charge_to": ()},
    Field: {"type": ""},
    Parameter: {"value": ""},
    Role: {"of": ""},
}


@define
class Reading:
    """A file while it is structured: `remarks` and the paths of `broken` parts gather here."""

    plain: Plain
    converter: Converter
    remarks: list[Remark] = field(factory=list)
    broken: set[Path] = field(factory=set)

    def section(self, name: str, kind: Kind) -> dict[str, Any]:
        """Structure a map of elements; a stub that knows only its name stands in for a broken one."""
        written = self.plain.get(name, {})
        if not isinstance(written, dict):
            message = f"{shown(written)} stands where a map of names is expected"
            self._break((name,), Remark(path=(name,), code="RF103", message=message, fix="write 'name: …' lines"))
        return {one: self.element((name, one), value, kind) for one, value in section_of(self.plain, name).items()}

    def part(self, path: Path, value: object, kind: Kind) -> Made:
        """Structure the value at `path`; gives None where it is broken."""
        try:
            return self.converter.structure(value, kind)
        except (BaseValidationError, Mistake) as error:
            self._break(path, *remarks_of(error, path))
            return None

    def element(self, path: Path, value: object, kind: Kind) -> Made:
        """Structure the element that the last step of `path` names; a stub stands in for a broken one."""
        name = str(path[-1])
        if kind not in SHAPES:
            return self.part(path, value, kind)
        return self.part(path, (name, value), kind) or _stub(kind, name)

    def _break(self, path: Path, *remarks: Remark) -> None:
        self.broken.add(path)
        self.remarks += remarks


def section_of(plain: Plain, name: str) -> Plain:
    """Give a section as it is written, empty when there is none."""
    section = plain.get(name)
    return section if isinstance(section, dict) else {}


def _stub(kind: type, name: str) -> Made:
    titles = {"zh": name, "en": name, str(SHAPES[kind].named): name}
    return kind(**titles, **_REQUIRED.get(kind, {}))
