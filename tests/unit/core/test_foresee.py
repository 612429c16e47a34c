"""What another version would mean for an issue: safe, needs a mapping, or refused."""

from datetime import timedelta

import pytest
from attrs import evolve

from rectiflow.core.carry import Version
from rectiflow.core.foresee import Verdict, foresee
from rectiflow.core.supervise import MISSED
from rectiflow.model.migration import Renaming
from rectiflow.model.promise import Deadline, Rung
from rectiflow.model.stage import State
from rectiflow.model.subject import Field, Role
from rectiflow.model.timing import Clock, Moment, Period, Span, write_instant
from tests.cases import DAY, an_issue, done
from tests.office import CHINA, LADDER, MONDAY, REPAIR, by_name

RUNNING = {"rectify": Clock(occurrence=1, started_at=MONDAY)}


def version(**changed):
    return Version(workflow=evolve(REPAIR, version=2, **changed), calendar=CHINA)


def without(section, *names):
    return {name: one for name, one in section.items() if name not in names}


def within(days):
    rectify = evolve(REPAIR.deadlines["rectify"], within=Period(days, "working days"))
    return version(deadlines={**REPAIR.deadlines, "rectify": rectify})


def seen(new, now=MONDAY + DAY, old=REPAIR, names=None, **known):
    issue = an_issue(**{"clocks": RUNNING} | known)
    return foresee(issue, Version(workflow=old, calendar=CHINA), new, now, Renaming(**names or {}))


def mapped(new, state, **known):
    """Say what becomes of an issue whose state is gone and `state` takes its place."""
    return seen(new, names={"states": {"rectifying": state}}, **known)


GONE = {name: state for name, state in REPAIR.states.items() if name != "rectifying"}
URGE, SUPERVISE, CRITICISE = REPAIR.deadlines["rectify"].steps()


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
    assert mapped(gone, "registered").verdict is Verdict.SAFE


def test_a_mapping_to_a_state_that_is_not_there_is_refused():
    found = mapped(version(states=GONE), "nowhere")
    assert found.verdict is Verdict.REFUSED
    assert "nowhere" in found.reasons[0].en


def test_a_mapping_to_an_ending_is_refused_while_duties_run_and_safe_when_none_does():
    gone = version(states=GONE)
    assert mapped(gone, "closed").verdict is Verdict.REFUSED
    assert mapped(gone, "closed", clocks={}).verdict is Verdict.SAFE
    paused = {"rectify": evolve(RUNNING["rectify"], stopped_at=MONDAY + DAY, paused=True)}
    assert mapped(gone, "closed", clocks=paused).verdict is Verdict.REFUSED


def test_a_mapping_can_not_lead_an_issue_out_of_a_state_that_is_still_there():
    assert mapped(version(), "verifying").verdict is Verdict.REFUSED


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


def test_a_clock_that_stands_still_in_the_new_version_alone_pauses_and_the_other_way_round_goes_on():
    pausing = evolve(REPAIR.deadlines["rectify"], runs_in=("verifying",), pauses_in=("rectifying",))
    new = version(deadlines={**REPAIR.deadlines, "rectify": pausing})
    paused = {"rectify": evolve(RUNNING["rectify"], stopped_at=MONDAY + DAY, paused=True)}
    assert only(seen(new)).change == "pause"
    assert only(seen(new, clocks=paused)).change == "keep"
    assert only(seen(version(), clocks=paused, now=WEDNESDAY)).change == "continue"


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


@pytest.mark.parametrize(
    ("fields", "changed"),
    [
        ({"verdict": "not_fixed"}, {"choices": REPAIR.fields["verdict"].choices[:1]}),
        ({"answer": "soon"}, {"type": "date"}),
        ({"answer": "soon"}, {"type": "parts"}),
        ({"answer": "soon"}, {"personal": True}),
    ],
)
def test_a_value_that_the_new_version_can_not_read_is_refused(fields, changed):
    (name,) = fields
    new = version(fields={**REPAIR.fields, name: evolve(REPAIR.fields[name], **changed)})
    assert seen(new, fields=fields).verdict is Verdict.REFUSED
    assert seen(new, fields={}).verdict is Verdict.SAFE


