"""An issue called by other names: nothing in it is lost, whatever comes together."""

from rectiflow.core.rename import applied, rename
from rectiflow.model.issue import Doing
from rectiflow.model.migration import Renaming
from tests.cases import DAY, an_issue
from tests.office import MONDAY


def test_whoever_did_either_of_two_actions_did_the_one_that_they_become():
    earlier, later = (
        Doing(times=2, by=("li", "ma"), last_at=MONDAY),
        Doing(times=1, by=("li", "bo"), last_at=MONDAY + DAY),
    )
    both = Doing(times=3, by=("li", "ma", "bo"), last_at=MONDAY + DAY)
    names = Renaming(actions={"report": "submit"})
    for done in ({"submit": earlier, "report": later}, {"report": later, "submit": earlier}):
        assert rename(an_issue(done=done), names).done == {"submit": both}


def test_only_the_names_that_something_in_the_issue_has_are_applied():
    every = Renaming(
        states={"rectifying": "mending", "verifying": "checking"},
        actions={"submit": "report"},
        roles={"lead": "handler", "inspector": "verifier"},
    )
    assert applied(an_issue(), every) == Renaming(states={"rectifying": "mending"}, roles={"lead": "handler"})
