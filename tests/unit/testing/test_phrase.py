"""A phrase understands exactly what it says."""

import pytest

from rectiflow.testing.phrase import Phrase

ACT = Phrase('"{who}"办理"{action}"[,编号为"{key}"]')


@pytest.mark.parametrize(
    "step",
    ['"王主任"办理"验收",编号为"8"', "“王主任”办理“验收”,编号为“8”", '"王主任"办理"验收"\uff0c编号为"8":'],
    ids=["English marks", "Chinese quotes", "Chinese comma and a colon"],
)
def test_marks_may_be_chinese_or_english(step):
    assert ACT.parse_arguments(step) == {"who": "王主任", "action": "验收", "key": "8"}


def test_what_may_be_left_out_is_none_when_it_is():
    assert ACT.parse_arguments('"王主任"办理"验收"')["key"] is None


def test_a_quoted_value_may_quote_in_turn():
    assert Phrase('理由含"{reason}"').parse_arguments('理由含"处于“整改中”"') == {"reason": "处于“整改中”"}


@pytest.mark.parametrize("step", ['"王主任"办理"验收","报结"', '"王主任"办理', 'x"王主任"办理"验收"'])
def test_anything_more_or_less_is_another_step(step):
    assert not ACT.is_matching(step)
    assert ACT.parse_arguments(step) is None


def test_a_choice_takes_one_of_its_words_and_no_other():
    phrase = Phrase("{should:应|不应}逾期")
    assert phrase.parse_arguments("不应逾期") == {"should": "不应"}
    assert not phrase.is_matching("可逾期")


def test_signs_of_regular_expressions_mean_themselves():
    assert Phrase("a.b(c)").is_matching("a.b(c)")
    assert not Phrase("a.b(c)").is_matching("axbc")
