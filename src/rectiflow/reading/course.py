"""An action as an article: who may do it and when, what it asks for, where it leads. 动作的行文。"""

from collections.abc import Iterator, Sequence

from rectiflow.core.terms import period
from rectiflow.model.action import Action, Reopen, Requirement, Target
from rectiflow.model.condition import Wanted
from rectiflow.model.titles import Title
from rectiflow.phrasing.clauses import (
    based,
    charged,
    inside,
    needs,
    needs_at_times,
    opened,
    told,
    unless,
    where,
    written,
)
from rectiflow.phrasing.conditions import condition
from rectiflow.phrasing.names import Names, sentence, titled
from rectiflow.phrasing.phrases import all_of, article, clauses, numbered, quoted, same, say, sentences, together
from rectiflow.phrasing.terms import CLOCKS, ONCE
from rectiflow.phrasing.times import figure, often


def action_article(names: Names, action: Action) -> Title:
    """Give the whole of an action."""
    before = (
        together((_course(names, action), *_handed_in(names, action)), "，", "; "),
        *needs_at_times(names, action.needs),
        *_limits(action),
        *_safeguards(names, action),
    )
    after = (*_outcome(names, action), *based(action.basis))
    if not action.require and _only(action):
        return article(titled(action), sentences((*before, *after)))
    return article(
        titled(action), sentences(before), *_required(names, action), *_branches(names, action), sentences(after)
    )


def _course(names: Names, action: Action) -> Title:
    who = names.either(action.by) if action.by else Title(zh="有关人员", en="anybody concerned")
    if not action.sources:
        return say("由{who}办理，事项自此登记", "{who} may take this action, which registers an issue", who=who)
    at = names.at(action.sources)
    return say("{at}，由{who}办理", "{at}, {who} may take this action", at=at, who=who)


def _limits(action: Action) -> Iterator[Title]:
    """Say until when and how often an action may be done."""
    limits: list[Title] = []
    if isinstance(action, Reopen) and action.within:
        limits.append(
            say(
                "应当自办结起{length}内提出",
                "it may be taken within {length} after the end",
                length=period(action.within),
            )
        )
    if isinstance(action, Reopen) and action.at_most:
        limits.append(say("每件事项最多{many}", "at most {many} for an issue", many=often(action.at_most)))
    if limits:
        yield together(limits)
    if action.only_once:
        yield ONCE.get(action.only_once) or quoted(same(action.only_once))


def _handed_in(names: Names, action: Action) -> Iterator[Title]:
    yield from needs(names, action.needs)
    if action.takes:
        yield say("可以提供{fields}", "{fields} may be given", fields=names.values(action.takes))
    yield from _bound(names, action.binds)
    if action.unbinds:
        yield say("同时撤销对{roles}的指定", "the naming of {roles} lapses", roles=names.parties(action.unbinds))
    for field, value in action.sets.items():
        put = _put(names, field, value)
        yield say("{field}记为{value}", "{field} is set to {value}", field=names.value(field), value=put)


def _bound(names: Names, roles: Sequence[str]) -> Iterator[Title]:
    """Say who is named for the issue; the parties to it are nobody's to name, they are put on record."""
    parties = [role for role in roles if role in names.workflow.roles and names.workflow.roles[role].of == "parties"]
    named = [role for role in roles if role not in parties]
    done = []
    if named:
        done.append(say("指定{roles}", "{roles} shall be named", roles=names.parties(named)))
    if parties:
        done.append(say("登记{roles}", "{roles} shall be put on record", roles=names.parties(parties)))
    if done:
        yield say("同时{done}", "{done}", done=clauses(done))


def _put(names: Names, field: str, value: Wanted) -> Title:
    return names.choice(field, value) if isinstance(value, str) else quoted(figure(value))


def _safeguards(names: Names, action: Action) -> Iterator[Title]:
    if action.judges:
        judged = all_of(names.action(name) for name in action.judges)
        yield say("本项对{judged}的结果作出评判", "it judges the result of {judged}", judged=judged)
    if action.judges_nobody:
        why = inside(action.judges_nobody)
        yield say("本项不评判他人的办理结果（{why}）", "it judges nobody's work ({why})", why=why)
    if action.not_by:
        done = names.actions(action.not_by)
        yield say("不得由办理过{done}的人员办理", "whoever did {done} may not take it", done=done)
    if action.same_as:
        done = names.actions(action.same_as)
        yield say("只能由办理过{done}的人员办理", "only whoever did {done} may take it", done=done)
    if action.quorum:
        many = all_of(_several(names, role, many) for role, many in action.quorum.items())
        yield say("须经{many}办理方为有效", "it takes effect when done by {many}", many=many)
    if action.shows:
        yield say("办理时向办理人出示{what}", "whoever takes it is shown {what}", what=names.values(action.shows))
    if action.annotates:
        what = names.value(action.annotates)
        yield say("只对{what}附注，不改动原文", "it only adds a note to {what}", what=what)
    if action.record_refusal:
        yield Title(zh="不予办理的，应当记录在案", en="a refusal is put on record")


