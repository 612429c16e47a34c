"""What a workflow says, in the words that a reader of its picture needs. 用语。"""

from collections.abc import Iterator, Sequence

from rectiflow.core.terms import HOLDER, RELATIONS, period
from rectiflow.drawing.languages import listed
from rectiflow.drawing.promises import Promise, states_of
from rectiflow.model.action import Action, Reopen, Target
from rectiflow.model.promise import Allowance, Anchor, Deadline, Rung, Window
from rectiflow.model.subject import BUILT_IN
from rectiflow.model.titles import Title
from rectiflow.model.workflow import Workflow
from rectiflow.phrasing.clauses import rung as supervised
from rectiflow.phrasing.clocks import lapsing, meets, pauses, start
from rectiflow.phrasing.conditions import condition
from rectiflow.phrasing.names import Names
from rectiflow.phrasing.phrases import say, together
from rectiflow.phrasing.times import often

OTHERWISE = Title(zh="其他情形", en="otherwise")
ALSO = Title(zh="另可", en="also")
ENDED = Title(zh="办结", en="Ended")
NOBODY = Title(zh="——", en="–")

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
LETTERS = 26


def circled(number: int) -> str:
    """Write a number from 1 as a mark.

    >>> circled(3), circled(51)
    ('③', '(51)')
    """
    return CIRCLED[number - 1] if number <= len(CIRCLED) else f"({number})"


def lettered(number: int) -> str:
    """Write a number from 1 as the mark of a deadline.

    >>> lettered(1), lettered(27)
    ('Ⓐ', '(27)')
    """
    return chr(ord("Ⓐ") + number - 1) if number <= LETTERS else f"({number})"


def party(workflow: Workflow, expression: str) -> Title:
    """Name whom an expression such as `lead.first_person` stands for; an unknown part keeps its own name."""
    name, *relations = expression.split(".")
    who = HOLDER if name == "holder" else workflow.roles.get(name) or BUILT_IN.get(name) or _same(name)
    said = Title(zh=who.zh, en=who.en)
    for relation in relations:
        stands = RELATIONS.get(relation, _same(relation))
        said = Title(zh=f"{said.zh}的{stands.zh}", en=f"{stands.en} of {said.en}")
    return said


def parties(workflow: Workflow, expressions: tuple[str, ...]) -> Title:
    """Name several."""
    return listed(party(workflow, one) for one in expressions)


def limit(workflow: Workflow, promise: Promise) -> Title:
    """Say how long a promise gives, or until when, and what makes it longer."""
    if isinstance(promise, Window):
        return period(promise.within)
    names = Names(workflow)
    return together((*_budget(names, promise), *_longer(names, promise)), "；", "; ")


def told(promise: Promise, gives: Title) -> Title:
    """Put a promise's title before what it gives."""
    return Title(zh=f"{promise.zh}：{gives.zh}", en=f"{promise.en}: {gives.en}")


def running_in(workflow: Workflow, promise: Promise) -> Title | None:
    """Say where a promise runs; of one that runs anywhere, what starts it and what meets it."""
    states = states_of(workflow, promise)
    if states or isinstance(promise, Window):
        return listed(workflow.states[name] for name in states)
    ends = tuple(_ends(Names(workflow), promise))
    return together(ends) if ends else None


def right(workflow: Workflow, window: Window) -> Title:
    """Say what somebody may do until when."""
    return together(lapsing(Names(workflow), window), "；", "; ")


def rung(workflow: Workflow, step: Rung) -> Title:
    """Say what happens at a rung, who is told, and what it charges."""
    return supervised(Names(workflow), step)


def branch(workflow: Workflow, action: Action, target: Target) -> Title | None:
    """Say when an action leads to `target`; None when it has no other way."""
    if target.when:
        return condition(Names(workflow), target.when)
    return OTHERWISE if len(action.targets) > 1 else None


def judging(workflow: Workflow, action: Action) -> Title | None:
    """Say, by their numbers, whose work an action judges and who may not do it; None when neither."""
    judged, barred = _marks(workflow, action.judges), _marks(workflow, action.not_by)
    if judged and judged == barred:
        return Title(zh=f"评判{judged}，办理人回避", en=f"judges {judged}, not by its doer")
    zh = [f"评判{judged}"] * bool(judged) + [f"{barred}的办理人回避"] * bool(barred)
    en = [f"judges {judged}"] * bool(judged) + [f"not by who did {barred}"] * bool(barred)
    return Title(zh="，".join(zh), en=", ".join(en)) if zh else None


def window(action: Action) -> Title | None:
    """Say how long and how often the way back is open; None when there are no bounds."""
    if not isinstance(action, Reopen):
        return None
    zh = [f"办结后{period(action.within).zh}内"] if action.within else []
    en = [f"within {action.within} of the end"] if action.within else []
    if action.at_most is not None:
        zh.append(f"至多{action.at_most}次")
        en.append(f"at most {action.at_most} time{'s' if action.at_most > 1 else ''}")
    return Title(zh="，".join(zh), en=", ".join(en)) if zh else None


def _budget(names: Names, deadline: Deadline) -> Iterator[Title]:
    if deadline.due is not None:
        yield _until(names, deadline.due)
    yield from (_allowance(names, one) for one in deadline.within)
    if deadline.when:
        yield say("限于{when}的事项", "only where {when}", when=condition(names, deadline.when))


def _longer(names: Names, deadline: Deadline) -> Iterator[Title]:
    if deadline.extend is not None:
        more, many = period(deadline.extend.allow), often(deadline.extend.times)
        yield say("可延长{more}{many}", "may be extended by {more} {many}", more=more, many=many)
    yield from pauses(names, deadline)


def _ends(names: Names, deadline: Deadline) -> Iterator[Title]:
    if deadline.starts or deadline.due is None:
        yield say("自{start}起", "from {start}", start=start(names, deadline))
    yield from meets(names, deadline)


def _until(names: Names, due: Anchor) -> Title:
    field = names.value(due.field)
    if due.before is None:
        return say("至{field}", "until {field}", field=field)
    return say("{field}前{before}", "{before} before {field}", field=field, before=period(due.before))


def _allowance(names: Names, one: Allowance) -> Title:
    length = _length(names, one)
    if not one.when:
        return length
    return say("{when}的{length}", "{length} where {when}", when=condition(names, one.when), length=length)


def _length(names: Names, one: Allowance) -> Title:
    if one.allow is not None:
        return period(one.allow)
    field = names.value(one.until or one.lasts or "")
    if one.until is None:
        return say("{field}的期限", "as long as {field} lasts", field=field)
    until = say("至{field}", "until {field}", field=field)
    if one.at_most is None:
        return until
    return say("{until}，至多{most}", "{until}, at most {most}", until=until, most=period(one.at_most))


def _marks(workflow: Workflow, names: Sequence[str]) -> str:
    numbers = {action.name: number for number, action in enumerate(workflow.every_action(), 1)}
    return "".join(circled(numbers[name]) for name in names if name in numbers)


def _same(text: str) -> Title:
    return Title(zh=text, en=text)
