"""What a workflow says, in the words that a reader of its picture needs. 用语。"""

from collections.abc import Sequence

from rectiflow.core.terms import HOLDER, RELATIONS, RUNGS, moment, period
from rectiflow.drawing.languages import Words, listed
from rectiflow.model.action import Action, Reopen, Target
from rectiflow.model.condition import Condition, Wanted
from rectiflow.model.promise import Allowance, Anchor, Deadline, Rung
from rectiflow.model.subject import BUILT_IN, Field
from rectiflow.model.titles import Title
from rectiflow.model.workflow import Workflow

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


def limit(workflow: Workflow, deadline: Deadline) -> Title:
    """Say how long a deadline gives, or until when."""
    if deadline.due is not None:
        return _until(workflow, deadline.due)
    each = [_allowance(workflow, one) for one in deadline.within]
    return Title(zh="；".join(one.zh for one in each), en="; ".join(one.en for one in each))


def rung(workflow: Workflow, step: Rung) -> Title:
    """Say what happens at a rung, to whom, and what it charges."""
    at, does = moment(step.at), RUNGS.get(step.rung, _same(step.rung))
    told = parties(workflow, step.tell)
    faults = listed(workflow.accountability[name] for name in step.charge if name in workflow.accountability)
    zh, en = f"{at.zh}：{does.zh}", f"{at.en}: {does.en.lower()}"
    zh, en = (f"{zh}{told.zh}", f"{en} ({told.en})") if step.tell else (zh, en)
    return Title(zh=f"{zh}，记“{faults.zh}”", en=f"{en}; charge “{faults.en}”") if faults.zh else Title(zh=zh, en=en)


def condition(workflow: Workflow, when: Condition) -> Title:
    """Say what must hold; an expression stands as it is written."""
    if isinstance(when, str):
        return _same(f"“{when}”")
    each = [_one(workflow, name, wanted) for name, wanted in when.items()]
    return Title(zh="且".join(one.zh for one in each), en=" and ".join(one.en for one in each))


def branch(workflow: Workflow, action: Action, target: Target) -> Title | None:
    """Say when an action leads to `target`; None when it has no other way."""
    if target.when:
        return condition(workflow, target.when)
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


def _until(workflow: Workflow, due: Anchor) -> Title:
    field = workflow.fields.get(due.field, _same(due.field))
    if due.before is None:
        return Title(zh=f"至{field.zh}", en=f"until {field.en}")
    return Title(zh=f"{field.zh}前{period(due.before).zh}", en=f"{due.before} before {field.en}")


def _allowance(workflow: Workflow, one: Allowance) -> Title:
    length = _length(workflow, one)
    if not one.when:
        return length
    when = condition(workflow, one.when)
    return Title(zh=f"{when.zh}的{length.zh}", en=f"{length.en} ({when.en})")


def _length(workflow: Workflow, one: Allowance) -> Title:
    if one.allow is not None:
        return period(one.allow)
    name = one.until or one.lasts or ""
    field = workflow.fields.get(name, _same(name))
    if one.until is None:
        return Title(zh=f"{field.zh}的期限", en=f"as long as {field.en} lasts")
    most = Title(zh=f"，至多{period(one.at_most).zh}", en=f", at most {one.at_most}") if one.at_most else _same("")
    return Title(zh=f"至{field.zh}{most.zh}", en=f"until {field.en}{most.en}")


def _one(workflow: Workflow, name: str, wanted: Wanted) -> Title:
    field = workflow.fields.get(name)
    label: Words = field or _same(name)
    if wanted == "given":
        return Title(zh=f"已填{label.zh}", en=f"{label.en} given")
    value = _value(field, wanted)
    return Title(zh=f"{label.zh}为“{value.zh}”", en=f"{label.en}: {value.en}")


def _value(field: Field | None, wanted: Wanted) -> Words:
    if isinstance(wanted, bool):
        return Title(zh="是" if wanted else "否", en="yes" if wanted else "no")
    choices = field.choices if field is not None else ()
    return next((choice for choice in choices if choice.name == wanted), _same(str(wanted)))


def _marks(workflow: Workflow, names: Sequence[str]) -> str:
    numbers = {action.name: number for number, action in enumerate(workflow.every_action(), 1)}
    return "".join(circled(numbers[name]) for name in names if name in numbers)


def _same(text: str) -> Title:
    return Title(zh=text, en=text)
