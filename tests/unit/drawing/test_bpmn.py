"""The BPMN document is one that modelling tools can read."""

import xml.etree.ElementTree as ET
from collections import Counter

import pytest
from hypothesis import given, settings

from rectiflow.drawing import draw
from tests.drawings import BOTH, NAMES, bundled, workflows

MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
BOUNDS = "{http://www.omg.org/spec/DD/20100524/DC}Bounds"
NODES = {f"{MODEL}{tag}" for tag in ("startEvent", "endEvent", "userTask", "sendTask", "boundaryEvent")}
REFERENCES = ("sourceRef", "targetRef", "attachedToRef", "processRef", "bpmnElement")


class Document:
    """A BPMN document, taken apart."""

    def __init__(self, workflow):
        self.root = ET.XML(draw(workflow, "bpmn", BOTH))
        self.process = self.root.find(f"{MODEL}process")
        self.nodes = {one.get("id"): one for one in self.process if one.tag in NODES}
        self.flows = {one.get("id"): one for one in self.process.iter(f"{MODEL}sequenceFlow")}
        self.shapes = {one.get("bpmnElement"): one for one in self.root.iter(f"{DI}BPMNShape")}
        self.edges = {one.get("bpmnElement"): one for one in self.root.iter(f"{DI}BPMNEdge")}

    def ids(self):
        return [one.get("id") for one in self.root.iter() if one.get("id")]

    def tag(self, node):
        return self.nodes[node].tag.removeprefix(MODEL)

    def bounds(self, element):
        return {name: float(value) for name, value in self.shapes[element].find(BOUNDS).attrib.items()}


def assert_sound(document):
    ids = document.ids()
    assert len(ids) == len(set(ids))
    for element in document.root.iter():
        assert all(element.get(name) in ids for name in REFERENCES if element.get(name) is not None)
    assert set(document.shapes) == {"pool", *document.nodes, *(f"lane-{name}" for name in lanes_of(document))}
    assert set(document.edges) == set(document.flows)
    assert all(len(edge.findall(WAYPOINT)) >= 2 for edge in document.edges.values())


def lanes_of(document):
    return [one.get("id").removeprefix("lane-") for one in document.process.iter(f"{MODEL}lane")]


@settings(max_examples=30)
@given(workflows())
def test_identifiers_are_unique_references_lead_somewhere_and_all_is_drawn(workflow):
    assert_sound(Document(workflow))


@pytest.mark.parametrize("name", NAMES)
def test_the_bundled_workflows_give_sound_documents(name):
    assert_sound(Document(bundled(name)))


@pytest.mark.parametrize("name", NAMES)
def test_each_node_stands_in_exactly_one_lane(name):
    document = Document(bundled(name))
    assert Counter(one.text for one in document.process.iter(f"{MODEL}flowNodeRef")) == Counter(list(document.nodes))


@pytest.mark.parametrize("name", NAMES)
def test_states_are_tasks_and_final_ones_end_events(name):
    document = Document(bundled(name))
    for state in bundled(name).states.values():
        assert document.tag(f"state-{state.name}") == ("endEvent" if state.final else "userTask")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_flows_into_a_start_or_a_timer_or_out_of_an_end(name):
    document = Document(bundled(name))
    for flow in document.flows.values():
        assert document.tag(flow.get("targetRef")) not in {"startEvent", "boundaryEvent"}
        assert document.tag(flow.get("sourceRef")) != "endEvent"
    for node, element in document.nodes.items():
        said = {one.text for one in element.findall(f"{MODEL}outgoing")}
        assert said == {name for name, flow in document.flows.items() if flow.get("sourceRef") == node}
        assert said or document.tag(node) == "endEvent"


@pytest.mark.parametrize("name", NAMES)
def test_each_deadline_is_a_timer_at_each_task_in_which_it_runs_and_interrupts_nothing(name):
    document, workflow = Document(bundled(name)), bundled(name)
    wanted = {(one.name, f"state-{state}") for one in workflow.deadlines.values() for state in one.runs_in}
    timers = {node: one for node, one in document.nodes.items() if document.tag(node) == "boundaryEvent"}
    assert {(node.split("-")[1], one.get("attachedToRef")) for node, one in timers.items()} == wanted
    assert {one.get("cancelActivity") for one in timers.values()} == {"false"}
    assert all(len(one.findall(f"{MODEL}timerEventDefinition")) == 1 for one in timers.values())


def test_a_duration_is_written_by_iso_8601_where_that_knows_its_unit():
    texts = [one.text for one in Document(bundled("helpdesk")).root.iter(f"{MODEL}timeDuration")]
    assert set(texts) == {"P15D", "P45D", "2 working days", "15 working days"}
    dates = [one.text for one in Document(bundled("permit_receipt")).root.iter(f"{MODEL}timeDate")]
    assert set(dates) == {"deadline"}


@pytest.mark.parametrize("name", NAMES)
def test_of_several_ways_out_of_a_task_each_says_when_it_is_taken(name):
    document = Document(bundled(name))
    leaving = Counter(flow.get("sourceRef") for flow in document.flows.values())
    for flow in document.flows.values():
        conditional = flow.find(f"{MODEL}conditionExpression") is not None
        assert conditional == (leaving[flow.get("sourceRef")] > 1)


def test_a_condition_names_the_action_and_what_else_must_hold():
    document = Document(bundled("repair_request"))
    flow = document.flows["flow-verifying-step-verify-1"]
    assert flow.find(f"{MODEL}conditionExpression").text == 'action = "verify" and verdict = "fixed"'


@pytest.mark.parametrize("name", NAMES)
def test_timers_sit_on_their_task_beside_each_other(name):
    document = Document(bundled(name))
    taken = set()
    for node, element in document.nodes.items():
        if document.tag(node) == "boundaryEvent":
            task, timer = document.bounds(element.get("attachedToRef")), document.bounds(node)
            assert timer["y"] + timer["height"] / 2 == pytest.approx(task["y"] + task["height"], abs=0.02)
            assert task["x"] <= timer["x"]
            assert timer["x"] + timer["width"] <= task["x"] + task["width"]
            assert (timer["x"], timer["y"]) not in taken
            taken.add((timer["x"], timer["y"]))
