"""`migrate`: the issues under way go on under a new version of their workflow. 换版。"""

from collections.abc import Sequence
from pathlib import Path

import click

from rectiflow.cli.language import Language
from rectiflow.cli.output import show, show_json
from rectiflow.cli.place import Place, url_of
from rectiflow.cli.prospects import OUTCOMES, VERDICTS, documents, map_option, tell
from rectiflow.cli.verb import option, verb
from rectiflow.core.foresee import Prospect, Verdict
from rectiflow.engine.prospects import prospects
from rectiflow.model.migration import Migration, Renaming


@verb()
@click.argument("new", type=click.Path(path_type=Path, dir_okay=False))
@option("--db", required=True, metavar="FILE|URL", help="Whose live issues. 数据库")
@option("--tenant", default="default", show_default=True, help="Whose ledger it is. 租户")
@option("--directory", type=click.Path(), help="The file that says who is who. 通讯录")
@map_option
@option("--issue", "only", multiple=True, metavar="ID", help="Only this issue; may be repeated. 只限该事项")
@option("--to", type=int, metavar="VERSION", help="NEW, though it is no later version. 退回该版")
@option("--apply", is_flag=True, help="Move the issues that can go on. 实行换版")
@option("--by", metavar="ID", help="Who does it: an administrator of the directory. 换版人")
@option("--because", metavar="TEXT", help="Why. 理由")
def migrate(  # noqa: PLR0913  (one word for each option)
    *,
    new: Path,
    db: str,
    tenant: str,
    directory: str | None,
    renaming: Renaming,
    only: tuple[str, ...],
    to: int | None,
    apply: bool,
    by: str | None,
    because: str | None,
    language: Language,
    as_json: bool,
) -> None:
    """Let the live issues of older versions go on under NEW.

    Without --apply nothing is written: it says what would become of each. With --apply those that can go on do, each
    by a record of its own; a run that was cut short goes on where it stopped. The exit status is 1 when an issue stays.
    """
    if apply and by is None:
        raise click.UsageError("--apply needs --by: the record says who did it.")
    with Place(url_of(db), tenant, (str(new),), directory).existing() as engine:
        (edition,) = engine.office.shelf.in_force()
        name = edition.workflow.name
        if apply and by is not None:
            found = engine.migrate(name, by=by, because=because, renaming=renaming, only=only, to=to)
        else:
            migration = Migration(workflow=name, renaming=renaming, only=only, to=to)
            found = prospects(engine.store, engine.tenant, engine.office, migration)
    if as_json:
        show_json({"applied": apply, "issues": documents(found)})
    else:
        tell(found, OUTCOMES if apply else VERDICTS, edition.calendar.zone, language)
        _sum_up(found, language, applied=apply)
    if any(one.verdict is not Verdict.SAFE for one in found):
        click.get_current_context().exit(1)


def _sum_up(found: Sequence[Prospect], language: Language, *, applied: bool) -> None:
    safe = sum(one.verdict is Verdict.SAFE for one in found)
    stay = len(found) - safe
    if not found:
        show(language.say("没有需要换版的在办事项。", "No live issue is of an older version."))
    elif applied:
        show(language.say(f"已换版{safe}件，未换版{stay}件。", f"{safe} moved, {stay} not."))
    else:
        show(
            language.say(
                f"可以换版{safe}件，不能换版{stay}件；未作任何改动，实行请加 --apply。",
                f"{safe} can be moved, {stay} can't; nothing was written, add --apply to move them.",
            )
        )
