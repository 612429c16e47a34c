"""Definitions of eGov DIGIT: what each part becomes, and what is said of the rest."""

import json

import pytest

from rectiflow.definitions.yaml import compose
from rectiflow.errors import DefinitionError
from rectiflow.foreign import convert

HOUR = 3_600_000


def action(name, to, *roles, **more):
    return {"action": name, "nextState": to, "roles": list(roles), **more}


def state(name, *actions, final=False, **more):
    return {"state": name, "isStartState": name is None, "isTerminateState": final, "actions": list(actions), **more}


START = state(None, action("APPLY", "OPENED", "CITIZEN"))


def imported(*states, **more):
    service = {"businessService": "LIGHTS", "states": list(states), **more}
    return convert(json.dumps({"BusinessServices": [service]}).encode(), "lights.json", "digit")


def workflow(*states, **more):
    return compose(imported(*states, **more).text, "lights.yaml").value


def left_out(*states, **more):
    return [(one.what, one.times) for one in imported(*states, **more).left_out]


def test_the_actions_of_the_state_without_a_name_register():
    flow = workflow(START, state("OPENED"))
    assert flow["actions"]["APPLY"] == {"zh": "申请", "en": "APPLY", "by": ["CITIZEN"], "to": "OPENED"}
    assert list(flow["states"]) == ["OPENED"]


def test_a_state_that_terminates_is_final():
    flow = workflow(START, state("OPENED"), state("CLOSED", final=True))
    assert flow["states"]["CLOSED"] == {"zh": "已关闭", "en": "CLOSED", "final": True}
    assert "final" not in flow["states"]["OPENED"]


def test_the_same_action_in_several_states_is_one_action():
    reject = action("REJECT", "DONE", "CLERK")
    flow = workflow(START, state("OPENED", reject), state("PENDING", reject), state("DONE", final=True))
    assert flow["actions"]["REJECT"]["from"] == ["OPENED", "PENDING"]


def test_an_action_that_stays_in_each_of_several_states_leads_nowhere_else():
    states = [state(name, action("COMMENT", name, "CITIZEN")) for name in ("OPENED", "PENDING")]
    assert "to" not in workflow(START, *states)["actions"]["COMMENT"]


def test_an_action_that_differs_from_state_to_state_is_parted_and_listed():
    states = [state(name, action("RATE", f"{name}_RATED", "CITIZEN")) for name in ("GOOD", "BAD")]
    actions = workflow(START, *states)["actions"]
    assert {name: one["to"] for name, one in actions.items() if name != "APPLY"} == {
        "RATE_GOOD": "GOOD_RATED",
        "RATE_BAD": "BAD_RATED",
    }
    assert ("RATE", 1) in left_out(START, *states)


def test_two_ways_of_one_action_out_of_one_state_are_both_carried_over():
    flow = workflow(START, state("OPENED", action("GO", "A", "X"), action("GO", "B", "X")))
    assert [(name, one["to"]) for name, one in flow["actions"].items()][1:] == [
        ("GO_OPENED", "A"),
        ("GO_OPENED_2", "B"),
    ]


@pytest.mark.parametrize("target", [None, "", " "])
def test_a_missing_target_is_carried_over_as_an_empty_list(target):
    assert workflow(START, state("OPENED", action("GO", target, "X")))["actions"]["GO"]["to"] == []


def test_a_target_that_no_state_has_keeps_its_name():
    unknown = "04752227-0000"
    assert workflow(START, state("OPENED", action("GO", unknown, "X")))["actions"]["GO"]["to"] == unknown


@pytest.mark.parametrize(("milliseconds", "within"), [(HOUR, "1 hour"), (120 * HOUR, "120 hours")])
def test_limits_of_whole_hours_are_deadlines(milliseconds, within):
    flow = workflow(START, state("OPENED", sla=milliseconds), businessServiceSla=milliseconds)
    assert flow["deadlines"]["OPENED"]["within"] == within
    assert flow["deadlines"]["OPENED"]["runs_in"] == ["OPENED"]
    assert flow["deadlines"]["overall"] == {"zh": "总时限", "en": "Overall", "runs_in": "open", "within": within}


@pytest.mark.parametrize("sla", [300_000, 0, -HOUR, 10_000 * HOUR, "1 day", True, [1]])
def test_any_other_limit_is_left_out_and_listed(sla):
    states = (START, state("OPENED", sla=sla))
    assert "deadlines" not in workflow(*states)
    assert any(what.startswith("sla ") for what, _ in left_out(*states))


def test_a_state_named_as_the_overall_limit_keeps_a_deadline_of_its_own():
    flow = workflow(START, state("overall", sla=HOUR), businessServiceSla=2 * HOUR)
    assert {name: one["within"] for name, one in flow["deadlines"].items()} == {
        "overall": "2 hours",
        "overall_2": "1 hour",
    }