@pytest.mark.parametrize("changed", [{"type": "number"}, {"personal": False}])
def test_a_value_kept_apart_can_not_be_looked_at_so_its_field_must_read_alike(changed):
    new = version(fields={**REPAIR.fields, "phone": evolve(REPAIR.fields["phone"], **changed)})
    assert seen(new, personal={"phone": "sha256:11"}).verdict is Verdict.REFUSED
    titled = version(fields={**REPAIR.fields, "phone": evolve(REPAIR.fields["phone"], zh="电话")})
    assert seen(titled, personal={"phone": "sha256:11"}).verdict is Verdict.SAFE


def test_a_field_that_is_gone_is_named_and_stands_in_nobodys_way():
    new = version(fields=without(REPAIR.fields, "opinion", "answer"))
    found = seen(new, fields={"opinion": "x"})
    assert (found.verdict, [field.name for field in found.dropped]) == (Verdict.SAFE, ["opinion"])


SUBMITTED = done(submit="li")
REPORT = evolve(REPAIR.actions["submit"], name="report")
REPORTING = version(
    actions={**without(REPAIR.actions, "submit"), "report": REPORT}
    | {"verify": evolve(REPAIR.actions["verify"], not_by=("report",), judges=("report",))}
)


def test_an_action_by_which_people_are_barred_must_not_be_forgotten():
    found = seen(REPORTING, done=SUBMITTED)
    assert found.verdict is Verdict.REFUSED
    assert "submit" in found.reasons[0].zh
    assert seen(REPORTING, done={}).verdict is Verdict.SAFE
    assert seen(REPORTING, done=SUBMITTED, names={"actions": {"submit": "report"}}).verdict is Verdict.SAFE


def test_an_action_that_nothing_judges_by_may_go():
    found = seen(version(actions=without(REPAIR.actions, "note")), done=done(note="window"))
    assert found.verdict is Verdict.SAFE


@pytest.mark.parametrize(
    ("asked", "history"),
    [
        ("did('note')", {"done": done(note="window")}),
        ('days_since("note") > 3', {"done": done(note="window")}),
        ("rounds('paused') > 1", {"rounds": {"paused": 1}}),
        ("met('assign')", {"clocks": {"assign": Clock(1, MONDAY, MONDAY, met=True)}}),
    ],
)
def test_what_an_expression_asks_about_must_not_be_forgotten(asked, history):
    rung = evolve(LADDER[0], unless=asked)
    old = evolve(REPAIR, deadlines={**REPAIR.deadlines, "verify": evolve(REPAIR.deadlines["verify"], rungs=(rung,))})
    new = version(
        actions=without(REPAIR.actions, "note"),
        states=without(REPAIR.states, "paused"),
        deadlines=without(REPAIR.deadlines, "assign"),
    )
    assert seen(new, old=old, **history).verdict is Verdict.REFUSED
    assert seen(new, **history).verdict is Verdict.SAFE


@pytest.mark.parametrize(
    "names",
    [
        {"actions": {"submit": "nothing"}},
        {"actions": {"submit": "verify"}},
        {"actions": {"verify": "report"}},
        {"deadlines": {"rectify": "verify"}},
        {"roles": {"lead": "nobody"}},
    ],
)
def test_a_mapping_that_means_nothing_or_mixes_things_up_is_refused(names):
    assert seen(REPORTING, names=names).verdict is Verdict.REFUSED


def test_a_role_that_somebody_must_hold_later_and_nothing_binds_any_more_is_refused():
    inspector = Role(name="inspector", zh="核验人", en="Inspector", of="person")
    new = version(
        roles={**without(REPAIR.roles, "verifier"), "inspector": inspector},
        states={**REPAIR.states, "verifying": evolve(REPAIR.states["verifying"], held_by="inspector")},
        actions={**REPAIR.actions, "assign": evolve(REPAIR.actions["assign"], binds=("lead", "inspector"))},
    )
    found = seen(new)
    assert found.verdict is Verdict.REFUSED
    assert "inspector" in found.reasons[0].en
    assert seen(new, names={"roles": {"verifier": "inspector"}}).verdict is Verdict.SAFE
    assert seen(new, state="registered", bindings={"reporter": ("visitor",)}, clocks={}).verdict is Verdict.SAFE


def test_what_this_release_can_not_keep_is_refused():
    doing = evolve(LADDER[0], do="submit")
    found = seen(laddered(doing))
    assert found.verdict is Verdict.REFUSED
    assert "do" in found.reasons[0].en
    hidden = Field(name="memo", zh="备忘", en="Memo", type="text", audience=("clerk",))
    assert seen(version(fields=REPAIR.fields | by_name(hidden))).verdict is Verdict.REFUSED
