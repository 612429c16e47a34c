from datetime import timedelta

import pytest

from rectiflow.engine import timers
from rectiflow.model.record import RecordType
from tests.cases import MICROSECOND
from tests.office import MONDAY, assign, closed, dump, later, new_engine, rectifying, register, submit, verify

DAY = timedelta(days=1)


@pytest.fixture
def engine():
    return new_engine()


def supervised(engine, issue):
    return [
        (one.type.value, one.data.get("rung") or one.data.get("fault"), one.effective_at)
        for one in engine.history(issue.id, by="window")
        if one.type in {RecordType.MISSED, RecordType.ESCALATED, RecordType.CHARGED}
    ]


def test_a_deadline_is_missed_only_after_its_last_microsecond(engine):
    issue = register(engine)
    due = engine.deadline(issue.id, "assign", by="window").due.instant
    engine.office.clock.move_to(due)
    assert engine.tick() == 0
    assert not engine.deadline(issue.id, "assign", by="window").missed
    engine.office.clock.move_to(due + MICROSECOND)
    assert engine.tick() == 3
    assert engine.deadline(issue.id, "assign", by="window").missed
    assert supervised(engine, issue) == [
        ("escalated", "urge", due),
        ("missed", None, due),
        ("escalated", "supervise", due),
        ("charged", "overdue", due),
    ]


def test_an_action_in_the_last_microsecond_is_in_time(engine):
    issue = rectifying(engine)
    engine.office.clock.move_to(engine.deadline(issue.id, "rectify", by="li").due.instant)
    submit(engine, issue)
    assert supervised(engine, issue) == []
    assert engine.history(issue.id, by="li")[-1].data["clocks"]["rectify"]["met"] is True


def test_a_time_to_tick_until_carries_its_offset(engine):
    with pytest.raises(ValueError, match=r"until must be an aware datetime, not the naive 2026-03-02T01:00:00"):
        engine.tick(MONDAY.replace(tzinfo=None))


def test_a_second_tick_finds_nothing_to_do(engine):
    for _ in range(3):
        rectifying(engine)
    later(engine, days=60)
    assert engine.tick() == 12
    before = dump(engine.store)
    assert engine.tick() == 0
    assert dump(engine.store) == before


def test_after_a_week_of_downtime_everything_fires_in_the_order_of_time_across_issues(engine):
    first = rectifying(engine)
    later(engine, hours=1)
    second = register(engine)
    third = submit(engine, rectifying(engine))
    later(engine, days=1)
    fourth = rectifying(engine)  # its deadline falls between two rungs of the first
    later(engine, days=30)
    engine.tick()
    fired = [one for one in dump(engine.store)["records"] if one.type in {RecordType.MISSED, RecordType.ESCALATED}]
    assert {one.issue for one in fired} == {first.id, second.id, third.id, fourth.id}
    assert len(fired) == 14
    assert [one.effective_at for one in fired] == sorted(one.effective_at for one in fired)


def test_many_alarms_fire_over_many_transactions(engine, monkeypatch):
    monkeypatch.setattr(timers, "AT_ONCE", 2)
    for _ in range(5):
        register(engine)
    later(engine, days=30)
    assert engine.tick() == 15


def test_a_tick_until_an_instant_fires_only_what_lies_before_it_and_never_the_future(engine):
    issue = register(engine)
    due = engine.deadline(issue.id, "assign", by="window").due.instant
    assert engine.tick(until=due + DAY) == 0
    later(engine, days=30)
    assert engine.tick(until=due) == 0
    assert engine.tick(until=due + MICROSECOND) == 3


def test_a_deadline_that_was_met_is_never_missed(engine):
    issue = closed(engine)
    later(engine, days=60)
    assert engine.tick() == 0
    assert supervised(engine, issue) == []


def test_a_cycle_begun_anew_escalates_anew(engine):
    issue = rectifying(engine)
    later(engine, days=30)
    engine.tick()
    verify(engine, submit(engine, issue), "not_fixed")
    later(engine, days=30)
    engine.tick()
    records = engine.history(issue.id, by="window")
    rungs = [(one.data["rung"], one.data["occurrence"]) for one in records if one.type is RecordType.ESCALATED]
    assert rungs == [(rung, cycle) for cycle in (1, 2) for rung in ("urge", "supervise", "criticise")]


def essence(store):
    """Give each issue's records without what depends on when they were written."""
    issues = {}
    for one in dump(store)["records"]:
        issues.setdefault(one.issue, []).append((one.version, one.type, one.effective_at, one.data))
    return issues


def a_life(engine, *, tick):
    """Lead an issue through late work, a pause and reworking; between the steps somebody may tick."""

    def pause(**by):
        later(engine, **by)
        if tick:
            engine.tick()

    issue = register(engine)
    pause(days=3)
    assign(engine, issue)
    pause(days=10)
    engine.act(issue.id, "pause", by="ma")
    pause(days=20)
    engine.act(issue.id, "resume", by="ma", at=engine.office.clock.now() - 5 * DAY)
    pause(days=1)
    submit(engine, issue)
    pause(days=4)
    verify(engine, issue, "not_fixed")
    pause(days=40)
    submit(engine, issue)
    verify(engine, issue)
    pause(days=1)
    engine.act(issue.id, "reopen", by="visitor")
    pause(days=60)
    engine.tick()


def test_what_is_recorded_does_not_depend_on_when_somebody_ticked():
    often, seldom = new_engine(), new_engine()
    a_life(often, tick=True)
    a_life(seldom, tick=False)
    assert essence(often.store) == essence(seldom.store)
    assert len(essence(often.store)["RF-000001"]) > 20


def test_an_action_fires_first_what_is_due(engine):
    issue = rectifying(engine)
    later(engine, days=8)
    submit(engine, issue)
    types = [one.type.value for one in engine.history(issue.id, by="window")]
    assert types == ["registered", "acted", "escalated", "missed", "escalated", "charged", "acted"]


def test_a_rung_tells_whoever_holds_the_issue_by_a_stable_id(engine):
    issue = rectifying(engine)
    later(engine, days=8)
    engine.tick()
    queued = dump(engine.store)["queued"]
    assert [(one.effect.kind, one.effect.to) for one in queued] == [("urge", "roads"), ("supervise", "ma")]
    assert len({one.id for one in queued}) == 2
    assert all(one.id.startswith(f"{issue.id}:") for one in queued)


def test_nothing_fires_before_its_time(engine):
    register(engine)
    assert engine.office.clock.now() == MONDAY
    assert engine.tick() == 0
