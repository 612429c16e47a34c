"""How each kind of value looks to the library."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, tzinfo

from attrs import frozen
from cel_expr_python import cel

from rectiflow.model.record import Json
from rectiflow.model.timing import read_instant

TEXTS = cel.Type.List(cel.Type.STRING)
WHOLES = cel.Type.List(cel.Type.INT)
NUMBERS = cel.Type.List(cel.Type.DOUBLE)

MOST_READ = 100_000
"""How many characters and items of values an expression may read at once."""

_EXACT = 2**53


@frozen
class Form:
    """The library's type of a kind, how a stored value becomes one of it, and what stands for no value.

    `empty` is None where no value can stand in, so that an expression that needs one fails.
    """

    type: cel.Type
    read: Callable[[Json, tzinfo], object]
    empty: str | list[str] | None = None


def text_of(value: Json, _: tzinfo) -> str:
    """Give a text; raises TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError
    return value


def texts_of(value: Json, zone: tzinfo) -> list[str]:
    """Give a list of texts; raises TypeError for anything else."""
    return [text_of(item, zone) for item in _items(value)]


def places_of(value: Json, _: tzinfo) -> list[int]:
    """Give the numbers, from 1, of the items of a list: all that an expression knows of them."""
    return list(range(1, len(_items(value)) + 1))


def number_of(value: Json, zone: tzinfo) -> float:
    """Give a whole number or a decimal text as a number; raises ValueError where it would not be exact."""
    number = float(value) if isinstance(value, str) else whole_of(value, zone)
    if abs(number) > _EXACT:
        raise ValueError
    return float(number)


def whole_of(value: Json, _: tzinfo) -> int:
    """Give a whole number; raises TypeError for anything else."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def truth_of(value: Json, _: tzinfo) -> bool:
    """Give true or false; raises TypeError for anything else."""
    if not isinstance(value, bool):
        raise TypeError
    return value


def start_of(value: Json, zone: tzinfo) -> datetime:
    """Give the instant at which a date (`2026-03-02`) begins in `zone`; raises ValueError when it is none."""
    day = date.fromisoformat(text_of(value, zone))
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def instant_of(value: Json, zone: tzinfo) -> datetime:
    """Give an instant; raises ValueError when it is none or has no offset."""
    return read_instant(text_of(value, zone))


FORMS: Mapping[str, Form] = {
    "text": Form(cel.Type.STRING, text_of, ""),
    **dict.fromkeys(("choice", "person", "unit"), Form(cel.Type.STRING, text_of)),
    "number": Form(cel.Type.DOUBLE, number_of),
    "whole": Form(cel.Type.INT, whole_of),
    "yes_no": Form(cel.Type.BOOL, truth_of),
    "date": Form(cel.Type.TIMESTAMP, start_of),
    "instant": Form(cel.Type.TIMESTAMP, instant_of),
    **dict.fromkeys(("persons", "units", "files", "measures", "parts"), Form(TEXTS, texts_of, [])),
    "list": Form(WHOLES, places_of, []),
}
"""By kind. A checklist or a finding is not among them: conditions as maps read those."""


def extent(value: Json) -> int:
    """Tell how much there is to read in a value: its characters, or its items and theirs."""
    match value:
        case str():
            return len(value)
        case list() | tuple():
            return len(value) + sum(len(item) for item in value if isinstance(item, str))
    return 1


def _items(value: Json) -> list[Json]:
    if not isinstance(value, list | tuple):
        raise TypeError
    return list(value)
