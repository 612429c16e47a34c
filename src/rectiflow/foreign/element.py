"""An XML file as elements that know their lines."""

from collections.abc import Iterator

from attrs import field, frozen

from rectiflow.definitions.composer import MAX_DEPTH, TOO_DEEP, UNREADABLE
from rectiflow.definitions.document import Mark, problem_at
from rectiflow.definitions.yaml import MAX_BYTES, too_large
from rectiflow.errors import DefinitionError
from rectiflow.markup import Malformed, Markup
from rectiflow.wording import continued


@frozen(eq=False)
class Element:
    """An element: its name and attributes without namespaces, its place, and what is in it."""

    name: str
    attributes: dict[str, str]
    mark: Mark
    children: "list[Element]" = field(factory=list)
    pieces: list[str] = field(factory=list)

    @property
    def id(self) -> str:
        """What the element calls itself; empty where it doesn't."""
        return self.attributes.get("id", "")

    @property
    def text(self) -> str:
        """The text in the element, without blanks around it."""
        return "".join(self.pieces).strip()

    def all(self, *path: str) -> "Iterator[Element]":
        """Give the elements that `path`, names from the outside in, leads to."""
        found = (child for child in self.children if child.name == path[0])
        yield from found if len(path) == 1 else (inner for child in found for inner in child.all(*path[1:]))

    def first(self, *path: str) -> "Element | None":
        """Give the first of the elements that `path` leads to."""
        return next(self.all(*path), None)

    def said(self, *path: str) -> str:
        """Give the text of the first of the elements that `path` leads to; empty when there is none."""
        found = self.first(*path)
        return found.text if found is not None else ""


def read_xml(text: bytes, file: str) -> Element:
    """Read `text` as XML; gives its root. `file` is named in problems.

    Raises DefinitionError for what is too large, nested too deep, not well-formed, or declares a
    document type.
    """
    if len(text) > MAX_BYTES:
        raise DefinitionError((too_large(len(text), file),))
    try:
        return _Tree(file).grown(text)
    except Malformed as error:
        problem = problem_at(file, Mark(error.line, error.column), "RF005", error.what, continued(error.fix))
        raise DefinitionError((problem,)) from error


class _Tree:
    """A file while its elements are put together."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._root = Element("", {}, Mark(1, 1))
        self._open = [self._root]
        self._markup = Markup(self._start, self._end, self._text)

    def grown(self, text: bytes) -> Element:
        self._markup.feed(text, last=True)
        return self._root.children[0]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        mark = Mark(self._markup.line, self._markup.column)
        if len(self._open) > MAX_DEPTH:
            raise DefinitionError((problem_at(self._file, mark, "RF006", *TOO_DEEP),))
        own = {_local(key): UNREADABLE.sub(" ", value) for key, value in attributes.items()}
        element = Element(_local(name), own, mark)
        self._open[-1].children.append(element)
        self._open.append(element)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _text(self, piece: str) -> None:
        self._open[-1].pieces.append(UNREADABLE.sub(" ", piece))


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
