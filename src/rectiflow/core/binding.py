"""Who is bound to which role of an issue, and who must not be. 指定。"""

from collections.abc import Collection, Iterator, Mapping

from rectiflow.core.inputs import BadInput
from rectiflow.errors import quoted
from rectiflow.model.action import Action
from rectiflow.model.command import Facts
from rectiflow.model.issue import Issue
from rectiflow.model.subject import Role
from rectiflow.model.titles import Title
from rectiflow.model.workflow import Workflow

Bindings = dict[str, tuple[str, ...]]


def read_bindings(
    workflow: Workflow, action: Action, handed: Mapping[str, tuple[str, ...]], issue: Issue | None, facts: Facts
) -> Bindings:
    """Check whom `action` is to bind to which roles, and give all that is bound after it.

    Raises BadInput for a role missing or not asked for, for strangers, and for people who must be kept apart.
    """
    if set(handed) != set(action.binds):
        wanted = ", ".join(action.binds) or "nobody"
        titles = "、".join(workflow.roles[role].zh for role in action.binds) or "无"
        raise BadInput(f"应指定：{titles}", f"it binds {wanted}, and was given {', '.join(handed) or 'nobody'}")
    for name, ids in handed.items():
        _check_binding(workflow.roles[name], ids, facts.strangers)
    bindings = {**(issue.bindings if issue is not None else {}), **handed}
    for reason in kept_apart(workflow, bindings, facts.parties):
        raise BadInput(reason.zh, reason.en)
    return bindings


def kept_apart(
    workflow: Workflow, bindings: Mapping[str, tuple[str, ...]], parties: Mapping[str, tuple[str, ...]]
) -> Iterator[Title]:
    """Say who of those bound is somebody that their role must `never` be; `parties` tells who that is."""
    rules = [(role, never) for role in workflow.roles.values() for never in role.never]
    for role, never in rules:
        barred = set(parties.get(never, ())) & set(bindings.get(role.name, ()))
        if barred:
            yield Title(
                zh=f"{quoted(sorted(barred))}属于“{never}”，不得任“{role.zh}”",
                en=f"{', '.join(sorted(barred))} is of {never} and can't be {role.name}",
            )


def _check_binding(role: Role, ids: tuple[str, ...], strangers: Collection[str]) -> None:
    one = role.of in {"person", "unit", "person_or_unit"}
    if not ids or not all(ids) or (one and len(ids) != 1):
        raise BadInput(
            f"“{role.zh}”应指定{'一个' if one else '至少一个'}",
            f"{role.name} takes {'one' if one else 'at least one'} id",
        )
    unknown = [one for one in ids if one in strangers]
    if unknown and role.of != "parties":
        raise BadInput(f"通讯录中没有{quoted(unknown)}", f"the directory doesn't know {', '.join(unknown)}")
