"""A JSON file as maps and lists that know their lines."""

import re
from collections.abc import Collection, Iterator

from attrs import define, field

from rectiflow.definitions.composer import MOST_PROBLEMS
from rectiflow.definitions.document import Document, Mark, Node, problem_at
from rectiflow.definitions.wording import shown
from rectiflow.definitions.yaml import compose
from rectiflow.errors import DefinitionError, Problem

_ESCAPE = re.compile(rb"\\(?:u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|.)", re.IGNORECASE | re.DOTALL)


def compose_json(text: bytes, file: str) -> Document:
    r"""Compose JSON, which is YAML but for two things: tabs between values, and signs written as two escapes.

    Raises DefinitionError as `compose` does.

    >>> compose_json(b'{\n\t"sign": "\\ud83d\\udea7"}', "a.json").value
    {'sign': '🚧'}
    """
    return compose(_ESCAPE.sub(_joined, text.replace(b"\t", b" ")), file)


@define
class Tree:
    """A file whose shape is judged while it is read: everything of the wrong kind gathers in `problems`."""

    file: str
    problems: list[Problem] = field(factory=list)

    def maps(self, node: Node, key: str) -> list[Node]:
        """Give the maps that the list under `key` holds; none when it is left out or null."""
        return [one for one in self._items(node, key) if self._is(one, dict, "a map")]

    def texts(self, node: Node, key: str) -> tuple[str, ...]:
        """Give the texts that the list under `key` holds, each once."""
        items = (one for one in self._items(node, key) if self._is(one, str, "text"))
        return tuple(dict.fromkeys(str(one.value) for one in items if str(one.value).strip()))

    def text(self, node: Node, key: str) -> str | None:
        """Give the text under `key`; None when it is left out, null or blank."""
        found = node.children.get(key)
        if found is None or found.value is None or not self._is(found, str, "text"):
            return None
        return str(found.value) if str(found.value).strip() else None

    def judge(self) -> None:
        """Raise DefinitionError with everything that is of the wrong kind."""
        if self.problems:
            raise DefinitionError(tuple(self.problems))

    def miss(self, node: Node, key: str) -> None:
        """Note as a problem that `key` holds nothing, unless it was noted already what else it holds."""
        if not self.problems:
            self._note(node.mark, "RF102", f"'{key}' is missing or empty", f"give a file with '{key}'")

    def _items(self, node: Node, key: str) -> Iterator[Node]:
        found = node.children.get(key)
        if found is not None and found.value is not None and self._is(found, list, "a list"):
            yield from found.children.values()

    def _is(self, node: Node, kind: type, wanted: str) -> bool:
        if isinstance(node.value, kind):
            return True
        self._note(node.mark, "RF103", f"{shown(node.value)} stands where {wanted} is expected", f"write {wanted}")
        return False

    def _note(self, mark: Mark, code: str, message: str, fix: str) -> None:
        self.problems.append(problem_at(self.file, mark, code, message, fix))
        if len(self.problems) == MOST_PROBLEMS:
            self.judge()


def others(node: Node, known: Collection[str]) -> Iterator[tuple[str, int]]:
    """Give the keys of a map that are not `known` and hold something, each with its line."""
    for key, mark in node.keys.items():
        if key not in known and node.children[key].value not in (None, False, [], {}, ""):
            yield key, mark.line


def _joined(escape: re.Match[bytes]) -> bytes:
    if not escape[1]:
        return escape[0]
    return (bytes.fromhex(escape[1].decode()) + bytes.fromhex(escape[2].decode())).decode("utf-16-be").encode()
