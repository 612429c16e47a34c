"""How the parts of nouns are structured: strict about kinds, generous about short forms."""

import re
from collections.abc import Mapping
from contextvars import ContextVar
from types import GenericAlias, NoneType
from typing import Any, get_args, get_origin

from attrs import field, frozen
from cattrs import Converter

from rectiflow.core.periods import read_moment, read_period
from rectiflow.definitions.mistakes import Mistake
from rectiflow.definitions.shapes import LANGUAGE, SHAPES
from rectiflow.errors import CalendarError, Words
from rectiflow.model.action import Tell
from rectiflow.model.promise import Allowance, Anchor, Rung
from rectiflow.model.record import Json
from rectiflow.model.timing import Moment, Period
from rectiflow.model.titles import Titled
from rectiflow.model.voice import Share
from rectiflow.wording import A_MAP, TEXT, choose, continued, misplaced, shown, unknown

MOST_ITEMS = 100
"""How long a list may be."""

_NOBODY = re.compile(r"nobody\b.*", re.DOTALL)
_BECAUSE = re.compile(r"nobody because\s+([\"']?)(.*\S)\1", re.DOTALL)
_BEFORE = re.compile(r"(.*\S) +before +(\S+)")
_LASTS = re.compile(r"([A-Za-z]\w*)\.lasts")
_SHARE = re.compile(r"(more than|at least) +([1-9][0-9]?)/([1-9][0-9]?) +of +([A-Za-z]\w*)")

_LADDER = Words("通用督办梯级", "ladder")
_A_PERIOD = Words("“5 working days”一类的期间", "a period such as '5 working days'")
_GIVE_A_PERIOD = Words(
    "请把该参数的值改为“5 working days”一类的期间", "give the parameter a period such as '5 working days'"
)
_SHARES = Words(
    "请写“more than 1/2 of members”（过半数）或者“at least 2/3 of members”（不少于三分之二）",
    "write 'more than 1/2 of members' or 'at least 2/3 of members'",
)
_MOST_PARAMETERS = 8

NO_LIMIT = "no limit"
"""What stands where a period may, and there is none."""


Kind = Any
"""A type to structure, or a form such as `tuple[str, ...]`, which Python has no one type for."""

Made = Any
"""What was structured: of the kind that was asked for, which only the caller knows."""


@frozen
class Context:
    """What names in a file stand for: parameters → value, ladders → rungs, states → whether final."""

    parameters: Mapping[str, Json] = field(factory=dict)
    ladders: Mapping[str, Json] = field(factory=dict)
    states: Mapping[str, bool] = field(factory=dict)


_NO_NAMES = Context()

CONTEXT: ContextVar[Context] = ContextVar("context", default=_NO_NAMES)
"""The context of the file that is structured just now: the hooks themselves are made once, for all files."""


def like(origin: type, inner: tuple[Kind, ...]) -> Kind:
    """Make the form of a type that is only known now.

    >>> like(list, (str,))
    list[str]
    """
    return GenericAlias(origin, inner)


def strictly(value: Json, kind: type, wanted: Words) -> Made:
    """Give `value` if it is of `kind`; raises Mistake, which names what is `wanted`, otherwise."""
    if type(value) is kind:
        return value
    fix = Words(f"请改为{wanted.zh}", f"write {wanted.en}")
    if kind is str and isinstance(value, int):
        written = shown(value).en
        fix = Words(f"请加引号，写成“'{written}'”", f"put it in quotes: '{written}'")
    raise Mistake("RF103", misplaced(value, wanted), fix)


