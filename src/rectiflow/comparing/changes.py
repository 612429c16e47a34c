"""What is different in a new version of a workflow, one change a sentence. 变更。"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve, fields_dict, frozen, has

from rectiflow.comparing.words import WHOLE, Spot, Words, called, title_of
from rectiflow.definitions.labels import SECTIONS
from rectiflow.definitions.shapes import Head, key_of
from rectiflow.model.promise import Allowance, Deadline, Window
from rectiflow.model.titles import Named, Title
from rectiflow.model.workflow import Parameter, Workflow
from rectiflow.reading.names import Names
from rectiflow.reading.phrases import quoted, say

Path = tuple[str | int, ...]
"""The keys and indices that lead to what changed, such as `("deadlines", "rectify", "within")`."""

_PRINCIPAL = frozenset(
    {(Allowance, "allow"), (Deadline, "due"), (Deadline, "within"), (Parameter, "value"), (Window, "within")}
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


def changes(old: Workflow, new: Workflow) -> tuple[Change, ...]:
    """Give everything that is different in `new`, in the order of the sections of a file.

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
    told = _Comparing(Words(Names(old)), Words(Names(new)))
    return tuple(
        Change(section=section, path=(attribute, *path), zh=said.zh, en=said.en)
        for attribute, section in _ATTRIBUTES.items()
        for path, said in told.value(section, (Workflow, attribute), getattr(old, attribute), getattr(new, attribute))
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

    def value(self, what: Title, spot: Spot, old: Any, new: Any) -> Said:  # noqa: ANN401  (any attribute's value)
        """Say the difference between two values of one attribute, which is called `what`."""
        if old == new:
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
        renamed = dict(_renamed(old, new))
        for name in dict.fromkeys((*old, *new)):
            if name in renamed:
                yield (name,), _called_anew(what, old[name], renamed[name])
            elif name not in new:
                yield (name,), _dropped(what, quoted(title_of(old[name])))
            elif name not in old and name not in renamed.values():
                yield (name,), _added(what, quoted(title_of(new[name])))
            elif name in old:
                for path, said in self._noun(title_of(new[name]), old[name], new[name]):
                    yield (name, *path), said

    def _noun(self, what: Title, old: Any, new: Any) -> Said:  # noqa: ANN401  (any noun)
        for attribute in fields_dict(type(new)):
            before, after, spot = getattr(old, attribute), getattr(new, attribute), (type(new), attribute)
            if before != after:
                inner = what if spot in _PRINCIPAL else _of(what, called(*spot))
                for path, said in self.value(inner, spot, before, after):
                    yield (key_of(*spot), *path), said

    def _several(self, what: Title, spot: Spot, old: tuple[Any, ...], new: tuple[Any, ...]) -> Said:
        """Say what changed in a list: item by item where it stayed as long, else what came and went."""
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


def _renamed(old: Mapping[str, Named], new: Mapping[str, Named]) -> Iterator[tuple[str, str]]:
    """Find what only has another name now."""
    come = [one for name, one in new.items() if name not in old]
    for name, one in old.items():
        if name not in new and (found := next((it for it in come if evolve(one, name=it.name) == it), None)):
            come.remove(found)
            yield name, found.name


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


def _called_anew(what: Title, old: Named, name: str) -> Title:
    title, before, after = quoted(title_of(old)), _written(old.name), _written(name)
    pattern = "{what}{title}的标识由{before}改为{after}", "{what}: {title} is named {after} instead of {before}"
    return say(*pattern, what=what, title=title, before=before, after=after)


def _of(what: Title, inner: Title) -> Title:
    return say("{what}的{inner}", "{what}, {inner}", what=what, inner=inner)


def _nth(what: Title, number: int) -> Title:
    return say("{what}第{number}项", "{what} {number}", what=what, number=number)
