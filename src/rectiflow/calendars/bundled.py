"""The calendars that travel in the wheel: `cn` from published notices, `weekdays` by formula."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from rectiflow.errors import NotFound
from rectiflow.ledger.leaf import digest
from rectiflow.model.timing import Calendar

NAMES = ("cn", "weekdays")
"""What `load` knows."""
WEEKEND = {6, 0}
"""What the ordinals of Saturdays and Sundays leave when divided by 7 (ordinal 1 was a Monday)."""


@cache
def load(name: str) -> Calendar:
    """Give a bundled calendar, always the same value for the same release.

    `cn` holds the days off and the make-up working days (调休) of the State Council's yearly notices
    from 2004 on; the years after the last notice are expected, not known, so due dates there are
    provisional. `weekdays` is Monday to Friday without holidays, in UTC, from 1970 to 2099.

    Raises NotFound, with the known names, for any other name.

    >>> load("cn").covers_until.isoformat()
    '2026-12-31'
    """
    if name not in NAMES:
        raise NotFound(kind="calendar", name=name, known=NAMES)
    return _weekdays() if name == "weekdays" else _published(name)


def _published(name: str) -> Calendar:
    data = json.loads(Path(__file__).with_name(f"{name}.json").read_text("utf-8"))
    years = data["published"] | data["expected"]
    first, last = date(int(min(years)), 1, 1), date(int(max(years)), 12, 31)
    off, worked = _ordinals(years, "off"), _ordinals(years, "worked")
    return Calendar(
        name=data["name"],
        version=data["version"],
        zone=ZoneInfo(data["zone"]),
        first=first,
        last=last,
        covers_until=date.fromisoformat(data["covers_until"]),
        working=tuple(sorted(_monday_to_friday(first, last) - off | worked)),
        digest=digest(data),
    )


def _weekdays() -> Calendar:
    first, last = date(1970, 1, 1), date(2099, 12, 31)
    return Calendar(
        name="weekdays",
        version="weekdays-1",
        zone=ZoneInfo("UTC"),
        first=first,
        last=last,
        covers_until=last,
        working=tuple(sorted(_monday_to_friday(first, last))),
        digest=digest({"name": "weekdays", "zone": "UTC", "first": first.isoformat(), "last": last.isoformat()}),
    )


def _ordinals(years: dict[str, dict[str, list[str]]], kind: str) -> set[int]:
    """Gather the days of one kind ("off" or "worked", as month-day) of all years."""
    return {
        date.fromisoformat(f"{year}-{day}").toordinal() for year, days in years.items() for day in days.get(kind, ())
    }


def _monday_to_friday(first: date, last: date) -> set[int]:
    return {ordinal for ordinal in range(first.toordinal(), last.toordinal() + 1) if ordinal % 7 not in WEEKEND}
