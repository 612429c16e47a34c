"""Which known name was probably meant by a misspelt one. 拼写。"""

from collections.abc import Iterable

_LONGEST = 60
_FEW = 2
_LONG = 6


def meant(name: str, known: Iterable[str]) -> str | None:
    """Give the known name that differs from `name` in one place only, by the fewest letters; None where none does.

    That finds a letter too many, too few, wrong or swapped with its neighbour, which most slips are
    (Damerau, 1964), and is done in time that grows with the lengths only, whatever a file holds.

    >>> meant("asign", ("assign", "verify")), meant("verfiy", ("assign", "verify")), meant("xyz", ("assign",))
    ('assign', 'verify', None)
    """
    if len(name) > _LONGEST:
        return None
    near = {one: _apart(name, one) for one in known if one[:1] == name[:1] or one[-1:] == name[-1:]}
    best = min(near, key=near.__getitem__, default=None)
    return best if best is not None and near[best] <= max(_FEW, len(name) // 3) else None


def one_slip(one: str, other: str) -> bool:
    """Tell whether two long names differ by a single letter too many, too few, wrong or swapped; digits number things.

    >>> one_slip("low_eficiency", "low_efficiency"), one_slip("round_1", "round_2"), one_slip("cat", "car")
    (True, False, False)
    """
    if not all(_LONG <= len(name) <= _LONGEST for name in (one, other)) or _letters(one) == _letters(other):
        return False
    swapped = sorted(one) == sorted(other)
    return _apart(one, other) <= 1 + swapped


def _letters(name: str) -> str:
    return "".join(letter for letter in name if not letter.isdigit())


def _apart(one: str, other: str) -> int:
    """Count the letters of the longer of what is left of both without their common beginning and end."""
    shorter = min(len(one), len(other))
    begin = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    end = next((at for at in range(shorter - begin) if one[-1 - at] != other[-1 - at]), shorter - begin)
    return max(len(one), len(other)) - begin - end
