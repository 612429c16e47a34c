"""Who an expression such as `holder.first_person` stands for, in one issue at one moment."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from rectiflow.model.action import Action
from rectiflow.model.actor import Actor
from rectiflow.model.promise import Deadline
from rectiflow.model.workflow import Workflow
from rectiflow.ports import Directory

Bindings = Mapping[str, tuple[str, ...]]


class NoDirectory:
    """The directory of a host that has none: nobody has a role, and nobody is a stranger."""

    def actor(self, identity: str) -> Actor:
        """Give the bare identity."""
        return Actor(identity)

    def related(self, subject: str, relation: str) -> tuple[str, ...]:
        """Give the subject itself for its specific person, and nobody else."""
        return (subject,) if relation == "specific_person" else ()

    def with_role(self, role: str) -> tuple[str, ...]:  # noqa: ARG002
        """Give nobody."""
        return ()

    def knows(self, identity: str) -> bool:  # noqa: ARG002
        """Tell yes: there is nothing to compare with."""
        return True

    def title(self, identity: str, language: str) -> str:  # noqa: ARG002
        """Give the id itself."""
        return identity


@frozen
class Resolver:
    """Resolves expressions with the bindings and the state of one issue."""

    workflow: Workflow
    directory: Directory
    bindings: Bindings
    state: str | None

    def resolve(self, expressions: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Give each expression with the ids it stands for, in a stable order and without repeats."""
        return {expression: self._ids(expression) for expression in dict.fromkeys(expressions)}

    def _ids(self, expression: str) -> tuple[str, ...]:
        head, *relations = self._traced(expression).split(".")
        subjects = self._role(head)
        for relation in relations:
            related = (one for subject in subjects for one in self.directory.related(subject, relation))
            subjects = tuple(dict.fromkeys(related))
        return subjects

    def _traced(self, expression: str) -> str:
        """Give the expression with the holder and derived roles followed to where they come from.

        It is empty where roles are derived from each other in a circle.
        """
        for _ in range(len(self.workflow.roles) + 2):
            head, dot, relations = expression.partition(".")
            source = self._source(head)
            if source is None:
                return expression
            expression = f"{source}{dot}{relations}"
        return ""

    def _source(self, head: str) -> str | None:
        """Give what the holder or a derived role comes from; None where `head` stands for itself."""
        if head == "holder":
            state = self.workflow.states.get(self.state or "")
            return (state.held_by if state is not None else None) or ""
        role = self.workflow.roles.get(head)
        return role.is_ if role is not None else None

    def _role(self, name: str) -> tuple[str, ...]:
        role = self.workflow.roles.get(name)
        if role is None:
            return ()
        return self.bindings.get(name, ()) if role.of is not None else self.directory.with_role(name)


def held_in_person(workflow: Workflow) -> tuple[str, ...]:
    """Name the roles that are bound per issue or derived: who they are must be resolved."""
    return tuple(role.name for role in workflow.roles.values() if role.of is not None or role.is_ is not None)


def asked_by_authority(workflow: Workflow) -> tuple[str, ...]:
    """Name the expressions that tell in which roles somebody may act: who the roles are, and must never be."""
    return (*held_in_person(workflow), *(never for role in workflow.roles.values() for never in role.never))


def asked_by_action(workflow: Workflow, action: Action) -> tuple[str, ...]:
    """Name the expressions that judging `action` needs resolved."""
    charged = (fault for target in action.targets for fault in target.charge)
    return (
        *asked_by_authority(workflow),
        *(tell.whom for tell in action.tells),
        *(tell.whom for target in action.targets for tell in target.tells),
        *(one for fault in charged for one in workflow.accountability[fault].charge_to),
        *(
            state.held_by
            for target in action.targets
            if (state := workflow.states.get(target.state or "")) and state.held_by
        ),
    )


def asked_by_rungs(workflow: Workflow) -> tuple[str, ...]:
    """Name the expressions that firing any rung needs resolved."""
    asked = ((deadline, one) for deadline in workflow.deadlines.values() for one in _asked_by(workflow, deadline))
    return tuple(name for deadline, one in asked for name in (one, deadline.whom(one)))


def _asked_by(workflow: Workflow, deadline: Deadline) -> tuple[str, ...]:
    charged = (fault for rung in deadline.rungs for fault in rung.charge)
    return (
        "holder",
        *(one for rung in deadline.rungs for one in rung.tell),
        *(one for fault in charged for one in workflow.accountability[fault].charge_to),
    )
