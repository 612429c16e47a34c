"""Records as the tables of a scenario write them. 记录表。"""

from collections.abc import Iterable, Mapping
from typing import Any

from rectiflow.core.terms import RUNGS
from rectiflow.model.record import Record
from rectiflow.testing.people import Table
from rectiflow.testing.scene import ZONE, Scene
from rectiflow.testing.words import RECORDS, Titles, Unmet, Word, instant_of, key_of, local_text, rows, several

COLUMNS: Mapping[str, Word] = {
    "type": Word("记录", "record"),
    "time": Word("时间", "time"),
    "entered": Word("录入时间", "entered"),
    "who": Word("办理人", "who"),
    "action": Word("动作", "action"),
    "state": Word("状态", "state"),
    "deadline": Word("时限", "deadline"),
    "rung": Word("梯级", "rung"),
    "fault": Word("情形", "fault"),
    "whom": Word("对象", "whom"),
}
"""What a table of records may say of each; an empty cell says nothing."""

_TIMES = ("time", "entered")
_DAY = len("2026-03-02")

Row = dict[str, Any]
"""What is said of a record, by column: keys and ids, not titles."""


def expected_rows(scene: Scene, table: Table) -> list[Row]:
    """Read a table of records; raises Unmet when it has no rows, or names what doesn't exist."""
    said = [{column: _key(scene, column, cell) for column, cell in row.items()} for row in rows(table, COLUMNS)]
    if not said:
        raise Unmet("步骤之下应有表格，写明记录", "the step needs a table that says which records")
    return said


def matches(row: Row, record: Record) -> bool:
    """Tell whether a record is as `row` says; a day stands for every time of that day."""
    actual = _row(record)
    days = all(str(actual.get(column, "")).startswith(row[column]) for column in _TIMES if column in row)
    return days and all(actual.get(column) == said for column, said in row.items() if column not in _TIMES)


def whom(record: Record) -> list[str]:
    """Give the ids of whom a record concerns: told by a rung, holding what was missed, or charged."""
    data: Mapping[str, Any] = record.data
    return sorted(data.get("to", []) if "fault" in data else data.get("tell", data.get("holder", [])))


def lines(scene: Scene, records: Iterable[Record]) -> list[str]:
    """Write records for people, one a line, in the language of the scene."""
    return [line(scene, _row(record)) for record in records]


def line(scene: Scene, row: Row) -> str:
    """Write what a row says of a record, the time of entry only where it is another time."""
    titles = _titles(scene)
    told = [column for column in row if column != "entered" or row["entered"] != row.get("time")]
    return "  ".join(_shown(scene, titles.get(column, {}), row[column]) for column in told)


def _row(record: Record) -> Row:
    data: Mapping[str, Any] = record.data
    said = {
        "type": str(record.type),
        "time": local_text(record.effective_at, ZONE),
        "entered": local_text(record.recorded_at, ZONE),
        "who": data.get("actor"),
        "action": data.get("action"),
        "state": None if "fault" in data else data.get("to", data.get("state")),
        "deadline": data.get("deadline"),
        "rung": data.get("rung"),
        "fault": data.get("fault"),
        "whom": whom(record),
    }
    return {column: value for column, value in said.items() if value}


def _key(scene: Scene, column: str, cell: str) -> str | list[str]:
    if column in _TIMES:
        time = local_text(instant_of(cell, ZONE), ZONE)
        return time if ":" in cell else time[:_DAY]
    if column == "whom":
        return sorted(scene.party(one) for one in several(cell))
    return scene.id_of(cell) if column == "who" else key_of(cell, _titles(scene)[column], column)


def _titles(scene: Scene) -> dict[str, Mapping[str, Titles]]:
    workflow = scene.workflow
    return {
        "type": RECORDS,
        "action": scene.actions,
        "state": workflow.states,
        "deadline": workflow.deadlines,
        "rung": RUNGS,
        "fault": workflow.accountability,
    }


def _shown(scene: Scene, titles: Mapping[str, Titles], value: str | list[str]) -> str:
    if isinstance(value, list):
        return "、".join(scene.directory.title(one, scene.language) for one in value)
    if value in titles:
        return scene.say(titles[value].zh, titles[value].en)
    return scene.directory.title(value, scene.language)
