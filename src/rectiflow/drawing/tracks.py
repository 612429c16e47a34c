"""Tracks beside each other for the links that share a line, so that none covers another. 分道。"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from attrs import frozen

from rectiflow.drawing.chart import Link
from rectiflow.drawing.routing import Point

TRACK = 13
"""How far tracks lie apart in gutters, in pixels."""

SPREAD = {True: 90, False: 22}
"""How far the tracks through a column (True) or a row (False) lie apart in all, so that they end at boxes."""

Channel = tuple[bool, int]
"""Whether the line is vertical, and its number."""


@frozen(order=True)
class Stretch:
    """A straight part of a link: the `number`th, in a channel, from `low` to `high` along it.

    Stretches sort by where their link comes from and goes to, across the channel.
    """

    leaning: int
    low: float
    high: float
    link: int
    number: int
    channel: Channel


def tracks(routes: Mapping[Link, Sequence[Point]]) -> Mapping[tuple[int, int], tuple[Channel, float]]:
    """Give, for each stretch of each link (by their numbers), its channel and its distance from the middle of it."""
    every = [stretch for number, path in enumerate(routes.values()) for stretch in _stretches(number, path)]
    every.sort(key=lambda one: (one.channel, one.low, one))
    found: dict[tuple[int, int], tuple[Channel, float]] = {}
    for channel, sharing in groupby(every, key=lambda one: one.channel):
        for cluster in _clusters(sharing):
            for stretch, offset in _side_by_side(cluster):
                found[stretch.link, stretch.number] = channel, offset
    return found


def _stretches(link: int, path: Sequence[Point]) -> Iterator[Stretch]:
    last = len(path) - 2
    for number, (begin, end) in enumerate(pairwise(path)):
        vertical = begin[0] == end[0]
        along, across = (1, 0) if vertical else (0, 1)
        inward = 0.5 if begin[along] < end[along] else -0.5
        ends = [begin[along] + inward * (number == 0), end[along] - inward * (number == last)]
        yield Stretch(
            leaning=path[max(number - 1, 0)][across] + path[min(number + 2, last + 1)][across],
            low=min(ends),
            high=max(ends),
            link=link,
            number=number,
            channel=(vertical, begin[across]),
        )


def _clusters(stretches: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    """Part the stretches of a channel, sorted by their beginning, where none reaches into the next."""
    cluster: list[Stretch] = []
    for stretch in stretches:
        if cluster and stretch.low > max(one.high for one in cluster):
            yield cluster
            cluster = []
        cluster.append(stretch)
    yield cluster


def _side_by_side(cluster: Sequence[Stretch]) -> Iterator[tuple[Stretch, float]]:
    """Give each stretch the first track beyond those that it would touch."""
    placed: list[tuple[Stretch, int]] = []
    for stretch in sorted(cluster):
        touching = [track for other, track in placed if other.low <= stretch.high and stretch.low <= other.high]
        placed.append((stretch, max(touching, default=-1) + 1))
    vertical, line = cluster[0].channel
    last = max(track for _, track in placed)
    apart = min(TRACK, SPREAD[vertical] / max(last, 1)) if line % 2 else TRACK
    yield from ((stretch, (track - last / 2) * apart) for stretch, track in placed)
