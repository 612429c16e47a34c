import pytest

from rectiflow.core.conditions import given, hold


@pytest.mark.parametrize("value", [None, "", []])
def test_nothing_an_empty_text_and_an_empty_list_are_not_given(value):
    assert not given(value)
    assert not hold({"a": "given"}, {"a": value})


@pytest.mark.parametrize("value", [False, 0, " ", "none", [""], ["x"], True])
def test_everything_else_is_given(value):
    assert given(value)
    assert hold({"a": "given"}, {"a": value})


@pytest.mark.parametrize(
    ("wanted", "value", "holds"),
    [
        ("fixed", "fixed", True),
        ("fixed", "Fixed", False),
        (True, True, True),
        (True, False, False),
        (1, 1, True),
        (1, True, False),  # Python takes true for one; a rule must not
        (True, 1, False),
        (0, False, False),
        (1, "1", False),
        ("fixed", None, False),
    ],
)
def test_a_value_must_be_the_very_one_that_is_wanted(wanted, value, holds):
    assert hold({"a": wanted}, {"a": value}) is holds


def test_all_conditions_must_hold():
    assert hold({"a": 1, "b": "given"}, {"a": 1, "b": "x"})
    assert not hold({"a": 1, "b": "given"}, {"a": 1})


def test_a_value_that_is_absent_meets_no_condition_and_none_is_met_by_all():
    assert not hold({"a": "given"}, {})
    assert hold({}, {})


def test_an_empty_map_is_not_given():
    assert not given({})
    assert given({"what": {}})


@pytest.mark.parametrize("told", [True, False, None])
def test_an_expression_is_put_to_the_judge_with_the_values(told):
    def judge(text, values):
        assert (text, values) == ("issue.grave", {"grave": True})
        return told

    assert hold("issue.grave", {"grave": True}, judge) is told


def test_without_a_judge_no_expression_can_be_told():
    assert hold("true", {}) is None
