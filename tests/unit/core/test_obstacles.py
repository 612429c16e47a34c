"""What stands in the way of an issue going on under another version."""

import pytest
from attrs import evolve

from rectiflow.core.carry import Version
from rectiflow.core.foresee import Verdict
from rectiflow.model.expression import Question
from rectiflow.model.subject import Role
from rectiflow.model.timing import Clock
from tests.cases import BOUND, done
from tests.office import CHINA, MONDAY, REPAIR
from tests.prospects import RUNNING, mapped, seen, version, without


def test_a_mapping_can_not_lead_an_issue_out_of_a_state_that_is_still_there():
    assert mapped(version(), "verifying").verdict is Verdict.REFUSED


def test_a_state_that_nobody_would_hold_is_refused():
    found = seen(version(), bindings={"reporter": ("visitor",)})
    assert found.verdict is Verdict.REFUSED
    assert "lead" in found.reasons[0].en


def test_a_holder_derived_from_a_role_asks_that_this_role_is_bound():
    derived = evolve(REPAIR.states["rectifying"], held_by="head")
    new = version(states={**REPAIR.states, "rectifying": derived})
    assert seen(new).verdict is Verdict.SAFE
    assert seen(new, bindings={}).verdict is Verdict.REFUSED


@pytest.mark.parametrize(
    ("fields", "changed"),
    [
        ({"verdict": "not_fixed"}, {"choices": REPAIR.fields["verdict"].choices[:1]}),
        ({"answer": "soon"}, {"type": "date"}),
        ({"answer": "soon"}, {"type": "parts"}),
        ({"answer": "soon"}, {"personal": True}),
    ],
)
def test_a_value_that_the_new_version_can_not_read_is_refused(fields, changed):
    (name,) = fields
    new = version(fields={**REPAIR.fields, name: evolve(REPAIR.fields[name], **changed)})
    assert seen(new, fields=fields).verdict is Verdict.REFUSED
    assert seen(new, fields={}).verdict is Verdict.SAFE


@pytest.mark.parametrize("changed", [{"type": "number"}, {"personal": False}])
def test_a_value_kept_apart_can_not_be_looked_at_so_its_field_must_read_alike(changed):
    new = version(fields={**REPAIR.fields, "phone": evolve(REPAIR.fields["phone"], **changed)})
    assert seen(new, personal={"phone": "sha256:11"}).verdict is Verdict.REFUSED
    titled = version(fields={**REPAIR.fields, "phone": evolve(REPAIR.fields["phone"], zh="电话")})
    assert seen(titled, personal={"phone": "sha256:11"}).verdict is Verdict.SAFE


SUBMITTED = done(submit="li")
REPORT = evolve(REPAIR.actions["submit"], name="report")
REPORTING = version(
    actions={**without(REPAIR.actions, "submit"), "report": REPORT}
    | {"verify": evolve(REPAIR.actions["verify"], not_by=("report",), judges=("report",))}
)


def test_an_action_by_which_people_are_barred_must_not_be_forgotten():
    found = seen(REPORTING, done=SUBMITTED)
    assert found.verdict is Verdict.MAPPING
    assert "submit" in found.reasons[0].zh
    assert seen(REPORTING, done={}).verdict is Verdict.SAFE
    assert seen(REPORTING, done=SUBMITTED, names={"actions": {"submit": "report"}}).verdict is Verdict.SAFE


def test_an_action_that_nothing_judges_by_may_go():
    found = seen(version(actions=without(REPAIR.actions, "note")), done=done(note="window"))
    assert found.verdict is Verdict.SAFE


@pytest.mark.parametrize(
    ("asked", "history"),
    [
        (Question("did", "note"), {"done": done(note="window")}),
        (Question("days_since", "note"), {"done": done(note="window")}),
        (Question("rounds", "paused"), {"rounds": {"paused": 1}}),
        (Question("met", "assign"), {"clocks": {"assign": Clock(1, MONDAY, MONDAY, met=True)}}),
    ],
)
def test_what_an_expression_asks_about_must_not_be_forgotten(asked, history):
    new = version(
        actions=without(REPAIR.actions, "note"),
        states=without(REPAIR.states, "paused"),
        deadlines=without(REPAIR.deadlines, "assign"),
    )
    assert seen(new, asks=frozenset({asked}), **history).verdict is Verdict.MAPPING
    assert seen(new, **history).verdict is Verdict.SAFE


@pytest.mark.parametrize(
    "names",
    [
        {"actions": {"submit": "nothing"}},
        {"actions": {"submit": "verify"}},
        {"actions": {"verify": "report"}},
        {"deadlines": {"rectify": "verify"}},
        {"roles": {"lead": "nobody"}},
    ],
)
def test_a_mapping_that_means_nothing_or_mixes_things_up_is_refused(names):
    assert seen(REPORTING, names=names).verdict is Verdict.REFUSED


FORGOT = evolve(REPAIR, actions=without(REPAIR.actions, "note"))
"""A version that forgot an action, which an issue may still have in its history."""


NOTED = done(submit="li", note="window")


def test_a_forgotten_action_must_not_take_the_place_of_one_that_people_are_barred_by():
    """Or whoever did the work would be barred no more."""
    found = seen(version(actions=FORGOT.actions), old=FORGOT, names={"actions": {"note": "submit"}}, done=NOTED)
    assert found.verdict is Verdict.REFUSED
    assert "can't take the place of several" in found.reasons[0].en


