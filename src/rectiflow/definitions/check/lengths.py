"""How long a period is in days, at least and at most. 期间的长短。"""

from collections.abc import Mapping

from rectiflow.model.timing import Period

_DAYS: Mapping[str, tuple[float, float]] = {
    "hours": (1 / 24, 1 / 24),
    "working hours": (1 / 24, 3),
    "days": (1, 1),
    "working days": (1, 10),
    "months": (28, 31),
    "years": (365, 366),
    "calendar years": (0, 366),
}
"""How many days one of a unit takes at least and at most; ten for a working day, which a long holiday may precede."""


def days(period: Period) -> tuple[float, float]:
    """Give how many days a period takes at least and at most.

    >>> days(Period(2, "months"))
    (56, 62)
    """
    least, most = _DAYS[period.unit]
    return period.amount * least, period.amount * most
