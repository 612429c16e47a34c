"""Problems in the forms that code hosts show beside the lines: GitHub annotations and SARIF. 标注格式。"""

import os
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from attrs import asdict

from rectiflow.cli.language import Language
from rectiflow.definitions.codes import CODES
from rectiflow.errors import Problem

_GITHUB: Mapping[str, str] = {"error": "error", "warning": "warning", "note": "notice"}


def plain(problem: Problem, language: Language) -> dict[str, Any]:
    """Give a problem as data whose `message` and `fix` are texts in `language`."""
    words = {"message": language.sentence(problem.message), "fix": language.sentence(problem.fix)}
    return asdict(problem, recurse=False) | words


def github(problem: Problem, language: Language) -> str:
    """Write a problem as a workflow command of GitHub Actions.

    >>> from rectiflow.errors import Words
    >>> words = Words("没有办结状态", "no state is final"), Words("请补", "add one")
    >>> github(Problem("a.yaml", 3, 5, "RF303", *words), Language.EN)
    '::error file=a.yaml,line=3,col=5,title=RF303::no state is final; add one'
    """
    file = _escaped(problem.file).replace(":", "%3A").replace(",", "%2C")
    place = f"file={file},line={problem.line},col={problem.column},title={problem.code}"
    return f"::{_GITHUB[problem.severity]} {place}::{_escaped(language.sentence(problem.sentence))}"


def sarif(problems: Iterable[Problem], language: Language) -> dict[str, Any]:
    """Give problems as one run of SARIF 2.1.0 (OASIS), each code a rule with its titles."""
    results = [_result(problem, language) for problem in problems]
    rules = [_rule(code) for code in sorted({result["ruleId"] for result in results})]
    driver = {"name": "rectiflow", "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _rule(code: str) -> dict[str, Any]:
    said = CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": f"{said.zh} · {said.en}"},
        "defaultConfiguration": {"level": said.severity},
    }


def _result(problem: Problem, language: Language) -> dict[str, Any]:
    region = {"startLine": problem.line, "startColumn": problem.column}
    place = {"artifactLocation": {"uri": quote(os.fsencode(PurePath(problem.file).as_posix()))}, "region": region}
    return {
        "ruleId": problem.code,
        "level": problem.severity,
        "message": {"text": language.sentence(problem.sentence)},
        "locations": [{"physicalLocation": place}],
    }
