"""docs/reference/expressions.md names every function, and its examples are judged as it says."""

import re

import pytest

from rectiflow.definitions.parse import problems_of
from rectiflow.expressions.functions import FUNCTIONS
from rectiflow.expressions.vocabulary import NAMES, OPERATORS
from tests.example import ROOT, Example

PAGE = (ROOT / "docs/reference/expressions.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.split("|")[1:-1]] for line in PAGE.splitlines() if line.startswith("| `")]


def block(kind):
    return re.search(rf"^```{kind}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)[1].splitlines()


def said_of(expression):
    """Give the codes of what the check says of an expression on a rung."""
    text = Example().replaced("tell: [holder]}", f'tell: [holder], unless: "{expression}"}}')
    return {one.code for one in problems_of(text, "a.yaml")}


def test_the_page_names_every_function_and_no_other():
    spoken = " ".join(row[0] for row in ROWS if "(" in row[0] or "With" in row[0])
    assert set(re.findall(r"(\w+)(?=\(|`)", spoken)) >= set(NAMES)
    assert set(re.findall(r"^\| `(\w+)\(", PAGE, re.MULTILINE)) <= set(NAMES)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_is_explained_by_its_own_titles_and_type(name):
    row = next(row for row in ROWS if row[0].startswith(f"`{name}("))
    gives = {"yes_no": "yes or no", "whole": "whole number"}[FUNCTIONS[name].gives]
    assert row[1].startswith(f"{gives}: {FUNCTIONS[name].en}")
    assert row[2] == FUNCTIONS[name].zh


def test_the_page_names_every_operator():
    signs = {name.replace("_", "").replace("@", "").replace("[]", "[0]") for name in OPERATORS}
    assert {sign for sign in signs if not sign.isalpha()} <= set(re.findall(r"`([^`]+)`", PAGE))


@pytest.mark.parametrize("expression", block("cel"))
def test_the_good_examples_can_be_judged(expression):
    assert said_of(expression) == set()


@pytest.mark.parametrize("expression", block("cel wrong"))
def test_the_wrong_examples_are_refused(expression):
    assert said_of(expression)
