"""Nobody confirms their own work: not in person, not through a colleague or a delegate, not by the system."""

import pytest

from tests.example import Example

VERIFY = """
roles: {%s}
actions:
  verify:
    zh: 验收
    from: verifying
    by: %s
    judges: submit
    not_by: submit
    needs: [verdict]
    tells: reporter
    to: [{when: {verdict: fixed}, state: closed}, {state: rectifying, clocks: {rectify: new_cycle}}]
"""
LAPSE = "lapse: {zh: 视为合格, from: verifying, to: closed, by: %s, %s, tells: reporter}"


@pytest.fixture
def example():
    return Example()


@pytest.mark.parametrize(
    ("role", "codes"),
    [
        ("verifier: {zh: 验收人, of: person, never: lead.staff}", set()),
        ("verifier: {zh: 验收人, of: person, never: lead}", set()),
        ("verifier: {zh: 验收人, of: person, never: lead.members}", set()),
        ("verifier: {zh: 验收人, of: person, never: lead.first_person}", {"RF402"}),
        ("verifier: {zh: 验收人, of: person, never: lead.deputy_in_charge}", {"RF402"}),
        ("verifier: {zh: 验收人, of: person, never: lead.superior.staff}", {"RF402"}),
        ("verifier: {zh: 验收人, of: person, never: [lead.first_person, lead.staff]}", set()),
        ("verifier: {zh: 验收人, of: person}", {"RF402"}),
        ("verifier: {zh: 验收人, of: persons, never: reporter}", {"RF402"}),
        ("verifier: {zh: 验收单位, of: unit}", {"RF402"}),
        ("verifier: {zh: 验收单位, of: unit, never: lead}", set()),
        ("verifier: {zh: 验收单位, of: unit, never: lead.staff}", set()),
        ("verifier: {zh: 验收单位, of: unit, never: lead.first_person}", {"RF402"}),
        ("verifier: {zh: 反映人, of: parties}", set()),
    ],
)
def test_who_may_be_bound_to_judge_the_work_of_a_unit_is_never_of_it(example, role, codes):
    assert example.codes(VERIFY % (role, "verifier")) == codes


@pytest.mark.parametrize(
    ("role", "codes"),
    [
        ("is: lead.first_person", {"RF402"}),
        ("is: lead.first_person, delegable: false", set()),
        ("is: lead.deputy_in_charge, delegable: false", set()),
        ("is: lead.staff, delegable: false", {"RF402"}),
        ("is: lead.specific_person, delegable: false", {"RF402"}),
        ("is: lead.superior", set()),
        ("is: lead.superior.first_person", set()),
    ],
)
def test_a_leader_judges_the_own_unit_in_person_and_nobody_else_of_it_does(example, role, codes):
    assert example.codes(VERIFY % (f"judge: {{zh: 验收人, {role}}}", "judge")) == codes


def test_a_unit_does_not_judge_itself(example):
    (problem,) = example.problems(VERIFY % ("", "lead"))
    assert (problem.code, problem.fix.en) == ("RF402", "let a role outside 'lead' judge it")
    assert problem.message.en.startswith("'lead' may be of 'lead', whose work 'submit' is")


def test_the_work_of_a_person_is_judged_by_another_person(example):
    change = "roles: {lead: {zh: 承办人, of: person}, verifier: {zh: 验收人, of: person}}"
    assert example.codes(change) == set()


@pytest.mark.parametrize(
    ("by", "keys", "codes"),
    [
        ("system", "judges: submit, not_by: submit", {"RF403"}),
        ("[system, verifier]", "judges: submit, not_by: submit", set()),
        ("system", "judges: nobody because 逾期未验收，视为合格", set()),
    ],
)
def test_the_system_judges_nothing(example, by, keys, codes):
    assert example.codes(f"actions: {{{LAPSE % (by, keys)}}}") == codes


def test_an_ending_judges_something_that_was_done_whichever_way_it_was_reached(example):
    change = "actions: {hand_in: {zh: 口头报结, from: rectifying, to: verifying, by: lead}}"
    (problem,) = example.problems(change)
    assert (problem.code, problem.message.en) == (
        "RF403",
        "'verify' judges 'submit', which nobody may have done: register → assign → hand_in → verify",
    )


def test_what_may_be_done_while_an_issue_waits_counts_as_done(example):
    change = """
    actions:
      submit: {zh: 报结, from: rectifying, by: lead, needs: [answer, evidence]}
      hand_over: {zh: 送验, from: rectifying, to: verifying, by: lead}
    """
    assert example.codes(change) == set()
