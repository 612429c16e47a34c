"""Values: what a key may hold, and which keys go together. 取值。"""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from attrs import NOTHING, fields, has

from rectiflow.core.clocks import POLICIES
from rectiflow.core.conditions import GIVEN
from rectiflow.core.inputs import TYPES
from rectiflow.definitions.check.references import CONDITIONS, REFERENCES
from rectiflow.definitions.check.vocabulary import ALTERNATIVES, OFFERED
from rectiflow.definitions.check.walk import actions_of, nouns
from rectiflow.definitions.document import Path, Remark
from rectiflow.definitions.labels import gloss
from rectiflow.definitions.shapes import IDENTIFIER, key_of
from rectiflow.errors import Words, quoted
from rectiflow.model.action import Requirement
from rectiflow.model.condition import Conditions, Wanted
from rectiflow.model.subject import Column, Field
from rectiflow.model.voice import VERDICTS
from rectiflow.model.workflow import Workflow
from rectiflow.wording import TEXT, called, choose, shown

_RECURRING = re.compile(
    r"(first|last|[1-9][0-9]?(st|nd|rd|th)) (working )?day of each (week|month|quarter|year)"
    r"|every ([1-9][0-9]? )?(day|week|month|quarter|year)s?"
)

CHOSEN = ("choice", "parts")
"""The types whose values are chosen from something."""


