"""Each rule of the language finds what breaks it, and leaves alone what only looks like it.

The wrong and right examples of docs/reference/problems.md are run by tests/docs/test_problems.py;
here are the cases in which a rule could be taken too far or not far enough.
"""

import pytest

from tests.example import Example

SUBMIT = "submit: {zh: 报结, from: rectifying, to: verifying, by: lead, %s}"


@pytest.fixture
def example():
    return Example()


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("needs: x", "RF203"),
        ("takes: x", "RF203"),
        ("sets: {x: 1}", "RF203"),
        ("binds: x", "RF202"),
        ("not_by: x", "RF204"),
        ("judges: x, not_by: submit", "RF204"),
        ("tells: x", "RF202"),
        ("tells: lead.x", "RF202"),
        ("tells: lead.", "RF202"),
        ("tells: lead.staff.x", "RF202"),
        ("charge: x", "RF205"),
        ("clocks: {x: restart}", "RF207"),
        ("require: {that: {x: given}, else: {zh: 甲, en: A}}", "RF203"),
        ("require: {bound: x, else: {zh: 甲, en: A}}", "RF202"),
    ],
)
def test_every_name_an_action_speaks_of_must_be_there(example, key, code):
    assert code in example.codes(f"actions: {{{SUBMIT % key}}}")


@pytest.mark.parametrize(
    "change",
    [
        "actions: {submit: {zh: 报结, from: x, to: verifying, by: lead}}",
        "actions: {submit: {zh: 报结, from: rectifying, to: x, by: lead}}",
        "actions: {submit: {zh: 报结, from: rectifying, to: verifying, by: x}}",
        "states: {rectifying: {zh: 整改中, held_by: x}}",
        "roles: {verifier: {zh: 验收人, of: person, never: x.staff}}",
        "roles: {boss: {zh: 领导, is: x.superior}}",
        "deadlines: {assign: {zh: 交办时限, runs_in: x, within: 1 day, rungs: usual}}",
        "deadlines: {assign: {zh: 交办时限, runs_in: registered, due: x, rungs: usual}}",
        "accountability: {overdue: {zh: 逾期, ground: low_efficiency, charge_to: x}}",
        "deadlines: {assign: {zh: 交办, runs_in: registered, within: 1 day, rungs: {at: due, rung: urge, tell: x}}}",
        "ladders: {usual: [{at: due, rung: urge, tell: clerk, charge: x}]}",
    ],
)
def test_every_name_elsewhere_must_be_there(example, change):
    followed = {"RF304", "RF305", "RF501"}
    assert example.codes(change) - followed <= {"RF201", "RF202", "RF203", "RF205"}
    assert example.codes(change) - followed


@pytest.mark.parametrize(
    ("type_", "fitting", "wrong"),
    [
        ("text", ["甲", "given"], [1, "true"]),
        ("number", [1, "given"], ["甲", "true"]),
        ("yes_no", ["true", "false", "given"], ["yes", 1]),
        ("date", ["2026-03-02"], [1]),
        ("person", ["li"], [1]),
        ("persons", ["given"], ["li"]),
        ("files", ["given"], ["a"]),
    ],
)
def test_a_field_is_compared_with_what_it_can_be(example, type_, fitting, wrong):
    def codes(value):
        when = f"{{when: {{x: {value}}}, state: verifying}}"
        fields = f"fields: {{x: {{zh: 甲, type: {type_}}}}}"
        return example.codes(
            f"{{{fields}, actions: {{submit: "
            f"{{zh: 报结, from: rectifying, to: [{when}, rectifying], by: lead, takes: [x]}}}}}}"
        )

    assert [codes(value) for value in fitting] == [set()] * len(fitting)
    assert [codes(value) for value in wrong] == [{"RF209"}] * len(wrong)


def test_a_field_is_not_set_to_being_given(example):
    verdict = f"actions: {{{SUBMIT % 'sets: {verdict: %s}'}}}"
    assert example.codes(verdict % "fixed") == set()
    assert example.codes(verdict % "given") == {"RF209"}


