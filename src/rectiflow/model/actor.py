"""Who acts and where they belong. 人员、单位。"""

from collections.abc import Iterable

from attrs import field, frozen


def _ids(ids: Iterable[str]) -> frozenset[str]:
    return frozenset(ids)


@frozen
class Actor:
    """An identity that issues commands, with the roles and units the directory gives it. 办理人。

    `units` are the ids of the units that the actor belongs to.
    """

    id: str
    roles: frozenset[str] = field(default=frozenset(), converter=_ids)
    units: frozenset[str] = field(default=frozenset(), converter=_ids)


@frozen(kw_only=True)
class Person:
    """Somebody in the directory. 人员。"""

    id: str
    zh: str
    en: str
    unit: str | None = None
    roles: tuple[str, ...] = ()


@frozen(kw_only=True)
class Unit:
    """A unit in the tree of units, with its posts. 单位。

    `first_person` (主要负责人), `deputy_in_charge` (分管负责人) and `specific_person` (具体责任人)
    are person ids; `parent` is the superior unit.
    """

    id: str
    zh: str
    en: str
    parent: str | None = None
    first_person: str | None = None
    deputy_in_charge: str | None = None
    specific_person: str | None = None
