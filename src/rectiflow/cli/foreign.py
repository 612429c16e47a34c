"""`import`: the definition of another system as a workflow file. 转入。"""

from pathlib import Path

import click

from rectiflow.cli.files import content, create
from rectiflow.cli.language import Language
from rectiflow.cli.output import clean, put, show, show_json
from rectiflow.cli.verb import option, verb
from rectiflow.foreign import SYSTEMS, Converted, convert


@verb()
@click.argument("file", type=click.Path(path_type=Path))
@option("--from", "system", type=click.Choice(list(SYSTEMS)), required=True, help="The system it comes from. 来源系统")
@option("--out", type=click.Path(path_type=Path), help="Where to write it; a new file. Else it is printed. 输出文件")
def import_(*, file: Path, system: str, out: Path | None, language: Language, as_json: bool) -> None:
    """Carry FILE over as far as it goes, its defects too, which `check` finds then.

    What the workflow file doesn't say is listed on standard error, each with its line in FILE and the reason.
    """
    converted = convert(content(file), str(file), system)
    if out is not None:
        create(out, converted.text)
    if as_json:
        show_json({"workflow": converted.text, "left_out": converted.left_out, "out": str(out) if out else None})
    else:
        _tell(converted, file, out, language)


def _tell(converted: Converted, file: Path, out: Path | None, language: Language) -> None:
    for one in converted.left_out:
        show(clean(f"{file}:{one.line}: {language.say(one.say('zh'), one.say('en'), between=' / ')}"), err=True)
    if out is None:
        put(converted.text)
        return
    many = len(converted.left_out)
    zh, en = f"已写入；{many}项未能照样转入，见上", f"written; {many} things differ from the original, see above"
    show(f"{clean(str(out))}  {language.say(zh, en)}")
