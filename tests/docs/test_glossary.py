"""The glossary calls things what the code calls them."""

import re
from pathlib import Path

from rectiflow.core.terms import HOLDER, RELATIONS, RUNGS
from rectiflow.model.subject import BUILT_IN

GLOSSARY = (Path(__file__).parents[2] / "docs/glossary.md").read_text("utf-8")


def test_the_glossary_lists_the_own_words_of_the_language_as_they_are_shown():
    rows = re.findall(r"^\| `(\w+)` \| (\S+) \| ([^|]+) \|$", GLOSSARY, flags=re.MULTILINE)
    words = {"holder": HOLDER, **BUILT_IN, **RELATIONS, **RUNGS}
    assert rows == [(name, title.zh, title.en) for name, title in words.items()]


def test_the_row_of_the_rung_names_every_step_in_its_order():
    (row,) = re.findall(r"^\| Rung \|.*$", GLOSSARY, flags=re.MULTILINE)
    said = [f"{name.replace('_', ' ')} {title.zh}" for name, title in RUNGS.items()]
    assert ", ".join(said) in row
