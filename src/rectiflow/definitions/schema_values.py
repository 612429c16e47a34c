"""What stands at the end of every branch of the JSON Schema: values that are written as a text."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from rectiflow.definitions.composer import LARGEST
from rectiflow.definitions.hooks import Kind
from rectiflow.definitions.shapes import IDENTIFIER
from rectiflow.model.promise import Anchor
from rectiflow.model.timing import UNITS, Moment, Period
from rectiflow.model.voice import Share

Schema = dict[str, Any]
"""A JSON Schema, or a part of one."""

TEXT: Schema = {"type": "string", "pattern": r"\S"}
TRUTH: Schema = {"type": "boolean"}
WHOLE: Schema = {"type": "integer", "minimum": -LARGEST, "maximum": LARGEST}
NAME: Schema = {"type": "string", "pattern": f"^{IDENTIFIER.pattern}$"}
NOTHING: Schema = {"type": "null"}


def any_of(*offered: Schema) -> Schema:
    """Offer several forms; one alone stands for itself, and an offer of offers is laid open.

    >>> any_of(TRUTH, any_of(WHOLE, NAME)) == any_of(TRUTH, WHOLE, NAME)
    True
    """
    flat = [one for each in offered for one in (each["anyOf"] if set(each) == {"anyOf"} else [each])]
    return flat[0] if len(flat) == 1 else {"anyOf": flat}


@frozen
class Written:
    """How a value is written as a text: the pattern, what it is, examples for editors to offer."""

    pattern: str
    description: str
    examples: tuple[str, ...]

    def schema(self) -> Schema:
        """Give its schema."""
        return {
            "type": "string",
            "pattern": f"^({self.pattern})$",
            "description": self.description,
            "examples": list(self.examples),
        }


_AMOUNT = "0*[1-9][0-9]{0,3}"
_LENGTH = f"{_AMOUNT} +({'|'.join(unit.removesuffix('s') for unit in UNITS)})s?"
_PERIOD = f"{_LENGTH}|(this )?calendar year|{IDENTIFIER.pattern}"

WRITTEN: Mapping[type, Written] = {
    Period: Written(
        _PERIOD,
        "期间，或者一个参数 · a period, or a parameter",
        ("5 working days", "15 days", "2 hours", "3 months", "calendar year"),
    ),
    Moment: Written(
        f"([1-9][0-9]?|100)%|due( *[+-] *{_LENGTH})?",
        "督办时点 · the moment of a rung",
        ("90%", "due", "due + 5 working days", "due - 1 day"),
    ),
    Anchor: Written(
        rf"\S+|({_PERIOD}) +before +\S+",
        "日期字段，或其前若干日 · a date field, or so long before it",
        ("20 days before meeting_date",),
    ),
    Share: Written(
        r"(more than|at least) +[1-9][0-9]?/[1-9][0-9]? +of +[A-Za-z]\w*",
        "比例 · a share of a body of people",
        ("more than 1/2 of members", "at least 2/3 of members"),
    ),
}
"""For each value that is written as a text of its own kind, how."""

BARE: Mapping[Kind, Schema] = {str: TEXT, bool: TRUTH, int: any_of(WHOLE, NAME)}
"""Values without a name of their own; a parameter may stand for a number."""
