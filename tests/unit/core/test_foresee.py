"""What another version would mean for an issue: safe, needs a mapping, or refused."""

from datetime import timedelta

import pytest
from attrs import evolve

from rectiflow.core.foresee import Verdict
from rectiflow.core.supervise import MISSED
from rectiflow.model.promise import Deadline, Rung
from rectiflow.model.stage import State
from rectiflow.model.subject import Field
from rectiflow.model.timing import Clock, Moment, Period, Span, write_instant
from tests.cases import DAY
from tests.office import LADDER, MONDAY, REPAIR, by_name
from tests.prospects import GONE, RUNNING, mapped, only, seen, version, within, without

URGE, SUPERVISE, CRITICISE = REPAIR.deadlines["rectify"].steps()


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
    assert mapped(gone, "registered").verdict is Verdict.SAFE


def test_a_mapping_to_a_state_that_is_not_there_is_refused():
    found = mapped(version(states=GONE), "nowhere")
    assert found.verdict is Verdict.REFUSED
    assert "nowhere" in found.reasons[0].en


def test_no_issue_ends_by_a_change_of_version_whether_its_duties_run_or_not():
    """Or a mapping would be a way past verification."""
    gone = version(states=GONE)
    ended = State(name="rectifying", zh="整改中", en="Rectifying", final=True)
    for found in (
        mapped(gone, "closed"),
        mapped(gone, "closed", clocks={}),
        seen(version(states={**REPAIR.states, "rectifying": ended}), clocks={}),
    ):
        assert found.verdict is Verdict.REFUSED
        assert "is final" in found.reasons[0].en


def test_a_deadline_that_is_gone_stops():
    dates = only(seen(version(deadlines=without(REPAIR.deadlines, "rectify"))))
    assert (dates.deadline.name, dates.after) == ("rectify", None)
    assert dates.before is not None


def test_a_deadline_that_is_new_in_this_state_starts_then():
    new = Deadline(name="plan", zh="方案时限", en="Plan", runs_in=("rectifying",), within=Period(2, "working days"))
    dates = seen(version(deadlines={**REPAIR.deadlines, "plan": new})).dates
    assert [(one.deadline.name, one.before is None) for one in dates] == [("rectify", False), ("plan", True)]
    assert str(dates[1].after.effective) == "2026-03-05"


def test_a_shorter_limit_that_is_over_already_is_refused_for_nobody_is_late_by_a_change_of_version():
    refused = seen(within(1), now=MONDAY + timedelta(days=3))
    assert only(refused).late
    assert refused.verdict is Verdict.REFUSED
    assert "2026-03-03" in refused.reasons[0].zh
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


def laddered(*rungs):
    return version(deadlines={**REPAIR.deadlines, "rectify": evolve(REPAIR.deadlines["rectify"], rungs=rungs)})


REMIND = Rung(at=Moment(percent=20), rung="remind", tell=("holder",))
WEDNESDAY = MONDAY + 2 * DAY


def test_a_rung_whose_moment_is_over_is_passed_over_and_one_to_come_is_not():
    dates = only(seen(laddered(REMIND, *LADDER), now=WEDNESDAY))
    assert (dates.change, dates.fired, dates.passed) == ("keep", (), ("remind@20%",))
    assert only(seen(laddered(REMIND, *LADDER), now=MONDAY + timedelta(hours=1))).passed == ()


def test_what_has_gone_off_is_known_by_its_name_when_the_ladder_changes():
    ran = {"rectify": evolve(RUNNING["rectify"], fired=("0", MISSED))}
    dates = only(seen(laddered(REMIND, *LADDER), now=MONDAY + 8 * DAY, clocks=ran))
    assert (dates.fired, dates.missed, dates.passed) == ((URGE, MISSED), True, ("remind@20%", SUPERVISE))


def test_a_clock_that_stands_still_passes_over_only_what_came_before_it_stopped():
    stopped = {"rectify": evolve(RUNNING["rectify"], stopped_at=WEDNESDAY, fired=("0",))}
    found = seen(laddered(REMIND, *LADDER), now=MONDAY + 30 * DAY, clocks=stopped)
    assert [(one.change, one.fired, one.passed) for one in found.carried] == [(None, (URGE,), ("remind@20%",))]
    assert found.verdict is Verdict.SAFE


def test_a_renamed_deadline_keeps_its_start_its_pauses_and_its_verdict():
    """Hard case P5: a state renamed in a new version leaves past pauses as they are."""
    pause = Span(MONDAY, MONDAY + 2 * DAY)
    ran = {"rectify": evolve(RUNNING["rectify"], pauses=(pause,))}
    rename = {"states": {"rectifying": "mending"}, "deadlines": {"rectify": "mend"}}
    mend = evolve(REPAIR.deadlines["rectify"], name="mend", runs_in=("mending",))
    new = version(
        states={**GONE, "mending": evolve(REPAIR.states["rectifying"], name="mending")},
        deadlines={**without(REPAIR.deadlines, "rectify"), "mend": mend},
    )
    dates = only(seen(new, names=rename, clocks=ran))
    assert (dates.deadline.name, dates.change) == ("mend", "keep")
    assert dates.before == dates.after
    assert write_instant(dates.after.instant) == "2026-03-11T15:59:59.999999Z"


