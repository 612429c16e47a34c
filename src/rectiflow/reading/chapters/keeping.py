"""统计与保存: what is counted, how long an issue is kept. Figures and retention."""

from collections.abc import Iterator

from rectiflow.core.terms import period
from rectiflow.model.openness import Figure, Retention
from rectiflow.model.titles import Title
from rectiflow.phrasing.conditions import condition, number
from rectiflow.phrasing.names import Names, titled
from rectiflow.phrasing.phrases import article, numbered, say, sentences

TITLE = Title(zh="统计与保存", en="Figures and retention")


def articles(names: Names) -> Iterator[Title]:
    """Give the articles of this chapter."""
    workflow = names.workflow
    if workflow.figures:
        intro = Title(zh="统计下列指标", en="The following is measured")
        figures = (_figure(names, figure) for figure in workflow.figures.values())
        yield article(Title(zh="指标", en="Figures"), numbered(intro, figures))
    if workflow.retain:
        yield article(titled(workflow.retain), sentences([_kept(names, workflow.retain)]))


def _figure(names: Names, figure: Figure) -> Title:
    return say("{title}：{what}", "{title}: {what}", title=titled(figure), what=_what(names, figure))


def _what(names: Names, figure: Figure) -> Title:
    if figure.count:
        return say("{what}的件数", "the number of {what}", what=names.value(figure.count))
    if figure.mean:
        return say("{what}的平均值", "the mean of {what}", what=number(names, figure.mean))
    counted = condition(names, figure.share or "")
    if not figure.of:
        return say("{counted}的事项的比例", "the share of issues where {counted}", counted=counted)
    return say(
        "{of}的事项中，{counted}的比例",
        "of the issues where {of}, the share where {counted}",
        of=condition(names, figure.of),
        counted=counted,
    )


def _kept(names: Names, retention: Retention) -> Title:
    after = retention.after
    ending = Title(zh="办结", en="it ends")
    if after != "final":
        ending = say("进入{state}", "it enters {state}", state=names.state(after))
    return say(
        "自{ending}起保存{length}",
        "an issue shall be kept for {length} after {ending}",
        ending=ending,
        length=period(retention.period),
    )
