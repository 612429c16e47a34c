"""The page about changing a workflow shows what happens."""

import re
import shutil
from pathlib import Path

from click.testing import CliRunner

from tests.console import examples, run_examples
from tests.example import ROOT

PAGE = (ROOT / "docs/how-to/change-a-workflow.md").read_text("utf-8")
CHANGED = {
    "version: 1\n": "version: 2\n",
    "registered": "received",
    "已登记, en: Registered": "已受理, en: Received",
    "submit": "report",
    "within: 5 working days": "within: 8 working days",
}


def test_the_examples_of_the_page_print_what_it_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for file in ("workflows/examples/repair_request.yaml", "docs/tutorial/people.yaml"):
        shutil.copy(ROOT / file, tmp_path)
    text = Path("repair_request.yaml").read_text("utf-8")
    for old, new in CHANGED.items():
        text = text.replace(old, new)
    Path("repair_2.yaml").write_text(text, "utf-8")
    (exported,) = re.findall(r"^export (.*)$", PAGE, flags=re.MULTILINE)
    assert len(list(examples(PAGE))) == 12
    run_examples(PAGE, CliRunner(env=dict(one.split("=") for one in exported.split())))
