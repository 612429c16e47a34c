"""Names that stand in other files: workflows that are opened, and what parts are made of. 其他流程中的名称。"""

from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

from rectiflow.definitions.check.walk import nouns
from rectiflow.definitions.document import Path, Plain, Remark
from rectiflow.definitions.profile import Find, nowhere, whole
from rectiflow.definitions.reading import section_of
from rectiflow.definitions.shapes import IDENTIFIER, key_of
from rectiflow.definitions.yaml import read
from rectiflow.errors import DefinitionError, NotFound, Words
from rectiflow.model.accountability import Fault
from rectiflow.model.action import Requirement, Target
from rectiflow.model.promise import Duty, Rung
from rectiflow.model.stage import Parts
from rectiflow.model.subject import listed
from rectiflow.model.workflow import Workflow
from rectiflow.wording import ACTION, FIELD, ROLE, STATE, choose

Found = TypeVar("Found")
"""What a file says of a code that it accepts."""

_KINDS: Mapping[str, Words] = {"actions": ACTION, "fields": FIELD, "roles": ROLE, "states": STATE}
_OPENS: Mapping[type, str] = {Target: "opens", Rung: "opens", Fault: "opens", Duty: "opens", Parts: "workflow"}


def elsewhere(workflow: Workflow, find: Find) -> Iterator[Remark]:
    """Demand that the workflows that are opened are at hand, and that parts have what is said of them.

    Says nothing where there is nowhere to look.
    """
    if find is nowhere:
        return
    for path, name in _workflows(workflow):
        if not IDENTIFIER.fullmatch(name) or _content(name, find) is None:
            message = Words(f"所引用的流程“{name:.40}”不在手边", f"the workflow '{name:.40}' isn't at hand")
            fix = Words("请把其文件放在本文件旁，或者更正名称", "put its file beside this one, or correct the name")
            yield Remark(path=path, code="RF312", message=message, fix=fix)
    children = {name: _child(parts.workflow, find) for name, parts in workflow.parts.items()}
    for path, child, sections, name in _of_parts(workflow, children):
        known = [one for section in sections for one in section_of(child, section)]
        if name not in known:
            yield Remark(path=path, code="RF225", message=_lacking(sections, name), fix=choose(name, known))


def sought(accepted: Mapping[str, Found], find: Find) -> dict[str, Found]:
    """Leave out what is accepted of other files where there is nowhere to look for them."""
    return {code: one for code, one in accepted.items() if find is not nowhere or code not in {"RF225", "RF312"}}


def _lacking(sections: Collection[str], name: str) -> Words:
    kinds = [_KINDS[one] for one in sections]
    zh, en = "或者".join(one.zh for one in kinds), " or ".join(one.en for one in kinds)
    return Words(f"分项的流程没有名为“{name:.40}”的{zh}", f"the parts have no {en} '{name:.40}'")


Named = tuple[Path, Plain, Collection[str], str]
"""A name of something in a child: where it stands, the child, the sections it may be in, the name."""


def _of_parts(workflow: Workflow, children: Mapping[str, Plain | None]) -> Iterator[Named]:
    for path, noun in nouns(workflow):
        match noun:
            case Parts() if (child := children[noun.name]) is not None:
                yield from (((*path, "gives", name), child, ("fields", "roles"), name) for name in noun.gives)
            case Requirement():
                for parts, states in noun.parts.items():
                    if (child := children.get(parts)) is not None:
                        here = (*path, "parts", parts)
                        yield from (((*here, at), child, ("states",), one) for at, one in enumerate(states))
            case Target():
                for moved, action in noun.moves.items():
                    if (child := children.get(_moved(workflow, moved))) is not None and action != "reopen":
                        yield (*path, "moves", moved), child, ("actions",), action


def _moved(workflow: Workflow, name: str) -> str:
    """Give the parts that are moved: named themselves, or by a field that holds some of them."""
    field = workflow.fields.get(name)
    return name if field is None else field.source or ""


def _workflows(workflow: Workflow) -> Iterator[tuple[Path, str]]:
    if workflow.part_of is not None:
        yield ("part_of",), workflow.part_of
    for path, noun in nouns(workflow):
        if attribute := _OPENS.get(type(noun)):
            names = listed(getattr(noun, attribute))
            yield from (((*path, key_of(type(noun), attribute)), name) for name in names)


def _content(name: str, find: Find) -> tuple[bytes, str] | None:
    try:
        return find(name)
    except NotFound:
        return None


def _child(name: str, find: Find) -> Plain | None:
    """Give another workflow's file as plain values; None where it isn't there, or has problems of its own."""
    found = _content(name, find) if IDENTIFIER.fullmatch(name) else None
    if found is None:
        return None
    try:
        return whole(read(*found), find).value
    except DefinitionError:
        return None
