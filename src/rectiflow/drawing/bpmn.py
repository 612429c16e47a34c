"""A workflow as BPMN 2.0 with its diagram, for modelling tools. 业务流程模型。"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from rectiflow.drawing.bpmn_diagram import diagram
from rectiflow.drawing.bpmn_process import Flow, Node, Process, Timer, process
from rectiflow.drawing.headings import heading
from rectiflow.drawing.languages import Languages, say
from rectiflow.drawing.page import page
from rectiflow.model.promise import Deadline
from rectiflow.model.timing import Period
from rectiflow.model.workflow import Workflow

SPACES = {
    "xmlns:bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "targetNamespace": "urn:rectiflow:workflow",
}

EXPRESSION = {"xsi:type": "bpmn:tFormalExpression", "language": "urn:rectiflow:language"}

DURATIONS = {"hours": "PT{}H", "days": "P{}D", "months": "P{}M"}
"""The units of which ISO 8601 knows durations; working days are written as workflow files do."""


def bpmn(workflow: Workflow, languages: Languages) -> str:
    """Give `workflow` as a BPMN 2.0 document; see `draw`."""
    laid = page(workflow, languages).layout
    parts = process(workflow, languages, laid.chart)
    root = Element("bpmn:definitions", {**SPACES, "id": "definitions", "exporter": "rectiflow"})
    pool = SubElement(root, "bpmn:collaboration", {"id": "collaboration"})
    name = say(heading(workflow), languages)
    SubElement(pool, "bpmn:participant", {"id": "pool", "name": name, "processRef": "process"})
    root.append(_process(parts))
    root.append(diagram(parts, laid))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _process(parts: Process) -> Element:
    element = Element("bpmn:process", {"id": "process", "isExecutable": "false"})
    lanes = SubElement(element, "bpmn:laneSet", {"id": "lanes"})
    for lane in parts.lanes:
        one = SubElement(lanes, "bpmn:lane", {"id": lane.id, "name": lane.name})
        for node in parts.nodes:
            if node.lane == lane.id:
                SubElement(one, "bpmn:flowNodeRef").text = node.id
    for node in parts.nodes:
        element.append(_node(node, parts.flows))
    for flow in parts.flows:
        element.append(_flow(flow))
    return element


def _node(node: Node, flows: tuple[Flow, ...]) -> Element:
    element = Element(f"bpmn:{node.tag}", {"id": node.id, "name": node.name, **_attached(node.timer)})
    if node.remarks:
        SubElement(element, "bpmn:documentation").text = node.remarks
    for flow in flows:
        if flow.target == node.id:
            SubElement(element, "bpmn:incoming").text = flow.id
    for flow in flows:
        if flow.source == node.id:
            SubElement(element, "bpmn:outgoing").text = flow.id
    element.extend(_timing(node))
    return element


def _attached(timer: Timer | None) -> dict[str, str]:
    return {"attachedToRef": timer.task, "cancelActivity": "false"} if timer is not None else {}


def _timing(node: Node) -> Iterator[Element]:
    if node.timer is not None:
        definition = Element("bpmn:timerEventDefinition", {"id": f"{node.id}-definition"})
        deadline = node.timer.deadline
        tag = "timeDuration" if deadline.within else "timeDate"
        SubElement(definition, f"bpmn:{tag}", EXPRESSION).text = _expression(deadline)
        yield definition


def _expression(deadline: Deadline) -> str:
    """Write when a deadline falls due; of several allowances, the one that holds when no other does."""
    if not deadline.within:
        return str(deadline.due)
    last = deadline.within[-1]
    return _duration(last.allow) if last.allow is not None else last.until or last.lasts or ""


def _duration(period: Period) -> str:
    return DURATIONS[period.unit].format(period.amount) if period.unit in DURATIONS else str(period)


def _flow(flow: Flow) -> Element:
    element = Element("bpmn:sequenceFlow", {"id": flow.id, "sourceRef": flow.source, "targetRef": flow.target})
    if flow.name:
        element.set("name", flow.name)
    if flow.condition:
        SubElement(element, "bpmn:conditionExpression", EXPRESSION).text = flow.condition
    return element
