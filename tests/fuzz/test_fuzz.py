"""A short run of the fuzzer, always the same: what it begins with is told soundly, and what it makes of that."""

import subprocess
import sys

import pytest

from tests.bombs import expressions
from tests.example import ROOT

RUNS = 400


def test_the_first_steps_of_the_fuzzer_break_nothing(tmp_path):
    pytest.importorskip("atheris", reason="atheris is not installed: pip install '.[fuzz]' (Linux on x86-64)")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "example").write_bytes((ROOT / "workflows/examples/repair_request.yaml").read_bytes())
    for at, (_, text) in enumerate(expressions()):
        (corpus / f"expression{at}").write_bytes(text.encode("utf-8", "surrogatepass"))
    command = [sys.executable, "-m", "tests.fuzz.fuzz_definitions", str(corpus)]
    options = [f"-runs={RUNS}", "-seed=1", "-max_len=4096", "-timeout=60", f"-artifact_prefix={tmp_path}/"]
    ran = subprocess.run([*command, *options], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-3_000:]
    assert f"Done {RUNS} runs" in ran.stderr
