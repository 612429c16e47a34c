"""Everything that is different in a new version is told, in both languages, where it stands."""

import copy
import json
import re
from itertools import permutations

import pytest

from rectiflow.bootstrap import beside
from rectiflow.comparing import changes
from rectiflow.core.terms import RUNGS
from rectiflow.definitions.parse import read_workflow
from rectiflow.definitions.yaml import compose
from rectiflow.errors import DefinitionError
from tests.example import ROOT, Example

FILES = sorted((ROOT / "workflows").rglob("*.yaml"))
EXAMPLE = Example()
OLD = EXAMPLE.workflow()
RECTIFY = "zh: 整改时限, en: Rectification, runs_in: [rectifying]"
SUPERVISE = "{at: due, rung: supervise, tell: [holder.first_person], charge: overdue}"
URGING = f"moment at 90%, step of supervision {RUNGS['urge'].en}, who is told the Holder"
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
            "验收时限的督办梯级取消（督办时点期限用至90%，督办方式催办，告知对象责任方）",
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
            assert bool(changes(old, new)) == (old != new), path
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
