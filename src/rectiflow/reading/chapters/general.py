"""总则: what the workflow is, what it is based on, its numbers. General provisions."""

import re
from collections.abc import Iterator

from rectiflow.model.subject import SameMatter
from rectiflow.model.titles import Title
from rectiflow.model.workflow import Parameter
from rectiflow.phrasing.clauses import based
from rectiflow.phrasing.names import Names, sentence, term, titled
from rectiflow.phrasing.phrases import all_of, article, numbered, quoted, same, say, sentences
from rectiflow.phrasing.terms import CALENDARS
from rectiflow.phrasing.times import figure

TITLE = Title(zh="总则", en="General provisions")

_PLACE = re.compile(r"\{(year|n)(?::(\d+))?\}")


def articles(names: Names) -> Iterator[Title]:
    """Give the articles of this chapter."""
    yield article(Title(zh="名称", en="Name"), sentences(_called(names)))
    workflow = names.workflow
    if workflow.basis:
        bases = (same(basis) for basis in workflow.basis)
        yield article(
            Title(zh="依据", en="Basis"),
            numbered(Title(zh="本流程依据下列规定", en="This workflow is based on"), bases),
        )
    yield article(Title(zh="工作日", en="Working days"), sentences([_calendar(workflow.calendar)]))
    if workflow.number:
        yield article(Title(zh="编号", en="Numbering"), sentences([number_form(workflow.number)]))
    if workflow.same_matter:
        yield article(Title(zh="重复事项", en="Repeats"), sentences(_repeats(names, workflow.same_matter)))
    if workflow.parameters:
        parameters = (_parameter(one) for one in workflow.parameters.values())
        intro = Title(zh="本流程采用下列参数", en="This workflow sets the following")
        yield article(Title(zh="参数", en="Parameters"), numbered(intro, parameters))


def number_form(number: str) -> Title:
    """Say how something is numbered.

    >>> number_form("问〔{year}〕{n:4}号").zh
    '编号形式为“问〔××××〕××××号”，其中依次为年份、4位顺序号'
    """
    places = list(_PLACE.finditer(number))
    zh = _PLACE.sub(lambda found: "×" * _width(found), number)
    en = _PLACE.sub(lambda found: ("Y" if found[1] == "year" else "N") * _width(found), number)
    shown = say("编号形式为“{form}”", "the number has the form “{form}”", form=Title(zh=zh, en=en))
    if not places:
        return shown
    return say(
        "{shown}，其中依次为{places}", "{shown}: {places}", shown=shown, places=all_of(_place(one) for one in places)
    )


def _width(found: re.Match[str]) -> int:
    return int(found[2] or (4 if found[1] == "year" else 1))


def _place(found: re.Match[str]) -> Title:
    if found[1] == "year":
        return Title(zh="年份", en="the year")
    if not found[2]:
        return Title(zh="顺序号", en="a running number")
    return say("{many}位顺序号", "a running number of {many} digits", many=_width(found))


def _called(names: Names) -> Iterator[Title]:
    workflow = names.workflow
    title = quoted(titled(workflow))
    yield say("本流程为{title}，第{at}版", "this workflow is {title}, version {at}", title=title, at=workflow.version)
    if workflow.part_of:
        yield say("本流程用于办理{whole}的分项", "it handles the parts of {whole}", whole=names.other(workflow.part_of))
    if workflow.extends:
        yield say(
            "本流程以{base}为基础制定，本文为合并后的全文",
            "it extends {base}; what follows is the whole of both",
            base=names.other(workflow.extends),
        )


def _calendar(name: str) -> Title:
    calendar = term(name, CALENDARS)
    if name == "weekdays":
        return say("{calendar}为工作日", "{calendar} are working days", calendar=calendar)
    return say("工作日按{calendar}确定", "working days follow {calendar}", calendar=calendar)


def _repeats(names: Names, same_matter: SameMatter) -> Iterator[Title]:
    by = names.values(same_matter.by)
    yield say("{by}相同的，为同一事项", "issues with the same {by} are about the same matter", by=by)
    if same_matter.sets:
        yield say(
            "登记时没有在先的同一事项的，{field}记为“是”，有的记为“否”",
            "on registration {field} is set to “yes” where there is no earlier one, to “no” where there is",
            field=names.value(same_matter.sets),
        )
    if refuse := same_matter.refuse:
        yield say(
            "在先的同一事项处于{states}的，不予登记，并告知：“{why}”",
            "where an earlier one is at {states}, registration is refused, saying: “{why}”",
            states=names.states(refuse.when_earlier_is),
            why=sentence(refuse.otherwise),
        )
        yield from based(refuse.basis)


def _parameter(parameter: Parameter) -> Title:
    said = {"title": titled(parameter), "value": figure(parameter.value)}
    plain = say("{title}：{value}", "{title}: {value}", **said)
    if parameter.open:
        why = same(parameter.open.removesuffix("，由地方填写"))
        plain = say(
            "{title}：暂定{value}，由地方填写（{why}）",
            "{title}: {value} for the time being, to be set by each place ({why})",
            **said,
            why=why,
        )
    if parameter.basis:
        return say("{plain}（依据：{basis}）", "{plain} (basis: {basis})", plain=plain, basis=same(parameter.basis))
    return plain
