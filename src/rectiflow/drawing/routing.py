"""The way of each link around the boxes, along rows, columns and the gutters between them. 布线。

The map has a line for each column and row and one for each gutter: lines with an even number are
gutters, odd ones go through the middle of boxes. A link may cross every place that holds no box.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import pairwise

from rectiflow.drawing.chart import Link
from rectiflow.drawing.grid import Grid, Place

Point = tuple[int, int]
"""The numbers of a vertical and a horizontal line."""

Heading = tuple[int, int]

ACROSS, ALONG, BEND, SIDE, BUSY = 9, 4, 7, 12, 1
"""What a step sideways costs, one up or down, a bend, leaving or entering a box by its side, a used line."""

HEADINGS: tuple[Heading, ...] = ((0, 1), (0, -1), (1, 0), (-1, 0))


def routes(links: Sequence[Link], grid: Grid) -> Mapping[Link, tuple[Point, ...]]:
    """Give the corners of each link, its ends being the middles of its boxes; near ones are laid first."""
    middles = {name: _middle(place) for name, place in grid.places.items()}
    used: Counter[frozenset[Point]] = Counter()
    found: dict[Link, tuple[Point, ...]] = {}
    for link in sorted(links, key=lambda link: _distance(middles[link.source], middles[link.target])):
        path = _Search(grid, frozenset(middles.values()), used).path(middles[link.source], middles[link.target])
        used.update(map(frozenset, pairwise(path)))
        found[link] = tuple(_corners(path))
    return {link: found[link] for link in links}


def _middle(place: Place) -> Point:
    return 2 * place[0] + 1, 2 * place[1] + 1


def _at_least(point: Point, target: Point) -> int:
    """Tell what the rest of a way costs at the least."""
    return ACROSS * abs(point[0] - target[0]) + ALONG * abs(point[1] - target[1])


def _distance(one: Point, other: Point) -> int:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _corners(path: Sequence[Point]) -> Iterator[Point]:
    yield path[0]
    for before, point, after in zip(path, path[1:], path[2:], strict=False):
        if before[0] != after[0] and before[1] != after[1]:
            yield point
    yield path[-1]


class _Search:
    """Looks for the cheapest way (A*, with the heading as part of the place)."""

    def __init__(self, grid: Grid, taken: frozenset[Point], used: Counter[frozenset[Point]]) -> None:
        self._size = 2 * grid.lanes[-1], 2 * grid.rows
        self._taken = taken
        self._used = used

    def path(self, source: Point, target: Point) -> list[Point]:
        """Give every point from `source` to `target`."""
        best: dict[tuple[Point, Heading], tuple[Point, Heading]] = {}
        queue = [(0, self._leaving(heading, source, target), source, heading, source, heading) for heading in HEADINGS]
        queue.sort()
        while queue:
            _, cost, point, heading, before, came = heappop(queue)
            if (point, heading) in best:
                continue
            best[point, heading] = (before, came)
            if point == target:
                return list(self._back(best, point, heading, source))[::-1]
            for turn in HEADINGS if point != source else (heading,):
                step = self._step(point, heading, turn, target)
                if step is not None:
                    total = cost + step[0]
                    heappush(queue, (total + _at_least(step[1], target), total, step[1], turn, point, heading))
        raise AssertionError((source, target))

    def _leaving(self, heading: Heading, source: Point, target: Point) -> int:
        """Cost the side by which a link leaves: best is the one that faces its target."""
        wanted = (0, 1) if target[1] > source[1] else (0, -1)
        return 0 if heading == wanted else SIDE

    def _step(self, point: Point, heading: Heading, turn: Heading, target: Point) -> tuple[int, Point] | None:
        after = point[0] + turn[0], point[1] + turn[1]
        inside = 0 <= after[0] <= self._size[0] and 0 <= after[1] <= self._size[1]
        if not inside or (after in self._taken and after != target) or turn == (-heading[0], -heading[1]):
            return None
        cost = ACROSS if turn[0] else ALONG
        cost += BEND * (turn != heading) + BUSY * self._used[frozenset((point, after))]
        return cost + SIDE * (after == target and bool(turn[0])), after

    def _back(
        self,
        best: Mapping[tuple[Point, Heading], tuple[Point, Heading]],
        point: Point,
        heading: Heading,
        source: Point,
    ) -> Iterable[Point]:
        while point != source:
            yield point
            point, heading = best[point, heading]
        yield source
