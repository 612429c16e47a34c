"""With a directory: an issue can still end when any one person is absent or recused."""

import pytest

from rectiflow.definitions.check.people import anybody_absent
from rectiflow.definitions.directory import read_directory
from rectiflow.definitions.parse import problems_of
from tests.example import Example

UNITS = "units: {bureau: {zh: 道路局}}\n"


def said(people, change="{}"):
    directory = read_directory(f"{UNITS}persons: {people}", "people.yaml")
    return [(one.path, one.message.en) for one in anybody_absent(Example().workflow(change), directory)]


def person(name, *roles):
    return f"{name}: {{zh: 人, unit: bureau, roles: [{', '.join(roles)}]}}"


def test_a_role_that_only_one_person_has_stops_the_work_when_they_are_away():
    people = f"{{{person('li', 'clerk')}, {person('wang')}, {person('zhao')}}}"
    assert said(people) == [(("roles", "clerk"), "without 'li' no issue can end")]


def test_a_role_that_two_persons_have_does_not():
    people = f"{{{person('li', 'clerk')}, {person('wang', 'clerk')}, {person('zhao')}}}"
    assert said(people) == []


def test_whoever_did_the_work_cannot_stand_in_for_its_judge():
    two = f"{{{person('li', 'clerk')}, {person('wang', 'clerk')}}}"
    assert [message for _, message in said(two)] == ["without 'li' no issue can end", "without 'wang' no issue can end"]


def test_without_anybody_who_may_no_issue_can_end_at_all():
    assert said(f"{{{person('li')}, {person('wang')}}}") == [
        (("actions",), "no issue can end with the people of this directory")
    ]


@pytest.mark.parametrize(("relation", "absent"), [("first_person", ["chen"]), ("staff", []), ("superior", [])])
def test_a_derived_role_is_played_by_whom_the_directory_names(relation, absent):
    change = f"""
    roles: {{boss: {{zh: 领导, is: lead.{relation}}}}}
    actions: {{submit: {{zh: 报结, from: rectifying, to: verifying, by: boss, needs: [answer, evidence]}}}}
    """
    directory = read_directory(
        "units: {bureau: {zh: 道路局, first_person: chen}}\n"
        f"persons: {{{person('chen')}, {person('li', 'clerk')}, {person('wang', 'clerk')}, {person('zhao')}}}",
        "people.yaml",
    )
    found = [one.message.en for one in anybody_absent(Example().workflow(change), directory)]
    assert found == [f"without '{name}' no issue can end" for name in absent]


def test_the_system_is_never_absent():
    change = """
    actions:
      lapse: {zh: 期满, from: rectifying, to: closed, by: system, judges: nobody because 期满, tells: reporter}
    """
    people = f"{{{person('li', 'clerk')}, {person('wang', 'clerk')}}}"
    assert said(people, change) == []


@pytest.mark.parametrize(
    ("asked", "told"), [(2, []), (3, ["'check' asks for 3 of 'clerk', and no more than 2 can have that role"])]
)
def test_as_many_have_a_role_as_are_asked_of_it(asked, told):
    change = f"actions: {{check: {{zh: 复查, from: verifying, by: clerk, quorum: {{clerk: {asked}}}}}}}"
    people = f"{UNITS}persons: {{{person('li', 'clerk')}, {person('wang', 'clerk')}, {person('zhao')}}}"
    directory = read_directory(people, "people.yaml")
    found = problems_of(Example().changed(change), "example", directory=directory)
    assert [one.message.en for one in found if one.code == "RF415"] == told
