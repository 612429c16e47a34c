"""What an expression may speak of, and what there is to answer when it asks."""

from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve

from rectiflow.core.expressions import Circumstances, course_of, expressions_of, gone_on, scope_of
from rectiflow.model.action import Need, Requirement, Target
from rectiflow.model.condition import Course
from rectiflow.model.expression import Kind, Question
from rectiflow.model.issue import Doing, Issue
from rectiflow.model.promise import Allowance, Rung
from rectiflow.model.subject import Field
from rectiflow.model.timing import Clock, Moment, Period
from rectiflow.model.workflow import Parameter
from tests.office import CHINA, MONDAY, REPAIR

LATE = datetime(2026, 3, 9, 15, 59, 59, tzinfo=UTC)
"""One second before midnight in China, a week after MONDAY."""

WORKFLOW = evolve(
    REPAIR,
    fields={**REPAIR.fields, "seen_on": Field(name="seen_on", zh="查看日", en="Seen on", type="date")},
    parameters={"limit": Parameter(name="limit", zh="上限", en="Limit", value=3)},
)

ISSUE = Issue(
    id="RF-1",
    version=3,
    leaf="",
    workflow="repair",
    digest="",
    state="rectifying",
    registered_at=MONDAY,
    entered_at=MONDAY,
    acted_at=MONDAY,
    acted_by="window",
    acted_in=3,
    done={"register": Doing(times=1, by=("window",), last_at=MONDAY)},
    clocks={
        "rectify": Clock(occurrence=1, started_at=MONDAY),
        "assign": Clock(occurrence=1, started_at=MONDAY, stopped_at=MONDAY, met=False),
    },
    rounds={"registered": 1, "rectifying": 2},
)


def asked(function, about="", *, values=None, at=LATE, course=None):
    """Give the answer to one question; None when there is none."""
    question = Question(function, about)
    circumstances = Circumstances(WORKFLOW, CHINA, course or course_of(ISSUE), at, values or {})
    return circumstances.known({question}).answers.get(question)


@pytest.mark.parametrize(
    ("function", "about", "answer"),
    [
        ("did", "register", True),
        ("did", "assign", False),
        ("rounds", "rectifying", 2),
        ("rounds", "closed", 0),
        ("met", "assign", False),
        ("met", "rectify", None),
        ("met", "verify", None),
        ("age", "", 7),
        ("days_since", "register", 7),
        ("days_since", "assign", None),
        ("days_since", "seen_on", None),
        ("parts_open", "items", None),
        ("earlier", "reporter", None),
    ],
)
def test_a_question_is_answered_from_history_and_left_open_where_history_is_silent(function, about, answer):
    assert asked(function, about) is answer or asked(function, about) == answer


def test_days_begin_at_midnight_of_the_calendar():
    assert asked("age", at=LATE + timedelta(seconds=1)) == 8


@pytest.mark.parametrize(("day", "days"), [("2026-03-08", 1), ("2026-03-09", 0), ("2026-03-20", -11)])
def test_days_are_counted_from_a_date_too_and_are_negative_before_it(day, days):
    assert asked("days_since", "seen_on", values={"seen_on": day}) == days


def test_a_date_that_no_calendar_reaches_leaves_the_question_open():
    assert asked("days_since", "register", at=datetime(9999, 12, 31, tzinfo=UTC)) is None


@pytest.mark.parametrize(("value", "answer"), [("x", True), ("", False), (None, False), (False, True)])
def test_given_is_asked_of_the_values(value, answer):
    assert asked("given", "answer", values={"answer": value}) is answer


def test_only_what_came_with_the_command_is_input():
    circumstances = Circumstances(WORKFLOW, CHINA, Course(), LATE, {"answer": "a", "opinion": "b"}, {"answer", "phone"})
    assert circumstances.known(()).values == {
        "issue.answer": "a",
        "issue.opinion": "b",
        "input.answer": "a",
        "parameters.limit": 3,
    }


def test_the_scope_names_fields_inputs_and_parameters_with_their_kinds():
    variables = scope_of(WORKFLOW, ("verdict",)).variables
    assert variables["issue.verdict"] == variables["input.verdict"] == Kind("choice", ("fixed", "not_fixed"))
    assert variables["parameters.limit"] == Kind("whole")
    assert "input.answer" not in variables


class TestTheCourse:
    def test_of_nothing_registered_is_empty(self):
        assert course_of(None) == Course()

    def test_holds_only_verdicts_that_were_given(self):
        assert course_of(ISSUE).met == {"assign": False}

    def test_goes_on_with_the_action_and_the_state_it_enters(self):
        after = gone_on(course_of(ISSUE), "submit", LATE, "verifying")
        assert (after.done["submit"], after.rounds["verifying"], after.registered_at) == (LATE, 1, MONDAY)

    def test_counts_no_round_where_the_issue_stays(self):
        assert gone_on(course_of(ISSUE), "note", LATE, None).rounds == ISSUE.rounds

    def test_begins_with_registering(self):
        assert gone_on(Course(), "register", LATE, "registered") == Course(
            registered_at=LATE, done={"register": LATE}, rounds={"registered": 1}
        )


def test_every_condition_that_is_an_expression_is_found_wherever_it_stands_and_nothing_else():
    deadline = evolve(
        REPAIR.deadlines["rectify"],
        when="age() > 1",
        within=(Allowance(when="did('note')", allow=Period(1, "days")), Allowance(allow=Period(2, "days"))),
        rungs=(Rung(at=Moment(percent=50), rung="urge", unless="met('assign')"),),
    )
    submit = evolve(
        REPAIR.actions["submit"],
        needs=(Need(field="answer", when="given('phone')"),),
        require=(Requirement(that="rounds('paused') < 2", unless={"verdict": "fixed"}),),
    )
    reopen = evolve(REPAIR.reopen, targets=(Target(state="rectifying", when="age() < 9"),))
    workflow = evolve(REPAIR, deadlines={"rectify": deadline}, actions={"submit": submit}, reopen=reopen)
    assert sorted(expressions_of(workflow)) == [
        "age() < 9",
        "age() > 1",
        "did('note')",
        "given('phone')",
        "met('assign')",
        "rounds('paused') < 2",
    ]
