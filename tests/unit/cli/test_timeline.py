"""A timeline says every kind of record in both languages, and keeps what must be kept."""

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from click import unstyle

from rectiflow.bootstrap import bundled_workflow, connect
from rectiflow.cli.language import Language
from rectiflow.cli.story import AUDITOR, OPENING, play
from rectiflow.cli.timeline import Timeline
from rectiflow.errors import CommandRefused
from rectiflow.model.actor import Actor
from rectiflow.model.record import RecordType
from rectiflow.testing.clock import VirtualClock

PHONE = OPENING.fields["phone"]
CLERK = Actor("window-3", {"clerk"})


@pytest.fixture
def clock():
    return VirtualClock(datetime(2025, 9, 26, 1, tzinfo=UTC))


@pytest.fixture
def engine(clock):
    opened = connect(
        workflows=bundled_workflow("examples/repair_request"),
        clock=clock,
        trust_caller_roles=True,
        record_refusals=True,
    )
    with opened as engine:
        yield engine


def registered(engine, opinion="路灯坏了三周"):
    return engine.register(
        "repair_request", by=CLERK, fields={"opinion": opinion, "phone": PHONE}, binds={"reporter": "visitor-17"}
    )


def timeline(engine, issue):
    return Timeline.of(engine, engine.get(issue.id, by=CLERK), engine.history(issue.id, by=CLERK))


def lines(engine, issue, language=Language.BOTH):
    return [unstyle(line) for line in timeline(engine, issue).lines(language)]


def test_an_entry_names_time_number_action_person_state_and_what_was_given(engine):
    said = "\n".join(lines(engine, registered(engine)))
    assert "09:00   1  登记 Register  受理人 Clerk window-3  → 已登记 Registered" in said
    assert "反映内容 Report：路灯坏了三周" in said
    assert "反映人 Reporter：visitor-17" in said
    assert "交办时限至 Assignment due：2025-09-28 23:59" in said


@pytest.mark.parametrize("language", Language)
def test_a_personal_value_is_never_said(engine, language):
    issue = registered(engine)
    assert PHONE not in "\n".join(lines(engine, issue, language))
    assert PHONE not in str(timeline(engine, issue).document())


def test_each_language_speaks_alone(engine):
    issue = registered(engine)
    assert "Register" not in "\n".join(lines(engine, issue, Language.ZH))
    assert "登记" not in "\n".join(lines(engine, issue, Language.EN))


def test_what_a_reporter_wrote_cannot_steer_the_terminal_or_make_a_line_of_its_own(engine):
    issue = registered(engine, "坏了\n2026-01-01 伪造\x1b[2J")
    said = list(timeline(engine, issue).lines(Language.BOTH))
    assert [line for line in said if "伪造" in line and "反映内容" not in line] == []
    assert not any("\n" in line or "\x1b[2J" in line for line in said)


def test_a_make_up_working_day_and_a_holiday_are_remarked_on(engine, clock):
    issue = registered(engine)
    for day in (28, 31, 35):
        clock.move_to(datetime(2025, 9, 1, 2, tzinfo=UTC) + timedelta(days=day - 1))
        with pytest.raises(CommandRefused):
            engine.act(issue.id, "submit", by=CLERK)
    said = lines(engine, issue)
    assert "2025-09-28  周日 Sun  调休上班 make-up working day" in said
    assert "2025-10-01  周三 Wed  放假 public holiday" in said
    assert "2025-10-05  周日 Sun" in said


def test_a_refusal_is_said_with_its_reason(engine):
    issue = registered(engine)
    with pytest.raises(CommandRefused):
        engine.act(issue.id, "verify", by=CLERK)
    said = "\n".join(lines(engine, issue))
    assert "验收 Verify 被拒绝 refused" in said
    assert "“window-3”不是验收人。 window-3 is not verifier (Verifier)." in said


@pytest.fixture
def told():
    clock = VirtualClock(OPENING.at)
    people = Path(str(files("rectiflow.cli") / "demo_people.yaml"))
    workflow = bundled_workflow("examples/repair_request")
    with connect(workflows=workflow, directory=people, clock=clock, record_refusals=True) as engine:
        issue = play(engine, clock)
        yield Timeline.of(engine, issue, engine.history(issue.id, by=AUDITOR))


def test_every_type_of_record_that_an_issue_can_have_has_its_words(told):
    assert {record.type for record in told.records} == set(RecordType) - {RecordType.DEFINED, RecordType.MIGRATED}
    assert all(one["text"]["zh"] and one["text"]["en"] for one in told.document()["records"])


def test_the_story_is_told_in_the_order_of_time(told):
    effective = [record.effective_at for record in told.records]
    assert effective == sorted(effective)


def test_the_story_follows_the_main_job_to_its_second_end(told):
    happened = [(record.type.value, record.data.get("action") or record.data.get("rung")) for record in told.records]
    assert happened == [
        ("registered", "register"),
        ("acted", "assign"),
        ("escalated", "urge"),
        ("missed", None),
        ("escalated", "supervise"),
        ("charged", None),
        ("acted", "submit"),
        ("refused", "verify"),
        ("acted", "verify"),
        ("acted", "submit"),
        ("acted", "verify"),
        ("acted", "reopen"),
        ("acted", "submit"),
        ("acted", "verify"),
    ]
    assert told.issue.state == "closed"


def test_an_end_promises_nothing_more(told):
    closed = told.document()["records"][-1]["text"]["en"]
    assert "→ Closed" in closed
    assert "due" not in closed
