"""Every expression of a file is compiled over what the file has, and told at its place."""

import pytest

from rectiflow.definitions.parse import problems_of
from tests.example import Example

WHEN = "to: [{when: {verdict: fixed}, state: closed}"


@pytest.fixture
def example():
    return Example()


def told(example, expression, quote='"'):
    """Give what is said of an expression in the place of the condition of `verify`, with its text where it points."""
    text = example.replaced("when: {verdict: fixed}", f"when: {quote}{expression}{quote}")
    lines = text.splitlines()
    return [(one.code, lines[one.line - 1][one.column - 1 :]) for one in problems_of(text, "a.yaml")]


@pytest.mark.parametrize(
    ("expression", "code", "at"),
    [
        ("issue.verdikt == 'fixed'", "RF203", "issue.verdikt"),
        ("input.verdict == 'fixt'", "RF209", "'fixt'"),
        ("input.answer == 'x'", "RF203", "input.answer"),
        ("did('submitt')", "RF204", "'submitt'"),
        ("met('rectifi')", "RF207", "'rectifi'"),
        ("rounds('rectifing') > 1", "RF201", "'rectifing'"),
        ("parameters.limit > 1", "RF602", "parameters.limit"),
        ("age() > '30'", "RF603", "> '30'"),
        ("age()", "RF604", "age()"),
        ("issue.phone == '1'", "RF407", "issue.phone"),
        ("issue.verdict == 'fixed' || true", "RF313", "issue"),
        ("issue.verdict == 'fixed' && false", "RF313", "issue"),
    ],
)
def test_what_is_wrong_with_an_expression_is_told_where_it_stands(example, expression, code, at):
    (problem,) = told(example, expression)
    assert problem[0] == code
    assert problem[1].startswith(at)


def test_an_expression_without_quotes_is_told_where_it_stands_too(example):
    ((code, at),) = told(example, "did('submitt')", quote="")
    assert (code, at[:9]) == ("RF204", "'submitt'")


def test_an_expression_that_is_right_has_nothing_said_of_it(example):
    assert told(example, "input.verdict == 'fixed' && did('submit') && !given('phone')") == []


def test_an_expression_too_long_is_told(example):
    assert {code for code, _ in told(example, " || ".join(["age() > 1"] * 300))} == {"RF605"}


def test_an_expression_of_a_ladder_is_told_once_and_in_the_ladder(example):
    text = example.replaced("tell: [holder]}", "tell: [holder], unless: \"did('asign')\"}")
    (problem,) = problems_of(text, "a.yaml")
    assert (problem.code, text.splitlines()[problem.line - 1].lstrip()[:9]) == ("RF204", "- {at: 90")


def test_nothing_is_said_of_expressions_where_what_they_speak_of_is_broken(example):
    text = example.replaced("when: {verdict: fixed}", "when: \"issue.answer == 'x'\"").replace("en: Answer,", "en: [],")
    assert [one.code for one in problems_of(text, "a.yaml")] == ["RF103"]


def test_only_an_action_has_inputs_to_speak_of(example):
    asked = "input.verdict == 'fixed'"
    assert told(example, asked) == []
    in_a_rung = example.replaced("tell: [holder]}", f'tell: [holder], unless: "{asked}"}}')
    assert [one.code for one in problems_of(in_a_rung, "a.yaml")] == ["RF203"]
