"""Foreign names stay what they are wherever that is possible."""

import pytest

from rectiflow.foreign.names import Names
from rectiflow.foreign.notes import Notes
from rectiflow.model.action import Action
from rectiflow.model.stage import State


def given(noun, *foreign):
    names = Names(noun, Notes())
    return [names.give(one, 1) for one in foreign]


@pytest.mark.parametrize("name", ["PENDING_AT_LME", "ev_assign", "a1"])
def test_what_can_be_a_name_stays_what_it_is(name):
    assert given(State, name) == [name]


@pytest.mark.parametrize(
    ("noun", "foreign", "name"),
    [
        (State, "in progress", "in_progress"),
        (State, "-go-", "go"),
        (State, "2nd", "state_2nd"),
        (State, "待办", "state"),
        (State, "open", "open_2"),
        (Action, "reopen", "reopen_2"),
        (Action, "open", "open"),
        (State, "x" * 200, "x" * 50),
    ],
)
def test_what_can_be_none_is_renamed(noun, foreign, name):
    assert given(noun, foreign) == [name]


def test_no_two_things_get_the_same_name():
    assert given(State, "a b", "a_b", "a-b", "a b") == ["a_b", "a_b_2", "a_b_3", "a_b_4"]


def test_a_name_that_was_changed_is_listed():
    notes = Notes()
    Names(State, notes).give("in progress", 7)
    (listed,) = notes.in_order()
    assert (listed.line, listed.what) == (7, "in progress → in_progress")


def test_what_refers_to_a_name_gets_the_first_that_was_given_for_it():
    names = Names(State, Notes())
    names.give("a b", 1)
    names.give("a b", 2)
    assert names.known("a b") == "a_b"
    assert names.known("lost") == "lost"
