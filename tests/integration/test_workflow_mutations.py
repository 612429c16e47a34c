"""Every bundled workflow file, broken at every site in every way: the check says it, with its code, on its line.

Run with `-s` to see the table: operators, sites, how many are caught, and how many are well-formed
all the same, by the rule of the operator that says so. What is well-formed is for scenarios to tell.
"""

from functools import partial

import pytest

from rectiflow.bootstrap import beside
from rectiflow.definitions.parse import problems_of
from tests.example import ROOT
from tests.mutants import Bench, Tally
from tests.mutating_language import LANGUAGE
from tests.mutating_rules import RULES
from tests.mutating_words import WORDS
from tests.surgery import Source

FILES = sorted((ROOT / "workflows").rglob("*.yaml"))
OPERATORS = WORDS | LANGUAGE | RULES
SOURCES = {file: Source(file.read_text("utf-8")) for file in FILES}


def judge(file):
    return partial(problems_of, file=file.name, find=beside(file))


@pytest.fixture(scope="module")
def table():
    """Gather what becomes of the mutants, and print it when all are judged."""
    tallies = {}
    yield tallies
    print("\n\noperator, sites, caught, well-formed")
    for name, tally in tallies.items():
        print(f"{name:40} {tally.sites:6} {tally.caught:6} {tally.sites - tally.caught - len(tally.missed):6}")
    for name, tally in tallies.items():
        for rule, sites in tally.fine.items():
            print(f"\n{name}: {rule}\n  {' '.join(sites)}")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_unmutated_file_has_no_error(file):
    problems = judge(file)(SOURCES[file].text)
    assert [str(problem) for problem in problems if problem.severity == "error"] == []


@pytest.mark.parametrize("operator", OPERATORS)
def test_every_mutant_is_told_with_its_code_on_its_line(operator, table):
    tally = table[operator] = Tally()
    for file, source in SOURCES.items():
        for mutant, found in Bench(source.text, judge(file)).judge(list(OPERATORS[operator](source))):
            tally.add(mutant, file.stem, found)
    assert tally.missed == []
    assert tally.caught > 0
