import pytest
from attrs import evolve

from rectiflow.core.inputs import TYPES, BadInput, read_fields, read_value
from rectiflow.model.subject import Column, Element, Field
from rectiflow.model.titles import Titled
from tests.cases import an_issue
from tests.office import REPAIR

NOTE, SUBMIT, REGISTER = (REPAIR.actions[name] for name in ("note", "submit", "register"))


COLUMNS = {
    "text": Column(name="text", zh="内容", en="Text", type="text", required=True),
    "by": Column(name="by", zh="期限", en="By", type="date"),
}
ELEMENTS = {"who": Element(name="who", zh="责任", en="Who"), "how": Element(name="how", zh="方式", en="How")}


def field(kind):
    choices = (Titled(name="yes", zh="是", en="Yes"), Titled(name="no", zh="否", en="No"))
    return Field(name="x", zh="甲", en="X", type=kind, choices=choices, each=COLUMNS, elements=ELEMENTS)


GOOD = [
    ("text", "路灯坏了\n", "路灯坏了\n"),
    ("number", 3, 3),
    ("number", -3, -3),
    ("number", "3.50", "3.50"),
    ("date", "2026-03-02", "2026-03-02"),
    ("date", "20260302", "2026-03-02"),
    ("instant", "2026-03-02T09:00:00+08:00", "2026-03-02T01:00:00.000000Z"),
    ("instant", "0900-03-02T09:00:00Z", "0900-03-02T09:00:00.000000Z"),
    ("yes_no", False, False),
    ("choice", "no", "no"),
    ("person", "li", "li"),
    ("persons", ["li", "ma"], ["li", "ma"]),
    ("unit", "roads", "roads"),
    ("files", ["a.jpg"], ["a.jpg"]),
    ("list", [{"text": "甲", "by": "20260302"}], [{"text": "甲", "by": "2026-03-02"}]),
    ("checklist", {"who": {"text": "甲", "by": None}, "how": {}}, {"who": {"text": "甲"}, "how": {}}),
]

BAD = [
    ("text", 3),
    ("text", ["a"]),
    ("text", None),
    ("text", "\udcff"),
    ("number", 3.5),
    ("number", True),
    ("number", "3,5"),
    ("number", "1e3"),
    ("number", "٣"),
    ("number", " 3"),
    ("number", "3\n"),
    ("number", "nan"),
    ("date", "2026-02-30"),
    ("date", "2 March"),
    ("date", 20260302),
    ("date", "2026-03-02T09:00:00"),
    ("instant", "2026-03-02T09:00:00"),
    ("instant", "2026-03-02"),
    ("instant", "0001-01-01T00:00:00+08:00"),
    ("instant", 3),
    ("yes_no", "yes"),
    ("yes_no", 1),
    ("choice", "maybe"),
    ("choice", ["no"]),
    ("choice", True),
    ("person", ["li"]),
    ("person", 3),
    ("persons", "li"),
    ("persons", ["li", ""]),
    ("persons", ["li", 3]),
    ("persons", ["\udcff"]),
    ("unit", {"id": "roads"}),
    ("files", {"a.jpg": 1}),
    ("files", [["a.jpg"]]),
    ("list", {"text": "甲"}),
    ("list", ["甲"]),
    ("checklist", ["who"]),
    ("checklist", {"who": "甲"}),
]


def test_every_type_has_good_and_bad_examples_here():
    assert {kind for kind, *_ in GOOD} == {kind for kind, _ in BAD} == set(TYPES) - {"finding", "measures", "parts"}


@pytest.mark.parametrize(("kind", "value", "stored"), GOOD)
def test_a_value_of_its_type_is_brought_to_its_stored_form(kind, value, stored):
    assert read_value(field(kind), value) == stored
    assert type(read_value(field(kind), value)) is type(stored)


@pytest.mark.parametrize(("kind", "value"), BAD)
def test_a_value_of_another_type_is_refused_with_a_sentence_in_both_languages(kind, value):
    with pytest.raises(BadInput) as refused:
        read_value(field(kind), value)
    assert refused.value.title.zh.startswith("“甲”应为")
    assert refused.value.title.en.startswith("x must be ")


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("list", [{"by": "2026-03-02"}], "every item of x needs text"),
        ("list", [{"text": "甲", "colour": 1}], "x has no colour; it has text, by"),
        ("list", [{"text": "甲", "by": "soon"}], "by must be a date such as 2026-03-02"),
        ("checklist", {"when": {"text": "甲"}}, "x has no when; it has who, how"),
        ("checklist", {"who": {"colour": 1}}, "x has no colour; it has text, by"),
    ],
)
def test_what_an_item_or_a_checklist_may_not_hold_is_named(kind, value, said):
    with pytest.raises(BadInput) as refused:
        read_value(field(kind), value)
    assert refused.value.title.en == said


def test_a_choice_that_is_not_offered_is_told_what_is():
    with pytest.raises(BadInput) as refused:
        read_value(field("choice"), "maybe")
    assert (refused.value.title.en, refused.value.title.zh) == ("x must be one of yes, no", "“甲”应为是、否之一")


def test_all_that_is_missing_is_said_at_once():
    with pytest.raises(BadInput) as refused:
        read_fields(REPAIR, SUBMIT, {"answer": ""}, None)
    assert refused.value.title.en == "it needs answer (Answer)"
    assert refused.value.title.zh == "缺少答复"


def test_what_the_action_does_not_take_is_refused_with_what_it_takes():
    with pytest.raises(BadInput) as refused:
        read_fields(REPAIR, SUBMIT, {"answer": "done", "verdict": "fixed", "nope": 1}, None)
    assert refused.value.title.en == "it doesn't take verdict, nope; it takes answer, evidence"
    assert refused.value.title.zh == "不接受字段“verdict”、“nope”"


def test_what_is_not_given_is_left_out():
    assert read_fields(REPAIR, SUBMIT, {"answer": "done", "evidence": []}, None) == {"answer": "done"}


def test_a_verbatim_value_can_be_repeated_but_not_rewritten():
    issue = an_issue(fields={"opinion": "路灯坏了"})
    assert read_fields(REPAIR, NOTE, {"opinion": "路灯坏了"}, issue) == {"opinion": "路灯坏了"}
    with pytest.raises(BadInput) as refused:
        read_fields(REPAIR, NOTE, {"opinion": "路灯好了"}, issue)
    assert refused.value.title.zh == "“反映内容”须保持原文，不可改写，只能附注"
    assert read_fields(REPAIR, NOTE, {"opinion": "路灯好了"}, an_issue(fields={})) == {"opinion": "路灯好了"}


def test_a_verbatim_value_that_is_personal_can_not_be_given_twice():
    spoken = Field(name="phone", zh="联系电话", en="Phone", type="text", personal=True, verbatim=True)
    workflow = evolve(REPAIR, fields={**REPAIR.fields, "phone": spoken})
    with pytest.raises(BadInput):
        read_fields(workflow, NOTE, {"phone": "139"}, an_issue(personal={"phone": "sha256:00"}))
    assert read_fields(workflow, NOTE, {"phone": "139"}, an_issue()) == {"phone": "139"}


def test_a_list_that_is_taken_is_no_longer_the_callers():
    handed = ["a.jpg"]
    taken = read_fields(REPAIR, SUBMIT, {"answer": "done", "evidence": handed}, None)
    handed.append("b.jpg")
    assert taken["evidence"] == ["a.jpg"]
