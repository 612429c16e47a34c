"""What the pages promise can be followed: the two commands, the links, the names."""

import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")
COMMANDS = ["pip install . && rectiflow demo", "pip install '.[test]' && pytest"]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.mark.parametrize("readme", READMES)
def test_the_lines_of_python_in_a_readme_run_as_they_stand(readme, tmp_path):
    (lines,) = re.findall(r"^```python\n(.*?)^```", (ROOT / readme).read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for file in ("workflows/examples/repair_request.yaml", "docs/tutorial/people.yaml"):
        (tmp_path / file).parent.mkdir(parents=True)
        shutil.copy(ROOT / file, tmp_path / file)
    ran = subprocess.run([sys.executable, "-c", lines], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (tmp_path / "office.db").is_file()


def commands_of(page):
    blocks = re.findall(r"^```sh\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if "pip install" in line]


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_gives_the_two_commands_each_alone_on_a_line(readme):
    assert commands_of((ROOT / readme).read_text("utf-8")) == COMMANDS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_links_only_to_files_that_exist(page):
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_glossary_names_only_what_the_code_has():
    names = re.findall(r"`(rectiflow\.[\w.]+)\.(\w+)`", (ROOT / "docs/glossary.md").read_text("utf-8"))
    assert names
    assert [f"{module}.{name}" for module, name in names if not hasattr(import_module(module), name)] == []
