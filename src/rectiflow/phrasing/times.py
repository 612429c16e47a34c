"""Periods, moments and recurring days in words. 期间。"""

import re

from rectiflow.core.periods import read_period
from rectiflow.core.terms import moment, period
from rectiflow.errors import CalendarError
from rectiflow.model.condition import Wanted
from rectiflow.model.promise import Anchor
from rectiflow.model.timing import Moment, Period
from rectiflow.model.titles import Title
from rectiflow.phrasing.phrases import same, say

DUE = Moment(offset=Period(0, "days"))
"""The moment at which the time ends."""

_SINGLE = {"week": "周", "month": "月", "quarter": "季度", "year": "年", "day": "日"}
_EACH = re.compile(r"(first|last|\d+)(?:st|nd|rd|th)? (working )?day of each (\w+)")
_EVERY = re.compile(r"every (?:(\d+) )?(day|week|month|quarter|year)s?")
_PLACES = {"first": "第一个", "last": "最后一个"}


def figure(value: Wanted) -> Title:
    """Give the value of a parameter, which may be a period written out.

    >>> figure("no limit").zh, figure("1 month").zh, figure(2).zh
    ('不限', '1个月', '2')
    """
    if value == "no limit":
        return Title(zh="不限", en="no limit")
    if isinstance(value, bool):
        return Title(zh="是", en="yes") if value else Title(zh="否", en="no")
    try:
        return period(read_period(str(value)))
    except CalendarError:
        return same(str(value))


def reaching(at: Moment) -> Title:
    """Say when a rung is reached, as the beginning of a sentence.

    >>> reaching(Moment(percent=90)).zh, reaching(Moment(offset=Period(0, "days"))).zh
    ('期限用至90%时', '到期未完成的，当日')
    """
    if at.offset is None:
        return Title(zh=f"{moment(at).zh}时", en=f"when {at.percent}% of the time has passed")
    if at == DUE:
        return Title(zh="到期未完成的，当日", en="when the time ends without the thing done")
    offset = period(at.offset)
    if at.before:
        return Title(zh=moment(at).zh, en=f"{offset.en} before the time ends")
    return Title(zh=f"{moment(at).zh}仍未完成的，", en=f"when it is still not done {offset.en} after the time ended")


def latest(at: Moment) -> Title:
    """Say until when something may be asked for.

    >>> latest(Moment(offset=Period(3, "days"), before=True)).zh
    '在到期3日前'
    """
    if at.offset is None:
        return Title(zh=f"在{moment(at).zh}前", en=f"before {at.percent}% of the time has passed")
    if at == DUE:
        return Title(zh="在到期前", en="before the time ends")
    offset = period(at.offset)
    if at.before:
        return say("在到期{offset}前", "at least {offset} before the time ends", offset=offset)
    return say("在逾期{offset}内", "at most {offset} after the time ended", offset=offset)


def often(times: int) -> Title:
    """Say how often.

    >>> often(1), often(2).en
    (Title(zh='1次', en='once'), '2 times')
    """
    return Title(zh=f"{times}次", en="once" if times == 1 else f"{times} times")


def anchored(anchor: Anchor, field: Title) -> Title:
    """Say by which day something is due."""
    if anchor.before is None:
        return say("应当在{field}所定时间前完成", "it shall be done by {field}", field=field)
    before = period(anchor.before)
    return say("应当在{field}的{before}前完成", "it shall be done {before} before {field}", field=field, before=before)


def recurring(when: str) -> Title:
    """Say when a duty recurs.

    >>> [recurring(one).zh for one in ("first working day of each month", "every 2 weeks", "3rd day of each year")]
    ['每月第一个工作日', '每2周', '每年第3日']
    """
    if found := _EACH.fullmatch(when):
        place = _PLACES.get(found[1], f"第{found[1]}{'个' if found[2] else ''}")
        day = "工作日" if found[2] else "日"
        return Title(zh=f"每{_SINGLE.get(found[3], found[3])}{place}{day}", en=f"on the {when}")
    if found := _EVERY.fullmatch(when):
        many, unit = found[1] or "", _SINGLE[found[2]]
        return Title(zh=f"每{many}{'个' if many and unit in '月季度' else ''}{unit}", en=when)
    return same(when)
