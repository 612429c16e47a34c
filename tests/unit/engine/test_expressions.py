"""Expressions at work: judged from history, never the laxer branch where they can't be."""

import pytest
from attrs import evolve

from rectiflow.errors import GuardFailed, InvalidInput
from rectiflow.model.action import Need, Requirement, Target
from rectiflow.model.promise import Allowance, Rung
from rectiflow.model.subject import Field
from rectiflow.model.timing import Moment, Period, write_instant
from rectiflow.model.titles import Title
from tests.office import PHONE, REPAIR, again, assign, later, new_engine, rectifying, register, submit, verify

DUE = Moment(offset=Period(0, "days"))


def later_by(engine, issue, **by):
    """Let time pass, and what falls due by then be fired."""
    later(engine, **by)
    engine.tick()
    return issue


def engine_of(**parts):
    return new_engine(workflows=(evolve(REPAIR, **parts),))


def action(name, **words):
    return {**REPAIR.actions, name: evolve(REPAIR.actions[name], **words)}


def rectify(**words):
    return {**REPAIR.deadlines, "rectify": evolve(REPAIR.deadlines["rectify"], **words)}


def numbered(**fields):
    return {**REPAIR.fields, **{name: Field(name=name, zh=name, en=name, type=kind) for name, kind in fields.items()}}


def queued(engine):
    with engine.store.reading("city") as reader:
        return [(one.effect.kind, one.effect.to) for one in reader.queued()]


class TestOnAWay:
    """`to:` takes no way that can't be told, nor any after it."""

    def engine(self):
        ways = (Target(state="closed", when="rounds('verifying') > 1 && input.verdict == 'fixed'"), again("rectifying"))
        return engine_of(actions=action("verify", targets=ways))

    def test_the_way_depends_on_how_often_it_was_tried(self):
        engine = self.engine()
        issue = verify(engine, submit(engine, rectifying(engine)))
        assert issue.state == "rectifying"
        assert verify(engine, submit(engine, issue)).state == "closed"

    def test_what_cannot_be_told_is_refused_with_the_expression(self):
        fields = numbered(cost="number")
        ways = (Target(state="closed", when="issue.cost < 100.0"), Target(state="rectifying"))
        engine = engine_of(fields=fields, actions=action("verify", targets=ways))
        issue = submit(engine, rectifying(engine))
        with pytest.raises(GuardFailed, match=r"'issue\.cost < 100\.0' holds can't be told"):
            verify(engine, issue)
        assert engine.get(issue.id, by="zhao") == issue


@pytest.mark.parametrize(("that", "refused"), [("did('note')", True), ("!did('note')", False), ("age() > 0", True)])
def test_a_requirement_asks_what_was_done(that, refused):
    rule = Requirement(that=that, otherwise=Title(zh="先附注", en="add a note first"))
    engine = engine_of(actions=action("submit", require=(rule,)))
    issue = rectifying(engine)
    if not refused:
        assert submit(engine, issue).state == "verifying"
        return
    with pytest.raises(GuardFailed, match="add a note first"):
        submit(engine, issue)


class TestOnARung:
    """`unless` keeps a rung from being climbed only where it is true."""

    def fired(self, unless, before=lambda _engine, _issue: None):
        engine = engine_of(deadlines=rectify(rungs=(Rung(at=DUE, rung="urge", tell=("holder",), unless=unless),)))
        issue = rectifying(engine)
        before(engine, issue)
        later(engine, days=20)
        engine.tick()
        records = engine.history(issue.id, by="zhao")
        return [record.data.get("waived", False) for record in records if record.type == "escalated"]

    def test_an_explanation_handed_in_stops_the_next_rung(self):
        noted = self.fired("did('note')", lambda engine, issue: engine.act(issue.id, "note", by="window"))
        assert (self.fired("did('note')"), noted) == ([False], [True])

    def test_what_cannot_be_told_lets_it_be_climbed(self):
        assert self.fired("days_since('verify') > 1") == [False]

    def test_it_is_judged_as_of_the_moment_of_the_rung_however_late_it_fires(self):
        assert self.fired("age() == 7") == [True]


