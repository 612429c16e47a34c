"""docs/reference/language.md names every key of a workflow file, and calls refused what is refused."""

import re

import pytest

from rectiflow.core import readiness
from rectiflow.definitions.shapes import SECTIONS, SHAPES, SINGLE, Head, keys_of
from rectiflow.model.action import Action, Need, Reopen, Requirement, Target
from rectiflow.model.promise import Allowance, Deadline, Rung
from rectiflow.model.stage import State
from rectiflow.model.subject import Field, Role
from tests.example import ROOT

PAGE = (ROOT / "docs/reference/language.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]*)`", PAGE))))
TITLES = {"zh", "en"}


@pytest.mark.parametrize(
    "noun", [Head, Role, Field, State, Action, Reopen, Target, Need, Requirement, Deadline, Allowance, Rung]
)
def test_the_page_names_every_key(noun):
    assert noun in SHAPES
    assert set(keys_of(noun)) - TITLES <= NAMED


def test_the_page_names_every_section():
    assert {*SECTIONS, *SINGLE} <= NAMED


def test_every_key_that_is_refused_stands_in_the_column_of_the_refused():
    rows = [row.split("|") for row in PAGE.splitlines() if row.startswith("|") and row.count("|") > 3]
    refused = set(re.findall(r"\w+", " ".join(row[3] for row in rows)))
    keys = (readiness._ACTION, readiness._TARGET, readiness._REQUIREMENT, readiness._RUNG, readiness._TYPES)  # noqa: SLF001
    assert {key for several in keys for key in several} <= refused
