"""A JSON file as maps and lists that know their lines."""

import re
from collections.abc import Collection, Iterator

from attrs import define, field

from rectiflow.definitions.composer import MOST_PROBLEMS
from rectiflow.definitions.document import Document, Mark, Node, problem_at
from rectiflow.definitions.yaml import compose
from rectiflow.errors import DefinitionError, Problem, Words
from rectiflow.wording import A_MAP, TEXT, misplaced

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
        return [one for one in self._items(node, key) if self._is(one, dict, A_MAP)]

    def texts(self, node: Node, key: str) -> tuple[str, ...]:
        """Give the texts that the list under `key` holds, each once."""
        items = (one for one in self._items(node, key) if self._is(one, str, TEXT))
        return tuple(dict.fromkeys(str(one.value) for one in items if str(one.value).strip()))

    def text(self, node: Node, key: str) -> str | None:
        """Give the text under `key`; None when it is left out, null or blank."""
        found = node.children.get(key)
        if found is None or found.value is None or not self._is(found, str, TEXT):
            return None
        return str(found.value) if str(found.value).strip() else None

    def judge(self) -> None:
        """Raise DefinitionError with everything that is of the wrong kind."""
        if self.problems:
            raise DefinitionError(tuple(self.problems))

    def miss(self, node: Node, key: str) -> None:
        """Note as a problem that `key` holds nothing, unless it was noted already what else it holds."""
        if not self.problems:
            message = Words(f"缺少“{key}”，或者其中没有内容", f"'{key}' is missing or empty")
            self._note(node.mark, "RF102", message, Words(f"请给出含有“{key}”的文件", f"give a file with '{key}'"))

    def _items(self, node: Node, key: str) -> Iterator[Node]:
        found = node.children.get(key)
        if found is not None and found.value is not None and self._is(found, list, Words("列表", "a list")):
            yield from found.children.values()

    def _is(self, node: Node, kind: type, wanted: Words) -> bool:
        if isinstance(node.value, kind):
            return True
        fix = Words(f"请改为{wanted.zh}", f"write {wanted.en}")
        self._note(node.mark, "RF103", misplaced(node.value, wanted), fix)
        return False

    def _note(self, mark: Mark, code: str, message: Words, fix: Words) -> None:
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
