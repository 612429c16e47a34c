"""Live issues go on under a new version: durably, one by one, and nothing of their past is lost."""

from contextlib import closing
from datetime import timedelta

import pytest
from attrs import evolve

from rectiflow.core.evolve import fold
from rectiflow.core.foresee import Verdict
from rectiflow.engine import migrate
from rectiflow.errors import InvalidInput, NotAuthorized, NotFound, StaleIssue
from rectiflow.model.action import Requirement
from rectiflow.model.actor import Actor
from rectiflow.model.migration import Renaming
from rectiflow.model.promise import Allowance
from rectiflow.model.record import RecordType
from rectiflow.model.subject import Field
from rectiflow.model.timing import Period, write_instant
from rectiflow.model.titles import Title
from rectiflow.ports import Query
from rectiflow.stores.memory import MemoryStore
from rectiflow.stores.sqlite import SQLiteStore
from tests.office import (
    MONDAY,
    PHONE,
    REPAIR,
    assign,
    closed,
    dump,
    later,
    new_engine,
    rectifying,
    register,
    submit,
    verify,
)
from tests.versions import MENDING, NAMES, SECOND

DAY = timedelta(days=1)


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path):
    kinds = {"memory": MemoryStore, "sqlite": lambda: SQLiteStore(tmp_path / "office.db")}
    with closing(kinds[request.param]()) as store:
        yield store


@pytest.fixture
def first(store):
    return new_engine(store)


@pytest.fixture
def second(first):
    """Give the same office after the new version was put into force."""
    return new_engine(first.store, first.office.clock, workflows=(SECOND,))


def move(engine, **words):
    return engine.migrate("repair", **{"by": "chief", "renaming": NAMES, "because": "new rules"} | words)


def kept(engine, issue):
    """Give the snapshot of an issue, which is what its records make."""
    with engine.store.reading("city") as reader:
        snapshot = reader.issue(issue.id)
        assert fold(reader.records(issue.id)) == snapshot
        return snapshot


def last(engine, issue):
    return engine.history(issue.id, by="zhao")[-1]


def messages(engine):
    with engine.store.reading("city") as reader:
        return [one.effect.to for one in reader.queued() if one.effect.kind == "migrated"]


def test_whoever_holds_an_issue_is_told_when_a_date_moves_and_only_then(first, second):
    rectifying(first)
    move(second)
    third = new_engine(first.store, first.office.clock, workflows=(evolve(SECOND, version=3),))
    assert messages(second) == ["roads"]
    move(third, renaming=Renaming())
    assert messages(third) == ["roads"]


def test_a_clock_that_starts_by_the_change_says_what_leaves_its_time_open(first):
    cost = Field(name="cost", zh="费用", en="Cost", type="number")
    short = Allowance(when="issue.cost > 1.0", allow=Period(2, "working days"))
    check = evolve(
        SECOND.deadlines["verify"],
        name="check",
        runs_in=("mending",),
        within=(short, Allowance(allow=Period(9, "days"))),
    )
    asking = evolve(SECOND, fields={**SECOND.fields, "cost": cost}, deadlines={**SECOND.deadlines, "check": check})
    engine = new_engine(first.store, first.office.clock, workflows=(asking,))
    issue = rectifying(first)
    move(engine)
    assert last(engine, issue).data["clocks"]["check"]["untold"] == ["issue.cost > 1.0"]
    assert engine.deadline(issue.id, "check", by="zhao").due.budget == short.allow


def test_an_issue_goes_on_under_the_new_version_by_one_record(first, second):
    issue = rectifying(first)
    later(first, days=2)
    (prospect,) = move(second)
    record, moved = last(second, issue), kept(second, issue)
    assert (prospect.verdict, record.type, record.recorded_at) == (Verdict.SAFE, RecordType.MIGRATED, MONDAY + 2 * DAY)
    assert (moved.state, moved.entered_at, moved.version) == ("mending", issue.entered_at, issue.version + 1)
    assert moved.digest == record.data["workflow"] == second.office.shelf.current("repair").digest
    assert record.data["replaces"] == issue.digest
    assert (record.data["actor"], record.data["because"]) == ("chief", "new rules")
    assert record.data["clocks"] == {
        "rectify": {
            "do": "keep",
            "occurrence": 1,
            "before": "2026-03-09T15:59:59.999999Z",
            "due": "2026-03-12T15:59:59.999999Z",
        }
    }
    assert submit(second, issue).state == "verifying"
    assert kept(second, issue).clocks["rectify"].met


