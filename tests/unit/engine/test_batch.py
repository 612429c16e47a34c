from contextlib import closing
from datetime import timedelta
from decimal import Decimal

import pytest
from attrs import evolve

from rectiflow.errors import ActionNotAllowed, CommandRefused, InvalidInput, NotFound, StaleIssue, StoreError
from rectiflow.model.promise import Deadline
from rectiflow.model.record import RecordType
from rectiflow.model.subject import Field
from rectiflow.stores.memory import MemoryStore
from rectiflow.stores.sqlite import SQLiteStore
from tests.office import MONDAY, REPAIR, assign, dump, later, new_engine, rectifying, register, submit

MINUTE = timedelta(minutes=1)


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path):
    kinds = {"memory": MemoryStore, "sqlite": lambda: SQLiteStore(tmp_path / "office.db")}
    with closing(kinds[request.param]()) as store:
        yield store


def types(store):
    return [record.type.value for record in dump(store)["records"]]


def batch_register(batch, **words):
    return batch.register(
        "repair", **{"by": "window", "fields": {"opinion": "x"}, "binds": {"reporter": "visitor"}} | words
    )


def test_nothing_of_a_batch_is_there_before_it_ends(store):
    engine = new_engine(store)
    with engine.batch() as batch:
        batch_register(batch)
        assert types(store) == []
    assert types(store) == ["defined", "registered"]
    assert batch.accepted == 1


def test_a_refusal_that_leaves_a_batch_keeps_what_came_before_it(store):
    engine = new_engine(store)
    with pytest.raises(ActionNotAllowed), engine.batch() as batch:  # noqa: PT012  (what came before it)
        issue = batch_register(batch)
        batch.act(issue.id, "reopen", by="visitor")
    assert types(store) == ["defined", "registered"]


def test_a_refusal_that_is_caught_in_a_batch_harms_nothing(store):
    engine = new_engine(store, record_refusals=True)
    with engine.batch() as batch:
        issue = batch_register(batch)
        with pytest.raises(ActionNotAllowed):
            batch.act(issue.id, "reopen", by="visitor")
        batch.act(issue.id, "assign", by="window", binds={"lead": "roads", "verifier": "wang"})
    assert types(store) == ["defined", "registered", "refused", "acted"]


@pytest.mark.parametrize(
    ("kind", "fail"),
    [
        (ZeroDivisionError, lambda _: 1 / 0),
        (NotFound, lambda batch: batch.act("RF-000009", "submit", by="li")),
        (StaleIssue, lambda batch: batch.act("RF-000001", "note", by="window", expected_version=9)),
    ],
)
def test_any_other_exception_undoes_the_whole_batch(store, kind, fail):
    engine = new_engine(store)
    register(engine)
    with pytest.raises(kind), engine.batch() as batch:  # noqa: PT012  (what came before it)
        batch_register(batch)
        fail(batch)
    assert types(store) == ["defined", "registered"]


def test_a_command_of_its_own_within_a_batch_is_refused_instead_of_waiting_for_ever(store):
    engine = new_engine(store)
    with engine.batch() as batch:
        batch_register(batch)
        with pytest.raises(StoreError, match="transaction open"):
            register(engine)
    assert types(store) == ["defined", "registered"]


def test_a_definition_is_recorded_once_before_what_it_judges(store):
    engine = new_engine(store)
    register(engine)
    register(new_engine(store))
    first, *_ = dump(store)["records"]
    assert types(store) == ["defined", "registered", "registered"]
    assert (first.issue, first.data["content"]["name"]) == ("workflow:repair", "repair")


def test_a_refused_registration_is_recorded_with_the_workflow(store):
    engine = new_engine(store, record_refusals=True)
    with pytest.raises(InvalidInput):
        register(engine, fields={})
    defined, refused = dump(store)["records"]
    assert (refused.issue, refused.version, refused.previous) == ("workflow:repair", 2, defined.leaf)
    assert refused.data["zh"] == "缺少反映内容"


def test_a_refusal_is_recorded_where_the_file_asks_for_it(store):
    strict = evolve(REPAIR.actions["assign"], record_refusal=True)
    engine = new_engine(store, workflows=[evolve(REPAIR, actions=REPAIR.actions | {"assign": strict})])
    issue = register(engine)
    for action in ("assign", "submit"):
        with pytest.raises(CommandRefused):
            engine.act(issue.id, action, by="bo")
    assert types(store) == ["defined", "registered", "refused"]


def test_a_recorded_refusal_keeps_the_names_but_not_the_values_of_what_was_handed_in(store):
    engine = new_engine(store, record_refusals=True)
    with pytest.raises(CommandRefused):
        register(engine, by="stranger", fields={"opinion": "秘密", "phone": "138"})
    assert dump(store)["records"][-1].data["fields"] == ["opinion", "phone"]
    assert "秘密" not in repr(dump(store))


@pytest.mark.parametrize("value", [Decimal("3.5"), MONDAY, {"a"}, float("nan"), "\udcff", b"x", [Decimal(1)]], ids=repr)
@pytest.mark.parametrize("name", ["opinion", "phone", "nope"])
def test_a_value_that_no_record_can_hold_is_refused(store, value, name):
    engine = new_engine(store, record_refusals=True)
    with pytest.raises(InvalidInput, match="can't be stored"):
        register(engine, fields={name: value}, key="k")
    issue = rectifying(engine)
    before = dump(store)
    for do in (engine.act, engine.preview):
        with pytest.raises(InvalidInput):
            do(issue.id, "submit", by="li", fields={name: value})
    assert dump(store) == before


