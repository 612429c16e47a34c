import pytest
from attrs import evolve

from rectiflow.core.calendars import end_of_day
from rectiflow.core.decide import permit
from rectiflow.core.machine import Machine
from rectiflow.errors import ActionNotAllowed, GuardFailed, InvalidInput, NotAuthorized, Permitted
from rectiflow.model.action import Action, Need, Requirement, Target, Tell
from rectiflow.model.issue import Doing
from rectiflow.model.promise import Anchor, Deadline
from rectiflow.model.record import Effect, RecordType
from rectiflow.model.subject import Field
from rectiflow.model.timing import Clock, Period
from rectiflow.model.titles import Title
from tests.cases import DAY, HOUR, MICROSECOND, an_issue, command, done, facts, judged
from tests.office import CHINA, DIGEST, MACHINE, MONDAY, REPAIR

GOOD = {"answer": "修好了", "evidence": ["a.jpg"]}
ASSIGNED = {"lead": ("roads",), "verifier": ("wang",)}


def refused(issue, action, **how):
    decision = judged(issue, action, **how)
    assert decision.drafts == decision.effects == ()
    return decision.refusal


def said(refusal):
    return type(refusal), refusal.en, refusal.zh


def with_action(action):
    return Machine(evolve(REPAIR, actions={**REPAIR.actions, action.name: action}))


@pytest.mark.parametrize(
    ("issue", "action", "how", "sentence"),
    [
        (
            an_issue(),
            "approve",
            {},
            (ActionNotAllowed, "workflow repair has no such action", "流程“报修办理”没有这个动作"),
        ),
        (
            an_issue("closed"),
            "submit",
            {"by": "li"},
            (ActionNotAllowed, "the issue is in state 'closed'", "事项处于“已销号”"),
        ),
        (
            None,
            "submit",
            {"by": "li"},
            (ActionNotAllowed, "it acts on an issue that is registered already; give the issue", "事项尚未登记"),
        ),
        (an_issue(), "submit", {"by": "bo"}, (NotAuthorized, "bo is not lead (Lead unit)", "“bo”不是承办单位")),
        (
            an_issue("verifying"),
            "note",
            {"by": "bo"},
            (NotAuthorized, "bo is not clerk (Clerk) or reporter (Reporter)", "“bo”不是受理人、反映人"),
        ),
        (
            an_issue("verifying", done=done(submit="wang")),
            "verify",
            {"by": "wang"},
            (NotAuthorized, "wang did 'submit' and so can't do 'verify'", "“wang”办理过“报结”，不得再办理“验收”"),
        ),
        (an_issue(), "submit", {"by": "li"}, (InvalidInput, "it needs answer (Answer)", "缺少答复")),
        (
            an_issue("registered"),
            "assign",
            {"binds": {"lead": ("roads",)}},
            (InvalidInput, "it binds lead, verifier, and was given lead", "应指定：承办单位、验收人"),
        ),
        (
            an_issue(),
            "submit",
            {"by": "li", "fields": GOOD, "binds": {"lead": ("parks",)}},
            (InvalidInput, "it binds nobody, and was given lead", "应指定：无"),
        ),
        (
            an_issue("registered"),
            "assign",
            {"binds": ASSIGNED | {"lead": ("roads", "parks")}},
            (InvalidInput, "lead takes one id", "“承办单位”应指定一个"),
        ),
        (
            None,
            "register",
            {"fields": {"opinion": "x"}, "binds": {"reporter": ()}},
            (InvalidInput, "reporter takes at least one id", "“反映人”应指定至少一个"),
        ),
        (
            an_issue("registered"),
            "assign",
            {"binds": ASSIGNED, "known": {"strangers": frozenset({"wang"})}},
            (InvalidInput, "the directory doesn't know wang", "通讯录中没有“wang”"),
        ),
        (
            an_issue("registered"),
            "assign",
            {"binds": ASSIGNED | {"verifier": ("ma",)}},
            (InvalidInput, "ma is of lead.staff and can't be verifier", "“ma”属于“lead.staff”，不得任“验收人”"),
        ),
        (
            an_issue(),
            "submit",
            {"by": "li", "fields": {"answer": "x"}},
            (GuardFailed, "there is no evidence that it was done", "缺少佐证：防止蒙混过关"),
        ),
    ],
)
def test_each_refusal_is_a_sentence_in_both_languages(issue, action, how, sentence):
    assert said(refused(issue, action, **how)) == sentence