def test_a_deadline_that_is_gone_stops_and_its_rungs_never_come(first, second):
    """Hard case P10: the stop is recorded, and is neither kept nor missed."""
    issue = register(first)
    move(second)
    assert last(second, issue).data["clocks"]["assign"]["do"] == "stop"
    clock = kept(second, issue).clocks["assign"]
    assert (clock.stopped_at, clock.met) == (MONDAY, None)
    later(second, days=60)
    assert second.tick() == 0


def test_rungs_of_the_new_ladder_fire_on_time_and_those_already_over_never(first, second):
    issue = rectifying(first)
    later(first, days=3)
    move(second)
    assert last(second, issue).data["clocks"]["rectify"]["passed"] == ["remind@20%"]
    later(second, days=60)
    second.tick()
    steps = [one.data["step"] for one in second.history(issue.id, by="zhao") if one.type is RecordType.ESCALATED]
    assert steps == ["urge@90%", "supervise@due", "criticise@due + 5 working days"]


def test_what_was_missed_cannot_be_met_under_a_version_that_allows_more(first, second):
    issue = rectifying(first)
    later(first, days=8)
    move(second)
    promise = second.deadline(issue.id, "rectify", by="zhao")
    assert (promise.missed, promise.due.instant > second.office.clock.now()) == (True, True)
    assert submit(second, issue).clocks["rectify"].met is False
    assert second.deadline(issue.id, "rectify", by="zhao").missed


def test_what_is_due_under_the_old_version_fires_first_and_stays(first, second):
    issue = rectifying(first)
    later(first, days=8)
    (prospect,) = move(second)
    (dates,) = prospect.dates
    assert dates.missed
    types = [one.type.value for one in second.history(issue.id, by="zhao")]
    assert types[2:] == ["escalated", "missed", "escalated", "charged", "migrated"]
    assert kept(second, issue).findings
    later(second, days=60)
    second.tick()
    assert [one.type for one in second.history(issue.id, by="zhao")].count(RecordType.MISSED) == 1


def test_the_timer_and_the_inbox_follow_the_new_version(first):
    issue = rectifying(first)
    elsewhere = evolve(SECOND, states=SECOND.states | {"mending": evolve(MENDING, held_by="verifier")})
    third = new_engine(first.store, first.office.clock, workflows=(elsewhere,))
    assert [one.issue.id for one in third.inbox(by="li")] == [issue.id]
    move(third)
    assert [one.issue.id for one in third.inbox(by="wang")] == [issue.id]
    assert third.inbox(by="li") == ()
    with third.store.reading("city") as reader:
        identity, due = reader.next_timer(MONDAY + 99 * DAY)
    assert (identity, write_instant(due)) == (issue.id, "2026-03-04T15:59:59.999999Z")


def test_a_dry_run_says_the_same_and_writes_nothing(first, second):
    for issue in (register(first), rectifying(first), submit(first, rectifying(first))):
        assert issue
    later(first, days=4)
    before = dump(first.store)
    foreseen = second.prospects("repair", by="chief", renaming=NAMES)
    assert dump(first.store) == before
    assert [outcome(one) for one in foreseen] == [outcome(one) for one in move(second)]


def outcome(prospect):
    return prospect.issue, prospect.verdict, prospect.carried, prospect.reasons


def test_what_can_not_go_on_stays_as_it_was_and_the_others_move(first, second):
    stays, moves = rectifying(first), submit(first, rectifying(first))
    before = kept(first, stays)
    told = move(second, renaming=Renaming())
    assert [(one.issue, one.verdict) for one in told] == [(stays.id, Verdict.MAPPING), (moves.id, Verdict.SAFE)]
    assert kept(second, stays) == before
    assert kept(second, moves).digest != before.digest
    assert [one.issue for one in move(second)] == [stays.id]


