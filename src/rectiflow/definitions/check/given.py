"""What is given in the course of an issue: never, in any case, or with an action. 填写。"""

from collections.abc import Iterator

from rectiflow.definitions.check.walk import nouns, remembered
from rectiflow.definitions.document import Path, Remark
from rectiflow.errors import Words
from rectiflow.model.action import Action
from rectiflow.model.promise import Extension
from rectiflow.model.subject import Field
from rectiflow.model.workflow import Workflow
from rectiflow.wording import called


@remembered
def given_somewhere(workflow: Workflow) -> frozenset[str]:
    """Give the fields that something gives or sets."""
    return frozenset(_given(workflow))


@remembered
def given_always(workflow: Workflow) -> frozenset[str]:
    """Give the fields that every issue has from the start: registering is refused without them."""
    registering = [given_with(action) for action in workflow.actions.values() if not action.sources]
    return frozenset.intersection(*registering) if registering else frozenset()


def given_with(action: Action) -> frozenset[str]:
    """Give what surely has a value once an action is done: the fields that it always needs, the vote that it closes."""
    voted = (action.closes_vote,) if action.closes_vote is not None else ()
    return frozenset((*(need.field for need in action.needs if not need.when), *voted))


def never_given(path: Path, field: Field) -> Remark:
    """Say of a condition at `path` that nothing ever gives the field that it asks about."""
    name = field.name
    message = Words(
        f"没有动作填写或者设定{called(field)}，此处不会有值",
        f"no action gives or sets '{name}', so it has no value",
    )
    fix = Words(
        f"请在某个动作的“needs”或者“takes”中补写“{name}”",
        f"add '{name}' to 'needs' or 'takes' of an action",
    )
    return Remark(path=path, code="RF313", message=message, fix=fix)


def _given(workflow: Workflow) -> Iterator[str]:
    for action in workflow.every_action():
        yield from (*action.inputs, *action.sets)
    for _, noun in nouns(workflow):
        yield from (need.field for need in noun.needs) if isinstance(noun, Extension) else ()
    if workflow.same_matter is not None and workflow.same_matter.sets is not None:
        yield workflow.same_matter.sets
