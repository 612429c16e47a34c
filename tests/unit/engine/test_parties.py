from attrs import evolve

from rectiflow.engine.parties import Resolver, asked_by_action, asked_by_rungs
from rectiflow.model.action import Target, Tell
from tests.office import REPAIR


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


def test_everybody_whom_a_way_may_tell_is_resolved():
    way = Target(state="verifying", tells=(Tell(whom="lead.superior"),))
    action = evolve(REPAIR.actions["submit"], targets=(way,), tells=(Tell(whom="reporter"),))
    assert {"lead.superior", "reporter", "lead.staff"} <= set(asked_by_action(REPAIR, action))


def test_whoever_owes_a_promise_is_resolved_where_its_rungs_say_holder():
    deadline = evolve(REPAIR.deadlines["rectify"], owed_by="clerk")
    asked = asked_by_rungs(evolve(REPAIR, deadlines={"rectify": deadline}))
    assert {"holder", "clerk", "clerk.first_person", "clerk.specific_person"} <= set(asked)