def test_a_refusal_says_what_is_allowed_and_by_whom():
    refusal = refused(an_issue("verifying"), "submit", by="li")
    assert refusal.allowed == (
        Permitted("note", ("clerk", "reporter"), "附注", ("受理人", "反映人")),
        Permitted("verify", ("verifier",), "验收", ("验收人",)),
    )
    assert str(refusal) == (
        "Can't 'submit' issue RF-000001: the issue is in state 'verifying'. "
        "Allowed now: note (by clerk, reporter), verify (by verifier)."
    )
    assert refusal.message("zh") == (
        "事项“RF-000001”不能“报结”：事项处于“待验收”。当前可以：附注（受理人、反映人）、验收（验收人）。"
    )


def test_authority_comes_before_legality_before_inputs_before_requirements():
    wrong = {"fields": {"nope": 1}, "at": MONDAY + DAY}
    assert isinstance(refused(an_issue("closed"), "submit", by="bo", **wrong), NotAuthorized)
    assert isinstance(refused(an_issue("closed"), "submit", by="li", **wrong), ActionNotAllowed)
    assert isinstance(refused(an_issue(), "submit", by="li", **wrong), InvalidInput)
    assert isinstance(refused(an_issue(), "submit", by="li", fields={"nope": 1}), InvalidInput)
    assert isinstance(refused(an_issue(), "submit", by="li", fields={"answer": "x"}), GuardFailed)
    assert judged(an_issue(), "submit", by="li", fields=GOOD).refusal is None


def test_an_action_can_not_count_before_the_last_or_after_now():
    issue = an_issue(acted_at=MONDAY)
    late = {"by": "li", "fields": GOOD, "now": MONDAY + DAY}
    assert said(refused(issue, "submit", at=MONDAY + DAY + MICROSECOND, **late)) == (
        InvalidInput,
        "2026-03-03T01:00:00.000001Z has not come yet",
        "办理时间不得晚于现在",
    )
    assert said(refused(issue, "submit", at=MONDAY - MICROSECOND, **late)) == (
        InvalidInput,
        "it was last acted on at 2026-03-02T01:00:00.000000Z",
        "办理时间不得早于上一次办理（2026-03-02T01:00:00.000000Z）",
    )
    for at in (MONDAY, MONDAY + DAY):
        assert judged(issue, "submit", at=at, **late).drafts[0].effective_at == at


def test_what_was_said_verbatim_is_not_rewritten():
    refusal = refused(an_issue(), "note", fields={"opinion": "路灯好了"})
    assert said(refusal)[0] is InvalidInput
    assert refusal.zh == "“反映内容”须保持原文，不可改写，只能附注"


def test_every_failed_requirement_is_said():
    none = Requirement(that={"verdict": "given"}, otherwise=Title(zh="没有结论", en="no verdict"))
    nobody = Requirement(bound=("lead", "head"), otherwise=Title(zh="没有领导", en="no head"))
    met = Requirement(bound=("lead",), that={"opinion": "given"}, otherwise=Title(zh="不会", en="never"))
    machine = with_action(evolve(REPAIR.actions["pause"], by=("lead",), require=(none, met, nobody)))
    known = {"parties": {"lead": ("roads",), "head": ()}}
    assert said(refused(an_issue(), "pause", by="li", machine=machine, known=known)) == (
        GuardFailed,
        "no verdict; no head",
        "没有结论；没有领导",
    )


