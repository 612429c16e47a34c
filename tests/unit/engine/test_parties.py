import pytest
from attrs import evolve

from rectiflow.engine.parties import Resolver, asked_by_action, asked_by_rungs
from rectiflow.errors import NotAuthorized
from rectiflow.model.action import Target, Tell
from rectiflow.model.subject import Role
from tests.office import REPAIR, People, new_engine, rectifying


class Windows(People):
    """The office in which somebody of a unit is a clerk as well."""

    ROLES = {**People.ROLES, "li": {"clerk"}}  # noqa: RUF012  (never changed)


class Tree:
    """A directory of three units above each other."""

    ABOVE = {"team": "bureau", "bureau": "city"}  # noqa: RUF012  (never changed)

    def related(self, subject, relation):
        if relation == "superior":
            return tuple(filter(None, [self.ABOVE.get(subject)]))
        return (f"head-of-{subject}",) if relation == "first_person" else ()

    def with_role(self, role):
        return (f"every-{role}",)


def resolved(expression, state="rectifying"):
    resolver = Resolver(REPAIR, Tree(), {"lead": ("team",)}, state)
    return resolver.resolve([expression])[expression]


def test_relations_follow_each_other():
    assert resolved("lead") == ("team",)
    assert resolved("lead.superior") == ("bureau",)
    assert resolved("lead.superior.superior.first_person") == ("head-of-city",)
    assert resolved("holder.superior.first_person") == ("head-of-bureau",)
    assert resolved("lead.superior.superior.superior") == ()


def test_a_roster_that_the_directory_doesnt_keep_is_nobody():
    assert resolved("duty.reception") == ()


@pytest.mark.parametrize(("first", "second"), [("second.superior", "first.superior"), ("first", "lead")])
def test_roles_derived_from_each_other_in_a_circle_are_nobody(first, second):
    roles = {"first": Role(name="first", zh="甲", en="A", is_=first)}
    roles["second"] = Role(name="second", zh="乙", en="B", is_=second)
    workflow = evolve(REPAIR, roles={**REPAIR.roles, **roles})
    assert Resolver(workflow, Tree(), {}, "rectifying").resolve(["first"]) == {"first": ()}


def test_a_role_is_followed_through_any_number_of_others():
    chain = {f"r{at}": Role(name=f"r{at}", zh="甲", en="A", is_=f"r{at + 1}") for at in range(450)}
    last = Role(name="r450", zh="甲", en="A", is_="lead.superior")
    workflow = evolve(REPAIR, roles={**REPAIR.roles, **chain, "r450": last})
    assert Resolver(workflow, Tree(), {"lead": ("team",)}, None).resolve(["r0"]) == {"r0": ("bureau",)}


def test_everybody_whom_a_way_may_tell_is_resolved():
    way = Target(state="verifying", tells=(Tell(whom="lead.superior"),))
    action = evolve(REPAIR.actions["submit"], targets=(way,), tells=(Tell(whom="reporter"),))
    assert {"lead.superior", "reporter", "lead.staff"} <= set(asked_by_action(REPAIR, action))


def test_whoever_owes_a_promise_is_resolved_where_its_rungs_say_holder():
    deadline = evolve(REPAIR.deadlines["rectify"], owed_by="clerk")
    asked = asked_by_rungs(evolve(REPAIR, deadlines={"rectify": deadline}))
    assert {"holder", "clerk", "clerk.first_person", "clerk.specific_person"} <= set(asked)


def test_whoever_may_never_be_in_a_role_is_kept_out_once_it_is_known_whom_that_means():
    clerk = evolve(REPAIR.roles["clerk"], never=("lead.staff",))
    engine = new_engine(workflows=(evolve(REPAIR, roles={**REPAIR.roles, "clerk": clerk}),), directory=Windows())
    issue = rectifying(engine)
    with pytest.raises(NotAuthorized):
        engine.act(issue.id, "note", by="li")
    assert engine.act(issue.id, "note", by="window").state == "rectifying"
