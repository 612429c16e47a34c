"""The language's own words that a file uses without giving them a title. 用语。"""

from collections.abc import Mapping

from rectiflow.model.timing import CALENDAR_YEARS, Moment, Period
from rectiflow.model.titles import Title


def terms(**pairs: tuple[str, str]) -> Mapping[str, Title]:
    """Make a table of words: each code of the language with its title in Chinese and English.

    >>> terms(staff=("工作人员", "staff"))["staff"].zh
    '工作人员'
    """
    return {name: Title(zh=zh, en=en) for name, (zh, en) in pairs.items()}


HOLDER = Title(zh="责任方", en="Holder")
"""Whoever holds the issue in its state."""

RELATIONS = terms(
    first_person=("主要负责人", "first responsible person"),
    deputy_in_charge=("分管负责人", "deputy in charge"),
    specific_person=("具体责任人", "specific responsible person"),
    staff=("工作人员", "staff"),
    superior=("上级", "superior"),
    subordinates=("下级", "subordinates"),
    unit=("所在单位", "unit"),
    chairs=("主任会议", "council of chairpersons"),
    members=("组成人员", "members"),
    head=("负责人", "head"),
    managed_by=("干部管理机关", "managing authority"),
    personnel=("组织人事部门", "personnel department"),
)
"""How people and units stand to whoever a role names."""

RUNGS = terms(
    remind=("提示", "Reminder"),
    urge=("催办", "Urging"),
    supervise=("督办", "Supervision"),
    criticise=("通报", "Criticism"),
    list=("挂牌", "Listing"),
    hold_to_account=("问责", "Holding to account"),
)
"""The steps of supervision."""

_UNITS = {
    "hours": "小时",
    "working hours": "个工作小时",
    "days": "日",
    "working days": "个工作日",
    "months": "个月",
    "years": "年",
}


def period(length: Period) -> Title:
    """Say a length of time as an official would.

    >>> period(Period(5, "working days"))
    Title(zh='5个工作日', en='5 working days')
    """
    if length.unit == CALENDAR_YEARS:
        return Title(zh="本年度", en="the calendar year")
    return Title(zh=f"{length.amount}{_UNITS[length.unit]}", en=str(length))


def moment(at: Moment) -> Title:
    """Say when a rung is reached.

    >>> moment(Moment(percent=90)).zh, moment(Moment(offset=Period(2, "days"))).zh
    ('期限用至90%', '逾期2日')
    """
    if at.offset is None:
        return Title(zh=f"期限用至{at.percent}%", en=f"at {at.percent}%")
    if not at.offset.amount:
        return Title(zh="到期", en="when due")
    zh, en = ("到期前", "before") if at.before else ("逾期", "after")
    return Title(zh=f"{zh}{period(at.offset).zh}", en=f"{at.offset} {en} due")
