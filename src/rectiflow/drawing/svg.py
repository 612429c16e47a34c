"""The picture itself, as a standalone SVG. 流程图。"""

from collections.abc import Iterator, Sequence
from math import hypot
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from rectiflow.drawing.chart import PADDING, SMALL, Box, Kind, Link
from rectiflow.drawing.headings import heading
from rectiflow.drawing.languages import Languages, say
from rectiflow.drawing.layout import Layout, Rect
from rectiflow.drawing.page import Page, Placed, page
from rectiflow.drawing.panel import GAP, MARK, SAMPLE, Entry
from rectiflow.drawing.typesetting import Line, Part, height, lines
from rectiflow.model.workflow import Workflow

MARGIN = 20
ROUNDING = 5
ROUND = 24
TITLE = 20
BELOW_TITLE = 16
"""The white around the page, how round bends and beginnings are, the title's size and what lies below it, in pixels."""

DRAWN = "drawn"
"""The id of everything that is drawn."""

FONTS = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',SimHei,sans-serif"

STYLE = """
rect, path, line { fill: none; stroke: black; stroke-width: 1.2 }
rect.page { fill: white; stroke: none }
rect.lane { stroke: #777; stroke-width: 1 }
rect.head { fill: #eee }
.box { fill: white }
.state .box, .final .box { stroke-width: 2.2 }
.way_back, path.way_back { stroke-dasharray: 7 3 }
line.rule { stroke: #777; stroke-width: 0.8 }
marker path { fill: black; stroke: none }
text { fill: black; stroke: none }
"""

Point = tuple[float, float]


def svg(workflow: Workflow, languages: Languages) -> str:
    """Draw `workflow` as an SVG for A4 across that needs nothing else; see `draw`."""
    root, _ = picture(workflow, languages)
    indent(root)
    return tostring(root, encoding="unicode") + "\n"


def picture(workflow: Workflow, languages: Languages) -> tuple[Element, Rect]:
    """Give the picture as an element, for a page to hold, and what it covers, in pixels."""
    laid = page(workflow, languages)
    name = say(heading(workflow), languages)
    title = lines(name, TITLE, laid.width, bold=True)
    whole = _whole(laid, height(title) + BELOW_TITLE)
    root = _root(whole, name)
    drawn = SubElement(root, "g", {"id": DRAWN, "font-family": FONTS})
    _rect(drawn, whole, "page")
    _texts(drawn, title, laid.width / 2, -height(title) - BELOW_TITLE)
    _lanes(drawn, laid.layout)
    for link, corners in laid.layout.links.items():
        drawn.append(_link(link, corners))
    for box in laid.layout.chart.boxes:
        drawn.append(_box(box, laid.layout.boxes[box.id]))
    for placed in laid.blocks:
        drawn.append(_block(placed))
    return root, whole


def view(part: Rect) -> str:
    """Write the part of a picture that an element shows, as its `viewBox`."""
    return " ".join(map(_number, (part.x, part.y, part.width, part.height)))


def _whole(laid: Page, above: float) -> Rect:
    return Rect(-MARGIN, -MARGIN - above, laid.width + 2 * MARGIN, laid.height + 2 * MARGIN + above)


def _root(whole: Rect, title: str) -> Element:
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": view(whole), "role": "img"})
    SubElement(root, "title").text = title
    SubElement(root, "style").text = STYLE
    size = {"viewBox": "0 0 10 10", "refX": "9", "refY": "5", "markerWidth": "8", "markerHeight": "8"}
    marker = SubElement(SubElement(root, "defs"), "marker", {"id": "arrow", "orient": "auto", **size})
    SubElement(marker, "path", {"d": "M0 1L10 5L0 9z"})
    return root


def _lanes(parent: Element, laid: Layout) -> None:
    for title, lane in zip(laid.titles, laid.lanes, strict=True):
        _rect(parent, Rect(lane.x, lane.y, lane.width, laid.header), "lane head")
        _rect(parent, lane, "lane")
        _texts(parent, title, lane.x + lane.width / 2, lane.y + (laid.header - height(title)) / 2)


def _link(link: Link, corners: Sequence[Point]) -> Element:
    kind = {"class": "way_back"} if link.dashed else {}
    return Element("path", {"d": "".join(_rounded(corners)), "marker-end": "url(#arrow)", **kind})


def _rounded(corners: Sequence[Point]) -> Iterator[str]:
    """Draw a line through the corners, each bend a small curve."""
    yield f"M{_pair(corners[0])}"
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        yield f"L{_pair(_towards(corner, before))}Q{_pair(corner)} {_pair(_towards(corner, after))}"
    yield f"L{_pair(corners[-1])}"


def _towards(corner: Point, other: Point) -> Point:
    share = min(ROUNDING / (hypot(other[0] - corner[0], other[1] - corner[1]) or 1), 0.5)
    return corner[0] + share * (other[0] - corner[0]), corner[1] + share * (other[1] - corner[1])


def _box(box: Box, place: Rect) -> Element:
    group = Element("g", {"id": box.id, "class": box.kind})
    _shape(group, box.kind, place)
    y = place.y
    for number, part in enumerate(box.parts):
        if number:
            _rule(group, place.x, place.x + place.width, y + PADDING / 2)
        y = _texts(group, part, place.x + place.width / 2, y + PADDING)
    return group


def _shape(group: Element, kind: Kind, place: Rect) -> None:
    round_ = {Kind.STATE: 0, Kind.FINAL: 0, Kind.START: min(ROUND, place.height / 2)}.get(kind, 6)
    _rect(group, place, "box", rx=_number(round_))
    if kind is Kind.FINAL:
        _rect(group, Rect(place.x + 4, place.y + 4, place.width - 8, place.height - 8), "inner")
    if kind is Kind.JUDGING:
        _rect(group, Rect(place.x + 3, place.y + 3, place.width - 6, place.height - 6), "inner", rx=_number(round_ - 2))


def _block(placed: Placed) -> Element:
    group = Element("g", {"class": "block"})
    y = _texts(group, placed.block.title, placed.x, placed.y, anchor="start") + GAP
    for entry in placed.block.entries:
        _sign(group, entry, placed.x, y)
        _texts(group, entry.part, placed.x + entry.indent, y, anchor="start")
        y += entry.height
    return group


def _sign(group: Element, entry: Entry, x: float, y: float) -> None:
    if entry.sample is None:
        _texts(group, (Line(entry.mark, SMALL),), x + entry.indent - MARK, y, anchor="start")
    else:
        sample = SubElement(group, "g", {"class": entry.sample})
        _shape(sample, entry.sample, Rect(x + 1, y + 1, SAMPLE - 10, entry.height - GAP))


def _texts(parent: Element, part: Part, x: float, y: float, anchor: str = "middle") -> float:
    """Set lines from `y` downwards; give where they end."""
    for line in part:
        y += line.height
        weight = {"font-weight": "bold"} if line.bold else {}
        place = {"x": _number(x), "y": _number(y - line.size * 0.3), "text-anchor": anchor}
        SubElement(parent, "text", {**place, "font-size": str(line.size), **weight}).text = line.text
    return y


def _rect(parent: Element, place: Rect, kind: str, **more: str) -> None:
    size = {"width": _number(place.width), "height": _number(place.height)}
    SubElement(parent, "rect", {"class": kind, "x": _number(place.x), "y": _number(place.y), **size, **more})


def _rule(parent: Element, left: float, right: float, y: float) -> None:
    ends = {"x1": _number(left), "x2": _number(right), "y1": _number(y), "y2": _number(y)}
    SubElement(parent, "line", {"class": "rule", **ends})


def _pair(point: Point) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
