"""The expressions of the four drafts compile, and a misspelling anywhere in them is noticed."""

import re
from collections import defaultdict

import pytest
import yaml

from rectiflow.errors import DefinitionError
from rectiflow.expressions import Cel, Kind, Place, Scope

pytest.importorskip("cel_expr_python", reason="no wheel of cel-expr-python for this platform")

DRAFTS = {"petition_case": 13, "npc_work_review": 9, "accountability_measure": 5, "review_opinion": 1}
"""Each draft with how many expressions it has."""
PLACE = Place("draft.yaml", 1, 1)


@pytest.fixture(params=DRAFTS)
def draft(request, shared):
    with (shared / f"domain/drafts/{request.param}.yaml").open(encoding="utf-8") as file:
        return yaml.safe_load(file)


def scope_of(draft):
    fields = {f"issue.{name}": _kind(field) for name, field in draft["fields"].items()}
    whole = {name: one for name, one in draft["parameters"].items() if isinstance(one["value"], int)}
    return Scope(
        variables={**fields, **{f"parameters.{name}": Kind("whole") for name in whole}},
        names={
            "action": [*draft["actions"], "reopen"],
            "deadline": list(draft["deadlines"]),
            "state": list(draft["states"]),
            "field": list(draft["fields"]),
            "role": list(draft["roles"]),
        },
        measures=tuple(draft.get("measures", ())),
    )


def _kind(field):
    choices = field["of"] if field["type"] == "choice" else ()
    return Kind(field["type"], tuple(choices))


def expressions(draft):
    """Give the conditions of a draft, and its figures that are numbers."""
    found = defaultdict(list)
    for key, value in _entries(draft):
        if key == "mean":
            found["figure"].append(value)
        elif key in {"that", "unless", "when", "share"} or (key == "of" and "(" in str(value)):
            found["condition"] += [value] if isinstance(value, str) and re.search(r"[(=<>]|issue", value) else []
    return found


def _entries(value):
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield key, inner
        yield from _entries(inner)


def test_every_expression_compiles(draft):
    found = expressions(draft)
    for text in found["condition"]:
        assert Cel().condition(text, scope_of(draft), PLACE).constant() is None
    for text in found["figure"]:
        assert Cel().figure(text, scope_of(draft), PLACE)
    assert len(found["condition"]) + len(found["figure"]) == DRAFTS[draft["workflow"]]


def test_every_misspelt_word_is_noticed(draft):
    for text in expressions(draft)["condition"]:
        for word in re.finditer(r"\w*[a-z]\w*", text):
            broken = f"{text[: word.end()]}x{text[word.end() :]}"
            with pytest.raises(DefinitionError):
                Cel().condition(broken, scope_of(draft), PLACE)
