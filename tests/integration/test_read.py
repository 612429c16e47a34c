"""`read` from outside: a file as articles, in either language, as lines or as one document."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from rectiflow.cli import main

FILES = sorted((Path(__file__).parents[2] / "workflows").rglob("*.yaml"))
REPAIR = next(file for file in FILES if file.stem == "repair_request")


def read(*arguments):
    return CliRunner().invoke(main, ["read", *map(str, arguments)])


@pytest.mark.parametrize("language", ["zh", "en", "both"])
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_bundled_file_is_read_without_a_word_on_standard_error(file, language):
    done = read(file, "--lang", language)
    assert (done.exit_code, done.stderr) == (0, "")
    assert ("第一条" in done.stdout, "Article 1." in done.stdout) == (language != "en", language != "zh")


def test_an_article_has_its_number_its_heading_and_its_items_on_lines_of_their_own():
    lines = read(REPAIR, "--lang", "zh").stdout.splitlines()
    assert lines[:3] == ["报修办理", "", "第一章 总则"]
    at = lines.index("第十三条 督办：交办时限、整改时限、验收时限，按下列梯级督办：")
    assert lines[at + 1] == "（一）期限用至90%时催办，告知责任方；"


def test_both_languages_stand_under_each_other():
    lines = read(REPAIR, "--lang", "both").stdout.splitlines()
    at = lines.index("第十二条 验收时限：自进入“待验收”起3个工作日，转出即停止计时。")
    assert lines[at + 1].startswith("Article 12. Verification. 3 working days from entering “Verifying”")


def test_a_document_has_the_same_articles_in_both_languages():
    articles = json.loads(read(REPAIR, "--json").stdout)["articles"]
    assert [one["number"] for one in articles] == list(range(1, len(articles) + 1))
    assert articles[0] == {
        "number": 1,
        "chapter": {"zh": "第一章 总则", "en": "Chapter 1. General provisions"},
        "text": {
            "zh": "名称：本流程为“报修办理”，第1版。",
            "en": "Name. This workflow is “Repair request”, version 1.",
        },
    }
    told = read(REPAIR, "--lang", "zh").stdout
    assert all(one["text"]["zh"] in told for one in articles)


def test_a_neighbour_that_is_broken_or_missing_keeps_its_name(tmp_path):
    text = REPAIR.read_text("utf-8").replace(
        "[holder.specific_person]}", "[holder.specific_person], opens: [gone, broken]}"
    )
    (tmp_path / "repair_request.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("workflow: [", encoding="utf-8")
    told = read(tmp_path / "repair_request.yaml", "--lang", "zh").stdout
    assert "发起“gone”事项，发起“broken”事项" in told


@pytest.mark.parametrize(("file", "said"), [("none.yaml", "none.yaml"), ("bad.yaml", "bad.yaml:1:")])
def test_a_file_that_cannot_be_read_is_one_line(tmp_path, monkeypatch, file, said):
    monkeypatch.chdir(tmp_path)
    Path("bad.yaml").write_text("workflow: [", encoding="utf-8")
    done = read(file, "--lang", "en")
    assert (done.exit_code, done.stdout) == (1, "")
    assert re.fullmatch(rf"[^\n]*{re.escape(said)}[^\n]*\n", done.stderr)
