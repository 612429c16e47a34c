import pytest
from attrs import evolve as evolving

from rectiflow.core.evolve import evolve, fold
from rectiflow.model.issue import Doing, Finding
from rectiflow.model.timing import Clock, Span
from tests.cases import HOUR, an_issue, done, record
from tests.office import DIGEST, MONDAY

ACT = {
    "action": "submit",
    "from": "rectifying",
    "to": "verifying",
    "actor": "li",
    "fields": {"answer": "done"},
    "personal": {"phone": "sha256:11"},
    "binds": {"verifier": ["bo"]},
    "clocks": {"rectify": {"do": "stop", "occurrence": 1}, "verify": {"do": "start", "occurrence": 1}},
}
REGISTER = ACT | {
    "action": "register",
    "from": None,
    "to": "rectifying",
    "workflow": DIGEST,
    "name": "repair",
    "clocks": {"rectify": {"do": "start", "occurrence": 1}},
}
LATER = MONDAY + HOUR


def after(issue, kind, data, version=3):
    return evolve(issue, record(kind, data, version, LATER))


def test_a_registration_makes_the_issue():
    issue = evolve(None, record("registered", REGISTER))
    assert (issue.id, issue.version, issue.workflow, issue.digest) == ("RF-000001", 1, "repair", DIGEST)
    assert (issue.state, issue.rounds) == ("rectifying", {"rectifying": 1})
    assert (issue.registered_at, issue.entered_at, issue.acted_at) == (MONDAY, MONDAY, MONDAY)
    assert issue.fields == {"answer": "done"}
    assert issue.clocks == {"rectify": Clock(1, MONDAY)}
    assert issue.done == {"register": Doing(times=1, by=("li",), last_at=MONDAY)}


def test_what_comes_before_a_registration_makes_nothing():
    before = [record("defined", {}), record("refused", {"action": "register"}, 2)]
    assert fold(before) is None
    assert fold([]) is None
    assert fold([*before, record("registered", REGISTER, 3)]).version == 3


def test_an_action_takes_the_issue_on():
    clocks = {"rectify": Clock(1, MONDAY), "assign": Clock(1, MONDAY, LATER)}
    before = an_issue(fields={"opinion": "x", "answer": "no"}, clocks=clocks, rounds={"rectifying": 1, "verifying": 2})
    issue = after(before, "acted", ACT)
    assert (issue.state, issue.entered_at, issue.rounds) == ("verifying", LATER, {"rectifying": 1, "verifying": 3})
    assert (issue.acted_by, issue.acted_at, issue.acted_in) == ("li", LATER, 3)
    assert issue.fields == {"opinion": "x", "answer": "done"}
    assert issue.personal == {"phone": "sha256:11"}
    assert issue.bindings == {"reporter": ("visitor",), "lead": ("roads",), "verifier": ("bo",)}
    assert issue.clocks == {
        "rectify": Clock(1, MONDAY, LATER),
        "assign": Clock(1, MONDAY, LATER),
        "verify": Clock(1, LATER),
    }
    assert (issue.version, issue.leaf) == (3, record("acted", ACT, 3, LATER).leaf)


def test_an_action_that_stays_does_not_enter_the_state_again():
    issue = after(an_issue("verifying", rounds={"verifying": 1}), "acted", ACT)
    assert (issue.entered_at, issue.rounds) == (MONDAY, {"verifying": 1})
    assert issue.acted_at == LATER


def test_who_did_an_action_is_kept_once_each():
    issue = after(after(after(an_issue(), "acted", ACT), "acted", ACT | {"actor": "ma"}), "acted", ACT)
    assert issue.done["submit"] == Doing(times=3, by=("li", "ma"), last_at=LATER)


@pytest.mark.parametrize(
    ("kind", "data", "alarm"),
    [
        ("missed", {}, "missed"),
        ("escalated", {"step": "urge@90%", "rung": "urge", "tell": []}, "urge@90%"),
        ("escalated", {"step": 2, "rung": "urge", "tell": []}, "2"),
    ],
)
def test_an_alarm_is_noted_on_its_clock(kind, data, alarm):
    clocks = {"rectify": Clock(1, MONDAY, fired=("0",)), "verify": Clock(1, MONDAY)}
    issue = after(an_issue(clocks=clocks), kind, {"deadline": "rectify", "occurrence": 1} | data)
    missed_at = LATER if kind == "missed" else None
    noted = Clock(1, MONDAY, fired=("0", alarm), missed_at=missed_at)
    assert issue.clocks == {"rectify": noted, "verify": Clock(1, MONDAY)}
    assert (issue.version, issue.acted_in, issue.acted_at) == (3, 2, MONDAY)


