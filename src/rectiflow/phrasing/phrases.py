"""Text in both languages at once, put together as one. 行文。

Every function takes and gives a `Title`: what is said in Chinese and the same in English, so that
no sentence is left out of one of the two.
"""

import re
from collections.abc import Iterable

from rectiflow.model.titles import Title, Titled

Part = Title | Titled | int

_HALF_WIDTH = re.compile(r"[;!?()]|(?<!\d)[,:]|[,:](?!\d)")
_FULL_WIDTH = str.maketrans(",;:!?()", "，；：！？（）")
_BETWEEN_QUOTES = re.compile("(?<=[”》])、(?=[“《])")
_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")


def say(zh: str, en: str, **parts: Part) -> Title:
    """Fill the same parts into a Chinese and an English pattern.

    >>> say("须有{many}人", "{many} are needed", many=2)
    Title(zh='须有2人', en='2 are needed')
    """
    return Title(
        zh=zh.format(**{name: part if isinstance(part, int) else part.zh for name, part in parts.items()}),
        en=en.format(**{name: part if isinstance(part, int) else part.en for name, part in parts.items()}),
    )


def same(text: str) -> Title:
    """Let one text of the file stand in both languages."""
    return Title(zh=full_width(text), en=full_width(text))


def quoted(text: Part) -> Title:
    """Put quotation marks around a name."""
    return say("“{text}”", "“{text}”", text=text)


def full_width(text: str) -> str:
    """Give a Chinese text the punctuation of Chinese; one without Chinese stays as it is.

    >>> full_width("一把手(组长):12:30到"), full_width("a, b")
    ('一把手（组长）：12:30到', 'a, b')
    """
    if text.isascii():
        return text
    return _HALF_WIDTH.sub(lambda found: found[0].translate(_FULL_WIDTH), text)


def all_of(parts: Iterable[Title]) -> Title:
    """List what counts together.

    >>> all_of([same("甲"), same("乙"), same("丙")])
    Title(zh='甲、乙、丙', en='甲, 乙 and 丙')
    """
    return _enumerated(parts, "、", " and ")


def any_of(parts: Iterable[Title]) -> Title:
    """List what there is to choose from.

    >>> any_of([same("甲"), same("乙"), same("丙")])
    Title(zh='甲、乙或者丙', en='甲, 乙 or 丙')
    """
    return _enumerated(parts, "或者", " or ")


def together(parts: Iterable[Title], zh: str = "，", en: str = ", ") -> Title:
    """Join the pieces of one sentence."""
    listed = list(parts)
    return Title(zh=zh.join(part.zh for part in listed), en=en.join(part.en for part in listed))


def clauses(parts: Iterable[Title]) -> Title:
    """Join what happens at once.

    >>> clauses([Title(zh="办结", en="it ends"), Title(zh="告知来人", en="notice is given")])
    Title(zh='办结，告知来人', en='it ends and notice is given')
    """
    listed = list(parts)
    return Title(zh="，".join(part.zh for part in listed), en=all_of(listed).en)


def sentences(parts: Iterable[Title]) -> Title:
    """Make each part a sentence.

    >>> sentences([Title(zh="应当办理", en="it shall be done"), Title(zh="不得拖延", en="it may not wait")])
    Title(zh='应当办理。不得拖延。', en='It shall be done. It may not wait.')
    """
    return together((Title(zh=f"{part.zh}。", en=f"{part.en[:1].upper()}{part.en[1:]}.") for part in parts), "", " ")


def numbered(intro: Title, parts: Iterable[Title]) -> Title:
    """Set items under their introduction, each on its line; a single one goes on in the same line."""
    items = list(parts)
    if len(items) == 1:
        return say("{intro}：{item}。", "{intro}: {item}.", intro=intro, item=items[0])
    lines = (
        Title(zh=f"\n（{numeral(at)}）{item.zh}", en=f"\n({at}) {item.en}") for at, item in enumerate(items, start=1)
    )
    return say("{intro}：{items}。", "{intro}:{items}.", intro=intro, items=together(lines, "；", ";"))


def article(heading: Title, *blocks: Title) -> Title:
    """Set a heading before paragraphs; those that say nothing are left out."""
    said = together((block for block in blocks if block.zh), "\n", "\n")
    return say("{heading}：{said}", "{heading}. {said}", heading=heading, said=said)


def numeral(number: int) -> str:
    """Write a number from 1 to 9999 as articles are numbered in Chinese.

    >>> [numeral(number) for number in (8, 10, 12, 20, 105, 110)]
    ['八', '十', '十二', '二十', '一百零五', '一百一十']
    """
    digits = [int(digit) for digit in str(number)]
    places = reversed(_PLACES[: len(digits)])
    written = "".join(_DIGITS[digit] + (place if digit else "") for digit, place in zip(digits, places, strict=True))
    return re.sub("零+", "零", written).rstrip("零").removeprefix("一" if 10 <= number < 20 else "")  # noqa: PLR2004


def _enumerated(parts: Iterable[Title], zh: str, en: str) -> Title:
    *first, last = parts
    if not first:
        return last
    before = together(first, "、", ", ")
    chinese = f"{before.zh}{zh}{last.zh}"
    return Title(zh=_BETWEEN_QUOTES.sub("", chinese), en=f"{before.en}{en}{last.en}")