def test_a_state_that_only_a_way_back_leads_to_is_reached(example):
    change = """
    states: {reworking: {zh: 返工中, held_by: lead}}
    actions: {hand_in: {zh: 再报结, from: reworking, to: verifying, by: lead, clocks: {verify: new_cycle}}}
    deadlines: {rework: {zh: 返工时限, runs_in: reworking, within: 5 days, rungs: usual}}
    reopen: {zh: 重新整改, from: closed, to: reworking, by: reporter, clocks: {rework: restart}}
    """
    assert example.codes(change) == set()


def test_a_circle_that_nothing_leads_to_is_not_reached(example):
    change = """
    states: {a: {zh: 甲, held_by: lead}, b: {zh: 乙, held_by: lead}}
    actions:
      go: {zh: 去, from: a, to: b, by: lead}
      back:
        zh: 回
        from: b
        by: verifier
        judges: go
        not_by: go
        tells: reporter
        to: [{when: {answer: given}, state: a}, closed]
    deadlines: {ab: {zh: 丙, runs_in: [a, b], within: 1 day, rungs: usual}}
    """
    problems = example.problems(change)
    assert [problem.code for problem in problems] == ["RF304", "RF304"]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ("accountability: {late: {zh: 迟办, ground: low_efficiency, charge_to: []}}", "charge_to"),
        ("actions: {look: {zh: 查看, from: rectifying, to: [], by: clerk}}", "to"),
        ("marks: {listed: {zh: 挂牌, set_by: []}}", "set_by"),
    ],
)
def test_a_list_that_must_be_given_may_not_be_empty(example, change, key):
    found = [(one.code, one.message.en) for one in example.problems(change)]
    assert ("RF103", f"'{key}' is empty") in found


def test_staying_in_a_final_state_is_no_way_out(example):
    assert example.codes("actions: {note: {zh: 附注, from: any, by: clerk}}") == set()
    assert (
        example.codes(
            "actions: {note: {zh: 附注, from: closed, to: closed, by: clerk, judges: submit, not_by: submit}}"
        )
        == set()
    )


def test_one_of_several_judged_actions_that_its_doer_may_judge_is_found(example):
    both = "judges: [register, assign], not_by: register"
    change = f"actions: {{cancel: {{zh: 撤回, from: rectifying, to: closed, by: clerk, tells: reporter, {both}}}}}"
    (problem,) = example.problems(change)
    assert (problem.code, problem.fix.en) == ("RF402", "add 'not_by: assign'")


def test_a_role_that_nothing_speaks_of_need_not_be_bound(example):
    assert example.codes("roles: {witness: {zh: 见证人, of: person}}") == set()
    used = "{roles: {witness: {zh: 见证人, of: person}}, states: {registered: {zh: 已登记, held_by: witness.unit}}}"
    assert example.codes(used) == {"RF405"}


@pytest.mark.parametrize(
    ("keys", "codes"),
    [
        ("needs: [opinion]", set()),
        ("takes: [opinion]", {"RF406"}),
        ("takes: [phone], needs: [{need: opinion, when: {phone: given}}]", {"RF406"}),
    ],
)
def test_registering_is_refused_without_what_every_issue_must_have(example, keys, codes):
    register = "actions: {register: {zh: 登记, to: registered, by: clerk, binds: [reporter], %s}}"
    assert example.codes(register % keys) == codes


