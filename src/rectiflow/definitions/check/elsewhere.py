"""Names that stand in other files: workflows that are opened, and what parts are made of. 其他流程中的名称。"""

from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

from rectiflow.definitions.check.walk import nouns
from rectiflow.definitions.document import Path, Plain, Remark
from rectiflow.definitions.profile import Find, found, nowhere, whole
from rectiflow.definitions.reading import section_of
from rectiflow.definitions.shapes import key_of
from rectiflow.definitions.yaml import read
from rectiflow.errors import DefinitionError, NotFound, Words, quoted
from rectiflow.model.accountability import Fault
from rectiflow.model.action import Requirement, Target
from rectiflow.model.promise import Duty, Rung
from rectiflow.model.record import Json
from rectiflow.model.stage import Parts
from rectiflow.model.subject import listed
from rectiflow.model.workflow import Workflow
from rectiflow.wording import ACTION, FIELD, ROLE, STATE, choose, suggest

Found = TypeVar("Found")
"""What a file says of a code that it accepts."""

_KINDS: Mapping[str, Words] = {"actions": ACTION, "fields": FIELD, "roles": ROLE, "states": STATE}
_OPENS: Mapping[type, str] = {Target: "opens", Rung: "opens", Fault: "opens", Duty: "opens", Parts: "workflow"}


def elsewhere(workflow: Workflow, find: Find) -> Iterator[Remark]:
    """Demand that the workflows that are opened are at hand, and that parts have and get what they must.

    Says nothing where there is nowhere to look.
    """
    if find is nowhere:
        return
    for path, name in _workflows(workflow):
        offered = _offered_instead(name, find)
        if offered is not None:
            message = Words(f"所引用的流程“{name:.40}”不在手边", f"the workflow '{name:.40}' isn't at hand")
            fix = Words("请把其文件放在本文件旁，或者更正名称", "put its file beside this one, or correct the name")
            yield Remark(path=path, code="RF312", message=message, fix=suggest(name, offered, fix))
    children = {name: _child(parts.workflow, find) for name, parts in workflow.parts.items()}
    for path, child, sections, name in _of_parts(workflow, children):
        known = [one for section in sections for one in section_of(child, section)]
        if name not in known:
            yield Remark(path=path, code="RF225", message=_lacking(sections, name), fix=choose(name, known))
    for name, parts in workflow.parts.items():
        yield from _registered(parts, children[name])


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


def _registered(parts: Parts, child: Plain | None) -> Iterator[Remark]:
    """Demand that parts are given all that some action asks for by which they can be registered."""
    asked = {action: names - set(parts.gives) for action, names in _registering(child or {})}
    action, lacking = min(asked.items(), key=lambda one: len(one[1]), default=("", set()))
    if lacking:
        names = sorted(lacking)
        message = Words(
            f"分项以动作“{action}”登记，须有{quoted(names)}，却没有交给",
            f"the parts are registered by '{action}', which asks for {' and '.join(names)}, and are not given that",
        )
        fix = Words(f"请在“gives”中补写{quoted(names)}", f"add {' and '.join(names)} to 'gives'")
        yield Remark(path=("parts", parts.name, "gives"), code="RF226", message=message, fix=fix)


def _registering(child: Plain) -> Iterator[tuple[str, set[str]]]:
    """Give the actions by which a child can be registered, each with the fields and roles that it always asks for."""
    for name, action in section_of(child, "actions").items():
        if isinstance(action, dict) and "from" not in action:
            asked = [*_several(action.get("needs")), *_several(action.get("binds"))]
            yield name, {one for one in map(_always, asked) if isinstance(one, str)}


def _several(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


def _always(need: Json) -> Json:
    return need.get("need") if isinstance(need, dict) and "when" not in need else need


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


def _offered_instead(name: str, find: Find) -> Collection[str] | None:
    """Give the workflows that are at hand where this one isn't; None where it is."""
    try:
        found(name, find)
    except NotFound as error:
        return error.known
    return None


def _child(name: str, find: Find) -> Plain | None:
    """Give another workflow's file as plain values; None where it isn't there, or has problems of its own."""
    try:
        return whole(read(*found(name, find)), find).value
    except (NotFound, DefinitionError):
        return None
