"""What a workflow file says becomes a Workflow in which nothing is left to look up."""

import pytest

from rectiflow.definitions.parse import problems_of, read_workflow
from rectiflow.errors import DefinitionError
from rectiflow.model.action import Target, Tell
from rectiflow.model.promise import Rung
from rectiflow.model.timing import Moment, Period
from rectiflow.model.titles import Titled
from rectiflow.model.workflow import Parameter
from tests.example import Example

SUBMIT = "actions: {submit: {zh: 报结, from: rectifying, to: verifying, by: lead, %s}}"


@pytest.fixture
def example():
    return Example()


def test_the_example_has_no_problem_at_all(example):
    assert problems_of(example.text, "repair_request.yaml") == ()
    assert read_workflow(example.text.encode(), "repair_request.yaml").title("zh") == "报修办理"


def test_an_english_title_is_made_from_the_name_where_it_is_left_out(example):
    workflow = example.workflow("{title: {zh: 报修}, roles: {first_clerk: {zh: 受理人}}}")
    assert (workflow.en, workflow.roles["first_clerk"].en) == ("Repair request", "First clerk")
    assert workflow.fields["verdict"].choices[1] == Titled(name="not_fixed", zh="未解决", en="Not fixed")


def test_one_thing_stands_for_a_list_of_one(example):
    verify = example.workflow().actions["verify"]
    assert (verify.by, verify.not_by, verify.judges, verify.sources) == (
        ("verifier",),
        ("submit",),
        ("submit",),
        ("verifying",),
    )


def test_open_means_all_states_that_are_not_final_and_any_means_all(example):
    workflow = example.workflow("actions: {a: {zh: 甲, from: open, by: clerk}, b: {zh: 乙, from: any, by: clerk}}")
    assert workflow.actions["a"].sources == ("registered", "rectifying", "verifying")
    assert workflow.actions["b"].sources == ("registered", "rectifying", "verifying", "closed")


def test_an_action_without_to_stays_where_it_is(example):
    workflow = example.workflow("actions: {note: {zh: 附注, from: rectifying, by: lead}}")
    assert workflow.actions["note"].targets == (Target(),)


def test_what_an_action_says_of_all_its_ways_each_way_can_say_otherwise(example):
    ways = "takes: [answer], to: [{when: {answer: given}, state: verifying, charge: []}, rectifying], charge: overdue"
    targets = example.workflow(f"actions: {{submit: {{zh: 报结, from: rectifying, by: lead, {ways}}}}}")
    assert [target.charge for target in targets.actions["submit"].targets] == [(), ("overdue",)]


@pytest.mark.parametrize("reason", ["反映人撤回", '"反映人撤回"', "'反映人撤回'"])
def test_an_action_that_judges_nobody_keeps_the_reason(example, reason):
    keys = [
        "zh: 撤回",
        "from: rectifying",
        "to: closed",
        "by: clerk",
        "tells: reporter",
        f"judges: nobody because {reason}",
    ]
    cancel = example.workflow("actions:\n  cancel:\n    " + "\n    ".join(keys)).actions["cancel"]
    assert (cancel.judges, cancel.judges_nobody) == ((), "反映人撤回")


def test_who_is_told_may_be_given_with_the_means(example):
    workflow = example.workflow(SUBMIT % "tells: [clerk, {reporter: in_writing}]")
    assert workflow.actions["submit"].tells == (Tell(whom="clerk"), Tell(whom="reporter", means="in_writing"))


def test_requirements_keep_their_sentences(example):
    that = "{that: {answer: given}, else: {zh: 缺答复, en: No answer}, basis: 办法}"
    bound = "{bound: lead, else: {zh: 甲, en: A}}"
    first, second = example.workflow(SUBMIT % f"takes: [answer], require: [{that}, {bound}]").actions["submit"].require
    assert (first.that, first.otherwise.zh, first.basis) == ({"answer": "given"}, "缺答复", "办法")
    assert (second.that, second.bound) == (None, ("lead",))


