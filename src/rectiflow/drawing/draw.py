"""Which formats there are, and what draws each. 流程图的格式。"""

from collections.abc import Callable, Mapping

from rectiflow.drawing.bpmn import bpmn
from rectiflow.drawing.html import html
from rectiflow.drawing.languages import Languages
from rectiflow.drawing.markdown import markdown
from rectiflow.drawing.mermaid import mermaid
from rectiflow.drawing.svg import svg
from rectiflow.model.workflow import Workflow

FORMATS: Mapping[str, Callable[[Workflow, Languages], str]] = {
    "svg": svg,
    "html": html,
    "mermaid": mermaid,
    "table": markdown,
    "bpmn": bpmn,
}
"""Format → what draws it."""


def draw(workflow: Workflow, kind: str, languages: Languages) -> str:
    """Draw a workflow as text of the format `kind`, one of FORMATS.

    `languages` are ("zh",), ("en",) or both; the first one leads. The same workflow always gives
    the same text, with a line feed at its end.
    """
    return FORMATS[kind](workflow, languages)
