"""What is different in a new version of a workflow, one change a sentence. 变更。"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from attrs import fields_dict, frozen, has

from rectiflow.comparing.renaming import found, renamed, same_but_for_name
from rectiflow.comparing.texts import Spot
from rectiflow.comparing.words import WHOLE, Words, called
from rectiflow.definitions.labels import SECTIONS
from rectiflow.definitions.shapes import Head, key_of
from rectiflow.model.migration import NOTHING as UNCHANGED
from rectiflow.model.migration import Renaming
from rectiflow.model.openness import Retention
from rectiflow.model.promise import Allowance, Deadline, Window
from rectiflow.model.titles import Named, Title
from rectiflow.model.workflow import Parameter, Workflow
from rectiflow.phrasing.names import Names
from rectiflow.phrasing.phrases import quoted, same, say, together

Path = tuple[str | int, ...]
"""The keys and indices that lead to what changed, such as `("deadlines", "rectify", "within")`."""

_PRINCIPAL = frozenset(
    {
        (Allowance, "allow"),
        (Deadline, "due"),
        (Deadline, "within"),
        (Parameter, "value"),
        (Retention, "period"),
        (Window, "within"),
    }
)
"""What a noun is all about, so that its own title is enough to name it."""


NOTHING = Title(zh="无", en="nothing")


@frozen(kw_only=True)
class Change:
    """One thing that is different: in which `section`, at which `path`, and in words in both languages."""

    section: Title
    path: Path
    zh: str
    en: str


def changes(old: Workflow, new: Workflow, renaming: Renaming = UNCHANGED) -> tuple[Change, ...]:
    """Give everything that is different in `new`, in the order of the sections of a file.

    What only has another name, by `renaming` or since it is the same but for that, is told once, and is no
    difference wherever else it is spoken of.

    >>> from rectiflow.model.stage import State
    >>> empty = {"roles": {}, "fields": {}, "actions": {}}
    >>> def version(number, zh):
    ...     states = {"closed": State(name="closed", zh=zh, en="Closed", final=True)}
    ...     return Workflow(name="a", zh="甲", en="A", version=number, calendar="cn", states=states, **empty)
    >>> for change in changes(version(1, "已办结"), version(2, "已销号")):
    ...     print(change.zh, "/", change.en)
    版本由1改为2 / version: 2 instead of 1
    已销号的中文名称由“已办结”改为“已销号” / Closed, Chinese title: “已销号” instead of “已办结”
    """
    names = found(old, new, renaming)
    called = renamed(old, names)
    told = _Comparing(Words(Names(called)), Words(Names(new)))
    return tuple(
        Change(section=section, path=(attribute, *path), zh=said.zh, en=said.en)
        for attribute, section in _ATTRIBUTES.items()
        for path, said in chain(
            told.anew(section, getattr(old, attribute), getattr(names, attribute, {})),
            told.value(section, (Workflow, attribute), getattr(called, attribute), getattr(new, attribute)),
        )
    )


def _section(name: str) -> Title:
    zh, en = SECTIONS[name]
    return Title(zh=zh, en=en)


_ATTRIBUTES: Mapping[str, Title] = {
    "name": called(Head, "workflow"),
    **{
        name: called(Head, name)
        for name in ("zh", "en", "version", "calendar", "basis", "extends", "number", "part_of")
    },
    **{name: _section(name) for name in SECTIONS if name != "ladders"},
}
"""What a workflow holds, in the order in which changes are told."""

Said = Iterator[tuple[Path, Title]]


@frozen
class _Comparing:
    """Says what is different, in the words of the version that each value stands in."""

    before: Words
    after: Words

    def anew(self, what: Title, old: Mapping[str, Named], names: Mapping[str, str]) -> Said:
        """Say which elements of a section have another name."""
        for before, after in names.items():
            yield (before,), _called_anew(what, quoted(self.before.title_of(old[before])), before, after)

    def value(self, what: Title, spot: Spot, old: Any, new: Any) -> Said:  # noqa: ANN401  (any attribute's value)
        """Say the difference between two values of one attribute, which is called `what`."""
        if _is_same(old, new):
            return
        if _are_named(old) and _are_named(new):
            yield from self._elements(what, _by_name(old), _by_name(new))
        elif isinstance(old, tuple) and isinstance(new, tuple):
            yield from self._several(what, spot, old, new)
        elif has(type(old)) and type(old) is type(new) and type(old) not in WHOLE:
            yield from self._noun(what, old, new)
        else:
            yield (), self._single(what, spot, old, new)

    def _elements(self, what: Title, old: Mapping[str, Named], new: Mapping[str, Named]) -> Said:
        names = dict(same_but_for_name(old, new))
        yield from self.anew(what, old, names)
        for name in dict.fromkeys((*old, *new)):
            if name not in new and name not in names:
                yield (name,), _dropped(what, quoted(self.before.title_of(old[name])))
            elif name not in old and name not in names.values():
                yield (name,), _added(what, self.after.introduced(new[name]))
            elif name in old and name in new:
                for path, said in self._noun(self.after.title_of(new[name]), old[name], new[name]):
                    yield (name, *path), said
        yield from self._order(what, old, new)

    def _order(self, what: Title, old: Mapping[str, Named], new: Mapping[str, Named]) -> Said:
        """Say which of the elements that stay stand in another order, which is a weight, a choice, or an article."""
        before, after = [name for name in old if name in new], [name for name in new if name in old]
        moved = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
        if moved:
            first = together((quoted(self.before.title_of(old[one])) for one, _ in moved), "", ", ")
            then = together((quoted(self.after.title_of(new[one])) for _, one in moved), "", ", ")
            yield (
                (),
                say(
                    "{what}的次序由{first}改为{then}",
                    "{what}: in the order {then} instead of {first}",
                    what=what,
                    first=first,
                    then=then,
                ),
            )

    def _noun(self, what: Title, old: Any, new: Any) -> Said:  # noqa: ANN401  (any noun)
        for attribute in fields_dict(type(new)):
            before, after, spot = getattr(old, attribute), getattr(new, attribute), (type(new), attribute)
            if not _is_same(before, after):
                inner = what if spot in _PRINCIPAL else _of(what, called(*spot))
                for path, said in self.value(inner, spot, before, after):
                    yield (key_of(*spot), *path), said

    def _several(self, what: Title, spot: Spot, old: tuple[Any, ...], new: tuple[Any, ...]) -> Said:
        """Say what changed in a list: item by item where it stayed as long, else what came and went."""
        if len(old) == len(new) and all(one in new for one in old) and has(type(new[0])):
            yield (), _reordered(what, [old.index(one) + 1 for one in new])
            return
        if len(old) == len(new) and not isinstance(new[0], str):
            for at, (before, after) in enumerate(zip(old, new, strict=True)):
                inner = what if len(new) == 1 else _nth(what, at + 1)
                yield from (((at, *path), said) for path, said in self.value(inner, spot, before, after))
            return
        gone = [(one, self.before.of(one, spot)) for one in old if one not in new]
        come = [(one, self.after.of(one, spot)) for one in new if one not in old]
        yield from (((), _dropped(what, _told_apart(one, said, come))) for one, said in gone)
        yield from (((), _added(what, _told_apart(one, said, gone))) for one, said in come)
        if not gone and not come:
            yield (), self._single(what, spot, old, new)

    def _single(self, what: Title, spot: Spot, old: object, new: object) -> Title:
        before = None if _is_nothing(old) else self.before.of(old, spot)
        after = None if _is_nothing(new) else self.after.of(new, spot)
        if before is None:
            return say("{what}定为{after}", "{what}: now {after}", what=what, after=after or NOTHING)
        if after is None:
            return say("{what}取消，原为{before}", "{what}: no longer {before}", what=what, before=before)
        if before == after:
            before, after = _written(old), _written(new)
        pattern = "{what}由{before}改为{after}", "{what}: {after} instead of {before}"
        return say(*pattern, what=what, before=before, after=after)


def _are_named(value: object) -> bool:
    """Tell whether a value is a map or list of elements with names, or an empty one."""
    items = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else (None,)
    return all(isinstance(one, Named) for one in items)


def _by_name(value: Mapping[str, Named] | tuple[Named, ...]) -> Mapping[str, Named]:
    return value if isinstance(value, Mapping) else {one.name: one for one in value}


def _told_apart(one: object, said: Title, others: Iterable[tuple[object, Title]]) -> Title:
    """Give the title, or what is written where another has the same title."""
    return _written(one) if any(said == other for _, other in others) else said


def _written(value: object) -> Title:
    return Title(zh=f"“{value}”", en=f"“{value}”")


def _is_nothing(value: object) -> bool:
    return value is None or (isinstance(value, tuple | Mapping) and not value)


def _added(what: Title, one: Title) -> Title:
    return say("{what}增加{one}", "{what}: {one} is added", what=what, one=one)


def _dropped(what: Title, one: Title) -> Title:
    return say("{what}取消{one}", "{what}: {one} is dropped", what=what, one=one)


def _reordered(what: Title, places: Sequence[int]) -> Title:
    now = same("、".join(map(str, places)))
    then = same("、".join(map(str, sorted(places))))
    pattern = "{what}的次序由第{then}项改为原第{now}项", "{what}: in the order {now} instead of {then}"
    return say(*pattern, what=what, now=now, then=then)


def _is_same(old: object, new: object) -> bool:
    """Tell whether two values are stored as the same: of elements the order counts too, and yes isn't 1."""
    if type(old) is not type(new):
        return False
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        listed = list(old) == list(new) if _are_named(new) else old.keys() == new.keys()
        return listed and all(_is_same(old[name], new[name]) for name in new)
    if isinstance(old, tuple) and isinstance(new, tuple):
        return len(old) == len(new) and all(map(_is_same, old, new))
    noun: Any = type(new)
    if has(noun):
        return all(_is_same(getattr(old, name), getattr(new, name)) for name in fields_dict(noun))
    return old == new


def _called_anew(what: Title, title: Title, old: str, new: str) -> Title:
    before, after = _written(old), _written(new)
    pattern = "{what}{title}的标识由{before}改为{after}", "{what}: {title} is named {after} instead of {before}"
    return say(*pattern, what=what, title=title, before=before, after=after)


def _of(what: Title, inner: Title) -> Title:
    return say("{what}的{inner}", "{what}, {inner}", what=what, inner=inner)


def _nth(what: Title, number: int) -> Title:
    return say("{what}第{number}项", "{what} {number}", what=what, number=number)
