"""Going through a workflow noun by noun, each with the path at which it stands in the file."""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import fields_dict, has

from rectiflow.definitions.document import Path
from rectiflow.definitions.shapes import SECTIONS, SINGLE, key_of
from rectiflow.model.action import Action
from rectiflow.model.workflow import Workflow


def nouns(workflow: Workflow) -> Iterator[tuple[Path, Any]]:
    """Give every noun of a workflow with its path, those that lie in others among them."""
    for name in (*SECTIONS, *SINGLE):
        yield from _inside((name,), getattr(workflow, name, None))


def actions_of(workflow: Workflow) -> Iterator[tuple[Path, Action]]:
    """Give every action with the path at which it stands."""
    for name, action in workflow.actions.items():
        yield ("actions", name), action
    if workflow.reopen is not None:
        yield ("reopen",), workflow.reopen


def _inside(path: Path, value: object) -> Iterator[tuple[Path, Any]]:
    match value:
        case tuple():
            for at, one in enumerate(value):
                yield from _inside((*path, at), one)
        case Mapping():
            for key, one in value.items():
                yield from _inside((*path, key), one)
        case _ if has(type(value)):
            yield path, value
            noun: Any = type(value)
            for attribute in fields_dict(noun):
                yield from _inside((*path, key_of(noun, attribute)), getattr(value, attribute))