def test_parameters_are_replaced_by_what_they_stand_for(example):
    workflow = example.workflow(
        """
        parameters:
          limit: 7 working days
          often: {zh: 次数, value: 2, open: 来源未定}
        reopen:
          zh: 重办
          from: closed
          to: rectifying
          by: reporter
          clocks: {rectify: restart}
          within: limit
          at_most: often
        """
    )
    assert (workflow.reopen.within, workflow.reopen.at_most) == (Period(7, "working days"), 2)
    assert workflow.parameters["limit"] == Parameter(name="limit", zh="limit", en="Limit", value="7 working days")


def test_ladders_are_replaced_by_their_rungs(example):
    expected = (
        Rung(at=Moment(percent=90), rung="urge", tell=("holder",)),
        Rung(at=Moment(offset=Period(0, "days")), rung="supervise", tell=("holder.first_person",), charge=("overdue",)),
    )
    assert {deadline.rungs for deadline in example.workflow().deadlines.values()} == {expected}


def test_a_deadline_may_have_rungs_of_its_own(example):
    text = (
        "deadlines: {assign: {zh: 交办时限, runs_in: registered, within: 1 day, "
        "rungs: {at: due + 1 day, rung: urge, tell: clerk}}}"
    )
    (rung,) = example.workflow(text).deadlines["assign"].rungs
    assert str(rung.at) == "due + 1 day"


def test_a_problem_in_a_ladder_is_told_once_and_in_the_ladder(example):
    (problem,) = problems_of(example.replaced("tell: [holder]", "tell: [holdr]"), "a.yaml")
    line = example.text[: example.text.index("tell: [holder]")].count("\n") + 1
    assert (problem.code, problem.line) == ("RF202", line)


def test_every_problem_of_a_file_is_told_at_once(example):
    text = example.text
    for old, new in [
        ("held_by: lead", "held_by: leed"),
        ("to: verifying", "to: verifing"),
        ("5 working days", "5 workdays"),
        ("personal: true", "personel: true"),
        ("version: 1", "version: one"),
        ("  answer:   {zh: 答复, en: Answer,", "  answer:   {en: Answer,"),
        ("    not_by: submit\n", ""),
    ]:
        assert old in text
        text = text.replace(old, new)
    codes = [problem.code for problem in problems_of(text, "a.yaml")]
    assert sorted(codes) == ["RF101", "RF103", "RF104", "RF106", "RF201", "RF202", "RF304", "RF304", "RF402"]


def test_problems_come_in_the_order_of_their_places_with_the_file_named(example):
    found = problems_of(example.text.replace("lead", "leed", 3).replace("closed", "closd", 1), "a.yaml")
    assert list(found) == sorted(found, key=lambda one: (one.line, one.column))
    assert {problem.file for problem in found} == {"a.yaml"}


def test_a_language_that_this_release_cannot_read_is_told_at_its_place(example):
    (problem,) = problems_of(f"{example.text}language: 2\n", "a.yaml")
    assert (problem.code, problem.line, problem.column) == ("RF108", example.text.count("\n") + 1, 11)
    assert problem.sentence.en == "version 2 of the language can't be read; this release reads version 1"


def test_a_broken_part_brings_no_problem_of_another_part_with_it(example):
    assert [problem.code for problem in problems_of(example.replaced("zh: 交办,", "zh: 交办, colour: red,"), "a")] == [
        "RF101"
    ]
    assert [problem.code for problem in problems_of(example.replaced("zh: 整改中,", ""), "a")] == ["RF104"]
    assert [problem.code for problem in problems_of(example.replaced("zh: 承办单位,", "zh: [],"), "a")] == ["RF103"]


def test_an_unknown_key_is_told_with_what_was_meant_and_what_there_is():
    (problem,) = (one for one in problems_of("workflw: a", "a.yaml") if one.code == "RF101")
    assert str(problem).startswith(
        "a.yaml:1:1: RF101: unknown key 'workflw'; did you mean 'workflow'? There are: workflow, version, title"
    )


