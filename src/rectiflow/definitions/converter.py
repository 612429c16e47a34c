"""The cattrs converter of files: strict, located, and with every short form resolved."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import islice
from operator import eq, is_
from types import UnionType
from typing import get_origin

from attrs import fields_dict, frozen
from cattrs import ClassValidationError, Converter
from cattrs.dispatch import StructureHook
from cattrs.gen import make_dict_structure_fn, override

from rectiflow.definitions.hooks import CONTEXT, Context, Hooks, Kind, Made, strictly
from rectiflow.definitions.mistakes import Mistake, unknown_key
from rectiflow.definitions.shapes import RESERVED, SHAPES, Head, Shape, key_of, keys_of
from rectiflow.errors import Words
from rectiflow.model.action import Action, Tell
from rectiflow.model.openness import Publication
from rectiflow.model.promise import Allowance, Anchor, Deadline, Rung
from rectiflow.model.record import Json
from rectiflow.model.subject import Field
from rectiflow.model.timing import Moment, Period
from rectiflow.model.titles import Titled
from rectiflow.model.voice import Share
from rectiflow.wording import A_MAP, humane

_MOST_UNKNOWN = 20


def structure(value: object, kind: Kind, context: Context) -> Made:
    """Make a `kind` of a value from a file whose names `context` explains.

    A noun with a name is structured from a pair (name, value), everything else from its value.
    Raises Mistake, or BaseValidationError with everything that is wrong.
    """
    token = CONTEXT.set(context)
    try:
        return _shared().structure(value, kind)
    finally:
        CONTEXT.reset(token)


def make_converter() -> Converter:
    """Make a converter that knows all nouns of the language, to which others can be added."""
    converter = Converter(detailed_validation=True)
    hooks = Hooks(converter)
    converter.register_structure_hook_func(partial(_has_form, Mapping), hooks.mapping)
    converter.register_structure_hook_func(partial(_has_form, tuple), hooks.several)
    converter.register_structure_hook_func(lambda kind: isinstance(kind, UnionType), hooks.union)
    for kind, hook in _by_kind(hooks).items():
        converter.register_structure_hook(kind, hook)
    for form, hook in _by_form(hooks).items():
        converter.register_structure_hook_func(partial(eq, form), hook)
    for noun in SHAPES:
        converter.register_structure_hook_factory(partial(is_, noun), partial(_noun, converter=converter, hooks=hooks))
    return converter


@cache
def _shared() -> Converter:
    return make_converter()


def _by_kind(hooks: Hooks) -> Mapping[Kind, StructureHook]:
    return {
        str: hooks.text,
        int: hooks.number,
        bool: hooks.truth,
        Tell: hooks.tell,
        Period: hooks.period,
        Moment: hooks.moment,
        Anchor: hooks.anchor,
        Share: hooks.share,
    }


def _by_form(hooks: Hooks) -> Mapping[Kind, StructureHook]:
    return {
        Sequence[Rung]: hooks.ladder,
        tuple[Rung, ...]: hooks.rungs,
        tuple[Titled, ...]: hooks.choices,
        tuple[Allowance, ...]: hooks.allowances,
    }


def _by_attribute(hooks: Hooks, noun: type) -> Mapping[str, StructureHook]:
    if issubclass(noun, Action):
        return {"sources": hooks.states, "judges": hooks.judges, "judges_nobody": hooks.judges_nobody}
    own: Mapping[type, Mapping[str, StructureHook]] = {
        Head: {"language": hooks.language},
        Field: {"choices": hooks.field_choices, "source": hooks.source},
        Deadline: {"runs_in": hooks.states, "pauses_in": hooks.states},
        Publication: {"in_": hooks.states},
    }
    return own.get(noun, {})


def _has_form(form: Kind, kind: Kind) -> bool:
    return get_origin(kind) is form


def _noun(noun: type, converter: Converter, hooks: Hooks) -> StructureHook:
    own = _by_attribute(hooks, noun)
    overrides = {one: override(rename=key_of(noun, one), struct_hook=own.get(one)) for one in fields_dict(noun)}
    make: Made = make_dict_structure_fn  # its types mistake the attributes' overrides for its own flags
    reader = _NounReader(noun, SHAPES[noun], make(noun, converter, **overrides))
    return reader.from_pair if reader.shape.named else reader.from_map


@frozen
class _NounReader:
    """Structures one noun from a map of its keys, and names every key that is none."""

    noun: type
    shape: Shape
    structure: StructureHook

    def from_map(self, value: Json, _: Kind) -> Made:
        return self._made(value, {})

    def from_pair(self, pair: tuple[str, Json], _: Kind) -> Made:
        name, value = pair
        self._judge(name)
        titles = {"en": humane(name)} if isinstance(value, dict) else {"zh": name, "en": humane(name)}
        had = fields_dict(self.noun)
        given = {key: title for key, title in titles.items() if key in had}
        return self._made(value, {**given, str(self.shape.named): name})

    def _made(self, value: Json, given: Mapping[str, Json]) -> Made:
        written = strictly(self.shape.expand(value), dict, A_MAP)
        mistakes = list(self._unknown_keys(written))
        try:
            made = self.structure({**written, **{key: one for key, one in given.items() if key not in written}}, None)
        except ClassValidationError as error:
            mistakes += error.exceptions
        if mistakes:
            raise ClassValidationError("", mistakes, self.noun)
        return made

    def _unknown_keys(self, written: Mapping[str, Json]) -> Iterator[Exception]:
        known = keys_of(self.noun)
        for key in islice((key for key in written if key not in known), _MOST_UNKNOWN):
            yield unknown_key(key, known)

    def _judge(self, name: str) -> None:
        if not self.shape.pattern.fullmatch(name):
            fix = Words(
                "请以字母开头，后接字母、数字和“_”，最多 60 个字符",
                "begin with a letter and go on with letters, digits and '_', at most 60",
            )
            raise Mistake("RF105", Words(f"“{name:.40}”不能用作名称", f"'{name:.40}' can't be a name"), fix)
        if name in RESERVED.get(self.noun, ()):
            message = Words(f"“{name}”已有别的含义", f"'{name}' means something else already")
            raise Mistake("RF112", message, Words("请换一个名称", "choose another name"))
