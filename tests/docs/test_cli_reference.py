"""The reference of the command line: every verb is there, and every example runs as it stands."""

import re
import shlex
import shutil
from pathlib import Path

from click.testing import CliRunner

from rectiflow.cli.group import VERBS
from tests.console import examples, run_examples
from tests.logs import receipt_case, write_csv

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/reference/cli.md").read_text("utf-8")
FILES = ("workflows/examples/repair_request.yaml", "docs/tutorial/people.yaml", "docs/how-to/street_light.json")
LOG_FILES = ("workflows/examples/permit_receipt.yaml", "workflows/examples/permit_receipt.map")


def test_the_page_has_a_section_for_every_verb_and_for_nothing_else():
    assert re.findall(r"^## (\w+) ", PAGE, flags=re.MULTILINE) == list(VERBS)


def test_every_verb_has_an_example():
    assert {shlex.split(command)[1] for command, _ in examples(PAGE)} == set(VERBS)


def write_second_version(first, second):
    text = first.read_text("utf-8").replace("version: 1", "version: 2")
    second.write_text(text.replace("within: 5 working days", "within: 3 working days"), "utf-8")


def test_every_example_prints_what_the_page_says(tmp_path, monkeypatch):
    for file in (*FILES, *LOG_FILES):
        shutil.copy(ROOT / file, tmp_path)
    monkeypatch.chdir(tmp_path)
    write_second_version(Path("repair_request.yaml"), Path("repair_2.yaml"))
    write_csv(Path("receipt.csv"), [*receipt_case("case-1"), *receipt_case("case-2")])
    (exported,) = re.findall(r"^export (.*)$", PAGE, flags=re.MULTILINE)
    runner = CliRunner(env=dict(one.split("=") for one in exported.split()))
    run_examples(PAGE, runner)
