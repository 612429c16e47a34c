"""Which way of an action is open: some is, whatever is handed in; each is of use; each condition can go either way."""

import pytest

from tests.example import Example


@pytest.fixture
def example():
    return Example()


@pytest.mark.parametrize(
    ("ways", "codes"),
    [
        ("[{when: {verdict: fixed}, state: verifying}, {when: {verdict: not_fixed}}]", set()),
        ("[{when: {verdict: fixed}, state: verifying}, {when: {verdict: not_fixed}}, rectifying]", {"RF310"}),
        (("[{when: {verdict: fixed, answer: given}, state: verifying}, {when: {verdict: not_fixed}}]"), {"RF309"}),
        ("[{when: {answer: 甲}, state: verifying}]", {"RF309"}),
        ("[verifying, verifying]", {"RF310"}),
        ("[{when: {answer: 甲}, state: verifying}, {when: {answer: 甲, verdict: fixed}}, rectifying]", {"RF310"}),
        ("[{when: {answer: 甲, verdict: fixed}, state: verifying}, {when: {answer: 甲}}, rectifying]", set()),
        ("[{when: {verdict: fixed}, state: verifying}, {when: {answer: given}}, {}, rectifying]", {"RF310"}),
        (
            (
                "[{when: {verdict: fixed, answer: given}, state: verifying},"
                " {when: {verdict: not_fixed, answer: given}}, {when: {answer: given}},"
                " {when: {verdict: fixed}}, {when: {verdict: not_fixed}}]"
            ),
            {"RF310"},
        ),
        (
            (
                "[{when: {verdict: fixed, urgent: true}, state: verifying}, {when: {verdict: fixed, urgent: false}},"
                " {when: {verdict: not_fixed}}]"
            ),
            set(),
        ),
        (
            "[{when: {verdict: fixed, urgent: true}, state: verifying}, {when: {verdict: not_fixed, urgent: false}}]",
            {"RF309"},
        ),
        (
            (
                "[{when: {verdict: fixed}, state: verifying}, {when: {urgent: true}}, {when: {verdict: not_fixed}},"
                " {when: {verdict: fixed, urgent: false}}]"
            ),
            {"RF310"},
        ),
        ('[{when: "age() > 3", state: verifying}, {when: "age() > 3"}, rectifying]', {"RF310"}),
        ('[{when: "age() > 3", state: verifying}, {when: "age() > 2"}, rectifying]', set()),
    ],
)
def test_some_way_is_open_whatever_is_handed_in(example, ways, codes):
    urgent = "fields: {urgent: {zh: 紧急, type: yes_no}}\n"
    submit = f"{{zh: 报结, from: rectifying, to: {ways}, by: lead, needs: [verdict, urgent], takes: [answer]}}"
    assert example.codes(f"{urgent}actions: {{submit: {submit}}}") == codes


@pytest.mark.parametrize(
    ("ways", "keys", "codes"),
    [
        ("{verdict: fixed}, {verdict: not_fixed}", "needs: [verdict]", set()),
        ("{verdict: fixed}, {verdict: not_fixed}", "takes: [verdict]", {"RF309"}),
        ("{verdict: fixed}, {verdict: not_fixed}", "needs: [{need: verdict, when: {phone: given}}]", {"RF309"}),
        ("{verdict: fixed}, {verdict: given}", "takes: [verdict]", {"RF309"}),
        ("{opinion: given}, {verdict: fixed}", "takes: [verdict]", {"RF310", "RF313"}),
        ("{motion: passed}, {motion: failed}, {motion: invalid}", "closes_vote: motion", set()),
        ("{motion: passed}, {motion: failed}, {motion: invalid}", "opens_vote: motion", {"RF309"}),
    ],
)
def test_some_way_is_open_when_nothing_is_handed_in_that_need_not_be(example, ways, keys, codes):
    votes = "votes: {motion: {zh: 表决, voters: clerk, choices: {yes: 赞成}, passes: %s}}\n"
    passes = "{choices: [yes], share: more than 1/2 of clerk}"
    whens = ", ".join(f"{{when: {one}}}" for one in ways.split(", "))
    submit = f"{{zh: 报结, from: rectifying, to: [{whens}], by: lead, {keys}}}"
    leave = "{zh: 送验, from: rectifying, to: verifying, by: lead}"
    change = f"actions: {{submit: {submit}, leave: {leave}}}"
    assert example.codes(votes % passes + change) - {"RF403"} == codes


@pytest.mark.parametrize(
    ("when", "keys", "codes"),
    [
        ("{remark: given}", "", {"RF313"}),
        ("{remark: 甲}", "", {"RF313"}),
        ("{remark: given}", "takes: [remark]", set()),
        ("{remark: given}", "sets: {remark: 甲}", set()),
        ("{remark: given}", "needs: [remark]", {"RF310", "RF313"}),
        ("{remark: given}", "needs: [{need: remark, when: {phone: given}}]", set()),
        ("{opinion: given}", "", {"RF310", "RF313"}),
        ("{opinion: given, phone: given}", "", set()),
        ("{opinion: 甲}", "", set()),
        ("\"issue.remark == '甲'\"", "", {"RF313"}),
        ("\"given('phone') || issue.remark == '甲'\"", "", {"RF313"}),
        ("\"issue.remark == '甲'\"", "takes: [remark]", set()),
        ("\"!given('phone')\"", "", set()),
    ],
)
def test_a_condition_asks_for_what_may_be_given_and_may_be_missing(example, when, keys, codes):
    fields = "fields: {remark: {zh: 备注, type: text}}\n"
    ways = f"[{{when: {when}, state: verifying}}, rectifying]"
    submit = f"{{zh: 报结, from: rectifying, to: {ways}, by: lead{', ' if keys else ''}{keys}}}"
    assert example.codes(f"{fields}actions: {{submit: {submit}}}") == codes


def test_what_must_be_given_is_not_given_where_registering_only_takes_it(example):
    change = """
    actions:
      register: {zh: 登记, to: registered, by: clerk, takes: [opinion, phone], binds: [reporter]}
      submit: {zh: 报结, from: rectifying, to: [{when: {opinion: given}, state: verifying}, rectifying], by: lead}
    """
    assert example.codes(change) == {"RF406"}


def test_more_cases_than_can_be_tried_are_left_alone(example):
    fields = "fields: {" + ", ".join(f"f{at}: {{zh: 甲, type: yes_no}}" for at in range(9)) + "}\n"
    every = "{" + ", ".join(f"f{at}: true" for at in range(9)) + "}"
    takes = ", ".join(f"f{at}" for at in range(9))
    submit = f"{{zh: 报结, from: rectifying, to: [{{when: {every}, state: verifying}}], by: lead, takes: [{takes}]}}"
    assert example.codes(f"{fields}actions: {{submit: {submit}}}") == set()
