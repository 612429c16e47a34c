"""Reading YAML safely: size, characters and syntax are judged before anything is made of them."""

import re

import yaml

from rectiflow.definitions.composer import MOST_PROBLEMS, MOST_VALUES, UNREADABLE, Composer
from rectiflow.definitions.document import Document, Mark, problem_at
from rectiflow.errors import DefinitionError, Problem, Words
from rectiflow.wording import misplaced

MAX_BYTES = 1024 * 1024
"""How large a file may be."""

_SYNTAX = {
    "',' or": Words("括号没有配对，或者各项之间缺少逗号", "a bracket is not closed, or a comma is missing"),
    "expected ':'": Words("缺少冒号，或者冒号后没有空格", "a colon, or the blank after it, is missing"),
    "mapping values": Words(
        "此处的冒号放错了位置，或者上一行缺少冒号", "a colon is out of place here, or missing in the line before"
    ),
    "end of stream": Words("引号没有配对", "a quote is not closed"),
    "start any token": Words("文字以此符号开头的，须加引号", "text that begins with this sign needs quotes"),
    "escape": Words("双引号内的反斜杠写法有误", "a backslash in double quotes is followed by what it can't stand for"),
    "key|block|sequence|'-'": Words(
        "此行的缩进或结构与上文不一致", "this line doesn't go on with what stands above it"
    ),
}
"""What the parser says, in the words of one of its versions → what that means to people."""

_BROKEN = Words("此处无法继续读取", "it can't be read on from here")
_BEFORE_HERE = Words(
    "请检查此处之前的缩进、括号和引号", "check the indentation, the brackets and the quotes before this place"
)

_TAB = re.compile(r"^ *(?:- +)*\t+(?=[^\s])", re.MULTILINE)


def compose(text: str | bytes, file: str) -> Document:
    """Compose `text` into plain values that know their places; `file` is named in problems.

    Plain scalars are read by YAML 1.2's core schema, without floats: `no`, `12:30` and `1.5` are
    text. Raises DefinitionError with all that is wrong.

    >>> compose("{zh: 甲, late: no}", "a.yaml").value
    {'zh': '甲', 'late': 'no'}
    """
    document = read(text, file, MAX_BYTES)
    if document.problems:
        raise DefinitionError(document.problems)
    return document


def read(text: str | bytes, file: str, most: int = MOST_VALUES) -> Document:
    """Compose `text` as `compose` does, but give a document that has problems as long as there is one.

    It may have at most so many keys and values.

    Raises DefinitionError where nothing can be made of the file.
    """
    characters = _characters(text, file)
    composer = Composer(characters, file, most)
    try:
        root = composer.document()
    except yaml.YAMLError as error:
        raise DefinitionError((*composer.problems, _syntax(error, characters, file))) from error
    if not isinstance(root.value, dict):
        message = misplaced(root.value, Words("文件的各个键", "a map of keys"))
        fix = Words("请逐行写“键: 值”", "write 'key: value' lines")
        raise DefinitionError((problem_at(file, Mark(1, 1), "RF013", message, fix),))
    return Document(file, root, tuple(composer.problems))


def too_large(many: int, file: str) -> Problem:
    """Give the problem of a file with more than MAX_BYTES bytes."""
    message = Words(f"文件有 {many} 字节，超过 {MAX_BYTES} 字节", f"the file has {many} bytes, more than {MAX_BYTES}")
    return problem_at(file, Mark(1, 1), "RF001", message, Words("请拆成几个文件", "split it"))


def _characters(text: str | bytes, file: str) -> str:
    stored = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    if len(stored) > MAX_BYTES:
        raise DefinitionError((too_large(len(stored), file),))
    characters = _decoded(stored, file)
    if problems := _unreadable(characters, file) or _tabs(characters, file):
        raise DefinitionError(problems)
    return characters


def _decoded(stored: bytes, file: str) -> str:
    try:
        return stored.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        mark = _mark(stored[: error.start].decode("utf-8"))
        byte = f"0x{stored[error.start]:02x}"
        message = Words(f"字节 {byte} 不属于 UTF-8 编码", f"byte {byte} is not UTF-8")
        fix = Words("请将文件另存为 UTF-8 编码", "save the file as UTF-8")
        raise DefinitionError((problem_at(file, mark, "RF002", message, fix),)) from error


def _unreadable(characters: str, file: str) -> tuple[Problem, ...]:
    found = UNREADABLE.search(characters)
    if found is None:
        return ()
    mark, sign = _mark(characters[: found.start()]), f"U+{ord(found[0]):04X}"
    message = Words(f"含有不属于文字的字符 {sign}", f"the character {sign} is not text")
    fix = Words("请删去；这也可能不是文本文件", "remove it; perhaps the file is not a text file")
    return (problem_at(file, mark, "RF003", message, fix),)


def _tabs(characters: str, file: str) -> tuple[Problem, ...]:
    found = [match.end() for match, _ in zip(_TAB.finditer(characters), range(MOST_PROBLEMS), strict=False)]
    return tuple(_tab(_mark(characters[: end - 1]), file) for end in found)


def _tab(mark: Mark, file: str) -> Problem:
    message = Words("缩进处用了制表符，而 YAML 只认空格", "a tab stands where YAML wants blanks")
    return problem_at(file, mark, "RF004", message, Words("请改用空格缩进", "indent with blanks"))


def _syntax(error: yaml.YAMLError, characters: str, file: str) -> Problem:
    place, end = getattr(error, "problem_mark", None), _mark(characters)
    mark = Mark(place.line + 1, place.column + 1) if place is not None and place.line < end.line else end
    what = _explained(getattr(error, "problem", None) or "")
    message = Words(f"YAML 写法有误：{what.zh}", f"this is not YAML: {what.en}")
    return problem_at(file, mark, "RF005", message, _BEFORE_HERE)


def _explained(said: str) -> Words:
    """Put in words what the parser means; the two parsers of PyYAML say it in different ones."""
    return next((words for pattern, words in _SYNTAX.items() if re.search(pattern, said)), _BROKEN)


def _mark(before: str) -> Mark:
    lines = re.split(r"\r\n|\r|\n", before)
    return Mark(len(lines), len(lines[-1]) + 1)
