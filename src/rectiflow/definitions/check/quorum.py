"""Quorums: so many people can have the role that must do something together. 人数要求。"""

from collections.abc import Iterator

from attrs import frozen

from rectiflow.definitions.check.walk import actions_of
from rectiflow.definitions.directory import YamlDirectory
from rectiflow.definitions.document import Path, Remark
from rectiflow.errors import Words
from rectiflow.model.action import Action
from rectiflow.model.subject import Role
from rectiflow.model.workflow import Workflow
from rectiflow.wording import called


@frozen
class _Asked:
    """So many people of a role, whom an action asks for at a path."""

    path: Path
    action: Action
    role: Role
    count: int


def quorums_possible(workflow: Workflow) -> Iterator[Remark]:
    """Demand that more than one is asked only of a role that more than one person can have."""
    for asked in _asked(workflow):
        name = asked.role.name
        if asked.role.of == "person" and asked.count > 1:
            fix = Words(
                f"请把“roles.{name}”改为“of: persons”，或者由其他角色共同办理",
                f"write 'of: persons' in roles.{name}, or let another role take part",
            )
            yield _impossible(asked, 1, fix)


def quorums_staffed(workflow: Workflow, directory: YamlDirectory) -> Iterator[Remark]:
    """Demand that as many people of `directory` have a role as are asked of it, where the directory says who does."""
    for asked in _asked(workflow):
        role, having = asked.role, len(directory.with_role(asked.role.name))
        if role.of is None and role.is_ is None and asked.count > having:
            fix = Words("请在通讯录中让更多人员担任，或者减少人数", "give the role to more people, or ask for fewer")
            yield _impossible(asked, having, fix)


def _asked(workflow: Workflow) -> Iterator[_Asked]:
    for path, action in actions_of(workflow):
        for name, count in action.quorum.items():
            role = workflow.roles.get(name)
            if role is not None and isinstance(count, int):
                yield _Asked((*path, "quorum", name), action, role, count)


def _impossible(asked: _Asked, having: int, fix: Words) -> Remark:
    action, role, count = asked.action, asked.role, asked.count
    message = Words(
        f"动作{called(action)}须由 {count} 名{called(role)}办理，而担任该角色的最多 {having} 人",
        f"'{action.name}' asks for {count} of '{role.name}', and no more than {having} can have that role",
    )
    return Remark(path=asked.path, code="RF415", message=message, fix=fix)


RULES = (quorums_possible,)
