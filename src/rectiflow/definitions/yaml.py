"""Reading YAML safely: size, characters and syntax are judged before anything is made of them."""

import re

import yaml

from rectiflow.definitions.composer import MOST_PROBLEMS, UNREADABLE, Composer
from rectiflow.definitions.document import Document, Mark, problem_at
from rectiflow.definitions.wording import shown
from rectiflow.errors import DefinitionError, Problem

MAX_BYTES = 1024 * 1024
"""How large a file may be."""

_TAB = re.compile(r"^ *(?:- +)*\t+(?=[^\s])", re.MULTILINE)


def compose(text: str | bytes, file: str) -> Document:
    """Compose `text` into plain values that know their places; `file` is named in problems.

    Plain scalars are read by YAML 1.2's core schema, without floats: `no`, `12:30` and `1.5` are
    text. Raises DefinitionError with all that is wrong.

    >>> compose("{zh: 甲, late: no}", "a.yaml").value
    {'zh': '甲', 'late': 'no'}
    """
    document = read(text, file)
    if document.problems:
        raise DefinitionError(document.problems)
    return document


def read(text: str | bytes, file: str) -> Document:
    """Compose `text` as `compose` does, but give a document that has problems as long as there is one.

    Raises DefinitionError where nothing can be made of the file.
    """
    characters = _characters(text, file)
    composer = Composer(characters, file)
    try:
        root = composer.document()
    except yaml.YAMLError as error:
        raise DefinitionError((*composer.problems, _syntax(error, characters, file))) from error
    if not isinstance(root.value, dict):
        message = f"{shown(root.value)} stands where the keys of the file are expected"
        raise DefinitionError((problem_at(file, Mark(1, 1), "RF013", message, "write 'key: value' lines"),))
    return Document(file, root, tuple(composer.problems))


def _characters(text: str | bytes, file: str) -> str:
    stored = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    if len(stored) > MAX_BYTES:
        message = f"the file has {len(stored)} bytes, more than {MAX_BYTES}"
        raise DefinitionError((problem_at(file, Mark(1, 1), "RF001", message, "split it"),))
    characters = _decoded(stored, file)
    if problems := _unreadable(characters, file) or _tabs(characters, file):
        raise DefinitionError(problems)
    return characters


def _decoded(stored: bytes, file: str) -> str:
    try:
        return stored.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        mark = _mark(stored[: error.start].decode("utf-8"))
        message = f"byte 0x{stored[error.start]:02x} is not UTF-8"
        raise DefinitionError((problem_at(file, mark, "RF002", message, "save the file as UTF-8"),)) from error


def _unreadable(characters: str, file: str) -> tuple[Problem, ...]:
    found = UNREADABLE.search(characters)
    if found is None:
        return ()
    mark, message = _mark(characters[: found.start()]), f"the character U+{ord(found[0]):04X} is not text"
    return (problem_at(file, mark, "RF003", message, "remove it; perhaps the file is not a text file"),)


def _tabs(characters: str, file: str) -> tuple[Problem, ...]:
    found = [match.end() for match, _ in zip(_TAB.finditer(characters), range(MOST_PROBLEMS), strict=False)]
    return tuple(_tab(_mark(characters[: end - 1]), file) for end in found)


def _tab(mark: Mark, file: str) -> Problem:
    return problem_at(file, mark, "RF004", "a tab stands where YAML wants blanks", "indent with blanks")


def _syntax(error: yaml.YAMLError, characters: str, file: str) -> Problem:
    place, end = getattr(error, "problem_mark", None), _mark(characters)
    mark = Mark(place.line + 1, place.column + 1) if place is not None and place.line < end.line else end
    said = getattr(error, "problem", None) or "it breaks off"
    fix = "check the indentation, the brackets and the quotes before this place"
    return problem_at(file, mark, "RF005", f"this is not YAML: {said}", fix)


def _mark(before: str) -> Mark:
    lines = re.split(r"\r\n|\r|\n", before)
    return Mark(len(lines), len(lines[-1]) + 1)