def test_who_is_told_is_told_by_a_plain_message_and_the_channel_is_listed():
    told = [{"audience": "CITIZEN", "channel": "SMS"}, {"audience": "CLERK", "templateRef": "x"}]
    states = (START, state("OPENED", action("GO", "OPENED", "X", notifications=told)))
    assert workflow(*states)["actions"]["GO"]["tells"] == ["CITIZEN", "CLERK"]
    assert {"CITIZEN", "CLERK"} <= set(workflow(*states)["roles"])
    assert ("channel SMS", 1) in left_out(*states)


@pytest.mark.parametrize(
    ("states", "what"),
    [
        ([state("OPENED", {"nextState": "OPENED"})], "action"),
        ([state("OPENED", action("GO", "OPENED", "X", currentState="ELSEWHERE"))], "currentState ELSEWHERE"),
        ([state("OPENED", docUploadRequired=True)], "docUploadRequired"),
        ([state("OPENED", isStartState=True)], "OPENED"),
        ([state("OPENED"), state("OPENED")], "OPENED"),
        ([state("OPENED")], "held_by"),
        ([state("OPENED")], "calendar"),
        ([state("FROBNICATED")], "FROBNICATED"),
    ],
)
def test_what_is_not_carried_over_as_it_is_is_listed(states, what):
    assert (what, 1) in left_out(START, *states)


def test_an_action_that_is_not_active_is_left_out():
    states = (START, state("OPENED", action("CLOSE", "OPENED", "X", active=False)))
    assert "CLOSE" not in workflow(*states)["actions"]
    assert ("CLOSE", 1) in left_out(*states)


def test_what_says_nothing_is_not_listed():
    plain = left_out(START, state("OPENED"), businessServiceSla=None)
    assert (
        left_out(START, state("OPENED", docUploadRequired=False, extra=[], more=""), businessServiceSla=None) == plain
    )


def test_what_is_left_out_often_is_listed_once_at_its_first_line():
    text = '{"BusinessServices": [{"states": [\n{"state": "A", "tenantId": "x"},\n{"state": "B", "tenantId": "y"}]}]}'
    (found,) = [one for one in convert(text.encode(), "a.json", "digit").left_out if one.what == "tenantId"]
    assert (found.line, found.times) == (2, 2)


def test_another_business_service_is_listed():
    text = b'{"BusinessServices": [{"businessService": "A", "states": []}, {"businessService": "B", "states": []}]}'
    converted = convert(text, "a.json", "digit")
    assert converted.text.startswith("workflow: A\n")
    assert ("BusinessServices", 1) in [(one.what, one.times) for one in converted.left_out]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        (b"", 1, "RF013"),
        (b"[]", 1, "RF013"),
        (b"{}", 1, "RF102"),
        (b'{"BusinessServices": []}', 1, "RF102"),
        (b'{"BusinessServices": {}}', 1, "RF103"),
        (b'{"BusinessServices":\n["x"]}', 2, "RF103"),
        (b'{"BusinessServices": [{"states":\n7}]}', 2, "RF103"),
        (b'{"BusinessServices": [{"states": [{"state":\n[]}]}]}', 2, "RF103"),
        (b'{"BusinessServices": [{"states": [{"actions": [{"action": "a", "roles":\n[{}]}]}]}]}', 2, "RF103"),
        (b'{"BusinessServices":\n[{"a"', 2, "RF005"),
        (b'{"a": 1,\n"a": 2}', 2, "RF011"),
        (b"\xff", 1, "RF002"),
        (b'{"a": "\\u0000"}', 1, "RF003"),
        (b'{"a": "\\ud800"}', 1, "RF005"),
        (b"[" * 200_000, 1, "RF006"),
        (b" " * 1_100_000, 1, "RF001"),
        (b"&a [*a]", 1, "RF013"),
    ],
)
def test_what_is_no_such_definition_is_a_located_problem(text, line, code):
    with pytest.raises(DefinitionError) as refused:
        convert(text, "a.json", "digit")
    assert (line, code) in [(problem.line, problem.code) for problem in refused.value.problems]


def test_a_file_of_another_format_is_told_with_the_formats_that_there_are():
    with pytest.raises(DefinitionError) as refused:
        convert(b'<?xml version="1.0"?>\n<itop_design/>', "a.xml", "digit")
    (problem,) = refused.value.problems
    assert problem.say("en") == (
        "a.xml:1:1: RF005: this looks like XML, while a definition of digit is JSON; "
        "name the system that it comes from: digit (JSON), itop (XML)"
    )


def test_a_definition_with_too_many_parts_is_refused():
    with pytest.raises(DefinitionError, match="RF113"):
        imported(START, state("OPENED", *(action(f"A{number}", "OPENED", "X") for number in range(1000))))


def test_problems_without_end_are_told_up_to_a_hundred():
    with pytest.raises(DefinitionError) as refused:
        convert(json.dumps({"BusinessServices": [1] * 5000}).encode(), "a.json", "digit")
    assert len(refused.value.problems) == 100
