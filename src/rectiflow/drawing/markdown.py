"""The tables of a workflow in Markdown. 表格。"""

import re
from collections.abc import Iterator

from rectiflow.drawing.headings import heading
from rectiflow.drawing.languages import Languages, say
from rectiflow.drawing.tables import Cell, Table, tables
from rectiflow.model.workflow import Workflow

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")


def markdown(workflow: Workflow, languages: Languages) -> str:
    """Give `workflow` as Markdown tables (GFM); see `draw`."""
    parts = [f"# {_escaped(say(heading(workflow), languages))}"]
    parts += ["\n".join(_table(table, languages)) for table in tables(workflow)]
    return "\n\n".join(parts) + "\n"


def _table(table: Table, languages: Languages) -> Iterator[str]:
    yield f"## {_escaped(say(table.title, languages))}\n"
    yield _row(_cell((head,), languages) for head in table.heads)
    yield _row("---" for _ in table.heads)
    for row in table.rows:
        yield _row(_cell(cell, languages) for cell in row)


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell, languages: Languages) -> str:
    return "<br>".join(_escaped(say(words, languages)) for words in cell)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
