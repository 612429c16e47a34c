"""A role that is derived from another comes down to somebody in the end."""

import pytest

from tests.example import Example


def told(roles):
    problems = [one for one in Example().problems(f"roles: {{{roles}}}") if one.code == "RF227"]
    return [one.message.en for one in problems]


@pytest.mark.parametrize(
    ("roles", "circle"),
    [
        ("a: {zh: 甲, is: a.superior}", "a from a"),
        ("a: {zh: 甲, is: b.superior}, b: {zh: 乙, is: a.superior}", "a from b from a"),
        ("a: {zh: 甲, is: c}, b: {zh: 乙, is: a.unit}, c: {zh: 丙, is: b}", "a from c from b from a"),
    ],
)
def test_a_circle_is_told_once_with_all_that_stand_in_it(roles, circle):
    assert told(roles) == [f"'a' is derived from itself: {circle}"]


def test_whoever_is_derived_from_a_circle_does_not_stand_in_it():
    assert told("a: {zh: 甲, is: b.unit}, b: {zh: 乙, is: b.superior}") == ["'b' is derived from itself: b from b"]


def test_roles_that_come_down_to_one_that_is_bound_stand_in_no_circle():
    assert told("a: {zh: 甲, is: b.superior}, b: {zh: 乙, is: lead.superior}") == []
