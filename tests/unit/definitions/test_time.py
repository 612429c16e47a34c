"""Periods that a calendar can count, and clocks that stop."""

import pytest

from rectiflow.calendars.bundled import NAMES, load
from rectiflow.definitions.check.names import CALENDARS
from rectiflow.definitions.check.time import YEARS_AHEAD
from tests.example import Example

RECTIFY = "deadlines: {rectify: {zh: 整改时限, runs_in: rectifying, %s}}"
PERIODS = {
    "a limit": RECTIFY % "within: %s, rungs: usual",
    "one of several limits": RECTIFY % "within: [{when: {phone: given}, allow: %s}, {allow: 1 day}], rungs: usual",
    "the latest date": RECTIFY % "within: [{until: by_then, at_most: %s}], rungs: usual",
    "an extension": RECTIFY % "within: 1 day, rungs: usual, extend: {asked_by: lead, by: clerk, allow: %s}",
    "a pause": RECTIFY % "within: 1 day, pauses_in: verifying, pause_at_most: %s, rungs: usual",
    "a rung": RECTIFY % "within: 1 day, rungs: {at: due + %s, rung: urge, tell: clerk}",
    "a ladder": "ladders: {usual: [{at: due + %s, rung: urge, tell: clerk}]}",
    "a window": "windows: {object: {zh: 异议期, opens: assign, within: %s, for: submit}}",
    "a way back": "reopen: {zh: 重办, from: closed, to: rectifying, by: reporter, within: %s,"
    " clocks: {rectify: new_cycle}}",
    "a mark": "marks: {listed: {zh: 挂牌, set_by: assign, cleared_by: submit, at_most: %s}}",
    "a publication": "publication: {result: {zh: 结果, in: closed, audience: parties, show: [answer], within: %s}}",
    "a measure": "measures: {talk: {zh: 谈话, lasts: %s}}",
    "what leads up to a day": RECTIFY % "due: %s before by_then, rungs: usual",
}
"""Where a period stands."""

FIELD = "fields: {by_then: {zh: 期限, type: date}}\n"


@pytest.fixture
def example():
    return Example()


@pytest.mark.parametrize("where", PERIODS)
@pytest.mark.parametrize(("period", "code"), [("4 working hours", "RF506"), ("11 years", "RF512")])
def test_a_period_is_one_that_the_calendar_can_count_wherever_it_stands(example, where, period, code):
    assert code in example.codes(FIELD + PERIODS[where] % period)
    assert not {"RF506", "RF512"} & example.codes(FIELD + PERIODS[where] % "4 hours")


@pytest.mark.parametrize("code", ["RF506", "RF512"])
def test_a_parameter_is_no_way_around(example, code):
    period = {"RF506": "4 working hours", "RF512": "11 years"}[code]
    change = f"parameters: {{limit: {period}}}\n" + RECTIFY % "within: limit, rungs: usual"
    assert example.codes(change) == {code}


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("10 years", False),
        ("120 months", False),
        ("3653 days", False),
        ("11 years", True),
        ("140 months", True),
        ("3661 days", True),
        ("9999 working days", True),
    ],
)
def test_a_period_longer_than_what_every_calendar_counts_ahead_is_told(example, period, told):
    assert ("RF512" in example.codes(RECTIFY % f"within: {period}, rungs: usual")) is told


@pytest.mark.parametrize("keys", ["retain: {zh: 保存, for: 30 years, after: final}"])
def test_how_long_issues_are_kept_is_counted_by_no_calendar(example, keys):
    assert "RF512" not in example.codes(keys)


def test_every_calendar_counts_as_far_ahead_as_the_check_takes_for_granted():
    notices = load("cn").covers_until
    assert set(CALENDARS) == set(NAMES)
    assert all(load(name).last.year - notices.year >= YEARS_AHEAD for name in NAMES)


@pytest.mark.parametrize(
    ("whens", "registering", "codes"),
    [
        (["{verdict: fixed}"], "needs: [opinion, urgent]", {"RF501"}),
        (["{urgent: true}", "{urgent: false}"], "needs: [opinion, urgent]", set()),
        (["{urgent: true}", "{urgent: false}"], "needs: [opinion], takes: [urgent]", {"RF501"}),
        (["{urgent: true}", "{urgent: true}"], "needs: [opinion, urgent]", {"RF501"}),
        (["{urgent: true}", "{}"], "needs: [opinion], takes: [urgent]", set()),
        (["\"rounds('verifying') > 1\""], "needs: [opinion]", {"RF501"}),
        (["\"rounds('verifying') > 1\"", "{}"], "needs: [opinion]", set()),
    ],
)
def test_a_wait_has_its_limit_in_every_case(example, whens, registering, codes):
    deadline = "{zh: 验收时限, runs_in: verifying, when: %s, within: 3 days, rungs: usual}"
    deadlines = ", ".join(f"{name}: {deadline % when}" for name, when in zip(["verify", "check"], whens, strict=False))
    change = f"""
    fields: {{urgent: {{zh: 紧急, type: yes_no}}}}
    actions:
      register: {{zh: 登记, to: registered, by: clerk, binds: [reporter], {registering}}}
    deadlines: {{{deadlines}}}
    """
    assert example.codes(change) == codes


@pytest.mark.parametrize(
    ("starts", "met_by", "codes"),
    [
        ("assign", "submit", set()),
        ("assign", "verify", set()),
        ("rectifying", "verify", set()),
        ("submit", "assign", {"RF505"}),
        ("verifying", "assign", {"RF505"}),
        ("phone", "assign", set()),
        ("[submit, phone]", "[assign, verify]", set()),
    ],
)
def test_what_meets_a_promise_can_be_done_after_it_has_started(example, starts, met_by, codes):
    deadline = f"{{zh: 回复时限, within: 3 days, starts: {starts}, met_by: {met_by}, rungs: usual}}"
    assert example.codes(f"deadlines: {{reply: {deadline}}}") == codes


@pytest.mark.parametrize(("keys", "codes"), [("", {"RF505"}), (", met_by: note", set())])
def test_a_clock_that_runs_when_all_is_over_is_stopped_by_an_action(example, keys, codes):
    change = f"""
    actions: {{note: {{zh: 附注, from: closed, by: clerk, takes: [answer]}}}}
    deadlines:
      after: {{zh: 回访时限, runs_in: closed, within: 3 days, rungs: {{at: due, rung: urge, tell: clerk}}{keys}}}
    """
    assert example.codes(change) - {"RF502"} == codes
