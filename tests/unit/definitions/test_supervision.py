"""A broken promise reaches a person, in time; stages fit into the whole; pauses end."""

import pytest

from rectiflow.definitions.parse import problems_of
from tests.example import Example

_EXPLAINED = "\"did('assign')\""

RECTIFY = "deadlines: {rectify: {zh: 整改时限, runs_in: rectifying, within: %s, rungs: %s}}"


@pytest.fixture
def example():
    return Example()


@pytest.mark.parametrize(
    "tell", ["holder", "lead", "lead.unit", "lead.superior", "[lead, holder]", "boss", "holder.first_person.unit"]
)
def test_a_unit_is_no_person(example, tell):
    roles = "roles: {boss: {zh: 上级机关, is: lead.superior}}\n"
    assert example.codes(roles + RECTIFY % ("5 days", f"{{at: due, rung: urge, tell: {tell}}}")) == {"RF411"}


@pytest.mark.parametrize(
    "tell",
    ["clerk", "verifier", "reporter", "lead.first_person", "[lead, clerk]", "boss", "holder.superior.first_person"],
)
def test_a_role_that_persons_have_and_a_post_are(example, tell):
    roles = "roles: {boss: {zh: 一把手, is: lead.first_person}}\n"
    assert example.codes(roles + RECTIFY % ("5 days", f"{{at: due, rung: urge, tell: {tell}}}")) == set()


def test_only_the_last_rung_must_tell_a_person(example):
    first, last = "{at: 50%, rung: remind, tell: lead}", "{at: due, rung: urge, tell: clerk}"
    assert example.codes(RECTIFY % ("5 days", f"[{first}, {last}]")) == set()


def test_a_last_rung_that_does_something_need_tell_nobody(example):
    actions = "actions: {lapse: {zh: 退回, from: rectifying, by: system}}\n"
    assert example.codes(actions + RECTIFY % ("5 days", "{at: due, rung: urge, do: lapse}")) == set()


@pytest.mark.parametrize(
    ("rungs", "codes"),
    [
        ("{at: due, rung: urge, tell: clerk, unless: %s}", {"RF411"}),
        ("{at: 90%%, rung: urge, tell: clerk}, {at: due, rung: urge, tell: clerk, unless: %s}", {"RF411"}),
        ("{at: due, rung: urge, tell: lead}, {at: due + 1 day, rung: list, tell: clerk, unless: %s}", {"RF411"}),
        ("{at: due, rung: urge, tell: clerk}, {at: due + 1 day, rung: list, tell: clerk, unless: %s}", set()),
        ("{at: due, rung: urge, tell: clerk, unless: %s}, {at: due + 1 day, rung: list, tell: clerk}", set()),
    ],
)
def test_a_rung_that_may_be_skipped_reaches_nobody(example, rungs, codes):
    assert example.codes(RECTIFY % ("5 days", f"[{rungs % _EXPLAINED}]")) == codes


def test_a_rung_that_is_always_skipped_is_told_where_it_stands(example):
    text = example.replaced("rung: supervise, tell:", f"rung: supervise, unless: {_EXPLAINED}, tell:")
    problems = problems_of(text, "a.yaml")
    assert {(one.code, text.splitlines()[one.line - 1].strip()[:9]) for one in problems} == {("RF411", "- {at: du")}
    assert {one.message.en.partition(": ")[2] for one in problems} == {"each rung after it may be skipped"}


@pytest.mark.parametrize(
    ("keys", "codes"),
    [
        ("", {"RF411"}),
        ("for: holder, ", {"RF411"}),
        ("for: clerk, ", set()),
        ("for: lead, ", {"RF411"}),
    ],
)
def test_a_clock_that_runs_whatever_the_state_may_be_owed_by_whoever_holds_one(example, keys, codes):
    rungs = "{at: due, rung: supervise, tell: holder}"
    whole = f"{{zh: 总时限, {keys}starts: assign, met_by: verify, within: 30 days, rungs: {rungs}}}"
    assert example.codes(f"deadlines: {{whole: {whole}}}") == codes


