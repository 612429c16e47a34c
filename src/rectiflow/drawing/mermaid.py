"""A workflow as a Mermaid state diagram, for places that draw those. 状态图。"""

import json
from collections.abc import Iterator

from rectiflow.core.terms import HOLDER
from rectiflow.drawing.headings import heading
from rectiflow.drawing.languages import Languages, Words, say
from rectiflow.drawing.phrases import ALSO, branch, circled, judging, limit, parties, party, rung, told, window
from rectiflow.drawing.promises import rungs, running
from rectiflow.drawing.steps import stays
from rectiflow.model.action import Action, Target
from rectiflow.model.stage import State
from rectiflow.model.titles import Title
from rectiflow.model.workflow import Workflow

_ESCAPED = {ord(sign): f"#{ord(sign)};" for sign in '#;:"<>&%{}[]`\\'}
"""Signs that mean something to Mermaid, and its entities for them."""


def mermaid(workflow: Workflow, languages: Languages) -> str:
    """Give `workflow` as the text of a `stateDiagram-v2`; see `draw`."""
    title = json.dumps(say(heading(workflow), languages), ensure_ascii=False)
    lines = ["---", f"title: {title}", "---", "stateDiagram-v2"]
    for state in workflow.states.values():
        lines += [f'    state "{_text(state, languages)}" as {_id(state.name)}']
    for number, action in enumerate(workflow.every_action(), 1):
        lines += (f"    {arrow}" for arrow in _arrows(workflow, number, action, languages))
    for state in workflow.states.values():
        lines += [f"    {_id(state.name)} --> [*]"] if state.final else _note(workflow, state, languages)
    return "\n".join(lines) + "\n"


def _arrows(workflow: Workflow, number: int, action: Action, languages: Languages) -> Iterator[str]:
    for target in action.targets:
        said = _said(workflow, number, action, target, languages)
        if target.state is not None:
            sources = [_id(source) for source in action.sources if source != target.state]
            yield from (f"{source} --> {_id(target.state)} : {said}" for source in sources)
            yield from () if action.sources else (f"[*] --> {_id(target.state)} : {said}",)


def _said(workflow: Workflow, number: int, action: Action, target: Target, languages: Languages) -> str:
    by = parties(workflow, action.by)
    done = Title(zh=f"{circled(number)} {action.zh}（{by.zh}）", en=f"{action.en} ({by.en})")
    rules = branch(workflow, action, target), judging(workflow, action), window(action)
    return "<br/>".join(_text(words, languages) for words in (done, *rules) if words is not None)


def _note(workflow: Workflow, state: State, languages: Languages) -> Iterator[str]:
    yield f"    note right of {_id(state.name)}"
    for words in _notes(workflow, state):
        yield f"        {_text(words, languages)}"
    yield "    end note"


def _notes(workflow: Workflow, state: State) -> Iterator[Words]:
    held = party(workflow, state.held_by or "holder")
    yield Title(zh=f"{HOLDER.zh}：{held.zh}", en=f"{HOLDER.en}: {held.en}")
    for _, promise in running(workflow, state.name):
        yield told(promise, limit(workflow, promise))
        yield from (rung(workflow, step) for step in rungs(promise))
    actions = list(workflow.every_action())
    for number in stays(workflow).get(state.name, ()):
        done = actions[number - 1]
        yield Title(zh=f"{ALSO.zh}：{circled(number)} {done.zh}", en=f"{ALSO.en}: {done.en}")


def _id(state: str) -> str:
    """Keep names of states apart from the words of Mermaid."""
    return f"s_{state}"


def _text(words: Words, languages: Languages) -> str:
    text = " ".join(say(words, languages).split()).translate(_ESCAPED)
    return text.replace("end note", "end#32;note")
