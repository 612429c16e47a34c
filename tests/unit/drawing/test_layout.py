"""What holds for the picture of any workflow."""

from collections import defaultdict
from itertools import combinations, pairwise

import pytest
from attrs import evolve
from hypothesis import given, settings

from rectiflow.drawing.chart import NARROWER, PADDING, Kind, chart
from rectiflow.drawing.grid import most_beside
from rectiflow.drawing.layout import Rect, layout, plan
from rectiflow.drawing.page import A4, page
from rectiflow.drawing.panel import PANEL_WIDTH
from rectiflow.drawing.typesetting import height, width
from rectiflow.model.stage import State
from rectiflow.model.subject import Role
from tests.drawings import BOTH, LANGUAGES, NAMES, action, bundled, made, registering, titled, workflows

EVERY = [pytest.param(name, languages, id=f"{name}-{'-'.join(languages)}") for name in NAMES for languages in LANGUAGES]


TINY = 0.001
"""A length that is only rounding, in pixels."""


def laid_out(drawn, beside):
    return layout(drawn, plan(drawn, beside))


def stretches(laid):
    """Give every straight part of every link as a thin rectangle, with its link."""
    for link, corners in laid.links.items():
        for (x, y), (to_x, to_y) in pairwise(corners):
            yield link, Rect(min(x, to_x), min(y, to_y), abs(to_x - x), abs(to_y - y))


def crosses(stretch, box):
    """Tell whether a line has a point inside a box, not only on its side."""
    across = stretch.x < box.x + box.width - TINY and box.x + TINY < stretch.x + stretch.width
    along = stretch.y < box.y + box.height - TINY and box.y + TINY < stretch.y + stretch.height
    return across and along


def covering(parts):
    """Give the links that lie on each other for some length."""
    lines = defaultdict(list)
    for link, part in parts:
        upright = part.width == 0
        low, length = (part.y, part.height) if upright else (part.x, part.width)
        lines[upright, round(part.x if upright else part.y, 2)].append((low, low + length, link))
    for beside in lines.values():
        for (low, high, one), (other_low, other_high, other) in combinations(beside, 2):
            if one != other and min(high, other_high) - max(low, other_low) > TINY:
                yield one, other


def assert_legible(laid):
    assert not [names for names in combinations(laid.boxes, 2) if laid.boxes[names[0]].overlaps(laid.boxes[names[1]])]
    parts = list(stretches(laid))
    for link, part in parts:
        assert 0 in {part.width, part.height}, f"{link} leads aslant"
        assert not [name for name, box in laid.boxes.items() if crosses(part, box)], link
    assert not list(covering(parts))


def assert_ends_at_boxes(laid):
    for link, corners in laid.links.items():
        for name, (x, y) in ((link.source, corners[0]), (link.target, corners[-1])):
            box = laid.boxes[name]
            on_side = x in {box.x, box.x + box.width} and box.y <= y <= box.y + box.height
            on_end = y in {box.y, box.y + box.height} and box.x <= x <= box.x + box.width
            assert on_side or on_end, link


@settings(max_examples=50)
@given(workflows())
def test_no_box_covers_another_and_no_link_covers_a_box_or_another_link(workflow):
    drawn = chart(workflow, BOTH, 150)
    for beside in {1, most_beside(drawn)}:
        laid = laid_out(drawn, beside)
        assert_legible(laid)
        assert_ends_at_boxes(laid)


@pytest.mark.parametrize(("name", "languages"), EVERY)
def test_the_bundled_pictures_are_legible(name, languages):
    laid = page(bundled(name), languages).layout
    assert_legible(laid)
    assert_ends_at_boxes(laid)


@pytest.mark.parametrize(("name", "languages"), EVERY)
def test_text_stays_inside_its_box(name, languages):
    laid = page(bundled(name), languages).layout
    for box in laid.chart.boxes:
        lines = [line for part in box.parts for line in part]
        assert max(width(line.text, line.size) for line in lines) <= box.width - 2 * PADDING
        assert sum(height(part) for part in box.parts) <= laid.boxes[box.id].height


@pytest.mark.parametrize(("name", "languages"), EVERY)
def test_the_titles_of_lanes_stay_inside_their_lanes(name, languages):
    laid = page(bundled(name), languages).layout
    for title, lane in zip(laid.titles, laid.lanes, strict=True):
        assert max(width(line.text, line.size) for line in title) <= lane.width
        assert height(title) <= laid.header


@pytest.mark.parametrize(("name", "languages"), EVERY)
def test_each_box_stands_in_the_lane_of_whoever_holds_the_issue(name, languages):
    workflow, laid = bundled(name), page(bundled(name), languages).layout
    for state in workflow.states.values():
        box = laid.boxes[f"state-{state.name}"]
        title = workflow.roles[state.held_by].zh if not state.final else "办结"
        at = [lane.zh for lane in laid.chart.lanes].index(title)
        lane = laid.lanes[at]
        assert lane.x <= box.x
        assert box.x + box.width <= lane.x + lane.width
        assert box.y >= laid.header
        assert box.y + box.height <= lane.height