class TestReturningToAClock:
    """RF502: a way that leads back says what becomes of the clock."""

    def found(self, example, change):
        return [problem.message.en for problem in example.problems(change) if problem.code == "RF502"]

    def test_the_ordinary_way_in_need_not_say_anything_though_it_may_be_gone_again(self, example):
        assert example.workflow().actions["submit"].targets[0].clocks == {}
        assert example.codes() == set()

    def test_a_way_to_an_earlier_state_must(self, example):
        change = "actions: {send_back: {zh: 退回, from: rectifying, to: registered, by: lead}}"
        assert self.found(example, change) == ["'send_back' leads back into 'registered', where 'assign' ran before"]

    def test_a_way_to_an_earlier_state_must_even_when_the_clock_may_have_been_passed_by(self, example):
        change = """
        actions:
          skip: {zh: 直接验收, from: registered, to: verifying, by: clerk, binds: [verifier]}
          redo: {zh: 返工, from: verifying, to: rectifying, by: verifier}
        """
        assert "'redo' leads back into 'rectifying', where 'rectify' ran before" in self.found(example, change)

    def test_a_way_back_from_the_end_must_even_when_the_issue_can_end_early(self, example):
        change = """
        actions:
          refuse:
            {zh: 不予受理, from: rectifying, to: closed, by: clerk, judges: register, not_by: register, tells: reporter}
        reopen: {zh: 重新验收, from: closed, to: verifying, by: reporter}
        """
        assert self.found(example, change) == ["'reopen' leads back into 'verifying', where 'verify' ran before"]

    def test_a_pause_in_the_midst_of_a_clock_must_though_it_leads_on(self, example):
        change = """
        states: {waiting: {zh: 待补正, held_by: reporter}}
        actions:
          ask: {zh: 要求补正, from: registered, to: waiting, by: clerk}
          assign: {zh: 交办, from: waiting, to: rectifying, by: clerk, binds: [lead, verifier]}
        deadlines:
          assign: {zh: 交办时限, runs_in: [registered, rectifying], within: 10 days, rungs: usual}
          wait: {zh: 补正时限, runs_in: waiting, within: 3 days, rungs: usual}
        """
        assert "'assign' leads back into 'rectifying', where 'assign' ran before" in self.found(example, change)

    def test_a_way_within_the_states_of_a_clock_need_not(self, example):
        change = """
        deadlines: {whole: {zh: 总时限, runs_in: [registered, rectifying, verifying], within: 30 days, rungs: usual}}
        """
        assert self.found(example, change) == ["'reopen' leads back into 'rectifying', where 'whole' ran before"]


def test_a_clock_that_runs_at_one_of_the_ways_may_be_spoken_of_for_all(example):
    change = """
    actions:
      verify:
        zh: 验收
        from: verifying
        by: verifier
        judges: submit
        not_by: submit
        needs: [verdict]
        tells: reporter
        clocks: {rectify: restart}
        to: [{when: {verdict: fixed}, state: closed}, rectifying]
    """
    assert example.codes(change) == set()


@pytest.mark.parametrize(
    ("change", "meant"),
    [
        ("calendar: cnn", "cn"),
        ("states: {registered: {zh: 已登记, held_by: clark}}", "clerk"),
        ("deadlines: {assign: {zh: 交办时限, runs_in: registered, within: 1 day, rungs: usal}}", "usual"),
        ("deadlines: {assign: {zh: 交办时限, runs_in: registered, within: quik, rungs: usual}}", "quick"),
        (f"actions: {{{SUBMIT % 'charge: overdu'}}}", "overdue"),
        (f"actions: {{{SUBMIT % 'judges: asign, not_by: assign'}}}", "assign"),
        (f"actions: {{{SUBMIT % 'takes: [anwser]'}}}", "answer"),
        ("actions: {look: {zh: 查看, from: open, by: clerk, to: [{when: \"didd('assign')\"}, {}]}}", "did"),
        ("actions: {look: {zh: 查看, from: open, by: clerk, to: [{when: \"did('asign')\"}, {}]}}", "assign"),
        (
            "actions: {look: {zh: 查看, from: open, by: clerk, to: [{when: \"rounds('verifing') > 1\"}, {}]}}",
            "verifying",
        ),
        ("actions: {look: {zh: 查看, from: open, by: clerk, to: [{when: \"met('asign')\"}, {}]}}", "assign"),
        ("triggers: {a: {zh: 甲, counts: {measure: tlk}, per: person, times: 1, propose: []}}", "talk"),
    ],
)
def test_a_misspelt_name_is_told_with_what_was_probably_meant(example, change, meant):
    known = "parameters: {quick: 1 day}\nmeasures: {talk: {zh: 谈话}}\n"
    assert [one for one in example.problems(known + change) if f"did you mean '{meant}'?" in one.fix.en]


@pytest.mark.parametrize(
    ("of", "count", "codes"), [("person", 1, set()), ("person", 5, {"RF415"}), ("persons", 5, set())]
)
def test_a_role_of_one_person_gives_one(example, of, count, codes):
    change = f"""
    roles: {{verifier: {{zh: 验收人, of: {of}, never: lead.staff}}}}
    actions: {{check: {{zh: 复查, from: verifying, by: verifier, quorum: {{verifier: {count}}}}}}}
    """
    assert example.codes(change) == codes
