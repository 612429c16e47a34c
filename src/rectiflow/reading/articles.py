"""A whole workflow as numbered articles, which an official can check line by line. 成文。"""

from collections.abc import Iterator, Mapping

from attrs import frozen

from rectiflow.model.acceptance import Acceptances
from rectiflow.model.titles import Title
from rectiflow.model.workflow import Workflow
from rectiflow.phrasing.names import Names
from rectiflow.phrasing.phrases import numeral, say
from rectiflow.reading.chapters import (
    answering,
    general,
    keeping,
    matter,
    openness,
    people,
    procedure,
    promises,
    reopening,
    supplement,
    voice,
)

_CHAPTERS = (general, people, matter, procedure, promises, reopening, voice, answering, openness, keeping)


@frozen
class Article:
    """One numbered article: its chapter and its whole text, heading and paragraphs, in both languages. 条。"""

    number: int
    chapter: Title
    text: Title

    @property
    def label(self) -> Title:
        """Give the number as it stands before the text."""
        return Title(zh=f"第{numeral(self.number)}条", en=f"Article {self.number}")


def articles_of(
    workflow: Workflow, others: Mapping[str, Workflow] | None = None, accepted: Acceptances | None = None
) -> tuple[Article, ...]:
    """Say the whole of a workflow in articles, in the order of its chapters.

    `others` are workflows that it speaks of, by name, so that their titles stand in place of their names.
    `accepted` are the findings of the check that its file accepts.
    """
    texts = _texts(Names(workflow, others or {}), accepted or {})
    return tuple(Article(number, chapter, text) for number, (chapter, text) in enumerate(texts, start=1))


def _texts(names: Names, accepted: Acceptances) -> Iterator[tuple[Title, Title]]:
    chapters = [
        *((one.TITLE, list(one.articles(names))) for one in _CHAPTERS),
        (supplement.TITLE, list(supplement.articles(names, accepted))),
    ]
    for number, (title, texts) in enumerate((one for one in chapters if one[1]), start=1):
        label = Title(zh=f"第{numeral(number)}章", en=f"Chapter {number}")
        chapter = say("{label} {title}", "{label}. {title}", label=label, title=title)
        yield from ((chapter, text) for text in texts)