def test_a_requirement_sees_what_is_handed_in_with_the_action():
    machine = with_action(
        evolve(
            REPAIR.actions["register"],
            require=(
                Requirement(that={"phone": "given"}, otherwise=Title(zh="缺少电话", en="no phone")),
                Requirement(bound=("reporter",), otherwise=Title(zh="缺少反映人", en="no reporter")),
            ),
        )
    )
    told = {"machine": machine, "fields": {"opinion": "x", "phone": "138"}, "binds": {"reporter": ("visitor",)}}
    assert judged(None, "register", known={"commitments": {"phone": "sha256:00"}}, **told).refusal is None


def test_without_an_open_way_an_action_is_refused():
    action = Action(
        name="end",
        zh="办结",
        en="End",
        by=("clerk",),
        sources=("rectifying",),
        targets=(Target(state="closed", when={"verdict": "fixed"}),),
    )
    assert said(refused(an_issue(), "end", machine=with_action(action))) == (
        GuardFailed,
        "none of its ways is open under these conditions; check the values given",
        "没有符合条件的去向",
    )


def ended(**known):
    return an_issue("closed", **{"entered_at": MONDAY} | known)


FIFTEEN_DAYS_LATER = end_of_day(CHINA, (MONDAY + 15 * DAY).date())


def test_the_time_to_reopen_ends_with_its_last_day_to_the_microsecond():
    assert judged(ended(), "reopen", by="visitor", now=FIFTEEN_DAYS_LATER).refusal is None
    refusal = refused(ended(), "reopen", by="visitor", now=FIFTEEN_DAYS_LATER + MICROSECOND)
    assert said(refusal) == (
        GuardFailed,
        "the time to reopen ended on 2026-03-17 (15 days after the end)",
        "重新整改期限 2026-03-17 已过",
    )


def test_an_issue_is_reopened_only_so_often():
    def reopened(times):
        return ended(done={"reopen": Doing(times=times, by=("visitor",), last_at=MONDAY)})

    assert judged(reopened(1), "reopen", by="visitor").refusal is None
    assert said(refused(reopened(2), "reopen", by="visitor")) == (
        GuardFailed,
        "it was reopened 2 times, and 2 is the most",
        "已重新整改2次，最多2次",
    )


def offered(issue, **told):
    return [one.action for one in refused(issue, "assign", **told).allowed]


def test_a_refusal_offers_the_way_back_only_while_it_is_open():
    assert "reopen" in offered(ended(), now=FIFTEEN_DAYS_LATER)
    assert "reopen" not in offered(ended(), now=FIFTEEN_DAYS_LATER + MICROSECOND)
    used_up = ended(done={"reopen": Doing(times=2, by=("visitor",), last_at=MONDAY)})
    assert "reopen" not in offered(used_up, now=MONDAY)


@pytest.mark.parametrize("limits", [{"within": None}, {"at_most": None}, {"within": Period(1, "months")}])
def test_without_a_limit_the_way_back_stays_open(limits):
    machine = Machine(evolve(REPAIR, reopen=evolve(REPAIR.reopen, **limits)))
    issue = ended(done={"reopen": Doing(times=1 if limits.get("at_most", 1) else 9, by=(), last_at=MONDAY)})
    now = MONDAY + (300 * DAY if limits.get("within", 1) is None else 15 * DAY)
    assert judged(issue, "reopen", by="visitor", machine=machine, now=now).refusal is None


def test_what_may_be_done_is_judged_by_all_that_does_not_depend_on_what_is_handed_in():
    late = facts("visitor", FIFTEEN_DAYS_LATER + MICROSECOND)
    assert permit(MACHINE, an_issue(), command("submit"), facts("li")) is None
    assert isinstance(permit(MACHINE, an_issue(), command("submit"), facts("bo")), NotAuthorized)
    assert isinstance(permit(MACHINE, ended(), command("submit"), facts("li")), ActionNotAllowed)
    assert isinstance(permit(MACHINE, ended(), command("reopen"), late), GuardFailed)


