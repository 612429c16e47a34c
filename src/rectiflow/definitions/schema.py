"""The JSON Schema of workflow files, made of the classes and shapes that parsing goes by. 流程文件模式。

Editors complete and explain by it. It knows the shape of a file, not whether its names exist or its
promises hold: that is for `check`. A file that `extends` another says only what is different, so
that there nothing is required, and `~` may stand anywhere.
"""

import inspect
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from types import NoneType, UnionType
from typing import get_args, get_origin

from attrs import NOTHING as NO_DEFAULT
from attrs import field, fields_dict, frozen

from rectiflow.core.clocks import POLICIES
from rectiflow.definitions.accepting import ACCEPTABLE
from rectiflow.definitions.check.names import CALENDARS
from rectiflow.definitions.check.vocabulary import ALTERNATIVES, OFFERED
from rectiflow.definitions.hooks import MOST_ITEMS, NO_LIMIT, Kind
from rectiflow.definitions.labels import label
from rectiflow.definitions.schema_values import BARE, NAME, NOTHING, TEXT, WHOLE, WRITTEN, Schema, any_of
from rectiflow.definitions.shapes import LANGUAGE, RESERVED, SECTIONS, SHAPES, SINGLE, Head, key_of, keys_of
from rectiflow.model.acceptance import Acceptance
from rectiflow.model.action import Action, Reopen, Requirement, Target, Tell
from rectiflow.model.openness import Publication
from rectiflow.model.promise import Allowance, Deadline, Rung
from rectiflow.model.record import Json
from rectiflow.model.subject import Field, Repeated
from rectiflow.model.timing import Period
from rectiflow.model.titles import Title, Titled
from rectiflow.model.voice import Passing, Satisfaction

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> Schema:
    """Give the JSON Schema (draft 2020-12) of workflow files, with descriptions in both languages."""
    whole, change = _Writer(), _Writer(changing=True)
    return {
        "$schema": DIALECT,
        "title": "Rectiflow 流程文件 workflow file",
        "if": {"required": ["extends"]},
        "then": change.kind(Head),
        "else": whole.kind(Head),
        "$defs": {**whole.definitions, **change.definitions},
    }