def test_a_clock_that_stands_still_in_the_new_version_alone_pauses():
    pausing = evolve(REPAIR.deadlines["rectify"], runs_in=("verifying",), pauses_in=("rectifying",))
    assert only(seen(version(deadlines={**REPAIR.deadlines, "rectify": pausing}))).change == "pause"


PAUSED = {"rectify": evolve(RUNNING["rectify"], stopped_at=MONDAY + DAY, paused=True)}


@pytest.mark.parametrize(
    "states",
    [
        {"pauses_in": ("rectifying",)},
        {"runs_in": ("rectifying",)},
        {"runs_in": ("verifying",)},
    ],
)
def test_a_pause_lasts_as_long_as_its_state_whatever_the_new_version_makes_of_it(states):
    rectify = evolve(REPAIR.deadlines["rectify"], **states)
    dates = only(seen(version(deadlines={**REPAIR.deadlines, "rectify": rectify}), clocks=PAUSED, now=WEDNESDAY))
    assert dates.change == "keep"


@pytest.mark.parametrize(
    ("states", "change"),
    [({"runs_in": ("mending",)}, "continue"), ({"pauses_in": ("mending",)}, "keep"), ({}, "stop")],
)
def test_a_pause_ends_with_its_state_unless_the_clock_stands_still_in_the_next_one_too(states, change):
    mending = evolve(REPAIR.states["rectifying"], name="mending")
    new = version(
        states={**GONE, "mending": mending},
        deadlines={**REPAIR.deadlines, "rectify": evolve(REPAIR.deadlines["rectify"], **states)},
    )
    assert only(mapped(new, "mending", clocks=PAUSED, now=WEDNESDAY)).change == change


def test_a_deadline_that_comes_back_goes_on_where_a_change_of_version_had_stopped_it():
    old = evolve(REPAIR, deadlines=without(REPAIR.deadlines, "rectify"))
    stopped = evolve(RUNNING["rectify"], stopped_at=MONDAY + DAY, fired=(URGE,))
    dates = only(seen(version(), old=old, clocks={"rectify": stopped}, now=WEDNESDAY))
    assert (dates.change, dates.occurrence, dates.fired) == ("continue", 1, (URGE,))
    assert str(dates.after.effective) == "2026-03-10"
    ended = evolve(stopped, met=True)
    assert only(seen(version(), old=old, clocks={"rectify": ended}, now=WEDNESDAY)).occurrence == 2


def test_a_deadline_that_runs_again_by_the_new_version_is_a_new_occurrence():
    longer = evolve(REPAIR.deadlines["assign"], runs_in=("registered", "rectifying"), within=Period(9, "days"))
    ran = RUNNING | {"assign": Clock(1, MONDAY, MONDAY + DAY)}
    found = seen(version(deadlines={**REPAIR.deadlines, "assign": longer}), clocks=ran)
    assert [(one.deadline.name, one.change, one.occurrence) for one in found.dates] == [
        ("assign", "start", 2),
        ("rectify", "keep", 1),
    ]


def test_what_has_begun_already_starts_no_clock_of_a_new_version():
    whole = Deadline(name="whole", zh="总时限", en="Whole", starts=("register",), within=Period(9, "days"))
    assert [one.deadline.name for one in seen(version(deadlines={**REPAIR.deadlines, "whole": whole})).dates] == [
        "rectify"
    ]


def test_the_end_of_a_calendar_is_a_reason():
    found = seen(within(9999))
    assert found.verdict is Verdict.REFUSED
    assert found.reasons[0].zh


def test_every_reason_is_given_at_once():
    """Or somebody would mend one, and be told the next."""
    answer = {"answer": evolve(REPAIR.fields["answer"], type="date")}
    endless = within(9999).workflow.deadlines["rectify"]
    short = evolve(REPAIR.deadlines["verify"], runs_in=("rectifying",), within=Period(1, "hours"))
    told = {"fields": {"answer": "soon"}, "clocks": RUNNING | {"verify": Clock(1, MONDAY)}}
    new = version(fields=REPAIR.fields | answer, deadlines={"rectify": endless, "verify": short})
    said = " ".join(one.en for one in seen(new, **told).reasons)
    assert all(part in said for part in ("as 'answer'", "Calendar cn", "'verify' was due"))
    gone = seen(version(states=GONE, fields=REPAIR.fields | answer), **told)
    assert gone.verdict is Verdict.MAPPING
    assert ["no state" in gone.reasons[0].en, "as 'answer'" in gone.reasons[1].en] == [True, True]


def test_a_field_that_is_gone_is_named_and_stands_in_nobodys_way():
    new = version(fields=without(REPAIR.fields, "opinion", "answer"))
    found = seen(new, fields={"opinion": "x"})
    assert (found.verdict, [field.name for field in found.dropped]) == (Verdict.SAFE, ["opinion"])


def test_what_this_release_can_not_keep_is_refused():
    doing = evolve(LADDER[0], do="submit")
    found = seen(laddered(doing))
    assert found.verdict is Verdict.REFUSED
    assert "do" in found.reasons[0].en
    hidden = Field(name="memo", zh="备忘", en="Memo", type="text", audience=("clerk",))
    assert seen(version(fields=REPAIR.fields | by_name(hidden))).verdict is Verdict.REFUSED
