"""Phrases that problems are told in."""

from collections.abc import Collection
from difflib import get_close_matches
from itertools import islice

from rectiflow.model.record import Json

_MOST = 30
_LONGEST = 60


def shown(value: Json) -> str:
    """Name a value from a file, in at most some forty characters.

    >>> shown(None), shown({}), shown("no"), shown(True)
    ('nothing', 'a map', "'no'", 'true')
    """
    match value:
        case None:
            return "nothing"
        case dict():
            return "a map"
        case list():
            return "a list"
        case str():
            return f"'{value:.40}'"
    return str(value).lower()


def choose(name: str, known: Collection[str]) -> str:
    """Say what there is to choose from instead of the unknown `name`, and what was probably meant.

    >>> choose("asign", ("assign", "verify"))
    "did you mean 'assign'? There are: assign, verify"
    """
    there_are = f"There are: {', '.join(islice(known, _MOST))}" if known else "There are none"
    meant = get_close_matches(name, known, n=1) if len(name) <= _LONGEST else []
    return f"did you mean '{meant[0]}'? {there_are}" if meant else there_are[0].lower() + there_are[1:]


def humane(name: str) -> str:
    """Make an English title of a name.

    >>> humane("take_up")
    'Take up'
    """
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]
