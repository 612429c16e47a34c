"""附则: what the check found and the file accepts. Supplementary provisions."""

from collections.abc import Iterator, Mapping

from rectiflow.model.acceptance import Acceptance, Acceptances
from rectiflow.model.titles import Title, Titled
from rectiflow.phrasing.clauses import inside
from rectiflow.phrasing.names import Names, titled
from rectiflow.phrasing.phrases import all_of, article, numbered, quoted, same, say

TITLE = Title(zh="附则", en="Supplementary provisions")


def articles(names: Names, accepted: Acceptances) -> Iterator[Title]:
    """Give the articles of this chapter."""
    if accepted:
        intro = Title(zh="检查提出的下列问题，予以接受", en="These findings of the check are accepted")
        items = (_accepted(names, code, one) for code, several in accepted.items() for one in several)
        yield article(Title(zh="接受的问题", en="Accepted findings"), numbered(intro, items))


def _accepted(names: Names, code: str, acceptance: Acceptance) -> Title:
    return say(
        "{places}的{code}号问题，理由：{why}",
        "{code} of {places}, because {why}",
        places=all_of(_place(names, at) for at in acceptance.at),
        code=same(code),
        why=inside(acceptance.because),
    )


def _place(names: Names, at: str) -> Title:
    """Name the element at a place; a place without one stands as it is written."""
    section, _, rest = at.partition(".")
    elements = getattr(names.workflow, section, None)
    found = elements.get(rest.partition(".")[0]) if isinstance(elements, Mapping) else elements
    return quoted(titled(found) if isinstance(found, Titled) else same(at))