def test_ended_issues_and_those_of_this_version_are_left_alone(first, second):
    ended, fresh = closed(first), register(second)
    before = dump(first.store)
    assert move(second) == ()
    assert dump(first.store) == before
    assert {ended.id, fresh.id} == {"RF-000001", "RF-000002"}


def test_only_the_issues_asked_for_are_moved(first, second):
    one, other = rectifying(first), rectifying(first)
    assert [prospect.issue for prospect in move(second, only=[other.id])] == [other.id]
    assert kept(second, one).state == "rectifying"
    with pytest.raises(NotFound, match="RF-000009"):
        move(second, only=["RF-000009"])


def test_a_run_that_is_cut_short_keeps_what_it_did_and_goes_on_where_it_stopped(first, second, monkeypatch):
    issues = [rectifying(first) for _ in range(3)]
    foreseen = migrate.foreseen

    def cut_short(office, reader, issue, migration):
        if issue.id == issues[1].id:
            raise KeyboardInterrupt
        return foreseen(office, reader, issue, migration)

    monkeypatch.setattr(migrate, "foreseen", cut_short)
    with pytest.raises(KeyboardInterrupt):
        move(second)
    assert [kept(second, one).state for one in issues] == ["mending", "rectifying", "rectifying"]
    monkeypatch.undo()
    assert [one.issue for one in move(second)] == [one.id for one in issues[1:]]
    assert [kept(second, one).state for one in issues] == ["mending"] * 3
    assert [one.type for one in dump(second.store)["records"]].count(RecordType.MIGRATED) == 3


@pytest.mark.parametrize("by", ["window", "zhao", "stranger", Actor("window", {"administrator"})])
def test_only_an_administrator_of_the_directory_moves_issues_or_looks(first, second, by):
    rectifying(first)
    before = dump(first.store)
    for ask in (move, lambda engine, by: engine.prospects("repair", by=by)):
        with pytest.raises(NotAuthorized, match="administrator"):
            ask(second, by=by)
    assert dump(first.store) == before


def test_a_reason_that_no_record_can_hold_is_refused(first, second):
    rectifying(first)
    with pytest.raises(InvalidInput):
        move(second, because="\udcff")


def test_a_retry_of_what_was_done_before_is_answered_as_before(first):
    fields = {"opinion": "x", "phone": PHONE}
    issue = register(first, key="k1", fields=fields)
    assigned = assign(first, issue, key="k2")
    public = evolve(SECOND, fields={name: one for name, one in SECOND.fields.items() if name != "phone"})
    public = evolve(public, actions=public.actions | {"register": evolve(public.actions["register"], takes=())})
    note = evolve(public.actions["note"], takes=("opinion",))
    third = new_engine(
        first.store, first.office.clock, workflows=(evolve(public, actions={**public.actions, "note": note}),)
    )
    (prospect,) = move(third)
    assert prospect.verdict is Verdict.SAFE
    before = dump(first.store)
    assert register(third, key="k1", fields=fields) == issue
    assert assign(third, issue, key="k2") == assigned
    assert dump(first.store) == before


def test_a_value_whose_field_is_gone_stays_in_the_records_and_is_shown_no_more(first):
    issue = register(first, fields={"opinion": "x", "phone": PHONE})
    fields = {name: one for name, one in SECOND.fields.items() if name not in {"phone", "opinion"}}
    actions = {name: evolve(one, needs=(), takes=()) for name, one in SECOND.actions.items() if name == "register"}
    actions |= {name: one for name, one in SECOND.actions.items() if name not in {"register", "note"}}
    third = new_engine(first.store, first.office.clock, workflows=(evolve(SECOND, fields=fields, actions=actions),))
    (prospect,) = move(third)
    assert {field.name for field in prospect.dropped} == {"opinion", "phone"}
    assert kept(third, issue).fields == {}
    assert third.get(issue.id, by="window").fields == {}
    assert third.history(issue.id, by="window")[0].data["fields"] == {"opinion": "x"}


