"""A file as plain values, each of which knows the place it stands at."""

from collections.abc import Mapping

from attrs import evolve, field, frozen

from rectiflow.definitions.codes import CODES
from rectiflow.errors import Problem, Words
from rectiflow.model.record import Json


class Key(str):
    """A last step of a path that means the key itself, not the value under it."""

    __slots__ = ()


Plain = dict[str, Json]
"""A map as it is written in a file."""

Path = tuple[str | int, ...]
"""The keys and indices that lead to a value, such as `("actions", "verify", "to", 0)`."""


@frozen
class Mark:
    """A place in a file; line and column count from 1. `file` is None in the file that is read."""

    line: int
    column: int
    file: str | None = None


@frozen(eq=False)
class Node:
    """A value with its place, the places of its keys, and the nodes inside it.

    A text `begins` so many columns after its place; None where it isn't written as it reads, but
    with escapes or over several lines.
    """

    value: Json
    mark: Mark
    keys: Mapping[str, Mark] = field(factory=dict)
    children: Mapping[str | int, "Node"] = field(factory=dict)
    begins: int | None = None


@frozen(kw_only=True)
class Remark:
    """Something to be said about the value at `path`; its code settles how grave it is.

    `inside` says how many lines and columns into a text it is about.
    """

    path: Path
    code: str
    message: Words
    fix: Words
    inside: tuple[int, int] | None = None


@frozen(eq=False)
class Document:
    """One file, composed. `problems` are those found while reading it that left a value standing.

    `aliases` leads from paths of what a short form stands for to where that is written.
    """

    file: str
    root: Node
    problems: tuple[Problem, ...] = ()
    aliases: Mapping[Path, Path] = field(factory=dict)

    @property
    def value(self) -> Plain:
        """The whole file as plain values; `read` lets nothing through that is no map."""
        return self.root.value if isinstance(self.root.value, dict) else {}

    def place(self, path: Path) -> Mark:
        """Give the place of the value at `path`, or of the nearest thing around it that the file has.

        Of a map that place is its key, since that is what a reader looks for, unless it stands in a list.
        """
        node, place = self.root, self.root.mark
        for step in self._followed(path):
            key = node.keys.get(step, place) if isinstance(step, str) else place
            inner = node.children.get(step)
            if inner is None or isinstance(step, Key):
                return key
            node, place = inner, key if inner.keys and isinstance(step, str) else inner.mark
        return place

    def is_own(self, path: Path) -> bool:
        """Tell whether the value at `path` stands in this file, not in one that it extends."""
        return self.place(path).file is None

    def extent(self, path: Path) -> int:
        """Tell how many keys and values lie at `path`."""
        return _extent(self._node(path))

    def _node(self, path: Path) -> Node:
        node = self.root
        for step in self._followed(path):
            node = node.children.get(step, node)
        return node

    def _followed(self, path: Path) -> Path:
        ends = range(len(path), 0, -1)
        end = next((end for end in ends if path[:end] in self.aliases), 0)
        return (*self.aliases[path[:end]], *path[end:]) if end else path

    def problem(self, remark: Remark) -> Problem:
        """Say a remark at its place in the file."""
        mark = self.place(remark.path)
        begins = self._node(remark.path).begins
        if remark.inside is not None and begins is not None:
            mark = evolve(mark, column=mark.column + begins + remark.inside[1])
        return problem_at(mark.file or self.file, mark, remark.code, remark.message, remark.fix)


def _extent(node: Node) -> int:
    return 1 + len(node.keys) + sum(map(_extent, node.children.values()))


def problem_at(file: str, mark: Mark, code: str, message: Words, fix: Words) -> Problem:
    """Make the problem `code` at a place; the table of codes settles its severity."""
    return Problem(
        file=file,
        line=mark.line,
        column=mark.column,
        code=code,
        message=message,
        fix=fix,
        severity=CODES[code].severity,
    )
