"""`diff`: what changed between two versions of a workflow, and what that means for live issues. 版本对比。"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from rectiflow.bootstrap import beside
from rectiflow.calendars.bundled import load
from rectiflow.cli.files import content
from rectiflow.cli.language import Language
from rectiflow.cli.output import clean, show, show_json
from rectiflow.cli.parameters import StateType, once_each
from rectiflow.cli.place import Place, url_of
from rectiflow.cli.verb import option, verb
from rectiflow.comparing import Change, changes
from rectiflow.core.foresee import Dates, Prospect, Verdict
from rectiflow.definitions.parse import read_workflow
from rectiflow.engine.prospects import prospects
from rectiflow.model.timing import Due
from rectiflow.model.titles import Title
from rectiflow.model.workflow import Workflow

VERDICTS: Mapping[Verdict, Title] = {
    Verdict.SAFE: Title(zh="可以换版", en="safe"),
    Verdict.MAPPING: Title(zh="需要指定对应状态", en="needs a mapping"),
    Verdict.REFUSED: Title(zh="不能换版", en="refused"),
}


@verb()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@option("--db", metavar="FILE|URL", help="Whose live issues to look at. 数据库")
@option("--tenant", default="default", show_default=True, help="Whose ledger it is. 租户")
@option("--map", "states", multiple=True, type=StateType(), callback=once_each, help="Which state takes over. 对应状态")
def diff(  # noqa: PLR0913  (one word for each option)
    *, old: Path, new: Path, db: str | None, tenant: str, states: dict[str, str], language: Language, as_json: bool
) -> None:
    """Say what is different in NEW, part by part.

    With --db: whether each live issue of an older version could go on under NEW, and its deadlines before and
    after. Nothing is written. The exit status is 1 when an issue can't go on as it is.
    """
    before, after = _workflow(old), _workflow(new)
    told = changes(before, after)
    found = _found(Place(url_of(db), tenant, (str(new),), None), after, states) if db is not None else ()
    if as_json:
        show_json({"changes": told, "issues": [_document(one) for one in found]})
    else:
        _tell(told, language)
        _tell_issues(found, load(after.calendar).zone, language)
    if any(one.verdict is not Verdict.SAFE for one in found):
        click.get_current_context().exit(1)


def _workflow(file: Path) -> Workflow:
    return read_workflow(content(file, "workflow file"), str(file), beside(file))


def _found(place: Place, workflow: Workflow, states: Mapping[str, str]) -> tuple[Prospect, ...]:
    with place.existing() as engine:
        return prospects(engine.store, engine.tenant, engine.office, workflow.name, states)


def _document(one: Prospect) -> dict[str, Any]:
    return {
        "issue": one.issue.id,
        "state": {"before": one.old.name, "after": one.new.name if one.new is not None else None},
        "verdict": one.verdict,
        "reasons": one.reasons,
        "deadlines": [_dates_document(dates) for dates in one.dates],
    }


def _dates_document(dates: Dates) -> dict[str, Any]:
    return {
        "deadline": dates.deadline.name,
        "before": dates.before.instant if dates.before is not None else None,
        "after": dates.after.instant if dates.after is not None else None,
        "missed": dates.missed,
        "late": dates.late,
    }


def _tell(told: Sequence[Change], language: Language) -> None:
    if not told:
        show(language.say("没有变更。", "Nothing changed."))
    for section, group in groupby(told, key=lambda change: change.section):
        show(clean(language.say(section.zh, section.en)))
        for change in group:
            show(f"  {clean(language.say(change.zh, change.en, between=' / '))}")


def _tell_issues(found: Sequence[Prospect], zone: ZoneInfo, language: Language) -> None:
    if found:
        show(language.say("在办事项", "live issues"))
    for one in found:
        for line in _issue(one, zone, language):
            show(f"  {clean(line)}")


def _issue(one: Prospect, zone: ZoneInfo, language: Language) -> Iterator[str]:
    verdict = VERDICTS[one.verdict]
    states = [one.old] if one.new is None or one.new.name == one.old.name else [one.old, one.new]
    moved = " → ".join(language.say(state.zh, state.en) for state in states)
    yield f"{one.issue.id}  {moved}  {language.say(verdict.zh, verdict.en)}"
    for reason in one.reasons:
        yield f"  {language.say(reason.zh, reason.en, between=' / ')}"
    for dates in one.dates:
        title = language.say(dates.deadline.zh, dates.deadline.en)
        yield f"  {title}  {_day(dates.before, zone)} → {_day(dates.after, zone)}{_remark(dates, language)}"


def _day(due: Due | None, zone: ZoneInfo) -> str:
    if due is None:
        return "—"
    if isinstance(due.effective, datetime):
        return f"{due.instant.astimezone(zone):%Y-%m-%d %H:%M}"
    return due.effective.isoformat()


def _remark(dates: Dates, language: Language) -> str:
    if dates.missed:
        return language.say("（已逾期，不因换版改变）", " (missed already, and stays so)")
    if dates.after is None:
        return language.say("（不再计算，督办随之停止）", " (stops, and its rungs with it)")
    return language.say("（换版即逾期）", " (would be missed at once)") if dates.late else ""
