"""What an issue is about and who takes part in it: fields, roles, repeats. 事项的内容与当事人。"""

from collections.abc import Mapping

from attrs import field, frozen

from rectiflow.model.titles import Title, Titled


def listed(names: str | tuple[str, ...]) -> tuple[str, ...]:
    """Let one name stand for a list of one.

    >>> listed("lead.staff")
    ('lead.staff',)
    """
    return (names,) if isinstance(names, str) else tuple(names)


@frozen(kw_only=True)
class Role(Titled):
    """In which capacity somebody acts. 角色。

    Without `of` and `is_`, whoever the directory gives the role. `of` (person, persons, unit, units,
    parties, person_or_unit) is bound per issue by an action; `is_` is derived, as `lead.first_person`.
    `never` names people who must not be bound to it, as `lead.staff`. A role that is not `delegable`
    can't be handed on. `until` names the action after which it ends (任务完成即解散).
    """

    of: str | None = None
    is_: str | None = None
    never: tuple[str, ...] = field(default=(), converter=listed)
    delegable: bool = True
    until: str | None = None


SYSTEM = Role(name="system", zh="系统", en="System")
"""Who acts when a window lapses or a rung does something: nobody, by the rule alone."""

PARENT = Role(name="parent", zh="上级事项", en="Parent issue")
"""Who acts on a part when its parent moves it."""

BUILT_IN: Mapping[str, Role] = {role.name: role for role in (SYSTEM, PARENT)}
"""The roles that no file declares and no person has."""


@frozen(kw_only=True)
class Element(Titled):
    """One thing that a checklist must have, with the sentence that says it is missing. 要素。"""

    otherwise: Title | None = None


@frozen(kw_only=True)
class Column(Titled):
    """One value of each item of a list or checklist. 列。

    `audience` names who may see it; nobody in particular when it is empty.
    """

    type: str
    required: bool = False
    audience: tuple[str, ...] = ()
    choices: tuple[Titled, ...] = ()


@frozen(kw_only=True)
class Field(Titled):
    """A named, typed value of an issue. 字段。

    `personal` values live in an erasable side table; records hold a commitment to them.
    A `verbatim` value can't be changed once given (原汁原味). `audience` names who may see it.
    `choices` are what a choice may be; `source` names what it is taken from instead: a register, or
    the parts of the issue. `each` says what every item of a list or checklist holds, `elements`
    what a checklist must have (五明确、五包、四要素).
    """

    type: str
    required: bool = False
    verbatim: bool = False
    personal: bool = False
    audience: tuple[str, ...] = ()
    choices: tuple[Titled, ...] = ()
    source: str | None = None
    each: Mapping[str, Column] = field(factory=dict)
    elements: Mapping[str, Element] = field(factory=dict)


@frozen(kw_only=True)
class Repeated:
    """When an earlier issue on the same matter stands in the way, and the sentence that says so."""

    when_earlier_is: tuple[str, ...]
    otherwise: Title
    basis: str | None = None


@frozen(kw_only=True)
class SameMatter:
    """How repeats are found when registering: by equal values of fields. 重复事项。

    `sets` names the yes_no field that says whether this is the first; `refuse` when it is not taken up.
    """

    by: tuple[str, ...]
    sets: str | None = None
    refuse: Repeated | None = None


@frozen(kw_only=True)
class Register(Titled):
    """A versioned reference list that fields look up: 职权目录、公开目录、派单目录. 目录。"""

    kept_by: str | None = None
    each: Mapping[str, Column] = field(factory=dict)
    basis: str | None = None
