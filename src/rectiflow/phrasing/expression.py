"""The part of an expression's language that people read aloud, as a tree. 表达式的读法。

What can't be read here is no error: it is quoted as it stands. Whether it is right is a matter of
`check`, which compiles it.
"""

import re
from collections.abc import Sequence

from attrs import define, frozen

_TOKENS = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<text>'[^'\\]*'|"[^"\\]*")|(?P<name>[A-Za-z_][\w.]*)"""
    r"""|(?P<sign>\|\||&&|[=!<>]=|[<>!()\[\],+*-]))"""
)
_STRENGTH = {
    "||": 1,
    "&&": 2,
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "in"), 3),
    **dict.fromkeys(("+", "-"), 4),
    "*": 5,
}
_NOT = 6
_MOST_NESTED = 40
_WORDS = {"true": True, "false": False}


class Unreadable(Exception):
    """An expression says something that isn't simple."""


@frozen
class Literal:
    """A value that is written out."""

    value: str | bool | int


@frozen
class Name:
    """A dotted name."""

    name: str


@frozen
class Apply:
    """A function or an operator with what it is applied to; `[…]` is the function `list`."""

    function: str
    arguments: tuple["Tree", ...]


Tree = Literal | Name | Apply


def read_expression(text: str) -> Tree:
    """Read an expression; raises Unreadable when it isn't simple.

    >>> read_expression("!did('explain')")
    Apply(function='!', arguments=(Apply(function='did', arguments=(Literal(value='explain'),)),))
    """
    tokens = _tokens(text)
    if sum(token in ("(", "[", "!") for token in tokens) > _MOST_NESTED:
        raise Unreadable
    reader = _Reader(tokens)
    tree = reader.expression(0)
    if reader.ahead:
        raise Unreadable
    return tree


def _tokens(text: str) -> Sequence[str]:
    tokens, at = [], 0
    text = text.rstrip()
    while at < len(text):
        found = _TOKENS.match(text, at)
        if found is None:
            raise Unreadable
        tokens.append(found[found.lastgroup or 0])
        at = found.end()
    return tokens


@define
class _Reader:
    """Climbs through the tokens by the strength of the operators."""

    tokens: Sequence[str]
    at: int = 0

    @property
    def ahead(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def expression(self, weakest: int) -> Tree:
        left = self._operand()
        while (strength := _STRENGTH.get(self.ahead, 0)) > weakest:
            operator = self._next()
            left = Apply(operator, (left, self.expression(strength)))
        return left

    def _operand(self) -> Tree:
        sign = self._next()
        if sign == "!":
            return Apply("!", (self.expression(_NOT),))
        if sign == "(":
            inner = self.expression(0)
            self._expect(")")
            return inner
        if sign == "[":
            return Apply("list", self._several("]"))
        return self._named(sign)

    def _named(self, sign: str) -> Tree:
        if sign[:1] in ("'", '"'):
            return Literal(sign[1:-1])
        if sign.isdigit():
            return Literal(int(sign))
        if sign in _WORDS:
            return Literal(_WORDS[sign])
        if not re.match(r"[A-Za-z_]", sign):
            raise Unreadable
        if self.ahead == "(":
            self._next()
            return Apply(sign, self._several(")"))
        return Name(sign)

    def _several(self, end: str) -> tuple[Tree, ...]:
        items: list[Tree] = []
        while self.ahead not in (end, ""):
            items.append(self.expression(0))
            if self.ahead == ",":
                self._next()
        self._expect(end)
        return tuple(items)

    def _next(self) -> str:
        sign = self.ahead
        self.at += 1
        return sign

    def _expect(self, sign: str) -> None:
        if self._next() != sign:
            raise Unreadable
