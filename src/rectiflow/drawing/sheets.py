"""On how many sheets of which paper a picture prints, so that its smallest type can be read. 分页。"""

from collections.abc import Iterator
from math import ceil

from attrs import frozen

from rectiflow.drawing.chart import SMALL
from rectiflow.drawing.layout import Rect
from rectiflow.drawing.panel import PANEL_WIDTH

LEAST_TYPE = 6
"""How large type is printed at the least, in points."""

POINTS = 72 / 25.4
"""How many points a millimetre has."""

EDGE = 18
"""How much of the paper's width and height stays white, in millimetres."""

OVERLAP = Rect(0, 0, PANEL_WIDTH, 100)
"""How much of a sheet the next one shows again, in pixels, so that what is cut is whole on one of them."""


@frozen
class Paper:
    """A size of paper that lies across, in millimetres."""

    name: str
    width: int
    height: int

    @property
    def room(self) -> Rect:
        """The largest part of a picture, in pixels, that prints on one sheet with type that can be read."""
        pixels = POINTS * SMALL / LEAST_TYPE
        return Rect(0, 0, (self.width - EDGE) * pixels, (self.height - EDGE) * pixels)

    def holds(self, whole: Rect) -> bool:
        """Tell whether a picture prints on one sheet."""
        return whole.width <= self.room.width and whole.height <= self.room.height


A4 = Paper("A4", 297, 210)
A3 = Paper("A3", 420, 297)


def paper(whole: Rect) -> Paper:
    """Choose the paper for a picture: A4 where one sheet will do, else A3."""
    return A4 if A4.holds(whole) else A3


def sheets(whole: Rect) -> tuple[Rect, ...]:
    """Cut a picture into equal parts, one for each sheet of its paper, row by row.

    >>> [sheet.x for sheet in sheets(Rect(0, 0, 3000, 1000))]
    [0.0, 1300.0]
    """
    room = paper(whole).room
    across = tuple(_cuts(whole.width, room.width, OVERLAP.width))
    down = tuple(_cuts(whole.height, room.height, OVERLAP.height))
    return tuple(Rect(whole.x + x, whole.y + y, width, height) for y, height in down for x, width in across)


def _cuts(length: float, most: float, overlap: float) -> Iterator[tuple[float, float]]:
    """Give where each part begins and how long it is."""
    many = max(ceil((length - overlap) / (most - overlap)), 1)
    each = (length + (many - 1) * overlap) / many
    return ((number * (each - overlap), each) for number in range(many))
