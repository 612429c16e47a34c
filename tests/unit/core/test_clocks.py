import pytest
from attrs import evolve

from rectiflow.core.clocks import changes, turn
from rectiflow.core.machine import Step
from rectiflow.model.timing import Clock, Span
from rectiflow.model.workflow import Target
from tests.cases import DAY, MICROSECOND, an_issue, facts
from tests.office import MONDAY, REPAIR

RUNNING = Clock(1, MONDAY, fired=("0",))
STOPPED = Clock(1, MONDAY, MONDAY + 2 * DAY, fired=("0",))
FRIDAY = MONDAY + 4 * DAY
END = "2026-03-09T15:59:59.999999Z"
"""The end of the fifth working day after Monday, 2 March 2026."""


def told(clock, to, policy=None, *, at=FRIDAY, workflow=REPAIR, fields=None):  # noqa: PLR0913
    """Give what a step to the state `to` does to the clock of `rectify`."""
    target = Target(state=to, clocks={"rectify": policy} if policy else {})
    issue = an_issue(clocks={} if clock is None else {"rectify": clock})
    return changes(workflow, issue, Step(target, to), facts(now=at), fields or {}).get("rectify")


def test_a_clock_starts_when_its_state_is_entered_first():
    assert told(None, "rectifying") == {"do": "start", "occurrence": 1, "due": "2026-03-13T15:59:59.999999Z"}


def test_a_clock_of_another_state_does_not_start():
    assert told(None, "verifying") is None
    assert told(STOPPED, "verifying") is None


def test_a_registration_starts_clocks_as_well():
    step = Step(Target(state="registered"), "registered")
    assert changes(REPAIR, None, step, facts(), {}) == {
        "assign": {"do": "start", "occurrence": 1, "due": "2026-03-03T15:59:59.999999Z"}
    }


def test_a_clock_stops_when_its_states_are_left_and_says_whether_the_promise_was_kept():
    assert told(RUNNING, "verifying") == {"do": "stop", "occurrence": 1, "due": END, "met": True}


@pytest.mark.parametrize(("late", "met"), [(0 * DAY, True), (MICROSECOND, False)])
def test_a_promise_is_kept_until_the_last_microsecond(late, met):
    due = facts().calendar.zone
    end = (MONDAY + 7 * DAY).astimezone(due).replace(hour=23, minute=59, second=59, microsecond=999999)
    assert told(RUNNING, "verifying", at=end + late)["met"] is met


def test_a_clock_that_runs_goes_on_while_the_issue_stays():
    for policy in (None, "keep_instant", "keep_remaining"):
        assert told(RUNNING, "rectifying", policy) is None


@pytest.mark.parametrize(
    ("policy", "told_as", "end"),
    [
        (None, {"do": "start", "occurrence": 2}, "2026-03-13T15:59:59.999999Z"),
        ("keep_instant", {"do": "resume", "occurrence": 1}, END),
        ("keep_remaining", {"do": "continue", "occurrence": 1}, "2026-03-11T15:59:59.999999Z"),
        ("restart", {"do": "restart", "occurrence": 1}, "2026-03-13T15:59:59.999999Z"),
        ("new_cycle", {"do": "start", "occurrence": 2}, "2026-03-13T15:59:59.999999Z"),
    ],
)
def test_a_clock_entered_again_goes_by_the_policy_of_the_way(policy, told_as, end):
    """Stopped on Wednesday, entered again on Friday: three of five working days are left."""
    assert told(STOPPED, "rectifying", policy) == told_as | {"due": end}


@pytest.mark.parametrize(("policy", "change", "occurrence"), [("restart", "restart", 1), ("new_cycle", "start", 2)])
def test_a_clock_that_runs_can_be_begun_again(policy, change, occurrence):
    assert told(RUNNING, "rectifying", policy) == {
        "do": change,
        "occurrence": occurrence,
        "due": "2026-03-13T15:59:59.999999Z",
    }


def test_a_clock_without_a_date_yet_starts_and_stops_without_a_verdict():
    deadline = evolve(REPAIR.deadlines["rectify"], within=None, due="promised")
    workflow = evolve(REPAIR, deadlines={"rectify": deadline})
    assert told(None, "rectifying", workflow=workflow) == {"do": "start", "occurrence": 1}
    assert told(RUNNING, "verifying", workflow=workflow) == {"do": "stop", "occurrence": 1}


def test_a_date_given_with_the_action_counts_for_the_clock_it_starts_but_not_for_the_one_it_stops():
    deadline = evolve(REPAIR.deadlines["rectify"], within=None, due="promised")
    workflow = evolve(REPAIR, deadlines={"rectify": deadline})
    given = {"promised": "2026-03-20"}
    assert told(None, "rectifying", workflow=workflow, fields=given)["due"] == "2026-03-20T15:59:59.999999Z"
    assert "met" not in told(RUNNING, "verifying", workflow=workflow, fields=given)


@pytest.mark.parametrize(
    ("change", "clock"),
    [
        ("start", Clock(2, FRIDAY)),
        ("restart", Clock(2, FRIDAY, fired=("0",))),
        ("resume", Clock(1, MONDAY, fired=("0",))),
        ("continue", Clock(1, MONDAY, pauses=(Span(MONDAY + 2 * DAY, FRIDAY),), fired=("0",))),
        ("stop", Clock(1, MONDAY, FRIDAY, fired=("0",))),
    ],
)
def test_turning_a_clock(change, clock):
    assert turn(STOPPED, change, 2, FRIDAY) == clock


def test_a_second_pause_is_kept_beside_the_first():
    once = turn(STOPPED, "continue", 1, FRIDAY)
    twice = turn(turn(once, "stop", 1, FRIDAY + DAY), "continue", 1, FRIDAY + 3 * DAY)
    assert twice.pauses == (Span(MONDAY + 2 * DAY, FRIDAY), Span(FRIDAY + DAY, FRIDAY + 3 * DAY))
