"""`check`: every problem of workflow files. 检查。"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click

from rectiflow.bootstrap import beside
from rectiflow.cli.annotating import github, plain, sarif
from rectiflow.cli.files import content
from rectiflow.cli.language import Language
from rectiflow.cli.output import clean, show, show_json, show_problems
from rectiflow.cli.verb import option, verb
from rectiflow.definitions.directory import YamlDirectory, read_directory
from rectiflow.definitions.parse import problems_of
from rectiflow.errors import DefinitionError, Problem


def _annotate(problems: Iterable[Problem], language: Language) -> None:
    for problem in problems:
        show(clean(github(problem, language)))


_FORMATS: dict[str, Callable[[Sequence[Problem], Language], None]] = {
    "github": _annotate,
    "sarif": lambda problems, language: show_json(sarif(problems, language)),
}


@verb()
@option("--strict", is_flag=True, help="Let warnings fail as well. 警告也算不通过")
@option("--format", "form", of="check", type=click.Choice(list(_FORMATS)), help="Annotate for a code host. 标注格式")
@option("--people", type=click.Path(path_type=Path), help="A directory: may any one person be absent? 通讯录")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(  # noqa: PLR0913  (one word for each option)
    *,
    files: tuple[Path, ...],
    strict: bool,
    form: str | None,
    people: Path | None,
    language: Language,
    as_json: bool,
) -> None:
    """Say each as a line `file:line:column: code: what is wrong; what to do`.

    Of a folder, its files `*.yaml` are checked.
    """
    if as_json and form is not None:
        raise click.UsageError("Give either --json or --format.")
    directory = read_directory(content(people), str(people)) if people is not None else None
    checked = [file for path in files for file in _files(path)]
    problems = [problem for file in checked for problem in _problems(file, directory)]
    if form is not None:
        _FORMATS[form](problems, language)
    elif as_json:
        show_json({"problems": [plain(problem, language) for problem in problems]})
    else:
        _tell(problems, len(checked), language, asked=directory is not None)
    if {"error", "warning" if strict else "error"} & {problem.severity for problem in problems}:
        click.get_current_context().exit(1)


def _files(path: Path) -> list[Path]:
    """Give the workflow files of a folder; a file, or a folder without any, stands for itself."""
    return sorted(path.glob("*.yaml")) or [path]


def _problems(file: Path, directory: YamlDirectory | None) -> tuple[Problem, ...]:
    try:
        return problems_of(content(file), str(file), beside(file), directory)
    except DefinitionError as error:
        return error.problems


def _tell(problems: list[Problem], files: int, language: Language, *, asked: bool) -> None:
    show_problems(problems, language)
    if not problems:
        show(language.say(f"{files}个文件，没有发现问题", f"{files} checked, nothing to say"))
    if not asked:
        skipped = ("未检查一人缺席时能否办结：未给出通讯录（--people）", "Absence not checked: no --people are given")
        show(language.say(*skipped), err=True)
