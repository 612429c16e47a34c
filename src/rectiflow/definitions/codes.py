"""Every code that a problem of a file can have. 问题代码表。

`docs/reference/problems.md` shows each with a wrong and a right example, which the tests run.
"""

from collections.abc import Mapping

from attrs import frozen


@frozen
class Code:
    """What a code stands for. `severity` is "error" or "warning"; an error keeps the file from use."""

    severity: str
    zh: str
    en: str


CODES: Mapping[str, Code] = {
    # reading
    "RF001": Code("error", "文件过大", "the file is too large"),
    "RF002": Code("error", "不是 UTF-8 编码", "not UTF-8"),
    "RF003": Code("error", "含控制字符", "a control character"),
    "RF004": Code("error", "用制表符缩进", "a tab where YAML wants blanks"),
    "RF005": Code("error", "不是有效的 YAML", "not YAML"),
    "RF006": Code("error", "嵌套过深", "nested too deep"),
    "RF007": Code("error", "使用了锚点或引用", "an anchor or alias"),
    "RF008": Code("error", "使用了类型标签", "a tag"),
    "RF009": Code("error", "不止一个文档", "more than one document"),
    "RF010": Code("error", "键不是文字", "a key that is no text"),
    "RF011": Code("error", "键重复", "a key twice"),
    "RF012": Code("error", "流式映射中的键没有值", "a key without a value inside braces"),
    "RF013": Code("error", "文件为空或不是映射", "the file is no map"),
    "RF014": Code("error", "文件无法读取", "a file that can't be read"),
    # shape
    "RF101": Code("error", "未知的键", "an unknown key"),
    "RF102": Code("error", "缺少必需的键", "a key is missing"),
    "RF103": Code("error", "值的类型不对", "a value of the wrong kind"),
    "RF104": Code("error", "缺少中文名称", "the Chinese title is missing"),
    "RF105": Code("error", "名称不合规范", "a malformed name"),
    "RF106": Code("error", "期间写法有误", "a malformed period"),
    "RF107": Code("error", "梯级时点写法有误", "a malformed moment"),
    "RF108": Code("error", "不在可选范围内", "not one of the possible values"),
    "RF109": Code("error", "选项与字段类型不符", "choices and type of a field disagree"),
    "RF110": Code("error", "几者只能且必须取其一", "exactly one of several keys must be given"),
    "RF111": Code("error", "未说明为何无须评判", "no reason given for judging nobody"),
    "RF112": Code("error", "名称已被保留", "a reserved name"),
    "RF113": Code("error", "数量过多", "too many of them"),
    "RF114": Code("warning", "接受的问题并不存在", "nothing to accept"),
    "RF115": Code("error", "此问题不能接受", "a problem that can't be accepted"),
    "RF116": Code("error", "比例写法有误", "a malformed share"),
    "RF117": Code("error", "清单内容与字段类型不符", "items and type of a field disagree"),
    "RF118": Code("error", "周期写法有误", "a malformed recurrence"),
    # names
    "RF201": Code("error", "未知的状态", "an unknown state"),
    "RF202": Code("error", "未知的角色或关系", "an unknown role or relation"),
    "RF203": Code("error", "未知的字段", "an unknown field"),
    "RF204": Code("error", "未知的动作", "an unknown action"),
    "RF205": Code("error", "未知的问责情形", "an unknown fault"),
    "RF206": Code("error", "未知的日历", "an unknown calendar"),
    "RF207": Code("error", "未知的时限", "an unknown deadline"),
    "RF208": Code("error", "未知的督办梯级", "an unknown ladder"),
    "RF209": Code("error", "字段不可能取此值", "a value that the field can't have"),
    "RF210": Code("error", "角色不能由动作指定", "a role that no action can bind"),
    "RF211": Code("error", "参数的值不适用", "a parameter of the wrong kind"),
    "RF212": Code("error", "到期日字段类型不对", "a due date from a field that is no date"),
    "RF213": Code("error", "未知的人员或单位", "an unknown person or unit"),
    "RF214": Code("error", "单位隶属成环", "units above each other in a circle"),
    "RF215": Code("error", "未知的处理措施", "an unknown measure"),
    "RF216": Code("error", "未知的文书", "an unknown document"),
    "RF217": Code("error", "未知的表决", "an unknown vote"),
    "RF218": Code("error", "未知的分项或目录", "unknown parts, or an unknown register"),
    "RF219": Code("error", "未知的阶段", "an unknown phase"),
    "RF220": Code("error", "未知的公布事项", "an unknown publication"),
    "RF221": Code("error", "未知的触发条件", "an unknown trigger"),
    "RF222": Code("error", "清单中没有此列", "a column that the list doesn't have"),
    "RF223": Code("error", "找不到所依据的流程", "a workflow to extend that isn't there"),
    "RF224": Code("error", "流程依据成环", "workflows that extend each other in a circle"),
    "RF225": Code("error", "分项流程中没有此名称", "a name that the parts don't have"),
    "RF226": Code("error", "分项登记所需未交给", "parts without what registering them asks for"),
    "RF227": Code("error", "角色推导成环", "roles derived from each other in a circle"),
    "RF228": Code("error", "未知的参数", "an unknown parameter"),
    "RF229": Code("warning", "参数或者督办梯级无处使用", "a parameter or ladder that nothing uses"),
    "RF230": Code("warning", "问责事由疑有笔误", "a ground that may be misspelt"),
    # graph
    "RF301": Code("error", "没有登记动作", "no action registers an issue"),
    "RF302": Code("error", "登记后没有状态", "registering leads to no state"),
    "RF303": Code("error", "没有办结状态", "no final state"),
    "RF304": Code("error", "状态无法到达", "a state that is never reached"),
    "RF305": Code("error", "状态无法办结", "a state from which nothing ends"),
    "RF306": Code("error", "办结状态仍有出口", "a final state with a way out"),
    "RF307": Code("error", "没有重新办理的途径", "no way back"),
    "RF308": Code("error", "从未办结的状态重新办理", "reopening what has not ended"),
    "RF309": Code("error", "可能没有去向", "no way may be open"),
    "RF310": Code("error", "去向永远走不到", "a way that is never taken"),
    "RF311": Code("error", "流转过多，无法逐一检查", "more ways than can be checked"),
    "RF312": Code("warning", "引用的流程不在手边", "a workflow that isn't at hand"),
    "RF313": Code("error", "条件恒真或者恒假", "a condition that always or never holds"),
    # accountability
    "RF401": Code("error", "状态无人负责", "a state that nobody holds"),
    "RF402": Code("error", "可能自己评判自己", "somebody might judge their own work"),
    "RF403": Code("error", "办结未经评判", "an ending that judges nothing"),
    "RF404": Code("error", "无人可以办理", "an action that nobody may do"),
    "RF405": Code("error", "角色从未指定", "a role that nobody is bound to"),
    "RF406": Code("error", "登记时可以不填必填字段", "a required field that registering can do without"),
    "RF407": Code("error", "以个人信息作为条件", "a rule that reads a personal value"),
    "RF408": Code("error", "评议权重之和不是一百", "weights that don't sum to 100"),
    "RF409": Code("error", "公布内容无人另行审查", "a publication that nobody else reviews"),
    "RF410": Code("error", "办结未告知反映人", "an ending that leaves the reporter without an answer"),
    "RF411": Code("error", "督办没有落实到人", "supervision that doesn't end at a person"),
    "RF412": Code("error", "处理措施无人决定或者不能申请复核", "a measure that nobody decides, or nobody can appeal"),
    "RF413": Code("warning", "一人缺席即无法办结", "work that stops when one person is absent"),
    "RF414": Code("error", "角色可能尚未指定", "a role that nobody may be bound to yet"),
    "RF415": Code("error", "人数要求永远无法达到", "a quorum that can never be met"),
    "RF416": Code("error", "公布个人信息", "personal data that is published"),
    # time
    "RF501": Code("error", "状态没有时限", "a state without a deadline"),
    "RF502": Code("error", "再次进入时未说明如何计时", "a clock entered again without a policy"),
    "RF503": Code("warning", "计时约定不起作用", "a clock policy without effect"),
    "RF504": Code("error", "时限无从起算", "a clock that nothing starts"),
    "RF505": Code("error", "时限无从停止", "a clock that nothing stops"),
    "RF506": Code("error", "日历未载明办公时间", "working hours under a calendar without hours"),
    "RF507": Code("error", "自然年度不能作为时限", "a calendar year as a limit"),
    "RF508": Code("warning", "可能没有办理期限", "a promise that may have no limit"),
    "RF509": Code("error", "督办梯级次序有误", "rungs out of order, or before the clock starts"),
    "RF510": Code("error", "分段时限超出总时限", "stages that don't fit into the whole"),
    "RF511": Code("error", "中止没有上限", "a pause without a limit"),
    "RF512": Code("error", "期间超出日历范围", "a period that the calendar can't count"),
    # expressions
    "RF601": Code("error", "表达式无法读懂", "an expression that can't be read"),
    "RF602": Code("error", "表达式中的名称不存在", "an unknown name in an expression"),
    "RF603": Code("error", "表达式的两边不相配", "sides of an expression that don't fit"),
    "RF604": Code("error", "表达式的结果类型不对", "an expression with the wrong result"),
    "RF605": Code("error", "表达式过长或者嵌套过深", "an expression too long or too deep"),
    "RF606": Code("error", "本语言没有这种写法", "a word of CEL that the language doesn't have"),
}
