import pytest
from attrs import evolve

from rectiflow.core import evolve as folding
from rectiflow.core.supervise import MISSED, alarms, fire
from rectiflow.model.promise import Rung
from rectiflow.model.record import Effect, RecordType
from rectiflow.model.timing import Clock, Moment, Period, Span, write_instant
from tests.cases import DAY, an_issue, record
from tests.office import CHINA, MONDAY, REPAIR

DUE = "2026-03-09T15:59:59.999999Z"
URGE, SUPERVISE, CRITICISE = REPAIR.deadlines["rectify"].steps()
PARTIES = {
    "holder": ("roads",),
    "holder.first_person": ("ma",),
    "holder.specific_person": ("li",),
    "clerk": ("window", "ma"),
}


def running(**known):
    return an_issue(clocks={"rectify": Clock(**{"occurrence": 1, "started_at": MONDAY} | known)})


def ahead(issue, workflow=REPAIR):
    return [(one.deadline, one.name, write_instant(one.instant)) for one in alarms(workflow, issue, CHINA)]


def fired(issue, name):
    (alarm,) = (one for one in alarms(REPAIR, issue, CHINA) if one.name == name)
    return fire(REPAIR, issue, alarm, PARTIES)


def with_rungs(*moments):
    rungs = tuple(Rung(at=moment, rung="urge") for moment in moments)
    deadline = evolve(REPAIR.deadlines["rectify"], rungs=rungs)
    return evolve(REPAIR, deadlines=REPAIR.deadlines | {"rectify": deadline})


def test_a_running_clock_has_its_rungs_and_the_miss_before_it_in_the_order_of_time():
    """Of a budget of 5 days, 90 % is used at the end of the fifth: at one instant it still precedes the miss."""
    assert ahead(running()) == [
        ("rectify", URGE, DUE),
        ("rectify", MISSED, DUE),
        ("rectify", SUPERVISE, DUE),
        ("rectify", CRITICISE, "2026-03-16T15:59:59.999999Z"),
    ]


def test_at_one_instant_what_comes_before_due_goes_first_whatever_the_order_of_the_file():
    due, share = Moment(offset=Period(0, "days")), Moment(percent=90)
    before = Moment(offset=Period(1, "working days"), before=True)
    names = [name for _, name, _ in ahead(running(), with_rungs(due, share, before))]
    assert names == ["urge@due - 1 working day", URGE, MISSED, "urge@due"]


def test_of_two_deadlines_at_one_instant_each_precedes_its_own_miss():
    both = an_issue(clocks={"rectify": Clock(1, MONDAY), "assign": Clock(1, MONDAY + 6 * DAY)})
    assert ahead(both)[:6] == [
        ("assign", URGE, DUE),
        ("rectify", URGE, DUE),
        ("assign", MISSED, DUE),
        ("rectify", MISSED, DUE),
        ("assign", SUPERVISE, DUE),
        ("rectify", SUPERVISE, DUE),
    ]


def test_a_clock_that_stands_still_has_nothing_before_it():
    assert ahead(running(stopped_at=MONDAY + DAY)) == []
    assert ahead(an_issue()) == []


def test_an_alarm_goes_off_once_in_an_occurrence():
    assert [name for _, name, _ in ahead(running(fired=(URGE, MISSED)))] == [SUPERVISE, CRITICISE]
    assert ahead(running(fired=(URGE, MISSED, SUPERVISE, CRITICISE))) == []


def test_rungs_that_records_of_the_first_version_numbered_have_gone_off_too():
    assert ahead(running(fired=("0", MISSED, "1", "2"))) == []
    assert [name for _, name, _ in ahead(running(fired=("1",)))] == [URGE, MISSED, CRITICISE]


def test_of_two_rungs_of_one_kind_at_one_moment_each_goes_off():
    due = Moment(offset=Period(0, "days"))
    twice = with_rungs(due, due)
    assert [name for _, name, _ in ahead(running(), twice)] == [MISSED, "urge@due", "urge@due#2"]
    assert [name for _, name, _ in ahead(running(fired=("urge@due", MISSED)), twice)] == ["urge@due#2"]


def test_a_new_cycle_escalates_again():
    data = {"action": "verify", "from": "verifying", "to": "rectifying", "actor": "wang", "fields": {}}
    data |= {"personal": {}, "binds": {}, "clocks": {"rectify": {"do": "start", "occurrence": 2}}}
    before = running(stopped_at=MONDAY + 8 * DAY, fired=(URGE, MISSED, SUPERVISE, CRITICISE))
    after = folding.evolve(before, record("acted", data, 3, MONDAY + 8 * DAY))
    assert [name for _, name, _ in ahead(after)] == [URGE, MISSED, SUPERVISE, CRITICISE]
    (escalated, *_) = fired(after, URGE).drafts
    assert escalated.data["occurrence"] == 2


