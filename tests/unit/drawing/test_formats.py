"""What every format says, and that it is well-formed whatever the titles are."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from html import unescape
from html.parser import HTMLParser

import pytest
from attrs import evolve

from rectiflow.core.terms import RUNGS
from rectiflow.drawing import FORMATS, draw
from tests.drawings import BOTH, LANGUAGES, NAMES, bundled, shipped

HOSTILE = "<script>x</script> & \"a\" 'b' | ; : # %% `c` [d](e) end note -->"
SVG = "{http://www.w3.org/2000/svg}"


class Page(HTMLParser):
    """What is in a page of HTML."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.links, self.texts = Counter(), [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        self.ids += [value for name, value in attrs if name == "id"]
        self.links += [value for name, value in attrs if name in {"src", "href"}]

    def handle_data(self, data):
        self.texts.append(data)


def words(text):
    """Give what a reader reads: no markup, no blanks, so that broken lines don't matter."""
    return re.sub(r"\s+|\\(?=[^\w\s])", "", re.sub(r"<[^>]*>", "", re.sub(r"#(\d+);", lambda m: chr(int(m[1])), text)))


def told(workflow, kind, languages):
    """Give what a drawing says; BPMN keeps names in attributes and draws them apart from all else."""
    text = draw(workflow, kind, languages)
    return words(unescape(text).replace("<", " ").replace(">", " ") if kind == "bpmn" else text)


def hostile(workflow):
    """Give every title of a workflow something that means harm to some format."""
    titles = {"zh": f"题{HOSTILE}", "en": f"Title {HOSTILE}"}
    sections = ("roles", "fields", "states", "actions", "deadlines", "accountability")
    changed = {name: {key: evolve(one, **titles) for key, one in getattr(workflow, name).items()} for name in sections}
    return evolve(workflow, **titles, **changed)


@pytest.mark.parametrize("languages", LANGUAGES, ids="-".join)
@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_every_state_action_deadline_and_rung_is_told(name, kind, languages):
    workflow, text = bundled(name), told(bundled(name), kind, languages)
    for section in (workflow.states, workflow.deadlines):
        for one in section.values():
            assert all(words(one.title(language)) in text for language in languages)
    for action in workflow.every_action():
        assert all(words(action.title(language)) in text for language in languages)
    for rung in {rung.rung for one in workflow.deadlines.values() for rung in one.rungs}:
        assert all(words(RUNGS[rung].title(language).lower()) in text for language in languages)


@pytest.mark.parametrize("kind", FORMATS)
def test_limits_supervision_judging_and_the_way_back_are_told_in_both_languages(kind):
    text = told(bundled("repair_request"), kind, BOTH)
    for sentence in (
        "5个工作日",
        "5 working days",
        "期限用至90%时催办，告知责任方",
        "urging: notice is given to the Holder",
    ):
        assert words(sentence) in text, sentence
    for sentence in (
        "到期未完成的，当日督办，告知责任方的主要负责人，记“逾期”问责线索",
        "办结后15日内，至多3次",
        "within 15 days of the end, at most 3 times",
    ):
        assert words(sentence) in text, sentence
    assert words("验收结论为“已解决”") in text


@pytest.mark.parametrize("name", ["petition_case", "npc_work_review", "accountability_measure"])
@pytest.mark.parametrize("kind", ["svg", "html", "mermaid", "table"])
def test_no_picture_speaks_code(kind, name):
    text = words(draw(shipped(name), kind, ("zh",)))
    for code in ("“passed”", "“invalid”", "“none”", "rounds(", "parameters.", "（）"):
        assert code not in text, code


@pytest.mark.parametrize("kind", ["svg", "html", "mermaid", "table", "bpmn"])
def test_the_windows_the_extension_and_the_pause_are_told(kind):
    text = told(shipped("petition_case"), kind, ("zh",))
    for sentence in (
        "申请复查期",
        "申请复核期",
        "转送异议期",
        "5个工作日",
        "可延长30日1次",
        "事项处于“听证”期间中止计时",
    ):
        assert words(sentence) in text, sentence


def test_a_state_in_which_only_a_window_runs_has_a_limit():
    rows = draw(shipped("petition_case"), "table", ("zh",)).splitlines()
    assert [row for row in rows if row.startswith("| 已答复 |") and "申请复查期：30日" in row]
    assert [row for row in rows if row.startswith("| 已复查 |") and "申请复核期：30日" in row]


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "bpmn"])
def test_who_judges_whom_and_who_may_not_is_told(kind):
    text = told(bundled("repair_request"), kind, BOTH)
    assert words("评判③，办理人回避") in text
    assert words("judges ③, not by its doer") in text


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_one_workflow_always_gives_one_text(name, kind):
    assert draw(bundled(name), kind, BOTH) == draw(bundled(name), kind, BOTH)
    assert draw(bundled(name), kind, BOTH).endswith("\n")


