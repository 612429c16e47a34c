"""Which column and row each box stands in, so that boxes which are linked are near. 布点。"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from attrs import frozen

from rectiflow.drawing.chart import Box, Chart, Link

ROUNDS = 12
"""How often boxes are moved about at the most."""

Place = tuple[int, int]
"""A column and a row, both from 0."""


@frozen
class Grid:
    """The places of all boxes by id, and the column that each lane begins with; the last entry ends the last lane."""

    places: Mapping[str, Place]
    lanes: tuple[int, ...]
    rows: int


def grid(chart: Chart, beside: int) -> Grid:
    """Give each box a place in its lane; boxes of one layer stand in one row, or in several.

    No more than `beside` boxes of a lane stand in one row. At first a box stands as near as it can
    to what is linked to it further up. Then boxes move to free places of their lane and row, or
    change places, for as long as the links get shorter.
    """
    levels = {box.id: level for level, boxes in _shelves(chart, beside) for box in boxes}
    rows = {level: row for row, level in enumerate(sorted(set(levels.values())))}
    begins = _lanes(chart, beside)
    room = {box.id: (range(*begins[box.lane : box.lane + 2]), rows[levels[box.id]]) for box in chart.boxes}
    placing = _Placing(room, chart.links)
    for box in sorted(room, key=lambda box: room[box][1]):
        placing.place(box)
    for _ in range(ROUNDS):
        moved = [box for box in room if placing.move(box)]
        if not moved:
            break
    return Grid(placing.places, begins, len(rows))


def most_beside(chart: Chart) -> int:
    """Tell how many boxes of a lane stand in one layer at the most."""
    return max(Counter((box.lane, box.layer) for box in chart.boxes).values())


def _shelves(chart: Chart, beside: int) -> Iterator[tuple[tuple[int, int], list[Box]]]:
    """Part the boxes that share a lane and a layer, with the layer and the part's number."""
    for lane, layer in dict.fromkeys((box.lane, box.layer) for box in chart.boxes):
        boxes = [box for box in chart.boxes if (box.lane, box.layer) == (lane, layer)]
        for part, begin in enumerate(range(0, len(boxes), beside)):
            yield (layer, part), boxes[begin : begin + beside]


def _lanes(chart: Chart, beside: int) -> tuple[int, ...]:
    sizes = [1] * len(chart.lanes)
    for (lane, _), size in Counter((box.lane, box.layer) for box in chart.boxes).items():
        sizes[lane] = max(sizes[lane], min(size, beside))
    return tuple(accumulate(sizes, initial=0))


class _Placing:
    """Boxes while they find their places; `room` says for each the columns of its lane, and its row."""

    def __init__(self, room: Mapping[str, tuple[range, int]], links: Iterable[Link]) -> None:
        self.places: dict[str, Place] = {}
        self._room = room
        self._taken: dict[Place, str] = {}
        self._links: dict[str, list[Link]] = {box: [] for box in room}
        for link in links:
            self._links[link.source].append(link)
            self._links[link.target].append(link)

    def place(self, box: str) -> None:
        """Put a box into the free column that is nearest to what it is linked to."""
        columns, row = self._room[box]
        free = [column for column in columns if (column, row) not in self._taken]
        near = [self.places[other][0] for other in self._linked(box) if other in self.places]
        self._put(box, (min(free, key=lambda column: sum(abs(column - one) for one in near)), row))

    def move(self, box: str) -> bool:
        """Move a box to where the links are shorter, if there is such a place; tell whether it moved."""
        own = self.places[box]
        better = {place: saved for place in self._others(box) if (saved := self._saved(box, place)) > 0}
        if better:
            self._swap(box, own, max(better, key=lambda place: better[place]))
        return bool(better)

    def _linked(self, box: str) -> Iterator[str]:
        for link in self._links[box]:
            yield link.source if link.target == box else link.target

    def _others(self, box: str) -> list[Place]:
        columns, row = self._room[box]
        return [(column, row) for column in columns if (column, row) != self.places[box]]

    def _saved(self, box: str, place: Place) -> int:
        """Measure by how much the links of two places get shorter when their boxes change places."""
        own, other = self.places[box], self._taken.get(place)
        links = {*self._links[box], *(self._links[other] if other is not None else ())}
        before = sum(map(self._cost, links))
        self._swap(box, own, place)
        after = sum(map(self._cost, links))
        self._swap(box, place, own)
        return before - after

    def _swap(self, box: str, own: Place, place: Place) -> None:
        other = self._taken.pop(place, None)
        del self._taken[own]
        self._put(box, place)
        if other is not None:
            self._put(other, own)

    def _put(self, box: str, place: Place) -> None:
        self.places[box] = place
        self._taken[place] = box

    def _cost(self, link: Link) -> int:
        """Measure how far a link leads sideways, and how many boxes it would have to go round.

        What leads straight to the next row counts twice: that is the main way.
        """
        (column, row), (other, below) = self.places[link.source], self.places[link.target]
        onward = 2 if below == row + 1 else 1
        low, high = sorted((row, below))
        around = sum((column, between) in self._taken for between in range(low + 1, high)) if column == other else 0
        return 2 * onward * abs(column - other) + 3 * around
