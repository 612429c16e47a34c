"""Where the elements of a BPMN process are drawn. 流程图形。"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement

from attrs import frozen

from rectiflow.drawing.bpmn_process import Flow, Node, Process
from rectiflow.drawing.chart import Link
from rectiflow.drawing.layout import Layout, Rect

EVENT = 30
TIMER = 18
POOL = 30
"""How large events and timers are, and how high the pool's title is, in pixels."""

SIDE = 260
TASK = Rect(20, 60, 130, 64)
BELOW = 96
"""How wide the lane of supervision is, where its first task is and how large, how far tasks lie apart."""

Point = tuple[float, float]


def diagram(process: Process, layout: Layout) -> Element:
    """Give the diagram of `process`, drawn as the picture with that layout, supervision at its right."""
    drawn = _Drawn(process, layout)
    element = Element("bpmndi:BPMNDiagram", {"id": "diagram"})
    plane = SubElement(element, "bpmndi:BPMNPlane", {"id": "plane", "bpmnElement": "collaboration"})
    whole = Rect(0, -POOL, layout.width + SIDE, drawn.height + POOL)
    plane.append(_shape("pool", whole, isHorizontal="false"))
    for lane, place in zip(process.lanes, drawn.lanes(), strict=True):
        plane.append(_shape(lane.id, place, isHorizontal="false"))
    places = drawn.places()
    for node in process.nodes:
        plane.append(_shape(node.id, places[node.id]))
    for flow in process.flows:
        plane.append(_edge(flow, drawn.waypoints(flow, places), layout))
    return element


@frozen
class _Drawn:
    process: Process
    layout: Layout

    @property
    def height(self) -> float:
        tasks = sum(node.tag == "sendTask" for node in self.process.nodes)
        return max(self.layout.height, TASK.y + tasks * BELOW)

    def lanes(self) -> Iterator[Rect]:
        for lane in self.layout.lanes:
            yield Rect(lane.x, 0, lane.width, self.height)
        yield Rect(self.layout.width, 0, SIDE, self.height)

    def places(self) -> Mapping[str, Rect]:
        found = {node.id: self._drawn(node) for node in self.process.nodes if node.box is not None}
        beside = [node for node in self.process.nodes if node.box is None and node.timer is None]
        found |= {node.id: self._supervised(node, number // 2) for number, node in enumerate(beside)}
        return found | dict(self._timers(found))

    def waypoints(self, flow: Flow, places: Mapping[str, Rect]) -> list[Point]:
        source, target = places[flow.source], places[flow.target]
        if flow.source.startswith("timer-"):
            return self._around(source, target)
        path = self._path(flow)
        ends = path or [_middle(target), _middle(source)]
        return [_touch(source, ends[0]), *path, _touch(target, ends[-1])]

    def _drawn(self, node: Node) -> Rect:
        box = self.layout.boxes[str(node.box)]
        return box if node.tag == "userTask" else _centred(box, EVENT)

    def _timers(self, places: Mapping[str, Rect]) -> Iterator[tuple[str, Rect]]:
        """Put the timers of a task on its lower side, from the right."""
        many: Counter[str] = Counter()
        for node in self.process.nodes:
            if node.timer is not None:
                many[node.timer.task] += 1
                yield node.id, _timer(places[node.timer.task], many[node.timer.task])

    def _supervised(self, node: Node, number: int) -> Rect:
        task = Rect(self.layout.width + TASK.x, TASK.y + number * BELOW, TASK.width, TASK.height)
        if node.tag == "sendTask":
            return task
        return _centred(Rect(task.x + task.width + 20, task.y, EVENT, task.height), EVENT)

    def _path(self, flow: Flow) -> list[Point]:
        """Give the corners of the links of the picture that a flow stands for."""
        if flow.step is None:
            begun = Link(flow.source.removeprefix("start-"), flow.target)
            return list(self._corners(begun))
        before, after = self._corners(Link(flow.source, flow.step)), self._corners(Link(flow.step, flow.target))
        return [*before, _middle(self.layout.boxes[flow.step]), *after]

    def _corners(self, link: Link) -> Iterable[Point]:
        every = self.layout.links
        return every.get(link) or every.get(Link(link.source, link.target, dashed=True), ())

    def _around(self, timer: Rect, task: Rect) -> list[Point]:
        """Lead from a timer to the side under all boxes of its row, so that it passes through none."""
        row = Rect(0, timer.y, self.layout.width, timer.height / 2)
        y = max(box.y + box.height for box in self.layout.boxes.values() if box.overlaps(row)) + TIMER / 2 + 2
        x, side = timer.x + timer.width / 2, self.layout.width + TASK.x / 2
        return [(x, timer.y + timer.height), (x, y), (side, y), (side, _middle(task)[1]), (task.x, _middle(task)[1])]


def _shape(of: str, place: Rect, **more: str) -> Element:
    shape = Element("bpmndi:BPMNShape", {"id": f"{of}-shape", "bpmnElement": of, **more})
    _bounds(shape, place)
    return shape


def _edge(flow: Flow, points: Iterable[Point], layout: Layout) -> Element:
    edge = Element("bpmndi:BPMNEdge", {"id": f"{flow.id}-edge", "bpmnElement": flow.id})
    for x, y in points:
        SubElement(edge, "di:waypoint", {"x": _number(x), "y": _number(y)})
    if flow.step is not None:
        _bounds(SubElement(edge, "bpmndi:BPMNLabel"), layout.boxes[flow.step])
    return edge


def _bounds(parent: Element, place: Rect) -> None:
    size = {"width": _number(place.width), "height": _number(place.height)}
    SubElement(parent, "dc:Bounds", {"x": _number(place.x), "y": _number(place.y), **size})


def _centred(box: Rect, size: float) -> Rect:
    x, y = _middle(box)
    return Rect(x - size / 2, y - size / 2, size, size)


def _timer(task: Rect, place: int) -> Rect:
    return Rect(task.x + task.width - place * (TIMER + 6), task.y + task.height - TIMER / 2, TIMER, TIMER)


def _middle(place: Rect) -> Point:
    return place.x + place.width / 2, place.y + place.height / 2


def _touch(place: Rect, point: Point) -> Point:
    """Give the point of an element nearest to `point`, on its upright or level axis where it is an event."""
    x, y = _middle(place)
    if place.width > EVENT:
        inside_x, inside_y = place.x + place.width, place.y + place.height
        return min(max(point[0], place.x), inside_x), min(max(point[1], place.y), inside_y)
    across, along = point[0] - x, point[1] - y
    if abs(along) >= abs(across):
        return x, y + (EVENT / 2 if along > 0 else -EVENT / 2)
    return x + (EVENT / 2 if across > 0 else -EVENT / 2), y


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
