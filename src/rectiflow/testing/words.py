"""What the words of a scenario stand for: titles, names, times and values. 用语。"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from attrs import frozen

from rectiflow.model.record import Json, RecordType
from rectiflow.model.subject import Field
from rectiflow.model.timing import write_instant


class Unmet(AssertionError):
    """What a scenario says and the workflow doesn't bear out, in a sentence for whoever wrote it."""

    def __init__(self, zh: str, en: str) -> None:
        """Say it in Chinese and in English."""
        super().__init__(f"{en} / {zh}")
        self.zh = zh
        self.en = en


class Titles(Protocol):
    """Anything with a title in both languages."""

    @property
    def zh(self) -> str:
        """Give the Chinese title."""

    @property
    def en(self) -> str:
        """Give the English title."""


@frozen
class Word:
    """A word of the kit itself, in both languages."""

    zh: str
    en: str


RECORDS: Mapping[str, Word] = {
    RecordType.REGISTERED: Word("登记", "registered"),
    RecordType.ACTED: Word("办理", "acted"),
    RecordType.MISSED: Word("逾期", "missed"),
    RecordType.ESCALATED: Word("督办", "escalated"),
    RecordType.CHARGED: Word("问责线索", "charged"),
    RecordType.MIGRATED: Word("换版", "migrated"),
    RecordType.REFUSED: Word("拒绝", "refused"),
}
"""What a record says happened."""

AUDITOR: Mapping[str, Word] = {"auditor": Word("审计人", "Auditor")}
"""The one role that every directory may give, whatever the workflows say."""

_YES_NO: Mapping[str, bool] = {"是": True, "yes": True, "true": True, "否": False, "no": False, "false": False}
_SEPARATOR = re.compile(r"\s*[、,\uff0c]\s*")


def key_of(word: str, known: Mapping[str, Titles], kind: str) -> str:
    """Give the key that `word` stands for: itself, or the title of one of `known`, in English in any case.

    Raises Unmet when there is none, or more than one, and names what there is.

    >>> columns = {"unit": Word("单位", "Unit")}
    >>> key_of("单位", columns, "column"), key_of("unit", columns, "column")
    ('unit', 'unit')
    """
    if word in known:
        return word
    found = [key for key, titles in known.items() if word == titles.zh or word.casefold() == titles.en.casefold()]
    if len(found) == 1:
        return found[0]
    meant = [(key, known[key]) for key in (found or known)]
    there_are_zh = "、".join(f"{titles.zh}（{key}）" for key, titles in meant) or "无"
    there_are = ", ".join(f"{key} ({titles.en})" for key, titles in meant) or "none"
    raise Unmet(
        f"“{word}”{'不止一个，请写键名' if found else '不存在'}；现有：{there_are_zh}",
        f"there is {'more than one' if found else 'no'} {kind} '{word}'; there are: {there_are}",
    )


def several(text: str) -> list[str]:
    """Split a list as people write it: 、 or a comma between, nothing for an empty one.

    >>> several("照片一、照片二"), several("")
    (['照片一', '照片二'], [])
    """
    return [one for one in _SEPARATOR.split(text.strip()) if one]


def instant_of(text: str, zone: ZoneInfo) -> datetime:
    """Read an instant such as `2026-03-02 09:00` as the people of `zone` write it, or with its offset.

    Raises Unmet when it is none.
    """
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        zh, en = f"“{text}”不是时间，请写作“2026-03-02 09:00”", f"'{text}' is no time; write it like 2026-03-02 09:00"
        raise Unmet(zh, en) from None
    return instant if instant.tzinfo is not None else instant.replace(tzinfo=zone)


def local_text(instant: datetime, zone: ZoneInfo) -> str:
    """Write an instant as the people of `zone` do, to the minute.

    >>> local_text(datetime.fromisoformat("2026-03-02T01:00:00+00:00"), ZoneInfo("Asia/Shanghai"))
    '2026-03-02 09:00'
    """
    return instant.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def value_of(field: Field, text: str, zone: ZoneInfo) -> Json:
    """Read the value of a field from the cell of a table; the engine judges whether it may stand."""
    match field.type:
        case "choice":
            return key_of(text, {choice.name: choice for choice in field.choices}, "choice") if text else None
        case "files" | "persons":
            return several(text)
        case "yes_no":
            return _YES_NO.get(text.lower(), text)
        case "number":
            return int(text) if re.fullmatch("-?[0-9]+", text) else text
        case "instant":
            return write_instant(instant_of(text, zone)) if text else None
    return text


def pairs(table: Iterable[Sequence[str]]) -> list[tuple[str, str]]:
    """Give the rows of a table of two columns below its heading; raises Unmet when a row is no pair."""
    body = list(table)[1:]
    if any(len(row) != 2 for row in body):  # noqa: PLR2004  (a name and a value)
        raise Unmet("表格应有两栏：名称、内容", "the table needs two columns: a name and a value")
    return [(name, value) for name, value in body]


def rows(table: Sequence[Sequence[str]], columns: Mapping[str, Titles]) -> list[dict[str, str]]:
    """Give each row of a table by the key of its column, empty cells left out; raises Unmet on an unknown column."""
    heading, *body = table or [()]
    keys = [key_of(title, columns, "column") for title in heading]
    return [{key: cell for key, cell in zip(keys, row, strict=True) if cell} for row in body]
