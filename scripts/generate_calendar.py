"""Generate src/rectiflow/calendars/cn.json from the package `holidays`.

Run it by hand when a new notice is out, look at the difference, and commit both together with a
new `COVERS_UNTIL`: `python scripts/generate_calendar.py`. What is in the file is what counts, so
that upgrading `holidays` never moves a due date.
"""

import json
from collections.abc import Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path

import holidays

TARGET = Path(__file__).parents[1] / "src/rectiflow/calendars/cn.json"
FIRST_YEAR = 2004
COVERS_UNTIL = date(2026, 12, 31)
LAST_YEAR = 2036

NOTICES = {
    2013: ["国办发明电〔2012〕33号"],
    2014: ["国办发明电〔2013〕28号"],
    2015: ["国办发明电〔2014〕28号", "国发明电〔2015〕1号"],
    2016: ["国办发明电〔2015〕18号"],
    2017: ["国办发明电〔2016〕17号"],
    2018: ["国办发明电〔2017〕12号"],
    2019: ["国办发明电〔2018〕15号", "国办发明电〔2019〕3号"],
    2020: ["国办发明电〔2019〕16号", "国办发明电〔2020〕1号"],
    2021: ["国办发明电〔2020〕27号"],
    2022: ["国办发明电〔2021〕11号"],
    2023: ["国办发明电〔2022〕16号"],
    2024: ["国办发明电〔2023〕7号"],
    2025: ["国办发明电〔2024〕12号"],
    2026: ["国办发明电〔2025〕7号"],
}
"""The numbers of the State Council's notices (国务院办公厅; 2015 also 国务院), where they are sure."""


def generate() -> str:
    """Give the text of the file: one line per year, the same for the same version of `holidays`."""
    china = holidays.country_holidays("CN", years=range(FIRST_YEAR, LAST_YEAR + 1))
    published = {str(year): _published(china, year) for year in range(FIRST_YEAR, COVERS_UNTIL.year + 1)}
    expected = {str(year): {"off": _off(china, year)} for year in range(COVERS_UNTIL.year + 1, LAST_YEAR + 1)}
    head = {
        "name": "cn",
        "version": f"cn-{COVERS_UNTIL.year}",
        "zone": "Asia/Shanghai",
        "covers_until": COVERS_UNTIL.isoformat(),
        "source": f"holidays {version('holidays')}",
    }
    entries = [f" {_json(key)}: {_json(value)}" for key, value in head.items()]
    entries += [_one_line_per_year("published", published), _one_line_per_year("expected", expected)]
    return "{\n" + ",\n".join(entries) + "\n}\n"


def _published(china: holidays.HolidayBase, year: int) -> dict[str, list[str] | None]:
    """Tell what the notices of `year` say: the weekdays that are off and the weekend days that are worked."""
    worked = sorted(day for day in china.weekend_workdays if day.year == year)
    return {"notices": NOTICES.get(year), "off": _off(china, year), "worked": _month_days(worked)}


def _off(china: holidays.HolidayBase, year: int) -> list[str]:
    """List the weekdays (Monday to Friday) of `year` that are off."""
    return _month_days(sorted(day for day in china if day.year == year and day.weekday() not in china.weekend))


def _month_days(days: list[date]) -> list[str]:
    return [f"{day:%m-%d}" for day in days]


def _one_line_per_year(key: str, years: Mapping[str, object]) -> str:
    lines = ",\n".join(f"  {_json(year)}: {_json(content)}" for year, content in years.items())
    return f" {_json(key)}: {{\n{lines}\n }}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    TARGET.write_text(generate(), encoding="utf-8")