def test_an_action_whose_new_name_is_in_the_history_already_bars_whoever_did_either():
    found = seen(
        version(),
        old=REPORTING.workflow,
        to=2,
        names={"actions": {"report": "submit"}},
        done=done(submit="li", report="ma"),
    )
    assert found.verdict is Verdict.SAFE


@pytest.mark.parametrize(
    ("names", "history"),
    [
        ({"deadlines": {"rectify": "assign"}}, {"clocks": RUNNING | {"assign": Clock(1, MONDAY, MONDAY, met=True)}}),
        ({"roles": {"lead": "handler"}}, {"bindings": BOUND | {"handler": ("parks",)}}),
    ],
)
def test_a_clock_or_a_binding_is_never_lost_to_another_one(names, history):
    """A verdict that was given, or who was bound, can't be put together with another."""
    old = evolve(REPAIR, deadlines=without(REPAIR.deadlines, "assign"))
    handler = Role(name="handler", zh="承办人", en="Handler", of="unit")
    roles = without(REPAIR.roles, "lead") | {"handler": handler}
    section = {"deadlines": {"deadlines": without(REPAIR.deadlines, "rectify")}, "roles": {"roles": roles}}
    (changed,) = names
    found = seen(version(**section[changed]), old=old, names=names, **history)
    assert "can't take the place of several" in " ".join(one.en for one in found.reasons)


@pytest.mark.parametrize(
    ("of", "verdict"), [("unit", Verdict.REFUSED), ("person", Verdict.SAFE), (None, Verdict.REFUSED)]
)
def test_a_role_that_somebody_is_bound_to_must_stay_of_its_kind(of, verdict):
    old = evolve(REPAIR, roles={**REPAIR.roles, "verifier": evolve(REPAIR.roles["verifier"], of=of)})
    assert seen(version(), old=old).verdict is verdict


def test_whoever_is_bound_must_not_be_somebody_that_the_new_version_keeps_out():
    """Every action would be refused."""
    kept_out = seen(evolve(version(), parties={"lead.staff": ("li", "wang")}))
    assert kept_out.verdict is Verdict.REFUSED
    assert "wang is of lead.staff" in kept_out.reasons[0].en
    assert seen(evolve(version(), parties={"lead.staff": ("li",)})).verdict is Verdict.SAFE


FIXER = {**REPAIR.roles, "fixer": Role(name="fixer", zh="维修人", en="Fixer", of="person")}


def fixed_by_a_fixer(action, **also):
    """Give a version in which only the fixer may do an action, whom assigning binds."""
    assign = evolve(REPAIR.actions["assign"], binds=("lead", "verifier", "fixer"))
    acted = evolve(REPAIR.actions[action], by=("fixer",))
    return version(roles=FIXER, actions={**REPAIR.actions, "assign": assign, action: acted} | also)


@pytest.mark.parametrize("action", ["submit", "verify"])
def test_an_issue_that_nobody_could_bring_to_an_end_any_more_is_refused(action):
    found = seen(fixed_by_a_fixer(action))
    assert found.verdict is Verdict.REFUSED
    assert "nobody is bound as fixer" in found.reasons[0].en
    assert seen(fixed_by_a_fixer(action), bindings=BOUND | {"fixer": ("bo",)}).verdict is Verdict.SAFE
    before = {"state": "registered", "bindings": {"reporter": ("visitor",)}, "clocks": {}}
    assert seen(fixed_by_a_fixer(action), **before).verdict is Verdict.SAFE


def test_an_issue_can_be_ended_where_somebody_can_still_be_bound():
    naming = evolve(REPAIR.actions["note"], binds=("fixer",))
    assert seen(fixed_by_a_fixer("submit", note=naming)).verdict is Verdict.SAFE


@pytest.mark.parametrize("earlier", [1, 2])
def test_an_issue_never_goes_back_by_mistake(earlier):
    """As where a process of the older version still runs while the new one is rolled out."""
    current, new = (
        evolve(REPAIR, version=2, zh="报修"),
        Version(workflow=evolve(REPAIR, version=earlier), calendar=CHINA),
    )
    found = seen(new, old=current)
    assert found.verdict is Verdict.REFUSED
    assert "is no later one" in found.reasons[0].en
    assert seen(new, old=current, to=earlier).verdict is Verdict.SAFE


def test_a_role_that_somebody_must_hold_later_and_nothing_binds_any_more_is_refused():
    inspector = Role(name="inspector", zh="核验人", en="Inspector", of="person")
    new = version(
        roles={**without(REPAIR.roles, "verifier"), "inspector": inspector},
        states={**REPAIR.states, "verifying": evolve(REPAIR.states["verifying"], held_by="inspector")},
        actions={**REPAIR.actions, "assign": evolve(REPAIR.actions["assign"], binds=("lead", "inspector"))},
    )
    found = seen(new)
    assert found.verdict is Verdict.REFUSED
    assert "inspector" in found.reasons[0].en
    assert seen(new, names={"roles": {"verifier": "inspector"}}).verdict is Verdict.SAFE
    assert seen(new, state="registered", bindings={"reporter": ("visitor",)}, clocks={}).verdict is Verdict.SAFE