@frozen
class _Writer:
    """Writes the definition of each noun once; where it is `changing` another file, none is complete."""

    changing: bool = False
    definitions: dict[str, Schema] = field(factory=dict)

    def kind(self, kind: Kind, offered: Collection[str] = ()) -> Schema:
        """Give what may stand for a value of `kind`; for a text only what is `offered`, if anything is."""
        if kind in _FORMS:
            return _FORMS[kind](self)
        if isinstance(kind, UnionType):
            return self._union(get_args(kind), offered)
        form: Kind = get_origin(kind)
        if form is Mapping:
            return self.named(get_args(kind)[1])
        return self.several(get_args(kind)[0], offered) if form is tuple else self._one(kind, offered)

    def several(self, kind: Kind, offered: Collection[str] = (), least: int = 0) -> Schema:
        """Let one value stand for a list of one."""
        return any_of(self.kind(kind, offered), self.listed(kind, offered, least))

    def listed(self, kind: Kind, offered: Collection[str] = (), least: int = 0) -> Schema:
        """Give a list; what it holds is complete, also in a profile, which can only replace it."""
        complete = _Writer(definitions=self.definitions)
        listed: Schema = {"type": "array", "items": complete.kind(kind, offered), "maxItems": MOST_ITEMS}
        return {**listed, "minItems": least} if least else listed

    def named(self, kind: Kind) -> Schema:
        """Give a map from names to values; those of nouns with a name are judged as names."""
        named: Schema = {"type": "object", "additionalProperties": self._or_nothing(self.kind(kind))}
        if kind not in SHAPES or SHAPES[kind].named is None:
            return named
        names: Schema = {"pattern": f"^({SHAPES[kind].pattern.pattern})$"}
        reserved = {"not": {"enum": list(RESERVED[kind])}} if kind in RESERVED else {}
        return {**named, "propertyNames": names | reserved}

    def _one(self, kind: Kind, offered: Collection[str]) -> Schema:
        if kind in SHAPES:
            name = f"{kind.__name__}Change" if self.changing else kind.__name__
            return self._defined(name, partial(self._noun, kind))
        if kind in WRITTEN:
            return self._defined(kind.__name__, WRITTEN[kind].schema)
        return {"enum": list(offered)} if offered else BARE[kind]

    def _union(self, kinds: Iterable[Kind], offered: Collection[str]) -> Schema:
        inner = [kind for kind in kinds if kind is not NoneType]
        if len(inner) > 1:
            return any_of(*(WHOLE if kind is int else self.kind(kind) for kind in inner))
        without = [{"const": NO_LIMIT}] if inner == [Period] else []
        return any_of(*without, self.kind(inner[0], offered))

    def _defined(self, name: str, define: Callable[[], Schema]) -> Schema:
        """Refer to a definition, which is made where there is none yet; it may refer to itself."""
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = define()
        return {"$ref": f"#/$defs/{name}"}

    def _noun(self, noun: type) -> Schema:
        return {"description": _described(noun), **any_of(*_short(noun), self._long(noun))}

    def _long(self, noun: type) -> Schema:
        properties = {key: {"description": _called(noun, key), **self._key(noun, key)} for key in keys_of(noun)}
        long: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        return long if self.changing else {**long, **_completeness(noun)}

    def _key(self, noun: type, key: str) -> Schema:
        own = _KEYS.get((noun, key))
        return self._or_nothing(own(self) if own is not None else self._attribute(noun, key))

    def _attribute(self, noun: type, key: str) -> Schema:
        """Give what may stand for the attribute behind a key; a key for all targets is one of theirs."""
        owner = next(owner for owner in (noun, Target) if key in _attributes(owner))
        attribute = _attributes(owner)[key]
        return self.kind(fields_dict(owner)[attribute].type, OFFERED.get(owner, {}).get(attribute, ()))

    def _or_nothing(self, one: Schema) -> Schema:
        return any_of(NOTHING, one) if self.changing else one


def _attributes(noun: type) -> Mapping[str, str]:
    return {key_of(noun, attribute): attribute for attribute in fields_dict(noun)}


def _called(noun: type, key: str) -> str:
    return " · ".join(label(noun, key))


def _described(noun: type) -> str:
    return _NOUNS.get(noun) or (inspect.getdoc(noun) or "").splitlines()[0]


def _short(noun: type) -> list[Schema]:
    """Tell which bare values stand for a noun, by trying."""
    probes: Mapping[str, Json] = {"string": "text", "integer": 1, "boolean": True}
    return [{"type": kind} for kind, probe in probes.items() if isinstance(SHAPES[noun].expand(probe), dict)]


def _completeness(noun: type) -> Schema:
    """Say which keys a noun must have: all without a default, save those that are made where they are left out."""
    made = {SHAPES[noun].named, *({"en"} if SHAPES[noun].named else ()), *_made_of_nothing(noun)}
    needed = (key_of(noun, one.name) for one in fields_dict(noun).values() if one.default is NO_DEFAULT)
    required = [key for key in needed if key not in made]
    either = [{"required": [key_of(noun, one)]} for one in ALTERNATIVES.get(noun, ())]
    rules: Schema = {"required": required, "oneOf": either, "anyOf": _TOGETHER.get(noun)}
    return {key: rule for key, rule in rules.items() if rule}


def _made_of_nothing(noun: type) -> Collection[str]:
    made = SHAPES[noun].expand({})
    return made if isinstance(made, dict) else ()


def _section(writer: _Writer, kind: Kind) -> Schema:
    return writer.named(kind)


def _title(writer: _Writer) -> Schema:
    texts = {key: {"description": _called(Title, key), **TEXT} for key in ("zh", "en")}
    title: Schema = {"type": "object", "properties": texts, "additionalProperties": False}
    return title if writer.changing else {**title, "required": ["zh"]}