def test_a_fault_charged_becomes_a_finding():
    by_deadline = {"fault": "overdue", "ground": "low", "to": ["li"], "deadline": "rectify", "occurrence": 2}
    by_action = {"fault": "rework", "ground": "low", "to": [], "action": "verify"}
    issue = after(after(an_issue(), "charged", by_deadline), "charged", by_action, 4)
    assert issue.findings == (
        Finding(fault="overdue", ground="low", to=("li",), at=LATER, deadline="rectify", occurrence=2),
        Finding(fault="rework", ground="low", to=(), at=LATER),
    )


def test_a_refusal_changes_only_the_number_of_the_last_record():
    before = an_issue()
    issue = after(before, "refused", {"action": "submit"})
    assert issue.version == 3
    assert evolve(issue, record("refused", {}, 2)).leaf != issue.leaf
    assert {name for name in before.__slots__ if getattr(before, name, None) != getattr(issue, name, None)} == {
        "version",
        "leaf",
    }


MIGRATE = {
    "actor": "chief",
    "because": "new rules",
    "workflow": "ef" * 32,
    "replaces": DIGEST,
    "from": "rectifying",
    "to": "mending",
    "renamed": {
        "states": {"rectifying": "mending", "redoing": "mending"},
        "actions": {"submit": "report"},
        "deadlines": {"rectify": "mend"},
        "roles": {"lead": "unit"},
    },
    "dropped": ["answer", "phone"],
    "clocks": {
        "mend": {"do": "keep", "occurrence": 1},
        "assign": {"do": "stop", "occurrence": 1},
        "plan": {"do": "start", "occurrence": 1},
    },
    "fired": {"mend": ["urge@90%", "remind@50%"], "verify": ["urge@90%"]},
}
PAUSE = Span(MONDAY, MONDAY + HOUR / 2)


def test_a_change_of_version_calls_everything_by_its_new_name_and_turns_the_clocks():
    met = Clock(1, MONDAY, LATER, fired=("0",), met=True)
    issue = after(
        an_issue(
            fields={"opinion": "x", "answer": "done"},
            personal={"phone": "sha256:11", "address": "sha256:22"},
            rounds={"registered": 1, "rectifying": 1, "redoing": 2},
            done=done(register="window", submit="li"),
            findings=(Finding(fault="overdue", ground="low", to=("li",), at=MONDAY, deadline="rectify"),),
            clocks={
                "rectify": Clock(1, MONDAY, pauses=(PAUSE,), fired=("0",)),
                "assign": Clock(1, MONDAY),
                "verify": met,
            },
        ),
        "migrated",
        MIGRATE,
    )
    assert (issue.state, issue.digest, issue.rounds) == ("mending", "ef" * 32, {"registered": 1, "mending": 3})
    assert issue.done == done(register="window", report="li")
    assert issue.bindings == {"reporter": ("visitor",), "unit": ("roads",), "verifier": ("wang",)}
    assert (issue.fields, issue.personal) == ({"opinion": "x"}, {"address": "sha256:22"})
    assert issue.clocks == {
        "mend": Clock(1, MONDAY, pauses=(PAUSE,), fired=("urge@90%", "remind@50%")),
        "assign": Clock(1, MONDAY, LATER),
        "verify": evolving(met, fired=("urge@90%",)),
        "plan": Clock(1, LATER),
    }


def test_a_change_of_version_is_something_done_and_yet_enters_no_state():
    before = an_issue(findings=(Finding(fault="overdue", ground="low", to=("li",), at=MONDAY, deadline="rectify"),))
    clocks = {"do": "start", "occurrence": 1}
    issue = after(before, "migrated", MIGRATE | {"clocks": {"plan": clocks}, "fired": {}})
    assert (issue.acted_by, issue.acted_at, issue.acted_in) == ("chief", LATER, 3)
    assert (issue.entered_at, issue.findings) == (before.entered_at, before.findings)


def test_folding_leaves_what_it_was_given_untouched():
    before = an_issue(clocks={"rectify": Clock(1, MONDAY)})
    after(before, "acted", ACT)
    after(before, "missed", {"deadline": "rectify", "occurrence": 1})
    assert before == an_issue(clocks={"rectify": Clock(1, MONDAY)})
