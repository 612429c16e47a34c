"""What holds of the judgement of any file at all, however it came to be."""

import json
import re

from rectiflow.bootstrap import connect
from rectiflow.definitions.codes import CODES
from rectiflow.definitions.content import from_content, to_content
from rectiflow.definitions.parse import problems_of, read_workflow
from rectiflow.drawing import FORMATS, draw
from rectiflow.reading import articles_of

FILE = "a.yaml"
PYTHON = re.compile(
    r"Traceback|\w+(?:Error|Exception|Warning)\b|object at 0x\w+|<input>|<\w+ '|NoneType|\w+\.\w+\(|__\w+__|"
    r"\b(?:cattrs|attrs|yaml|cel|rectiflow)\.\w+|\bNone\b|\b(?:dict|str|tuple|bool)\b"
)
"""What only a programmer reads: names of errors, of classes and of modules."""
_LINE_END = re.compile("\r\n|\r|\n")


def judged(text, **where):
    """Give the problems of a file, all of them told soundly; where none is an error, the file can be used."""
    problems = told(text, **where)
    if all(problem.severity != "error" for problem in problems):
        usable(read_workflow(text, FILE, **where))
    return problems


def told(text, **where):
    """Give the problems of a file, each with a code and a place that there are, and in words for people."""
    problems = problems_of(text, FILE, **where)
    characters = text if isinstance(text, str) else text.decode("utf-8", "replace")
    lines = _LINE_END.split(characters)
    assert list(problems) == sorted(problems)
    for problem in problems:
        _told_soundly(problem, lines, characters)
    return problems


def usable(workflow):
    """Demand that a workflow without errors can be read, drawn, kept and connected."""
    assert articles_of(workflow)
    assert all(draw(workflow, kind, ("zh", "en")) for kind in FORMATS)
    assert from_content(json.loads(json.dumps(to_content(workflow)))) == workflow
    connect(workflows=workflow)


def _told_soundly(problem, lines, text):
    assert problem.code in CODES
    assert all((problem.message.zh, problem.message.en, problem.fix.zh, problem.fix.en))
    assert problem.fix
    if problem.file == FILE:  # and not that of a workflow which it extends
        assert 1 <= problem.line <= len(lines), problem
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
    assert [word for word in PYTHON.findall(problem.say("en") + problem.say("zh")) if word not in text] == [], problem
