"""Where nobody may be bound yet to a role that is bound per issue (`of:`). 尚未指定的角色。"""

from collections.abc import Iterator, Mapping

from attrs import frozen

from rectiflow.definitions.check.walk import remembered
from rectiflow.definitions.check.ways import Way, first_ways, ways
from rectiflow.model.action import Action, Requirement
from rectiflow.model.subject import Role
from rectiflow.model.workflow import Workflow


@frozen
class Unbound:
    """A role with the `ways` that bind nobody to it, and the states `reached` by them, each by which first."""

    role: Role
    ways: tuple[Way, ...]
    reached: Mapping[str, Way]

    def gone(self) -> Iterator[Way]:
        """Give the ways that an issue may go after which nobody is bound."""
        for way in self.ways:
            if way.source is None or way.source in self.reached or ends(way.action, self.role):
                yield way


@remembered
def unbound(workflow: Workflow) -> dict[str, Unbound]:
    """Follow for every role that some action binds the ways on which nobody may be bound to it.

    After an action somebody is bound whom it binds, who alone may do it, or without whom it could
    not have been done.
    """
    every = ways(workflow)
    bound = dict.fromkeys(name for action in workflow.every_action() for name in action.binds)
    roles = [workflow.roles[name] for name in bound if name in workflow.roles]
    return {role.name: _unbound(workflow, role, every) for role in roles if role.of is not None}


def bound_role(workflow: Workflow, expression: str | None) -> Role | None:
    """Give the role bound per issue that an expression such as `lead.first_person` comes down to, if any."""
    role = workflow.roles.get((expression or "").partition(".")[0])
    for _ in workflow.roles:
        if role is None or role.is_ is None:
            break
        role = workflow.roles.get(role.is_.partition(".")[0])
    return role if role is not None and role.of is not None else None


def missing_of(workflow: Workflow, missing: Mapping[str, Unbound], expression: str) -> Unbound | None:
    """Give the role that an expression comes down to, where some way binds nobody to it."""
    role = bound_role(workflow, expression)
    return missing.get(role.name) if role is not None else None


def missing_in(workflow: Workflow, missing: Mapping[str, Unbound], expression: str, state: str) -> Unbound | None:
    """Give the role that an expression comes down to, where nobody may be bound to it in a state."""
    one = missing_of(workflow, missing, expression)
    return one if one is not None and state in one.reached else None


def ends(action: Action, role: Role) -> bool:
    """Tell whether nobody is bound to a role any more after an action."""
    return role.name in action.unbinds or role.until == action.name


def _unbound(workflow: Workflow, role: Role, every: tuple[Way, ...]) -> Unbound:
    binding = {action.name for action in workflow.every_action() if _binds(workflow, action, role)}
    loose = tuple(way for way in every if way.action.name not in binding)
    start = [way for way in loose if way.source is None or ends(way.action, role)]
    return Unbound(role, loose, first_ways(start, loose))


def _binds(workflow: Workflow, action: Action, role: Role) -> bool:
    if role.name in action.binds:
        return True
    doers = [bound_role(workflow, name) for name in (action.by if len(action.by) == 1 else action.quorum)]
    proven = role in doers or any(_proves(workflow, one, role) for one in action.require)
    return proven and not ends(action, role)


def _proves(workflow: Workflow, requirement: Requirement, role: Role) -> bool:
    """Tell whether a requirement can only be met when somebody is bound: it says so, or asks for what they brought."""
    if requirement.unless is not None:
        return False
    asked = {(requirement.complete or "").partition(".")[0], *_given(requirement)}
    giving = [[action for action in workflow.every_action() if field in action.inputs] for field in asked]
    brought = any(actions and all(role.name in one.binds for one in actions) for actions in giving)
    return role.name in requirement.bound or brought


def _given(requirement: Requirement) -> set[str]:
    return set(requirement.that) if isinstance(requirement.that, Mapping) else set()
