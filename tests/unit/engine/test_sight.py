import pytest

from rectiflow.errors import NotAuthorized, NotFound
from rectiflow.model.actor import Actor
from tests.office import PHONE, new_engine, rectifying

INSIDE = ["window", "li", "ma", "roads", "wang", "visitor"]
OUTSIDE = ["bo", "parks", "stranger", "RF-000001", ""]


@pytest.fixture
def engine():
    return new_engine()


@pytest.fixture
def issue(engine):
    return rectifying(engine, fields={"opinion": "路灯坏了", "phone": PHONE})


def readings(engine, issue):
    """Give every way to look at one issue."""
    return [
        lambda by: engine.get(issue.id, by=by),
        lambda by: engine.history(issue.id, by=by),
        lambda by: engine.allowed(issue.id, by=by),
        lambda by: engine.deadline(issue.id, "rectify", by=by),
        lambda by: engine.deadlines(issue.id, by=by),
        lambda by: engine.preview(issue.id, "submit", by=by),
    ]


@pytest.mark.parametrize("by", OUTSIDE)
def test_whoever_has_no_part_in_an_issue_sees_nothing_of_it(engine, issue, by):
    for reading in readings(engine, issue):
        with pytest.raises(NotAuthorized) as refused:
            reading(by)
        assert "路灯" not in str(refused.value)
        assert refused.value.message("zh") == f"事项“{issue.id}”不能“查看”：“{by}”与此事项无关。"
    assert engine.find(by=by) == engine.inbox(by=by) == ()


@pytest.mark.parametrize("by", INSIDE)
def test_whoever_has_a_part_in_an_issue_sees_it_with_its_personal_values(engine, issue, by):
    for reading in readings(engine, issue):
        reading(by)
    assert engine.get(issue.id, by=by).fields["phone"] == PHONE
    assert engine.find(by=by)[0].fields["phone"] == PHONE


def test_an_auditor_sees_every_issue_but_no_personal_value(engine, issue):
    for reading in readings(engine, issue):
        assert PHONE not in repr(reading("zhao"))
    assert PHONE not in repr(engine.find(by="zhao"))
    assert engine.get(issue.id, by="zhao").fields == {"opinion": "路灯坏了"}


def test_history_shows_nobody_a_personal_value(engine, issue):
    assert PHONE not in repr(engine.history(issue.id, by="window"))


def test_what_a_command_gives_back_holds_no_personal_value(issue):
    assert PHONE not in repr(issue)


def test_roles_that_a_caller_claims_count_only_where_the_host_vouches_for_them(issue, engine):
    impostor = Actor("stranger", {"clerk", "auditor"}, {"roads"})
    with pytest.raises(NotAuthorized):
        engine.get(issue.id, by=impostor)
    trusting = new_engine(engine.store, trust_caller_roles=True)
    assert trusting.get(issue.id, by=impostor).id == issue.id


def test_what_is_not_there_is_not_found_whoever_asks(engine, issue):
    for by in ("window", "stranger"):
        with pytest.raises(NotFound):
            engine.get("RF-999999", by=by)
    with pytest.raises(NotFound) as unknown:
        engine.deadline(issue.id, "nope", by="window")
    assert unknown.value.known == ("assign", "rectify")


def test_an_inbox_holds_what_waits_for_the_person_the_unit_or_the_role(engine, issue):
    waiting = {by: [one.issue.id for one in engine.inbox(by=by)] for by in INSIDE}
    assert waiting == {"window": [], "li": [issue.id], "ma": [issue.id], "roads": [issue.id], "wang": [], "visitor": []}
    (one,) = engine.inbox(by="li")
    assert one.due == engine.deadline(issue.id, "rectify", by="li").due.instant
    assert one.since == issue.entered_at


def test_an_inbox_begins_with_what_is_due_first(engine):
    slow = rectifying(engine)
    engine.office.clock.move_to(engine.deadline(slow.id, "rectify", by="li").due.instant)
    soon, late = rectifying(engine), rectifying(engine)
    assert [one.issue.id for one in engine.inbox(by="li")] == [slow.id, soon.id, late.id]
