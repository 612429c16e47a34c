"""The library is loaded when the first expression is compiled, and its absence is said in words."""

import subprocess
import sys

import pytest

COMPILE = "Cel().condition('true', Scope(), Place('a.yaml', 1, 1))"


def run(script):
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=True
    ).stdout


def test_importing_loads_no_library():
    script = "import sys; import rectiflow.expressions; print('cel_expr_python' in sys.modules)"
    assert run(script) == "False\n"


def test_compiling_loads_it():
    pytest.importorskip("cel_expr_python", reason="no wheel of cel-expr-python for this platform")
    script = f"import sys; from rectiflow.expressions import *; {COMPILE}; print('cel_expr_python' in sys.modules)"
    assert run(script) == "True\n"


def test_without_the_library_an_error_says_what_to_do():
    script = f"""
import sys
sys.modules["cel_expr_python"] = None
from rectiflow.expressions import *
try:
    {COMPILE}
except ExpressionsUnavailable as error:
    print(error)
"""
    assert "Install it, or write the condition as a map." in run(script)
