"""The directory says who stands how to whom, and a file of it is checked as a whole."""

import pytest

from rectiflow.definitions.directory import read_directory
from rectiflow.errors import DefinitionError
from rectiflow.model.actor import Actor
from tests.example import ROOT


@pytest.fixture
def people():
    return read_directory((ROOT / "docs/tutorial/people.yaml").read_bytes(), "people.yaml")


def test_an_actor_has_their_roles_and_their_own_unit(people):
    assert people.actor("clerk-li") == Actor("clerk-li", {"clerk"}, {"service-hall"})
    assert people.actor("auditor-zhao").roles == {"auditor"}


def test_somebody_unknown_has_no_role_and_no_unit(people):
    assert people.actor("visitor-17") == Actor("visitor-17")
    assert people.actor("road-bureau") == Actor("road-bureau")


def test_a_role_is_held_by_whoever_the_file_gives_it(people):
    assert people.with_role("clerk") == ("window-3", "clerk-li")
    assert people.with_role("nobody") == ()


@pytest.mark.parametrize(
    ("subject", "relation", "expected"),
    [
        ("road-bureau", "first_person", ("director-chen",)),
        ("road-bureau", "deputy_in_charge", ("deputy-liu",)),
        ("road-bureau", "specific_person", ("engineer-zhou",)),
        ("road-bureau", "staff", ("director-chen", "deputy-liu", "engineer-zhou", "worker-wu")),
        ("road-bureau", "superior", ("city-government",)),
        ("road-bureau", "unit", ("road-bureau",)),
        ("city-government", "superior", ()),
        ("city-government", "deputy_in_charge", ()),
        ("worker-wu", "first_person", ("director-chen",)),
        ("worker-wu", "deputy_in_charge", ("deputy-liu",)),
        ("worker-wu", "specific_person", ("worker-wu",)),
        ("worker-wu", "staff", ("worker-wu",)),
        ("worker-wu", "superior", ("director-chen",)),
        ("director-chen", "superior", ("mayor-sun",)),
        ("mayor-sun", "superior", ()),
        ("worker-wu", "unit", ("road-bureau",)),
        ("worker-wu", "parent", ()),
        ("road-bureau", "id", ()),
        ("visitor-17", "superior", ()),
        ("visitor-17", "specific_person", ()),
    ],
)
def test_how_somebody_stands_to_a_unit_or_person(people, subject, relation, expected):
    assert people.related(subject, relation) == expected


def test_a_person_without_a_unit_has_nobody_above():
    people = read_directory("persons: {li: {zh: 李}}", "people.yaml")
    assert [people.related("li", relation) for relation in ("superior", "first_person", "unit")] == [(), (), ()]


def test_names_are_given_in_the_readers_language_and_ids_where_there_is_none(people):
    assert people.title("road-bureau", "zh") == "市政道路局"
    assert people.title("chief-wang", "en") == "Chief Wang"
    assert people.title("visitor-17", "zh") == "visitor-17"


def test_what_the_directory_knows(people):
    assert people.knows("road-bureau")
    assert people.knows("window-3")
    assert not people.knows("visitor-17")


def test_all_problems_of_a_directory_are_told_at_once():
    text = """
units:
  a: {zh: 甲, parent: b, first_person: nobody}
  b: {zh: 乙, parent: a}
persons:
  li: {zh: 李, unit: c, rolls: [clerk]}
  wu: {unit: a}
  a: {zh: 同名}
extra: 1
"""
    with pytest.raises(DefinitionError) as caught:
        read_directory(text, "people.yaml")
    found = [(problem.line, problem.code) for problem in caught.value.problems]
    assert found == [
        (3, "RF214"),
        (3, "RF213"),
        (4, "RF214"),
        (6, "RF101"),
        (7, "RF104"),
        (8, "RF112"),
        (9, "RF101"),
    ]


def test_a_file_that_is_not_yaml_is_no_directory():
    with pytest.raises(DefinitionError, match="RF005"):
        read_directory("units: {", "people.yaml")
