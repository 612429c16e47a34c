"""The page about importing shows what happens."""

import shutil
from pathlib import Path

from click.testing import CliRunner

from tests.console import examples, run_examples

HOW_TO = Path(__file__).parents[2] / "docs/how-to"
PAGE = (HOW_TO / "import.md").read_text("utf-8")


def test_the_examples_of_the_page_print_what_it_says(tmp_path, monkeypatch):
    shutil.copy(HOW_TO / "street_light.json", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert len(list(examples(PAGE))) == 2
    run_examples(PAGE, CliRunner(env={"RECTIFLOW_LANG": "en"}))
