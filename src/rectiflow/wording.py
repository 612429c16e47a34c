"""Phrases that problems are told in, in Chinese and English. 用语。"""

from collections.abc import Collection
from itertools import islice

from rectiflow.errors import Words, quoted
from rectiflow.model.record import Json
from rectiflow.model.titles import Titled
from rectiflow.spelling import meant

TEXT = Words("文字", "text")
A_MAP = Words("“键: 值”形式的映射", "a map")
"""What a value must be, as `misplaced` names it."""

ACTION = Words("动作", "action")
FIELD = Words("字段", "field")
ROLE = Words("角色", "role")
STATE = Words("状态", "state")
"""What a name can stand for, as `unknown` names it."""

_MOST = 30


def shown(value: Json) -> Words:
    """Name a value from a file, in at most some forty characters.

    >>> [shown(value).en for value in (None, {}, "no", True)]
    ['nothing', 'a map', "'no'", 'true']
    >>> [shown(value).zh for value in (None, {}, "no", True)]
    ['空值', '映射', '“no”', '“true”']
    """
    match value:
        case None:
            return Words("空值", "nothing")
        case dict():
            return Words("映射", "a map")
        case list():
            return Words("列表", "a list")
        case str():
            return Words(f"“{value:.40}”", f"'{value:.40}'")
    written = str(value).lower()
    return Words(f"“{written}”", written)


def misplaced(value: Json, wanted: Words) -> Words:
    """Say that a value is not what is wanted.

    >>> misplaced("no", TEXT).en
    "'no' stands where text is expected"
    """
    given = shown(value)
    return Words(f"此处应为{wanted.zh}，现为{given.zh}", f"{given.en} stands where {wanted.en} is expected")


def unknown(kind: Words, name: str) -> Words:
    """Say that nothing of this kind has the name.

    >>> unknown(STATE, "closd").zh
    '没有名为“closd”的状态'
    """
    return Words(f"没有名为“{name:.40}”的{kind.zh}", f"there is no {kind.en} '{name:.40}'")


def choose(name: str, known: Collection[str]) -> Words:
    """Say what there is to choose from instead of the unknown `name`, and what was probably meant.

    >>> choose("asign", ("assign", "verify")).en
    "did you mean 'assign'? There are: assign, verify"
    >>> choose("asign", ("assign", "verify")).zh
    '是否应为“assign”？可用的有：“assign”、“verify”'
    """
    offered = list(islice(known, _MOST))
    zh = f"可用的有：{quoted(offered)}" if offered else "目前没有可用的名称，请先写明"
    en = f"there are: {', '.join(offered)}" if offered else "there are none"
    return suggest(name, known, Words(zh, en))


def suggest(name: str, known: Collection[str], otherwise: Words) -> Words:
    """Say what was probably meant by the unknown `name`, if anything was, and then what to do `otherwise`.

    >>> suggest("asign", ("assign", "verify"), Words("请更正", "correct it")).en
    "did you mean 'assign'? Correct it"
    """
    near = meant(name, known)
    if near is None:
        return otherwise
    en = otherwise.en[0].upper() + otherwise.en[1:]
    return Words(f"是否应为“{near}”？{otherwise.zh}", f"did you mean '{near}'? {en}")


def called(element: Titled) -> str:
    """Give the name of an element with its Chinese title, for a sentence in Chinese.

    >>> called(Titled(name="closed", zh="已销号", en="Closed"))
    '“closed”（已销号）'
    """
    return f"“{element.name}”" + (f"（{element.zh}）" if element.zh not in ("", element.name) else "")


def continued(sentence: Words) -> Words:
    """Let an English sentence go on after a semicolon; a Chinese one needs nothing for that.

    >>> continued(Words("请另存", "Save it again")).en
    'save it again'
    """
    return Words(sentence.zh, sentence.en[:1].lower() + sentence.en[1:])


def humane(name: str) -> str:
    """Make an English title of a name.

    >>> humane("take_up")
    'Take up'
    """
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]
