"""docs/reference/problems.md lists every code, and its examples are what they say."""

import re

import pytest

from rectiflow.definitions.codes import CODES
from rectiflow.definitions.directory import read_directory
from rectiflow.definitions.yaml import compose
from rectiflow.errors import DefinitionError
from tests.chinese import is_chinese
from tests.example import ROOT, Example

PAGE = (ROOT / "docs/reference/problems.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### (RF\d{3}) (.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
EXAMPLES = [
    pytest.param(code, kind, text, id=f"{code}-{kind}")
    for code, section in SECTIONS.items()
    for kind, text in re.findall(r"^```yaml (wrong|right)\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
]
IN_WORDS = {"RF001", "RF002", "RF014", "RF113", "RF224", "RF225", "RF226", "RF228", "RF311", "RF312", "RF413", "RF605"}
"""What an example can't show, since it is about bytes, large numbers or other files; tests/unit/definitions show it."""


def test_the_page_tells_every_code_with_its_titles_and_severity():
    for code, what in CODES.items():
        warning = " (warning)" if what.severity == "warning" else ""
        assert SECTIONS[code].splitlines()[0] == f"{what.zh} · {what.en}{warning}"
    assert list(SECTIONS) == list(CODES)


def test_every_code_that_an_example_can_show_has_a_wrong_and_a_right_one():
    shown = [(example.values[0], example.values[1]) for example in EXAMPLES]
    assert shown == [(code, kind) for code in CODES if code not in IN_WORDS for kind in ("wrong", "right")]


@pytest.mark.parametrize(("code", "kind", "text"), EXAMPLES)
def test_a_wrong_example_has_the_problem_and_a_right_one_has_none(code, kind, text):
    codes = _codes(code, text)
    assert code in codes if kind == "wrong" else not codes


@pytest.mark.parametrize(("code", "kind", "text"), [one for one in EXAMPLES if one.values[1] == "wrong"])
def test_a_problem_and_its_way_out_are_told_in_chinese(code, kind, text):
    told = [problem for problem in _problems(code, text) if problem.code == code]
    assert told, kind
    for problem in told:
        assert is_chinese(problem.message.zh)
        assert is_chinese(problem.fix.zh)
        assert not problem.sentence.zh.endswith("。")


def _codes(code, text):
    return {problem.code for problem in _problems(code, text) if problem.severity != "note"}


def _problems(code, text):
    if not code.startswith("RF0") and code not in {"RF213", "RF214"}:
        return Example().problems(text)
    try:
        (compose if code.startswith("RF0") else read_directory)(text, "example")
    except DefinitionError as error:
        return error.problems
    return ()
