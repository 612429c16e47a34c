"""What common states, actions, roles and fields of other systems are called in Chinese. 常用名称。"""

import re
from collections.abc import Mapping

_AFFIX = re.compile(r"^ev_|_id$")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HAN = re.compile(r"[\u4e00-\u9fff]")

CHINESE: Mapping[str, str] = {
    # processes
    "incident": "事件",
    "pgr": "群众诉求办理",
    "userrequest": "服务请求",
    # states
    "approved": "已批准",
    "assigned": "已分派",
    "cancelled": "已取消",
    "closed": "已关闭",
    "closedafterrejection": "不予受理后办结",
    "closedafterresolution": "解决后办结",
    "escalatedtto": "响应超时升级",
    "escalatedttr": "解决超时升级",
    "inprogress": "办理中",
    "new": "新建",
    "open": "待办",
    "pending": "挂起",
    "pendingapproval": "待审批",
    "pendingatlme": "待一线人员办理",
    "pendingatsupervisor": "待主管办理",
    "pendingforassignment": "待分派",
    "pendingforreassignment": "待重新分派",
    "pendingpayment": "待缴费",
    "registered": "已登记",
    "rejected": "已驳回",
    "reopened": "已重新办理",
    "resolved": "已解决",
    "resolvedbysupervisor": "主管已解决",
    "waitingforapproval": "待审批",
    # actions
    "apply": "申请",
    "approve": "批准",
    "assign": "分派",
    "assignedbyautoescalation": "自动升级分派",
    "autoclose": "自动关闭",
    "autoresolve": "自动解决",
    "cancel": "取消",
    "close": "关闭",
    "comment": "留言",
    "create": "登记",
    "escalate": "升级",
    "forward": "转交",
    "initiate": "发起",
    "pay": "缴费",
    "rate": "评价",
    "reassign": "重新分派",
    "reject": "驳回",
    "reopen": "重新办理",
    "resolve": "解决",
    "resolvebysupervisor": "主管解决",
    "sendback": "退回",
    "sendbacktocitizen": "退回申请人",
    "submit": "提交",
    "timeout": "超时",
    "verify": "核实",
    "waitforapproval": "提请审批",
    # roles
    "approver": "批准人",
    "autoescalate": "自动升级",
    "cfc": "便民服务中心",
    "citizen": "市民",
    "csr": "客服代表",
    "employee": "工作人员",
    "gro": "诉求分派员",
    "pgrlme": "一线办理人员",
    "pgrviewer": "诉求查阅人员",
    "supervisor": "主管",
    "system": "系统",
    # fields
    "agent": "经办人",
    "caller": "来电人",
    "description": "说明",
    "escalationflag": "是否升级",
    "escalationreason": "升级原因",
    "impact": "影响范围",
    "org": "组织",
    "origin": "来源",
    "parentchange": "上级变更",
    "parentincident": "上级事件",
    "parentproblem": "上级问题",
    "parentrequest": "上级请求",
    "pendingreason": "挂起原因",
    "priority": "优先级",
    "requesttype": "请求类型",
    "resolutioncode": "解决方式",
    "service": "服务",
    "servicesubcategory": "服务子类",
    "solution": "解决方案",
    "team": "办理组",
    "title": "标题",
    "urgency": "紧急程度",
    "usercomment": "用户意见",
    "usersatisfaction": "用户满意度",
    # values
    "assistance": "协助处理",
    "bugfixed": "修复缺陷",
    "chat": "在线交谈",
    "hardwarerepair": "硬件维修",
    "inperson": "当面",
    "mail": "邮件",
    "monitoring": "监控",
    "no": "否",
    "other": "其他",
    "phone": "电话",
    "portal": "门户网站",
    "softwarepatch": "软件补丁",
    "systemupdate": "系统更新",
    "training": "培训",
    "yes": "是",
    # limits
    "overall": "总时限",
    "tto": "响应时限",
    "ttr": "解决时限",
}
"""Chinese titles by the foreign name in small letters, without anything between its words."""


def chinese(name: str) -> str | None:
    """Give the Chinese title of a foreign name; None when none is known.

    What is written in Chinese already, or in figures, is its own title.

    >>> chinese("ev_assign"), chinese("PENDING_AT_LME"), chinese("整改中"), chinese("frobnicate")
    ('分派', '待一线人员办理', '整改中', None)
    """
    if _HAN.search(name) or not any(sign.isalpha() for sign in name):
        return name
    return CHINESE.get("".join(sign for sign in words(name).lower() if sign.isalnum()))


def words(name: str) -> str:
    """Give a foreign name without the signs of its system, its words apart.

    >>> words("ev_assign"), words("team_id"), words("UserRequest")
    ('assign', 'team', 'User Request')
    """
    return _HUMP.sub(" ", _AFFIX.sub("", name))
