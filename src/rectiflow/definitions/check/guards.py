"""Guards: a condition that is a map can turn out either way. 条件的可能性。"""

from collections.abc import Iterator

from rectiflow.core.conditions import GIVEN
from rectiflow.definitions.check.values import conditions_of
from rectiflow.definitions.check.walk import actions_of, nouns
from rectiflow.definitions.document import Path, Remark
from rectiflow.errors import Words, quoted
from rectiflow.model.promise import Extension
from rectiflow.model.workflow import Workflow
from rectiflow.wording import called

_ASKED = ("post",)
"""What a condition may ask of beside fields and votes."""


def can_hold(workflow: Workflow) -> Iterator[Remark]:
    """Demand that what a condition asks for is given, or set, by some action."""
    known = {*_ASKED, *workflow.votes, *_givable(workflow)}
    for path, conditions in conditions_of(workflow):
        for name in conditions:
            if name in workflow.fields and name not in known:
                message = Words(
                    f"此条件永不成立：没有动作填写或者设定{called(workflow.fields[name])}",
                    f"this never holds: no action gives or sets '{name}'",
                )
                fix = Words(
                    f"请在某个动作的“needs”或者“takes”中补写“{name}”",
                    f"add '{name}' to 'needs' or 'takes' of an action",
                )
                yield Remark(path=(*path, name), code="RF313", message=message, fix=fix)


def may_fail(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a condition asks for more than what is given in any case."""
    for path, conditions in conditions_of(workflow):
        sure = _surely_given(workflow, path)
        if conditions and set(conditions.values()) == {GIVEN} and set(conditions) <= sure:
            message = Words(
                f"此条件总是成立：{quoted(conditions)}无论如何都必须填写",
                f"this always holds: {', '.join(conditions)} must be given in any case",
            )
            fix = Words("请删去，或者写明本来要问什么", "leave it out, or say what it was to ask")
            yield Remark(path=path, code="RF313", message=message, fix=fix)


def _givable(workflow: Workflow) -> Iterator[str]:
    for action in workflow.every_action():
        yield from (*action.inputs, *action.sets)
    for _, noun in nouns(workflow):
        yield from (need.field for need in noun.needs) if isinstance(noun, Extension) else ()
    if workflow.same_matter is not None and workflow.same_matter.sets is not None:
        yield workflow.same_matter.sets


def _surely_given(workflow: Workflow, path: Path) -> set[str]:
    """Give the fields that have a value wherever the condition at `path` is asked."""
    required = {field.name for field in workflow.fields.values() if field.required}
    needs = next((action.needs for start, action in actions_of(workflow) if path[: len(start)] == start), ())
    return required | {need.field for need in needs if not need.when}


RULES = (can_hold, may_fail)
