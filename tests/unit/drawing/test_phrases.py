"""The words on a picture."""

from rectiflow.drawing.phrases import condition, judging, limit, party, rung, window
from rectiflow.drawing.typesetting import lines, width
from tests.drawings import bundled

REPAIR = bundled("repair_request")


def test_whom_an_expression_names_is_told_by_role_and_relation():
    assert party(REPAIR, "lead.staff").zh == "承办单位的工作人员"
    assert party(REPAIR, "holder.superior").en == "superior of Holder"
    assert party(REPAIR, "somebody").zh == "somebody"


def test_a_rung_tells_when_what_whom_and_what_is_charged():
    due = REPAIR.deadlines["rectify"].rungs[1]
    assert rung(REPAIR, due).zh == "到期：督办责任方的主要负责人，记“逾期”"
    assert rung(REPAIR, due).en == "when due: supervision (first responsible person of Holder); charge “Overdue”"


def test_a_limit_is_a_period_or_the_title_of_a_field():
    assert limit(REPAIR, REPAIR.deadlines["rectify"]).zh == "5个工作日"
    permit = bundled("permit_receipt")
    assert limit(permit, permit.deadlines["application"]).zh == "至法定办结时刻"


def test_a_condition_is_told_in_titles():
    assert condition(REPAIR, {"verdict": "fixed"}).zh == "验收结论为“已解决”"
    assert condition(REPAIR, {"answer": "given", "verdict": "not_fixed"}).en == "Answer given and Verdict: Not fixed"
    assert condition(REPAIR, {"answer": True}).zh == "答复为“是”"


def test_who_is_barred_is_named_where_it_is_not_only_whom_the_action_judges():
    helpdesk = bundled("helpdesk")
    assert judging(helpdesk, helpdesk.actions["close"]).zh == "评判⑨，⑨⑩的办理人回避"
    assert judging(REPAIR, REPAIR.actions["verify"]).zh == "评判③，办理人回避"
    assert judging(REPAIR, REPAIR.actions["assign"]) is None


def test_only_the_way_back_has_a_window():
    assert window(REPAIR.reopen).en == "within 15 days of the end, at most 3 times"
    assert window(REPAIR.actions["assign"]) is None


def test_no_line_is_wider_than_its_room_and_nothing_is_lost():
    text = "反映人不满意的，可以申请重新整改 within fifteen days Donaudampfschifffahrtsgesellschaftskapitän"
    for room in (40, 90, 200):
        found = lines(text, 11, room)
        assert all(width(line.text, line.size) <= room for line in found)
        assert "".join(line.text for line in found).replace(" ", "") == text.replace(" ", "")


def test_a_line_never_begins_with_a_mark_that_closes():
    for room in range(30, 120, 7):
        assert not [line for line in lines("登记，交办，整改，验收，销号。", 11, room) if line.text[0] in "，。"]
