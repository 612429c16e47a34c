"""Going through a workflow noun by noun, each with the path at which it stands in the file."""

from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from functools import cache, wraps
from itertools import chain
from typing import Any, TypeVar

from attrs import fields_dict, has

from rectiflow.definitions.document import Path
from rectiflow.definitions.shapes import SECTIONS, SINGLE, key_of
from rectiflow.model.action import Action
from rectiflow.model.workflow import Workflow

Nouns = tuple[tuple[Path, Any], ...]
"""Nouns, each with the path at which it stands."""

Found = TypeVar("Found")
"""What is found by going through a workflow."""


def remembered(find: Callable[[Workflow], Found]) -> Callable[[Workflow], Found]:
    """Remember what was found of the workflow that was asked about last: a check asks of the same one many times."""
    last: ContextVar[tuple[Workflow, Found] | None] = ContextVar(find.__name__, default=None)

    @wraps(find)
    def found(workflow: Workflow) -> Found:
        known = last.get()
        if known is None or known[0] is not workflow:
            known = workflow, find(workflow)
            last.set(known)
        return known[1]

    return found


@remembered
def nouns(workflow: Workflow) -> Nouns:
    """Give every noun of a workflow with its path, those that lie in others among them."""
    sections = (_inside((name,), getattr(workflow, name, None)) for name in (*SECTIONS, *SINGLE))
    return tuple(chain.from_iterable(sections))


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
