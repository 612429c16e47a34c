"""What stands under a key, in words: by the titles of its own version of the workflow. 取值的行文。"""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import Attribute, Factory, fields, frozen

from rectiflow.core.terms import RUNGS, moment, period
from rectiflow.definitions.check.references import CONDITIONS, REFERENCES
from rectiflow.definitions.labels import label
from rectiflow.definitions.shapes import key_of
from rectiflow.model.action import Action, Reopen, Target, Tell
from rectiflow.model.promise import Anchor, Rung
from rectiflow.model.subject import Column, Field, Role
from rectiflow.model.timing import Moment, Period
from rectiflow.model.titles import Named, Title, Titled
from rectiflow.model.voice import Ranking, Share
from rectiflow.model.workflow import Parameter
from rectiflow.reading import terms
from rectiflow.reading.conditions import condition
from rectiflow.reading.names import Names, term, titled
from rectiflow.reading.phrases import quoted, same, say, together
from rectiflow.reading.times import figure

Spot = tuple[type, str]
"""The attribute of a noun that a value belongs to."""

_TERMS: Mapping[Spot, Mapping[str, Title]] = {
    (Action, "only_once"): terms.ONCE,
    (Column, "type"): terms.TYPES,
    (Field, "type"): terms.TYPES,
    (Ranking, "ties"): terms.TIES,
    (Reopen, "only_once"): terms.ONCE,
    (Role, "of"): terms.BOUND_TO,
    (Rung, "rung"): RUNGS,
    (Target, "clocks"): terms.CLOCKS,
    (Tell, "means"): terms.MEANS,
}
"""The attributes that hold one of the language's own words."""

_FACTORY: Any = Factory

_FIGURES = frozenset({(Parameter, "value")})
"""The attributes that hold a number or a period as it is written."""

_PEOPLE = ("role", "actor", "party", "derived", "charged")
_VALUES = ("field", "value", "trait", "hidden", "list", "checklist", "measured", "given", "shown", "judged")

Name = Callable[[Names, str], Title]


def _audience(names: Names, name: str) -> Title:
    return names.audience((name,))


def _start(names: Names, name: str) -> Title:
    if names.workflow.action(name) is not None:
        return names.action(name)
    if name in names.workflow.deadlines:
        return names.deadline(name)
    return names.state(name) if name in names.workflow.states else names.value(name)


_NAMED: Mapping[str, Name] = {
    **dict.fromkeys(_PEOPLE, Names.party),
    **dict.fromkeys(_VALUES, Names.value),
    **dict.fromkeys(("state", "ending", "until"), Names.state),
    **dict.fromkeys(("parts", "moved"), Names.parts),
    "action": Names.action,
    "audience": _audience,
    "deadline": Names.deadline,
    "document": Names.document,
    "fault": Names.fault,
    "measure": Names.measure,
    "phase": Names.phase,
    "start": _start,
    "vote": Names.vote,
}
"""What gives the title of each kind of reference."""


def title_of(noun: Named) -> Title:
    """Give the title of an element, or its name where it has none."""
    return titled(noun) if isinstance(noun, Titled) else same(noun.name)


def said(noun: object) -> dict[str, Any]:
    """Give what a noun says beside its name and titles: every attribute that isn't left at its default."""
    kind: Any = type(noun)
    attributes = [one for one in fields(kind) if one.name not in ("name", "zh", "en")]
    return {one.name: value for one in attributes if (value := getattr(noun, one.name)) != _default(one)}


