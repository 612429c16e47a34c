"""`draw`: the picture of a workflow, printed or written to a file."""

import json

import pytest
from click.testing import CliRunner

from rectiflow.cli import main
from rectiflow.drawing import FORMATS, draw
from tests.drawings import bundled
from tests.example import ROOT

REPAIR = str(ROOT / "workflows/examples/repair_request.yaml")


def run(*words):
    return CliRunner().invoke(main, ["draw", *words])


@pytest.mark.parametrize(("language", "languages"), [("zh", ("zh",)), ("en", ("en",)), ("both", ("zh", "en"))])
@pytest.mark.parametrize("kind", FORMATS)
def test_it_prints_the_drawing_and_nothing_else(kind, language, languages):
    result = run(REPAIR, "--format", kind, "--lang", language)
    assert (result.exit_code, result.stdout) == (0, draw(bundled("repair_request"), kind, languages))


def test_it_draws_in_both_languages_as_svg_unless_told_otherwise():
    assert run(REPAIR).stdout == draw(bundled("repair_request"), "svg", ("zh", "en"))


def test_it_writes_a_new_file_and_keeps_one_that_is_there(tmp_path):
    file = tmp_path / "repair.html"
    written = run(REPAIR, "--format", "html", "--out", str(file))
    assert (written.exit_code, written.stdout) == (0, f"{file}\n")
    before = file.read_bytes()
    again = run(REPAIR, "--format", "svg", "--out", str(file))
    assert again.exit_code == 1
    assert "exists already" in again.stderr
    assert file.read_bytes() == before


def test_as_a_document_it_says_format_and_drawing():
    document = json.loads(run(REPAIR, "--format", "table", "--lang", "zh", "--json").stdout)
    assert document == {"format": "table", "drawing": draw(bundled("repair_request"), "table", ("zh",)), "out": None}


def test_a_file_that_is_not_there_or_has_problems_is_refused_with_a_way_out(tmp_path):
    assert run(str(tmp_path / "none.yaml")).exit_code == 1
    broken = tmp_path / "broken.yaml"
    broken.write_text("workflow: x\n", encoding="utf-8")
    result = run(str(broken))
    assert result.exit_code == 1
    assert "RF102" in result.stderr
    assert "Traceback" not in result.stderr
