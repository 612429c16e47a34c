"""Where everything of a picture is, in pixels from its upper left corner. 版面。"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from attrs import frozen

from rectiflow.drawing.chart import PADDING, Box, Chart, Link
from rectiflow.drawing.grid import Grid, grid
from rectiflow.drawing.languages import spoken
from rectiflow.drawing.routing import Point, routes
from rectiflow.drawing.tracks import Channel, tracks
from rectiflow.drawing.typesetting import Part, height, lines

GUTTER = 24
ROW_GUTTER = 26
MARGIN = 8
"""How wide gutters are at the least, upright and level ones, and how far in them lanes end, in pixels."""

TITLE = 13
"""The size of the titles of lanes, in pixels."""

Offsets = Mapping[tuple[int, int], tuple[Channel, float]]
Corner = tuple[float, float]
Upright = tuple[bool, float]
"""Whether a line is upright or level, and its x or y."""


@frozen
class Rect:
    """A rectangle in pixels, y growing downwards."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: "Rect") -> bool:
        """Tell whether both have a point inside them in common."""
        beside = self.x + self.width <= other.x or other.x + other.width <= self.x
        return not (beside or self.y + self.height <= other.y or other.y + other.height <= self.y)


@frozen
class Layout:
    """A chart with a place for everything: boxes by id, the corners of links, lanes from left to right.

    `titles` are those of the lanes, for which there are `header` pixels.
    """

    chart: Chart
    boxes: Mapping[str, Rect]
    links: Mapping[Link, tuple[Corner, ...]]
    lanes: tuple[Rect, ...]
    titles: tuple[Part, ...]
    header: float

    @property
    def width(self) -> float:
        """How wide the picture is."""
        return self.lanes[-1].x + self.lanes[-1].width

    @property
    def height(self) -> float:
        """How high the picture is."""
        return self.lanes[0].height


@frozen
class Plan:
    """How a chart is laid out, whatever the size of its boxes: their places, and the ways and tracks of links."""

    grid: Grid
    routes: Mapping[Link, Sequence[Point]]
    offsets: Offsets


def plan(chart: Chart, beside: int) -> Plan:
    """Find a place for each box and a way for each link; at most `beside` boxes of a lane stand side by side."""
    cells = grid(chart, beside)
    paths = routes(chart.links, cells)
    return Plan(cells, paths, tracks(paths))


def layout(chart: Chart, plan: Plan) -> Layout:
    """Measure everything on a chart: no two boxes overlap, and no link passes through a box.

    `plan` may be that of the same chart in other languages, or with boxes of another width.
    """
    cells, offsets = plan.grid, plan.offsets
    widths, heights = _columns(chart.boxes, cells, offsets), _rows(chart.boxes, cells, offsets)
    sides = tuple(_sides(cells, widths))
    titles = tuple(_titles(chart, sides))
    header = max(height(title) for title in titles) + 2 * PADDING
    sheet = _Sheet(plan, _middles(widths, 0), _middles(heights, header))
    boxes = {box.id: sheet.rect(box) for box in chart.boxes}
    return Layout(
        chart=chart,
        boxes=boxes,
        links={
            link: tuple(_corners(path, sheet.lines(number, path), boxes[link.source], boxes[link.target]))
            for number, (link, path) in enumerate(plan.routes.items())
        },
        lanes=tuple(Rect(left, 0, right - left, header + sum(heights)) for left, right in sides),
        titles=titles,
        header=header,
    )


@frozen
class _Sheet:
    """The middles of all columns, rows and gutters, in pixels."""

    plan: Plan
    columns: Sequence[float]
    rows: Sequence[float]

    def rect(self, box: Box) -> Rect:
        column, row = self.plan.grid.places[box.id]
        x, y = self.columns[2 * column + 1], self.rows[2 * row + 1]
        return Rect(x - box.width / 2, y - box.height / 2, box.width, box.height)

    def lines(self, link: int, path: Sequence[Point]) -> list[Upright]:
        """Give the line that each stretch of a link lies on, on its own track."""
        return [self._line(*self.plan.offsets[link, number]) for number in range(len(path) - 1)]

    def _line(self, channel: Channel, offset: float) -> Upright:
        vertical, number = channel
        return vertical, (self.columns if vertical else self.rows)[number] + offset


def _sides(cells: Grid, widths: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Give where each lane begins and ends."""
    begins = list(accumulate(widths, initial=0))
    edges = [begins[2 * column] + MARGIN for column in cells.lanes[:-1]]
    return pairwise([*edges, begins[-1] - MARGIN])


def _titles(chart: Chart, sides: Iterable[tuple[float, float]]) -> Iterator[Part]:
    for title, (left, right) in zip(chart.lanes, sides, strict=True):
        room = right - left - 2 * PADDING
        yield tuple(line for text in spoken(title, chart.languages) for line in lines(text, TITLE, room, bold=True))


def _columns(boxes: Sequence[Box], cells: Grid, offsets: Offsets) -> list[float]:
    """Give the width of each vertical line of the map: gutters at even places, columns at odd ones."""
    widest = max(box.width for box in boxes)
    widths = [widest if line % 2 else GUTTER for line in range(2 * cells.lanes[-1] + 1)]
    return [width + _needed(offsets, (True, line)) * (line % 2 == 0) for line, width in enumerate(widths)]


def _rows(boxes: Sequence[Box], cells: Grid, offsets: Offsets) -> list[float]:
    heights = [0.0 if line % 2 else ROW_GUTTER for line in range(2 * cells.rows + 1)]
    for box in boxes:
        line = 2 * cells.places[box.id][1] + 1
        heights[line] = max(heights[line], box.height)
    return [height + _needed(offsets, (False, line)) * (line % 2 == 0) for line, height in enumerate(heights)]


def _needed(offsets: Offsets, channel: Channel) -> float:
    """Tell how much room the tracks of a channel need."""
    return max((2 * abs(offset) for where, offset in offsets.values() if where == channel), default=0)


def _middles(sizes: Sequence[float], begin: float) -> list[float]:
    ends = accumulate(sizes, initial=begin)
    return [(low + high) / 2 for low, high in pairwise(ends)]


def _corners(path: Sequence[Point], lines: Sequence[Upright], source: Rect, target: Rect) -> Iterator[Corner]:
    """Give where the lines of a link meet; its ends lie on the sides of its boxes."""
    yield _port(source, lines[0], far=path[1] > path[0])
    for (vertical, one), (_, other) in pairwise(lines):
        yield (one, other) if vertical else (other, one)
    yield _port(target, lines[-1], far=path[-2] > path[-1])


def _port(box: Rect, line: Upright, *, far: bool) -> Corner:
    """Give where a line meets the near or the far side of a box."""
    vertical, at = line
    return (at, box.y + box.height * far) if vertical else (box.x + box.width * far, at)