@pytest.mark.parametrize(("name", "languages"), EVERY)
def test_the_explanation_covers_neither_the_picture_nor_itself(name, languages):
    laid = page(bundled(name), languages)
    blocks = [Rect(one.x, one.y, PANEL_WIDTH, one.block.height) for one in laid.blocks]
    picture = Rect(0, 0, laid.layout.width, laid.layout.height)
    assert not [both for both in combinations([picture, *blocks], 2) if both[0].overlaps(both[1])]
    for placed in laid.blocks:
        for entry in placed.block.entries:
            assert all(width(line.text, line.size) <= PANEL_WIDTH - entry.indent for line in entry.part)


@pytest.mark.parametrize(("name", "languages"), EVERY)
def test_an_em_of_small_print_is_at_least_1_3_millimetres_on_a4(name, languages):
    laid = page(bundled(name), languages)
    across_the_paper = max(laid.width / A4, laid.height) + 90
    assert 11 / across_the_paper * 194 >= 1.3


def test_an_action_from_many_states_names_them_instead_of_drawing_a_line_from_each():
    states = [titled(State, f"s{number}", held_by="clerk") for number in range(7)]
    ended = titled(State, "ended", final=True)
    many = action("withdraw", [state.name for state in states], ["ended"], by=("reporter",))
    drawn = chart(made([*states, ended], [registering("s0"), many]), BOTH, 190)
    step = next(box for box in drawn.boxes if box.id == "step-withdraw-1")
    assert [link.target for link in drawn.links if link.source == "s0"] == []
    assert not [link for link in drawn.links if link.target == step.id]
    text = "".join(line.text for part in step.parts for line in part)
    assert all(state.zh in text for state in states)


def test_the_way_back_is_dashed_and_nothing_else_is():
    drawn = chart(bundled("repair_request"), BOTH, 190)
    back = {box.id for box in drawn.boxes if box.kind is Kind.WAY_BACK}
    assert back == {"step-reopen-1"}
    assert {link for link in drawn.links if link.dashed} == {
        link for link in drawn.links if back & {link.source, link.target}
    }


def test_a_step_lies_between_the_states_that_it_joins():
    drawn = chart(bundled("repair_request"), BOTH, 190)
    layers = {box.id: box.layer for box in drawn.boxes}
    assert layers["step-register-1"] < layers["state-registered"] < layers["step-assign-1"] < layers["state-rectifying"]
    assert layers["state-rectifying"] < layers["step-verify-2"] < layers["state-verifying"] < layers["step-verify-1"]


def test_steps_are_narrower_than_states_and_no_lane_is_empty():
    laid = page(bundled("incident"), BOTH).layout
    assert {box.width for box in laid.chart.boxes if box.kind in {Kind.STATE, Kind.FINAL}} == {
        box.width + NARROWER for box in laid.chart.boxes if box.kind not in {Kind.STATE, Kind.FINAL}
    }
    held = defaultdict(list)
    for box in laid.chart.boxes:
        held[box.lane].append(box)
    assert sorted(held) == list(range(len(laid.chart.lanes)))


def test_a_chain_in_one_lane_is_one_straight_line():
    states = [titled(State, f"s{number}", held_by="clerk") for number in range(3)]
    laid = laid_out(
        chart(made(states, [registering("s0"), action("a", ["s0"], ["s1"]), action("b", ["s1"], ["s2"])]), BOTH, 150), 1
    )
    middle = laid.boxes["state-s0"].x + 75
    assert {x for corners in laid.links.values() for x, _ in corners} == {middle}


def test_many_lines_into_one_state_all_end_at_its_box():
    states = [titled(State, name, held_by="clerk") for name in ("one", "other")]
    many = [action(f"a{number}", ["one"], ["other"]) for number in range(16)]
    drawn = chart(made(states, [registering("one"), *many]), BOTH, 150)
    for beside in (1, 4, most_beside(drawn)):
        laid = laid_out(drawn, beside)
        assert_legible(laid)
        assert_ends_at_boxes(laid)


def test_fewer_boxes_beside_each_other_make_the_picture_narrower_and_higher():
    drawn = chart(bundled("incident"), BOTH, 150)
    wide, narrow = laid_out(drawn, most_beside(drawn)), laid_out(drawn, 1)
    assert narrow.width < wide.width
    assert narrow.height > wide.height


def test_what_has_ended_stands_below_all_that_lead_there():
    layers = {box.id: box.layer for box in chart(bundled("permit_receipt"), BOTH, 150).boxes}
    before = ("received", "checked", "determined", "confirmed")
    assert all(layers[f"state-{name}"] < layers["step-decide-1"] < layers["state-settled"] for name in before)


def test_a_state_that_nobody_holds_has_not_ended():
    states = [titled(State, "waiting"), titled(State, "ended", final=True)]
    drawn = chart(made(states, [registering("waiting"), action("end", ["waiting"], ["ended"])]), BOTH, 150)
    assert [lane.zh for lane in drawn.lanes] == ["责任方", "办结"]


def test_a_long_name_of_a_lane_is_broken():
    workflow = bundled("repair_request")
    long = evolve(workflow, roles=workflow.roles | {"clerk": titled(Role, "clerk", zh="受理人" * 20)})
    laid = laid_out(chart(long, BOTH, 150), 1)
    assert max(width(line.text, line.size) for line in laid.titles[0]) <= laid.lanes[0].width
    assert height(laid.titles[0]) <= laid.header
