"""What the words mean in sentences that a file uses without giving them a title. 行文用语。"""

from rectiflow.core.terms import terms

BOUND_TO = terms(
    person=("逐件指定的一人", "one person named for each issue"),
    persons=("逐件指定的若干人", "persons named for each issue"),
    unit=("逐件指定的一个单位", "one unit named for each issue"),
    units=("逐件指定的若干单位", "units named for each issue"),
    parties=("事项的当事人", "the parties to the issue"),
    person_or_unit=("逐件指定的一人或者一个单位", "one person or unit named for each issue"),
)
"""What can be bound to a role."""

ENTERED_BY = terms(code=("由外部程序转入", "entered by something outside"))
"""What leads to a state beside the actions."""

AS_OF = terms(start=("期限起算", "the start of the time"))
"""From when on something counts that is deemed done."""

TYPES = terms(
    text=("文字", "text"),
    number=("数字", "a number"),
    date=("日期", "a date"),
    instant=("日期和时刻", "a date and time"),
    yes_no=("是或者否", "yes or no"),
    choice=("单选", "one choice"),
    person=("一名人员", "a person"),
    persons=("若干人员", "persons"),
    unit=("一个单位", "a unit"),
    units=("若干单位", "units"),
    files=("附件", "files"),
    list=("清单", "a list"),
    checklist=("要素清单", "a checklist"),
    finding=("问责线索", "a finding"),
    measures=("处理措施", "measures"),
    parts=("若干分项", "parts"),
)
"""What a field holds."""

CLOCKS = terms(
    keep_instant=("到期时间不变", "keeps its due date"),
    keep_remaining=("按剩余时间继续计算", "goes on with the time that remained"),
    restart=("重新计算", "is counted again from its beginning"),
    new_cycle=("另行起算", "begins anew as a further round"),
)
"""What becomes of a deadline whose states are entered again."""

MEANS = terms(
    message=("告知", "notice"),
    in_writing=("书面告知", "written notice"),
    in_person=("当面告知", "notice in person"),
    in_writing_or_in_person=("书面或者当面告知", "notice in writing or in person"),
    with_receipt=("凭回执送达", "notice against receipt"),
)
"""How somebody is told."""

ONCE = terms(
    ever=("每件事项只能办理一次", "it may be taken once in the life of an issue"),
    binding=("每次指定责任方后只能办理一次", "it may be taken once after each naming of the holder"),
    round=("每轮只能办理一次", "it may be taken once in each round"),
)
"""How often an action may be done."""

POLICIES = terms(
    until_satisfied=(
        "不满意的，应当继续整改，直到满意为止",
        "where the result is not satisfactory, the work goes on until it is",
    ),
    rework_at_most=("不满意的，应当重新办理", "where the result is not satisfactory, the work is done again"),
    explain_and_exclude=(
        "不满意的，经说明理由后可以不计入考核",
        "a result that is not satisfactory may be left out of the figures once it has been explained",
    ),
)
"""What becomes of an issue whose reporter is not satisfied."""

VERDICTS = terms(passed=("通过", "passed"), failed=("未通过", "failed"), invalid=("无效", "invalid"))
"""What comes of a vote."""

BALLOTS = terms(none=("未作选择", "no choice"), several=("选择两项以上", "several choices"))
"""Which ballots are invalid."""

TIES = terms(all=("并列的一并列入", "all who tie are included"), none=("并列的均不列入", "none who tie are included"))
"""Who is in, where several tie at the cut."""

AUDIENCES = terms(
    public=("社会公众", "the public"),
    parties=("当事人", "the parties"),
    unit=("本单位", "the unit"),
    internal=("内部", "those inside"),
    named=("指定人员", "those named"),
    parent=("上级事项的当事人", "those who may see the issue that it belongs to"),
    none=("无人", "nobody"),
)
"""Who something is shown to."""

CHARGED = terms(
    person=("个人", "person"),
    unit=("单位", "unit"),
    section=("科室", "section"),
    post=("岗位", "post"),
)
"""Whom a trigger counts by."""

POSTS = terms(
    deputy_in_charge=("分管负责人", "deputies in charge"),
    section_head=("科室负责人", "heads of sections"),
    unit_head=("单位主要负责人", "heads of units"),
)
"""Whose findings count."""

RUNNING = terms(rounds=("逐次连续", "round after round"), years=("逐年连续", "year after year"))
"""How what is counted must follow each other."""

CALENDARS = terms(
    cn=("国家法定节假日和调休安排", "the public holidays and make-up days of China"),
    weekdays=("周一至周五", "Monday to Friday"),
)
"""How the working days of a calendar come about."""

CODES = terms(
    any=("各类情形", "any ground"),
    low_efficiency=("效能低下", "low efficiency"),
    wrong_handling=("处理不当", "wrong handling"),
    grave_failure=("严重失职", "grave failure"),
    rectification_overdue=("整改逾期", "rectification overdue"),
    rectification_false=("虚假整改", "false rectification"),
    rectification_failed=("整改不到位", "failed rectification"),
    year_end_last=("年终考评末位", "last at the year's end"),
    bottom_three=("列后三名", "among the bottom three"),
    four_disorders=("四乱", "the four disorders"),
    verified_exposure=("曝光查实", "verified exposure"),
    absent_without_leave=("无故缺席", "absence without leave"),
    strong_complaints=("群众、企业反映大", "strong complaints"),
    complaint_verified=("投诉查实", "verified complaint"),
    station_bottom_three=("群众满意度列末三位", "among the bottom three in satisfaction"),
    promise_broken=("违诺", "broken promise"),
    honours=("评先评优", "honours"),
    promotion=("晋升", "promotion"),
    equal_post=("担任同等职务", "a post of equal rank"),
    enforcement=("执法", "enforcement"),
    penalty=("执罚", "penalties"),
    approval=("审批", "approval"),
    reserve_cadre=("后备干部", "reserve cadre"),
    petition_reception=("信访接待", "petition reception"),
    npc_website=("人大网站", "the website of the people's congress"),
    government_website=("政府网站", "the website of the government"),
    media=("新闻媒体", "the media"),
)
"""Codes that the language leaves open and offices share; one that isn't here stands as it is written."""
