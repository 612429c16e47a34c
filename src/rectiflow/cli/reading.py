"""`allowed`, `inbox` and `history`: what can be read of issues. 查询。"""

from collections.abc import Iterator, Sequence
from typing import Any

import click

from rectiflow.cli.language import Language
from rectiflow.cli.output import show, show_json, show_table
from rectiflow.cli.place import Place, edition_of, place_options
from rectiflow.cli.timeline import Timeline
from rectiflow.cli.verb import option, verb
from rectiflow.engine.engine import Engine
from rectiflow.engine.views import Allowed, Waiting
from rectiflow.model.titles import Titled
from rectiflow.model.workflow import Workflow

by_option = option("--by", required=True, metavar="ID", help="Who asks. 查询人")


@verb()
@place_options
@by_option
@click.argument("issue")
def allowed(*, place: Place, issue: str, by: str, language: Language, as_json: bool) -> None:
    """Give every action of ISSUE: what it needs where it is allowed, else the reason why it isn't."""
    with place.existing() as engine:
        options = engine.allowed(issue, by=by)
        workflow = edition_of(engine, engine.get(issue, by=by)).workflow
    if as_json:
        show_json({"issue": issue, "actions": [_allowed_document(one) for one in options]})
    else:
        show_table(_allowed_rows(options, workflow, language))


@verb()
@place_options
@by_option
def inbox(*, place: Place, by: str, language: Language, as_json: bool) -> None:
    """Give the issues that lie with this person, their unit or their role, first due first."""
    with place.existing() as engine:
        waiting = engine.inbox(by=by)
        if as_json:
            show_json({"by": by, "waiting": [_waiting_document(one) for one in waiting]})
        elif waiting:
            show_table(_waiting_rows(engine, waiting, language))
        else:
            show(language.say("没有待办。", "Nothing waits."), err=True)


@verb(language=Language.BOTH)
@place_options
@by_option
@click.argument("issue")
def history(*, place: Place, issue: str, by: str, language: Language, as_json: bool) -> None:
    """Give what happened to ISSUE by its sealed records, in order; personal values are not among them."""
    with place.existing() as engine:
        timeline = Timeline.of(engine, engine.get(issue, by=by), engine.history(issue, by=by))
    if as_json:
        show_json(timeline.document())
    else:
        timeline.show(language)


def _allowed_document(one: Allowed) -> dict[str, Any]:
    action, refusal = one.action, one.refusal
    why = None if refusal is None else {"code": refusal.code, "zh": refusal.zh, "en": refusal.en}
    return {
        "action": action.name,
        "zh": action.zh,
        "en": action.en,
        "now": one.now,
        "by": action.by,
        "needs": [{"field": need.field, "when": need.when} if need.when else need.field for need in action.needs],
        "takes": action.takes,
        "binds": action.binds,
        "refusal": why,
    }


def _allowed_rows(options: Sequence[Allowed], workflow: Workflow, language: Language) -> Iterator[tuple[str, ...]]:
    yield language.say("动作", "Action"), "", language.say("需要，或不可办理的原因", "Needs, or why not")
    for one in options:
        title = f"{one.action.name}  {language.say(one.action.zh, one.action.en)}"
        if one.refusal is not None:
            yield title, "✗", language.say(one.refusal.zh, one.refusal.en, between=" / ")
        else:
            yield title, "✓", _wanted(one, workflow, language)


def _wanted(one: Allowed, workflow: Workflow, language: Language) -> str:
    wanted: list[Titled] = [workflow.fields[need.field] for need in one.action.needs]
    wanted += [workflow.roles[name] for name in one.action.binds]
    return ", ".join(f"{each.name} ({language.say(each.zh, each.en)})" for each in wanted)


def _waiting_document(one: Waiting) -> dict[str, Any]:
    issue = one.issue
    return {"issue": issue.id, "workflow": issue.workflow, "state": issue.state, "since": one.since, "due": one.due}


def _waiting_rows(engine: Engine, waiting: Sequence[Waiting], language: Language) -> Iterator[tuple[str, ...]]:
    heads = (("事项", "Issue"), ("流程", "Workflow"), ("状态", "State"), ("自", "Since"), ("到期", "Due"))
    yield tuple(language.say(*head) for head in heads)
    for one in waiting:
        edition = edition_of(engine, one.issue)
        workflow, zone = edition.workflow, edition.calendar.zone
        state = workflow.states[one.issue.state]
        moments = ["" if at is None else f"{at.astimezone(zone):%Y-%m-%d %H:%M}" for at in (one.since, one.due)]
        yield one.issue.id, language.say(workflow.zh, workflow.en), language.say(state.zh, state.en), *moments
