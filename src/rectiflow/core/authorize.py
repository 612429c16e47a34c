"""Who may do what: default deny. 权限。"""

from collections.abc import Mapping

from rectiflow.model.action import Action
from rectiflow.model.actor import Actor
from rectiflow.model.issue import Issue
from rectiflow.model.subject import Role
from rectiflow.model.workflow import Workflow

Parties = Mapping[str, tuple[str, ...]]
"""An expression such as `lead.staff` → the ids it stands for."""


def capacities(workflow: Workflow, roles: tuple[str, ...], actor: Actor, parties: Parties) -> tuple[str, ...]:
    """Give those of `roles` in which `actor` may act, in their order.

    `parties` resolves every bound or derived role to ids of persons and units.
    """
    return tuple(name for name in roles if _acts_as(workflow.roles.get(name), actor, parties))


def barred_by(action: Action, actor: Actor, issue: Issue | None) -> str | None:
    """Name the earlier action that bars `actor` from this one (`not_by`), if any does.

    Whoever did the work can't confirm it: 经办人不得验收自己办理的事项.
    """
    done = issue.done if issue is not None else {}
    return next((name for name in action.not_by if name in done and actor.id in done[name].by), None)


def _acts_as(role: Role | None, actor: Actor, parties: Parties) -> bool:
    if role is None:
        return False
    if role.of is None and role.is_ is None:
        return role.name in actor.roles
    return not {actor.id, *actor.units}.isdisjoint(parties.get(role.name, ()))
