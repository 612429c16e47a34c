"""What was changed behind the engine's back is noticed when the history is read."""

from contextlib import closing

import pytest

from rectiflow.errors import LedgerCorrupted
from rectiflow.stores.sqlite import SQLiteStore
from rectiflow.stores.sqlite_engine import sqlite3
from tests.office import closed, new_engine

EDIT = "UPDATE records SET stored = replace(stored, '路灯', '井盖') WHERE version = 1 AND issue LIKE 'RF-%'"
TAKE_OUT = "DELETE FROM records WHERE version = 2 AND issue LIKE 'RF-%'"
SWAP = (
    "UPDATE records SET version = 99 WHERE version = 2 AND issue LIKE 'RF-%'",
    "UPDATE records SET version = 2 WHERE version = 3 AND issue LIKE 'RF-%'",
    "UPDATE records SET version = 3 WHERE version = 99 AND issue LIKE 'RF-%'",
)


def tampered(path, *statements):
    with closing(SQLiteStore(path)) as store:
        issue = closed(new_engine(store), fields={"opinion": "路灯坏了"})
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount == 1
        connection.commit()
    return issue.id


@pytest.mark.parametrize("statements", [(EDIT,), (TAKE_OUT,), SWAP], ids=["edited", "taken out", "swapped"])
def test_a_history_that_was_changed_is_not_shown(tmp_path, statements):
    path = tmp_path / "office.db"
    issue = tampered(path, *statements)
    with closing(SQLiteStore(path)) as store, pytest.raises(LedgerCorrupted):
        new_engine(store).history(issue, by="zhao")


def test_a_history_that_was_not_changed_is_shown(tmp_path):
    path = tmp_path / "office.db"
    issue = tampered(path)
    with closing(SQLiteStore(path)) as store:
        assert len(new_engine(store).history(issue, by="zhao")) > 1


@pytest.mark.parametrize("change", ["schema = 0", "snapshot = '{}'", "snapshot = 'no JSON'"])
def test_a_snapshot_that_is_of_no_use_is_made_anew_from_the_records(tmp_path, change):
    path = tmp_path / "office.db"
    with closing(SQLiteStore(path)) as store:
        engine = new_engine(store)
        issue = closed(engine, fields={"opinion": "路灯坏了"})
        seen = engine.get(issue.id, by="zhao")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE issues SET {change}")  # noqa: S608  (words of this test)
        connection.commit()
    with closing(SQLiteStore(path)) as store:
        assert new_engine(store).get(issue.id, by="zhao") == seen
