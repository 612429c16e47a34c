"""What may be handed in with an action, and whether it is of its type. 输入。"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from rectiflow.core.conditions import given, hold, masked, values_of
from rectiflow.errors import quoted
from rectiflow.model.action import Action
from rectiflow.model.condition import Judge, undecided
from rectiflow.model.issue import Issue
from rectiflow.model.record import Json
from rectiflow.model.subject import Column, Field
from rectiflow.model.timing import read_instant, write_instant
from rectiflow.model.titles import Title
from rectiflow.model.workflow import Workflow

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class BadInput(Exception):
    """Something handed in is missing, unknown or not of its type; carries the sentence."""

    def __init__(self, zh: str, en: str) -> None:
        """Keep the sentence in both languages."""
        super().__init__(en)
        self.title = Title(zh=zh, en=en)


def read_fields(
    workflow: Workflow,
    action: Action,
    handed: Mapping[str, Json],
    issue: Issue | None,
    judge: Judge = undecided,
) -> dict[str, Json]:
    """Check the values handed in with `action` and bring them to their stored form.

    Gives field name → value. Raises BadInput, naming all that is missing at once; what is needed
    only at times is needed where that can't be told.
    """
    unknown = [name for name in handed if name not in action.inputs]
    if unknown:
        known = ", ".join(action.inputs) or "no fields"
        raise BadInput(f"不接受字段{quoted(unknown)}", f"it doesn't take {', '.join(unknown)}; it takes {known}")
    values = {name: read_value(workflow.fields[name], value) for name, value in handed.items() if given(value)}
    after = {**values_of(issue), **masked(workflow, values)}
    needed = [need.field for need in action.needs if hold(need.when, after, judge) is not False]
    missing = [workflow.fields[name] for name in needed if name not in values]
    if missing:
        raise BadInput(
            f"缺少{'、'.join(one.zh for one in missing)}",
            f"it needs {', '.join(f'{one.name} ({one.en})' for one in missing)}",
        )
    _keep_verbatim(workflow, values, issue)
    return values


def read_value(field: Field | Column, value: Json) -> Json:
    """Bring one value to its stored form, by the type of its field; raises BadInput."""
    try:
        return _READERS[field.type](field, value)
    except (ValueError, TypeError, OverflowError) as error:
        wanted = _WANTED[field.type]
        raise BadInput(f"“{field.zh}”应为{wanted[0]}", f"{field.name} must be {wanted[1]}") from error


def fits(field: Field, value: Json) -> bool:
    """Tell whether a stored value is one that its field may have.

    >>> fits(Field(name="day", zh="日期", en="Day", type="date"), "soon")
    False
    """
    try:
        return field.type in _READERS and read_value(field, value) == value
    except BadInput:
        return False


def _keep_verbatim(workflow: Workflow, values: Mapping[str, Json], issue: Issue | None) -> None:
    """Refuse to rewrite what is kept verbatim; a personal value can't be compared, so it can't be given twice."""
    kept = {**issue.fields, **dict.fromkeys(issue.personal)} if issue is not None else {}
    for name, value in values.items():
        if workflow.fields[name].verbatim and name in kept and kept[name] != value:
            title = workflow.fields[name]
            raise BadInput(
                f"“{title.zh}”须保持原文，不可改写，只能附注", f"{name} is kept verbatim and can't be rewritten"
            )


def _text(_: Field, value: Json) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()  # half a character can't be stored
    return value


def _number(_: Field, value: Json) -> Json:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and NUMBER.fullmatch(value):
        return value
    raise ValueError


def _date(field: Field, value: Json) -> Json:
    return date.fromisoformat(_text(field, value)).isoformat()


def _instant(field: Field, value: Json) -> Json:
    return write_instant(read_instant(_text(field, value)))


def _yes_no(_: Field, value: Json) -> Json:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _choice(field: Field, value: Json) -> Json:
    if value not in {choice.name for choice in field.choices}:
        offered_zh = "、".join(choice.zh for choice in field.choices)
        offered = ", ".join(choice.name for choice in field.choices)
        raise BadInput(f"“{field.zh}”应为{offered_zh}之一", f"{field.name} must be one of {offered}")
    return value


def _texts(field: Field, value: Json) -> Json:
    if not isinstance(value, list) or not all(value):
        raise TypeError
    return [_text(field, item) for item in value]


def _list(field: Field, value: Json) -> Json:
    if not isinstance(value, list):
        raise TypeError
    items = [_item(field, one) for one in value]
    for column in field.each.values():
        if column.required and not all(given(one.get(column.name)) for one in items):
            raise BadInput(f"“{field.zh}”每项都应有{column.zh}", f"every item of {field.name} needs {column.name}")
    return items


def _checklist(field: Field, value: Json) -> Json:
    """Read what there is of a checklist so far; whether it is complete, an action may require."""
    if not isinstance(value, Mapping):
        raise TypeError
    if strange := [name for name in value if name not in field.elements]:
        known = ", ".join(field.elements)
        raise BadInput(f"“{field.zh}”没有{quoted(strange)}这一项", f"{field.name} has no {strange[0]}; it has {known}")
    return {name: _item(field, one) for name, one in value.items()}


def _item(field: Field, value: Json) -> dict[str, Json]:
    if not isinstance(value, Mapping):
        raise TypeError
    if strange := [name for name in value if name not in field.each]:
        known = ", ".join(field.each)
        raise BadInput(f"“{field.zh}”没有{quoted(strange)}这一列", f"{field.name} has no {strange[0]}; it has {known}")
    return {name: read_value(field.each[name], one) for name, one in value.items() if given(one)}


_READERS: dict[str, Callable[[Any, Json], Json]] = {
    "text": _text,
    "number": _number,
    "date": _date,
    "instant": _instant,
    "yes_no": _yes_no,
    "choice": _choice,
    "person": _text,
    "persons": _texts,
    "unit": _text,
    "files": _texts,
    "list": _list,
    "checklist": _checklist,
}
"""How each type of field is read."""

_WANTED = {
    "text": ("文字", "text"),
    "number": ("数字", 'a whole number, or a decimal as text such as "3.5"'),
    "date": ("日期（如 2026-03-02）", "a date such as 2026-03-02"),
    "instant": ("带时区的时刻", "an instant with its offset, such as 2026-03-02T09:00:00+08:00"),
    "yes_no": ("是或否", "true or false"),
    "choice": ("选项之一", "one of its choices"),
    "person": ("人员标识", "a person's id"),
    "persons": ("人员标识列表", "a list of persons' ids"),
    "unit": ("单位标识", "a unit's id"),
    "files": ("文件列表", "a list of files"),
    "list": ("逐项列出的清单", "a list of maps"),
    "checklist": ("逐要素填写的清单", "a map from each element to what it holds"),
}

TYPES = (*_READERS, "finding", "measures", "parts")
"""The types a field may have; no value of the last three can be handed in yet."""
