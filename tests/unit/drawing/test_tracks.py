"""Links that share a line lie beside each other on it."""

from rectiflow.drawing.chart import Link
from rectiflow.drawing.tracks import TRACK, tracks


def offsets(*paths):
    """Give the distances of the first stretches of some links from the middle of their line."""
    laid = tracks({Link(f"from-{number}", f"to-{number}"): path for number, path in enumerate(paths)})
    return [laid[number, 0][1] for number in range(len(paths))]


def test_one_link_alone_lies_in_the_middle():
    assert offsets(((1, 1), (1, 3))) == [0]


def test_links_on_one_line_lie_a_track_apart():
    assert sorted(offsets(((2, 0), (2, 4)), ((2, 2), (2, 6)))) == [-TRACK / 2, TRACK / 2]


def test_links_that_meet_nowhere_share_a_track():
    assert offsets(((2, 0), (2, 2)), ((2, 4), (2, 6))) == [0, 0]


def test_links_that_end_at_both_sides_of_a_box_are_in_line():
    assert offsets(((1, 1), (1, 3)), ((1, 5), (1, 3))) == [0, 0]


def test_however_many_links_end_at_a_box_they_end_on_its_side():
    assert max(map(abs, offsets(*[((1, 1), (1, 3))] * 30))) <= 45
    assert max(map(abs, offsets(*[((1, 1), (3, 1))] * 30))) <= 11


def test_the_link_that_turns_left_lies_left():
    turning = ((4, 1), (2, 1), (2, 5), (0, 5)), ((4, 1), (2, 1), (2, 5), (4, 5))
    laid = tracks({Link(str(number), "x"): path for number, path in enumerate(turning)})
    assert laid[0, 1][1] < laid[1, 1][1]
