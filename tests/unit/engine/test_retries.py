from datetime import timedelta

import pytest
from attrs import evolve

from rectiflow.errors import CommandRefused, GuardFailed, InvalidInput, KeyReused, NotAuthorized
from rectiflow.stores.memory import MemoryStore
from tests.office import MONDAY, PHONE, REPAIR, assign, dump, later, new_engine, rectifying, register, submit, verify

PERSONAL = evolve(REPAIR.fields["opinion"], personal=True)
REPORT = {"opinion": "路灯坏了", "phone": PHONE}


@pytest.fixture
def engine():
    return new_engine(record_refusals=True)


def test_the_same_command_with_the_same_key_gets_the_same_answer_and_writes_nothing(engine):
    first = register(engine, fields=REPORT, key="k")
    before = dump(engine.store)
    assert register(engine, fields=REPORT, key="k") == first
    assert dump(engine.store) == before


def test_the_answer_stays_the_same_after_the_issue_has_moved_on(engine):
    registered = register(engine, fields=REPORT, key="k1")
    assigned = assign(engine, registered, key="k2")
    later(engine, days=30)
    engine.tick()
    verify(engine, submit(engine, assigned))
    before = dump(engine.store)
    assert register(engine, fields=REPORT, key="k1") == registered
    assert assign(engine, registered, key="k2") == assigned
    assert dump(engine.store) == before


def test_an_answer_that_charged_a_fault_is_given_again_with_it(engine):
    issue = submit(engine, rectifying(engine, fields=REPORT))
    sent_back = verify(engine, issue, "not_fixed", key="k")
    assert sent_back.findings
    assert verify(engine, issue, "not_fixed", key="k") == sent_back


def test_a_recorded_refusal_is_given_again_also_when_the_command_would_now_be_accepted(engine):
    issue = register(engine)
    with pytest.raises(CommandRefused) as first:
        submit(engine, issue, key="k")
    assign(engine, issue)
    before = dump(engine.store)
    with pytest.raises(type(first.value)) as second:
        submit(engine, issue, key="k")
    assert str(second.value) == str(first.value)
    assert second.value.message("zh") == first.value.message("zh")
    assert dump(engine.store) == before


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (NotAuthorized, {"by": "bo"}),
        (InvalidInput, {"fields": {}}),
        (GuardFailed, {"fields": {"answer": "x"}}),
        (InvalidInput, {"at": MONDAY + timedelta(days=9)}),
    ],
)
def test_every_kind_of_refusal_is_given_again(engine, kind, words):
    issue = rectifying(engine)
    with pytest.raises(kind) as first:
        submit(engine, issue, key="k", **words)
    with pytest.raises(kind) as second:
        submit(engine, issue, key="k", **words)
    assert str(second.value) == str(first.value)


def test_a_refused_registration_is_given_again(engine):
    for _ in range(2):
        with pytest.raises(InvalidInput, match="it needs opinion"):
            register(engine, fields={}, key="k")
    assert len(dump(engine.store)["records"]) == 2  # the definition and one refusal


def test_a_refusal_that_is_not_recorded_leaves_its_key_free():
    engine = new_engine()
    issue = register(engine)
    with pytest.raises(CommandRefused):
        submit(engine, issue, key="k")
    assign(engine, issue)
    assert submit(engine, issue, key="k").state == "verifying"


@pytest.mark.parametrize(
    "other",
    [
        {"fields": REPORT | {"opinion": "路灯好了"}},
        {"fields": REPORT | {"phone": "13900005512"}},
        {"fields": REPORT | {"phone": ""}},
        {"fields": REPORT | {"phone": 13900005511}},
        {"fields": {"opinion": "路灯坏了"}},
        {"binds": {"reporter": "neighbour"}},
        {"binds": {}},
        {"by": "visitor"},
        {"at": MONDAY},
    ],
)
def test_another_command_with_the_same_key_is_told_so(engine, other):
    register(engine, fields=REPORT, key="k")
    before = dump(engine.store)
    with pytest.raises(KeyReused):
        register(engine, **{"fields": REPORT, "key": "k"} | other)
    assert dump(engine.store) == before


def test_a_key_belongs_to_one_command_on_one_issue(engine):
    first, second = register(engine), register(engine)
    assign(engine, first, key="k")
    with pytest.raises(KeyReused):
        assign(engine, second, key="k")
    with pytest.raises(KeyReused):
        engine.act(first.id, "note", by="window", key="k")
    with pytest.raises(KeyReused):
        register(engine, key="k")
    with pytest.raises(KeyReused):
        engine.act("RF-999999", "note", by="window", key="k")
    with pytest.raises(KeyReused):
        assign(engine, first, key="k", expected_version=1)


def test_personal_values_of_later_commands_do_not_disturb_a_retry(engine):
    issue = register(engine, fields=REPORT, key="k1")
    engine.act(issue.id, "note", by="visitor", fields={"phone": "138"}, key="k2")
    assert register(engine, fields=REPORT, key="k1") == issue
    assert engine.act(issue.id, "note", by="visitor", fields={"phone": "138"}, key="k2").version == 2
    with pytest.raises(KeyReused):
        engine.act(issue.id, "note", by="visitor", fields={"phone": PHONE}, key="k2")


def test_a_refused_command_with_a_personal_value_is_refused_alike_when_it_comes_again(engine):
    issue = register(engine, fields=REPORT)
    for _ in range(2):
        with pytest.raises(NotAuthorized):
            engine.act(issue.id, "note", by="stranger", fields={"phone": "138"}, key="k")


def test_a_value_given_where_there_was_none_is_another_command(engine):
    register(engine, fields=REPORT | {"phone": ""}, key="k")
    with pytest.raises(KeyReused):
        register(engine, fields=REPORT, key="k")


def test_keys_of_tenants_do_not_meet():
    store = MemoryStore()
    city, county = new_engine(store), new_engine(store)
    county.tenant = "county"
    assert register(city, key="k", fields=REPORT).id == register(county, key="k", fields={"opinion": "x"}).id


@pytest.mark.parametrize("renewed", [[], [evolve(REPAIR, version=2, fields=REPAIR.fields | {"opinion": PERSONAL})]])
def test_a_retry_is_compared_by_the_version_that_the_issue_pinned(renewed):
    store = MemoryStore()
    issue = register(new_engine(store), key="k1")
    assigned = assign(new_engine(store), issue, key="k2")
    renewed = new_engine(store, workflows=renewed)
    assert assign(renewed, issue, key="k2") == assigned
    assert register(renewed, key="k1") == issue


def test_the_key_of_a_refused_registration_is_taken_for_actions_too(engine):
    issue = register(engine)
    with pytest.raises(InvalidInput):
        register(engine, fields={}, key="k")
    with pytest.raises(KeyReused):
        assign(engine, issue, key="k")
