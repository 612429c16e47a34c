"""What a new version means for live issues, in words and as a document. 换版影响。"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rectiflow.cli.language import Language
from rectiflow.cli.output import clean, show
from rectiflow.cli.parameters import MapType, renaming_of
from rectiflow.cli.verb import option
from rectiflow.cli.wording import passed_over
from rectiflow.core.carry import Carried
from rectiflow.core.foresee import Prospect, Verdict
from rectiflow.model.timing import Due
from rectiflow.model.titles import Title

VERDICTS: Mapping[Verdict, Title] = {
    Verdict.SAFE: Title(zh="可以换版", en="safe"),
    Verdict.MAPPING: Title(zh="需要指定对应状态", en="needs a mapping"),
    Verdict.REFUSED: Title(zh="不能换版", en="refused"),
}
"""What could become of an issue."""

OUTCOMES: Mapping[Verdict, Title] = {**VERDICTS, Verdict.SAFE: Title(zh="已换版", en="moved")}
"""What became of it."""


map_option = option(
    "--map", "renaming", multiple=True, type=MapType(), callback=renaming_of, help="What takes whose place. 对应项"
)


def documents(found: Sequence[Prospect]) -> list[dict[str, Any]]:
    """Give what becomes of each issue, for programs."""
    return [_document(one) for one in found]


def tell(found: Sequence[Prospect], verdicts: Mapping[Verdict, Title], zone: ZoneInfo, language: Language) -> None:
    """Print what becomes of each issue, for people; dates are those of `zone`."""
    if found:
        show(language.say("在办事项", "live issues"))
    for one in found:
        for line in _issue(one, verdicts, zone, language):
            show(f"  {clean(line)}")


def _document(one: Prospect) -> dict[str, Any]:
    return {
        "issue": one.issue,
        "state": {"before": one.old.name, "after": one.new.name if one.new is not None else None},
        "verdict": one.verdict,
        "reasons": one.reasons,
        "deadlines": [_dates_document(dates) for dates in one.dates],
        "dropped": [field.name for field in one.dropped],
    }


def _dates_document(dates: Carried) -> dict[str, Any]:
    return {
        "deadline": dates.deadline.name,
        "clock": dates.change,
        "before": dates.before.instant if dates.before is not None else None,
        "after": dates.after.instant if dates.after is not None else None,
        "missed": dates.missed,
        "late": dates.late,
        "passed": dates.passed,
    }


def _issue(one: Prospect, verdicts: Mapping[Verdict, Title], zone: ZoneInfo, language: Language) -> Iterator[str]:
    verdict = verdicts[one.verdict]
    states = [one.old] if one.new is None or one.new.name == one.old.name else [one.old, one.new]
    moved = " → ".join(language.say(state.zh, state.en) for state in states)
    yield f"{one.issue}  {moved}  {language.say(verdict.zh, verdict.en)}"
    for reason in one.reasons:
        yield f"  {language.say(reason.zh, reason.en, between=' / ')}"
    for dates in one.dates:
        title = language.say(dates.deadline.zh, dates.deadline.en)
        yield f"  {title}  {_day(dates.before, zone)} → {_day(dates.after, zone)}{_remark(dates, language)}"
        if dates.passed:
            yield f"    {passed_over(dates.deadline, dates.passed).say(language)}"
    if one.dropped:
        names = language.say("、".join(field.zh for field in one.dropped), ", ".join(field.en for field in one.dropped))
        yield f"  {language.say('新版不再保留的字段', 'fields that the new version drops')}  {names}"


def _day(due: Due | None, zone: ZoneInfo) -> str:
    if due is None:
        return "—"
    if isinstance(due.effective, datetime):
        return f"{due.instant.astimezone(zone):%Y-%m-%d %H:%M}"
    return due.effective.isoformat()


def _remark(dates: Carried, language: Language) -> str:
    if dates.change == "stop":
        return language.say("（不再计算，督办随之停止）", " (stops, and its rungs with it)")
    if dates.missed:
        return language.say("（已逾期，不因换版改变）", " (missed already, and stays so)")
    return language.say("（换版即逾期）", " (would be missed at once)") if dates.late else ""
