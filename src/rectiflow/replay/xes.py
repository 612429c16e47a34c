"""The XML of event logs (XES, IEEE 1849-2016), read as a stream with the position at hand."""

from collections.abc import Callable, Iterator

from rectiflow.errors import LogError, Words
from rectiflow.markup import Malformed, Markup

CHUNK_BYTES = 65_536
LOG, PART, EVENT, ATTRIBUTE = 1, 2, 3, 4
"""How deep the elements lie: the log, its traces (beside declarations), their events, the attributes of these."""

GARBLED = Words(
    "日志在此处中断或损坏，请重新获取或导出", "The log is cut off or garbled there; fetch or export it again"
)


def read_xes(read: Callable[[int], bytes], name: str) -> Iterator[tuple[Words, dict[str, str]]]:
    """Read one row an event: where it stands, and key → value; keys of the trace begin with `case:`.

    `read` gives at most so many bytes of the log, none at its end; `name` is what errors call it.
    Nested attributes and declarations are passed over. Raises LogError with line and column, also
    for a document type declaration: an event log never needs one, and its entities could make a
    small file expand without end.
    """
    reading = _Reading(name)
    while chunk := read(CHUNK_BYTES):
        yield from reading.feed(chunk)
    yield from reading.feed(b"", last=True)


class _Reading:
    """How far the log has been read."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._depth = 0
        self._traces = 0
        self._trace: dict[str, str] | None = None
        self._event: dict[str, str] | None = None
        self._found: list[tuple[Words, dict[str, str]]] = []
        self._markup = Markup(self._start, self._end)

    def feed(self, chunk: bytes, *, last: bool = False) -> list[tuple[Words, dict[str, str]]]:
        """Read on, and give the events that are complete now."""
        self._found = []
        try:
            self._markup.feed(chunk, last=last)
        except Malformed as error:
            place = Words(f"第{error.line}行第{error.column}列", f"line {error.line}, column {error.column}")
            raise LogError(file=self._name, place=place, what=error.what, fix=error.fix) from error
        return self._found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        tag = name.rpartition(" ")[2]
        if self._depth == ATTRIBUTE and self._event is not None:
            _keep(self._event, "", attributes)
        elif self._depth == EVENT and self._trace is not None:
            self._start_in_trace(tag, attributes)
        elif self._depth == PART and tag == "trace":
            self._traces += 1
            self._trace = {}
        elif self._depth == LOG and tag != "log":
            self._markup.refuse(
                Words(f"不是 XES 日志：根元素为“<{tag}>”", f"it is no XES log: its root is <{tag}>"),
                Words("请提供根元素为“<log>”的文件", "Give a file whose root is <log>"),
            )

    def _start_in_trace(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "event":
            self._event = dict(self._trace or {})
        elif self._trace is not None:
            _keep(self._trace, "case:", attributes)

    def _end(self, _: str) -> None:
        if self._depth == EVENT and self._event is not None:
            line, trace = self._markup.line, self._traces
            place = Words(f"第{line}行（第{trace}个案例）", f"line {line} (trace {trace})")
            self._found.append((place, self._event))
            self._event = None
        elif self._depth == PART:
            self._trace = None
        self._depth -= 1


def _keep(kept: dict[str, str], prefix: str, attributes: dict[str, str]) -> None:
    if "key" in attributes and "value" in attributes:
        kept[prefix + attributes["key"]] = attributes["value"]
