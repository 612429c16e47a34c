"""XML read as a stream, with the position at hand, and nothing in it that could hurt."""

from collections.abc import Callable
from typing import Never
from xml.parsers import expat

from attrs import define


@define(auto_exc=True, slots=False)
class Malformed(Exception):
    """XML that can't be read: the place (line and column count from 1), what is wrong, and the way out."""

    line: int
    column: int
    what: str
    fix: str


class Markup:
    """Feeds XML to the handlers of a reader.

    A document type declaration is refused: data never needs one, and its entities could make a
    small file expand without end, or name files outside.
    """

    def __init__(
        self,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None],
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Prepare to call `start` and `end` at each element, and `text` at each piece of text.

        Names come as `namespace name`, or as they are where they have no namespace.
        """
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = start
        self._parser.EndElementHandler = end
        self._parser.CharacterDataHandler = text
        self._parser.StartDoctypeDeclHandler = self._doctype

    @property
    def line(self) -> int:
        """The line that is being read."""
        return self._parser.CurrentLineNumber

    @property
    def column(self) -> int:
        """The column that is being read."""
        return self._parser.CurrentColumnNumber + 1

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        """Read on; raises Malformed, or whatever a handler raises."""
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            what = f"it is no well-formed XML ({expat.ErrorString(error.code)})"
            self.refuse(what, "The file is cut off or garbled there; fetch or export it again", cause=error)
        except (LookupError, ValueError) as error:
            self.refuse("its encoding isn't known", "Save the file as UTF-8", cause=error)

    def refuse(self, what: str, fix: str, cause: Exception | None = None) -> Never:
        """Raise Malformed at the place that is being read."""
        raise Malformed(self.line, self.column, what, fix) from cause

    def _doctype(self, *_: object) -> None:
        self.refuse("it declares a document type", "Remove the <!DOCTYPE …> declaration; data needs none")
