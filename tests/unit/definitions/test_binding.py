"""Whoever holds an issue, must act on it, or is given to its parts is bound on every way there."""

import pytest

from rectiflow.definitions.parse import problems_of
from tests.example import Example

TAKE = "take: {zh: 自行整改, from: registered, to: rectifying, by: clerk, %s}"
"""A second way into `rectifying`, which `lead` holds, beside `assign`, which binds `lead` and `verifier`."""


@pytest.fixture
def example():
    return Example()


def said(example, change):
    return [(one.code, one.message.en) for one in example.problems(change)]


def test_a_holder_whom_one_of_several_ways_does_not_bind_is_told_with_the_way(example):
    assert said(example, f"actions: {{{TAKE % 'binds: verifier'}}}") == [
        ("RF414", "nobody may be bound to 'lead', who holds 'rectifying': register → take")
    ]


def test_the_way_is_told_from_registration_on_and_at_where_it_lacks_the_binding(example):
    cancel = "{zh: 撤回, from: registered, to: closed, by: reporter, judges: nobody because 撤回}"
    problems = example.problems(f"actions: {{cancel: {cancel}}}")
    assert "nobody may be bound to 'lead', who holds 'rectifying': register → cancel → reopen" in [
        one.message.en for one in problems
    ]


@pytest.mark.parametrize(
    ("keys", "codes"),
    [
        ("binds: [lead, verifier]", set()),
        ("binds: verifier, require: {bound: lead, else: {zh: 甲, en: A}}", set()),
        ("binds: verifier, require: {bound: lead, else: {zh: 甲, en: A}, unless: {phone: given}}", {"RF414"}),
        ("binds: verifier, require: {that: {evidence: given}, else: {zh: 甲, en: A}}", {"RF414"}),
        ("binds: verifier, quorum: {clerk: 1}", {"RF414"}),
    ],
)
def test_what_an_action_asks_for_shows_that_somebody_is_bound(example, keys, codes):
    assert example.codes(f"actions: {{{TAKE % keys}}}") == codes


def test_a_value_that_only_a_binding_action_gives_shows_that_somebody_is_bound(example):
    change = """
    fields: {plan: {zh: 方案, type: text}}
    actions:
      prepare: {zh: 拟定方案, from: registered, by: clerk, needs: [plan], binds: [lead, verifier]}
      start:
        zh: 启动
        from: registered
        to: rectifying
        by: clerk
        require: {that: {plan: given}, else: {zh: 没有方案, en: No plan}}
    """
    assert example.codes(change) == set()
    elsewhere = "needs: [opinion], takes: [plan], binds: [reporter]"
    register = f"  register: {{zh: 登记, to: registered, by: clerk, {elsewhere}}}\n"
    assert example.codes(change.rstrip() + "\n    " + register) == {"RF414"}


def test_whoever_alone_may_act_is_bound_afterwards(example):
    change = """
    states: {waiting: {zh: 待派, held_by: clerk}}
    deadlines: {wait: {zh: 待派时限, runs_in: waiting, within: 1 day, rungs: usual}}
    actions:
      park: {zh: 暂存, from: registered, to: waiting, by: clerk}
      grab: {zh: 认领, from: waiting, to: rectifying, by: %s, binds: verifier}
    """
    assert example.codes(change % "[lead, clerk]") == {"RF414"}
    problems = [one.message.en for one in example.problems(change % "lead")]
    assert problems == ["nobody may be bound to 'lead', without whom nothing leads out of 'waiting': register → park"]


def test_where_somebody_may_be_bound_while_an_issue_waits_it_can_go_on(example):
    change = """
    states: {waiting: {zh: 待派, held_by: clerk}}
    deadlines: {wait: {zh: 待派时限, runs_in: waiting, within: 1 day, rungs: usual}}
    actions:
      park: {zh: 暂存, from: registered, to: waiting, by: clerk}
      find: {zh: 寻找, from: waiting, by: clerk, binds: [lead, verifier]}
      grab: {zh: 认领, from: waiting, to: rectifying, by: lead, binds: verifier}
    """
    assert example.codes(change) == set()


@pytest.mark.parametrize("undone", ["unbinds: lead", "until: give_up"])
def test_a_binding_that_is_undone_is_missed_from_there_on(example, undone):
    key, _, value = undone.partition(": ")
    role = f"roles: {{lead: {{zh: 承办单位, of: unit, {undone}}}}}\n" if key == "until" else ""
    extra = f", {key}: [{value}]" if key == "unbinds" else ""
    give_up = f"{{zh: 退办, from: verifying, to: rectifying, by: verifier, clocks: {{rectify: restart}}{extra}}}"
    found = said(example, f"{role}actions: {{give_up: {give_up}}}")
    assert ("RF414", "nobody may be bound to 'lead', who holds 'rectifying': give_up") in found


def test_a_derived_holder_is_bound_when_whom_it_comes_down_to_is(example):
    change = f"""
    roles: {{head: {{zh: 负责人, is: lead.first_person}}}}
    states: {{rectifying: {{zh: 整改中, held_by: head}}}}
    actions: {{{TAKE % "binds: verifier"}}}
    """
    assert example.codes(change) == {"RF414"}


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("clerk", 0),
        ("reporter", 0),
        ("[clerk, reporter]", 0),
        ("lead", 1),
        ("[clerk, lead]", 1),
        ("verifier", 1),
    ],
)
def test_nobody_is_bound_before_an_issue_is_registered_but_its_parties(example, by, found):
    register = f"register: {{zh: 登记, to: registered, by: {by}, needs: [opinion], binds: [reporter, lead, verifier]}}"
    told = [message for code, message in said(example, f"actions: {{{register}}}") if code == "RF414"]
    assert len(told) == found
    assert all("before an issue is registered nobody is bound" in one for one in told)


def test_a_role_given_to_the_parts_is_bound_when_they_are_made(example):
    change = """
    fields: {items: {zh: 事项, type: list, each: {text: {zh: 内容, type: text}}}}
    parts:
      items: {zh: 分项, workflow: part, made_by: %s, one_for_each: items, gives: {opinion: item.text, owner: lead}}
    """
    assert example.codes(change % "assign") == set()
    (problem,) = example.problems(change % "register")
    assert problem.message.en == "nobody may be bound to 'lead', who is given to the parts: register"


def test_whom_the_last_rung_tells_is_bound_wherever_the_deadline_runs(example):
    ladder = "ladders: {usual: [{at: due, rung: supervise, tell: [%s]}]}"
    (problem,) = example.problems(ladder % "verifier")
    assert (problem.code, problem.message.en) == (
        "RF411",
        "when 'assign' is late in 'registered', nobody may be bound yet to verifier",
    )
    assert example.codes(ladder % "verifier, clerk") == set()
    assert example.codes(ladder % "holder.first_person") == set()


def test_a_profile_is_told_in_its_own_file_what_it_leaves_unbound(example):
    own = "workflow: town\nextends: base\ntitle: {zh: 镇}\nactions: {assign: {binds: [verifier], to: verifying}}\n"
    base = example.text.encode()
    found = problems_of(own, "town.yaml", lambda _: (base, "base.yaml"))
    assert [(one.file, one.line, one.code) for one in found if one.code == "RF405"] == [("base.yaml", 9, "RF405")]
    own = own.replace("binds: [verifier], to: verifying", "binds: [verifier]").replace(
        "actions: {", "actions: {name: {zh: 指定, from: verifying, by: clerk, binds: [lead]}, "
    )
    found = problems_of(own, "town.yaml", lambda _: (base, "base.yaml"))
    assert ("base.yaml", "RF414") in {(one.file, one.code) for one in found}
