"""Periods and moments as people write them. 期间与梯级时点的写法。"""

import re

from rectiflow.errors import CalendarError, Words, quoted
from rectiflow.model.timing import CALENDAR_YEARS, UNITS, Moment, Period

_LENGTH = r"([0-9]{1,4}) +(" + "|".join(unit.removesuffix("s") for unit in UNITS) + ")s?"
_PERIOD = re.compile(_LENGTH)
_OFFSET = re.compile(r"due *([+-]) *(" + _LENGTH + ")")
_SHARE = re.compile(r"([1-9][0-9]?|100)%")
_YEAR = re.compile(r"(this )?calendar year")


def read_period(text: str) -> Period:
    """Read a length of time: a whole number from 1 to 9999 and one of `UNITS`, singular or plural.

    Raises CalendarError for anything else.

    >>> read_period("1 working day")
    Period(amount=1, unit='working days')
    >>> str(read_period("this calendar year"))
    'calendar year'
    """
    if _YEAR.fullmatch(text):
        return Period(1, CALENDAR_YEARS)
    found = _PERIOD.fullmatch(text)
    if found is None or int(found[1]) == 0:
        raise CalendarError(
            what=Words(f"“{text:.40}”不是期间", f"'{text:.40}' is not a period"),
            fix=Words(
                f"请写1至9999的整数和单位（{quoted(UNITS)}），如“5 working days”",
                f"Write a whole number from 1 to 9999 and a unit ({', '.join(UNITS)}), as in '5 working days'",
            ),
        )
    return Period(int(found[1]), f"{found[2]}s")


def read_moment(text: str) -> Moment:
    """Read when a rung is reached: a share of the budget, the due instant, or an offset from it.

    Raises CalendarError for anything else.

    >>> str(read_moment("due - 1 day"))
    'due - 1 day'
    """
    if text == "due":
        return Moment(offset=Period(0, "days"))
    if share := _SHARE.fullmatch(text):
        return Moment(percent=int(share[1]))
    if offset := _OFFSET.fullmatch(text):
        return Moment(offset=read_period(offset[2]), before=offset[1] == "-")
    raise CalendarError(
        what=Words(f"“{text:.40}”不是时限的时点", f"'{text:.40}' is not a moment of a deadline"),
        fix=Words(
            "请写期限的百分比（“90%”）、到期时（“due”），或距到期的间隔（“due + 5 working days”、“due - 1 day”）",
            "Write a share of the budget ('90%'), 'due', or an offset from it ('due + 5 working days', 'due - 1 day')",
        ),
    )
