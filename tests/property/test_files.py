"""Whatever becomes of a bundled file, what is told of it is sound; and where nothing is wrong, it can be used."""

import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from rectiflow.bootstrap import beside
from rectiflow.definitions.codes import CODES
from rectiflow.definitions.yaml import compose
from tests.bombs import expressions, set_in
from tests.slips import FILES
from tests.soundness import judged
from tests.surgery import Source

FIND = beside(FILES[0])
WHOLES = {file.stem: compose(file.read_bytes(), file.name).value for file in FILES}
SOURCES = {file.stem: Source(file.read_text("utf-8")) for file in FILES}
SPOKEN = st.sampled_from(["open", "any", "holder", "nobody because 甲", "~", "due", "5 days", "90%", "", "甲" * 99])
SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=20) | SPOKEN
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SPOKEN, inner, max_size=3))
INDICATORS = st.text(alphabet="{}[]:,-?&*!|>'\"%@`#~ \n\tab1甲\u2028\u202e\ufeff")


def places(value, path=()):
    """Give the path of everything within a value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in inside:
        yield (*path, step)
        yield from places(inner, (*path, step))


PLACES = {name: list(places(whole)) for name, whole in WHOLES.items()}


def at(whole, path):
    for step in path:
        whole = whole[step]
    return whole


def put(whole, path, change):
    """Give a copy of a value in which `change` is made of the one entry, as a list of entries, that a path names."""
    step, *further = path
    made = []
    for key, value in whole.items() if isinstance(whole, dict) else enumerate(whole):
        own = [(key, put(value, further, change))] if further and key == step else [(key, value)]
        made += change(key, value) if not further and key == step else own
    return dict(made) if isinstance(whole, dict) else [value for _, value in made]


@st.composite
def elsewhere(draw):
    """Draw a value from somewhere in some bundled file."""
    name = draw(st.sampled_from(sorted(WHOLES)))
    return at(WHOLES[name], draw(st.sampled_from(PLACES[name])))


@st.composite
def changes(draw):
    """Draw what is made of an entry: gone, doubled, renamed, with another value, or its own in a list, map or text."""
    value, name = draw(elsewhere() | VALUES), draw(st.text(max_size=5) | SPOKEN)
    return draw(
        st.sampled_from(
            [
                lambda _key, _value: [],
                lambda key, own: [(key, own), (f"{key}2", own)],
                lambda _key, own: [(name, own)],
                lambda key, _value: [(key, value)],
                lambda key, own: [(key, [own, own])],
                lambda key, own: [(key, {name: own})],
                lambda key, own: [(key, str(own))],
            ]
        )
    )


@st.composite
def mutants(draw):
    """Draw a bundled file in which one to four entries are changed."""
    name = draw(st.sampled_from(sorted(WHOLES)))
    whole = WHOLES[name]
    for _ in range(draw(st.integers(1, 4))):
        if there := list(places(whole)):
            whole = put(whole, draw(st.sampled_from(there)), draw(changes()))
    return json.dumps(whole, ensure_ascii=False)


@given(st.binary() | INDICATORS | st.text())
@example(b"a: 1\n\xff")
@example("? {a: b}: c")
def test_any_bytes_or_text_are_told_soundly(text):
    judged(text)


@given(mutants())
@settings(max_examples=150)
def test_a_bundled_file_with_subtrees_gone_doubled_retyped_or_from_elsewhere_is_told_soundly_or_can_be_used(text):
    judged(text, find=FIND)


@given(st.data())
@settings(max_examples=60)
def test_bytes_changed_in_a_bundled_file_are_told_soundly(data):
    content = SOURCES[data.draw(st.sampled_from(sorted(SOURCES)))].text.encode()
    cut = data.draw(st.integers(0, len(content)))
    judged(content[:cut] + data.draw(st.binary(max_size=8)) + content[cut + data.draw(st.integers(0, 40)) :], find=FIND)


WRITTEN = st.text(alphabet="()[]{}!-+*/<>=&|?:.,'\"\\ \n0123456789abtrueissueinput_甲\u202e\0", max_size=60)


@given(st.text(max_size=60) | WRITTEN | st.sampled_from([text for _, text in expressions()]))
def test_any_text_in_the_place_of_an_expression_is_told_soundly(text):
    judged(set_in(text))


ACCEPTED = st.fixed_dictionaries({"at": st.lists(st.text(max_size=9) | SPOKEN, max_size=3) | SPOKEN, "because": SPOKEN})


@given(st.dictionaries(st.sampled_from(sorted(CODES)) | st.text(max_size=6), ACCEPTED | VALUES, max_size=5))
def test_whatever_a_file_accepts_is_told_soundly(accepts):
    judged(json.dumps({**WHOLES["repair_request"], "accepts": accepts}, ensure_ascii=False))


@given(
    st.sampled_from(sorted(WHOLES)) | st.text(max_size=9), st.dictionaries(st.text(max_size=4), elsewhere() | VALUES)
)
def test_whatever_a_profile_changes_is_told_soundly(base, own):
    head = {"workflow": "a", "version": 1, "title": {"zh": "甲"}, "calendar": "cn", "extends": base}
    judged(json.dumps({**head, **own}, ensure_ascii=False), find=FIND)


@given(st.sampled_from(sorted(WHOLES)), st.data())
def test_a_profile_with_sections_of_another_workflow_is_told_soundly(base, data):
    other = WHOLES[data.draw(st.sampled_from(sorted(WHOLES)))]
    own = {key: other[key] for key in data.draw(st.sets(st.sampled_from(sorted(other))))}
    judged(json.dumps({**own, "workflow": "a", "extends": base}, ensure_ascii=False), find=FIND)
