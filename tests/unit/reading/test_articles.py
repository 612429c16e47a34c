"""The bundled workflows as articles: nothing of a file is left out, and nothing reads like code."""

import re
import unicodedata
from pathlib import Path

import attrs
import pytest

from rectiflow.bootstrap import beside
from rectiflow.definitions.check.walk import nouns
from rectiflow.definitions.parse import accepted_by, read_workflow
from rectiflow.model.acceptance import Acceptance
from rectiflow.model.promise import Rung
from rectiflow.model.timing import Moment, Period
from rectiflow.model.titles import Title, Titled
from rectiflow.phrasing.clauses import rung
from rectiflow.phrasing.names import Names
from rectiflow.reading import articles_of, mentioned
from tests.office import REPAIR

FILES = sorted((Path(__file__).parents[3] / "workflows").rglob("*.yaml"))
ABSENT = ("inspection_rectification",)
"""Workflows that a bundled file speaks of and that are not there yet: their names stand as they are written."""


def read(file):
    return read_workflow(file.read_bytes(), file.name, beside(file))


WORKFLOWS = {file.stem: read(file) for file in FILES}


def said(workflow, language):
    return "\n".join(article.text.title(language) for article in articles_of(workflow, WORKFLOWS))


def plain(text):
    """Give a text with the punctuation of either language the same."""
    return unicodedata.normalize("NFKC", text)


def titles(workflow, language):
    for _, noun in nouns(workflow):
        if isinstance(noun, Titled | Title):
            yield noun.title(language)


def figures(workflow):
    """Give every number and period of a file but those that are said without a digit."""
    for _, noun in nouns(workflow):
        for value in attrs.asdict(noun, recurse=False).values():
            if isinstance(value, Period) or (type(value) is int and value > 1):
                yield str(value)
        if isinstance(noun, Rung):
            yield f"{noun.at.percent}%" if noun.at.percent else str(noun.at.offset)


def bases(workflow):
    yield from workflow.basis
    yield from (basis for _, noun in nouns(workflow) if (basis := getattr(noun, "basis", None)))


def article(workflow, heading, language="zh"):
    """Give the text of the article that begins with a heading."""
    (text,) = (
        one.text.title(language)
        for one in articles_of(workflow, WORKFLOWS)
        if re.match(re.escape(heading) + "[：.]", one.text.title(language))
    )
    return text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_title_and_sentence_of_a_file_is_read_out(name, language):
    text = plain(said(WORKFLOWS[name], language)).lower()
    missing = [one for one in titles(WORKFLOWS[name], language) if plain(one).rstrip("。.").lower() not in text]
    assert missing == []


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_figure_and_basis_of_a_file_is_read_out(name):
    text = plain(said(WORKFLOWS[name], "en"))
    wanted = {*figures(WORKFLOWS[name]), *map(plain, bases(WORKFLOWS[name]))} - {"0 days"}
    assert [one for one in wanted if not re.search(rf"(?<!\d){re.escape(one)}", text)] == []


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_chinese_reads_as_chinese_without_names_of_the_file(name):
    text = said(WORKFLOWS[name], "zh")
    assert set(re.findall(r"[a-z]\w*", text)) <= set(ABSENT)
    assert re.findall(r"[,;:!?()]", text) == []


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_articles_are_numbered_without_a_gap_through_all_chapters(name):
    articles = articles_of(WORKFLOWS[name])
    assert [one.number for one in articles] == list(range(1, len(articles) + 1))
    chapters = list(dict.fromkeys(one.chapter.en for one in articles))
    assert [chapter.split(".")[0] for chapter in chapters] == [f"Chapter {at}" for at in range(1, len(chapters) + 1)]
    assert articles[9].label == Title(zh="第十条", en="Article 10")


def test_a_limit_says_its_exceptions_its_pauses_and_how_it_is_prolonged():
    petition = WORKFLOWS["petition_case"]
    assert article(petition, "办理时限") == (
        "办理时限：自“受理”起60日；但办理程序为“简易程序”的，10个工作日。"
        "在“已受理”或者“办理中”期间计时，转出即停止计时。"
        "有权处理机关可以在到期前申请延长，应当提供理由，经本机关负责人批准，延长30日，以1次为限，并告知信访人。"
        "依据：信访工作条例第三十四条。"
    )
    assert "事项处于“听证”期间中止计时，最长60日。" in article(petition, "复核时限")


def test_a_limit_may_count_back_from_a_day():
    review = WORKFLOWS["npc_work_review"]
    assert "应当在会议日期的20日前完成，办理“送征求意见”即为完成" in article(review, "会前二十日送征求意见")
    assert "it shall be done 20 days before “Meeting”" in article(review, "For comment", "en").replace("It", "it")


def test_a_ladder_stands_once_for_all_limits_that_share_it():
    said_once = article(WORKFLOWS["repair_request"], "督办")
    assert said_once == (
        "督办：交办时限、整改时限、验收时限，按下列梯级督办：\n"
        "（一）期限用至90%时催办，告知责任方；\n"
        "（二）到期未完成的，当日督办，告知责任方的主要负责人，记“逾期”问责线索。"
    )


