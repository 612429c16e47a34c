"""The words on a picture."""

from rectiflow.drawing.phrases import branch, judging, limit, party, right, rung, running_in, window
from rectiflow.drawing.typesetting import lines, width
from tests.drawings import bundled, shipped

REPAIR = bundled("repair_request")
PETITION = shipped("petition_case")
NPC = shipped("npc_work_review")
ACCOUNTABILITY = shipped("accountability_measure")


def test_whom_an_expression_names_is_told_by_role_and_relation():
    assert party(REPAIR, "lead.staff").zh == "承办单位的工作人员"
    assert party(REPAIR, "holder.superior").en == "superior of Holder"
    assert party(REPAIR, "somebody").zh == "somebody"


def test_a_rung_says_who_is_told_and_never_that_they_are_who_is_supervised():
    due = REPAIR.deadlines["rectify"].rungs[1]
    assert rung(REPAIR, due).zh == "到期未完成的，当日督办，告知责任方的主要负责人，记“逾期”问责线索"
    assert rung(REPAIR, due).en == (
        "when the time ends without the thing done, supervision: "
        "notice is given to the Holder's first responsible person and a finding of “Overdue” is recorded"
    )


def test_a_limit_is_a_period_or_the_title_of_a_field():
    assert limit(REPAIR, REPAIR.deadlines["rectify"]).zh == "5个工作日"
    permit = bundled("permit_receipt")
    assert limit(permit, permit.deadlines["application"]).zh == "至法定办结时刻"


def ways(workflow, name):
    """Give when an action leads where, in Chinese."""
    action = workflow.action(name)
    return [branch(workflow, action, target).zh for target in action.targets]


def test_a_branch_is_told_in_the_words_of_the_articles():
    assert ways(NPC, "tally") == [
        "满意度测评结果为“通过”",
        "满意度测评结果为“无效”",
        "进入“满意度测评”的次数少于“几轮不满意后升级”（2）",
        "其他情形",
    ]
    assert "决定措施为“无”" in ways(ACCOUNTABILITY, "decide")


def test_a_limit_says_by_how_much_it_is_prolonged_and_where_it_stands_still():
    assert limit(PETITION, PETITION.deadlines["handle"]).zh == "办理程序为“简易程序”的10个工作日；60日；可延长30日1次"
    recheck = limit(PETITION, PETITION.deadlines["recheck"])
    assert recheck.zh == "30日；事项处于“听证”期间中止计时，最长60日"
    assert recheck.en == "30 days; the clock stands still at “Hearing”, for at most 60 days"


def test_a_limit_for_some_issues_only_says_for_which():
    assert limit(ACCOUNTABILITY, ACCOUNTABILITY.deadlines["criticism"]).zh == (
        "5个工作日；限于决定措施要求提交书面检查的事项"
    )


def test_a_limit_without_a_state_says_what_starts_and_what_meets_it():
    proposal = PETITION.deadlines["answer_proposal"]
    assert running_in(PETITION, proposal).zh == "自“提出改进或追责建议”起，办理“书面反馈建议采纳情况”即为完成"
    assert running_in(NPC, NPC.deadlines["members"]).zh == "办理“印发组成人员”即为完成"
    assert running_in(PETITION, PETITION.deadlines["handle"]).zh == "已受理、办理中"


def test_a_right_says_from_when_how_long_and_what_follows():
    assert right(PETITION, PETITION.windows["review"]).zh == (
        "自“出具处理意见书”起30日内，可以办理“申请复查”；期满未办理的，由系统办理“期满办结”"
    )


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


def test_a_line_never_ends_with_a_mark_that_opens():
    text = "可以延长（已受理、办理中），结果为“通过”"
    for room in range(30, 120, 7):
        assert not [line for line in lines(text, 11, room) if line.text[-1] in "（“"]
