"""Values: what a key may hold, and which keys go together. 取值。"""

from collections.abc import Collection, Iterator, Mapping

from rectiflow.core.clocks import POLICIES
from rectiflow.core.conditions import GIVEN
from rectiflow.core.inputs import TYPES
from rectiflow.definitions.check.names import actions_of
from rectiflow.definitions.document import Path, Remark
from rectiflow.definitions.shapes import IDENTIFIER
from rectiflow.definitions.wording import choose, shown
from rectiflow.model.workflow import Conditions, Field, Workflow

BOUND_TO = ("person", "persons", "unit", "units", "parties")
"""What can be bound to a role (`of:`)."""

RUNGS = ("remind", "urge", "supervise", "criticise", "list", "hold_to_account")
"""The steps of supervision, from 提示 to 问责."""


def possible_values(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a key that offers a choice holds one of what it offers."""
    for name, role in workflow.roles.items():
        yield from _one_of(("roles", name, "of"), role.of, BOUND_TO)
    for name, field in workflow.fields.items():
        yield from _one_of(("fields", name, "type"), field.type, TYPES)
    for name, deadline in workflow.deadlines.items():
        for at, rung in enumerate(deadline.rungs):
            yield from _one_of(("deadlines", name, "rungs", at, "rung"), rung.rung, RUNGS)
    for path, action in actions_of(workflow):
        for at, target in enumerate(action.targets):
            for clock, policy in target.clocks.items():
                yield from _one_of((*path, "to", at, "clocks", clock), policy, POLICIES)


def named(workflow: Workflow) -> Iterator[Remark]:
    """Demand that the workflow has a name and that its versions count from 1."""
    if not IDENTIFIER.fullmatch(workflow.name):
        message, fix = f"'{workflow.name:.40}' can't be a name", "use letters, digits and '_', a letter first"
        yield Remark(path=("workflow",), code="RF105", message=message, fix=fix)
    if workflow.version < 1:
        yield Remark(
            path=("version",), code="RF103", message=f"version {workflow.version} is no version", fix="count from 1"
        )


def ways_listed(workflow: Workflow) -> Iterator[Remark]:
    """Demand that an action that lists its ways has one."""
    for path, action in actions_of(workflow):
        if not action.targets:
            yield Remark(path=(*path, "to"), code="RF103", message="the list of ways is empty", fix="name a state")


def choices_fit(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a choice says what there is to choose from, and that nothing else does."""
    for name, field in workflow.fields.items():
        if (field.type == "choice") != bool(field.choices) and field.type in TYPES:
            message = f"the field is of type {field.type} and {'has' if field.choices else 'has no'} choices"
            fix = "give a choice its 'of: {value: title}', and other types none"
            yield Remark(path=("fields", name), code="RF109", message=message, fix=fix)


def one_of_two(workflow: Workflow) -> Iterator[Remark]:
    """Demand one of two keys that stand for each other, not both."""
    for name, deadline in workflow.deadlines.items():
        yield from _either(("deadlines", name), {"within": deadline.within, "due": deadline.due})
    for path, action in actions_of(workflow):
        for at, requirement in enumerate(action.require):
            both = {"that": requirement.that, "bound": requirement.bound}
            yield from _either((*path, "require", at), both)
    for name, role in workflow.roles.items():
        if role.of is not None and role.is_ is not None:
            yield from _either(("roles", name), {"of": role.of, "is": role.is_})


def fitting_values(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a value that a field is compared with or set to is one that it can have."""
    for path, conditions in conditions_of(workflow):
        yield from _fitting(workflow, path, conditions, (GIVEN,))
    for path, action in actions_of(workflow):
        yield from _fitting(workflow, (*path, "sets"), action.sets, ())


def conditions_of(workflow: Workflow) -> Iterator[tuple[Path, Conditions]]:
    """Give every condition of a workflow with its path."""
    for path, action in actions_of(workflow):
        for at, target in enumerate(action.targets):
            yield (*path, "to", at, "when"), target.when
        for at, requirement in enumerate(action.require):
            yield (*path, "require", at, "that"), requirement.that or {}


def possible(field: Field) -> tuple[str | bool, ...] | None:
    """Give all values that a field can have; None when they can't be listed."""
    if field.type == "yes_no":
        return (True, False)
    return tuple(choice.name for choice in field.choices) if field.type == "choice" else None


def _one_of(path: Path, value: str | None, offered: Collection[str]) -> Iterator[Remark]:
    if value is not None and value not in offered:
        yield Remark(path=path, code="RF108", message=f"'{value:.40}' is not possible here", fix=choose(value, offered))


def _either(path: Path, both: Mapping[str, object]) -> Iterator[Remark]:
    given = [key for key, value in both.items() if value]
    if len(given) != 1:
        first, second = both
        message = f"both '{first}' and '{second}' are given" if given else f"neither '{first}' nor '{second}' is given"
        yield Remark(path=path, code="RF110", message=message, fix="give one of them")


def _fitting(workflow: Workflow, path: Path, values: Conditions, always: tuple[str, ...]) -> Iterator[Remark]:
    for name, value in values.items():
        field = workflow.fields.get(name)
        if field is None or value in always or _fits(field, value):
            continue
        message = f"{shown(value)} is no value that '{name}' ({field.type}) can have"
        fix = " or ".join((_WANTED.get(field.type) or _offered(field), *always))
        yield Remark(path=(*path, name), code="RF209", message=message, fix=f"write {fix}")


def _fits(field: Field, value: str | bool | int) -> bool:  # noqa: FBT001  (a value of a file)
    match field.type:
        case "yes_no":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, int) and not isinstance(value, bool)
        case "choice":
            return value in (possible(field) or ())
        case "persons" | "files":
            return False
    return isinstance(value, str)


def _offered(field: Field) -> str:
    return " or ".join(shown(choice.name) for choice in field.choices) or "nothing"


_WANTED = {"yes_no": "true or false", "number": "a whole number"} | dict.fromkeys(
    ("text", "date", "instant", "person", "unit"), "text"
)

RULES = (possible_values, named, ways_listed, choices_fit, one_of_two, fitting_values)
