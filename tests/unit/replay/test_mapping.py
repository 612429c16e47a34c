"""A mapping says which column and activity is what; whatever it gets wrong is named with its place."""

import pytest

from rectiflow.definitions.parse import read_workflow
from rectiflow.errors import DefinitionError
from rectiflow.replay.mapping import Activity, read_map
from tests.logs import HELPDESK, INCIDENT, RECEIPT

WORKFLOW = read_workflow(RECEIPT.read_bytes(), "permit_receipt.yaml")


def mapping(text):
    return read_map(text.encode(), "a.map", WORKFLOW)


def problems(text):
    with pytest.raises(DefinitionError) as wrong:
        mapping(text)
    return [(one.line, one.code, one.message.en) for one in wrong.value.problems]


@pytest.mark.parametrize("workflow", [RECEIPT, INCIDENT, HELPDESK], ids=lambda path: path.stem)
def test_the_bundled_mappings_fit_their_workflows(workflow):
    text = workflow.with_suffix(".map").read_bytes()

    log_map = read_map(text, "bundled.map", read_workflow(workflow.read_bytes(), workflow.name))

    assert log_map.map == workflow.stem


@pytest.mark.parametrize("workflow", [RECEIPT, INCIDENT, HELPDESK], ids=lambda path: path.stem)
def test_no_action_of_the_bundled_workflows_starts_from_every_state(workflow):
    definition = read_workflow(workflow.read_bytes(), workflow.name)
    resting = {state.name for state in definition.states.values() if not state.final}

    assert all(set(action.sources) < resting for action in definition.actions.values())


def test_an_activity_may_be_written_as_its_action():
    written = mapping("{map: permit_receipt, activities: {A: check, B: {action: check}}}")

    assert written.activities == {"A": Activity(action="check"), "B": Activity(action="check")}


def test_columns_come_from_xes_unless_the_map_says_otherwise():
    columns = mapping("{map: permit_receipt, activities: {}, log: {activity: [a, b], zone: Asia/Shanghai}}").log

    assert (columns.case, columns.activity, columns.zone.key) == ("case:concept:name", ("a", "b"), "Asia/Shanghai")


def test_the_columns_that_actions_are_handed_are_known():
    written = mapping(
        """
        map: permit_receipt
        activities: {}
        actions:
          register: {fields: {deadline: due}, binds: {responsible: person}}
        """
    )

    assert written.columns() == {"due", "person"}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("activities: {A: chek}", (3, "RF204", "there is no action 'chek' here")),
        ("activities: {A: {action: check, when: {gone: check}}}", (3, "RF201", "there is no state 'gone' here")),
        ("activities: {A: {action: check, fields: {colour: red}}}", (3, "RF203", "there is no field 'colour' here")),
        ("actions: {check: {fields: {channel: c}}}", (3, "RF203", "there is no field 'channel' here")),
        ("actions: {check: {binds: {responsible: c}}}", (3, "RF202", "there is no role 'responsible' here")),
        ("actions: {chek: {fields: {channel: c}}}", (3, "RF204", "there is no action 'chek' here")),
        ("roles: {groups: {G: [boss]}}", (3, "RF202", "there is no role 'boss' here")),
        ("roles: {people: {Eva: [boss]}}", (3, "RF202", "there is no role 'boss' here")),
        ("responsible: {unit: boss}", (3, "RF202", "there is no role 'boss' here")),
        ("counts: {n: {zh: 数, en: N, then: [chek]}}", (3, "RF204", "there is no action 'chek' here")),
        ("counts: {n: {zh: 数}}", (3, "RF102", "'en' is missing")),
        ("colums: {}", (3, "RF101", "unknown key 'colums'")),
        ("log: {zone: Mars/Olympus}", (3, "RF108", "there is no time zone 'Mars/Olympus'")),
        ("log: {zone: Europe}", (3, "RF108", "there is no time zone 'Europe'")),
        ("log: {zone: 8}", (3, "RF103", "8 stands where a time zone such as Asia/Shanghai is expected")),
        ("log: {case: 7}", (3, "RF103", "7 stands where text is expected")),
        ("roles: everybody", (3, "RF103", "'everybody' stands where a map is expected")),
    ],
)
def test_what_a_map_gets_wrong_is_named_with_its_line(line, problem):
    given = "" if line.startswith("activities") else "activities: {}\n"

    told = problems(f"# a map\nmap: permit_receipt\n{line}\n{given}")

    assert told == [problem]


def test_a_map_for_another_workflow_is_refused():
    assert problems("{map: incident, activities: {}}") == [(1, "RF108", "it is for 'incident'")]


def test_all_problems_are_told_at_once():
    told = problems("map: permit_receipt\nactivities:\n  A: chek\n  B: {action: snd}\n")

    assert [line for line, _, _ in told] == [3, 4]
