"""The language's own words have titles in both languages."""

import pytest

from rectiflow.core.terms import RELATIONS, RUNGS, moment, period
from rectiflow.definitions.check.names import RELATIONS as KNOWN_RELATIONS
from rectiflow.definitions.check.vocabulary import RUNGS as KNOWN_RUNGS
from rectiflow.model.timing import CALENDAR_YEARS, UNITS, Moment, Period


def test_every_relation_and_rung_that_a_file_may_name_has_words():
    assert set(RELATIONS) == set(KNOWN_RELATIONS)
    assert list(RUNGS) == list(KNOWN_RUNGS)


def test_no_two_relations_and_no_two_rungs_are_called_the_same():
    for table in (RELATIONS, RUNGS):
        assert len({title.zh for title in table.values()}) == len(table)
        assert len({title.en for title in table.values()}) == len(table)


@pytest.mark.parametrize("unit", UNITS)
def test_a_period_of_every_unit_is_a_number_and_its_unit_without_a_blank(unit):
    said = period(Period(3, unit))
    assert said.zh.startswith("3")
    assert " " not in said.zh
    assert said.en == f"3 {unit}"


def test_a_calendar_year_is_the_year_that_runs():
    assert period(Period(1, CALENDAR_YEARS)).zh == "本年度"


@pytest.mark.parametrize(
    ("at", "zh", "en"),
    [
        (Moment(percent=90), "期限用至90%", "at 90%"),
        (Moment(offset=Period(0, "days")), "到期", "when due"),
        (Moment(offset=Period(5, "working days")), "逾期5个工作日", "5 working days after due"),
        (Moment(offset=Period(1, "days"), before=True), "到期前1日", "1 day before due"),
    ],
)
def test_a_moment_is_told_from_the_due_date(at, zh, en):
    assert (moment(at).zh, moment(at).en) == (zh, en)
