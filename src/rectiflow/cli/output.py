"""What the command line puts out: one JSON document, or text for people. 输出。"""

import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import zip_longest
from typing import TextIO, cast

import attrs
import click
from rich.cells import cell_len

from rectiflow.cli.language import Language
from rectiflow.errors import DefinitionError, Problem, RectiflowError, StoreError, Words
from rectiflow.model.timing import write_instant

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")


def show_json(document: object) -> None:
    """Print the one document that a program asked for; instants in UTC."""
    put(json.dumps(document, ensure_ascii=False, indent=2, default=_plain) + "\n")


def show(text: str, *, err: bool = False) -> None:
    """Print one line for people."""
    put(f"{text}\n", err=err)


def put(text: str, *, err: bool = False) -> None:
    """Print text as it is; raises StoreError where it can't be written, unless nobody reads it any more."""
    try:
        click.echo(text, err=err, nl=False)
    except BrokenPipeError:
        raise
    except OSError as error:
        _discard(sys.stderr if err else sys.stdout)
        raise StoreError(
            what=Words("输出未能写完，所在磁盘可能已满", "The output can't be written; its disk may be full"),
            fix=Words("请腾出空间后重试", "Free some space, and try again"),
        ) from error


def _discard(stream: TextIO) -> None:
    """Let go of whatever a stream still holds, or is given from now on: it would fail again at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def show_table(rows: Iterable[Sequence[str]]) -> None:
    """Print rows in columns, the first row dimmed as their head; Chinese takes two places a sign."""
    cleaned = [[clean(cell) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip_longest(*cleaned, fillvalue="")]
    for number, row in enumerate(cleaned):
        line = "  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=False)).rstrip()
        show(line if number else click.style(line, dim=True))


def show_error(error: RectiflowError, language: Language, *, as_json: bool) -> None:
    """Print what went wrong on standard error, and as a document too where one was asked for."""
    message = {"zh": error.message("zh"), "en": error.message("en")}
    if as_json:
        show_json({"error": {"code": error.code, "message": message, "details": error}})
    if isinstance(error, DefinitionError):
        show_problems(error.problems, language, err=True)
    else:
        show(clean(language.say(**message)), err=True)


def show_problems(problems: Iterable[Problem], language: Language, *, err: bool = False) -> None:
    """Print each problem of a file as one line; in both languages its place stands there once."""
    for problem in problems:
        show(clean(f"{problem.place}: {language.sentence(problem.sentence)}"), err=err)


def clean(text: str) -> str:
    r"""Replace what would move the cursor or turn the direction of writing, so that one line stays one line.

    >>> clean("路灯\n坏了\x1b[2J")
    '路灯 坏了 [2J'
    """
    return _UNPRINTABLE.sub(" ", text)


def pad(text: str, width: int) -> str:
    """Fill `text` with blanks up to `width` places of a terminal.

    >>> pad("登记", 6)
    '登记  '
    """
    return text + " " * (width - cell_len(text))


def _plain(value: object) -> object:
    """Bring a value that JSON doesn't know to one that it does."""
    if isinstance(value, datetime):
        return write_instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if attrs.has(type(value)):
        return attrs.asdict(cast("attrs.AttrsInstance", value), recurse=False)
    raise TypeError(value)
