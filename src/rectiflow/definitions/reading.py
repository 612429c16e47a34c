"""Structuring a file part by part, so that one broken part hides nothing of the others."""

from collections.abc import Mapping
from typing import Any, get_origin

from attrs import NOTHING, define, field, fields_dict
from cattrs import BaseValidationError

from rectiflow.definitions.composer import MOST_PROBLEMS
from rectiflow.definitions.converter import structure
from rectiflow.definitions.document import Path, Plain, Remark
from rectiflow.definitions.hooks import Context, Kind, Made
from rectiflow.definitions.mistakes import Mistake, remarks_of
from rectiflow.definitions.shapes import SHAPES, Head
from rectiflow.errors import Words
from rectiflow.model.accountability import Counted
from rectiflow.model.action import Action, Reopen
from rectiflow.model.subject import Role
from rectiflow.model.timing import Period
from rectiflow.model.titles import Title
from rectiflow.model.voice import Passing, Share
from rectiflow.wording import misplaced

HEADLESS = Head(workflow="workflow", version=1, title=Title(zh="", en=""), calendar="cn")
"""Stands in for the top of a workflow file."""

_EMPTY: Mapping[Kind, Any] = {
    str: "",
    int: 0,
    Period: Period(1, "days"),
    Counted: Counted(),
    Passing: Passing(choices=(), share=Share(1, 2, "")),
}
"""What stands for a value that a broken part must have."""

_STUBS: Mapping[type, Mapping[str, Any]] = {Action: {"sources": ("",)}, Reopen: {"sources": ("",)}, Role: {"of": ""}}
"""What keeps a stub from being taken for something that it may not be."""


@define
class Reading:
    """A file while it is structured: `remarks` and the paths of `broken` parts gather here."""

    plain: Plain
    context: Context = field(factory=Context)
    remarks: list[Remark] = field(factory=list)
    broken: set[Path] = field(factory=set)

    def section(self, name: str, kind: Kind) -> dict[str, Any]:
        """Structure a map of elements; a stub that knows only its name stands in for a broken one."""
        return {one: self.element((name, one), value, kind) for one, value in self.named(name).items()}

    def named(self, name: str) -> Plain:
        """Give a section as it is written, a map of names; what is no map is broken, and stands for none."""
        written = self.plain.get(name, {})
        if not isinstance(written, dict):
            message = misplaced(written, Words("名称的映射", "a map of names"))
            fix = Words("请逐行写“名称: …”", "write 'name: …' lines")
            self._break((name,), Remark(path=(name,), code="RF103", message=message, fix=fix))
        return section_of(self.plain, name)

    def part(self, path: Path, value: object, kind: Kind) -> Made:
        """Structure the value at `path`; gives None where it is broken, or enough is broken already."""
        if len(self.remarks) >= MOST_PROBLEMS:
            self.broken.add(path)
            return None
        try:
            return structure(value, kind, self.context)
        except (BaseValidationError, Mistake) as error:
            self._break(path, *remarks_of(error, path))
            return None

    def element(self, path: Path, value: object, kind: Kind) -> Made:
        """Structure the element that the last step of `path` names; a stub stands in for a broken one."""
        if kind not in SHAPES or not SHAPES[kind].named:
            return self.part(path, value, kind)
        name = str(path[-1])
        return self.part(path, (name, value), kind) or _stub(kind, name)

    def single(self, name: str, kind: Kind) -> Made:
        """Structure the part of which there is at most one; None where there is none."""
        return self.element((name,), self.plain[name], kind) if name in self.plain else None

    def _break(self, path: Path, *remarks: Remark) -> None:
        self.broken.add(path)
        self.remarks += remarks


def section_of(plain: Plain, name: str) -> Plain:
    """Give a section as it is written, empty when there is none."""
    section = plain.get(name)
    return section if isinstance(section, dict) else {}


def _stub(kind: type, name: str) -> Made:
    titles = {"zh": name, "en": name, str(SHAPES[kind].named): name}
    needed = {one.name: _empty(one.type) for one in fields_dict(kind).values() if one.default is NOTHING}
    known = {one: title for one, title in titles.items() if one in fields_dict(kind)}
    return kind(**{**needed, **_STUBS.get(kind, {}), **known})


def _empty(kind: Kind) -> Made:
    form: Kind = get_origin(kind)
    return _EMPTY.get(kind, {} if form is Mapping else ())
