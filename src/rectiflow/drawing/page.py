"""A page with the picture and its explanation, shaped so that it prints as large as it can on A4 across. 页面。"""

from collections.abc import Iterator, Sequence

from attrs import frozen

from rectiflow.drawing.chart import chart
from rectiflow.drawing.grid import most_beside
from rectiflow.drawing.languages import Languages
from rectiflow.drawing.layout import Layout, layout, plan
from rectiflow.drawing.panel import PANEL_WIDTH, Block, panel
from rectiflow.model.workflow import Workflow

GAP = 24
"""What lies between the picture and the blocks, in pixels."""

A4 = 297 / 210
"""How much wider than high the paper is."""

ROOMS = (124, 150, 190)
"""How wide states may be, in pixels."""

MOST_BESIDE = 6
"""How many boxes of a lane may stand side by side."""


@frozen
class Placed:
    """A block, and where its upper left corner is."""

    block: Block
    x: float
    y: float


@frozen
class Page:
    """A picture in the upper left corner, and the blocks to its right or below it, in pixels."""

    layout: Layout
    blocks: tuple[Placed, ...]

    @property
    def width(self) -> float:
        """How wide all of it is."""
        return max([self.layout.width, *(one.x + PANEL_WIDTH for one in self.blocks)])

    @property
    def height(self) -> float:
        """How high all of it is."""
        return max([self.layout.height, *(one.y + one.block.height for one in self.blocks)])


def page(workflow: Workflow, languages: Languages) -> Page:
    """Lay out `workflow` in the way that prints largest."""
    charts = [chart(workflow, languages, room) for room in ROOMS]
    plans = [plan(charts[0], beside) for beside in range(1, min(most_beside(charts[0]), MOST_BESIDE) + 1)]
    explained = panel(workflow, languages)
    ways = (way for drawn in charts for one in plans for way in _ways(layout(drawn, one), explained))
    return min(ways, key=lambda way: max(way.width / A4, way.height))


def _ways(laid: Layout, blocks: Sequence[Block]) -> Iterator[Page]:
    """Put the blocks to the right of the picture, or below it."""
    yield Page(laid, tuple(_stacked(blocks, [laid.width + GAP], 0)))
    many = max(int((laid.width + GAP) / (PANEL_WIDTH + GAP)), 1)
    below = [column * (PANEL_WIDTH + GAP) for column in range(many)]
    yield Page(laid, tuple(_stacked(blocks, below, laid.height + GAP)))


def _stacked(blocks: Sequence[Block], columns: Sequence[float], top: float) -> Iterator[Placed]:
    """Put each block under those of the shortest column."""
    ends = dict.fromkeys(columns, top)
    for block in blocks:
        x = min(ends, key=lambda column: ends[column])
        yield Placed(block, x, ends[x])
        ends[x] += block.height + GAP
