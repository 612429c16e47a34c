"""Looks for bytes that the definitions can't cope with, guided by coverage.

`python -m tests.fuzz.fuzz_definitions CORPUS -max_total_time=300` runs for five minutes and keeps in
the folder CORPUS what it learns; begin with the bundled files there. Its options are those of libFuzzer.
"""

import sys

import atheris

with atheris.instrument_imports(include=["rectiflow"]):
    from rectiflow.errors import DefinitionError
    from rectiflow.expressions import Cel
    from rectiflow.model.expression import Kind, Place, Scope
    from tests.bombs import set_in
    from tests.soundness import judged

SCOPE = Scope(
    variables={"issue.a": Kind("choice", ("b", "c")), "issue.d": Kind("yes_no"), "issue.n": Kind("number")},
    names={"action": ("b",), "state": ("b",), "field": ("b",)},
)


def once(data):
    """Judge the bytes as a file, and as an expression: alone, and in a file."""
    judged(data)
    text = data.decode("utf-8", "replace")
    judged(set_in(text))
    try:
        condition = Cel().condition(text, SCOPE, Place("a.yaml", 1, 1))
    except DefinitionError:
        return
    assert condition.constant() in {True, False, None}


if __name__ == "__main__":
    atheris.Setup(sys.argv, once)
    atheris.Fuzz()
