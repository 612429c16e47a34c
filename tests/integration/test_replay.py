"""The three public logs, each replayed once: the figures that are known of them, out of the stored records."""

from collections import Counter
from contextlib import closing

import pytest

from rectiflow.model.record import RecordType
from rectiflow.replay import replay
from rectiflow.stores.sqlite import SQLiteStore
from tests.logs import HELPDESK, INCIDENT, RECEIPT


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("replays")


@pytest.fixture(scope="module")
def receipt(shared, folder):
    return replay(shared / "data/receipt.csv", RECEIPT, url=f"sqlite:///{folder / 'receipt.db'}")


@pytest.fixture(scope="module")
def incident(shared):
    return replay(shared / "data/bpi2013_incidents.xes.gz", INCIDENT)


@pytest.fixture(scope="module")
def helpdesk(shared):
    return replay(shared / "data/helpdesk.xes.gz", HELPDESK)


@pytest.fixture(params=["receipt", "incident", "helpdesk"])
def report(request):
    return request.getfixturevalue(request.param)


def test_permit_applications(receipt):
    told = receipt.to_json()

    assert (told["issues"], told["events"], told["overdue"]) == (1_434, 8_577, 92)
    assert told["missed"] > told["overdue"]
    assert told["registered_late"] == 0


def test_incidents(incident):
    told = incident.to_json()

    assert (told["issues"], told["events"]) == (7_554, 65_533)
    assert (told["reopened"], told["active_after_close"], told["waited"]) == (390, 120, 3_365)


def test_help_desk_tickets(helpdesk):
    told = helpdesk.to_json()

    assert (told["issues"], told["events"], told["reworked"]) == (4_580, 21_348, 154)


def test_every_event_is_accepted_or_refused_and_most_are_accepted(report):
    assert report.accepted + report.refused == report.events
    assert report.refused == sum(one.events for one in report.refusals)
    assert 0.95 < report.accepted / report.events < 1


def test_every_missed_deadline_is_somebodys(report):
    assert sum(one.missed for one in report.by_person.values()) == report.missed > 0
    assert sum(one.met for one in report.by_unit.values()) == report.met > 0


def test_the_pace_is_told(report):
    assert report.seconds > 0
    assert report.actions_per_second == round(report.events / report.seconds)


def test_the_figures_are_those_of_the_stored_records(receipt, folder):
    with closing(SQLiteStore(folder / "receipt.db")) as store, store.reading("default") as reader:
        stored = Counter(record.type for record in reader.records())

    assert stored[RecordType.REGISTERED] == receipt.issues
    assert stored[RecordType.REGISTERED] + stored[RecordType.ACTED] == receipt.accepted
    assert stored[RecordType.REFUSED] == receipt.refused
    assert stored[RecordType.MISSED] == receipt.missed
    assert stored[RecordType.CHARGED] == receipt.findings
