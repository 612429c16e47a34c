import pytest

from rectiflow.errors import ActionNotAllowed, GuardFailed, InvalidInput, NotAuthorized
from tests.office import closed, dump, later, new_engine, rectifying, submit

DONE = {"answer": "修好了", "evidence": ["a.jpg"]}


@pytest.fixture
def engine():
    return new_engine(record_refusals=True)


def test_a_preview_says_what_the_action_would_lead_to_and_writes_nothing(engine):
    issue = rectifying(engine)
    later(engine, days=30)  # rungs are due as well
    before = dump(engine.store)
    decision = engine.preview(issue.id, "submit", by="li", fields=DONE)
    assert dump(engine.store) == before
    submit(engine, issue)
    last = engine.history(issue.id, by="li")[-1]
    assert [(draft.type, draft.data) for draft in decision.drafts] == [(last.type, last.data)]


@pytest.mark.parametrize(
    ("kind", "action", "words"),
    [
        (NotAuthorized, "submit", {"by": "visitor"}),
        (ActionNotAllowed, "verify", {"by": "wang"}),
        (InvalidInput, "submit", {"by": "li"}),
        (GuardFailed, "submit", {"by": "li", "fields": {"answer": "x"}}),
    ],
)
def test_a_preview_of_what_is_refused_gives_the_refusal_and_records_none(engine, kind, action, words):
    issue = rectifying(engine)
    before = dump(engine.store)
    assert isinstance(engine.preview(issue.id, action, **words).refusal, kind)
    assert dump(engine.store) == before


def allowed(engine, issue, by):
    return {one.action.name: None if one.now else type(one.refusal) for one in engine.allowed(issue.id, by=by)}


def test_what_is_allowed_now_is_told_apart_from_what_is_not_and_why(engine):
    issue = rectifying(engine)
    assert allowed(engine, issue, "li") == {
        "assign": NotAuthorized,
        "note": NotAuthorized,
        "pause": NotAuthorized,
        "resume": NotAuthorized,
        "submit": None,
        "verify": NotAuthorized,
        "reopen": NotAuthorized,
    }
    assert allowed(engine, issue, "wang")["verify"] is ActionNotAllowed
    assert allowed(engine, issue, "window")["note"] is None
    (verify,) = (one for one in engine.allowed(issue.id, by="wang") if one.action.name == "verify")
    assert verify.refusal.message("zh") == (
        f"事项“{issue.id}”不能“验收”：事项处于“整改中”。当前可以：附注（受理人、反映人）、中止（一把手）、报结（承办单位）。"
    )


def test_a_way_back_that_has_lapsed_is_not_allowed(engine):
    issue = closed(engine)
    assert allowed(engine, issue, "visitor")["reopen"] is None
    later(engine, days=30)
    assert allowed(engine, issue, "visitor")["reopen"] is GuardFailed


def test_asking_writes_nothing(engine):
    issue = rectifying(engine)
    later(engine, days=30)
    before = dump(engine.store)
    engine.allowed(issue.id, by="li")
    engine.get(issue.id, by="li")
    engine.inbox(by="li")
    assert engine.deadline(issue.id, "rectify", by="li").missed
    assert dump(engine.store) == before
