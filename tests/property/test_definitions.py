"""Whatever a file holds, reading it gives a definition or located problems; and definitions round-trip."""

import json
import re

import pytest
from hypothesis import example as tried
from hypothesis import given
from hypothesis import strategies as st

from rectiflow.core.machine import Machine
from rectiflow.definitions.directory import read_directory
from rectiflow.definitions.parse import problems_of, read_workflow
from rectiflow.definitions.yaml import compose
from rectiflow.errors import DefinitionError
from tests.example import Example

EXAMPLE = Example()
WORDS = sorted(set(re.findall(r"\w+", EXAMPLE.text)))
PLACE = re.compile(r"a\.yaml:\d+:\d+: RF\d{3}: .+; .+", re.DOTALL)

UNSPOKEN = {
    "fields.verdict.of.not_fixed",
    "actions.register",
    "actions.assign",
    "actions.verify",
    "deadlines.assign",
} | {"deadlines.verify"}
"""Names of the example's own that nothing else in it speaks of, so that any other is as good."""

words = st.sampled_from(WORDS)
scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=10) | words
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=6))


def dotted(path):
    return ".".join(map(str, path))


def paths(value, path=()):
    """Give the paths of everything in a map or list."""
    for step, inner in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield (*path, step)
        yield from paths(inner, (*path, step))


def put(whole, path, value):
    for step in path[:-1]:
        whole = whole[step]
    whole[path[-1]] = value


def keys(whole):
    return [path for path in paths(whole) if isinstance(path[-1], str)]


def judged(text, read=read_workflow):
    """Read `text`: what it says, or None when it has problems, each with a place and a way out."""
    made, problems = outcome(text, read)
    characters = text if isinstance(text, str) else text.decode("utf-8", "replace")
    assert (made is None) == bool(problems)
    assert all(PLACE.fullmatch(str(problem)) for problem in problems)
    assert all(problem.line <= len(re.split("\r\n|\r|\n", characters)) for problem in problems)
    return made


def outcome(text, read):
    try:
        return read(text, "a.yaml"), ()
    except DefinitionError as error:
        return None, error.problems


@given(st.binary() | st.text())
@tried("a: &\n")
@tried("%YAML 3.0\n--- a")
@tried("? ")
@tried("!")
@tried("{? : }")
def test_any_text_or_bytes_gives_problems_with_places(text):
    judged(text)


@given(st.text(alphabet="{}[]:,-?&*!|>'\"%@`#~ \n\tab1"))
@tried("---")
def test_any_heap_of_indicators_gives_problems_with_places(text):
    judged(text)


@given(values)
def test_any_data_gives_problems_with_places(value):
    judged(json.dumps(value, ensure_ascii=False))


@given(st.dictionaries(st.sampled_from(["units", "persons", "roles"]), values, max_size=3))
def test_any_data_gives_a_directory_or_problems_with_places(value):
    judged(json.dumps(value), read_directory)


@given(st.data())
def test_any_value_in_any_place_of_the_example_gives_problems_with_places(data):
    whole = compose(EXAMPLE.text, "a.yaml").value
    path = data.draw(st.sampled_from(list(paths(whole))))
    put(whole, path, data.draw(values))
    workflow = judged(json.dumps(whole, ensure_ascii=False))
    if workflow is not None:
        Machine(workflow)


@pytest.mark.parametrize("path", keys(compose(EXAMPLE.text, "a.yaml").value), ids=dotted)
def test_leaving_out_any_key_gives_problems_with_places_or_a_whole_workflow(path):
    whole = compose(EXAMPLE.text, "a.yaml").value
    inner = whole
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    workflow = judged(json.dumps(whole, ensure_ascii=False))
    if workflow is not None:
        Machine(workflow)


@pytest.mark.parametrize("path", keys(compose(EXAMPLE.text, "a.yaml").value), ids=dotted)
def test_misspelling_any_key_is_noticed_unless_nothing_speaks_of_it(path):
    whole = compose(EXAMPLE.text, "a.yaml").value
    inner = whole
    for step in path[:-1]:
        inner = inner[step]
    inner[f"{path[-1]}x"] = inner.pop(path[-1])
    noticed = problems_of(json.dumps(whole, ensure_ascii=False), "a.yaml")
    assert bool(noticed) != (dotted(path) in UNSPOKEN)