def test_the_holder_is_a_person_only_where_it_is_one_in_every_state(example):
    both = "deadlines: {whole: {zh: 总时限, runs_in: [registered, %s], within: 30 days, rungs: {%s}}}"
    rung = "at: due, rung: urge, tell: holder"
    found = [problem.code for problem in example.problems(both % ("rectifying", rung)) if problem.code == "RF411"]
    assert found == ["RF411"]
    assert "RF411" not in example.codes(both % ("verifying", rung))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("90%", "50%"),
        ("due", "90%"),
        ("due + 1 day", "due"),
        ("due - 1 day", "due - 2 days"),
        ("due + 2 months", "due + 3 days"),
        ("due + 1 month", "due + 5 working days"),
        ("due + 30 days", "due + 5 working days"),
        ("due - 2 working days", "due - 3 working days"),
        ("90%", "due - 30 days"),
        ("due - 3 days", "50%"),
    ],
)
def test_rungs_that_surely_come_in_another_order_are_told_at_the_second(example, before, after):
    rungs = ", ".join(f"{{at: {at}, rung: urge, tell: clerk}}" for at in (before, after))
    (problem,) = example.problems(RECTIFY % ("90 days", f"[{rungs}]"))
    assert (problem.code, problem.message.en) == ("RF509", f"'{after}' comes before '{before}', which stands above it")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("50%", "90%"),
        ("90%", "due"),
        ("due - 9 days", "90%"),
        ("90%", "due - 10 days"),
        ("due + 6 days", "due + 5 working days"),
    ],
)
def test_rungs_whose_order_hangs_on_the_calendar_are_left_alone(example, before, after):
    rungs = ", ".join(f"{{at: {at}, rung: urge, tell: clerk}}" for at in (before, after))
    assert example.codes(RECTIFY % ("90 days", f"[{rungs}]")) == set()


def test_a_rung_comes_after_its_clock_has_started(example):
    early = "[{at: due - 10 days, rung: remind, tell: clerk}]"
    assert example.codes(RECTIFY % ("9 days", early)) == {"RF509"}
    assert example.codes(RECTIFY % ("9 working days", early)) == set()


def test_a_share_of_working_days_is_reached_on_a_whole_one(example):
    rungs = "[{at: 50%%, rung: urge, tell: clerk}, {at: %s, rung: urge, tell: holder.first_person}]"
    assert example.codes(RECTIFY % ("5 working days", rungs % "due - 3 working days")) == {"RF509"}
    assert example.codes(RECTIFY % ("5 working days", rungs % "due - 2 working days")) == set()


@pytest.mark.parametrize(("at", "limit"), [("10 working days", "5 working days"), ("13 months", "1 year")])
def test_in_the_same_unit_a_rung_before_the_clock_is_told_to_the_day(example, at, limit):
    rungs = f"[{{at: due - {at}, rung: remind, tell: clerk}}, {{at: due, rung: urge, tell: holder.first_person}}]"
    assert example.codes(RECTIFY % (limit, rungs)) == {"RF509"}
    assert example.codes(RECTIFY % (at, rungs)) == set()


WHOLE = """
deadlines: {whole: {zh: 总时限, runs_in: [registered, rectifying, verifying], within: %s, rungs: usual}}
reopen: {zh: 重新整改, from: closed, to: rectifying, by: reporter, clocks: {rectify: new_cycle, whole: new_cycle}}
"""


def test_stages_that_every_issue_goes_through_fit_in_together(example):
    (problem,) = example.problems(WHOLE % "2 days")
    assert (problem.code, problem.message.en) == (
        "RF510",
        "'rectify', 'verify' may take longer than 'whole', within which they lie",
    )
    assert example.codes(WHOLE % "9 days") == set()


def test_a_stage_that_can_be_gone_around_does_not_count(example):
    around = """
    states: {waiting: {zh: 待补正, held_by: clerk}}
    deadlines:
      wait: {zh: 补正时限, runs_in: waiting, within: 90 days, rungs: usual}
      whole: {zh: 总时限, runs_in: [registered, waiting], within: 60 days, rungs: usual}
    actions:
      ask: {zh: 要求补正, from: registered, to: waiting, by: clerk}
      assign: {zh: 交办, from: %s, to: rectifying, by: clerk, binds: [lead, verifier]}
    """
    assert example.codes(around % "waiting") == {"RF510"}
    assert example.codes(around % "[registered, waiting]") == set()


@pytest.mark.parametrize(
    ("whole", "first", "second"),
    [
        ("5 working days", "1 working day", "5 working days"),
        ("5 days", "1 day", "5 days"),
        ("1 month", "1 month", "1 month"),
        ("1 year", "12 months", "1 month"),
        ("10 working days", "9 working days", "13 days"),
    ],
)
def test_stages_are_added_up_to_the_day_where_they_are_given_in_the_unit_of_the_whole(example, whole, first, second):
    stages = f"""{{
      rectify: {{zh: 整改时限, runs_in: rectifying, within: {first}, rungs: usual}},
      verify: {{zh: 验收时限, runs_in: verifying, within: {second}, rungs: usual}}, """
    change = WHOLE.replace("deadlines: {", f"deadlines: {stages}")
    assert example.codes(change % whole) == {"RF510"}
    assert example.codes(change % "13 months") == set()


def test_stages_that_fill_the_whole_to_the_day_fit(example):
    assert "RF510" not in example.codes(WHOLE % "9 working days")