def possible_values(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a key that offers a choice holds one of what it offers."""
    for path, noun in nouns(workflow):
        for attribute, offered in OFFERED.get(type(noun), {}).items():
            value = getattr(noun, attribute)
            for one in value if isinstance(value, tuple) else (value,):
                yield from _one_of((*path, key_of(type(noun), attribute)), one, offered)
    for path, action in actions_of(workflow):
        for at, target in enumerate(action.targets):
            for clock, policy in target.clocks.items():
                yield from _one_of((*path, "to", at, "clocks", clock), policy, POLICIES)


def named(workflow: Workflow) -> Iterator[Remark]:
    """Demand that the workflow has a name and that its versions count from 1."""
    if not IDENTIFIER.fullmatch(workflow.name):
        message = Words(f"“{workflow.name:.40}”不能用作名称", f"'{workflow.name:.40}' can't be a name")
        fix = Words("请只用字母、数字和“_”，以字母开头", "use letters, digits and '_', a letter first")
        yield Remark(path=("workflow",), code="RF105", message=message, fix=fix)
    if workflow.version < 1:
        message = Words(f"“{workflow.version}”不能作为版本号", f"version {workflow.version} is no version")
        yield Remark(path=("version",), code="RF103", message=message, fix=Words("请从 1 起编号", "count from 1"))


def lists_filled(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a list that must be given holds something: a fault that is charged to nobody is none."""
    for path, noun in nouns(workflow):
        kind: Any = type(noun)
        for attribute in _must_be_given(kind):
            if getattr(noun, attribute) == ():
                key = key_of(kind, attribute)
                message = Words(f"“{key}”{gloss(key)}是空的", f"'{key}' is empty")
                fix = Words("请至少写一项", "name at least one")
                yield Remark(path=(*path, key), code="RF103", message=message, fix=fix)


def choices_fit(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a choice says what there is to choose from, and that nothing else does."""
    for path, noun in nouns(workflow):
        if not isinstance(noun, Field | Column) or noun.type not in TYPES:
            continue
        source = noun.source if isinstance(noun, Field) else None
        if (noun.type in CHOSEN) != bool(noun.choices or source):
            has = bool(noun.choices or source)
            message = Words(
                f"{called(noun)}的类型是“{noun.type}”，却{'写' if has else '没'}有选项",
                f"the field is of type {noun.type} and {'has' if has else 'has no'} choices",
            )
            fix = Words(
                "单选（“choice”）和分项（“parts”）须用“of: {值: 名称}”写明选项，其他类型不写",
                "give a choice its 'of: {value: title}', parts theirs, and other types none",
            )
            yield Remark(path=path, code="RF109", message=message, fix=fix)


def items_fit(workflow: Workflow) -> Iterator[Remark]:
    """Demand that lists and checklists say what they hold, and that nothing else does."""
    for name, field in workflow.fields.items():
        for key, types in {"each": ("list", "checklist"), "elements": ("checklist",)}.items():
            given = bool(getattr(field, key))
            if field.type in TYPES and given != (field.type in types):
                message = Words(
                    f"字段{called(field)}的类型是“{field.type}”，却{'写' if given else '没'}有“{key}”",
                    f"the field is of type {field.type} and has {'' if given else 'no '}'{key}'",
                )
                fix = Words(
                    "清单（“list”）须写“each”，要素清单（“checklist”）须写“each”和“elements”，其他类型都不写",
                    "give a list its 'each', a checklist 'each' and 'elements', and other types neither",
                )
                yield Remark(path=("fields", name), code="RF117", message=message, fix=fix)


def one_of_several(workflow: Workflow) -> Iterator[Remark]:
    """Demand one of the keys that stand for each other, not more."""
    for path, noun in nouns(workflow):
        if attributes := ALTERNATIVES.get(type(noun)):
            yield from _either(path, {key_of(type(noun), one): getattr(noun, one) for one in attributes})
    for name, role in workflow.roles.items():
        if role.of is not None and role.is_ is not None:
            yield from _either(("roles", name), {"of": role.of, "is": role.is_})


def sentences(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a rule says in both languages what is missing; the elements of a checklist do it themselves."""
    for path, noun in nouns(workflow):
        if isinstance(noun, Requirement) and noun.otherwise is None and noun.complete is None:
            message = Words("缺少“else”（不满足时的说明）", "'else' is missing")
            fix = Words(
                "请补写“else: {zh: …, en: …}”，即不予办理时告知的话",
                "add 'else: {zh: …, en: …}', the sentence that a refusal says",
            )
            yield Remark(path=(*path, "else"), code="RF102", message=message, fix=fix)


def recurrences(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a recurring duty says when it recurs."""
    for name, duty in workflow.every.items():
        if not _RECURRING.fullmatch(duty.when):
            message = Words(f"“{duty.when:.40}”不是周期", f"'{duty.when:.40}' doesn't recur")
            fix = Words(
                "请写“first working day of each month”（每月第一个工作日）或者“every 2 weeks”（每两周）",
                "write 'first working day of each month', or 'every 2 weeks'",
            )
            yield Remark(path=("every", name, "when"), code="RF118", message=message, fix=fix)


def passing_choices(workflow: Workflow) -> Iterator[Remark]:
    """Demand that what counts for passing is something that can be voted for."""
    for name, vote in workflow.votes.items():
        offered = [choice.name for choice in vote.choices]
        for at, choice in enumerate(vote.passes.choices):
            yield from _one_of(("votes", name, "passes", "choices", at), choice, offered)


def quorums(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a quorum is a number of people who may act, or all of them."""
    for path, action in actions_of(workflow):
        for role, count in action.quorum.items():
            here = (*path, "quorum", role)
            if count != "all" and (isinstance(count, str) or count < 1):
                given = shown(count)
                message = Words(f"{given.zh}不是人数要求", f"{given.en} is no quorum")
                fix = Words("请写人数，或者“all”（全体）", "write a number or all")
                yield Remark(path=here, code="RF108", message=message, fix=fix)
            if role in workflow.roles and role not in action.by:
                message = Words(
                    f"角色{called(workflow.roles[role])}不能办理{called(action)}，无从计算人数",
                    f"'{role}' may not do '{action.name}', so nobody of them can be counted",
                )
                yield Remark(path=here, code="RF108", message=message, fix=choose(role, action.by))


def fitting_values(workflow: Workflow) -> Iterator[Remark]:
    """Demand that a value that a field is compared with or set to is one that it can have."""
    for path, conditions in conditions_of(workflow):
        yield from _fitting(workflow, path, conditions, _GIVEN)
    for path, action in actions_of(workflow):
        yield from _fitting(workflow, (*path, "sets"), action.sets, {})


def conditions_of(workflow: Workflow) -> Iterator[tuple[Path, Conditions]]:
    """Give every condition that is a map, with its path."""
    for path, noun in nouns(workflow):
        for attribute, kind in REFERENCES.get(type(noun), {}).items():
            conditions = getattr(noun, attribute) if kind in CONDITIONS else None
            if isinstance(conditions, Mapping):
                yield (*path, key_of(type(noun), attribute)), conditions


def possible(workflow: Workflow, name: str) -> tuple[Wanted, ...] | None:
    """Give all values that a field can have, or a vote; None when they can't be listed."""
    if name in workflow.votes:
        return VERDICTS
    field = workflow.fields.get(name)
    if field is None:
        return None
    return (True, False) if field.type == "yes_no" else tuple(one.name for one in field.choices) or None


@cache
def _must_be_given(kind: Any) -> tuple[str, ...]:  # noqa: ANN401  (some class that attrs made)
    return tuple(one.name for one in fields(kind) if one.default is NOTHING) if has(kind) else ()


def _one_of(path: Path, value: str | None, offered: Collection[str]) -> Iterator[Remark]:
    if value is not None and value not in offered:
        message = Words(f"此处不能写“{value:.40}”", f"'{value:.40}' is not possible here")
        yield Remark(path=path, code="RF108", message=message, fix=choose(value, offered))


def _either(path: Path, offered: Mapping[str, object]) -> Iterator[Remark]:
    given = [key for key, value in offered.items() if value]
    if len(given) != 1:
        named = Words(quoted(offered), " or ".join(f"'{key}'" for key in offered))
        message = Words(f"{named.zh}一个也没有写", f"none of {named.en} is given")
        if given:
            said = " and ".join(f"'{key}'" for key in given)
            message = Words(f"{quoted(given)}不能同时写", f"{said} are given together")
        fix = Words(f"请从{named.zh}中选写一个", f"give one of {named.en}")
        yield Remark(path=path, code="RF110", message=message, fix=fix)


def _fitting(workflow: Workflow, path: Path, values: Conditions, always: Mapping[str, Words]) -> Iterator[Remark]:
    for name, value in values.items():
        field = workflow.fields.get(name)
        listed = _listed(workflow, name)
        if (field is None and listed is None) or value in always or _fits(field, listed, value):
            continue
        kind, given = field.type if field is not None else "vote", shown(value)
        message = Words(f"{given.zh}不是“{name}”可取的值", f"{given.en} is no value that '{name}' ({kind}) can have")
        wanted = map(shown, listed) if listed is not None else _WANTED.get(kind, ())
        yield Remark(path=(*path, name), code="RF209", message=message, fix=_write([*wanted, *always.values()]))


def _write(offered: list[Words]) -> Words:
    if not offered:
        return Words("请删去", "leave it out")
    zh, en = "或者".join(one.zh for one in offered), " or ".join(one.en for one in offered)
    return Words(f"请写{zh}", f"write {en}")


def _listed(workflow: Workflow, name: str) -> tuple[Wanted, ...] | None:
    """Give what a field or vote can be compared with, where that can be listed."""
    field = workflow.fields.get(name)
    if field is None or field.type != "measures":
        return possible(workflow, name)
    asked = dict.fromkeys(f"asks_{one.asks}" for one in workflow.measures.values() if one.asks)
    return ("none", *workflow.measures, *asked)


def _fits(field: Field | None, listed: Collection[Wanted] | None, value: Wanted) -> bool:
    if listed is not None:
        return any(type(one) is type(value) and one == value for one in listed)
    match field.type if field is not None else "text":
        case "number":
            return type(value) is int
        case "persons" | "files" | "list" | "checklist" | "finding" | "parts":
            return False
    return isinstance(value, str)


_GIVEN = {GIVEN: Words(f"“{GIVEN}”（已填写）", GIVEN)}
_WANTED = {
    "number": (Words("整数", "a whole number"),),
    **dict.fromkeys(("text", "date", "instant", "person", "unit"), (TEXT,)),
}

RULES = (
    possible_values,
    named,
    lists_filled,
    choices_fit,
    items_fit,
    one_of_several,
    sentences,
    recurrences,
    passing_choices,
    quorums,
    fitting_values,
)
