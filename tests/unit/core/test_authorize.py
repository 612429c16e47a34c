import pytest
from attrs import evolve

from rectiflow.core.authorize import barred_by, capacities
from rectiflow.model.actor import Actor
from tests.cases import an_issue, done
from tests.office import REPAIR

EVERY_ROLE = tuple(REPAIR.roles)
PARTIES = {"lead": ("roads",), "verifier": ("wang",), "reporter": ("visitor", "neighbour"), "head": ("ma",)}


def held(actor, roles=EVERY_ROLE, parties=PARTIES):
    return capacities(REPAIR, roles, actor, parties)


@pytest.mark.parametrize(
    ("actor", "roles"),
    [
        (Actor("window", {"clerk"}), ("clerk",)),
        (Actor("li", (), {"roads"}), ("lead",)),
        (Actor("roads"), ("lead",)),
        (Actor("wang"), ("verifier",)),
        (Actor("neighbour"), ("reporter",)),
        (Actor("ma", (), {"roads"}), ("lead", "head")),
        (Actor("bo", {"clerk"}, {"parks"}), ("clerk",)),
    ],
)
def test_one_acts_in_the_roles_that_one_holds(actor, roles):
    assert held(actor) == roles


@pytest.mark.parametrize(
    "actor",
    [
        Actor("stranger"),
        Actor("clerk"),  # an id is not a role
        Actor("x", {"lead", "verifier", "reporter", "head"}),  # a role that is bound per issue is not had at large
        Actor("x", (), {"clerk", "lead"}),
    ],
)
def test_whoever_holds_no_role_may_do_nothing(actor):
    assert held(actor) == ()


def test_a_role_that_nobody_is_bound_to_lets_nobody_in():
    assert held(Actor("li", (), {"roads"}), parties={}) == ()


def test_only_the_roles_asked_for_count():
    assert held(Actor("window", {"clerk"}), roles=("lead", "verifier")) == ()
    assert held(Actor("window", {"clerk"}), roles=("nobody", "clerk")) == ("clerk",)


@pytest.mark.parametrize(("units", "roles"), [((), ("clerk",)), (("roads",), ())])
def test_a_role_of_the_directory_gives_no_say_over_the_work_of_ones_own_unit(units, roles):
    kept_apart = evolve(REPAIR, roles={"clerk": evolve(REPAIR.roles["clerk"], never="lead")})
    assert capacities(kept_apart, ("clerk",), Actor("window", {"clerk"}, units), PARTIES) == roles


def test_whoever_did_the_work_is_barred_from_confirming_it():
    verify = REPAIR.actions["verify"]
    assert barred_by(verify, Actor("li"), an_issue(done=done(submit="li"))) == "submit"
    assert barred_by(verify, Actor("wang"), an_issue(done=done(submit="li"))) is None
    assert barred_by(verify, Actor("li"), an_issue(done=done(note="li"))) is None
    assert barred_by(verify, Actor("li"), None) is None
