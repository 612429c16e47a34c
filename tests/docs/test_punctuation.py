"""Chinese sentences carry Chinese punctuation, wherever they stand."""

import ast
import re
from pathlib import Path

import pytest

from tests.chinese import BETWEEN, HALF_WIDTH, QUOTED

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src/rectiflow").rglob("*.py"))
PAGES = sorted([*ROOT.glob("*.zh-CN.md"), *ROOT.glob("docs/**/*.zh-CN.md"), *ROOT.glob("features/zh-CN/*.feature")])
FILES = sorted([*ROOT.glob("workflows/**/*.yaml"), *ROOT.glob("docs/**/*.yaml")])

EXCEPTIONS = {
    "phrasing/phrases.py": "a regular expression looks for marks between Chinese quotation marks",
    "testing/phrase.py": "a regular expression looks for a comma of either width",
    "testing/words.py": "a regular expression looks for a comma of either width",
}
"""Files with strings that aren't sentences, or not yet right, and why."""

CHOICE = re.compile(r"\{should:[^}]*\}")
"""What the phrase of a step writes for a choice of words."""

KEYWORD = "(?:功能|背景|场景|场景大纲|规则|例子):"
TOKENS = re.compile(rf"(?ms)```yaml\n.*?^```|`[^`\n]+`|\]\([^)\n]*\)|^ *{KEYWORD}")
"""What a page writes for a machine: YAML, code, the targets of links, the keywords of Gherkin."""


def sentences(source):
    """Give the string literals of a module; docstrings are English, with Chinese words between."""
    tree = ast.parse(source.read_text("utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [CHOICE.sub("", node.value) for node in strings if id(node) not in docstrings]


@pytest.mark.parametrize("source", SOURCES, ids=lambda file: file.relative_to(ROOT / "src/rectiflow").as_posix())
def test_no_sentence_of_the_program_mixes_the_two_widths(source):
    if source.relative_to(ROOT / "src/rectiflow").as_posix() not in EXCEPTIONS:
        assert [text for text in sentences(source) if HALF_WIDTH.search(QUOTED.sub("“”", text))] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_line_of_a_chinese_page_mixes_the_two_widths(page):
    text = TOKENS.sub("", page.read_text("utf-8"))
    assert [line for line in text.splitlines() if HALF_WIDTH.search(line)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_sentence_of_a_workflow_has_half_width_marks_between_chinese(file):
    assert [line for line in file.read_text("utf-8").splitlines() if BETWEEN.search(line)] == []
