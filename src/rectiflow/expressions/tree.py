"""An expression as a tree, read from the form in which the library gives it away.

That form is `cel.expr.ParsedExpr` of the CEL specification (syntax.proto) in the protobuf wire
format, of which whole numbers, eight bytes and lengths occur.
"""

import struct
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

_VARINT, _EIGHT_BYTES = 0, 1


@frozen(kw_only=True)
class Node:
    """A piece of an expression; `at` counts characters from its beginning."""

    at: int


@frozen(kw_only=True)
class Literal(Node):
    """A value that is written out: text, a number, true or false."""

    value: str | bool | int | float


@frozen(kw_only=True)
class Name(Node):
    """A dotted name."""

    name: str


@frozen(kw_only=True)
class Call(Node):
    """A function or operator with what it is applied to; a method's object comes first."""

    function: str
    arguments: tuple[Node, ...]
    method: bool = False


@frozen(kw_only=True)
class Listing(Node):
    """A list that is written out."""

    items: tuple[Node, ...]


@frozen(kw_only=True)
class Foreign(Node):
    """Something that CEL has and the workflow language doesn't."""


def read_tree(serialized: bytes) -> Node:
    """Read the tree of a parsed expression that the library serialised."""
    parsed = _fields(_fields(serialized)[2][-1])
    source = _fields(parsed[3][-1])
    positions = (_fields(entry) for entry in source.get(4, ()))
    return _node(parsed[2][-1], {entry[1][-1]: entry.get(2, [0])[-1] for entry in positions})


def walk(node: Node) -> Iterator[Node]:
    """Give a node and everything within it, in the order in which it is written."""
    yield node
    match node:
        case Call(arguments=inner) | Listing(items=inner):
            for one in inner:
                yield from walk(one)


def _node(message: bytes, positions: Mapping[int, int]) -> Node:
    fields = _fields(message)
    at = positions.get(fields.get(2, [0])[-1], 0)
    match fields:
        case {3: [constant]}:
            return _literal(_fields(constant), at)
        case {4: [ident]}:
            return Name(name=_text(ident, 1), at=at)
        case {5: [select]}:
            return _dotted(_fields(select), positions, at)
        case {6: [call]}:
            return _call(_fields(call), positions, at)
        case {7: [items]}:
            inner = _fields(items)
            return Listing(items=tuple(_node(one, positions) for one in inner.get(1, ())), at=at)
    return Foreign(at=at)


def _literal(constant: Mapping[int, list[Any]], at: int) -> Node:
    match constant:
        case {2: [truth]}:
            return Literal(value=bool(truth), at=at)
        case {3: [whole]}:
            return Literal(value=whole - (1 << 64) if whole >> 63 else whole, at=at)
        case {5: [number]}:
            return Literal(value=struct.unpack("<d", number)[0], at=at)
        case {6: [text]}:
            return Literal(value=text.decode(), at=at)
    return Foreign(at=at)


def _dotted(select: Mapping[int, list[Any]], positions: Mapping[int, int], at: int) -> Node:
    operand = _node(select[1][-1], positions)
    if not isinstance(operand, Name):
        return Foreign(at=at)
    return evolve(operand, name=f"{operand.name}.{select[2][-1].decode()}")


def _call(call: Mapping[int, list[Any]], positions: Mapping[int, int], at: int) -> Node:
    function = call[2][-1].decode()
    return Call(
        function=function,
        arguments=tuple(_node(one, positions) for one in (*call.get(1, ()), *call.get(3, ()))),
        method=1 in call,
        at=max(at - len(function), 0) if function.isidentifier() else at,
    )


def _text(message: bytes, number: int) -> str:
    return str(_fields(message)[number][-1].decode())


def _fields(message: bytes) -> dict[int, list[Any]]:
    """Read a protobuf message: field number → its values, whole numbers or bytes."""
    fields: dict[int, list[Any]] = {}
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        value, at = _value(message, at, tag & 7)
        fields.setdefault(tag >> 3, []).append(value)
    return fields


def _value(message: bytes, at: int, wire: int) -> tuple[int | bytes, int]:
    if wire == _VARINT:
        return _varint(message, at)
    size, at = (8, at) if wire == _EIGHT_BYTES else _varint(message, at)
    return message[at : at + size], at + size


def _varint(message: bytes, at: int) -> tuple[int, int]:
    if not message[at] & 0x80:  # nearly all are this short
        return message[at], at + 1
    value = shift = 0
    while message[at] & 0x80:
        value |= (message[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
    return value | message[at] << shift, at + 1
