"""From the events of a YAML parser to nodes: only what YAML 1.2's core schema and a workflow need."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from rectiflow.definitions.document import Mark, Node, problem_at
from rectiflow.errors import DefinitionError, Problem, Words
from rectiflow.model.record import Json

MAX_DEPTH = 64
"""How deep lists and maps may lie within each other."""

MOST_VALUES = 10_000
"""How many keys and values a workflow file may have: the largest that is bundled has a fifth of them."""
TOO_DEEP = (
    Words(f"嵌套超过 {MAX_DEPTH} 层", f"nested deeper than {MAX_DEPTH} levels"),
    Words("请减少嵌套的层次", "write it flatter"),
)
"""What is wrong with a file that is nested too deep, and the way out."""

MOST_PROBLEMS = 100
"""How many problems are worth telling before reading on."""

UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that are no part of a text: controls, halves of surrogate pairs, line ends that editors don't show.

Among the controls are those that turn the direction of what follows, so that a file shows another
text than it holds (CVE-2021-42574).
"""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: dict[str, Json] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_DIGITS = 18
LARGEST = 10**_DIGITS - 1
"""The largest whole number; what has more digits is text."""

_INTEGER = re.compile(f"-?[0-9]{{1,{_DIGITS}}}")
_STANDARD = "tag:yaml.org,2002:"
_QUOTES = ("'", '"')
_COLONS = (":", "\N{FULLWIDTH COLON}")
_COLON = Words(
    "请在键和值之间写“: ”（半角冒号加一个空格）", "write ': ' (an ASCII colon and a blank) between key and value"
)
_COMMA = Words(
    "请给整句加引号，或者改用全角逗号“，”",
    "put the sentence in quotes, or write the full-width comma \N{FULLWIDTH COMMA}",
)


