"""The picture on paper: type that can be read, and no box that is cut on every sheet."""

import re
from itertools import pairwise

import pytest

from rectiflow.drawing import draw
from rectiflow.drawing.chart import SMALL
from rectiflow.drawing.layout import Rect
from rectiflow.drawing.sheets import A3, A4, EDGE, LEAST_TYPE, POINTS, paper, sheets
from rectiflow.drawing.svg import picture
from tests.drawings import LANGUAGES, bundled, shipped

LARGE = ("petition_case", "npc_work_review", "accountability_measure")


def printed(sheet, on):
    """Give the size in points of the smallest type on a sheet that fills its paper."""
    scale = min((on.width - EDGE) / sheet.width, (on.height - EDGE) / sheet.height)
    return SMALL * scale * POINTS


def inside(box, sheet):
    across = sheet.x <= box.x and box.x + box.width <= sheet.x + sheet.width
    return across and sheet.y <= box.y and box.y + box.height <= sheet.y + sheet.height


def boxes(root):
    for one in root.iter("rect"):
        if one.get("class") == "box":
            yield Rect(*(float(one.get(name)) for name in ("x", "y", "width", "height")))


@pytest.mark.parametrize("languages", LANGUAGES, ids="-".join)
@pytest.mark.parametrize("name", LARGE)
def test_type_can_be_read_and_every_box_is_whole_on_some_sheet(name, languages):
    root, whole = picture(shipped(name), languages)
    cut = sheets(whole)
    assert all(printed(sheet, paper(whole)) >= LEAST_TYPE for sheet in cut)
    assert [box for box in boxes(root) if not any(inside(box, sheet) for sheet in cut)] == []


@pytest.mark.parametrize(
    ("width", "height", "many"), [(1400, 900, 1), (2000, 1400, 1), (2200, 900, 2), (4100, 1500, 6)]
)
def test_a_picture_prints_on_as_few_sheets_as_its_type_allows(width, height, many):
    whole = Rect(-20, -60, width, height)
    cut = sheets(whole)
    assert len(cut) == many
    assert all(printed(sheet, paper(whole)) >= LEAST_TYPE for sheet in cut)
    assert (cut[0].x, cut[0].y) == (whole.x, whole.y)
    assert (cut[-1].x + cut[-1].width, cut[-1].y + cut[-1].height) == pytest.approx((width - 20, height - 60))
    assert all(left.x + left.width > right.x for left, right in pairwise(cut))


def test_a_small_picture_prints_on_a4():
    assert paper(Rect(0, 0, 1400, 900)) is A4
    assert paper(Rect(0, 0, 1600, 900)) is A3


def test_the_page_has_a_sheet_for_each_part_and_names_its_paper():
    for name, workflow in (("A3", shipped("petition_case")), ("A4", bundled("repair_request"))):
        text = draw(workflow, "html", ("zh",))
        _, whole = picture(workflow, ("zh",))
        assert f"size: {paper(whole).name} landscape" in text
        assert text.count('class="sheet"') == len(sheets(whole))
        assert set(re.findall(r'href="([^"]*)"', text)) == {"#drawn"}
        assert name == paper(whole).name
