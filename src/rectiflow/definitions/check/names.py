"""Names: everything that is referred to exists. 名称。"""

from collections.abc import Collection, Iterator

from rectiflow.definitions.check.references import KINDS, RELATIONS, Reference, references
from rectiflow.definitions.check.walk import actions_of
from rectiflow.definitions.document import Path, Remark
from rectiflow.errors import Words
from rectiflow.model.workflow import Workflow
from rectiflow.wording import called, choose, unknown

CALENDARS = ("cn", "weekdays")
"""The calendars that a workflow can count by."""

_RELATION = Words("关系", "relation")


def unknown_names(workflow: Workflow) -> Iterator[Remark]:
    """Demand that whatever a file refers to is there."""
    known = {name: kind.known(workflow) for name, kind in KINDS.items()}
    for reference in references(workflow):
        kind = KINDS[reference.kind]
        name, dot, inner = reference.name.partition(".") if kind.inside else (reference.name, "", "")
        if name not in known[reference.kind]:
            yield _unknown(reference.path, kind.code, kind.word, name, known[reference.kind])
        elif dot:
            yield from _unknown_inside(workflow, reference, name, inner)


def unknown_calendar(workflow: Workflow) -> Iterator[Remark]:
    """Demand a calendar that there is."""
    if workflow.calendar not in CALENDARS:
        yield _unknown(("calendar",), "RF206", Words("工作日历", "calendar"), workflow.calendar, CALENDARS)


def unbindable_roles(workflow: Workflow) -> Iterator[Remark]:
    """Demand that actions bind only roles that are bound per issue (`of:`)."""
    for path, action in actions_of(workflow):
        for key, names in {"binds": action.binds, "unbinds": action.unbinds}.items():
            for at, name in enumerate(names):
                role = workflow.roles.get(name)
                if role is not None and role.of is None:
                    message = Words(
                        f"角色{called(role)}不是逐件指定的角色", f"'{name}' is a role that is not bound per issue"
                    )
                    fix = Words(
                        f"请在“roles.{name}”中写明可以指定什么（如“of: person”），或者不在此指定",
                        f"say what can be bound to it ('of: person') in roles.{name}, or don't bind it",
                    )
                    yield Remark(path=(*path, key, at), code="RF210", message=message, fix=fix)


def _unknown_inside(workflow: Workflow, reference: Reference, name: str, inner: str) -> Iterator[Remark]:
    """Demand that what follows a dot is a relation, or several, or one column."""
    inside = KINDS[reference.kind].inside
    offered = inside(workflow, name) if inside is not None else ()
    if offered is None:
        return
    steps = inner.split(".") if offered is RELATIONS else [inner]
    code, word = ("RF202", _RELATION) if offered is RELATIONS else ("RF222", _column(name))
    for step in steps:
        if step not in offered:
            yield _unknown(reference.path, code, word, step, offered)


def _column(name: str) -> Words:
    return Words(f"列（字段“{name:.40}”）", f"column of '{name:.40}'")


def _unknown(path: Path, code: str, word: Words, name: str, known: Collection[str]) -> Remark:
    return Remark(path=path, code=code, message=unknown(word, name), fix=choose(name, known))


RULES = (unknown_names, unknown_calendar, unbindable_roles)
