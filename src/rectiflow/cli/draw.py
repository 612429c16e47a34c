"""`draw`: the picture of a workflow. 流程图。"""

from pathlib import Path

import click

from rectiflow.cli.files import content, create
from rectiflow.cli.language import Language
from rectiflow.cli.output import clean, put, show, show_json
from rectiflow.cli.verb import option, verb
from rectiflow.definitions.parse import read_workflow
from rectiflow.drawing import FORMATS
from rectiflow.drawing import draw as drawn

LANGUAGES = {Language.ZH: ("zh",), Language.EN: ("en",), Language.BOTH: ("zh", "en")}


@verb(language=Language.BOTH)
@click.argument("file", type=click.Path(path_type=Path))
@option(
    "--format",
    "kind",
    of="draw",
    type=click.Choice(list(FORMATS)),
    default="svg",
    show_default=True,
    help="The format. 格式",
)
@option("--out", type=click.Path(path_type=Path), help="Where to write it; a new file. Else it is printed. 输出文件")
def draw(*, file: Path, kind: str, out: Path | None, language: Language, as_json: bool) -> None:
    """Draw FILE as an office publishes it: who holds an issue when, what is done, within which limits."""
    workflow = read_workflow(content(file), str(file))
    text = drawn(workflow, kind, LANGUAGES[language])
    if out is not None:
        create(out, text)
    if as_json:
        show_json({"format": kind, "drawing": text, "out": str(out) if out is not None else None})
    elif out is None:
        put(text)
    else:
        show(clean(str(out)))
