"""`register` and `act`: what changes an issue. 登记与办理。"""

from datetime import datetime

import click

from rectiflow.cli.language import Language
from rectiflow.cli.output import clean, show, show_json
from rectiflow.cli.parameters import BindType, FieldType, InstantType, once_each
from rectiflow.cli.place import Place, edition_of, place_options
from rectiflow.cli.verb import Function, option, verb
from rectiflow.engine.engine import Engine
from rectiflow.model.issue import Issue
from rectiflow.model.record import Json


def command_options(function: Function) -> Function:
    """Give a verb the options that are the words of a command."""
    for one in reversed(_OPTIONS):
        function = one(function)
    return function


_OPTIONS = (
    option("--by", required=True, metavar="ID", help="Who asks. 办理人"),
    option("--field", "fields", multiple=True, type=FieldType(), callback=once_each, help="A value. 字段"),
    option("--bind", "binds", multiple=True, type=BindType(), callback=once_each, help="Who is who. 指定人员或单位"),
    option("--key", metavar="TEXT", help="Makes a retry safe: one key, one command. 幂等键"),
    option("--at", type=InstantType(), help="When it counts, if not now. 办理时间"),
)


@verb()
@place_options
@command_options
@click.argument("workflow")
def register(  # noqa: PLR0913  (one word for each option)
    *,
    place: Place,
    workflow: str,
    by: str,
    fields: dict[str, Json],
    binds: dict[str, tuple[str, ...]],
    key: str | None,
    at: datetime | None,
    language: Language,
    as_json: bool,
) -> None:
    """Give the file of WORKFLOW with --workflows. The database is made when there is none."""
    with place.engine() as engine:
        issue = engine.register(workflow, by=by, fields=fields, binds=binds, key=key, at=at)
        _tell(engine, issue, language, as_json=as_json)


@verb()
@place_options
@command_options
@option("--expect-version", type=int, help="Refuse when the issue has moved on from this version. 预期版本")
@click.argument("issue")
@click.argument("action")
def act(  # noqa: PLR0913  (one word for each option)
    *,
    place: Place,
    issue: str,
    action: str,
    by: str,
    fields: dict[str, Json],
    binds: dict[str, tuple[str, ...]],
    key: str | None,
    at: datetime | None,
    expect_version: int | None,
    language: Language,
    as_json: bool,
) -> None:
    """Change ISSUE by ACTION; rungs that are due fire first. A refusal says why, and what is allowed instead."""
    with place.existing() as engine:
        after = engine.act(
            issue, action, by=by, fields=fields, binds=binds, key=key, at=at, expected_version=expect_version
        )
        _tell(engine, after, language, as_json=as_json)


def _tell(engine: Engine, issue: Issue, language: Language, *, as_json: bool) -> None:
    if as_json:
        show_json(issue)
        return
    state = edition_of(engine, issue).workflow.states[issue.state]
    version = language.say(f"第{issue.version}版", f"version {issue.version}")
    show(clean(f"{issue.id}  {language.say(state.zh, state.en)}  {version}"))
