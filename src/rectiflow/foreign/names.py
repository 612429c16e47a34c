"""The names that foreign names get in a workflow file."""

import re

from attrs import define, field

from rectiflow.definitions.shapes import IDENTIFIER, RESERVED
from rectiflow.foreign.notes import Notes
from rectiflow.model.titles import Title

RENAMED = Title(zh="名称不合规范或已被占用，已改名", en="it can't be a name here, or is taken, and was renamed")

_LONGEST = 50
_OTHER = re.compile(r"[^A-Za-z0-9]+")


@define
class Names:
    """Gives foreign names of one noun (State, Role, …) their names: the same, wherever that is possible."""

    noun: type
    notes: Notes
    _first: dict[str, str] = field(factory=dict)
    _taken: set[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Take the names that mean something else already."""
        self._taken = set(RESERVED.get(self.noun, ()))

    def give(self, foreign: str, line: int) -> str:
        """Name what the foreign file, at `line`, declares as `foreign`; no two things get the same name."""
        name = self._free(foreign)
        if name != foreign:
            self.notes.add(line, f"{foreign} → {name}", RENAMED)
        self._first.setdefault(foreign, name)
        self._taken.add(name)
        return name

    def known(self, foreign: str) -> str:
        """Give the name of what is declared as `foreign`; what isn't declared keeps its own."""
        return self._first.get(foreign, foreign)

    def _free(self, foreign: str) -> str:
        if IDENTIFIER.fullmatch(foreign) and foreign not in self._taken:
            return foreign
        stem = _OTHER.sub("_", foreign).strip("_")[:_LONGEST]
        stem = stem if stem[:1].isalpha() else f"{self.noun.__name__.lower()}_{stem}".rstrip("_")
        numbered = (f"{stem}_{number}" for number in range(2, len(self._taken) + 3))
        return next(name for name in (stem, *numbered) if name not in self._taken)
