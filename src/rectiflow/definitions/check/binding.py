"""Binding: whoever holds an issue, or must act on it, is bound on every way there. 指定。"""

from collections.abc import Iterator

from rectiflow.definitions.check.unbound import Unbound, bound_role, ends, missing_in, missing_of, unbound
from rectiflow.definitions.check.walk import actions_of
from rectiflow.definitions.check.ways import Way, trail, ways
from rectiflow.definitions.document import Path, Remark
from rectiflow.errors import Words
from rectiflow.model.subject import Role
from rectiflow.model.workflow import Workflow
from rectiflow.wording import called


def holders_bound(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a role that holds a state is bound on every way into it."""
    for one in unbound(workflow).values():
        held = _held(workflow, one.role)
        for way in _entering(one):
            if way.target in held:
                yield _said(way.path, one, way, Words(f"由其负责“{way.target}”", f"who holds '{way.target}'"))


def actors_bound(workflow: Workflow) -> Iterator[Remark]:
    """Demand that somebody who is surely bound may do what leads out of a state that somebody holds."""
    missing, every = unbound(workflow), ways(workflow)
    for name, state in workflow.states.items():
        here = [way for way in every if way.source == name]
        bound = {role for way in here if way.target == name for role in way.action.binds}
        actors = dict.fromkeys(actor for way in here if way.target != name for actor in way.action.by)
        absent = [*filter(None, (missing_in(workflow, missing, actor, name) for actor in actors))]
        surely = len(absent) < len(actors) or any(one.role.name in bound for one in absent)
        if absent and not surely and missing_in(workflow, missing, state.held_by or "", name) is None:
            who = Words(f"离开“{name}”的动作无人可办", f"without whom nothing leads out of '{name}'")
            yield _said(("states", name), absent[0], absent[0].reached[name], who)


def parts_given(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a role that is given to the parts is bound when they are made."""
    missing = unbound(workflow)
    for parts in workflow.parts.values():
        for key, given in parts.gives.items():
            one = None if given in workflow.fields else missing_of(workflow, missing, given)
            if one is not None and (way := next((way for way in one.gone() if way.action.name == parts.made_by), None)):
                who = Words("要交给分项", "who is given to the parts")
                yield _said(("parts", parts.name, "gives", key), one, way, who)


def registrars_known(workflow: Workflow) -> Iterator[Remark]:
    """Demand that whoever registers an issue is somebody before it is bound to anybody: 登记人由通讯录确定."""
    for path, action in actions_of(workflow):
        for at, actor in enumerate(action.by if not action.sources else ()):
            role = bound_role(workflow, actor)
            if role is not None and not (role.of == "parties" and role.name in action.binds):
                message = Words(
                    f"“{actor}”不能办理{called(action)}：登记之前尚未指定任何人",
                    f"'{actor}' can't do '{action.name}': before an issue is registered nobody is bound",
                )
                fix = Words(
                    "请写通讯录给出的角色（不带“of”），或者提出事项的当事人",
                    "name a role that the directory gives (without 'of'), or the party who brings the matter",
                )
                yield Remark(path=(*path, "by", at), code="RF414", message=message, fix=fix)


def _held(workflow: Workflow, role: Role) -> set[str]:
    return {name for name, state in workflow.states.items() if bound_role(workflow, state.held_by) == role}


def _entering(one: Unbound) -> Iterator[Way]:
    """Give the ways into a state after which nobody is bound, one for each place in the file."""
    found = {way.path: way for way in one.gone() if way.source != way.target or ends(way.action, one.role)}
    yield from found.values()


def _said(path: Path, one: Unbound, way: Way, who: Words) -> Remark:
    gone = trail(one.reached, way)
    message = Words(
        f"角色{called(one.role)}可能尚未指定，而{who.zh}：{gone.zh}",
        f"nobody may be bound to '{one.role.name}', {who.en}: {gone.en}",
    )
    binds = f"binds: [{one.role.name}]"
    fix = Words(f"请在其中某个动作中补写“{binds}”", f"add '{binds}' to one of these actions")
    return Remark(path=path, code="RF414", message=message, fix=fix)


RULES = (holders_bound, actors_bound, parts_given, registrars_known)
