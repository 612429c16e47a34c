"""From the events of a YAML parser to nodes: only what YAML 1.2's core schema and a workflow need."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from rectiflow.definitions.document import Mark, Node, problem_at
from rectiflow.errors import DefinitionError, Problem
from rectiflow.model.record import Json

MAX_DEPTH = 64
"""How deep lists and maps may lie within each other."""

MOST_PROBLEMS = 100
"""How many problems are worth telling before reading on."""

UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that are no part of a text: controls, halves of surrogate pairs, line ends that editors don't show."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: dict[str, Json] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_QUOTES = ("'", '"')
_COLONS = (":", "\N{FULLWIDTH COLON}")


class Composer:
    """Composes one document from the events of `text`, and keeps the problems it can live with."""

    def __init__(self, text: str, file: str) -> None:
        """Prepare to read `text`; `file` is named in problems."""
        self.problems: list[Problem] = []
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
            self._stop(after, "RF009", "a second document begins here", "keep one document in a file, without '---'")
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        self._refuse_extras(event)
        match event:
            case yaml.MappingStartEvent():
                return self._map(event, self._deeper(event, depth))
            case yaml.SequenceStartEvent():
                return self._list(event, self._deeper(event, depth))
            case yaml.ScalarEvent():
                return Node(self._scalar(event), _mark(event), quoted=event.style in _QUOTES)
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
            self._note(event, "RF003", f"the character U+{ord(found[0]):04X} is written here", "leave it out")
            return UNREADABLE.sub(" ", text)
        if event.style or not event.implicit[0]:
            return str(text)
        if text in _WORDS:
            return _WORDS[text]
        return int(text) if _INTEGER.fullmatch(text) else str(text)

    def _deeper(self, event: yaml.Event, depth: int) -> int:
        if depth == MAX_DEPTH:
            self._stop(event, "RF006", f"nested deeper than {MAX_DEPTH} levels", "write it flatter")
        return depth + 1

    def _refuse_extras(self, event: yaml.Event) -> None:
        if (anchor := getattr(event, "anchor", None)) is not None:
            mark, kind = ("*", "alias") if isinstance(event, yaml.AliasEvent) else ("&", "anchor")
            message = f"'{mark}{anchor:.40}' is an {kind}"
            self._note(event, "RF007", message, "write the value out where it is meant")
        if (tag := getattr(event, "tag", None)) is not None:
            self._note(event, "RF008", f"'{tag:.40}' is a tag", "leave it out, and put quotes around what is text")

    def _is_key(self, key: Node, event: yaml.Event, seen: dict[str, Mark]) -> bool:
        if not isinstance(key.value, str):
            written = f"'{event.value}'" if isinstance(event, yaml.ScalarEvent) else "a list or map"
            self._note(event, "RF010", f"{written} stands as a key but is no text", "use a word, or put it in quotes")
            return False
        if first := seen.get(key.value):
            message = f"'{key.value:.40}' stands here and at line {first.line}, column {first.column} too"
            self._note(event, "RF011", message, "keep one of the two")
            return False
        return True

    def _has_value(self, key: Node, start: yaml.Event, following: yaml.Event, *, braces: bool) -> bool:
        empty = isinstance(following, yaml.ScalarEvent) and not following.value and not following.style
        if not (braces and empty) or ":" in self._text[_index(start.end_mark) : _index(following.start_mark)]:
            return True
        fix = "put the sentence in quotes, or write the full-width comma \N{FULLWIDTH COMMA}"
        if any(colon in str(key.value) for colon in _COLONS):
            fix = "write ': ' (an ASCII colon and a blank) between key and value"
        self._note(
            start, "RF012", f"'{key.value:.40}' has no value: inside braces a comma ends the value before it", fix
        )
        return False

    def _note(self, event: yaml.Event, code: str, message: str, fix: str) -> None:
        self.problems.append(problem_at(self._file, _mark(event), code, message, fix))
        if len(self.problems) == MOST_PROBLEMS:
            raise DefinitionError(tuple(self.problems))

    def _stop(self, event: yaml.Event, code: str, message: str, fix: str) -> None:
        self._note(event, code, message, fix)
        raise DefinitionError(tuple(self.problems))


def _mark(event: yaml.Event) -> Mark:
    mark: Any = event.start_mark  # the stubs allow for events without a mark, which no parser gives
    return Mark(mark.line + 1, mark.column + 1)


def _index(mark: object) -> int:
    return int(getattr(mark, "index", 0))
