"""Derived roles: each comes down to somebody in the end. 推导的角色。"""

from collections.abc import Iterator

from rectiflow.definitions.document import Remark
from rectiflow.errors import Words, quoted
from rectiflow.model.workflow import Workflow
from rectiflow.wording import called


def derived_from_somebody(workflow: Workflow) -> Iterator[Remark]:
    """Demand that no role is derived from itself, whatever stands between: 角色推导不得成环."""
    told: set[str] = set()
    for name, role in workflow.roles.items():
        circle = _circle(workflow, name)
        if circle and name not in told:
            told.update(circle)
            message = Words(
                f"角色{called(role)}由自身推导而来：{quoted([*circle, name], '由')}",
                f"'{name}' is derived from itself: {' from '.join([*circle, name])}",
            )
            fix = Words(
                "请让其中一个角色由通讯录确定（不写“is”），或者逐件指定（“of”）",
                "let one of them be given by the directory (without 'is'), or bound per issue ('of')",
            )
            yield Remark(path=("roles", name, "is"), code="RF227", message=message, fix=fix)


def _circle(workflow: Workflow, name: str) -> list[str]:
    """Give the roles through which a role is derived from itself, itself first; none where it isn't."""
    followed = [name]
    while (role := workflow.roles.get(followed[-1])) is not None and role.is_ is not None:
        source = role.is_.partition(".")[0]
        if source in followed:
            return followed if source == name else []
        followed.append(source)
    return []


RULES = (derived_from_somebody,)
