"""`diff`: what changed between two versions of a workflow, and what that means for live issues. 版本对比。"""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import click

from rectiflow.bootstrap import beside
from rectiflow.calendars.bundled import load
from rectiflow.cli.files import content
from rectiflow.cli.language import Language
from rectiflow.cli.output import clean, show, show_json
from rectiflow.cli.place import Place, url_of
from rectiflow.cli.prospects import VERDICTS, documents, map_option, tell
from rectiflow.cli.verb import option, verb
from rectiflow.comparing import Change, changes
from rectiflow.core.foresee import Prospect, Verdict
from rectiflow.definitions.parse import read_workflow
from rectiflow.engine.prospects import prospects
from rectiflow.model.migration import Migration, Renaming
from rectiflow.model.workflow import Workflow


@verb()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@option("--db", metavar="FILE|URL", help="Whose live issues to look at. 数据库")
@option("--tenant", default="default", show_default=True, help="Whose ledger it is. 租户")
@map_option
def diff(  # noqa: PLR0913  (one word for each option)
    *, old: Path, new: Path, db: str | None, tenant: str, renaming: Renaming, language: Language, as_json: bool
) -> None:
    """Say what is different in NEW, part by part.

    With --db: whether each live issue of an older version could go on under NEW, and its deadlines before and
    after. Nothing is written. The exit status is 1 when an issue can't go on as it is.
    """
    before, after = _workflow(old), _workflow(new)
    told = changes(before, after, renaming)
    found = _found(Place(url_of(db), tenant, (str(new),), None), after, renaming) if db is not None else ()
    if as_json:
        show_json({"changes": told, "issues": documents(found)})
    else:
        _tell(told, language)
        tell(found, VERDICTS, load(after.calendar).zone, language)
    if any(one.verdict is not Verdict.SAFE for one in found):
        click.get_current_context().exit(1)


def _workflow(file: Path) -> Workflow:
    return read_workflow(content(file), str(file), beside(file))


def _found(place: Place, workflow: Workflow, renaming: Renaming) -> tuple[Prospect, ...]:
    with place.existing() as engine:
        return prospects(
            engine.store, engine.tenant, engine.office, Migration(workflow=workflow.name, renaming=renaming)
        )


def _tell(told: Sequence[Change], language: Language) -> None:
    if not told:
        show(language.say("没有变更。", "Nothing changed."))
    for section, group in groupby(told, key=lambda change: change.section):
        show(clean(language.say(section.zh, section.en)))
        for change in group:
            show(f"  {clean(language.say(change.zh, change.en, between=' / '))}")
