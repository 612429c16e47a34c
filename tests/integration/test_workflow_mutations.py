"""Every bundled workflow file, broken at every site in every way: the check says it, with its code, on its line.

Run with `-s` to see the table: operators, sites, how many are caught, and how many are well-formed
all the same, by the rule of the operator that says so. What is well-formed is for scenarios to tell.
"""

import sys
from functools import partial

import pytest

from rectiflow.bootstrap import beside
from rectiflow.definitions.parse import problems_of
from tests.example import ROOT
from tests.mutants import Bench, Tally
from tests.mutating_language import LANGUAGE
from tests.mutating_rules import RULES
from tests.mutating_ways import WAYS
from tests.mutating_words import WORDS
from tests.profiles import (
    ADDING,
    BASE,
    CHANGING,
    of_the_base,
    of_the_profile,
    told_in_the_base,
    told_in_the_profile,
)
from tests.surgery import Source

FILES = sorted((ROOT / "workflows").rglob("*.yaml"))
OPERATORS = WORDS | LANGUAGE | WAYS | RULES
SOURCES = {file: Source(file.read_text("utf-8")) for file in FILES}


def judge(file):
    return partial(problems_of, file=file.name, find=beside(file))


@pytest.fixture(scope="module")
def table():
    """Gather what becomes of the mutants, and print it when all are judged."""
    tallies = {}
    yield tallies
    rows = [f"{name:36}{one.sites:6}{one.caught:8}{one.well_formed:12}" for name, one in tallies.items()]
    rules = [
        f"{name}: {rule}\n  {' '.join(sites)}" for name, one in tallies.items() for rule, sites in one.fine.items()
    ]
    sys.stdout.write("\n".join(["\n", f"{'operator':37}sites  caught well-formed", *rows, "", *rules, ""]))


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


def test_the_unmutated_profiles_have_no_problem():
    assert of_the_base(SOURCES[BASE].text) == []
    assert [*of_the_profile(ADDING), *of_the_profile(CHANGING)] == []


@pytest.mark.parametrize("operator", OPERATORS)
def test_a_mutant_of_a_base_is_told_in_the_base_when_a_profile_of_it_is_checked(operator):
    mutants = [mutant for mutant in OPERATORS[operator](SOURCES[BASE]) if told_in_the_base(mutant)]
    judged = Bench(SOURCES[BASE].text, of_the_base).judge(mutants)
    assert [(mutant.site, found) for mutant, found in judged if found is not None] == []


@pytest.mark.parametrize("operator", sorted(WORDS.keys() - {"leave a value out"}))
def test_a_mutant_of_a_profile_is_told_in_the_profile(operator):
    mutants = [mutant for mutant in WORDS[operator](Source(CHANGING)) if told_in_the_profile(mutant)]
    judged = Bench(CHANGING, of_the_profile).judge(mutants)
    assert [(mutant.site, found) for mutant, found in judged if found is not None] == []
    assert mutants
