"""Who is who, read from a file: persons, units and posts. 通讯录。"""

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from rectiflow.definitions.document import Path, Remark
from rectiflow.definitions.reading import Reading
from rectiflow.definitions.shapes import DirectoryHead
from rectiflow.definitions.yaml import MAX_BYTES, read
from rectiflow.errors import DefinitionError, Words
from rectiflow.model.actor import Actor, Person, Unit
from rectiflow.wording import choose, unknown

POSTS = ("first_person", "deputy_in_charge", "specific_person")
"""The posts of a unit: 一把手、分管领导、具体责任人."""

_UNIT, _PERSON = Words("单位", "unit"), Words("人员", "person")


@frozen
class YamlDirectory:
    """A directory held in memory. 通讯录。"""

    units: Mapping[str, Unit] = field(factory=dict)
    persons: Mapping[str, Person] = field(factory=dict)

    def actor(self, identity: str) -> Actor:
        """Give the person with their roles and their own unit; somebody unknown has none."""
        person = self.persons.get(identity)
        if person is None:
            return Actor(identity)
        return Actor(identity, person.roles, _known((person.unit,)))

    def related(self, subject: str, relation: str) -> tuple[str, ...]:
        """Give the ids that stand in `relation` to a unit or a person.

        Of a unit, these are who holds the post, the `staff` who belong to it, the `superior` unit,
        and the `unit` itself. A person is their own `specific_person` and `staff`, their `superior`
        is the first person of their unit (of the unit above, for the first person), and the other
        relations are those of their unit. Nobody stands in a relation that isn't known.
        """
        if subject in self.units:
            return _known(self._of_unit(self.units[subject], relation))
        person = self.persons.get(subject)
        return _known(self._of_person(person, relation)) if person is not None else ()

    def with_role(self, role: str) -> tuple[str, ...]:
        """Give the persons who have `role`, in the file's order."""
        return tuple(person.id for person in self.persons.values() if role in person.roles)

    def knows(self, identity: str) -> bool:
        """Tell whether the id is a person or a unit of this directory."""
        return identity in self.persons or identity in self.units

    def title(self, identity: str, language: str) -> str:
        """Give the name to show for an id in `language` ("zh" or "en"); the id itself when it is unknown."""
        named = self.persons.get(identity) or self.units.get(identity)
        if named is None:
            return identity
        return named.zh if language == "zh" else named.en

    def _of_unit(self, unit: Unit, relation: str) -> tuple[str | None, ...]:
        match relation:
            case "staff":
                return tuple(person.id for person in self.persons.values() if person.unit == unit.id)
            case "superior":
                return (unit.parent,)
            case "unit":
                return (unit.id,)
        return (_post(unit, relation),)

    def _of_person(self, person: Person, relation: str) -> tuple[str | None, ...]:
        unit = self.units.get(person.unit or "")
        match relation:
            case "specific_person" | "staff":
                return (person.id,)
            case "superior":
                return (self._superior(person, unit),)
        return self._of_unit(unit, relation) if unit is not None else ()

    def _superior(self, person: Person, unit: Unit | None) -> str | None:
        if unit is not None and unit.first_person == person.id:
            unit = self.units.get(unit.parent or "")
        return unit.first_person if unit is not None else None


def read_directory(text: str | bytes, file: str) -> YamlDirectory:
    """Read a directory file: `units` and `persons` by id; `file` is named in problems.

    Raises DefinitionError with everything that is wrong with it, unknown references included.

    >>> people = read_directory("persons: {li: {zh: 李, roles: [clerk]}}", "people.yaml")
    >>> people.with_role("clerk"), people.title("li", "en")
    (('li',), 'Li')
    """
    document = read(text, file, MAX_BYTES)
    reading = Reading(document.value)
    reading.part((), document.value, DirectoryHead)
    directory = YamlDirectory(units=reading.section("units", Unit), persons=reading.section("persons", Person))
    remarks = (*reading.remarks, *_unknown(directory), *_circles(directory))
    if problems := {*document.problems, *(document.problem(remark) for remark in remarks)}:
        raise DefinitionError(tuple(sorted(problems)))
    return directory


def _unknown(directory: YamlDirectory) -> Iterator[Remark]:
    for unit in directory.units.values():
        yield from _refers(("units", unit.id, "parent"), _UNIT, unit.parent, directory.units)
        for post in POSTS:
            yield from _refers(("units", unit.id, post), _PERSON, _post(unit, post), directory.persons)
    for person in directory.persons.values():
        yield from _refers(("persons", person.id, "unit"), _UNIT, person.unit, directory.units)
        if person.id in directory.units:
            message = Words(f"“{person.id:.40}”已是单位的标识", f"'{person.id:.40}' is a unit already")
            fix = Words("请为人员和单位使用不同的标识", "give persons and units different ids")
            yield Remark(path=("persons", person.id), code="RF112", message=message, fix=fix)


def _refers(path: Path, kind: Words, identity: str | None, known: Mapping[str, object]) -> Iterator[Remark]:
    if identity is not None and identity not in known:
        yield Remark(path=path, code="RF213", message=unknown(kind, identity), fix=choose(identity, known))


def _circles(directory: YamlDirectory) -> Iterator[Remark]:
    for unit in directory.units.values():
        above = _above(directory, unit)
        if unit.id in above:
            message = Words(f"“{unit.id:.40}”成了自己的上级单位", f"'{unit.id:.40}' stands above itself")
            fix = Words("请更正或者删去其中一个单位的“parent”", "let one of the units have another parent, or none")
            yield Remark(path=("units", unit.id, "parent"), code="RF214", message=message, fix=fix)


def _above(directory: YamlDirectory, unit: Unit) -> set[str]:
    above: set[str] = set()
    parent = unit.parent
    while parent is not None and parent in directory.units and parent not in above:
        above.add(parent)
        parent = directory.units[parent].parent
    return above


def _post(unit: Unit, relation: str) -> str | None:
    holder: str | None = getattr(unit, relation) if relation in POSTS else None
    return holder


def _known(ids: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple(one for one in ids if one is not None)
