"""Every key of the grammar has its sentence: each value that can be written is read out, and each change is heard."""

from collections.abc import Mapping
from itertools import count
from types import NoneType, UnionType
from typing import get_args, get_origin

import attrs
import pytest

from rectiflow.definitions.check.vocabulary import ALTERNATIVES, OFFERED
from rectiflow.model.accountability import Proposal, Tally, Trigger
from rectiflow.model.openness import Figure
from rectiflow.model.promise import Allowance
from rectiflow.model.timing import Moment, Period
from rectiflow.model.titles import Named
from rectiflow.model.workflow import Workflow
from rectiflow.reading import articles_of

GOES_WITH = {
    (Allowance, "at_most"): "until",
    (Figure, "of"): "share",
    (Trigger, "running"): "times",
    (Trigger, "within"): "times",
}
"""What only means something beside one of several keys that stand for each other."""


CHANGED = {
    bool: lambda value: not value,
    int: lambda value: value + 1,
    str: lambda value: f"{value}x",
    Period: lambda value: attrs.evolve(value, amount=value.amount + 1),
}
"""How a value that has no parts is changed."""


class Invented:
    """Makes nouns in which every key has a value that occurs nowhere else."""

    def __init__(self):
        self.numbers = count(1001)
        self.words = {"zh": [], "en": []}
        self.plain = {str: self.word, int: self.number, Period: self.period, Moment: self.moment}

    def word(self, *languages):
        word = f"w{next(self.numbers)}"
        for language in languages or ("zh", "en"):
            self.words[language].append(word)
        return word

    def number(self):
        number = next(self.numbers)
        for words in self.words.values():
            words.append(str(number))
        return number

    def period(self):
        return Period(self.number(), "days")

    def moment(self):
        return Moment(offset=self.period())

    def of(self, kind):
        """Make every way of having a value of a kind."""
        inner = get_args(kind)
        if isinstance(kind, UnionType):
            return self.of(next(one for one in inner if one is not NoneType))
        if inner:
            return [tuple(self.of(inner[0])) if get_origin(kind) is tuple else self.mapping(inner[1])]
        if kind in self.plain:
            return [self.plain[kind]()]
        return [self.noun(kind, chosen) for chosen in ALTERNATIVES.get(kind, (None,))]

    def mapping(self, kind):
        if isinstance(kind, type) and issubclass(kind, Named):
            return {one.name: one for one in self.of(kind)}
        return {self.word(): self.of(kind)[0]}

    def noun(self, kind, chosen):
        """Make a noun; of keys that stand for each other it has the one that is `chosen`."""
        values = {}
        for attribute in attrs.fields(kind):
            is_other = attribute.name in ALTERNATIVES.get(kind, ()) and attribute.name != chosen
            if not is_other and GOES_WITH.get((kind, attribute.name), chosen) == chosen:
                values[attribute.name] = self.value(kind, attribute)
        return kind(**values)

    def value(self, kind, attribute):
        offered = OFFERED.get(kind, {}).get(attribute.name, ())
        if attribute.name in ("zh", "en"):
            return self.word(attribute.name)
        if attribute.name == "name":
            return f"n{next(self.numbers)}"
        if attribute.type is bool:
            return not attribute.default
        return next(iter(offered)) if len(offered) == 1 else self.of(attribute.type)[0]


INVENTED = Invented()
WHOLE = INVENTED.of(Workflow)[0]


def said(workflow, language):
    return "\n".join(article.text.title(language) for article in articles_of(workflow))


def heard(workflow):
    return said(workflow, "zh"), said(workflow, "en")


def changes(value):
    """Give every value that differs from this one in one place, with the path of that place."""
    if type(value) in CHANGED:
        yield (), CHANGED[type(value)](value)
        return
    for step, part, put in parts(value):
        for path, other in changes(part):
            yield (step, *path), put(other)


def parts(value):
    """Give the parts of a value, each with its name and with what puts another one in its place."""
    if attrs.has(type(value)):
        for name in set(attrs.fields_dict(type(value))) - {"name"}:
            yield name, getattr(value, name), lambda other, name=name: attrs.evolve(value, **{name: other})
    elif isinstance(value, tuple):
        for at, one in enumerate(value):
            yield at, one, lambda other, at=at: (*value[:at], other, *value[at + 1 :])
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield key, one, lambda other, key=key: {**value, key: other}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_whatever_can_be_written_is_read_out(language):
    text = said(WHOLE, language).lower()
    assert [word for word in INVENTED.words[language] if word not in text] == []


def test_whatever_is_changed_is_heard_in_the_language_it_is_written_in():
    before = heard(WHOLE)
    for path, other in changes(WHOLE):
        after = heard(other)
        one_language = {"zh": [True, False], "en": [False, True]}.get(str(path[-1]), [True, True])
        assert [one != two for one, two in zip(before, after, strict=True)] == one_language, path


def test_the_invented_workflow_has_every_key_of_every_noun():
    kinds = {}
    for noun in nouns(WHOLE):
        for attribute in attrs.fields(type(noun)):
            given = getattr(noun, attribute.name) != attribute.default
            kinds[type(noun), attribute.name] = given or kinds.get((type(noun), attribute.name), False)
    assert {Allowance, Figure, Trigger, Tally, Proposal} <= {kind for kind, _ in kinds}
    assert [key for key, given in kinds.items() if not given] == []


def nouns(value):
    """Give every noun within a value."""
    if attrs.has(type(value)) and type(value) not in (Period, Moment):
        yield value
    for _, part, _ in parts(value):
        yield from nouns(part)
