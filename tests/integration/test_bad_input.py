"""Bad input is told where it stands, whatever it is: no crash, no words of Python, and no more than can be read.

`python -m benchmarks.bad_input` says how long each takes; no test depends on that.
"""

import subprocess
import sys
from itertools import islice

import pytest

from rectiflow.bootstrap import beside
from tests import bombs
from tests.example import ROOT, Example
from tests.slips import FILES, slips
from tests.soundness import judged, told

MOST = 1_000
"""How many problems a file is told at once, far more than anybody reads."""

WITHOUT_EXPRESSIONS = ROOT / "workflows/examples/repair_request.yaml"

EVERY = 16
"""Which part of all slips is judged here; the benchmark judges all, the mutation run those with a code to expect."""


@pytest.mark.parametrize("kind", bombs.KINDS)
def test_no_file_is_taken_that_nobody_wrote_in_good_faith(kind):
    for name, text in bombs.KINDS[kind]():
        problems = told(text)
        assert any(problem.severity == "error" for problem in problems), name
        assert len(problems) <= MOST, name


@pytest.mark.parametrize(("name", "expression"), list(bombs.expressions()), ids=lambda text: f"{text:.40}")
def test_no_expression_does_harm(name, expression):
    assert len(judged(bombs.set_in(expression))) <= 2, name


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_key_left_out_or_misspelt_does_no_harm(file):
    for _, text in islice(slips(file), 0, None, EVERY):
        told(text, find=beside(file))


def test_what_is_told_of_a_text_with_escapes_is_told_where_it_begins():
    text = Example().replaced("when: {verdict: fixed}", r'when: "\n\n  did(\"submitt\")"')
    (problem,) = told(text)
    assert text.splitlines()[problem.line - 1][problem.column - 1 :].startswith(r'"\n\n')


@pytest.mark.parametrize(
    "program",
    [
        "import rectiflow",
        "from rectiflow.definitions.parse import problems_of; problems_of(open(FILE, 'rb').read(), FILE)",
    ],
    ids=["importing", "checking maps only"],
)
def test_the_library_of_expressions_is_loaded_with_the_first_expression_only(program):
    asked = f"FILE = {str(WITHOUT_EXPRESSIONS)!r}\n{program}\nimport sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert "rectiflow.expressions" in loaded
    assert not [name for name in loaded if name.startswith("cel_expr_python")]


def test_importing_the_package_loads_nothing_that_reads_files():
    asked = "import rectiflow, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert "rectiflow.engine" in loaded
    assert not [name for name in loaded if name.startswith(("rectiflow.definitions", "rectiflow.stores", "yaml"))]