@frozen
class Words:
    """Puts what attributes hold in words, by the titles of one version."""

    names: Names

    def of(self, value: object, spot: Spot) -> Title:
        """Say what an attribute holds."""
        if _kind(spot) in CONDITIONS and isinstance(value, str | Mapping):
            return condition(self.names, value)
        match value:
            case Mapping():
                return together((self._pair(key, one, spot) for key, one in value.items()), "、")
            case tuple():
                return together((self.of(one, spot) for one in value), "、")
            case str():
                return self._text(value, spot)
        whole = WHOLE.get(type(value))
        return whole(self.names, value) if whole is not None else self._noun(value)

    def _text(self, text: str, spot: Spot) -> Title:
        if spot in _TERMS:
            return term(text, _TERMS[spot])
        if spot in _FIGURES:
            return figure(text)
        name = _NAMED.get(_kind(spot))
        return name(self.names, text) if name is not None else quoted(same(text))

    def _pair(self, key: str, value: object, spot: Spot) -> Title:
        """Say one entry of a map: its keys are names, save where its values are."""
        by_value = _kind(spot) == "given"
        named = same(key) if by_value else self._named(key, spot)
        held = self._named(str(value), spot) if by_value else self._held(key, value, spot)
        return say("{named}：{held}", "{named}: {held}", named=named, held=held)

    def _named(self, name: str, spot: Spot) -> Title:
        return _NAMED.get(_kind(spot), _as_written)(self.names, name)

    def _held(self, key: str, value: object, spot: Spot) -> Title:
        if isinstance(value, str) and spot in _TERMS:
            return term(value, _TERMS[spot])
        return self.names.choice(key, value) if isinstance(value, str) else self.of(value, (type(None), ""))

    def _noun(self, noun: object) -> Title:
        """Say all that a noun says; of one that says a single thing, only that."""
        kind, told = type(noun), said(noun)
        if isinstance(noun, Titled):
            return quoted(title_of(noun))
        if len(told) == 1:
            return next(self.of(value, (kind, name)) for name, value in told.items())
        labelled = (
            say("{label}{value}", "{label} {value}", label=called(kind, name), value=self.of(value, (kind, name)))
            for name, value in told.items()
        )
        return say("（{all}）", "({all})", all=together(labelled))


def called(noun: type, attribute: str) -> Title:
    """Give what an attribute is called."""
    zh, en = label(noun, key_of(noun, attribute))
    return Title(zh=zh, en=en)


def _kind(spot: Spot) -> str:
    return REFERENCES.get(spot[0], {}).get(spot[1], "")


def _default(attribute: "Attribute[Any]") -> object:
    default: Any = attribute.default
    return default.factory() if isinstance(default, _FACTORY) else default


def _as_written(_: Names, name: str) -> Title:
    return quoted(same(name))


def _figure(_: Names, value: int) -> Title:
    return figure(value)


def _period(_: Names, value: Period) -> Title:
    return period(value)


def _moment(_: Names, at: Moment) -> Title:
    return moment(at)


def _anchor(names: Names, anchor: Anchor) -> Title:
    field = names.value(anchor.field)
    if anchor.before is None:
        return field
    return say("{field}前{before}", "{before} before {field}", field=field, before=period(anchor.before))


def _share(names: Names, share: Share) -> Title:
    of, ratio = names.party(share.of), same(f"{share.numerator}/{share.denominator}")
    if share.strict:
        return say("{of}的{ratio}以上（不含本数）", "more than {ratio} of {of}", of=of, ratio=ratio)
    return say("{of}的{ratio}以上（含本数）", "at least {ratio} of {of}", of=of, ratio=ratio)


def _sentence(_: Names, said: Title) -> Title:
    return quoted(titled(said))


def _told(names: Names, tell: Tell) -> Title:
    notice = term(tell.means, terms.MEANS)
    return say("{whom}（{notice}）", "{whom} ({notice})", whom=names.party(tell.whom), notice=notice)


WHOLE: Mapping[type, Callable[[Names, Any], Title]] = {
    bool: _figure,
    int: _figure,
    Period: _period,
    Moment: _moment,
    Anchor: _anchor,
    Share: _share,
    Title: _sentence,
    Tell: _told,
}
"""What is said as a whole, since its parts mean nothing on their own."""