@frozen
class Hooks:
    """One hook for each kind of value; each takes the value and the type to make of it."""

    converter: Converter

    @property
    def context(self) -> Context:
        """Give what names in the file stand for."""
        return CONTEXT.get()

    def text(self, value: Json, _: Kind) -> str:
        """Take a text that says something."""
        text: str = strictly(value, str, TEXT)
        return text if text.strip() else strictly(None, str, TEXT)

    def number(self, value: Json, _: Kind) -> int:
        """Take a whole number, or a parameter that is one."""
        return int(strictly(self._looked_up(value), int, Words("整数", "a whole number")))

    def language(self, value: Json, kind: Kind) -> int:
        """Take the version of the workflow language that this release reads."""
        version = self.number(value, kind)
        if version == LANGUAGE:
            return version
        message = Words(f"流程语言第{version}版不能读取", f"version {version} of the language can't be read")
        fix = Words(f"本程序读取第{LANGUAGE}版", f"this release reads version {LANGUAGE}")
        raise Mistake("RF108", message, fix)

    def truth(self, value: Json, _: Kind) -> bool:
        """Take true or false."""
        return bool(strictly(value, bool, Words("“true”或者“false”", "true or false")))

    def union(self, value: Json, kind: Kind) -> Made:
        """Take what may be left out, but not be empty; or one of the kinds that are offered."""
        inner = [one for one in get_args(kind) if one is not NoneType]
        if Period in inner and self._looked_up(value) == NO_LIMIT:
            return None
        if len(inner) == 1:
            return self.converter.structure(value, inner[0])
        form = next((one for one in inner if get_origin(one) is Mapping), None)
        if form is not None and isinstance(value, dict):
            return self.mapping(value, form)
        return value if type(value) in inner else self.text(value, str)

    def mapping(self, value: Json, kind: Kind) -> Made:
        """Take a map; of nouns with a name, each learns the key that it stands under."""
        written, (_, inner) = strictly(value, dict, A_MAP), get_args(kind)
        if isinstance(inner, type) and inner in SHAPES and SHAPES[inner].named:
            written = {name: (name, one) for name, one in written.items()}
        return self.converter.structure(written, like(dict, get_args(kind)))

    def several(self, value: Json, kind: Kind) -> Made:
        """Take a list, or one thing that stands for a list of one."""
        items = value if isinstance(value, list) else [value]
        if len(items) > MOST_ITEMS:
            message = Words(f"此处列了 {len(items)} 项", f"{len(items)} things are listed here")
            raise Mistake("RF113", message, Words(f"最多只能列 {MOST_ITEMS} 项", f"list at most {MOST_ITEMS}"))
        return tuple(self.converter.structure(items, like(list, get_args(kind)[:1])))

    def ladder(self, value: Json, kind: Kind) -> Made:
        """Take a ladder: a list of rungs, which can't be another ladder's name."""
        return self.several(strictly(value, list, Words("督办梯级的列表", "a list of rungs")), kind)

    def choices(self, value: Json, _: Kind) -> tuple[Titled, ...]:
        """Take choices: a map from value to title."""
        pairs = strictly(value, dict, Words("“选项: 名称”形式的映射", "a map from each choice to its title"))
        return tuple(self.mapping(pairs, Mapping[str, Titled]).values())

    def field_choices(self, value: Json, kind: Kind) -> tuple[Titled, ...]:
        """Take the choices of a field; a name stands for where they come from."""
        return () if isinstance(value, str) else self.choices(value, kind)

    def source(self, value: Json, _: Kind) -> str | None:
        """Take the name of a register or of parts; None where choices are written out."""
        return self.text(value, str) if isinstance(value, str) else None

    def rungs(self, value: Json, _: Kind) -> tuple[Rung, ...]:
        """Take a list of rungs, or the name of a ladder."""
        if isinstance(value, str):
            if value not in self.context.ladders:
                raise Mistake("RF208", unknown(_LADDER, value), choose(value, self.context.ladders))
            value = self.context.ladders[value]
        return tuple(self.several(value, tuple[Rung, ...]))

    def states(self, value: Json, kind: Kind) -> tuple[str, ...]:
        """Take states, where `open` means all that are not final, and `any` means all."""
        states = self.context.states
        if value == "any":
            return tuple(states)
        if value == "open":
            return tuple(name for name, final in states.items() if not final)
        named: tuple[str, ...] = self.several(value, kind)
        return named or strictly(None, list, Words("至少一个状态", "at least one state"))

    def judges(self, value: Json, kind: Kind) -> tuple[str, ...]:
        """Take the actions that are judged; `nobody because …` means none."""
        nobody = isinstance(value, str) and _NOBODY.fullmatch(value)
        return () if nobody else tuple(self.several(value, kind))

    def judges_nobody(self, value: Json, _: Kind) -> str | None:
        """Take the reason out of `nobody because …`; None where an action is judged."""
        if not isinstance(value, str) or not _NOBODY.fullmatch(value):
            return None
        if found := _BECAUSE.fullmatch(value):
            return found[2]
        message = Words("写明无须评判，却没有说明理由", "it judges nobody, and doesn't say why")
        raise Mistake("RF111", message, Words('请写成“nobody because "…"”，引号内写理由', 'write: nobody because "…"'))

    def tell(self, value: Json, _: Kind) -> Tell:
        """Take who is told, or a map from who to the means."""
        if isinstance(value, str):
            return Tell(whom=value)
        if isinstance(value, dict) and len(value) == 1:
            ((whom, means),) = value.items()
            return Tell(whom=whom, means=self.text(means, str))
        given = shown(value)
        message = Words(f"{given.zh}没有说明告知谁", f"{given.en} doesn't say who is told")
        raise Mistake("RF103", message, Words("请写角色，或者“角色: 告知方式”", "write a role, or 'role: means'"))

    def allowances(self, value: Json, kind: Kind) -> tuple[Allowance, ...]:
        """Take a period, what the measures of a field last, or a list of allowances."""
        if isinstance(value, list):
            return tuple(self.several(value, kind))
        if isinstance(value, str) and (found := _LASTS.fullmatch(value)):
            return (Allowance(lasts=found[1]),)
        return (Allowance(allow=self.period(value, Period)),)

    def anchor(self, value: Json, _: Kind) -> Anchor:
        """Take a field by which something falls due, or a period before it."""
        text = self.text(value, str)
        found = _BEFORE.fullmatch(text)
        return Anchor(found[2], self.period(found[1], Period)) if found else Anchor(text)

    def share(self, value: Json, _: Kind) -> Share:
        """Take a share of a body of people."""
        found = _SHARE.fullmatch(self.text(value, str))
        if found is None or int(found[2]) > int(found[3]):
            raise Mistake("RF116", Words(f"“{value:.40}”不是比例", f"'{value:.40}' is no share"), _SHARES)
        return Share(int(found[2]), int(found[3]), found[4], strict=found[1] == "more than")

    def period(self, value: Json, _: Kind) -> Period:
        """Take a period, or a parameter that is one."""
        try:
            return read_period(strictly(self._looked_up(value), str, _A_PERIOD))
        except CalendarError as error:
            if value in self.context.parameters:
                raise Mistake("RF211", _no_period(str(value)), _GIVE_A_PERIOD) from error
            raise Mistake("RF106", error.what, self._way_out(str(value), error)) from error

    def moment(self, value: Json, _: Kind) -> Moment:
        """Take the moment of a rung."""
        try:
            return read_moment(strictly(value, str, Words("“due”一类的时点", "a moment such as 'due'")))
        except CalendarError as error:
            raise Mistake("RF107", error.what, continued(error.fix)) from error

    def _looked_up(self, value: Json) -> Json:
        return self.context.parameters.get(value, value) if isinstance(value, str) else value

    def _way_out(self, written: str, error: CalendarError) -> Words:
        fix, names = continued(error.fix), self.context.parameters
        if not names:
            return fix
        named = choose(written, names)
        return Words(f"{fix.zh}，或者参数名：{named.zh}", f"{fix.en}, or name a parameter: {named.en}")


def _no_period(name: str) -> Words:
    return Words(f"参数“{name}”不是期间", f"the parameter '{name}' is no period")
