"""Going through a workflow noun by noun, each with the path at which it stands in the file."""

from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from functools import cache
from itertools import chain
from typing import Any

from attrs import fields_dict, has

from rectiflow.definitions.document import Path
from rectiflow.definitions.shapes import SECTIONS, SINGLE, key_of
from rectiflow.model.action import Action
from rectiflow.model.workflow import Workflow

Nouns = tuple[tuple[Path, Any], ...]
"""Nouns, each with the path at which it stands."""

_WALKED: ContextVar[tuple[Workflow, Nouns] | None] = ContextVar("walked", default=None)
"""The workflow that was gone through last: a check goes through the same one some twenty times."""


def nouns(workflow: Workflow) -> Nouns:
    """Give every noun of a workflow with its path, those that lie in others among them."""
    walked = _WALKED.get()
    if walked is None or walked[0] is not workflow:
        sections = (_inside((name,), getattr(workflow, name, None)) for name in (*SECTIONS, *SINGLE))
        walked = workflow, tuple(chain.from_iterable(sections))
        _WALKED.set(walked)
    return walked[1]


def actions_of(workflow: Workflow) -> Iterator[tuple[Path, Action]]:
    """Give every action with the path at which it stands."""
    for name, action in workflow.actions.items():
        yield ("actions", name), action
    if workflow.reopen is not None:
        yield ("reopen",), workflow.reopen


def _inside(path: Path, value: object) -> Iterator[tuple[Path, Any]]:
    match value:
        case str() | int() | None:
            return
        case tuple():
            for at, one in enumerate(value):
                yield from _inside((*path, at), one)
        case Mapping():
            for key, one in value.items():
                yield from _inside((*path, key), one)
        case _:
            noun: Any = type(value)
            yield path, value
            for attribute, key in _keys(noun):
                yield from _inside((*path, key), getattr(value, attribute))


@cache
def _keys(noun: Any) -> tuple[tuple[str, str], ...]:  # noqa: ANN401  (some class that attrs made)
    return tuple((attribute, key_of(noun, attribute)) for attribute in fields_dict(noun)) if has(noun) else ()