@pytest.mark.parametrize("attribute", ["name", "sources", "targets", "judges_nobody", "choices", "is_", "otherwise"])
def test_names_of_attributes_are_no_keys(example, attribute):
    assert "RF101" in example.codes(SUBMIT % f"{attribute}: x")


def test_warnings_are_told_but_keep_no_file_from_use(example):
    text = example.changed("accepts: {RF501: {at: states.registered, because: 登记当场交办}}")
    assert [(problem.code, problem.severity) for problem in problems_of(text, "a")] == [("RF114", "warning")]
    assert read_workflow(text, "a").name == "repair_request"


def test_a_rule_that_reads_a_personal_value_cannot_be_accepted(example):
    reading = SUBMIT % "require: {that: {phone: '1'}, else: {zh: 不符, en: No}}"
    accepts = "accepts: {RF407: {at: actions.submit, because: 已获本人同意}}"
    assert example.codes(f"{reading}\n{accepts}") == {"RF407", "RF115"}


def test_an_error_keeps_a_file_from_use_and_warnings_are_told_with_it(example):
    with pytest.raises(DefinitionError) as caught:
        read_workflow(example.changed("{deadlines: {assign: ~}, calendar: mars}"), "a")
    assert {problem.code for problem in caught.value.problems} == {"RF206", "RF501"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("version: '1'", "RF103"),
        ("version: 0", "RF103"),
        ("version: true", "RF103"),
        ("title: 报修", "RF103"),
        ("title: {zh: '  '}", "RF103"),
        ("title: {zh: 2024}", "RF103"),
        ("states: []", "RF103"),
        ("states: {closed: [a]}", "RF103"),
        ("states: {closed: {zh: 已销号, final: yes}}", "RF103"),
        ("states: {registered: {zh: 已登记, held_by: }}", "RF103"),
        ("actions: {submit: {zh: 报结, from: [], to: verifying, by: lead}}", "RF103"),
        ("actions: {submit: {zh: 报结, from: rectifying, to: [], by: lead}}", "RF103"),
        ("actions: {submit: {zh: 报结, from: rectifying, to: , by: lead}}", "RF103"),
        ("actions: {submit: {zh: 报结, from: rectifying, to: verifying, by: {a: b}}}", "RF103"),
        (SUBMIT % "tells: {a: b, c: d}", "RF103"),
        (SUBMIT % "sets: {answer: [a]}", "RF103"),
        (SUBMIT % "judges: nobody because", "RF111"),
        (SUBMIT % "require: {that: {answer: given}, else: {zh: 缺答复}}", "RF102"),
        (SUBMIT % "require: {else: {zh: 缺答复, en: None}}", "RF110"),
        ("ladders: {usual: usual}", "RF103"),
        ("roles: {witness: {zh: 见证人, of: person, is: lead.staff}}", "RF110"),
        ("parameters: {p: [1]}", "RF103"),
        ("fields: {verdict: {zh: 验收结论, type: choice, of: {given: 有}}}", "RF112"),
        ("roles: {holder: {zh: 承办人}}", "RF112"),
        ("workflow: 报修", "RF105"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told(example, change, expected):
    assert example.codes(change) - {"RF304"} == {expected}


@pytest.mark.parametrize(
    "text",
    [
        f"actions: {{submit: {{zh: 报结, from: [{', '.join(['rectifying'] * 101)}], to: verifying, by: lead}}}}",
        f"fields: {{{', '.join(f'f{at}: {{zh: 甲, type: text}}' for at in range(500))}}}",
    ],
)
def test_more_than_anybody_needs_is_refused(example, text):
    assert example.codes(text) == {"RF113"}


def test_more_ways_than_can_be_followed_are_refused(example):
    states = ", ".join(f"s{at}: {{zh: 甲, held_by: clerk}}" for at in range(100))
    actions = ", ".join(f"a{at}: {{zh: 乙, from: any, to: s{at}, by: clerk}}" for at in range(60))
    assert example.codes(f"{{states: {{{states}}}, actions: {{{actions}}}}}") == {"RF311"}
