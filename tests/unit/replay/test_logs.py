"""Reading event logs: every format gives the same events, and no log is too broken for a sentence."""

import gzip
import tracemalloc
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve

from rectiflow.errors import LogError
from rectiflow.replay.logs import Columns, read_events
from tests.logs import ORDERLY, receipt_case, write_csv, write_xes

NINE = datetime(2012, 3, 5, 8, tzinfo=UTC)


def read(path, columns=None):
    return list(read_events(path, columns or Columns()))


def refusal(path, columns=None):
    with pytest.raises(LogError) as refused:
        read(path, columns)
    assert refused.value.file == str(path)
    assert refused.value.fix
    place = refused.value.place
    return f"{place.en}: {refused.value.what.en}" if place else refused.value.what.en


@pytest.fixture
def rows():
    return [*receipt_case("case-1"), *receipt_case("case-2", start=NINE + timedelta(days=1))]


def test_an_event_says_what_the_columns_say_and_counts_within_its_case(tmp_path, rows):
    event = read(write_csv(tmp_path / "log.csv", rows))[7]

    assert (event.case, event.index, event.activity) == ("case-2", 2, "T02 Check confirmation of receipt")
    assert (event.actor, event.group, event.attributes["case:channel"]) == ("Bram", "Group 4", "Desk")


def test_times_are_brought_to_utc(tmp_path, rows):
    first = read(write_csv(tmp_path / "log.csv", rows))[0]

    assert first.at == NINE
    assert first.at.tzinfo is UTC


@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz", "LOG.XES"])
def test_every_format_gives_the_same_events(tmp_path, rows, name):
    assert read(write_xes(tmp_path / name, rows)) == read(write_csv(tmp_path / "log.csv", rows))


def test_an_activity_may_be_made_of_several_columns(tmp_path, rows):
    log = write_csv(tmp_path / "log.csv", rows)

    event = read(log, Columns(activity=("org:group", "concept:name")))[1]

    assert event.activity == "Group 4 / T02 Check confirmation of receipt"


def test_declarations_and_nested_attributes_of_xes_are_passed_over(tmp_path):
    log = tmp_path / "log.xes"
    log.write_text(
        """<log><string key="of" value="log"/>
        <global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
        <trace><string key="concept:name" value="1"><string key="concept:name" value="nested"/></string>
        <event><string key="concept:name" value="A"/><string key="org:resource" value="Eva"/>
        <date key="time:timestamp" value="2012-03-05T09:00:00+01:00"><string key="org:resource" value="nested"/></date>
        <list key="empty"/></event></trace><extra><event><string key="org:resource" value="x"/></event></extra></log>"""
    )

    (event,) = read(log)

    assert event == evolve(event, case="1", activity="A", actor="Eva", group="")


def test_a_time_without_offset_needs_a_zone(tmp_path, rows):
    rows[0]["time:timestamp"] = "2012-03-05 09:00:00"
    log = write_csv(tmp_path / "log.csv", rows)

    assert refusal(log) == "line 2: 'time:timestamp' is '2012-03-05 09:00:00', without an offset"
    assert read(log, Columns(zone=ZoneInfo("Europe/Amsterdam")))[0].at == NINE


@pytest.mark.parametrize("text", ["yesterday", "2012-13-05T09:00:00+01:00", "0001-01-01T00:00:00+14:00"])
def test_what_is_no_instant_is_named_with_its_place(tmp_path, rows, text):
    rows[2]["time:timestamp"] = text

    assert refusal(write_csv(tmp_path / "log.csv", rows)) == f"line 4: 'time:timestamp' is {text!r}, no instant"


@pytest.mark.parametrize("column", ["case:concept:name", "concept:name", "org:resource", "time:timestamp"])
def test_what_every_event_needs_must_be_there_and_say_something(tmp_path, rows, column):
    empty = [rows[0], {**rows[1], column: ""}]
    missing = [{name: text for name, text in row.items() if name != column} for row in rows]

    assert refusal(write_csv(tmp_path / "empty.csv", empty)) == f"line 3: nothing in '{column}'"
    assert refusal(write_csv(tmp_path / "missing.csv", missing)) == f"line 2: no column '{column}'"


