"""Everything that is different in a new version is told, in both languages, where it stands."""

import copy
import json
import re
from itertools import permutations

import pytest
from attrs import evolve

from rectiflow.bootstrap import beside
from rectiflow.comparing import changes
from rectiflow.core.terms import RUNGS
from rectiflow.definitions.content import to_content
from rectiflow.definitions.parse import read_workflow
from rectiflow.definitions.yaml import compose
from rectiflow.errors import DefinitionError
from rectiflow.model.migration import Renaming
from tests.example import ROOT, Example

FILES = sorted((ROOT / "workflows").rglob("*.yaml"))
TEXTS = {
    "accountability": (ROOT / "workflows/accountability_measure.yaml").read_text("utf-8"),
    "petition": (ROOT / "workflows/petition_case.yaml").read_text("utf-8"),
    "review": (ROOT / "workflows/npc_work_review.yaml").read_text("utf-8"),
}
ACCOUNTABILITY = TEXTS["accountability"]
EXAMPLE = Example()
OLD = EXAMPLE.workflow()
RECTIFY = "zh: 整改时限, en: Rectification, runs_in: [rectifying]"
SUPERVISE = "{at: due, rung: supervise, tell: [holder.first_person], charge: overdue}"
URGING = f"moment: at 90%, step of supervision: {RUNGS['urge'].en}, who is told: the Holder"
ONE_WAY = "{reopen: ~, states: {closed: {zh: 已销号, en: Closed, final: true, no_way_back: 甲}}}"
ARCHIVING = """
states: {archived: {zh: 已归档, en: Archived, final: true, no_way_back: 甲}}
actions: {archive: {zh: 归档, from: verifying, to: archived, by: clerk, judges: nobody because 甲, tells: reporter}}
"""


def read(file):
    return read_workflow(file.read_bytes(), str(file), beside(file))


def told(fragment):
    """Give what is told of the example with something changed: path → both sentences."""
    return {".".join(map(str, one.path)): (one.zh, one.en) for one in changes(OLD, EXAMPLE.workflow(fragment))}


