"""Say in words how a due date comes about. 时限说明。"""

from datetime import date, timedelta

from rectiflow.core.calendars import local_date
from rectiflow.core.terms import period
from rectiflow.model.promise import Deadline
from rectiflow.model.timing import Calendar, Clock, Due, write_instant


def explain(deadline: Deadline, clock: Clock, due: Due | None, calendar: Calendar, language: str) -> str:
    """Give the lines that lead from the start of a clock to its due date.

    Says the start, the budget, every day that was left out and why, the pauses, and the calendar.
    """
    lines = [*_beginning(deadline, clock, due, calendar), *_ending(deadline, clock, due, calendar)]
    return "\n".join(zh if language == "zh" else en for zh, en in lines)


Line = tuple[str, str]
"""A sentence in Chinese and in English."""


def _beginning(deadline: Deadline, clock: Clock, due: Due | None, calendar: Calendar) -> list[Line]:
    start = local_date(calendar, clock.started_at)
    lines = [
        (
            f"{deadline.zh}：第{clock.occurrence}轮，自 {start} 起算，起算日不计入。",
            f"{deadline.en}: cycle {clock.occurrence}, started on {start}, which is not counted.",
        )
    ]
    if due is not None and due.budget is not None:
        lines.append((f"期间：{period(due.budget).zh}。", f"Budget: {due.budget}."))
    if deadline.basis is not None:
        lines.append((f"依据：{deadline.basis}。", f"Basis: {deadline.basis}."))
    lines += [
        (
            f"中止：{write_instant(pause.start)} 至 {write_instant(pause.end)}。",
            f"Paused from {write_instant(pause.start)} to {write_instant(pause.end)}.",
        )
        for pause in clock.pauses
    ]
    return lines


def _ending(deadline: Deadline, clock: Clock, due: Due | None, calendar: Calendar) -> list[Line]:
    if due is None:
        field = deadline.due.field if deadline.due is not None else deadline.name
        return [(f"“{field}”尚未填写，期限未定。", f"There is no '{field}' yet, so no date.")]
    lines = []
    skipped = _left_out(clock, due, calendar)
    if skipped:
        days = [day.isoformat() for day in skipped]
        lines.append((f"不计入的非工作日：{'、'.join(days)}。", f"Days off, not counted: {', '.join(days)}."))
    if due.nominal != due.effective:
        lines.append(
            (
                f"到期日 {due.nominal} 为非工作日，顺延。",
                f"It would end on {due.nominal}, a day off, so it rolls forward.",
            )
        )
    lines.append((f"到期：{due.effective}。", f"Due on {due.effective}."))
    if due.provisional is not None:
        lines.append((f"暂定：{due.provisional.words('zh')}。", f"Provisional: {due.provisional.words('en')}."))
    lines.append((f"工作日历：{calendar.version}。", f"Calendar: {calendar.version}."))
    return lines


def _left_out(clock: Clock, due: Due, calendar: Calendar) -> list[date]:
    if due.budget is None or due.budget.unit != "working days":
        return []
    start = local_date(calendar, clock.started_at)
    days = (start + timedelta(days=number) for number in range(1, (due.effective - start).days))
    return [day for day in days if not calendar.works_on(day)]
