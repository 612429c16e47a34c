"""Whoever reported hears how it ended; measures are decided by people, and somebody else can be asked to judge that."""

import pytest

from tests.example import Example

CANCEL = "actions: {cancel: {zh: 撤回, from: rectifying, to: closed, judges: nobody because 撤回, %s}}"
MEASURES = """
fields: {measures: {zh: 处理措施, type: measures}}
measures: {talk: {zh: 谈话提醒}}
actions:
  punish: {zh: 处理, from: rectifying, applies: measures, %s}
  review: {zh: 复核, from: rectifying, by: verifier, judges: %s, not_by: %s}
"""


@pytest.fixture
def example():
    return Example()


@pytest.mark.parametrize(
    ("keys", "answered"),
    [
        ("by: clerk", False),
        ("by: [clerk, reporter]", False),
        ("by: clerk, tells: lead", False),
        ("by: clerk, tells: reporter", True),
        ("by: clerk, tells: [{reporter: in_writing}]", True),
        ("by: reporter", True),
        ("by: [clerk, reporter], quorum: {clerk: 1, reporter: 1}", True),
    ],
)
def test_an_ending_tells_the_reporter_or_is_their_own(example, keys, answered):
    assert example.codes(CANCEL % keys) == (set() if answered else {"RF410"})


@pytest.mark.parametrize(
    ("tells", "waits", "codes"),
    [
        ("reporter", "reporter", set()),
        ("lead", "reporter", {"RF410"}),
        ("reporter", "lead", {"RF410"}),
    ],
)
def test_who_was_answered_may_let_the_time_pass(example, tells, waits, codes):
    change = f"""
    states: {{answered: {{zh: 已答复, held_by: lead, waits_for: {waits}}}}}
    deadlines: {{wait: {{zh: 等待时限, runs_in: answered, within: 30 days, rungs: usual}}}}
    actions:
      answer: {{zh: 答复, from: rectifying, to: answered, by: lead, tells: {tells}}}
      end: {{zh: 期满, from: answered, to: closed, by: system, judges: nobody because 期满}}
    """
    assert example.codes(change) == codes


def test_a_workflow_without_parties_owes_nobody_an_answer(example):
    change = "roles: {reporter: {zh: 反映人, of: person}}\n" + CANCEL % "by: clerk"
    assert example.codes(change) == set()


@pytest.mark.parametrize(
    ("keys", "judged", "codes"),
    [
        ("by: clerk, needs: [measures]", "punish", set()),
        ("by: clerk, takes: [measures]", "punish", set()),
        ("by: clerk", "punish", {"RF412"}),
        ("by: system, needs: [measures]", "punish", {"RF412"}),
        ("by: clerk, needs: [measures]", "assign", {"RF412"}),
    ],
)
def test_measures_are_decided_by_people_and_open_to_appeal(example, keys, judged, codes):
    assert example.codes(MEASURES % (keys, judged, judged)) == codes
