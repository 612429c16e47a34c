"""Any definition comes back from the ledger as it went in, periods and moments among it."""

import json
from collections.abc import Mapping
from types import NoneType, UnionType
from typing import get_args, get_origin

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rectiflow.core.periods import read_moment, read_period
from rectiflow.definitions.content import from_content, to_content
from rectiflow.ledger.leaf import canonical
from rectiflow.model.timing import CALENDAR_YEARS, UNITS, Moment, Period
from rectiflow.model.titles import Named
from rectiflow.model.workflow import Workflow

texts = st.text(st.characters(codec="utf-8"), max_size=8)
periods = st.builds(Period, st.integers(1, 9999), st.sampled_from(UNITS)) | st.just(Period(1, CALENDAR_YEARS))
moments = (
    st.builds(Moment, percent=st.integers(1, 100))
    | st.builds(Moment, offset=periods.filter(lambda one: one.unit in UNITS), before=st.booleans())
    | st.just(Moment(offset=Period(0, "days")))
)
PLAIN = {
    str: texts,
    bool: st.booleans(),
    int: st.integers(-(2**53), 2**53),
    NoneType: st.none(),
    Period: periods,
    Moment: moments,
}


def of(kind):
    """Give values of a kind, whatever nouns lie in it."""
    if kind in PLAIN:
        return PLAIN[kind]
    inner = get_args(kind)
    if isinstance(kind, UnionType):
        return st.one_of(*map(of, inner))
    if get_origin(kind) is tuple:
        return st.lists(of(inner[0]), max_size=2).map(tuple)
    if get_origin(kind) is Mapping:
        return _map(inner[1])
    return st.deferred(lambda: st.builds(kind, **{one.name: of(one.type) for one in attrs.fields(kind)}))


def _map(kind):
    if isinstance(kind, type) and issubclass(kind, Named):
        return st.lists(of(kind), max_size=2).map(lambda several: {one.name: one for one in several})
    return st.dictionaries(texts, of(kind), max_size=2)


workflows = of(Workflow)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
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
