"""A personal value lies in one table, and nowhere else."""

import re
from contextlib import closing

import pytest

from rectiflow.errors import CommandRefused, KeyReused
from rectiflow.stores.sqlite import SQLiteStore
from rectiflow.stores.sqlite_engine import sqlite3
from tests.office import PHONE, closed, dump, new_engine, register


@pytest.fixture
def path(tmp_path):
    """Give the path of a database in which a telephone number went every way that it can."""
    path = tmp_path / "office.db"
    with closing(SQLiteStore(path)) as store:
        engine = new_engine(store, record_refusals=True)
        issue = closed(engine, fields={"opinion": "路灯坏了", "phone": PHONE}, key="k1")
        engine.act(issue.id, "reopen", by="visitor")
        engine.act(issue.id, "note", by="visitor", fields={"phone": PHONE}, key="k2")
        for words in ({"by": "stranger", "key": "k3"}, {"fields": {"phone": PHONE}}, {"binds": {}, "key": "k4"}):
            with pytest.raises(CommandRefused):
                register(engine, **{"fields": {"opinion": "x", "phone": PHONE}} | words)
        with pytest.raises(CommandRefused):
            register(engine, fields={"opinion": "x", "phon": PHONE}, key="k5")
        with pytest.raises(KeyReused):
            register(engine, fields={"opinion": "x", "phone": PHONE}, key="k1")
    return path


def tables(path):
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: repr(connection.execute(f"SELECT * FROM {name}").fetchall()) for name in names}  # noqa: S608


def test_only_the_erasable_table_holds_a_personal_value(path):
    assert {name for name, content in tables(path).items() if PHONE in content} == {"personal"}


def test_once_erased_a_personal_value_is_nowhere_in_the_file(path):
    assert PHONE.encode() in path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM personal")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert PHONE.encode() not in path.read_bytes()
    assert (
        not path.with_name("office.db-wal").exists()
        or PHONE.encode() not in path.with_name("office.db-wal").read_bytes()
    )


def test_an_issue_lives_on_without_its_erased_values(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM personal")
    with closing(SQLiteStore(path)) as store:
        engine = new_engine(store)
        issue = engine.get("RF-000001", by="window")
        assert "phone" not in issue.fields
        assert re.fullmatch("sha256:[0-9a-f]{64}", issue.personal["phone"])
        assert register(engine, fields={"opinion": "路灯坏了", "phone": "anything"}, key="k1").id == issue.id
        assert PHONE not in repr(dump(store))


def test_no_digest_of_a_command_tells_a_personal_value(path):
    """A number has few values: whoever has its hash can try them all. The same digest must stand for any."""
    digests = set()
    with closing(SQLiteStore(path)) as store:
        engine = new_engine(store)
        for phone in (PHONE, "13900005512"):
            register(engine, fields={"opinion": "y", "phone": phone}, key=phone)
            with store.reading("city") as reader:
                digests.add(reader.answer(phone).command)
    assert len(digests) == 1