class Composer:
    """Composes one document from the events of `text`, and keeps the problems it can live with."""

    def __init__(self, text: str, file: str, most: int) -> None:
        """Prepare to read `text`, of which at most so many keys and values; `file` is named in problems."""
        self.problems: list[Problem] = []
        self._most = most
        self._values = 0
        self._text = text
        self._file = file
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)

    def document(self) -> Node:
        """Compose the one document; raises DefinitionError where it can't go on, YAMLError where YAML breaks."""
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return Node(None, Mark(1, 1))
        root = self._node(next(self._events), 0)
        next(self._events)
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            message = Words("此处开始了第二个文档", "a second document begins here")
            fix = Words("一个文件只写一个文档，请删去“---”", "keep one document in a file, without '---'")
            self._stop(after, "RF009", message, fix)
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        self._count(event)
        self._refuse_extras(event)
        match event:
            case yaml.ScalarEvent():
                return Node(self._scalar(event), _mark(event), begins=self._begins(event))
            case yaml.MappingStartEvent():
                return self._map(event, self._deeper(event, depth))
            case yaml.SequenceStartEvent():
                return self._list(event, self._deeper(event, depth))
        return Node("*", _mark(event))

    def _map(self, event: yaml.MappingStartEvent, depth: int) -> Node:
        keys: dict[str, Mark] = {}
        children: dict[str | int, Node] = {}
        for start in self._until(yaml.MappingEndEvent):
            key = self._node(start, depth)
            following = next(self._events)
            child = self._node(following, depth)
            if self._is_key(key, start, keys) and self._has_value(key, start, following, braces=bool(event.flow_style)):
                keys[str(key.value)] = key.mark
                children[str(key.value)] = child
        return Node({key: children[key].value for key in keys}, _mark(event), keys, children)

    def _list(self, event: yaml.SequenceStartEvent, depth: int) -> Node:
        items = [self._node(start, depth) for start in self._until(yaml.SequenceEndEvent)]
        return Node([item.value for item in items], _mark(event), children=dict(enumerate(items)))

    def _until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        while not isinstance(event := next(self._events), end):
            yield event

    def _scalar(self, event: yaml.ScalarEvent) -> Json:
        text = event.value
        if found := UNREADABLE.search(text):
            sign = f"U+{ord(found[0]):04X}"
            message = Words(f"此处写有控制字符 {sign}", f"the character {sign} is written here")
            self._note(event, "RF003", message, Words("请删去", "leave it out"))
            return UNREADABLE.sub(" ", text)
        if event.style or not event.implicit[0]:
            return str(text)
        if text in _WORDS:
            return _WORDS[text]
        return int(text) if _INTEGER.fullmatch(text) else str(text)

    def _begins(self, event: yaml.ScalarEvent) -> int | None:
        quote = event.style in _QUOTES
        written = self._text[_index(event.start_mark) + quote : _index(event.end_mark) - quote]
        return int(quote) if written == event.value else None

    def _count(self, event: yaml.Event) -> None:
        self._values += 1
        if self._values > self._most:
            message = Words(f"键和值超过 {self._most} 个", f"the file has more than {self._most} keys and values")
            self._stop(event, "RF113", message, Words("请拆成几个流程", "make several workflows of it"))

    def _deeper(self, event: yaml.Event, depth: int) -> int:
        if depth == MAX_DEPTH:
            self._stop(event, "RF006", *TOO_DEEP)
        return depth + 1

    def _refuse_extras(self, event: yaml.Event) -> None:
        if (anchor := getattr(event, "anchor", None)) is not None:
            mark, zh, en = ("*", "引用", "alias") if isinstance(event, yaml.AliasEvent) else ("&", "锚点", "anchor")
            message = Words(f"“{mark}{anchor:.40}”是{zh}", f"'{mark}{anchor:.40}' is an {en}")
            fix = Words("请在需要之处把值写出来", "write the value out where it is meant")
            self._note(event, "RF007", message, fix)
        if (tag := getattr(event, "tag", None)) is not None:
            written = tag.replace(_STANDARD, "!!")
            fix = Words("请删去；若值是文字，请加引号", "leave it out, and put quotes around what is text")
            self._note(event, "RF008", Words(f"“{written:.40}”是类型标签", f"'{written:.40}' is a tag"), fix)

    def _is_key(self, key: Node, event: yaml.Event, seen: dict[str, Mark]) -> bool:
        if not isinstance(key.value, str):
            fix = Words("请改用文字，或者加引号", "use a word, or put it in quotes")
            self._note(event, "RF010", _no_text(event), fix)
            return False
        if first := seen.get(key.value):
            message = Words(
                f"“{key.value:.40}”在此处和第 {first.line} 行第 {first.column} 列各写了一次",
                f"'{key.value:.40}' stands here and at line {first.line}, column {first.column} too",
            )
            self._note(event, "RF011", message, Words("请只保留一处", "keep one of the two"))
            return False
        return True

    def _has_value(self, key: Node, start: yaml.Event, following: yaml.Event, *, braces: bool) -> bool:
        empty = isinstance(following, yaml.ScalarEvent) and not following.value and not following.style
        if not (braces and empty) or ":" in self._text[_index(start.end_mark) : _index(following.start_mark)]:
            return True
        message = Words(
            f"“{key.value:.40}”没有值：花括号内的半角逗号会结束前面的值",
            f"'{key.value:.40}' has no value: inside braces a comma ends the value before it",
        )
        self._note(start, "RF012", message, _COLON if any(one in str(key.value) for one in _COLONS) else _COMMA)
        return False

    def _note(self, event: yaml.Event, code: str, message: Words, fix: Words) -> None:
        self.problems.append(problem_at(self._file, _mark(event), code, message, fix))
        if len(self.problems) == MOST_PROBLEMS:
            raise DefinitionError(tuple(self.problems))

    def _stop(self, event: yaml.Event, code: str, message: Words, fix: Words) -> None:
        self._note(event, code, message, fix)
        raise DefinitionError(tuple(self.problems))


def _no_text(event: yaml.Event) -> Words:
    if isinstance(event, yaml.ScalarEvent):
        return Words(f"“{event.value}”写在键的位置，却不是文字", f"'{event.value}' stands as a key but is no text")
    return Words("列表或者映射写在键的位置，不是文字", "a list or map stands as a key but is no text")


def _mark(event: yaml.Event) -> Mark:
    mark: Any = event.start_mark  # the stubs allow for events without a mark, which no parser gives
    return Mark(mark.line + 1, mark.column + 1)


def _index(mark: object) -> int:
    return int(getattr(mark, "index", 0))