@pytest.mark.parametrize("languages", [("zh",), ("en",)], ids="-".join)
@pytest.mark.parametrize("kind", FORMATS)
def test_one_language_alone_says_nothing_in_the_other(kind, languages):
    text = draw(bundled("repair_request"), kind, languages)
    assert ("已登记" in text) == (languages == ("zh",))
    assert ("Registered" in text) == (languages == ("en",))


@pytest.mark.parametrize("name", NAMES)
def test_the_svg_is_xml_that_needs_nothing_else(name):
    text = draw(bundled(name), "svg", BOTH)
    root = ET.XML(text)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert root.tag == f"{SVG}svg"
    assert len(ids) == len(set(ids))
    assert {f"state-{state}" for state in bundled(name).states} <= set(ids)
    assert set(re.findall(r"url\((.*?)\)", text)) == {"#arrow"}
    assert set(re.findall(r"https?://[^\"]*", text)) == {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("name", NAMES)
def test_the_page_needs_nothing_else_and_holds_the_picture_and_the_tables(name):
    page = Page(draw(bundled(name), "html", BOTH))
    assert all(link.startswith("#") for link in page.links)
    assert page.tags["script"] == 0
    assert page.tags["svg"] == 1 + page.tags["use"]
    assert page.tags["table"] == 4
    assert len(page.ids) == len(set(page.ids))


def test_a_limit_stands_only_beside_what_may_end_it():
    rows = draw(shipped("petition_case"), "table", ("zh",)).splitlines()
    assert [row for row in rows if "| 挂牌督办 |" in row and "时限：" not in row]
    assert [row for row in rows if "| 书面反馈建议采纳情况 |" in row and row.count("时限：") == 1]
    assert [row for row in rows if "| 出具处理意见书 |" in row and "办理时限：" in row]


def test_the_page_says_who_what_is_needed_the_limit_and_who_answers():
    page = Page(draw(bundled("repair_request"), "html", BOTH))
    for text in ("承办单位", "佐证", "Evidence", "整改时限：5个工作日", "责任方的具体责任人"):
        assert text in page.texts, text


def test_a_column_in_which_nothing_stands_is_left_out():
    assert "依据" not in draw(bundled("repair_request"), "table", BOTH)
    workflow = bundled("repair_request")
    assign = evolve(workflow.actions["assign"], basis="办法第三条")
    based = evolve(workflow, actions=workflow.actions | {"assign": assign})
    assert "依据" in draw(based, "table", BOTH)
    assert "办法第三条" in draw(based, "table", BOTH)


@pytest.mark.parametrize("kind", ["svg", "bpmn"])
def test_titles_cannot_break_xml(kind):
    text = draw(hostile(bundled("repair_request")), kind, BOTH)
    ET.XML(text)
    assert "<script" not in text


def test_titles_cannot_break_the_page():
    page = Page(draw(hostile(bundled("repair_request")), "html", BOTH))
    assert page.tags["script"] == 0
    assert any(HOSTILE in text for text in page.texts)


@pytest.mark.parametrize("name", NAMES)
def test_titles_cannot_break_a_table(name):
    for line in draw(hostile(bundled(name)), "table", BOTH).splitlines():
        if line.startswith("|"):
            bars = len(re.findall(r"(?<!\\)\|", line))
            assert bars >= 3
        assert "<script" not in line.replace("\\<", "")


def test_each_row_of_a_table_has_a_cell_for_each_head():
    text = draw(hostile(bundled("permit_receipt")), "table", BOTH)
    for table in text.split("## ")[1:]:
        rows = [line for line in table.splitlines() if line.startswith("|")]
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1


MERMAID = re.compile(
    r'    state "[^":;%]*" as s_\w+'
    r"|    (\[\*\]|s_\w+) --> s_\w+ : [^:]*"
    r"|    s_\w+ --> \[\*\]"
    r"|    note right of s_\w+"
    r"|        [^:\"]+"
    r"|    end note"
)


@pytest.mark.parametrize("name", NAMES)
def test_every_line_of_the_mermaid_text_is_one_that_its_grammar_knows(name):
    for workflow in (bundled(name), hostile(bundled(name))):
        lines = draw(workflow, "mermaid", BOTH).splitlines()
        assert lines[0] == lines[2] == "---"
        assert lines[3] == "stateDiagram-v2"
        assert not [line for line in lines[4:] if not MERMAID.fullmatch(re.sub(r"#\d+;", "", line))]
        assert lines.count("    end note") == sum("note right of" in line for line in lines)
        assert lines.count("    end note") == sum("end note" in line for line in lines[4:])


def test_an_action_that_changes_no_state_is_noted_there_and_no_arrow():
    text = draw(bundled("helpdesk"), "mermaid", ("zh",))
    assert not re.findall(r"(s_\w+) --> \1\b", text)
    assert text.count("另可：⑥ 安排上门") == 1
    assert text.count("另可：⑤ 要求升级") == 3