def test_a_record_keeps_the_facts_it_was_decided_on():
    issue = an_issue(clocks={"rectify": Clock(1, MONDAY)})
    (draft,) = judged(issue, "submit", by="li", fields=GOOD, now=MONDAY + HOUR).drafts
    assert (draft.type, draft.effective_at, draft.v) == (RecordType.ACTED, MONDAY + HOUR, 1)
    assert draft.data == {
        "action": "submit",
        "from": "rectifying",
        "to": "verifying",
        "actor": "li",
        "capacity": "lead",
        "roles": [],
        "units": ["roads"],
        "workflow": DIGEST,
        "name": "repair",
        "calendar": CHINA.digest,
        "fields": GOOD,
        "personal": {},
        "binds": {},
        "clocks": {
            "rectify": {"do": "stop", "occurrence": 1, "due": "2026-03-09T15:59:59.999999Z", "met": True},
            "verify": {"do": "start", "occurrence": 1, "due": "2026-03-04T02:00:00.000000Z"},
        },
    }


def test_a_registration_comes_from_nothing_and_keeps_personal_values_as_commitments():
    told = {"fields": {"opinion": "x", "phone": "138"}, "binds": {"reporter": ("visitor",)}}
    (draft,) = judged(None, "register", known={"commitments": {"phone": "sha256:00"}}, **told).drafts
    assert draft.type is RecordType.REGISTERED
    assert (draft.data["from"], draft.data["to"]) == (None, "registered")
    assert draft.data["fields"] == {"opinion": "x"}
    assert draft.data["personal"] == {"phone": "sha256:00"}


def test_a_way_that_finds_a_fault_charges_it_to_each_once():
    known = {"parties": {"lead.specific_person": ("li", "ma"), "head": ("ma",)}}
    act, finding = judged(
        an_issue("verifying"), "verify", by="wang", known=known, fields={"verdict": "not_fixed"}
    ).drafts
    assert act.data["to"] == "rectifying"
    assert finding.type is RecordType.CHARGED
    assert finding.data == {"fault": "rework", "ground": "low_quality", "to": ["li", "ma"], "action": "verify"}
    assert len(judged(an_issue("verifying"), "verify", by="wang", fields={"verdict": "fixed"}).drafts) == 1


def test_whom_an_action_tells_is_told_by_the_means_of_the_file():
    known = {"parties": {"reporter": ("visitor", "neighbour")}}
    decision = judged(an_issue("verifying"), "verify", by="wang", known=known, fields={"verdict": "fixed"})
    assert decision.effects == (
        Effect(kind="told", to="visitor", means="in_writing_or_in_person"),
        Effect(kind="told", to="neighbour", means="in_writing_or_in_person"),
    )


def test_whoever_holds_a_reopened_issue_is_told():
    assert judged(ended(), "reopen", by="visitor").effects == (Effect(kind="reopened", to="roads"),)


def test_what_an_action_sets_is_kept_and_does_not_open_its_own_way():
    action = evolve(
        REPAIR.actions["pause"],
        by=("clerk",),
        sets={"verdict": "fixed"},
        targets=(Target(state="closed", when={"verdict": "fixed"}), Target(state="paused")),
    )
    (draft,) = judged(an_issue(), "pause", machine=with_action(action)).drafts
    assert draft.data["to"] == "paused"
    assert draft.data["fields"] == {"verdict": "fixed"}


