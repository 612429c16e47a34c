"""What an action demands is said sentence by sentence; what can't be told is not met and excuses nothing."""

import pytest
from attrs import evolve

from rectiflow.core.requirements import unmet
from rectiflow.model.action import Requirement
from rectiflow.model.condition import undecided
from rectiflow.model.subject import Column, Element, Field
from rectiflow.model.titles import Title
from tests.office import REPAIR, by_name

PLAN = Field(
    name="plan",
    zh="方案",
    en="Plan",
    type="checklist",
    each=by_name(
        Column(name="text", zh="内容", en="Text", type="text", required=True),
        Column(name="proof", zh="佐证", en="Proof", type="files"),
    ),
    elements=by_name(
        Element(name="what", zh="整改事项", en="What", otherwise=Title(zh="缺整改事项：防止泛泛而谈", en="No item")),
        Element(name="who", zh="整改责任", en="Who"),
    ),
)
WORKFLOW = evolve(REPAIR, fields={**REPAIR.fields, "plan": PLAN})
NOBODY = Title(zh="没有领导", en="no head")


def missing(requirement, values=None, held=(), judge=undecided):
    return [one.en for one in unmet(WORKFLOW, requirement, values or {}, held, judge)]


def test_each_missing_element_of_a_checklist_has_its_own_sentence():
    whole = Requirement(complete="plan")
    assert missing(whole) == ["No item", "plan lacks who (Who)"]
    assert missing(whole, {"plan": {"what": {"text": "路灯"}, "who": {"proof": ["a.jpg"]}}}) == ["plan lacks who (Who)"]
    assert missing(whole, {"plan": {"what": {"text": "路灯"}, "who": {"text": "李"}}}) == []


def test_one_column_may_be_asked_of_every_element():
    proof = Requirement(complete="plan.proof")
    half = {"plan": {"what": {"text": "路灯", "proof": ["a.jpg"]}, "who": {"text": "李", "proof": []}}}
    assert missing(proof, half) == ["plan lacks who (Who)"]
    assert missing(evolve(proof, otherwise=NOBODY), half) == ["no head"]


def test_a_rule_is_not_asked_when_its_exception_holds():
    rule = Requirement(bound=("head",), unless={"verdict": "fixed"}, otherwise=NOBODY)
    assert missing(rule) == ["no head"]
    assert missing(rule, {"verdict": "fixed"}) == []
    assert missing(rule, held=("head",)) == []


@pytest.mark.parametrize(("told", "met"), [(True, True), (False, False), (None, False)])
def test_only_true_meets_a_rule(told, met):
    rule = Requirement(that="issue.grave", otherwise=NOBODY)
    assert missing(rule, judge=lambda text, _: told if text == "issue.grave" else True) == ([] if met else ["no head"])


@pytest.mark.parametrize(("told", "excused"), [(True, True), (False, False), (None, False)])
def test_only_true_excuses_from_a_rule(told, excused):
    rule = Requirement(bound=("head",), unless="issue.simple", otherwise=NOBODY)
    assert missing(rule, judge=lambda *_: told) == ([] if excused else ["no head"])
