"""Options are read once, and what can't be read is wrong usage."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import click
import pytest

from rectiflow.cli.parameters import BindType, FieldType, InstantType, PeriodType, StartType, once_each, start_of_day
from rectiflow.model.timing import Period

CHINA = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ("opinion=路灯坏了", ("opinion", "路灯坏了")),
        ("opinion=a=b", ("opinion", "a=b")),
        ("opinion=", ("opinion", "")),
        ("opinion=[1]", ("opinion", "[1]")),
        ('evidence:=["a.jpg"]', ("evidence", ["a.jpg"])),
        ("agreed:=true", ("agreed", True)),
        ("amount:=3.50", ("amount", "3.50")),
    ],
)
def test_a_field_is_text_unless_it_is_written_as_json(written, field):
    assert FieldType().convert(written, None, None) == field


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (FieldType(), "opinion"),
        (FieldType(), "=text"),
        (FieldType(), ":=1"),
        (FieldType(), "evidence:=[oops"),
        (FieldType(), 'evidence:="\\ud800"'),
        (FieldType(), "evidence:=" + "[" * 100_000),
        (BindType(), "lead"),
        (BindType(), "lead="),
        (BindType(), "=road-bureau"),
        (BindType(), "lead=,"),
        (InstantType(), "2026-03-02T09:00:00"),
        (InstantType(), "yesterday"),
        (InstantType(), "0001-01-01T00:00:00+08:00"),
        (StartType(), "2026-02-30"),
        (PeriodType(), "5 parsecs"),
    ],
)
def test_what_cannot_be_read_is_wrong_usage(kind, written):
    with pytest.raises(click.BadParameter):
        kind.convert(written, None, None)


def test_a_role_is_bound_to_one_id_or_to_several():
    assert BindType().convert("co=parks, water", None, None) == ("co", ("parks", "water"))


def test_instants_are_utc_whatever_their_offset():
    assert InstantType().convert("2026-03-02T09:00:00+08:00", None, None) == datetime(2026, 3, 2, 1, tzinfo=UTC)


def test_a_date_starts_with_its_local_day_and_an_instant_is_kept():
    instant = datetime(2026, 3, 2, 1, tzinfo=UTC)
    assert start_of_day(date(2026, 3, 2), CHINA) == datetime(2026, 3, 1, 16, tzinfo=UTC)
    assert start_of_day(instant, CHINA) is instant


def test_a_period_is_read_as_workflow_files_write_it():
    assert PeriodType().convert("5 working days", None, None) == Period(5, "working days")


def test_a_name_given_twice_is_wrong_usage():
    option = click.Option(["--field"])
    assert once_each(click.Context(click.Command("act")), option, (("a", 1), ("b", 2))) == {"a": 1, "b": 2}
    with pytest.raises(click.BadParameter):
        once_each(click.Context(click.Command("act")), option, (("a", 1), ("a", 2)))
