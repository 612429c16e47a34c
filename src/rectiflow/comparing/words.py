"""What stands under a key, in words: by the titles of its own version of the workflow. 取值的行文。"""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import Attribute, Factory, fields, frozen

from rectiflow.comparing.texts import TERMS, Spot, figured, kind_of, named, worded
from rectiflow.core.terms import moment, period
from rectiflow.definitions.check.references import CONDITIONS
from rectiflow.definitions.labels import label
from rectiflow.definitions.shapes import key_of
from rectiflow.model.accountability import Measure
from rectiflow.model.action import Action, Tell
from rectiflow.model.openness import Retention, Sight
from rectiflow.model.promise import Anchor, Deadline, Duty, Window
from rectiflow.model.stage import State
from rectiflow.model.subject import Field, Role
from rectiflow.model.timing import Moment, Period
from rectiflow.model.titles import Named, Title, Titled
from rectiflow.model.voice import Share
from rectiflow.model.workflow import Parameter
from rectiflow.phrasing import terms
from rectiflow.phrasing.conditions import condition
from rectiflow.phrasing.names import Names, term, titled
from rectiflow.phrasing.phrases import quoted, same, say, together

_FACTORY: Any = Factory

_ESSENCE: Mapping[type, tuple[str, ...]] = {
    Action: ("by",),
    Deadline: ("within", "due"),
    Duty: ("when",),
    Field: ("type",),
    Measure: ("lasts",),
    Parameter: ("value",),
    Retention: ("period", "after"),
    Role: ("of", "is_"),
    State: ("held_by",),
    Window: ("within",),
}
"""What an element is all about, so that whoever hears of it first knows what it means."""


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
        if kind_of(spot) in CONDITIONS and isinstance(value, str | Mapping):
            return condition(self.names, value)
        match value:
            case Mapping():
                return together((self._pair(key, one, spot) for key, one in value.items()), "、")
            case tuple():
                return together((self.of(one, spot) for one in value), "、")
            case str():
                return worded(self.names, value, spot)
        whole = WHOLE.get(type(value))
        return whole(self.names, value) if whole is not None else self._noun(value)

    def title_of(self, noun: Named) -> Title:
        """Give the title of an element; a limit of sight has none and is called by whom it is about."""
        if isinstance(noun, Sight):
            return say("对{who}的知悉限制", "what {who} may not see", who=self.names.parties(noun.from_))
        return titled(noun) if isinstance(noun, Titled) else same(noun.name)

    def introduced(self, noun: Named) -> Title:
        """Give the title of an element that is new, and what it is all about."""
        title, kind = quoted(self.title_of(noun)), type(noun)
        told = [self._labelled(noun, name) for name in _ESSENCE.get(kind, ()) if name in said(noun)]
        return say("{title}（{told}）", "{title} ({told})", title=title, told=together(told)) if told else title

    def _pair(self, key: str, value: object, spot: Spot) -> Title:
        """Say one entry of a map: its keys are names, save where its values are."""
        if kind_of(spot) == "given":
            taken = self._taken(str(value))
            return say("“{key}”取自{taken}", "“{key}” from {taken}", key=same(key), taken=taken)
        name, held = named(self.names, key, spot), self._held(key, value, spot)
        return say("{name}：{held}", "{name}: {held}", name=name, held=held)

    def _taken(self, source: str) -> Title:
        """Name what parts are given: a value of the issue, or a column of the list that they are made from."""
        column = source.removeprefix("item.")
        lists = (one.one_for_each for one in self.names.workflow.parts.values() if source in one.gives.values())
        return self.names.value(source if column == source else f"{next(lists)}.{column}")

    def _held(self, key: str, value: object, spot: Spot) -> Title:
        if isinstance(value, str) and spot in TERMS:
            return term(value, TERMS[spot])
        return self.names.choice(key, value) if isinstance(value, str) else self.of(value, (type(None), ""))

    def _noun(self, noun: object) -> Title:
        """Say all that a noun says; of one that says a single thing, only that."""
        kind, told = type(noun), said(noun)
        if isinstance(noun, Titled):
            return self.introduced(noun)
        if len(told) == 1:
            return next(self.of(value, (kind, name)) for name, value in told.items())
        return say("（{all}）", "({all})", all=together(self._labelled(noun, name) for name in told))

    def _labelled(self, noun: object, name: str) -> Title:
        spot: Spot = (type(noun), name)
        return say(
            "{label}为{value}", "{label}: {value}", label=called(*spot), value=self.of(getattr(noun, name), spot)
        )


def called(noun: type, attribute: str) -> Title:
    """Give what an attribute is called."""
    zh, en = label(noun, key_of(noun, attribute))
    return Title(zh=zh, en=en)


def _default(attribute: "Attribute[Any]") -> object:
    default: Any = attribute.default
    return default.factory() if isinstance(default, _FACTORY) else default


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
    bool: figured,
    int: figured,
    Period: _period,
    Moment: _moment,
    Anchor: _anchor,
    Share: _share,
    Title: _sentence,
    Tell: _told,
}
"""What is said as a whole, since its parts mean nothing on their own."""
