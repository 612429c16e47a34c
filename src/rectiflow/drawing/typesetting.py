"""How wide text is, and where its lines break, without asking a font. 排版。"""

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

from attrs import frozen

from rectiflow.drawing.languages import Languages, Words, say, spoken

LATIN_EM = 0.55
"""How wide a sign of a Latin font is taken to be, in em; Chinese signs are 1 em."""

LEADING = 1.34
"""The distance of lines, in em."""

_WORD = re.compile(r"\s+|[（《“]*[⺀-￯][，。、；：？！）”》]*|[^\s⺀-￯]+[，。、；：？！）”》]*")


@frozen
class Line:
    """A line of text, `size` pixels high."""

    text: str
    size: int = 12
    bold: bool = False

    @property
    def height(self) -> float:
        """How much of the page it takes, in pixels."""
        return self.size * LEADING


Part = tuple[Line, ...]
"""Lines that belong together."""


def width(text: str, size: float) -> float:
    """Estimate the width of `text` in pixels, when an em is `size` pixels.

    >>> width("交办 ①", 10)
    35.5
    """
    return sum(size if east_asian_width(sign) in "WFA" else size * LATIN_EM for sign in text)


def height(part: Part) -> float:
    """Tell how much of the page some lines take, in pixels."""
    return sum(line.height for line in part)


def lines(text: str, size: int, room: float, *, bold: bool = False) -> Part:
    """Break `text` into lines of at most `room` pixels: between words, around Chinese signs, else anywhere.

    >>> [line.text for line in lines("验收 Verify the work", 10, 70)]
    ['验收 Verify', 'the work']
    """
    found = [""]
    for word in (part for token in _WORD.findall(text) for part in _fitting(token, size, room)):
        if width((found[-1] + word).rstrip(), size) > room:
            found.append("")
        found[-1] += word if found[-1] else word.lstrip()
    return tuple(Line(line.rstrip(), size, bold) for line in found if line.strip())


def paragraph(words: Words, languages: Languages, size: int, room: float) -> Part:
    """Set a text on one line in all languages where that fits, else each language on lines of its own."""
    whole = say(words, languages)
    texts = (whole,) if width(whole, size) <= room else spoken(words, languages)
    return tuple(line for text in texts for line in lines(text, size, room))


def _fitting(word: str, size: int, room: float) -> Iterator[str]:
    """Cut a word that is longer than a line."""
    most = max(int(room / size), 1)
    if width(word, size) <= room:
        yield word
    else:
        yield from (word[at : at + most] for at in range(0, len(word), most))