def _several(names: Names, role: str, many: int | str) -> Title:
    who = names.party(role)
    if many == "all":
        return say("{who}全部", "everybody acting as {who}", who=who)
    if isinstance(many, int):
        return say("{who}{many}人以上", "at least {many} acting as {who}", who=who, many=many)
    return say("{who}“{many}”", "“{many}” acting as {who}", who=who, many=same(many))


def _required(names: Names, action: Action) -> Iterator[Title]:
    if action.require:
        intro = Title(zh="办理前应当符合下列要求", en="It is refused unless")
        yield numbered(intro, (_requirement(names, one) for one in action.require))


def _requirement(names: Names, rule: Requirement) -> Title:
    asked = unless(names, rule.unless, _asked(names, rule))
    if rule.otherwise is not None:
        why = sentence(rule.otherwise)
        asked = say("{asked}；不符合的不予办理，并告知：“{why}”", "{asked}; otherwise: “{why}”", asked=asked, why=why)
    return together([asked, *(say("（{basis}）", " ({basis})", basis=basis) for basis in based(rule.basis))], "", "")


def _asked(names: Names, rule: Requirement) -> Title:
    if rule.that:
        return condition(names, rule.that)
    if rule.complete:
        list_ = names.value(rule.complete)
        return say(
            "{list}逐项齐全，缺少的按各要素分别告知",
            "{list} has every element; a missing one is named by its own sentence",
            list=list_,
        )
    if rule.bound:
        return say("已确定{roles}", "somebody has been named as {roles}", roles=names.parties(rule.bound))
    if rule.published:
        published = names.workflow.publication.get(rule.published)
        title = titled(published) if published is not None else same(rule.published)
        return say("已公布“{title}”", "“{title}” has been published", title=title)
    return all_of(_parts_at(names, parts, states) for parts, states in rule.parts.items())


def _parts_at(names: Names, parts: str, states: Sequence[str]) -> Title:
    found = names.workflow.parts.get(parts)
    inner = Names(names.others[found.workflow]) if found and found.workflow in names.others else names
    return say(
        "{parts}各分项均处于{states}",
        "every part of {parts} is at {states}",
        parts=names.parts(parts),
        states=inner.states(states),
    )


def _only(action: Action) -> Target | None:
    """Give the only way that an action may lead; None where that depends on something."""
    first, *others = action.targets
    return None if others or first.when else first


def _branches(names: Names, action: Action) -> Iterator[Title]:
    if not _only(action):
        intro = Title(zh="办理后，按下列最先符合的情形处理", en="Thereupon the first of these that applies")
        yield numbered(intro, (_branch(names, target) for target in action.targets))


def _outcome(names: Names, action: Action) -> Iterator[Title]:
    """Say where the only way leads, and what follows whichever way is taken."""
    effects = list(_effects(names, action))
    if only := _only(action):
        yield say("办理后{done}", "thereupon {done}", done=clauses((_way(names, only), *effects)))
    elif effects:
        yield say("各种情形均{done}", "in every case {done}", done=clauses(effects))


def _branch(names: Names, target: Target) -> Title:
    way = _way(names, target)
    return where(names, target.when, way) if target.when else say("其他情形，{way}", "otherwise {way}", way=way)


def _way(names: Names, target: Target) -> Title:
    return clauses(
        [
            _led(names, target),
            *(
                say("{limit}{policy}", "{limit} {policy}", limit=names.deadline(name), policy=_policy(policy))
                for name, policy in target.clocks.items()
            ),
            *charged(names, target.charge),
            *opened(names, target.opens),
            *(_moved(names, name, action) for name, action in target.moves.items()),
            *_applied(names, target),
            *told(names, target.tells),
        ]
    )


def _led(names: Names, target: Target) -> Title:
    if target.state is None:
        return Title(zh="状态不变", en="the issue stays where it is")
    return say("转入{state}", "the issue goes to {state}", state=names.state(target.state))


def _policy(policy: str) -> Title:
    return CLOCKS.get(policy) or quoted(same(policy))


def _moved(names: Names, name: str, action: str) -> Title:
    """Say what parts do; the action is one of the parts' own workflow."""
    field = names.workflow.fields.get(name)
    parts = names.workflow.parts.get((field.source or "") if field is not None else name)
    inner = Names(names.others[parts.workflow]) if parts and parts.workflow in names.others else names
    return say(
        "{parts}所列分项办理{action}",
        "{action} is done on the parts in {parts}",
        parts=names.parts(name),
        action=inner.action(action),
    )


def _applied(names: Names, target: Target) -> Iterator[Title]:
    if target.applies:
        yield say("{measures}生效", "{measures} takes effect", measures=names.value(target.applies))


def _effects(names: Names, action: Action) -> Iterator[Title]:
    yield from told(names, action.tells)
    yield from written(names, action.writes)
    if action.opens_vote:
        yield say("开始{vote}投票", "the vote {vote} opens", vote=names.vote(action.opens_vote))
    if action.closes_vote:
        yield say("结束{vote}投票", "the vote {vote} closes", vote=names.vote(action.closes_vote))