class TestTheWholeGrammar:
    """What the language says beyond states and fields, as far as this release can do it."""

    def test_a_conditional_need_is_asked_only_where_its_condition_doesnt_fail(self):
        needs = (Need(field="answer"), Need(field="evidence", when={"answer": "改好了"}))
        machine = with_action(evolve(REPAIR.actions["submit"], needs=needs, require=()))
        assert refused(an_issue(), "submit", by="li", machine=machine, fields={"answer": "改好了"}).en == (
            "it needs evidence (Evidence)"
        )
        assert judged(an_issue(), "submit", by="li", machine=machine, fields={"answer": "好"}).refusal is None

    @pytest.mark.parametrize(("told", "needed"), [(True, True), (None, True), (False, False)])
    def test_what_cant_be_told_not_to_be_needed_is_needed(self, told, needed):
        machine = with_action(
            evolve(REPAIR.actions["submit"], needs=(Need(field="answer", when="issue.grave"),), require=())
        )
        known = {"judging": lambda *_: lambda *_: told}
        assert bool(judged(an_issue(), "submit", by="li", machine=machine, known=known).refusal) == needed

    def test_a_way_that_cant_be_told_is_refused_with_the_condition(self):
        ways = (Target(state="verifying", when="issue.grave"), Target())
        machine = with_action(evolve(REPAIR.actions["submit"], targets=ways))
        assert said(refused(an_issue(), "submit", by="li", machine=machine, fields=GOOD)) == (
            GuardFailed,
            "whether 'issue.grave' holds can't be told, so no way is open",
            "条件“issue.grave”无法判定，不能确定去向",
        )

    def test_a_way_tells_whom_it_names_beside_those_who_are_always_told(self):
        way = Target(state="verifying", tells=(Tell(whom="verifier", means="in_writing"),))
        machine = with_action(evolve(REPAIR.actions["submit"], targets=(way,), tells=(Tell(whom="reporter"),)))
        effects = judged(an_issue(), "submit", by="li", machine=machine, fields=GOOD).effects
        assert [(one.to, one.means) for one in effects] == [("visitor", "message"), ("wang", "in_writing")]

    def test_somebody_may_be_kept_out_of_a_role_for_several_reasons(self):
        roles = REPAIR.roles | {"verifier": evolve(REPAIR.roles["verifier"], never=("lead.staff", "reporter"))}
        machine = Machine(evolve(REPAIR, roles=roles))
        for person in ("li", "visitor"):
            binds = {"lead": ("roads",), "verifier": (person,)}
            known = {"parties": facts().parties | {"reporter": ("visitor",)}}
            assert isinstance(
                refused(an_issue("registered"), "assign", machine=machine, binds=binds, known=known), InvalidInput
            )

    def test_a_role_that_is_derived_may_be_required_to_be_held(self):
        rule = Requirement(bound=("head",), otherwise=Title(zh="没有领导", en="no head"))
        machine = with_action(evolve(REPAIR.actions["pause"], by=("lead",), require=(rule,)))
        assert judged(an_issue(), "pause", by="li", machine=machine).refusal is None

    @pytest.mark.parametrize(("meeting", "refuses"), [("2026-03-22", True), ("2026-03-23", False)])
    def test_a_day_that_leaves_no_time_for_what_is_due_before_it_is_refused(self, meeting, refuses):
        """Monday, 2 March 2026; the twentieth day before the 22nd is the Monday itself, a Sunday rolls back."""
        field = Field(name="meeting", zh="会议日期", en="Meeting", type="date")
        send = Deadline(
            name="send", zh="会前送达", en="Send", due=Anchor("meeting", Period(21, "days")), met_by=("verify",)
        )
        note = evolve(REPAIR.actions["note"], takes=("meeting",))
        workflow = evolve(
            REPAIR,
            fields=REPAIR.fields | {"meeting": field},
            deadlines=REPAIR.deadlines | {"send": send},
            actions=REPAIR.actions | {"note": note},
        )
        decision = judged(an_issue(), "note", machine=Machine(workflow), fields={"meeting": meeting})
        assert isinstance(decision.refusal, GuardFailed) == refuses
        if not refuses:
            assert decision.drafts[0].data["clocks"]["send"]["do"] == "start"

    def test_the_system_and_a_parent_are_nobody_who_may_ask(self):
        machine = with_action(evolve(REPAIR.actions["submit"], by=("system", "parent")))
        refusal = refused(an_issue(), "submit", by="li", machine=machine, fields=GOOD)
        assert said(refusal) == (
            NotAuthorized,
            "li is not system (System) or parent (Parent issue)",
            "“li”不是系统、上级事项",
        )