@pytest.mark.parametrize("ids", ["\udcff", ["li", 5], [None], [""], ["li", ""]])
def test_an_id_that_no_record_can_hold_is_refused(store, ids):
    engine = new_engine(store, record_refusals=True)
    with pytest.raises(InvalidInput):
        register(engine, binds={"reporter": ids}, key="k")


def test_of_two_who_decided_on_one_version_one_wins(store):
    engine = new_engine(store)
    issue = register(engine)
    assign(engine, issue, expected_version=issue.version)
    with pytest.raises(StaleIssue) as stale:
        assign(engine, issue, expected_version=issue.version)
    assert (stale.value.expected, stale.value.actual, stale.value.winner) == (1, 2, "window")


def test_supervision_does_not_make_a_decision_stale(store):
    """The answer must not depend on whether a tick came in between: it moves no issue."""
    engine = new_engine(store)
    issue = rectifying(engine)
    later(engine, days=30)
    engine.tick()
    assert engine.get(issue.id, by="li").version > issue.version
    assert submit(engine, issue, expected_version=issue.version).state == "verifying"


@pytest.mark.parametrize("expected", [0, -1, 3, 99])
def test_a_version_that_nobody_can_have_seen_last_is_stale(store, expected):
    engine = new_engine(store)
    with pytest.raises(StaleIssue):
        submit(engine, rectifying(engine), expected_version=expected)


def test_a_late_entry_counts_when_it_says_and_is_recorded_now(store):
    engine = new_engine(store)
    later(engine, days=1)
    issue = register(engine, at=MONDAY)
    (record,) = engine.history(issue.id, by="window")
    assert (record.effective_at, record.recorded_at) == (MONDAY, MONDAY + timedelta(days=1))
    assert issue.clocks["assign"].started_at == MONDAY


def test_a_late_entry_lies_between_the_last_action_and_now(store):
    engine = new_engine(store)
    issue = rectifying(engine)
    later(engine, minutes=1)
    for at in (MONDAY - MINUTE, MONDAY + 2 * MINUTE):
        with pytest.raises(InvalidInput):
            submit(engine, issue, at=at)
    assert submit(engine, issue, at=MONDAY).acted_at == MONDAY


def test_a_time_that_an_action_counts_from_carries_its_offset(store):
    engine = new_engine(store)
    issue = register(engine)
    asked = {"by": "window", "at": MONDAY.replace(tzinfo=None)}
    for ask in (
        lambda: engine.register("repair", **asked),
        lambda: engine.act(issue.id, "note", **asked),
        lambda: engine.preview(issue.id, "note", **asked),
    ):
        with pytest.raises(ValueError, match=r"^at must be an aware datetime, not the naive 2026-03-02T01:00:00$"):
            ask()
    assert types(store) == ["defined", "registered"]


def test_a_deadline_is_met_by_when_the_action_counts_not_by_when_it_is_entered(store):
    engine = new_engine(store)
    issue = rectifying(engine)
    later(engine, days=30)
    submit(engine, issue, at=MONDAY + timedelta(days=1))
    records = engine.history(issue.id, by="window")
    assert records[-1].type is RecordType.ACTED
    assert records[-1].data["clocks"]["rectify"]["met"] is True


class UnsteadyClock:
    """Somebody sets this clock, also back."""

    def __init__(self):
        self.instant = MONDAY

    def now(self):
        return self.instant


def test_a_clock_set_back_does_not_turn_the_order_of_what_was_done(store):
    clock = UnsteadyClock()
    engine = new_engine(store, clock=clock)
    issue = rectifying(engine)
    clock.instant -= timedelta(days=2)
    assert engine.tick() == 0
    submit(engine, issue)
    *_, last = engine.history(issue.id, by="window")
    assert (last.effective_at, last.recorded_at) == (MONDAY, MONDAY - timedelta(days=2))


def test_an_empty_personal_value_is_not_kept_as_given(store):
    engine = new_engine(store)
    assert register(engine, fields={"opinion": "x", "phone": ""}).personal == {}


def test_a_list_handed_in_stays_the_callers_own(store):
    engine = new_engine(store)
    files = ["a.jpg"]
    issue = submit(engine, rectifying(engine), fields={"answer": "done", "evidence": files})
    files.append("b.jpg")
    assert engine.get(issue.id, by="window").fields["evidence"] == ["a.jpg"]


def test_a_date_beyond_the_calendar_is_refused_and_harms_nothing_else_in_the_batch():
    due = Deadline(name="promise", zh="承诺", en="Promise", runs_in=("registered",), due="promised")
    promised = Field(name="promised", zh="承诺日期", en="Promised", type="date")
    action = evolve(REPAIR.actions["register"], takes=("phone", "promised"))
    workflow = evolve(
        REPAIR,
        fields={**REPAIR.fields, "promised": promised},
        actions={**REPAIR.actions, "register": action},
        deadlines={**REPAIR.deadlines, "promise": due},
    )
    engine = new_engine(workflows=(workflow,))
    with engine.batch() as batch:
        words = {"by": "window", "binds": {"reporter": "visitor"}}
        first = batch.register("repair", fields={"opinion": "x", "promised": "2026-03-06"}, **words)
        with pytest.raises(InvalidInput, match="no days outside") as refused:
            batch.register("repair", fields={"opinion": "x", "promised": "2999-01-01"}, **words)
    assert refused.value.message("zh").startswith("不能“登记”：")
    assert [issue.id for issue in engine.find(by="zhao")] == [first.id]
