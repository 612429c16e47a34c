"""The reference of steps: every step is there in both languages, and its examples are understood."""

import re
import shutil
from itertools import starmap
from pathlib import Path

import pytest

from rectiflow.core.terms import RUNGS
from rectiflow.testing.phrase import Phrase
from rectiflow.testing.recorded import COLUMNS
from rectiflow.testing.steps import STEPS, Step
from rectiflow.testing.words import RECORDS

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/reference/steps.md").read_text("utf-8")
KEYWORD = re.compile(r"(?:假如|当|那么|但是|Given|When|Then) (.*)")
PHRASES = {phrase: Phrase(phrase) for step in STEPS for phrase in (step.zh, step.en)}


def sections():
    """Give each section of a step: its phrases, its meaning, and its example."""
    section = r"^### `([^`\n]+)`\n`([^`\n]+)`\n\n([^\n]+)\n\n```gherkin\n(.*?)^```$"
    return re.findall(section, PAGE, flags=re.MULTILINE | re.DOTALL)


def test_the_page_lists_the_registered_steps_and_what_each_does():
    assert list(starmap(Step, (section[:3] for section in sections()))) == STEPS


def test_every_step_has_an_example_in_each_language_and_no_other_step_understands_it():
    for zh, en, _, example in sections():
        said = [found[1] for line in example.splitlines() if (found := KEYWORD.fullmatch(line))]
        understood = [[phrase for phrase in PHRASES if PHRASES[phrase].is_matching(text)] for text in said]
        assert all(len(phrases) == 1 for phrases in understood), said
        assert {phrase for [phrase] in understood} == {zh, en}


def test_the_page_names_every_column_record_and_rung():
    for word in (*COLUMNS.values(), *RECORDS.values(), *RUNGS.values()):
        assert word.zh in PAGE
        assert word.en in PAGE


def test_the_feature_that_the_page_begins_with_passes(pytester):
    for file in ("workflows/examples/repair_request.yaml", "docs/tutorial/people.yaml"):
        shutil.copy(ROOT / file, pytester.path)
    feature = re.search(r"^```gherkin\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
    (pytester.path / "repair.feature").write_text(feature[1], "utf-8")
    pytester.runpytest_inprocess("-p", "rectiflow_pytest", "repair.feature").assert_outcomes(passed=1)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.en)
def test_a_step_says_the_same_in_both_languages(step):
    blanks = [set(re.findall(r"\{(\w+)", phrase)) for phrase in (step.zh, step.en)]
    assert blanks[0] == blanks[1]
