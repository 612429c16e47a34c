"""A definition goes into the ledger as data, and comes back the same."""

import json

import pytest

from rectiflow.definitions.content import from_content, to_content
from rectiflow.errors import DefinitionError
from rectiflow.ledger.leaf import canonical, digest
from tests.example import Example


@pytest.fixture
def workflow():
    return Example().workflow()


def test_the_example_comes_back_the_same_in_the_same_order(workflow):
    again = from_content(json.loads(canonical(to_content(workflow))))
    assert again == workflow
    assert list(again.actions) == list(workflow.actions)
    assert list(again.fields) == list(workflow.fields)


def test_what_is_only_written_differently_has_the_same_digest(workflow):
    example = Example()
    rewritten = example.workflow(
        """
        parameters: ~
        ladders:
          usual: ~
          other:
            - {at: 90%, rung: urge, tell: holder}
            - {at: due, rung: supervise, tell: holder.first_person, charge: overdue}
        deadlines:
          assign: {zh: 交办时限, en: Assignment, runs_in: registered, within: 1 working days, rungs: other}
          rectify: {zh: 整改时限, en: Rectification, runs_in: rectifying, within: 5 working day, rungs: other}
          verify: {zh: 验收时限, en: Verification, runs_in: [verifying], within: 3 working days, rungs: other}
        """
    )
    assert digest(to_content(rewritten)) == digest(to_content(workflow))


def test_the_language_that_a_file_is_written_in_is_no_part_of_what_it_says(workflow):
    assert digest(to_content(Example().workflow("language: 1"))) == digest(to_content(workflow))


def test_what_is_said_differently_has_another_digest(workflow):
    other = Example().workflow(
        "deadlines: {assign: {zh: 交办时限, en: Assignment, runs_in: registered, within: 1 day, rungs: usual}}"
    )
    assert digest(to_content(other)) != digest(to_content(workflow))


def test_the_form_of_the_data_stays_as_it_is(workflow):
    """A change here is a change of what lies in ledgers: it needs a new version of the record and an upcaster."""
    content = to_content(workflow)
    assert content["actions"][1] == {
        "name": "assign",
        "zh": "交办",
        "en": "Assign",
        "targets": [{"state": "rectifying"}],
        "sources": ["registered"],
        "by": ["clerk"],
        "binds": ["lead", "verifier"],
    }
    assert content["deadlines"][0]["within"] == [{"allow": "1 working day"}]
    assert content["actions"][0]["needs"] == [{"field": "opinion"}]
    assert content["deadlines"][0]["rungs"][0] == {"at": "90%", "rung": "urge", "tell": ["holder"]}
    assert digest(content) == "5b2a09bd9e145e6841d912a7d1319f03b1c56adf7c27405b27e5fa22f05c4366"


def test_data_that_is_no_definition_is_refused(workflow):
    content = to_content(workflow)
    broken = [
        None,
        [],
        "text",
        {},
        content | {"unknown": 1},
        content | {"version": "1"},
        content | {"states": {}},
        content | {"states": [{"name": "a"}]},
        content | {"deadlines": [content["deadlines"][0] | {"within": "soon"}]},
    ]
    for one in broken:
        with pytest.raises(DefinitionError, match="stored definition"):
            from_content(one)
