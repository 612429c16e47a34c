"""A broken promise reaches a person, in time; stages fit into the whole; pauses end."""

import pytest

from tests.example import Example

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
        ("due - 3 days", "90%"),
        ("90%", "due - 3 days"),
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
