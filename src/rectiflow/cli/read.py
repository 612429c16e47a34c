"""`read`: a workflow file as numbered articles. 成文。"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

from rectiflow.bootstrap import beside
from rectiflow.cli.files import content
from rectiflow.cli.language import Language
from rectiflow.cli.output import clean, show, show_json
from rectiflow.cli.verb import verb
from rectiflow.definitions.parse import accepted_by, read_workflow
from rectiflow.definitions.profile import Find
from rectiflow.definitions.shapes import IDENTIFIER
from rectiflow.errors import DefinitionError, NotFound
from rectiflow.model.workflow import Workflow
from rectiflow.reading import Article, articles_of, mentioned


@verb()
@click.argument("file", type=click.Path(path_type=Path))
def read(*, file: Path, language: Language, as_json: bool) -> None:
    """Give the whole of FILE, one sentence for each key, so that it can be checked line by line."""
    find = beside(file)
    text = content(file)
    workflow = read_workflow(text, str(file), find)
    articles = articles_of(workflow, dict(_others(workflow, find)), accepted_by(text, str(file), find))
    if as_json:
        show_json({"articles": articles})
    else:
        _tell(workflow, articles, language)


def _others(workflow: Workflow, find: Find) -> Iterator[tuple[str, Workflow]]:
    """Find the workflows that this one speaks of; one that isn't there keeps its name."""
    for name in filter(IDENTIFIER.fullmatch, dict.fromkeys(mentioned(workflow))):
        try:
            yield name, read_workflow(*find(name), find)
        except (NotFound, DefinitionError):
            continue


def _tell(workflow: Workflow, articles: Sequence[Article], language: Language) -> None:
    show(clean(language.say(workflow.zh, workflow.en)))
    for chapter, texts in groupby(articles, key=lambda article: article.chapter):
        show(f"\n{clean(language.say(chapter.zh, chapter.en))}")
        for article in texts:
            show("")
            for line in _lines(article, language):
                show(clean(line))


def _lines(article: Article, language: Language) -> Sequence[str]:
    label, text = article.label, article.text
    return language.say(f"{label.zh} {text.zh}", f"{label.en}. {text.en}", between="\n").splitlines()
