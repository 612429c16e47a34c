"""Any definition comes back from the ledger as it went in, periods and moments among it."""

import json

import attrs
from hypothesis import given
from hypothesis import strategies as st

from rectiflow.core.periods import read_moment, read_period
from rectiflow.definitions.content import from_content, to_content
from rectiflow.ledger.leaf import canonical
from rectiflow.model import workflow as nouns
from rectiflow.model.timing import UNITS, Moment, Period

texts = st.text(st.characters(codec="utf-8"), max_size=8)
lists = st.lists(texts, max_size=3).map(tuple)
plain = texts | st.booleans() | st.integers(-(2**53), 2**53)
periods = st.builds(Period, st.integers(1, 9999), st.sampled_from(UNITS))
moments = (
    st.builds(Moment, percent=st.integers(1, 100))
    | st.builds(Moment, offset=periods, before=st.booleans())
    | st.just(Moment(offset=Period(0, "days")))
)


def maps(elements):
    """Give maps from names to elements that know their name."""
    return st.lists(elements, max_size=3).map(lambda several: {one.name: one for one in several})


def built(noun, **given_):
    """Build a noun whose other attributes are made by their kind."""
    by_kind = {
        str: texts,
        bool: st.booleans(),
        int: st.integers(1, 99),
        tuple[str, ...]: lists,
        str | None: st.none() | texts,
        int | None: st.none() | st.integers(1, 99),
        Period | None: st.none() | periods,
        str | int | bool: plain,
        nouns.Conditions: st.dictionaries(texts, plain, max_size=2),
        nouns.Conditions | None: st.none() | st.dictionaries(texts, plain, max_size=2),
        nouns.Mapping[str, str]: st.dictionaries(texts, texts, max_size=2),
    }
    drawn = {name: by_kind[one.type] for name, one in attrs.fields_dict(noun).items() if name not in given_}
    return st.builds(noun, **drawn, **given_)


def several(elements):
    return st.lists(elements, max_size=2).map(tuple)


action = {
    "targets": several(built(nouns.Target)),
    "tells": several(built(nouns.Tell)),
    "require": several(built(nouns.Requirement, otherwise=built(nouns.Title))),
}
workflows = built(
    nouns.Workflow,
    parameters=maps(built(nouns.Parameter)),
    roles=maps(built(nouns.Role)),
    fields=maps(built(nouns.Field, choices=several(built(nouns.Titled)))),
    states=maps(built(nouns.State)),
    actions=maps(built(nouns.Action, **action)),
    reopen=st.none() | built(nouns.Reopen, **action),
    deadlines=maps(built(nouns.Deadline, rungs=several(built(nouns.Rung, at=moments)))),
    accountability=maps(built(nouns.Fault)),
)


@given(workflows)
def test_any_definition_comes_back_the_same_in_the_same_order(workflow):
    again = from_content(json.loads(canonical(to_content(workflow))))
    assert again == workflow
    assert list(again.states) == list(workflow.states)
    assert canonical(to_content(again)) == canonical(to_content(workflow))


@given(periods)
def test_any_period_is_read_as_it_is_written(period):
    assert read_period(str(period)) == period


@given(moments)
def test_any_moment_is_read_as_it_is_written(moment):
    assert read_moment(str(moment)) == moment
