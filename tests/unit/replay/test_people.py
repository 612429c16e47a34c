"""Roles come from the log's own groups, as the map derives them."""

from datetime import UTC, datetime

import pytest

from rectiflow.model.actor import Actor
from rectiflow.replay.logs import Event
from rectiflow.replay.mapping import Roles
from rectiflow.replay.people import People

ROLES = Roles(
    groups={"* 2nd": ("second",), "EMPTY": ("intake",), "*": ("first",)},
    people={"Siebel": ("tool",)},
    elsewhere=("EMPTY",),
)


def event(actor, group):
    at = datetime(2012, 3, 5, tzinfo=UTC)
    return Event(case="1", index=1, activity="A", at=at, actor=actor, group=group, attributes={})


def actor_of(acting, *others):
    return People(ROLES, [acting, *others]).actor(acting)


@pytest.mark.parametrize(("group", "role"), [("G1", "first"), ("G1 2nd", "second")])
def test_the_first_pattern_that_fits_gives_the_roles_of_a_group(group, role):
    assert actor_of(event("Eva", group)) == Actor("Eva", {role}, {group})


def test_roles_count_for_the_group_that_an_event_was_done_for():
    assert actor_of(event("Eva", "G1"), event("Eva", "G2 2nd")).roles == {"first"}


def test_a_person_has_their_own_roles_too():
    assert actor_of(event("Siebel", "G1")).roles == {"tool", "first"}


def test_whoever_acts_under_a_group_that_says_too_little_has_the_roles_they_have_elsewhere():
    assert actor_of(event("Eva", "EMPTY"), event("Eva", "G1 2nd")) == Actor("Eva", {"intake", "second"})
    assert actor_of(event("Eva", "EMPTY"), event("Ria", "G1 2nd")) == Actor("Eva", {"intake"})


def test_a_group_that_the_map_does_not_know_has_no_role():
    stranger = event("Eva", "G1")

    assert People(Roles(), [stranger]).actor(stranger) == Actor("Eva", (), {"G1"})
