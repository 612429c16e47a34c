"""重新办理: the way back for whoever is not satisfied. Reopening."""

from collections.abc import Iterator

from rectiflow.model.titles import Title
from rectiflow.phrasing.names import Names
from rectiflow.reading.course import action_article

TITLE = Title(zh="重新办理", en="Reopening")


def articles(names: Names) -> Iterator[Title]:
    """Give the articles of this chapter."""
    if names.workflow.reopen is not None:
        yield action_article(names, names.workflow.reopen)
