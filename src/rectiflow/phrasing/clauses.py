"""Clauses that several articles are made of: what is handed in, who is told, what is on record. 分句。"""

from collections.abc import Iterable, Iterator, Mapping

from rectiflow.core.terms import RUNGS
from rectiflow.model.action import Need, Tell
from rectiflow.model.condition import Condition
from rectiflow.model.promise import Rung
from rectiflow.model.subject import Column
from rectiflow.model.titles import Title
from rectiflow.phrasing.conditions import condition
from rectiflow.phrasing.names import Names, term, titled
from rectiflow.phrasing.phrases import all_of, any_of, clauses, quoted, same, say, together
from rectiflow.phrasing.terms import AS_OF, MEANS, TYPES
from rectiflow.phrasing.times import DUE, reaching


def where(names: Names, when: Condition, then: Title) -> Title:
    """Say that something holds under a condition; always, where the condition asks nothing.

    The Chinese condition stands before, as in 验收结论为“已解决”的，….
    """
    if not when:
        return then
    return say("{asked}的，{then}", "where {asked}, {then}", asked=condition(names, when), then=then)


def unless(names: Names, when: Condition | None, then: Title) -> Title:
    """Say what holds unless a condition does."""
    if not when:
        return then
    return say("{then}；{asked}的，不适用本项", "{then}; not where {asked}", asked=condition(names, when), then=then)


def needs(names: Names, wanted: Iterable[Need]) -> Iterator[Title]:
    """Say what must always be given."""
    always = [need.field for need in wanted if not need.when]
    if always:
        yield say("应当提供{fields}", "{fields} shall be given", fields=names.values(always))


def needs_at_times(names: Names, wanted: Iterable[Need]) -> Iterator[Title]:
    """Say what must be given under which conditions."""
    for need in wanted:
        if need.when:
            given = say("还应当提供{field}", "{field} shall be given too", field=names.value(need.field))
            yield where(names, need.when, given)


def told(names: Names, tells: Iterable[Tell]) -> Iterator[Title]:
    """Say who is told by what means, once for each means."""
    by_means: dict[str, list[str]] = {}
    for tell in tells:
        by_means.setdefault(tell.means, []).append(tell.whom)
    for means, whom in by_means.items():
        notice = term(means, MEANS)
        yield say("{notice}{whom}", "{notice} is given to {whom}", notice=notice, whom=names.parties(whom))


def charged(names: Names, faults: Iterable[str]) -> Iterator[Title]:
    """Say which findings are recorded."""
    for fault in faults:
        yield say("记{fault}问责线索", "a finding of {fault} is recorded", fault=names.fault(fault))


def opened(names: Names, workflows: Iterable[str]) -> Iterator[Title]:
    """Say under which workflows issues are opened."""
    for workflow in workflows:
        yield say("发起{workflow}事项", "an issue of {workflow} is opened", workflow=names.other(workflow))


def written(names: Names, documents: Iterable[str]) -> Iterator[Title]:
    """Say which papers are made."""
    papers = [names.document(document) for document in documents]
    if papers:
        yield say("制发{papers}", "{papers} shall be issued", papers=all_of(papers))


def rung(names: Names, step: Rung) -> Title:
    """Say one step of supervision."""
    parts = [
        *told(names, (Tell(whom=whom) for whom in step.tell)),
        *charged(names, step.charge),
        *written(names, step.writes),
        *_done(names, step),
        *opened(names, step.opens),
    ]
    head = say("{at}{kind}", "{at}, {kind}", at=_reached(step), kind=_lower(term(step.rung, RUNGS)))
    climbed = say("{head}，{done}", "{head}: {done}", head=head, done=clauses(parts)) if parts else head
    return unless(names, step.unless, climbed)


def based(basis: str | None) -> Iterator[Title]:
    """Say what something is based on."""
    if basis:
        yield say("依据：{basis}", "basis: {basis}", basis=same(basis))


def columns(names: Names, each: Mapping[str, Column]) -> Title:
    """Say what every item holds."""
    return all_of(_column(names, column) for column in each.values())


def typed(names: Names, kind: str, audience: Iterable[str]) -> Iterator[Title]:
    """Say what sort of value something is, and who may see it."""
    yield TYPES.get(kind) or quoted(same(kind))
    audience = list(audience)
    if audience:
        yield say("仅限{who}查看", "to be seen only by {who}", who=names.audience(audience))


def inside(text: str) -> Title:
    """Give a text of the file, which is in one language, as it may go on a sentence."""
    return same(text.rstrip("。."))


def _column(names: Names, column: Column) -> Title:
    said = list(typed(names, column.type, column.audience))
    if column.choices:
        said.append(any_of(quoted(titled(choice)) for choice in column.choices))
    if column.required:
        said.append(Title(zh="必填", en="required"))
    return say("{title}（{said}）", "“{title}” ({said})", title=titled(column), said=together(said))


def _done(names: Names, step: Rung) -> Iterator[Title]:
    if step.do is None:
        return
    action = names.action(step.do)
    if step.as_of is None:
        yield say("由系统办理{action}", "{action} is done by the system", action=action)
        return
    start = term(step.as_of, AS_OF)
    deemed = "视为办理{action}，并自{start}时生效", "{action} is deemed done as of {start}"
    yield say(*deemed, action=action, start=start)


def _lower(title: Title) -> Title:
    return Title(zh=title.zh, en=title.en.lower())


def _reached(step: Rung) -> Title:
    """Say when a rung is reached; where the rule itself acts at the end of the time, nobody has failed."""
    if step.do and step.at == DUE:
        return Title(zh="到期当日", en="when the time ends")
    return reaching(step.at)