def test_a_personal_value_whose_field_is_gone_is_shown_to_nobody(store):
    address = evolve(REPAIR.fields["phone"], name="address")
    both = evolve(REPAIR.actions["register"], takes=("phone", "address"))
    old = evolve(REPAIR, fields=REPAIR.fields | {"address": address}, actions=REPAIR.actions | {"register": both})
    one = evolve(both, takes=("address",))
    actions = {name: action for name, action in old.actions.items() if name != "note"} | {"register": one}
    fields = {name: field for name, field in old.fields.items() if name != "phone"}
    issue = register(new_engine(store, workflows=(old,)), fields={"opinion": "x", "phone": PHONE, "address": "there"})
    second = new_engine(store, workflows=(evolve(old, version=2, fields=fields, actions=actions),))
    move(second, renaming=Renaming())
    assert second.get(issue.id, by="window").fields == {"opinion": "x", "address": "there"}


def test_whoever_decided_by_the_old_rules_must_look_again(first, second):
    issue = rectifying(first)
    move(second)
    with pytest.raises(StaleIssue) as stale:
        submit(second, issue, expected_version=issue.version)
    assert stale.value.winner == "chief"
    with pytest.raises(InvalidInput):
        submit(second, issue, at=MONDAY - DAY)


def test_an_issue_that_was_moved_can_be_moved_back(first, second):
    issue = rectifying(first)
    move(second)
    back = Renaming(states={"mending": "rectifying"})
    (prospect,) = new_engine(first.store, first.office.clock).migrate("repair", by="chief", renaming=back, to=1)
    assert prospect.verdict is Verdict.SAFE
    after = kept(first, issue)
    assert (after.state, after.digest, after.rounds) == (issue.state, issue.digest, issue.rounds)
    assert after.clocks == issue.clocks


def test_the_definition_is_in_the_ledger_before_the_record_that_pins_it(first, second):
    rectifying(first)
    move(second)
    records = dump(second.store)["records"]
    assert [one.type.value for one in records][-2:] == ["defined", "migrated"]
    with second.store.reading("city") as reader:
        assert reader.defines(records[-1].data["workflow"])
        assert [one.digest for one in reader.find(Query(state="mending"))] == [records[-1].data["workflow"]]


def changed(**parts):
    """Give the first version with other parts, as the second."""
    return evolve(REPAIR, version=2, **parts)


def without(section, *names):
    return {name: one for name, one in section.items() if name not in names}


def in_force(engine, workflow):
    """Give the same office after another version was put into force."""
    return new_engine(engine.store, engine.office.clock, workflows=(workflow,))


def test_whoever_did_the_work_stays_barred_whatever_takes_the_place_of_what_was_forgotten(first):
    forgot = changed(actions=without(REPAIR.actions, "note"))
    issue = submit(first, rectifying(first))
    first.act(issue.id, "note", by="window")
    move(in_force(first, forgot), renaming=Renaming())
    third = in_force(first, evolve(forgot, version=3))
    (prospect,) = move(third, renaming=Renaming(actions={"note": "submit"}))
    assert prospect.verdict is Verdict.REFUSED
    assert kept(third, issue).done["submit"].by == ("li",)


def test_whoever_did_either_of_two_actions_that_become_one_is_barred(first):
    """`submit` becomes `report`, and `submit` again, while an issue has both in its history."""
    unbarred = evolve(REPAIR, actions={**REPAIR.actions, "verify": evolve(REPAIR.actions["verify"], not_by=())})
    report = {"report": evolve(REPAIR.actions["submit"], name="report")}
    verify_report = {"verify": evolve(REPAIR.actions["verify"], not_by=("report",), judges=("report",))}
    reporting = changed(actions=without(REPAIR.actions, "submit") | report | verify_report)
    start = in_force(first, unbarred)
    issue = verify(start, submit(start, rectifying(start)), "not_fixed")
    second = in_force(first, reporting)
    move(second, renaming=Renaming())
    second.act(issue.id, "report", by="ma", fields={"answer": "x", "evidence": ["a"]})
    third = in_force(first, evolve(REPAIR, version=3))
    (prospect,) = move(third, renaming=Renaming(actions={"report": "submit"}))
    assert prospect.verdict is Verdict.SAFE
    done = kept(third, issue).done["submit"]
    assert (done.times, done.by) == (2, ("li", "ma"))


