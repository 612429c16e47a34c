"""The short ways of writing a noun, each turned into the long one before it is structured.

Each takes what is written and gives it back as it is when it is no short form of its noun.
"""

import re

from rectiflow.model.record import Json
from rectiflow.wording import humane

FOR_ALL_TARGETS = ("clocks", "charge", "opens", "moves", "applies")
"""What an action may say once for all its ways."""

_ROUNDS = re.compile(r"rework_at_most +(\S+)")


def head(value: Json) -> Json:
    """Make the English title of a workflow from its name where it is left out."""
    if not isinstance(value, dict) or not isinstance(title := value.get("title"), dict):
        return value
    return {**value, "title": {"en": humane(str(value.get("workflow"))), **title}}


def choice(value: Json) -> Json:
    """Let a text be the Chinese title of a choice."""
    return {"zh": value} if isinstance(value, str) else value


def parameter(value: Json) -> Json:
    """Let a value stand for a parameter that is nothing but that value."""
    return value if isinstance(value, dict | list) else {"value": value}


def target(value: Json) -> Json:
    """Let a state stand for leading to it."""
    return {"state": value} if isinstance(value, str) else value


def need(value: Json) -> Json:
    """Let a field stand for needing it always."""
    return {"need": value} if isinstance(value, str) else value


def satisfaction(value: Json) -> Json:
    """Take `rework_at_most 2` apart into the policy and the number of rounds."""
    if not isinstance(value, dict) or not (found := _ROUNDS.fullmatch(str(value.get("policy")))):
        return value
    rounds = int(found[1]) if found[1].isdigit() else found[1]
    return {**value, "policy": "rework_at_most", "at_most": rounds}


def action(value: Json) -> Json:
    """Give what an action says of all its ways to each of them; without `to` it stays where it is.

    `quorum: all` and `quorum: 2` are said of the roles that may act.
    """
    if not isinstance(value, dict):
        return value
    shared = {key: value[key] for key in FOR_ALL_TARGETS if key in value}
    targets = value.get("to", {})
    ways = [target(one) for one in (targets if isinstance(targets, list) else [targets])]
    written = {**value, "to": [{**shared, **way} if isinstance(way, dict) else way for way in ways]}
    return written | {"quorum": _quorum(value)} if "quorum" in value else written


def _quorum(value: dict[str, Json]) -> Json:
    quorum, by = value["quorum"], value.get("by", [])
    roles = by if isinstance(by, list) else [by]
    if isinstance(quorum, dict) or not all(isinstance(role, str) for role in roles):
        return quorum
    return dict.fromkeys(map(str, roles), quorum)
