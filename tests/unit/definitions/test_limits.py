"""How much a file may hold: up to each limit it is judged, above it says so, at a place."""

import json

import pytest

from rectiflow.definitions.check import MOST_STEPS, MOST_TOLD, MOST_WAYS
from rectiflow.definitions.check.expressions import MOST_EXPRESSIONS
from rectiflow.definitions.composer import MOST_PROBLEMS, MOST_VALUES
from rectiflow.definitions.directory import read_directory
from rectiflow.definitions.parse import MOST_WRITTEN_OUT, problems_of
from rectiflow.definitions.yaml import compose, read
from rectiflow.errors import DefinitionError
from rectiflow.expressions.compiling import LONGEST
from tests.example import Example

HEAD = 4
"""The values of `{a: [...]}`: the map, its key, the list, and one item."""


@pytest.fixture
def example():
    return Example()


def codes(problems):
    return [problem.code for problem in problems]


def changed(example, **sections):
    return problems_of(example.changed(json.dumps(sections)), "a.yaml")


def items(count):
    return f"a: [{','.join('1' * count)}]"


def test_a_workflow_file_has_at_most_so_many_keys_and_values():
    assert read(items(MOST_VALUES - HEAD + 1), "a.yaml").value
    with pytest.raises(DefinitionError) as caught:
        read(items(MOST_VALUES - HEAD + 2), "a.yaml")
    (problem,) = caught.value.problems
    assert (problem.code, problem.column) == ("RF113", len(items(MOST_VALUES - HEAD + 2)) - 1)


def test_other_files_may_have_more():
    assert compose(items(MOST_VALUES), "a.yaml").value
    persons = {f"p{at}": {"zh": "甲", "roles": []} for at in range(MOST_VALUES // 5)}
    assert read_directory(json.dumps({"persons": persons}), "people.yaml").persons.keys() == persons.keys()


def test_ladders_stand_for_at_most_so_many_values(example):
    rungs = [{"at": "due", "rung": "supervise", "tell": "clerk"}] * 20
    deadlines = {
        f"d{at}": {"zh": "甲", "runs_in": "registered", "within": "1 day", "rungs": "usual"} for at in range(60)
    }
    assert MOST_WRITTEN_OUT < 60 * 20 * 7
    assert codes(changed(example, ladders={"usual": rungs}, deadlines=deadlines)) == ["RF113"]
    fewer = dict(list(deadlines.items())[:10])
    assert "RF113" not in codes(changed(example, ladders={"usual": rungs}, deadlines=fewer))


def test_what_is_said_once_for_all_ways_stands_for_at_most_so_many_values(example):
    way = {"zh": "甲", "from": "registered", "by": "clerk", "charge": ["overdue"] * 99, "to": ["closed"] * 99}
    assert codes(changed(example, actions={"assign": way})) == ["RF113"]


def test_at_most_so_many_ways_are_followed(example):
    states = {f"s{at}": {"zh": "甲", "held_by": "clerk"} for at in range(90)}
    ways = {f"a{at}": {"zh": "甲", "from": list(states), "to": "closed", "by": "clerk"} for at in range(12)}
    assert MOST_WAYS < 12 * 90
    assert "RF311" in codes(changed(example, states=states, actions=ways))
    fewer = dict(list(ways.items())[:2])
    assert "RF311" not in codes(changed(example, states=states, actions=fewer))


def test_at_most_so_many_ways_are_followed_for_all_actions_and_deadlines(example):
    states = {f"s{at}": {"zh": "甲", "held_by": "clerk"} for at in range(90)}
    ways = {f"a{at}": {"zh": "甲", "from": list(states), "to": "closed", "by": "clerk"} for at in range(8)}
    deadlines = {f"d{at}": {"zh": "甲", "runs_in": "registered", "within": "1 day"} for at in range(60)}
    assert MOST_STEPS < 8 * 90 * 60
    assert "RF311" in codes(changed(example, states=states, actions=ways, deadlines=deadlines))
    assert "RF311" not in codes(changed(example, states=states, actions=ways))


def test_a_rule_says_what_it_found_so_often_and_no_more(example):
    unknown = {f"a{at}": {"zh": "甲", "from": "nowhere", "to": "closed", "by": "nobody"} for at in range(MOST_TOLD)}
    assert (
        codes(changed(example, actions=unknown)).count("RF201")
        + codes(changed(example, actions=unknown)).count("RF202")
        == MOST_TOLD
    )


def test_after_so_many_broken_parts_the_others_are_not_read(example):
    broken = {f"a{at}": [] for at in range(MOST_PROBLEMS + 9)}
    assert codes(changed(example, actions=broken)) == ["RF103"] * MOST_PROBLEMS
    unknown = {f"RF{at}": [] for at in range(1_000, 1_000 + MOST_PROBLEMS + 9)}
    assert codes(changed(example, accepts=unknown)) == ["RF115"] * MOST_PROBLEMS


def test_a_workflow_has_at_most_so_many_different_expressions(example):
    assert "RF113" in codes(changed(example, actions=with_expressions(MOST_EXPRESSIONS + 1)))
    assert "RF113" not in codes(changed(example, actions=with_expressions(MOST_EXPRESSIONS)))


def with_expressions(count):
    way = {"zh": "甲", "from": "verifying", "by": "verifier", "judges": "submit", "not_by": "submit"}
    return {f"a{at}": {**way, "to": [{"when": f"age() > {at}", "state": "closed"}, "closed"]} for at in range(count)}


def test_an_expression_has_at_most_so_many_characters(example):
    assert codes(changed(example, actions=longest(LONGEST))) == []
    assert codes(changed(example, actions=longest(LONGEST + 1))) == ["RF605"]


def longest(length):
    back = {"state": "rectifying", "clocks": {"rectify": "new_cycle"}}
    said = {"zh": "甲", "from": "verifying", "by": "verifier", "judges": "submit", "not_by": "submit"}
    ways = [{"when": "age() > 1".ljust(length), "state": "closed"}, back]
    return {"verify": {**said, "tells": ["reporter"], "to": ways}}


@pytest.mark.parametrize("sign", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_what_turns_the_direction_of_writing_is_no_text(sign, example):
    assert codes(problems_of(example.replaced("Closed", f"Cl{sign}osed"), "a.yaml")) == ["RF003"]
    assert codes(problems_of(example.replaced("Closed", f'"Cl\\u{ord(sign):04x}osed"'), "a.yaml")) == ["RF003"]


def test_problems_of_a_file_that_breaks_off_are_told_in_the_order_of_their_places():
    problems = problems_of("{1: &x 2, 3: 4} == 5", "a.yaml")
    assert codes(problems) == ["RF010", "RF007", "RF010", "RF005"]
    assert list(problems) == sorted(problems)


def test_a_tag_is_told_as_it_is_written():
    (problem, *_) = [one for one in problems_of("a: !!python/name 1", "a.yaml") if one.code == "RF008"]
    assert problem.message.en == "'!!python/name' is a tag"