def with_one_key_less(value, path=()):
    """Give a copy of a file for every key that may be gone."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in inside:
        yield (*path, step)
        yield from with_one_key_less(inner, (*path, step))


def test_the_same_version_has_no_changes():
    assert changes(OLD, EXAMPLE.workflow()) == ()


def test_a_limit_is_told_by_the_title_of_its_deadline_alone():
    (said,) = told(f"{{deadlines: {{rectify: {{{RECTIFY}, within: 3 working days, rungs: usual}}}}}}").values()
    assert said == ("整改时限由5个工作日改为3个工作日", "Rectification: 3 working days instead of 5 working days")


@pytest.mark.parametrize(
    ("fragment", "path", "zh", "en"),
    [
        ("{version: 2}", "version", "版本由1改为2", "version: 2 instead of 1"),
        (
            ARCHIVING,
            "states.archived",
            "状态增加“已归档”",
            "states: “Archived” is added",
        ),
        (
            "{reopen: ~, states: {closed: {zh: 已销号, en: Closed, final: true, no_way_back: 甲}}}",
            "reopen",
            "重新办理取消，原为“重新整改”",
            "reopening: no longer “Reopen”",
        ),
        (
            "{states: {verifying: {zh: 待验收, en: Verifying, held_by: lead}}}",
            "states.verifying.held_by",
            "待验收的责任方由验收人改为承办单位",
            "Verifying, holder: the Lead unit instead of the Verifier",
        ),
        (
            f"{{deadlines: {{rectify: {{{RECTIFY}, within: 5 working days, pause_at_most: 30 days, rungs: usual}}}}}}",
            "deadlines.rectify.pause_at_most",
            "整改时限的最长中止定为30日",
            "Rectification, longest pause: now 30 days",
        ),
        (
            f"{{ladders: {{usual: [{{at: 80%, rung: urge, tell: [holder]}}, {SUPERVISE}]}}}}",
            "deadlines.rectify.rungs.0.at",
            "整改时限的督办梯级第1项的督办时点由期限用至90%改为期限用至80%",
            "Rectification, rungs of supervision 1, moment: at 80% instead of at 90%",
        ),
        (
            f"{{ladders: {{usual: [{SUPERVISE}]}}}}",
            "deadlines.verify.rungs",
            "验收时限的督办梯级取消（督办时点为期限用至90%，督办方式为催办，告知对象为责任方）",
            f"Verification, rungs of supervision: ({URGING}) is dropped",
        ),
        (
            "{roles: {verifier: {zh: 验收人, en: Verifier, of: person, never: [lead.staff, reporter]}}}",
            "roles.verifier.never",
            "验收人的不得担任的人增加反映人",
            "Verifier, who must not be bound: the Reporter is added",
        ),
    ],
)
def test_a_change_is_told_in_the_words_of_the_office(fragment, path, zh, en):
    assert told(fragment)[path] == (zh, en)


def test_what_only_has_another_name_is_told_as_that():
    renamed = EXAMPLE.text.replace("verifying", "checking")
    said = [one.zh for one in changes(OLD, read_workflow(renamed, "a"))]
    assert "状态“待验收”的标识由“verifying”改为“checking”" in said
    assert not [text for text in said if re.search("由(.+)改为\\1$", text)]


def swapped(text, one, other):
    """Give a text in which two passages have changed places."""
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


def between(text, new):
    """Give the Chinese sentences about two texts of a file."""
    return [one.zh for one in changes(read_workflow(text, "a"), read_workflow(new, "b"))]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (
            "reminder_talk: {zh: 谈话提醒}",
            "self_criticism: {zh: 书面检查, asks: criticism}",
            "处理措施的次序由“谈话提醒”“书面检查”改为“书面检查”“谈话提醒”",
        ),
        (
            "{when: {verdict: unfounded}, state: unfounded, tells: [subject]}",
            "{when: {gravity: criminal}, state: transferred, tells: [discipline_body]}",
            "核实的去向的次序由第1、2、3项改为原第2、1、3项",
        ),
        ("[admonition, no_bonus]", "[no_bonus, admonition]", "由“效能告诫”、“取消文明奖、年终奖”改为"),
        ("light: 较轻", "ordinary: 一般", "情节的选项或来源的次序由“较轻”“一般”改为“一般”“较轻”"),
    ],
)
def test_another_order_is_another_meaning_and_is_told(one, other, said):
    assert any(said in told for told in between(ACCOUNTABILITY, swapped(ACCOUNTABILITY, one, other)))


def test_another_order_of_the_rungs_is_told():
    limit = OLD.deadlines["rectify"]
    turned = evolve(OLD, deadlines={**OLD.deadlines, "rectify": evolve(limit, rungs=limit.rungs[::-1])})
    assert [one.zh for one in changes(OLD, turned)] == ["整改时限的督办梯级的次序由第1、2项改为原第2、1项"]


@pytest.mark.parametrize(
    ("text", "old", "new", "said"),
    [
        (
            "petition",
            "policy: explain_and_exclude",
            "policy: until_satisfied",
            "改为“不满意的，应当继续整改，直到满意为止”",
        ),
        (
            "petition",
            "asked_by: supervisor, field",
            "asked_by: registrar, field",
            "满意度的征询人由督办人改为信访登记人员",
        ),
        ("petition", "first working day of each month", "every 2 weeks", "周期由每月第一个工作日改为每2周"),
        (
            "petition",
            "信访〔{year}〕{n:6}号",
            "信访〔{year}〕{n:4}号",
            "由“信访〔{year}〕{n:6}号”改为“信访〔{year}〕{n:4}号”",
        ),
        ("petition", "for: 10 years", "for: 20 years", "保存期限由10年改为20年"),
        ("accountability", "until: never", "until: served", "隐藏至由始终不解除改为“已送达复核期”"),
        ("accountability", "until: never", "until: serve", "隐藏至由始终不解除改为“送达”"),
        ("accountability", "blocks: [promotion, honours]", "blocks: [honours]", "诫勉谈话的期间受限事项取消晋升"),
        (
            "accountability",
            "low_efficiency, charge_to: [subject]",
            "wrong_handling, charge_to: [subject]",
            "未改正的问责事由由效能低下改为处理不当",
        ),
        ("accountability", "hide: [informant]", "hide: [informant, facts]", "的知悉限制的隐藏内容增加核实情况"),
        ("accountability", "calendar: cn", "calendar: weekdays", "工作日历由国家法定节假日和调休安排改为周一至周五"),
        (
            "accountability",
            "whose_post: [deputy_in_charge, section_head]",
            "whose_post: [section_head]",
            "取消分管负责人",
        ),
        ("accountability", "'revoked'\"", "'lighter'\"", "由复核结论为“撤销”改为复核结论为“减轻”"),
        ("accountability", "per: section\n    times", "per: person\n    times", "的计数单位由科室改为个人"),
        ("accountability", "replaces: absent_once", "replaces: exposed", "由“未请假缺席全市会议”改为“媒体网络曝光"),
        ("review", "item.text", "item.held_on", "传给分项的值"),
    ],
)
def test_no_word_of_code_is_left_in_chinese(text, old, new, said):
    text = TEXTS[text]
    told = between(text, text.replace(old, new))
    assert any(said in one for one in told), told


@pytest.mark.parametrize(
    ("fragment", "said"),
    [
        (
            "{deadlines: {extra: {zh: 补充时限, en: Extra, runs_in: [registered], within: 3 days, rungs: usual}}}",
            "时限增加“补充时限”（期限为3日）",
        ),
        (
            "{retain: {zh: 保存期限, en: Kept, for: 10 years, after: final}}",
            "保存期限定为“保存期限”（保存时间为10年，起算为办结）",
        ),
        ("{parameters: {most: {zh: 最多次数, en: Most, value: 3}}}", "参数增加“最多次数”（值为3）"),
    ],
)
def test_what_is_added_says_what_it_is_all_about(fragment, said):
    assert said in [zh for zh, _ in told(fragment).values()]


def test_another_name_is_told_once_and_no_safeguard_falls_by_it():
    old = EXAMPLE.text
    (said,) = between(old, re.sub(r"\bsubmit\b", "report_done", old))
    assert said == "动作“报结”的标识由“submit”改为“report_done”"


def test_what_takes_the_place_of_something_is_compared_with_it():
    text = re.sub(r"\bsubmit\b", "report_done", EXAMPLE.text).replace("zh: 报结", "zh: 报告完成")
    renaming = Renaming(actions={"submit": "report_done"})
    assert [one.zh for one in changes(OLD, read_workflow(text, "a"), renaming)] == [
        "动作“报结”的标识由“submit”改为“report_done”",
        "报告完成的中文名称由“报结”改为“报告完成”",
    ]


def test_a_name_that_takes_the_place_of_one_that_stays_is_no_other_name_for_it():
    assert changes(OLD, EXAMPLE.workflow(), Renaming(states={"verifying": "rectifying"})) == ()


def test_changes_come_in_the_order_of_the_sections_of_a_file():
    new = EXAMPLE.workflow("{version: 2, roles: {clerk: {zh: 窗口}}, states: {closed: {zh: 已办结, final: true}}}")
    assert list(dict.fromkeys(one.section.en for one in changes(OLD, new))) == ["version", "roles", "states"]


@pytest.mark.parametrize(("one", "other"), list(permutations(FILES, 2)), ids=lambda file: file.stem)
def test_any_two_workflows_can_be_compared_and_no_sentence_is_left_empty(one, other):
    found = changes(read(one), read(other))
    assert found
    assert all(change.zh and change.en and re.search("[\u4e00-\u9fff]", change.zh) for change in found)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_whatever_makes_another_definition_is_told(file):
    """Take some keys out, one at a time; where what is left is a definition, it differs just where it is told."""
    whole = compose(file.read_bytes(), "a").value
    old, tried = read(file), 0
    for path in list(with_one_key_less(whole))[::8]:
        new = _without(whole, path, file)
        if new is not None:
            tried += 1
            assert bool(changes(old, new)) == (to_content(old) != to_content(new)), path
    assert tried


def _without(whole, path, file):
    changed = copy.deepcopy(whole)
    around = changed
    for step in path[:-1]:
        around = around[step]
    del around[path[-1]]
    try:
        return read_workflow(json.dumps(changed, ensure_ascii=False), str(file), beside(file))
    except DefinitionError:
        return None
