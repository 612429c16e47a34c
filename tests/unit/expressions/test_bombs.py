"""No expression, however malign, ends the process or escapes as anything but a located problem."""

import subprocess
import sys

import pytest

pytest.importorskip("cel_expr_python", reason="no wheel of cel-expr-python for this platform")

BOMBS = {
    "200,000 brackets": "'(' * 200_000",
    "brackets within the length": "'(' * 900 + 'true' + ')' * 900",
    "brackets that nobody closes": "'[' * 2_000",
    "braces": "'{' * 500",
    "a huge list": "'[' + '1,' * 200_000 + '1] == []'",
    "a long list": "'1 in [' + '1,' * 900 + '1] && issue.text'",
    "negations": "'!' * 1_900 + 'issue.text'",
    "signs": "'-' * 1_900 + '1'",
    "a long sum": "'1' + '+1' * 900 + ' == 1'",
    "a long alternative": "'issue.b' + '||issue.b' * 200 + '|| 1'",
    "choices within choices": "'issue.b ? issue.b : ' * 90 + '1'",
    "a long path": "'a' + '.a' * 900",
    "methods on methods": "'issue.text' + '.trim()' * 200",
    "regular expressions": "'issue.text.matches(\"(a|aa)+$\") && ' * 40 + 'true'",
    "loops within loops": "'[1,2,3,4,5,6,7,8,9].all(a, ' * 20 + 'true' + ')' * 20",
    "a long text": "'\"' + 'a' * 200_000 + '\"'",
    "a number without end": "'9' * 1_900 + ' == 1'",
    "NUL": "'true\\0'",
    "half a character": "'\\ud800'",
    "control characters": "'\\x1b[2J'",
    "a byte order mark": "'\\ufefftrue || 1'",
    "nothing": "''",
    "only a remark": "'// true'",
}
SCRIPT = """
from rectiflow.errors import DefinitionError
from rectiflow.expressions import Cel, Kind, Place, Scope
scope = Scope(variables={"issue.text": Kind("text"), "issue.b": Kind("yes_no")})
try:
    Cel().condition(%s, scope, Place("a.yaml", 3, 9))
except DefinitionError as error:
    assert all(problem.line >= 3 and problem.code.startswith("RF") and problem.fix for problem in error.problems)
    assert all(len(str(problem)) < 600 for problem in error.problems)
    print("told", len(error.problems))
"""


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_a_problem_with_a_place(bomb):
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT % bomb], capture_output=True, text=True, timeout=120, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("told")
