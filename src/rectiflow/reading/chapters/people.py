"""角色: who takes part. Roles."""

from collections.abc import Iterator

from rectiflow.model.subject import Role
from rectiflow.model.titles import Title
from rectiflow.phrasing.names import Names, term, titled
from rectiflow.phrasing.phrases import article, numbered, say, together
from rectiflow.phrasing.terms import BOUND_TO

TITLE = Title(zh="角色", en="Roles")


def articles(names: Names) -> Iterator[Title]:
    """Give the articles of this chapter."""
    if names.workflow.roles:
        intro = Title(zh="本流程设下列角色", en="This workflow has the following roles")
        roles = (_role(names, role) for role in names.workflow.roles.values())
        yield article(Title(zh="角色", en="Roles"), numbered(intro, roles))


def _role(names: Names, role: Role) -> Title:
    return say("{title}：{said}", "{title}: {said}", title=titled(role), said=together(_facts(names, role)))


def _facts(names: Names, role: Role) -> Iterator[Title]:
    if role.of:
        yield term(role.of, BOUND_TO)
    if role.is_:
        yield say("即{who}", "that is, {who}", who=names.party(role.is_))
    if not (role.of or role.is_):
        yield Title(zh="由通讯录确定的人员担任", en="as the directory says")
    if role.never:
        yield say("不得由{who}担任", "never {who}", who=names.either(role.never))
    if not role.delegable:
        yield Title(zh="不得委托他人代行", en="not to be delegated")
    if role.until:
        yield say("至{action}后解散", "until {action} is done", action=names.action(role.until))
