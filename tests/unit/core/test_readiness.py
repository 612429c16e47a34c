"""What a file asks for and this release can't do is refused by its key, never passed over."""

import pytest
from attrs import evolve

from rectiflow.core.machine import Machine
from rectiflow.core.readiness import unready
from rectiflow.errors import NotYet
from rectiflow.model.accountability import Fault
from rectiflow.model.action import Requirement, Target
from rectiflow.model.openness import Publication, Sight
from rectiflow.model.promise import Allowance, Rung, Window
from rectiflow.model.stage import Mark
from rectiflow.model.subject import Field, SameMatter
from rectiflow.model.timing import Moment, Period
from rectiflow.model.titles import Title
from rectiflow.model.voice import Satisfaction
from tests.cases import an_issue, done, judged
from tests.office import REPAIR, by_name

GOOD = {"answer": "修好了", "evidence": ["a.jpg"]}
SUBMIT = REPAIR.actions["submit"]
DAY = Period(1, "days")
AT_DUE = Moment(offset=Period(0, "days"))


def submitting(**keys):
    return evolve(REPAIR, actions={**REPAIR.actions, "submit": evolve(SUBMIT, **keys)})


def refusal(workflow, action="submit", issue=None, by="li", **words):
    return judged(issue or an_issue(), action, by=by, machine=Machine(workflow), **{"fields": GOOD} | words).refusal


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        ({"quorum": {"lead": 2}}, "quorum"),
        ({"same_as": ("assign",)}, "same_as"),
        ({"only_once": "ever"}, "only_once"),
        ({"unbinds": ("lead",)}, "unbinds"),
        ({"shows": ("opinion",)}, "shows"),
        ({"writes": ("report",)}, "writes"),
        ({"annotates": "opinion"}, "annotates"),
        ({"opens_vote": "motion"}, "opens_vote"),
        ({"closes_vote": "motion"}, "closes_vote"),
        ({"require": (Requirement(parts={"items": ("closed",)}, otherwise=Title(zh="甲", en="A")),)}, "parts"),
        ({"require": (Requirement(published="result", otherwise=Title(zh="甲", en="A")),)}, "published"),
        ({"targets": (Target(state="verifying", opens=("repair",)),)}, "opens"),
        ({"targets": (Target(state="verifying", moves={"items": "reopen"}),)}, "moves"),
        ({"targets": (Target(state="verifying", applies="decided"),)}, "applies"),
    ],
)
def test_an_action_that_asks_for_more_is_refused_by_the_key(keys, named):
    refused = refusal(submitting(**keys))
    assert isinstance(refused, NotYet)
    assert (refused.code, refused.en) == ("not_yet", f"this release can't yet do what {named} asks")
    assert named in refused.zh


@pytest.mark.parametrize(
    ("section", "named"),
    [
        (
            {"windows": by_name(Window(name="w", zh="甲", en="A", opens=("assign",), within=DAY, right="submit"))},
            "windows",
        ),
        ({"marks": by_name(Mark(name="m", zh="甲", en="A", set_by=("submit",)))}, "marks"),
        (
            {
                "publication": by_name(
                    Publication(name="p", zh="甲", en="A", in_=("verifying",), audience="public", within=DAY)
                )
            },
            "publication",
        ),
    ],
)
def test_an_action_that_another_section_hangs_something_on_is_refused(section, named):
    assert refusal(evolve(REPAIR, **section)).en == f"this release can't yet do what {named} asks"


def test_a_publication_without_a_limit_owes_nothing():
    told = Publication(name="p", zh="甲", en="A", in_=("verifying",), audience="public")
    assert refusal(evolve(REPAIR, publication=by_name(told))) is None


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        ({"rungs": (Rung(at=AT_DUE, rung="urge", do="verify"),)}, "do"),
        ({"rungs": (Rung(at=AT_DUE, rung="urge", writes=("notice",)),)}, "writes"),
        ({"rungs": (Rung(at=AT_DUE, rung="urge", charge=("grave",)),)}, "accountability.opens"),
        ({"pause_at_most": DAY}, "pause_at_most"),
        ({"within": (Allowance(lasts="decided"),)}, "lasts"),
    ],
)
def test_a_way_that_starts_a_clock_with_more_than_can_be_kept_is_refused(keys, named):
    grave = Fault(name="grave", zh="严重", en="Grave", ground="grave", charge_to=("lead",), opens=("measure",))
    deadlines = {**REPAIR.deadlines, "verify": evolve(REPAIR.deadlines["verify"], **keys)}
    workflow = evolve(REPAIR, deadlines=deadlines, accountability={**REPAIR.accountability, "grave": grave})
    assert refusal(workflow).en == f"this release can't yet do what {named} asks"


def test_an_ending_that_satisfaction_decides_is_refused():
    workflow = evolve(REPAIR, satisfaction=Satisfaction(policy="until_satisfied", field="verdict"))
    ending = {"issue": an_issue("verifying", done=done(submit="li")), "by": "wang"}
    assert refusal(workflow, "verify", fields={"verdict": "fixed"}, **ending).en.endswith("satisfaction asks")
    assert refusal(workflow, "verify", fields={"verdict": "not_fixed"}, **ending) is None


@pytest.mark.parametrize(
    ("section", "named"),
    [
        ({"sight": by_name(Sight(name="s", hide=("all",), from_=("lead",)))}, "sight"),
        ({"same_matter": SameMatter(by=("opinion",))}, "same_matter"),
        (
            {"fields": {**REPAIR.fields, "x": Field(name="x", zh="甲", en="X", type="text", audience=("lead",))}},
            "audience",
        ),
    ],
)
def test_what_holds_for_the_whole_issue_keeps_it_from_being_registered(section, named):
    workflow = evolve(REPAIR, **section)
    assert unready(workflow, workflow.actions["register"]) == (named,)
    assert unready(workflow, workflow.actions["submit"]) == ()


@pytest.mark.parametrize("kind", ["finding", "measures", "parts"])
def test_values_of_types_that_nothing_reads_yet_are_not_taken(kind):
    field = Field(name="x", zh="甲", en="X", type=kind)
    workflow = evolve(submitting(takes=("x",)), fields={**REPAIR.fields, "x": field})
    assert unready(workflow, workflow.actions["submit"]) == (f"type: {kind}",)


def test_a_workflow_that_asks_for_nothing_of_the_kind_is_ready():
    assert [unready(REPAIR, action) for action in REPAIR.every_action()] == [()] * len(list(REPAIR.every_action()))
