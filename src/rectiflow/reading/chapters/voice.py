"""满意度与评议: satisfaction, votes, appraisal. Satisfaction and appraisal."""

from collections.abc import Iterator

from rectiflow.model.titles import Title
from rectiflow.model.voice import Appraisal, Component, Grade, Ranking, Satisfaction, Share, Vote
from rectiflow.phrasing.clauses import based
from rectiflow.phrasing.names import Names, term, titled
from rectiflow.phrasing.phrases import any_of, article, numbered, quoted, same, say, sentences
from rectiflow.phrasing.terms import BALLOTS, POLICIES, TIES
from rectiflow.phrasing.times import often

TITLE = Title(zh="满意度与评议", en="Satisfaction and appraisal")


def articles(names: Names) -> Iterator[Title]:
    """Give the articles of this chapter."""
    workflow = names.workflow
    if workflow.satisfaction:
        yield article(Title(zh="满意度", en="Satisfaction"), sentences(_satisfaction(names, workflow.satisfaction)))
    yield from (article(titled(vote), sentences(_vote(names, vote))) for vote in workflow.votes.values())
    if workflow.appraisal:
        yield article(Title(zh="评议", en="Appraisal"), *_appraisal(names, workflow.appraisal))


def _satisfaction(names: Names, satisfaction: Satisfaction) -> Iterator[Title]:
    policy = term(satisfaction.policy, POLICIES)
    if satisfaction.at_most:
        policy = say(
            "{policy}，最多{many}", "{policy}, at most {many}", policy=policy, many=often(satisfaction.at_most)
        )
    yield policy
    if satisfaction.asked_by:
        yield say("由{who}征询", "{who} asks about it", who=names.party(satisfaction.asked_by))
    if satisfaction.judged_by:
        yield say("以{by}为准", "{by} decides", by=names.value(satisfaction.judged_by))
    if satisfaction.field:
        yield say("征询结果记入{field}", "the answer is {field}", field=names.value(satisfaction.field))


def _vote(names: Names, vote: Vote) -> Iterator[Title]:
    choices = {choice.name: quoted(titled(choice)) for choice in vote.choices}
    secret = (
        Title(zh="无记名", en="in secret; only the tally is recorded") if vote.secret else Title(zh="记名", en="openly")
    )
    voters = names.party(vote.voters)
    yield say("由{voters}{secret}投票", "{voters} vote {secret}", voters=voters, secret=secret)
    yield say("选项为{choices}", "the choices are {choices}", choices=any_of(choices.values()))
    if vote.invalid_if:
        invalid = any_of(term(one, BALLOTS) for one in vote.invalid_if)
        yield say("{invalid}的选票无效", "a ballot with {invalid} is invalid", invalid=invalid)
    if vote.quorum:
        yield say("参加投票的人数应当{share}", "{share} must take part", share=_share(names, vote.quorum))
    passing = any_of(choices.get(name) or quoted(same(name)) for name in vote.passes.choices)
    yield say(
        "选择{passing}的票数{share}的，为通过",
        "it passes when {share} choose {passing}",
        passing=passing,
        share=_share(names, vote.passes.share),
    )
    yield from based(vote.basis)


def _share(names: Names, share: Share) -> Title:
    fraction = same(f"{share.numerator}/{share.denominator}")
    pattern = (
        ("超过{who}的{fraction}", "more than {fraction} of {who}")
        if share.strict
        else ("达到{who}的{fraction}", "at least {fraction} of {who}")
    )
    return say(*pattern, who=names.party(share.of), fraction=fraction)


def _appraisal(names: Names, appraisal: Appraisal) -> Iterator[Title]:
    intro = Title(zh="得分由下列部分构成", en="The score is made of")
    yield numbered(intro, (_component(names, one) for one in appraisal.components.values()))
    if appraisal.grades:
        intro = Title(zh="按得分分为下列档次", en="The grades are")
        yield numbered(intro, (_grade(grade) for grade in appraisal.grades.values()))
    if appraisal.rank:
        yield sentences(_ranking(names, appraisal.rank))
    if appraisal.sample:
        frame = names.value(appraisal.sample.frame)
        yield sentences(
            [
                say(
                    "从{frame}中随机抽取{many}件，抽取过程可以复核",
                    "{many} are drawn from {frame}, in a way that anyone can repeat",
                    frame=frame,
                    many=appraisal.sample.size,
                )
            ]
        )


def _component(names: Names, component: Component) -> Title:
    return say(
        "{title}，权重{weight}，由{who}评定并签名",
        "{title}, weight {weight}, signed by {who}",
        title=titled(component),
        weight=component.weight,
        who=names.party(component.signed_by),
    )


def _grade(grade: Grade) -> Title:
    return say("{title}，{least}分以上", "{title}, from {least}", title=titled(grade), least=grade.least)


def _ranking(names: Names, ranking: Ranking) -> Iterator[Title]:
    yield say(
        "按{within}分类排名，列出末{last}名",
        "all with the same {within} are ranked, and the last {last} are named",
        within=names.value(ranking.within),
        last=ranking.last,
    )
    yield term(ranking.ties, TIES)