def test_a_group_may_be_missing(tmp_path, rows):
    log = write_csv(tmp_path / "log.csv", rows)

    assert read(log, Columns(group="team"))[0].group == ""


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        (lambda text: text[: text.rindex(b",")], 13),
        (lambda text: text.replace(b"Desk,", b"Desk,too,many,", 1), 2),
        (lambda text: text + b'"never closed', 14),
    ],
    ids=["cut off", "too many cells", "open quote"],
)
def test_a_garbled_csv_is_named_with_its_line(tmp_path, rows, damage, line):
    log = write_csv(tmp_path / "log.csv", rows)
    log.write_bytes(damage(log.read_bytes()))

    assert refusal(log) == f"line {line}: no whole row of CSV"


def test_a_log_without_events_is_refused(tmp_path, rows):
    header = write_csv(tmp_path / "log.csv", rows).read_bytes().splitlines(keepends=True)[0]
    (tmp_path / "header.csv").write_bytes(header)
    (tmp_path / "empty.csv").touch()
    (tmp_path / "empty.xes").write_text("<log/>")

    for name in ("header.csv", "empty.csv", "empty.xes"):
        assert refusal(tmp_path / name) == "it holds no event"


def test_what_is_not_utf8_is_refused(tmp_path, rows):
    rows[0]["org:resource"] = "René"
    log = write_csv(tmp_path / "log.csv", rows)
    log.write_bytes(log.read_bytes().decode().encode("latin-1"))

    assert refusal(log) == "it holds bytes that are no UTF-8"


@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_packed_data_that_is_cut_off_is_refused(tmp_path, rows, kept):
    log = write_xes(tmp_path / "log.xes.gz", rows)
    packed = log.read_bytes()
    log.write_bytes(packed[: int(len(packed) * kept)])

    assert refusal(log) == "its compressed data is cut off or garbled"


def test_packed_data_that_is_none_is_refused(tmp_path):
    log = tmp_path / "log.xes.gz"
    log.write_text("<log/>")

    assert refusal(log) == "its compressed data is cut off or garbled"


def test_xml_that_is_cut_off_is_named_with_its_place(tmp_path, rows):
    log = write_xes(tmp_path / "log.xes", rows)
    log.write_bytes(log.read_bytes()[:-20])

    assert refusal(log).startswith("line 1, column ")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<html/>", "line 1, column 1: it is no XES log: its root is <html>"),
        ("<log><trace></log>", "line 1, column 15: it is no well-formed XML (mismatched tag)"),
        ("", "line 1, column 1: it is no well-formed XML (no element found)"),
        ('<?xml version="1.0" encoding="klingon"?><log/>', "line 1, column 31: its encoding isn't known"),
    ],
)
def test_what_is_no_xes_is_named_with_its_place(tmp_path, text, what):
    log = tmp_path / "log.xes"
    log.write_text(text)

    assert refusal(log) == what


BOMB = """<!DOCTYPE log [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<log><trace><string key="concept:name" value="&b;"/></trace></log>"""
OUTSIDE = '<!DOCTYPE log SYSTEM "file:///etc/passwd"><log/>'


@pytest.mark.parametrize("text", [BOMB, OUTSIDE], ids=["entity bomb", "outside entity"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "packed"])
def test_a_document_type_is_refused_before_anything_expands(tmp_path, text, pack):
    log = tmp_path / ("log.xes" if pack is bytes else "log.xes.gz")
    log.write_bytes(pack(text.encode()))

    assert refusal(log).endswith("it declares a document type")


def test_a_log_that_is_missing_or_a_folder_is_refused(tmp_path):
    (tmp_path / "folder.csv").mkdir()

    assert refusal(tmp_path / "none.csv") == "it can't be read (No such file or directory)"
    assert refusal(tmp_path / "folder.csv").startswith("it can't be read (")


def test_an_unknown_format_is_refused(tmp_path):
    assert refusal(tmp_path / "log.xlsx") == "unknown format"


@pytest.mark.parametrize("write", [write_csv, write_xes])
def test_memory_stays_flat_however_long_the_log(tmp_path, write):
    suffix = "csv" if write is write_csv else "xes"
    cases = [row for number in range(2_000) for row in receipt_case(f"case-{number}")]
    log = write(tmp_path / f"long.{suffix}", cases)

    tracemalloc.start()
    events = sum(1 for _ in read_events(log, Columns()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert events == 2_000 * len(ORDERLY)
    assert peak < log.stat().st_size / 2
