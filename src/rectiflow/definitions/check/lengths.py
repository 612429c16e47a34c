"""How long a period is in days, at least and at most. 期间的长短。"""

from collections.abc import Mapping

from rectiflow.model.timing import Period

_DAYS: Mapping[str, tuple[float, float]] = {
    "hours": (1 / 24, 1 / 24),
    "working hours": (1 / 24, 11),
    "days": (1, 1),
    "working days": (1, 11),
    "months": (28, 31),
    "years": (365, 366),
    "calendar years": (0, 366),
}
"""How many days one of a unit takes at least and at most; eleven for a working day, before which ten may be off."""

LONGEST_REST = 10
"""How many days in a row at most are not worked: those of the Spring Festival of 2020."""

_MONTHS_IN_A_YEAR = 12


def days(period: Period) -> tuple[float, float]:
    """Give how many days a period takes at least and at most.

    Of several working days only one stands behind a long holiday, and half of all other days are worked.

    >>> days(Period(2, "months")), days(Period(5, "working days"))
    ((56, 62), (5, 20))
    """
    least, most = (one * period.amount for one in _DAYS[period.unit])
    return least, min(most, 2 * period.amount + LONGEST_REST) if period.unit.startswith("working") else most


def in_months(period: Period) -> Period:
    """Give a period of years in months, which are as long in every calendar; any other as it is."""
    return Period(period.amount * _MONTHS_IN_A_YEAR, "months") if period.unit == "years" else period


def surely_longer(one: Period, other: Period) -> bool:
    """Tell whether a period is longer than another, whenever both begin: exactly where they have the same unit.

    >>> surely_longer(Period(6, "working days"), Period(5, "working days"))
    True
    >>> surely_longer(Period(6, "days"), Period(5, "working days"))
    False
    """
    one, other = in_months(one), in_months(other)
    return one.amount > other.amount if one.unit == other.unit else days(one)[0] > days(other)[1]