def test_what_an_expression_asks_about_is_not_forgotten_however_it_is_written(first):
    noted = Requirement(that="!did ('note')", otherwise=Title(zh="已附注", en="it was noted"))
    asking = evolve(REPAIR, actions={**REPAIR.actions, "submit": evolve(REPAIR.actions["submit"], require=(noted,))})
    start = in_force(first, asking)
    issue = rectifying(start)
    start.act(issue.id, "note", by="window")
    (prospect,) = move(in_force(first, changed(actions=without(REPAIR.actions, "note"))), renaming=Renaming())
    assert prospect.verdict is Verdict.MAPPING
    assert "the action 'note' is gone" in prospect.reasons[0].en


def test_whoever_is_bound_and_must_not_be_by_the_new_version_keeps_the_issue_where_it_is(first):
    free = evolve(REPAIR, roles={**REPAIR.roles, "verifier": evolve(REPAIR.roles["verifier"], never=())})
    start = in_force(first, free)
    for verifier in ("ma", "wang"):
        assign(start, register(start), binds={"lead": "roads", "verifier": verifier})
    told = move(in_force(first, changed()), renaming=Renaming())
    assert [one.verdict for one in told] == [Verdict.REFUSED, Verdict.SAFE]
    assert "ma is of lead.staff" in told[0].reasons[0].en


def test_a_process_in_which_the_older_version_is_in_force_moves_nothing_back(first):
    """Both run while a new version is rolled out."""
    second = in_force(first, changed(deadlines=without(REPAIR.deadlines, "rectify")))
    issue = rectifying(first)
    due = first.deadline(issue.id, "rectify", by="zhao").due
    move(second, renaming=Renaming())
    (prospect,) = move(first, renaming=Renaming())
    assert prospect.verdict is Verdict.REFUSED
    with pytest.raises(NotFound, match=r"There is no version '2'\. Known: 1"):
        move(first, renaming=Renaming(), to=2)
    move(first, renaming=Renaming(), to=1)
    assert first.deadline(issue.id, "rectify", by="zhao").due == due
    assert kept(first, issue).clocks["rectify"].occurrence == 1


def test_who_may_not_read_an_issue_learns_no_value_of_it_from_what_would_become_of_it(first, second):
    issue = register(first, fields={"opinion": "路灯坏了", "phone": PHONE})
    with pytest.raises(NotAuthorized):
        second.get(issue.id, by="chief")
    assert "路灯坏了" not in repr(second.prospects("repair", by="chief"))


@pytest.mark.parametrize("name", ["laed", "lead\ud800"])
def test_a_name_that_nothing_has_is_refused_before_anything_is_moved(first, second, name):
    rectifying(first)
    before = dump(first.store)
    wrong = evolve(NAMES, roles={name: "handler"})
    for ask in (move, lambda engine, renaming: engine.prospects("repair", by="chief", renaming=renaming)):
        with pytest.raises(InvalidInput, match=r"the role 'l(ae|ea)d"):
            ask(second, renaming=wrong)
    assert dump(first.store) == before
    move(second)
    assert move(second, renaming=wrong) == ()


def test_the_record_holds_of_the_mapping_what_was_applied_to_its_issue(first, second):
    stays, moves = submit(first, rectifying(first)), register(first)
    move(second)
    nothing = {"states": {}, "actions": {}, "deadlines": {}, "roles": {}}
    assert last(second, stays).data["renamed"] == nothing | {"states": {"rectifying": "mending"}}
    assert last(second, moves).data["renamed"] == nothing


def test_coming_back_from_a_pause_that_outlasted_a_change_of_version_is_no_new_round(first):
    pausing = evolve(REPAIR.deadlines["rectify"], pauses_in=("paused",))
    start = in_force(first, evolve(REPAIR, deadlines={**REPAIR.deadlines, "rectify": pausing}))
    issue = rectifying(start)
    start.act(issue.id, "pause", by="ma")
    second = in_force(first, changed())
    later(second, days=6)
    move(second, renaming=Renaming())
    second.act(issue.id, "resume", by="ma")
    after = kept(second, issue)
    assert after.rounds["rectifying"] == 1
    assert [(one.start, one.end) for one in after.clocks["rectify"].pauses] == [(MONDAY, MONDAY + 6 * DAY)]