class TestHowMuchTime:
    """`within` counts by history: the same today and tomorrow; the shortest where it can't be told."""

    LONG = Allowance(allow=Period(10, "working days"))
    SHORT = Period(2, "working days")

    def engine(self, when, **words):
        within = (Allowance(when=when, allow=self.SHORT), self.LONG)
        return engine_of(deadlines=rectify(within=within), **words)

    def days(self, engine, issue):
        """Give the budget, once the record that started the clock says the same date."""
        promise = engine.deadline(issue.id, "rectify", by="zhao")
        turned = [one.data.get("clocks", {}).get("rectify") for one in engine.history(issue.id, by="zhao")]
        assert next(filter(None, reversed(turned)))["due"] == write_instant(promise.due.instant)
        return promise.due.budget.amount

    def test_a_second_round_may_have_less(self):
        engine = self.engine("rounds('rectifying') > 1")
        issue = rectifying(engine)
        assert self.days(engine, issue) == 10
        issue = verify(engine, submit(engine, issue), "not_fixed")
        assert self.days(engine, issue) == 2

    def test_what_the_action_itself_does_counts_as_done(self):
        engine = self.engine("did('assign')")
        assert self.days(engine, rectifying(engine)) == 2

    def test_a_verdict_is_given_on_the_promise_as_it_stood_before_the_action_that_ends_it(self):
        engine = self.engine("!did('submit')")
        issue = submit(engine, later_by(engine, rectifying(engine), days=5))
        assert issue.clocks["rectify"].met is False
        assert engine.deadline(issue.id, "rectify", by="zhao").missed

    def test_an_action_that_shortens_a_promise_says_so_and_nobody_is_late_before_it(self):
        engine = self.engine("did('note')")
        issue = later_by(engine, rectifying(engine), days=5)
        noted = engine.office.clock.now()
        engine.act(issue.id, "note", by="window")
        change = engine.history(issue.id, by="zhao")[-1].data["clocks"]["rectify"]
        assert (change["do"], change["due"][:10], change["allowed"]) == ("keep", "2026-03-04", [0])
        later(engine, days=1)
        engine.tick()
        missed = [one for one in engine.history(issue.id, by="zhao") if one.type == "missed"]
        assert [one.effective_at for one in missed] == [noted]

    def test_what_is_done_later_changes_nothing_about_a_promise_that_was_kept(self):
        engine = self.engine("did('note')")
        issue = submit(engine, later_by(engine, rectifying(engine), days=4))
        kept = engine.deadline(issue.id, "rectify", by="zhao")
        engine.act(issue.id, "note", by="window")
        assert engine.deadline(issue.id, "rectify", by="zhao") == kept
        assert not kept.missed

    @pytest.mark.parametrize(("days", "allowed"), [(0, 10), (20, 1)])
    def test_the_next_promise_may_ask_how_the_last_one_was_kept(self, days, allowed):
        within = (
            Allowance(when="met('rectify')", allow=Period(10, "working days")),
            Allowance(allow=Period(1, "days")),
        )
        verifying = {**REPAIR.deadlines, "verify": evolve(REPAIR.deadlines["verify"], within=within)}
        engine = engine_of(deadlines=verifying)
        issue = submit(engine, later_by(engine, rectifying(engine), days=days))
        promise = engine.deadline(issue.id, "verify", by="zhao")
        assert promise.due.budget.amount == allowed
        told = engine.history(issue.id, by="zhao")[-1].data["clocks"]["verify"]
        assert told["due"] == write_instant(promise.due.instant)

    def test_time_that_passes_moves_no_due_date(self):
        engine = self.engine("age() > 3")
        issue = rectifying(engine)
        later(engine, days=5)
        assert self.days(engine, issue) == 10
        issue = engine.act(issue.id, "note", by="window")
        assert self.days(engine, issue) == 10
        assert submit(engine, issue).clocks["rectify"].met

    def test_the_shortest_holds_where_it_cannot_be_told_and_somebody_is_told(self):
        engine = self.engine("issue.cost > 100.0", fields=numbered(cost="number"))
        issue = rectifying(engine)
        assert self.days(engine, issue) == 2
        assert engine.history(issue.id, by="zhao")[-1].data["clocks"]["rectify"]["untold"] == ["issue.cost > 100.0"]
        assert {("untold", "window"), ("untold", "roads")} <= set(queued(engine))

    def test_nobody_is_told_where_it_can_be(self):
        costs = {"fields": numbered(cost="number"), "actions": action("assign", needs=("cost",))}
        engine = self.engine("issue.cost > 100.0", **costs)
        assign(engine, register(engine), fields={"cost": 7})
        assert "untold" not in dict(queued(engine))


class TestWhatCannotBeJudged:
    """It counts for the stricter side, harms nothing else, and is logged."""

    @pytest.mark.parametrize("phone", [{}, {"phone": PHONE}])
    @pytest.mark.parametrize("asked", [f"issue.phone != '{PHONE}'", "issue.phone == 'given'", "issue.phone == ''"])
    def test_the_value_of_a_personal_field(self, asked, phone):
        rule = Requirement(that=asked, otherwise=Title(zh="不行", en="it can't be told"))
        engine = engine_of(actions=action("assign", require=(rule,)))
        issue = register(engine, fields={"opinion": "路灯坏了"} | phone)
        with pytest.raises(GuardFailed, match="it can't be told"):
            assign(engine, issue)

    def test_a_value_that_is_malformed_is_refused_before_anything_is_asked_of_it(self):
        need = Need(field="opinion", when="days_since('day') > 3")
        engine = engine_of(fields=numbered(day="date"), actions=action("note", needs=(need,), takes=("day",)))
        with pytest.raises(InvalidInput, match="day must be a date"):
            engine.act(rectifying(engine).id, "note", by="window", fields={"day": "soon"})

    def test_an_expression_that_was_never_checked_stops_no_other_issue(self, caplog):
        broken = Rung(at=DUE, rung="urge", tell=("holder",), unless="issue.nothing ==")
        engine = engine_of(deadlines=rectify(rungs=(broken,)))
        issues = [rectifying(engine), rectifying(engine)]
        later(engine, days=20)
        with caplog.at_level("WARNING", "rectiflow"):
            engine.tick()
        for issue in issues:
            assert [one.type for one in engine.history(issue.id, by="zhao")].count("escalated") == 1
        assert [one.getMessage() for one in caplog.records] == ["expression.unjudged"]


def test_coming_back_from_a_pause_is_no_new_round():
    engine = engine_of(deadlines=rectify(pauses_in=("paused",)))
    issue = rectifying(engine)
    issue = engine.act(issue.id, "pause", by="ma")
    issue = engine.act(issue.id, "resume", by="ma")
    assert (issue.state, issue.rounds["rectifying"]) == ("rectifying", 1)


def test_a_verdict_stays_with_its_clock():
    engine = new_engine()
    issue = submit(engine, rectifying(engine))
    assert (issue.clocks["rectify"].met, issue.clocks["verify"].met) == (True, None)
