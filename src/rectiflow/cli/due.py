"""`due`: the date calculator. 期限计算。"""

from datetime import date, datetime
from typing import Any

import click

from rectiflow.calendars.bundled import NAMES, load
from rectiflow.cli.language import Language
from rectiflow.cli.output import show, show_json
from rectiflow.cli.parameters import PeriodType, StartType, start_of_day
from rectiflow.cli.verb import option, verb
from rectiflow.core.calendars import local_date
from rectiflow.core.deadlines import period_end, period_start
from rectiflow.core.explain import explain
from rectiflow.core.terms import period
from rectiflow.model.promise import Deadline
from rectiflow.model.timing import Calendar, Clock, Due, Period


@verb()
@option("--start", type=StartType(), required=True, help="The day or instant to count from; not counted itself. 起算")
@option("--within", type=PeriodType(), required=True, help="Such as '5 working days', '3 months', '2 hours'. 期间")
@option("--calendar", type=click.Choice(NAMES), default="cn", show_default=True, help="The calendar. 工作日历")
@option("--backward", is_flag=True, help="Count back: what must be done that long before. 倒推")
def due(  # noqa: PLR0913  (one word for each option)
    *, start: date, within: Period, calendar: str, backward: bool, language: Language, as_json: bool
) -> None:
    """Give the nominal and the effective due date, the last instant, and how it comes about."""
    days = load(calendar)
    instant = start_of_day(start, days.zone)
    end = period_start(within, instant, days) if backward else period_end(within, instant, days)
    why = _back(within, instant, end, days) if backward else _forth(within, instant, end, days)
    if as_json:
        show_json(_document(instant, within, days, end, why))
    else:
        show(f"{end.instant.astimezone(days.zone):%Y-%m-%d %H:%M:%S} {days.zone.key}")
        show(language.say(**why, between="\n"))


def _document(start: datetime, within: Period, calendar: Calendar, end: Due, why: dict[str, str]) -> dict[str, Any]:
    return {
        "start": start,
        "within": str(within),
        "calendar": calendar.version,
        "nominal": end.nominal,
        "effective": end.effective,
        "instant": end.instant,
        "provisional": {one: end.provisional.words(one) for one in ("zh", "en")} if end.provisional else None,
        "explanation": why,
    }


def _forth(within: Period, start: datetime, end: Due, calendar: Calendar) -> dict[str, str]:
    deadline = Deadline(name="due", zh="期限", en="Deadline", runs_in=(), within=within)
    clock = Clock(occurrence=1, started_at=start)
    return {language: explain(deadline, clock, end, calendar, language) for language in ("zh", "en")}


def _back(within: Period, start: datetime, end: Due, calendar: Calendar) -> dict[str, str]:
    """Say how counting back comes to its date."""
    day = local_date(calendar, start)
    zh = [f"自 {day} 倒推{period(within).zh}，{day} 不计入。"]
    en = [f"Counted back {within} from {day}, which is not counted."]
    if end.nominal != end.effective:
        zh.append(f"{end.nominal} 为非工作日，提前。")
        en.append(f"{end.nominal} is a day off, so it moves to the working day before.")
    zh.append(f"最迟：{end.effective}。")
    en.append(f"Due on {end.effective}.")
    if end.provisional is not None:
        zh.append(f"暂定：{end.provisional.words('zh')}。")
        en.append(f"Provisional: {end.provisional.words('en')}.")
    return {"zh": "\n".join(zh), "en": "\n".join(en)}
