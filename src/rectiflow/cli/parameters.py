"""The types of options and arguments, each read once, at the edge. 参数类型。"""

import json
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import click
from attrs import fields_dict

from rectiflow.core.periods import read_period
from rectiflow.errors import CalendarError
from rectiflow.model.migration import Renaming
from rectiflow.model.record import Json
from rectiflow.model.timing import Period, read_instant


class InstantType(click.ParamType[datetime]):
    """An instant with its offset from UTC."""

    name = "instant"

    def convert(self, value: str, param: click.Parameter | None, context: click.Context | None) -> datetime:
        """Read ISO 8601 text."""
        try:
            return read_instant(value)
        except (ValueError, OverflowError):
            self.fail(f"'{value}' is no instant. Write it with its offset: 2026-03-02T09:00:00+08:00", param, context)


class StartType(click.ParamType[date]):
    """A local date, or an instant with its offset."""

    name = "date|instant"

    def convert(self, value: str, param: click.Parameter | None, context: click.Context | None) -> date:
        """Read ISO 8601 text."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            return InstantType().convert(value, param, context)


class PeriodType(click.ParamType[Period]):
    """A period with its unit."""

    name = "period"

    def convert(self, value: str, param: click.Parameter | None, context: click.Context | None) -> Period:
        """Read it as workflow files write it."""
        try:
            return read_period(value)
        except CalendarError as error:
            self.fail(str(error), param, context)


class FieldType(click.ParamType[tuple[str, Json]]):
    """The value of a field: `name=text`, or `name:=JSON` for whatever isn't text."""

    name = "name=text|name:=json"

    def convert(self, value: str, param: click.Parameter | None, context: click.Context | None) -> tuple[str, Json]:
        """Part the name from the value."""
        name, sign, text = value.partition("=")
        if not sign or not name.rstrip(":"):
            self.fail(f"'{value}' is no field. Write name=text, or name:=JSON", param, context)
        return (name[:-1], self._json(text, param, context)) if name.endswith(":") else (name, text)

    def _json(self, text: str, param: click.Parameter | None, context: click.Context | None) -> Json:
        try:
            value: Json = json.loads(text, parse_float=str)
            json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
        except (ValueError, RecursionError):
            self.fail(f"'{text:.40}' is no JSON. Write text after '=', JSON after ':='", param, context)
        return value


class BindType(click.ParamType[tuple[str, tuple[str, ...]]]):
    """Who is bound to a role: `role=id`, or several ids with commas."""

    name = "role=id,…"

    def convert(
        self, value: str, param: click.Parameter | None, context: click.Context | None
    ) -> tuple[str, tuple[str, ...]]:
        """Part the role from the ids."""
        role, _, ids = value.partition("=")
        bound = tuple(one.strip() for one in ids.split(",") if one.strip())
        if not role or not bound:
            self.fail(f"'{value}' binds nobody. Write role=id, or role=id,id", param, context)
        return role, bound


Named = tuple[tuple[str, str], str]
"""The section and the name of something old, and what takes its place."""


class MapType(click.ParamType[Named]):
    """What takes the place of something old: `old=new` for a state, `actions.old=new` for one of another section."""

    name = "old=new|section.old=new"

    def convert(self, value: str, param: click.Parameter | None, context: click.Context | None) -> Named:
        """Part the old from the new; gives the section and the name of the old, and the new name."""
        before, _, new = value.partition("=")
        section, dot, old = before.rpartition(".")
        if not old or not new:
            self.fail(f"'{value}' names nothing old or nothing new. Write old=new", param, context)
        if dot and section not in fields_dict(Renaming):
            known = ", ".join(fields_dict(Renaming))
            self.fail(f"'{section}' has no names to map. Write one of {known} before the dot", param, context)
        return (section or "states", old), new


def once_each(_: click.Context, param: click.Parameter, pairs: tuple[tuple[Any, Any], ...]) -> dict[Any, Any]:
    """Make a map of the pairs given; a name given twice is a mistake."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise click.BadParameter("A name is given twice. Give each once.", param=param)
    return found


def renaming_of(context: click.Context, param: click.Parameter, pairs: tuple[Named, ...]) -> Renaming:
    """Make a renaming of the pairs given."""
    found: dict[str, dict[str, str]] = {section: {} for section in fields_dict(Renaming)}
    for (section, old), new in once_each(context, param, pairs).items():
        found[section][old] = new
    return Renaming(**found)


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Give the first moment of the local `day`; an instant stays what it is."""
    return day if isinstance(day, datetime) else datetime.combine(day, time.min, zone)