def test_a_clock_begun_again_in_the_same_cycle_does_not():
    data = {"action": "resume", "from": "paused", "to": "rectifying", "actor": "ma", "fields": {}}
    data |= {"personal": {}, "binds": {}, "clocks": {"rectify": {"do": "restart", "occurrence": 1}}}
    after = folding.evolve(running(fired=(URGE,)), record("acted", data, 3, MONDAY + DAY))
    assert [name for _, name, _ in ahead(after)] == [MISSED, SUPERVISE, CRITICISE]


def test_a_pause_moves_what_is_ahead():
    pause = Span(MONDAY + DAY, MONDAY + 3 * DAY)
    assert ahead(running(pauses=(pause,)))[0] == ("rectify", URGE, "2026-03-11T15:59:59.999999Z")


def test_a_deadline_without_a_date_has_nothing_before_it():
    deadline = evolve(REPAIR.deadlines["rectify"], within=None, due="promised")
    workflow = evolve(REPAIR, deadlines={"rectify": deadline})
    assert ahead(running(), workflow) == []
    promised = evolve(running(), fields={"promised": "2026-03-05"})
    assert ("rectify", MISSED, "2026-03-05T15:59:59.999999Z") in ahead(promised, workflow)


def test_a_miss_names_who_held_the_issue():
    decision = fired(running(), MISSED)
    (missed,) = decision.drafts
    assert (missed.type, write_instant(missed.effective_at)) == (RecordType.MISSED, DUE)
    assert missed.data == {"deadline": "rectify", "occurrence": 1, "due": DUE, "holder": ["roads"]}
    assert decision.effects == ()


def test_a_rung_tells_whom_the_file_names_and_charges_its_faults():
    decision = fired(running(), SUPERVISE)
    escalated, charged = decision.drafts
    cause = {"deadline": "rectify", "occurrence": 1}
    assert escalated.v == 2
    assert escalated.data == cause | {"due": DUE, "rung": "supervise", "step": SUPERVISE, "tell": ["ma"]}
    assert charged.data == cause | {"fault": "overdue", "ground": "low_efficiency", "to": ["li"]}
    assert write_instant(charged.effective_at) == write_instant(escalated.effective_at) == DUE
    assert decision.effects == (Effect(kind="supervise", to="ma"),)


def test_somebody_named_twice_is_told_once():
    decision = fired(running(), CRITICISE)
    assert decision.drafts[0].data["tell"] == ["ma", "window"]
    assert [effect.to for effect in decision.effects] == ["ma", "window"]


@pytest.mark.parametrize("name", [URGE, MISSED, SUPERVISE, CRITICISE])
def test_an_alarm_goes_off_also_for_an_issue_that_nobody_holds(name):
    (alarm,) = (one for one in alarms(REPAIR, running(), CHINA) if one.name == name)
    decision = fire(REPAIR, running(), alarm, {})
    assert decision.drafts
    assert decision.effects == ()


def test_supervision_moves_no_issue():
    issue = running()
    for name in (URGE, MISSED, SUPERVISE, CRITICISE):
        for draft in fired(issue, name).drafts:
            after = folding.evolve(issue, record(draft.type, draft.data, 3))
            assert (after.state, after.fields, after.bindings) == (issue.state, issue.fields, issue.bindings)


@pytest.mark.parametrize(("told", "climbed"), [(True, False), (False, True), (None, True)])
def test_a_rung_is_climbed_unless_its_exception_is_known_to_hold(told, climbed):
    deadline = REPAIR.deadlines["rectify"]
    rungs = (evolve(deadline.rungs[1], unless="did('explain')"),)
    workflow = evolve(REPAIR, deadlines={"rectify": evolve(deadline, rungs=rungs)})
    (alarm,) = (one for one in alarms(workflow, running(), CHINA) if one.name == SUPERVISE)
    decision = fire(workflow, running(), alarm, PARTIES, lambda *_: lambda *_: told)
    first = decision.drafts[0].data
    assert (first.get("waived", False), bool(decision.effects), len(decision.drafts)) == (
        not climbed,
        climbed,
        1 + climbed,
    )
    assert folding.evolve(running(), record("escalated", first)).clocks["rectify"].fired == (SUPERVISE,)


def test_a_paused_clock_has_nothing_before_it():
    assert ahead(running(stopped_at=MONDAY + DAY, paused=True)) == []


def test_a_promise_that_somebody_else_owes_is_charged_to_them():
    deadline = evolve(REPAIR.deadlines["rectify"], owed_by="clerk")
    workflow = evolve(REPAIR, deadlines={"rectify": deadline})
    parties = PARTIES | {"clerk": ("window",), "clerk.first_person": ("he",), "clerk.specific_person": ("window",)}
    told = {}
    for alarm in alarms(workflow, running(), CHINA):
        told[alarm.name] = fire(workflow, running(), alarm, parties)
    assert told[MISSED].drafts[0].data["holder"] == ["window"]
    assert [effect.to for effect in told[URGE].effects] == ["window"]
    assert [effect.to for effect in told[SUPERVISE].effects] == ["he"]
    assert told[SUPERVISE].drafts[1].data["to"] == ["window"]
