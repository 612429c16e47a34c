"""The tutorial's lines do what they say."""

import doctest
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("page", ["first-issue.md", "first-issue.zh-CN.md"])
def test_every_line_of_the_tutorial_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(ROOT / "workflows/examples/repair_request.yaml", tmp_path)
    shutil.copy(ROOT / "docs/tutorial/people.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    outcome = doctest.testfile(
        str(ROOT / "docs/tutorial" / page), module_relative=False, encoding="utf-8", optionflags=doctest.ELLIPSIS
    )
    assert outcome.attempted > 0
    assert outcome.failed == 0