def _language(_: _Writer) -> Schema:
    return {"const": LANGUAGE}


def _version(_: _Writer) -> Schema:
    return any_of({**WHOLE, "minimum": 1}, NAME)


def _calendar(_: _Writer) -> Schema:
    return {"enum": list(CALENDARS)}


def _accepts(writer: _Writer) -> Schema:
    properties = {code: writer.several(Acceptance) for code in ACCEPTABLE}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _source(writer: _Writer) -> Schema:
    return any_of(TEXT, writer.named(Titled))


def _states(writer: _Writer) -> Schema:
    return writer.several(str, least=1)


def _targets(writer: _Writer) -> Schema:
    return writer.several(Target, least=1)


def _judged(writer: _Writer) -> Schema:
    return writer.several(str)


def _clocks(_: _Writer) -> Schema:
    return {"type": "object", "additionalProperties": {"enum": list(POLICIES)}}


def _quorum(_: _Writer) -> Schema:
    count = any_of({"type": "integer", "minimum": 1}, {"const": "all"})
    return any_of(count, {"type": "object", "additionalProperties": count})


def _policy(_: _Writer) -> Schema:
    offered = OFFERED[Satisfaction]["policy"]
    return any_of({"enum": list(offered)}, {"type": "string", "pattern": r"^rework_at_most +\S+$"})


def _tell(_: _Writer) -> Schema:
    return any_of(TEXT, {"type": "object", "additionalProperties": TEXT, "minProperties": 1, "maxProperties": 1})


def _rungs(writer: _Writer) -> Schema:
    return any_of(TEXT, writer.several(Rung))


def _ladder(writer: _Writer) -> Schema:
    return writer.listed(Rung)


def _choices(writer: _Writer) -> Schema:
    return writer.named(Titled)


def _allowances(writer: _Writer) -> Schema:
    return any_of(writer.kind(Period), {"type": "string", "pattern": r"^[A-Za-z]\w*\.lasts$"}, writer.listed(Allowance))


Form = Callable[[_Writer], Schema]

_FORMS: Mapping[Kind, Form] = {
    Tell: _tell,
    Sequence[Rung]: _ladder,
    tuple[Rung, ...]: _rungs,
    tuple[Titled, ...]: _choices,
    tuple[Allowance, ...]: _allowances,
}
"""The kinds of value that are written in a way of their own."""

_ACTION: Mapping[str, Form] = {
    "from": _states,
    "to": _targets,
    "judges": _judged,
    "quorum": _quorum,
    "clocks": _clocks,
}

_KEYS: Mapping[tuple[type, str], Form] = {
    **{(Head, name): partial(_section, kind=kind) for name, kind in SECTIONS.items()},
    **{(Head, name): partial(_Writer.kind, kind=kind) for name, kind in SINGLE.items()},
    **{(noun, key): form for noun in (Action, Reopen) for key, form in _ACTION.items()},
    (Head, "title"): _title,
    (Head, "version"): _version,
    (Head, "language"): _language,
    (Head, "calendar"): _calendar,
    (Head, "accepts"): _accepts,
    (Field, "of"): _source,
    (Target, "clocks"): _clocks,
    (Deadline, "runs_in"): _states,
    (Deadline, "pauses_in"): _states,
    (Publication, "in"): _states,
    (Satisfaction, "policy"): _policy,
}
"""The keys of a noun that are written in a way of their own."""

_TOGETHER: Mapping[type, list[Schema]] = {Requirement: [{"required": ["else"]}, {"required": ["complete"]}]}
"""Keys of a noun of which there must be one at least."""

_NOUNS: Mapping[type, str] = {
    Head: "流程文件：一个机关所作的承诺 · A workflow file: what an office promised",
    Title: "中英文各一句 · A sentence or title in both languages",
    Titled: "选项的名称 · The title of a choice",
    Repeated: "在先的同一事项何时排除后来者 · When an earlier issue on the same matter stands in the way",
    Passing: "通过条件 · Which choices count for passing, and how large their share must be",
}
"""What nouns are whose docstring has no Chinese."""
