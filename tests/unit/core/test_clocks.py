import pytest
from attrs import evolve

from rectiflow.core.clocks import changes, turn
from rectiflow.core.machine import Step
from rectiflow.model.action import Target
from rectiflow.model.timing import Clock, Span
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


class TestClocksOfTheirOwnKind:
    """A clock may start by an action, be met by one, pause, begin anew, or apply only at times."""

    def workflow(self, **keys):
        return evolve(REPAIR, deadlines={"rectify": evolve(REPAIR.deadlines["rectify"], **keys)})

    def done(self, workflow, step, clock=None, *, fields=None, state="registered", **known):
        issue = an_issue(state, clocks={} if clock is None else {"rectify": clock}, fields={})
        action, to = step
        taken = Step(Target(state=to), to, action)
        told = changes(workflow, issue, taken, facts(now=FRIDAY, **known), fields or {})
        return {name: one["do"] for name, one in told.items()}

    def test_it_starts_with_its_actions_only_though_others_lead_to_its_states(self):
        workflow = self.workflow(starts=("assign",))
        assert self.done(workflow, ("assign", "rectifying")) == {"rectify": "start"}
        assert self.done(workflow, ("resume", "rectifying"), state="paused") == {}

    def test_it_doesnt_start_where_it_doesnt_run(self):
        assert self.done(self.workflow(starts=("note",)), ("note", "registered")) == {}

    def test_it_starts_by_entering_a_state_not_by_staying_there(self):
        workflow = self.workflow(runs_in=(), starts=("verifying",), met_by=("note",))
        assert self.done(workflow, ("submit", "verifying"), state="rectifying") == {"rectify": "start"}
        assert self.done(workflow, ("verify", "verifying"), state="verifying") == {}

    def test_it_starts_when_a_field_is_given_first(self):
        workflow = self.workflow(runs_in=(), starts=("answer",), met_by=("verify",))
        assert self.done(workflow, ("note", "registered"), fields={"answer": "好"}) == {"rectify": "start"}
        assert self.done(workflow, ("note", "registered"), fields={"opinion": "好"}) == {}

    def test_a_field_that_was_given_before_starts_nothing(self):
        workflow = self.workflow(runs_in=(), starts=("opinion",), met_by=("verify",))
        assert self.done(workflow, ("note", "registered"), fields={"opinion": "好"}) == {"rectify": "start"}
        step = Step(Target(), "registered", "note")
        assert changes(workflow, an_issue("registered"), step, facts(now=FRIDAY), {"opinion": "好"}) == {}

    def test_it_starts_when_another_deadline_ends_wherever_that_stands_in_the_file(self):
        after = evolve(REPAIR.deadlines["rectify"], runs_in=(), starts=("assign_in_time",), met_by=("verify",))
        before = evolve(REPAIR.deadlines["assign"], name="assign_in_time")
        workflow = evolve(REPAIR, deadlines={"rectify": after, "assign_in_time": before})
        issue = an_issue("registered", clocks={"assign_in_time": RUNNING})
        told = changes(workflow, issue, Step(Target(state="rectifying"), "rectifying", "assign"), facts(now=FRIDAY), {})
        assert {name: one["do"] for name, one in told.items()} == {"assign_in_time": "stop", "rectify": "start"}

    def test_what_falls_due_by_a_field_alone_starts_when_that_is_given(self):
        workflow = self.workflow(runs_in=(), within=None, due="meeting", met_by=("verify",))
        given = {"meeting": "2026-06-26"}
        assert self.done(workflow, ("note", "registered"), fields=given) == {"rectify": "start"}
        assert self.done(workflow, ("verify", "registered"), RUNNING, fields=given) == {"rectify": "stop"}

    def test_it_is_met_by_its_action_and_not_begun_again_by_staying(self):
        workflow = self.workflow(met_by=("note",))
        assert self.done(workflow, ("note", "rectifying"), RUNNING, state="rectifying") == {"rectify": "stop"}
        assert self.done(workflow, ("pause", "rectifying"), STOPPED, state="rectifying") == {}
        assert self.done(workflow, ("assign", "rectifying"), STOPPED) == {"rectify": "start"}

    def test_without_states_it_runs_everywhere(self):
        workflow = self.workflow(runs_in=(), starts=("assign",), met_by=("verify",))
        assert self.done(workflow, ("submit", "verifying"), RUNNING, state="rectifying") == {}

    def test_it_begins_anew_with_certain_actions(self):
        assert self.done(self.workflow(restarts_on=("note",)), ("note", "rectifying"), RUNNING) == {"rectify": "start"}

    def test_it_stands_still_in_certain_states_and_goes_on_afterwards(self):
        workflow = self.workflow(pauses_in=("paused",))
        assert self.done(workflow, ("pause", "paused"), RUNNING, state="rectifying") == {"rectify": "pause"}
        paused = turn(RUNNING, "pause", 1, MONDAY + 2 * DAY)
        assert self.done(workflow, ("note", "paused"), paused, state="paused") == {}
        assert self.done(workflow, ("resume", "rectifying"), paused, state="paused") == {"rectify": "continue"}
        assert turn(paused, "continue", 1, FRIDAY) == Clock(
            1, MONDAY, pauses=(Span(MONDAY + 2 * DAY, FRIDAY),), fired=("0",)
        )

    def test_a_pause_lasts_while_the_state_does_though_a_new_version_no_longer_calls_it_one(self):
        paused = turn(RUNNING, "pause", 1, MONDAY + 2 * DAY)
        assert self.done(self.workflow(), ("note", "paused"), paused, state="paused") == {}

    def test_a_pause_that_ends_the_clock_is_counted_before_the_verdict(self):
        """Hard case P2: five working days from Monday, paused from Wednesday to the Monday after next."""
        workflow = self.workflow(pauses_in=("paused",))
        paused = turn(RUNNING, "pause", 1, MONDAY + 2 * DAY)
        issue = an_issue("paused", clocks={"rectify": paused})
        step = Step(Target(state="verifying"), "verifying", "submit")
        told = changes(workflow, issue, step, facts(now=MONDAY + 14 * DAY), {})["rectify"]
        assert (told["do"], told["met"], told["due"]) == ("stop", True, "2026-03-19T15:59:59.999999Z")
        stopped = turn(paused, "stop", 1, MONDAY + 14 * DAY)
        assert (stopped.paused, stopped.pauses) == (False, (Span(MONDAY + 2 * DAY, MONDAY + 14 * DAY),))

    @pytest.mark.parametrize(("told", "starts"), [(True, True), (None, True), (False, False)])
    def test_it_starts_unless_it_is_known_not_to_apply(self, told, starts):
        workflow = self.workflow(when="issue.grave")
        begun = self.done(workflow, ("assign", "rectifying"), judging=lambda *_: lambda *_: told)
        assert begun == ({"rectify": "start"} if starts else {})
