"""XML read as a stream, with the position at hand, and nothing in it that could hurt."""

from collections.abc import Callable
from typing import Never
from xml.parsers import expat

from attrs import define

from rectiflow.errors import Words


@define(auto_exc=True, slots=False)
class Malformed(Exception):
    """XML that can't be read: the place (line and column count from 1), what is wrong, and the way out."""

    line: int
    column: int
    what: Words
    fix: Words


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
            said = expat.ErrorString(error.code)
            what = Words(f"不是格式良好的 XML（系统提示“{said}”）", f"it is no well-formed XML ({said})")
            self.refuse(what, _GARBLED, cause=error)
        except (LookupError, ValueError) as error:
            self.refuse(Words("编码无法识别", "its encoding isn't known"), _UTF8, cause=error)

    def refuse(self, what: Words, fix: Words, cause: Exception | None = None) -> Never:
        """Raise Malformed at the place that is being read."""
        raise Malformed(self.line, self.column, what, fix) from cause

    def _doctype(self, *_: object) -> None:
        self.refuse(
            Words("声明了文档类型", "it declares a document type"),
            Words("请删去“<!DOCTYPE …>”声明；数据无需此声明", "Remove the <!DOCTYPE …> declaration; data needs none"),
        )


_GARBLED = Words(
    "文件在此处中断或损坏，请重新获取或导出", "The file is cut off or garbled there; fetch or export it again"
)
_UTF8 = Words("请将文件另存为 UTF-8 编码", "Save the file as UTF-8")
