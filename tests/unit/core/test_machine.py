import pytest
from attrs import evolve

from rectiflow.core.machine import UNREGISTERED, Machine, Undecided
from rectiflow.model.action import Action, Target
from tests.office import MACHINE, REPAIR, by_name


def names(actions):
    return [action.name for action in actions]


def test_only_what_the_file_permits_is_permitted():
    permitted = {state: names(MACHINE.permitted(state)) for state in (UNREGISTERED, *REPAIR.states)}
    assert permitted == {
        UNREGISTERED: ["register"],
        "registered": ["assign", "note"],
        "rectifying": ["note", "pause", "submit"],
        "paused": ["resume"],
        "verifying": ["note", "verify"],
        "closed": ["reopen"],
    }


def test_no_state_can_be_jumped_to_past_the_actions_of_the_file():
    compiled = MACHINE._compiled.events  # noqa: SLF001  (transitions would add its own events in silence)
    assert set(compiled) == {action.name for action in REPAIR.every_action()}


def test_an_action_or_a_state_that_is_unknown_is_not_permitted():
    assert not MACHINE.permits("nope", "registered")
    assert not MACHINE.permits("assign", "nowhere")


def test_the_first_way_whose_condition_holds_is_taken():
    ways = (
        Target(state="closed", when={"verdict": "fixed", "answer": "given"}),
        Target(state="paused", when={"verdict": "fixed"}),
        Target(state="rectifying"),
    )
    judge = Action(name="judge", zh="判", en="Judge", sources=("verifying",), targets=ways)
    machine = Machine(evolve(REPAIR, actions=by_name(judge)))
    assert machine.step("judge", "verifying", {"verdict": "fixed", "answer": "done"}).target is ways[0]
    assert machine.step("judge", "verifying", {"verdict": "fixed"}).target is ways[1]
    assert machine.step("judge", "verifying", {}).to == "rectifying"


def test_without_an_open_way_there_is_no_step():
    judge = Action(
        name="judge", zh="判", en="Judge", sources=("verifying",), targets=(Target(state="closed", when={"a": True}),)
    )
    machine = Machine(evolve(REPAIR, actions=by_name(judge)))
    assert machine.step("judge", "verifying", {"a": False}) is None


def test_a_way_without_a_state_stays_where_it_is():
    for state in ("registered", "verifying"):
        assert MACHINE.step("note", state, {}).to == state


def test_registering_leads_out_of_nothing():
    assert MACHINE.step("register", UNREGISTERED, {}).to == "registered"


def test_a_question_leaves_nothing_behind():
    answers = [MACHINE.step("verify", "verifying", {"verdict": verdict}).to for verdict in ("fixed", "no", "fixed")]
    assert answers == ["closed", "rectifying", "closed"]
    assert MACHINE.step("submit", "rectifying", {}).target is MACHINE.step("submit", "rectifying", {}).target


def test_the_way_back_is_an_action_like_any_other():
    assert MACHINE.step("reopen", "closed", {}).to == "rectifying"
    assert not MACHINE.permits("reopen", "rectifying")


def test_an_action_may_be_named_as_the_machine_names_what_it_moves():
    state = Action(name="state", zh="陈述", en="State", sources=("verifying",), targets=(Target(state="closed"),))
    machine = Machine(evolve(REPAIR, actions={**REPAIR.actions, "state": state}))
    step = machine.step("state", "verifying", {})
    assert step is not None
    assert step.to == "closed"


@pytest.mark.parametrize(("told", "leads"), [(True, "closed"), (False, "rectifying")])
def test_an_expression_on_a_way_is_judged_like_a_map(told, leads):
    assert expressive().step("verify", "verifying", {}, lambda *_: told).to == leads


def test_no_later_way_is_taken_where_an_earlier_one_cant_be_told():
    with pytest.raises(Undecided, match=r"issue\.grave"):
        expressive().step("verify", "verifying", {})


def expressive():
    ways = (Target(state="closed", when="issue.grave"), Target(state="rectifying"))
    verify = evolve(REPAIR.actions["verify"], targets=ways)
    return Machine(evolve(REPAIR, actions={**REPAIR.actions, "verify": verify}))
