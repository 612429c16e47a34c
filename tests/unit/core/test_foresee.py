"""What another version would mean for an issue: safe, needs a mapping, or refused."""

from datetime import timedelta

import pytest
from attrs import evolve

from rectiflow.core.foresee import Verdict, Version, foresee
from rectiflow.core.supervise import MISSED
from rectiflow.model.promise import Deadline
from rectiflow.model.stage import State
from rectiflow.model.timing import Clock, Period
from tests.cases import DAY, an_issue
from tests.office import CHINA, MONDAY, REPAIR

RUNNING = {"rectify": Clock(occurrence=1, started_at=MONDAY)}


def version(**changed):
    return Version(workflow=evolve(REPAIR, version=2, **changed), calendar=CHINA)


def without(section, *names):
    return {name: one for name, one in section.items() if name not in names}


def within(days):
    rectify = evolve(REPAIR.deadlines["rectify"], within=Period(days, "working days"))
    return version(deadlines={**REPAIR.deadlines, "rectify": rectify})


def seen(new, states=None, now=MONDAY + DAY, **known):
    issue = an_issue(**{"clocks": RUNNING} | known)
    return foresee(issue, Version(workflow=REPAIR, calendar=CHINA), new, now, states)


def only(prospect):
    (dates,) = prospect.dates
    return dates


def test_an_issue_whose_state_is_still_there_is_safe_and_its_dates_are_counted_under_both():
    found = seen(within(3))
    assert (found.verdict, found.old.name, found.new.name) == (Verdict.SAFE, "rectifying", "rectifying")
    assert [str(one.effective) for one in (only(found).before, only(found).after)] == ["2026-03-09", "2026-03-05"]
    assert not only(found).late


def test_a_state_that_is_gone_needs_a_mapping():
    gone = version(states=without(REPAIR.states, "rectifying"))
    found = seen(gone)
    assert (found.verdict, found.new, found.dates) == (Verdict.MAPPING, None, ())
    assert "整改中" in found.reasons[0].zh
    assert seen(gone, {"rectifying": "registered"}).verdict is Verdict.SAFE


def test_a_mapping_to_a_state_that_is_not_there_is_refused():
    found = seen(version(), {"rectifying": "nowhere"})
    assert found.verdict is Verdict.REFUSED
    assert "nowhere" in found.reasons[0].en


def test_a_mapping_to_an_ending_is_refused_while_duties_run_and_safe_when_none_does():
    assert seen(version(), {"rectifying": "closed"}).verdict is Verdict.REFUSED
    assert seen(version(), {"rectifying": "closed"}, clocks={}).verdict is Verdict.SAFE
    paused = {"rectify": evolve(RUNNING["rectify"], stopped_at=MONDAY + DAY, paused=True)}
    assert seen(version(), {"rectifying": "closed"}, clocks=paused).verdict is Verdict.REFUSED


def test_a_state_that_became_an_ending_is_refused_while_duties_run():
    ended = State(name="rectifying", zh="整改中", en="Rectifying", final=True)
    assert seen(version(states={**REPAIR.states, "rectifying": ended})).verdict is Verdict.REFUSED


def test_a_state_that_nobody_would_hold_is_refused():
    found = seen(version(), bindings={"reporter": ("visitor",)})
    assert found.verdict is Verdict.REFUSED
    assert "lead" in found.reasons[0].en


def test_a_holder_derived_from_a_role_asks_that_this_role_is_bound():
    derived = evolve(REPAIR.states["rectifying"], held_by="head")
    new = version(states={**REPAIR.states, "rectifying": derived})
    assert seen(new).verdict is Verdict.SAFE
    assert seen(new, bindings={}).verdict is Verdict.REFUSED


def test_a_deadline_that_is_gone_stops():
    dates = only(seen(version(deadlines=without(REPAIR.deadlines, "rectify"))))
    assert (dates.deadline.name, dates.after) == ("rectify", None)
    assert dates.before is not None


def test_a_deadline_that_is_new_in_this_state_starts_then():
    new = Deadline(name="plan", zh="方案时限", en="Plan", runs_in=("rectifying",), within=Period(2, "working days"))
    dates = seen(version(deadlines={**REPAIR.deadlines, "plan": new})).dates
    assert [(one.deadline.name, one.before is None) for one in dates] == [("rectify", False), ("plan", True)]
    assert str(dates[1].after.effective) == "2026-03-05"


def test_a_shorter_limit_that_is_over_already_would_be_missed_at_once():
    assert only(seen(within(1), now=MONDAY + timedelta(days=3))).late
    assert not only(seen(within(5), now=MONDAY + timedelta(days=3))).late


@pytest.mark.parametrize("days", [1, 30])
def test_what_was_missed_stays_missed_whatever_the_new_version_allows(days):
    missed = {"rectify": evolve(RUNNING["rectify"], fired=(MISSED,))}
    dates = only(seen(within(days), now=MONDAY + timedelta(days=10), clocks=missed))
    assert dates.missed
    assert not dates.late


def test_a_clock_that_stopped_is_not_looked_at():
    stopped = {"rectify": evolve(RUNNING["rectify"], stopped_at=MONDAY + DAY)}
    assert seen(within(3), clocks=stopped).dates == ()
