"""People: an issue can still end when any one person of the directory is absent or recused. 人员。"""

from collections.abc import Collection, Iterator
from itertools import count

from attrs import frozen

from rectiflow.definitions.check.ways import Way, ways
from rectiflow.definitions.directory import YamlDirectory
from rectiflow.definitions.document import Remark
from rectiflow.errors import Words, quoted
from rectiflow.model.action import Action
from rectiflow.model.subject import BUILT_IN
from rectiflow.model.workflow import Workflow

MOST_STEPS = 2_000
"""How many steps are tried before it is taken for granted that an issue can end."""

_ONE_RELATION = ("first_person", "deputy_in_charge", "specific_person", "staff")


def anybody_absent(workflow: Workflow, directory: YamlDirectory) -> Iterator[Remark]:
    """Demand that for each person of `directory` some issue can end without them.

    Who acts in a role is taken from the directory; to a role that is bound per issue, anybody may
    be bound. Whoever did what an action bars (`not_by`) doesn't do it. What is said is certain;
    that nothing is said, is not.
    """
    if not _ends(workflow, directory, None):
        message = Words("按此通讯录，没有事项能够办结", "no issue can end with the people of this directory")
        fix = Words("请让更多人员担任办理角色", "give the roles that act to more people")
        yield Remark(path=("actions",), code="RF413", message=message, fix=fix)
        return
    for person in directory.persons:
        if not _ends(workflow, directory, person):
            held = directory.persons[person].roles
            alone = [name for name in workflow.roles if name in held and len(directory.with_role(name)) == 1]
            message = Words(
                f"{directory.title(person, 'zh')}（“{person}”）一旦缺席，就没有事项能够办结",
                f"without '{person}' no issue can end",
            )
            fix = Words(
                f"请让其他人员也担任{quoted(alone, '或者') or '其角色'}",
                f"give {' or '.join(alone) or 'their roles'} to somebody else as well",
            )
            yield Remark(path=("roles", *alone[:1]), code="RF413", message=message, fix=fix)


def _ends(workflow: Workflow, directory: YamlDirectory, absent: str | None) -> bool:
    search = _Search(workflow, directory, absent, ways(workflow), count())
    return any(search.ends(frozenset(), way) for way in search.every if way.source is None)


@frozen
class _Search:
    """Looks for some way through a workflow that people can go: who does what, without `absent`."""

    workflow: Workflow
    directory: YamlDirectory
    absent: str | None
    every: tuple[Way, ...]
    steps: Iterator[int]

    def ends(self, done: frozenset[tuple[str, str]], way: Way) -> bool:
        """Tell whether an issue can go this way and then end, when so much is `done` by whom."""
        doers = self._doers(way.action, done)
        if self.workflow.states[way.target].final or next(self.steps) > MOST_STEPS:
            return bool(doers)
        return any(self._goes_on(way.target, done | {(way.action.name, doer)}) for doer in doers)

    def _goes_on(self, state: str, done: frozenset[tuple[str, str]]) -> bool:
        did = {action for action, _ in done}
        onward = (way for way in self.every if way.source == state and way.action.name not in did)
        return any(self.ends(done, way) for way in onward)

    def _doers(self, action: Action, done: Collection[tuple[str, str]]) -> list[str]:
        barred = {doer for name, doer in done if name in action.not_by}
        able = dict.fromkeys(one for role in action.by for one in self._people(role))
        return [one for one in able if one != self.absent and one not in barred]

    def _people(self, name: str) -> tuple[str, ...]:
        role = self.workflow.roles.get(name)
        if role is None:
            return (name,) if name in BUILT_IN else ()
        if role.is_ is not None:
            return self._derived(role.is_.rpartition(".")[2])
        if role.of is None:
            return self.directory.with_role(name)
        return ("(anybody)", *self.directory.persons) if role.of == "parties" else tuple(self.directory.persons)

    def _derived(self, relation: str) -> tuple[str, ...]:
        if relation not in _ONE_RELATION:
            return tuple(self.directory.persons)
        found = (self.directory.related(unit, relation) for unit in self.directory.units)
        return tuple(dict.fromkeys(one for several in found for one in several))
