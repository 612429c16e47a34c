"""Who may do what: default deny. 权限。"""

from collections.abc import Collection, Mapping

from rectiflow.model.action import Action
from rectiflow.model.actor import Actor
from rectiflow.model.issue import Issue
from rectiflow.model.subject import Role
from rectiflow.model.workflow import Workflow

Parties = Mapping[str, tuple[str, ...]]
"""An expression such as `lead.staff` → the ids it stands for."""


def capacities(workflow: Workflow, roles: tuple[str, ...], actor: Actor, parties: Parties) -> tuple[str, ...]:
    """Give those of `roles` in which `actor` may act, in their order.

    `parties` resolves every bound or derived role to ids of persons and units, and whom a role must
    `never` be: a directory's supervisor who belongs to the unit that does the work has no say in it (回避).
    """
    held = (role for name in roles if (role := workflow.roles.get(name)) is not None)
    return tuple(one.name for one in held if _acts_as(one, actor, parties) and not _kept_out(one, actor, parties))


def barred_by(action: Action, actor: Actor, issue: Issue | None) -> str | None:
    """Name the earlier action that bars `actor` from this one (`not_by`), if any does.

    Whoever did the work can't confirm it: 经办人不得验收自己办理的事项.
    """
    done = issue.done if issue is not None else {}
    return next((name for name in action.not_by if name in done and actor.id in done[name].by), None)


def _acts_as(role: Role, actor: Actor, parties: Parties) -> bool:
    if role.of is None and role.is_ is None:
        return role.name in actor.roles
    return _is_among(actor, parties.get(role.name, ()))


def _kept_out(role: Role, actor: Actor, parties: Parties) -> bool:
    return any(_is_among(actor, parties.get(never, ())) for never in role.never)


def _is_among(actor: Actor, ids: Collection[str]) -> bool:
    return not {actor.id, *actor.units}.isdisjoint(ids)
