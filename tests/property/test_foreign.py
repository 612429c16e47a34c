"""Laws of the importer: JSON is read as JSON, and whatever is handed in, what comes out can be read."""

import json
from contextlib import suppress

from hypothesis import example, given
from hypothesis import strategies as st

from rectiflow.definitions.parse import problems_of
from rectiflow.errors import DefinitionError
from rectiflow.foreign import convert
from rectiflow.foreign.tree import compose_json

TEXT = st.text(st.characters(exclude_categories=["C"]), max_size=20)
SCALARS = st.none() | st.booleans() | st.integers(-(10**15), 10**15) | TEXT
VALUES = st.recursive(
    SCALARS, lambda one: st.lists(one, max_size=3) | st.dictionaries(TEXT, one, max_size=3), max_leaves=8
)
NAMES = st.sampled_from(["A", "B", "open", "", "in progress", "待办", "no", "12:30", "a: b", "{x", None]) | TEXT

EMPTY = "RF103"
"""What is said of an action whose target the definition leaves out."""


def maybe(**keys):
    return st.fixed_dictionaries({}, optional=keys)


ACTION = maybe(action=NAMES, nextState=NAMES, roles=st.lists(NAMES.filter(bool), max_size=3), active=st.booleans())
STATE = maybe(
    state=NAMES, sla=st.integers() | st.none(), isTerminateState=st.booleans(), actions=st.lists(ACTION, max_size=4)
)
SERVICE = maybe(businessService=NAMES, states=st.lists(STATE, max_size=5))


@given(
    value=st.dictionaries(TEXT, VALUES, max_size=4), ascii_only=st.booleans(), indent=st.sampled_from([None, 1, "\t"])
)
@example(value={"sign": "🚧", "slash": "\\ud83d\\udea7", "both": "\\🚧"}, ascii_only=True, indent="\t")
def test_json_is_read_as_json(value, ascii_only, indent):
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert compose_json(text.encode(), "a.json").value == value


@given(SERVICE)
def test_every_definition_gives_a_file_that_can_be_read(service):
    converted = convert(json.dumps({"BusinessServices": [service]}).encode(), "a.json", "digit")
    malformed = {problem.code for problem in problems_of(converted.text, "a.yaml") if problem.code < "RF200"}
    assert malformed <= {EMPTY}


@given(st.dictionaries(st.sampled_from(["BusinessServices", "states"]) | TEXT, VALUES, max_size=3))
def test_anything_else_is_a_problem_or_a_file(value):
    with suppress(DefinitionError):
        convert(json.dumps(value).encode(), "a.json", "digit")


@given(st.binary(max_size=300), st.sampled_from(["digit", "itop"]))
def test_garbage_is_a_problem(garbage, system):
    with suppress(DefinitionError):
        convert(garbage, "a", system)