def test_a_requirement_is_refused_with_its_own_sentence():
    assert article(WORKFLOWS["petition_case"], "登记").splitlines()[1] == (
        "办理前应当符合下列要求：推选代表的人数不超过5人；不符合的不予办理，"
        "并告知：“多人走访应当推选代表，不得超过五人”（依据：信访工作条例第二十条）。"
    )


def test_the_ways_of_an_action_stand_in_the_order_in_which_they_are_tried():
    tally = article(WORKFLOWS["npc_work_review"], "计票并宣布")
    ways = re.findall(r"^（.）(.*?)[，；。]", tally, flags=re.MULTILINE)
    assert ways == [
        "满意度测评结果为“通过”的",
        "满意度测评结果为“无效”的",
        "进入“满意度测评”的次数少于“几轮不满意后升级”（2）的",
        "其他情形",
    ]


def test_what_parts_do_is_named_as_their_own_workflow_names_it():
    assert "需重新整改的意见所列分项办理“重新整改”" in article(WORKFLOWS["npc_work_review"], "常委会决定")
    assert "均处于“事后销号”" in article(WORKFLOWS["npc_work_review"], "报告整改结果")


def test_who_judges_and_who_may_not_is_said():
    verify = article(WORKFLOWS["repair_request"], "验收")
    assert "本项对“报结”的结果作出评判。不得由办理过“报结”的人员办理。" in verify


def test_a_parameter_that_no_source_fixes_is_left_to_each_place():
    assert "异议审核时限：暂定2个工作日，由地方填写（来源未定）" in article(WORKFLOWS["petition_case"], "参数")
    assert "登记转送时限：15日（依据：信访工作条例第二十二条）" in article(WORKFLOWS["petition_case"], "参数")


def test_other_workflows_are_named_by_their_titles_where_they_are_known():
    petition = WORKFLOWS["petition_case"]
    assert set(mentioned(petition)) == {"accountability_measure", *ABSENT}
    assert "发起“效能告诫与问责”事项" in said(petition, "zh")
    assert "“accountability_measure”" in articles_of(petition)[58].text.zh


def test_a_name_that_leads_nowhere_is_quoted_as_it_is_written():
    lost = attrs.evolve(REPAIR, roles={}, states={"closed": REPAIR.states["closed"]})
    assert "事项处于“registered”的，由“clerk”办理" in said(lost, "zh")


def test_a_right_that_lapses_without_an_action_is_gone():
    assert "期满未办理的，不得再行办理。" in article(WORKFLOWS["petition_case"], "转送异议期")


def test_findings_that_a_file_accepts_are_read_out_with_their_reason():
    (file,) = (one for one in FILES if one.stem == "petition_case")
    accepted = accepted_by(file.read_bytes(), file.name, beside(file))
    last = articles_of(WORKFLOWS[file.stem], WORKFLOWS, accepted)[-1]
    assert last.chapter.zh == "第十一章 附则"
    assert last.text.zh.endswith("“矛盾纠纷定期排查”的RF312号问题，理由：排查发现的问题另按督查整改流程办理。")


def test_a_finding_accepted_nowhere_in_particular_keeps_its_place_as_it_is_written():
    accepted = {"RF305": (Acceptance(at=("states", "reopen"), because="甲。"),)}
    said_last = articles_of(WORKFLOWS["repair_request"], WORKFLOWS, accepted)[-1].text
    assert said_last.zh.endswith("“states”“重新整改”的RF305号问题，理由：甲。")


def test_a_count_without_a_limit_says_so_and_a_single_one_needs_none():
    accountability = WORKFLOWS["accountability_measure"]
    assert "受到“效能告诫”处理，期间不限，满2次。" in article(accountability, "因执行力低下两次受到效能告诫")
    assert "有“投诉查实”线索，满1次。" in article(accountability, "一次性投诉查实")
    assert "本年度内连续2次或者连续2年。" in article(accountability, "一年内连续两次或者上年、次年均列后三名")


def test_a_section_is_that_section_only_where_sections_are_counted():
    accountability = WORKFLOWS["accountability_measure"]
    by_person = article(accountability, "发生“四乱”、效能低下且社会影响较大")
    assert ("对其所在科室的负责人给予" in by_person, "对其分管负责人在" in by_person) == (True, True)
    assert "对该科室的负责人给予" in article(accountability, "首次列后三名")


def test_a_party_is_put_on_record_and_nobody_appoints_them():
    assert "同时指定信访部门，登记信访人。" in article(WORKFLOWS["petition_case"], "登记")
    assert "同时登记反映人。" in article(WORKFLOWS["repair_request"], "登记")


def test_only_what_the_law_deems_done_is_deemed_done():
    assert "由系统办理“影响期满”" in said(WORKFLOWS["accountability_measure"], "zh")
    due = Rung(at=Moment(offset=Period(0, "days")), rung="remind", do="submit", as_of="start")
    assert rung(Names(REPAIR), due).zh == "到期当日提示，视为办理“报结”，并自期限起算时生效"


def test_the_days_of_the_week_are_the_working_days():
    weekdays = attrs.evolve(REPAIR, calendar="weekdays")
    assert article(weekdays, "工作日") == "工作日：周一至周五为工作日。"
    assert article(weekdays, "Working days", "en") == "Working days. Monday to Friday are working days."
