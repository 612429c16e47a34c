"""办理程序: phases, states, actions, parts, marks. Procedure."""

from collections.abc import Iterator

from rectiflow.core.terms import period
from rectiflow.model.stage import Mark, Parts, Phase, State
from rectiflow.model.titles import Title
from rectiflow.phrasing.clauses import inside
from rectiflow.phrasing.names import Names, term, titled
from rectiflow.phrasing.phrases import all_of, article, numbered, quoted, same, say, sentences, together
from rectiflow.phrasing.terms import ENTERED_BY
from rectiflow.reading.course import action_article

TITLE = Title(zh="办理程序", en="Procedure")


def articles(names: Names) -> Iterator[Title]:
    """Give the articles of this chapter."""
    workflow = names.workflow
    if workflow.phases:
        intro = Title(zh="办理分为下列阶段", en="The handling has the following phases")
        phases = (_phase(names, phase) for phase in workflow.phases.values())
        yield article(Title(zh="阶段", en="Phases"), numbered(intro, phases))
    intro = Title(
        zh="事项处于下列状态之一，各状态的承办者为责任方",
        en="An issue is at one of the following states; whoever holds it there is the Holder",
    )
    states = (_state(names, state) for state in workflow.states.values())
    yield article(Title(zh="状态", en="States"), numbered(intro, states))
    yield from (action_article(names, action) for action in workflow.actions.values())
    yield from (_parts(names, parts) for parts in workflow.parts.values())
    yield from (_mark(names, mark) for mark in workflow.marks.values())


def _phase(names: Names, phase: Phase) -> Title:
    if phase.ends is None:
        return titled(phase)
    ends = names.value(phase.ends)
    return say("{title}，至{ends}所定日期止", "{title}, until {ends}", title=titled(phase), ends=ends)


def _state(names: Names, state: State) -> Title:
    return together([quoted(titled(state)), *_facts(names, state)])


def _facts(names: Names, state: State) -> Iterator[Title]:
    if state.held_by:
        yield say("由{who}承办", "held by {who}", who=names.party(state.held_by))
    if state.waits_for:
        yield say("等候{who}办理", "waiting for {who}", who=names.party(state.waits_for))
    if state.phase:
        yield say("属于{phase}阶段", "in the phase {phase}", phase=names.phase(state.phase))
    if state.entered_by:
        yield term(state.entered_by, ENTERED_BY)
    if state.final:
        yield Title(zh="事项至此办结", en="ending the issue")
    if state.clears:
        yield say("为{who}澄清", "clearing {who}", who=names.party(state.clears))
    if state.no_way_back:
        why = inside(state.no_way_back)
        yield say("不再重新办理（{why}）", "with no way back ({why})", why=why)


def _parts(names: Names, parts: Parts) -> Title:
    made = say(
        "{action}时，按{list}的每一项各建立一件{workflow}事项",
        "with {action}, an issue of {workflow} is made for each item of {list}",
        action=names.action(parts.made_by),
        list=names.value(parts.one_for_each),
        workflow=names.other(parts.workflow),
    )
    given = (_given(names, parts, name, source) for name, source in parts.gives.items())
    intro = Title(zh="各件的下列内容由本事项带入", en="Each takes over from this one")
    return article(titled(parts), sentences([made]), *([numbered(intro, given)] if parts.gives else []))


def _given(names: Names, parts: Parts, name: str, source: str) -> Title:
    child = names.others.get(parts.workflow)
    found = (child.roles.get(name) or child.fields.get(name)) if child is not None else None
    title = titled(found) if found else same(name)
    column = source.removeprefix("item.")
    if column == source:
        return say("{title}取自本事项的{taken}", "“{title}” from {taken}", title=title, taken=names.value(source))
    taken = names.value(f"{parts.one_for_each}.{column}")
    return say("{title}取自{taken}", "“{title}” from {taken}", title=title, taken=taken)


def _mark(names: Names, mark: Mark) -> Title:
    said = [say("由{actions}设立", "set by {actions}", actions=names.actions(mark.set_by))]
    if mark.cleared_by:
        said.append(say("由{actions}解除", "cleared by {actions}", actions=names.actions(mark.cleared_by)))
    if mark.at_most:
        said.append(say("最长{length}", "for at most {length}", length=period(mark.at_most)))
    if mark.blocks:
        said.append(say("期间不得{what}", "barring {what} meanwhile", what=all_of(term(code) for code in mark.blocks)))
    return article(titled(mark), sentences([together(said)]))
