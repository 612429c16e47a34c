"""Conditions in words: maps, simple expressions, and what is quoted because it isn't simple."""

import pytest
from attrs import evolve

from rectiflow.model.subject import Field
from rectiflow.phrasing.conditions import condition, number
from rectiflow.phrasing.names import Names
from tests.office import REPAIR, by_name

NAMES = Names(REPAIR)


def zh(asked):
    return condition(NAMES, asked).zh


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"verdict": "fixed"}, "验收结论为“已解决”"),
        ({"answer": "given", "verdict": "not_fixed"}, "已提供答复且验收结论为“未解决”"),
        ({"answer": True}, "答复为“是”"),
        ({"answer": 3}, "答复为3"),
        ("did('submit')", "已办理“报结”"),
        ("!did('submit')", "未办理“报结”"),
        ("met('rectify')", "在整改时限内完成"),
        ("given('answer') && !given('evidence')", "已提供答复且未提供佐证"),
        ("issue.answer != ''", "已提供答复"),
        ("issue.verdict == 'fixed'", "验收结论为“已解决”"),
        ("!(issue.verdict == 'fixed')", "验收结论不为“已解决”"),
        ("issue.verdict in ['fixed', 'not_fixed']", "验收结论为“已解决”或者“未解决”"),
        ("issue.grave", "“grave”为“是”"),
        ("!issue.grave", "“grave”为“否”"),
        ("rounds('rectifying') >= 2", "进入“整改中”的次数不少于2"),
        ("!(rounds('rectifying') >= 2)", "进入“整改中”的次数少于2"),
        ("days_since('submit') > 10", "距“报结”的天数超过10"),
        ("size(issue.evidence) + 1 <= 5", "佐证的份数加1不超过5"),
        ("did('submit') || did('verify') && given('answer')", "已办理“报结”，或者（已办理“验收”且已提供答复）"),
        ("!(did('submit') || did('verify'))", "未办理“报结”且未办理“验收”"),
        ("!(did('submit') && did('verify'))", "未办理“报结”，或者未办理“验收”"),
        ("age() < 30", "登记以来的天数少于30"),
    ],
)
def test_a_condition_is_said_in_the_words_of_the_file(asked, said):
    assert zh(asked) == said


@pytest.mark.parametrize(
    "asked",
    [
        "issue.a.contains('b')",
        "did(issue.a)",
        "1 +",
        "(did('submit')",
        "did('submit') did('submit')",
        "issue.a ? 1 : 2",
        "'a\\'b' == issue.a",
        "",
        "!" * 2000,
        "(" * 2000,
        "issue.a[0] == 1",
    ],
)
def test_an_expression_that_is_not_simple_is_quoted_as_it_stands(asked):
    assert zh(asked) == f"符合表达式“{asked}”"


def test_a_number_is_said_or_quoted():
    assert number(NAMES, "rounds('rectifying')").zh == "进入“整改中”的次数"
    assert number(NAMES, "rounds('rectifying') / 2").zh == "表达式“rounds('rectifying') / 2”的值"


def test_measures_are_none_or_ask_for_something():
    decided = Field(name="decided", zh="决定措施", en="Decided", type="measures")
    criticism = Field(name="criticism", zh="书面检查", en="Criticism", type="files")
    names = Names(evolve(REPAIR, fields=by_name(decided, criticism)))
    assert condition(names, {"decided": "none"}).zh == "决定措施为“无”"
    assert condition(names, {"decided": "asks_criticism"}).zh == "决定措施要求提交书面检查"


def test_a_choice_is_named_by_its_title_in_either_language():
    assert condition(NAMES, {"verdict": "fixed"}).en == "“Verdict” is “Fixed”"
