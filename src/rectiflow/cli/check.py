"""`check`: every problem of workflow files. 检查。"""

from pathlib import Path

import click

from rectiflow.bootstrap import beside
from rectiflow.cli.files import content
from rectiflow.cli.language import Language
from rectiflow.cli.output import clean, show, show_json
from rectiflow.cli.verb import verb
from rectiflow.definitions.parse import problems_of
from rectiflow.errors import Problem


@verb()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(*, files: tuple[Path, ...], language: Language, as_json: bool) -> None:
    """Say each as a line `file:line:column: code: what is wrong; what to do`."""
    problems = [problem for file in files for problem in _problems(file)]
    if as_json:
        show_json({"problems": problems})
    else:
        _tell(problems, len(files), language)
    if any(problem.severity == "error" for problem in problems):
        click.get_current_context().exit(1)


def _problems(file: Path) -> tuple[Problem, ...]:
    return problems_of(content(file, "workflow file"), str(file), beside(file))


def _tell(problems: list[Problem], files: int, language: Language) -> None:
    for problem in problems:
        show(clean(str(problem)))
    if not problems:
        show(language.say(f"{files} 个文件，没有发现问题", f"{files} checked, nothing to say"))
