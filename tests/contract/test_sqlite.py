from contextlib import closing

import pytest

from rectiflow.errors import StoreError
from rectiflow.ports import Answer
from rectiflow.stores.sqlite import SQLiteStore
from rectiflow.stores.sqlite_engine import sqlite3
from rectiflow.testing.store_contract import StoreContract, commit, kept_by, write


class TestSQLiteStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path):
        with closing(SQLiteStore(tmp_path / "office.db")) as store:
            yield store


def test_what_was_committed_is_there_when_the_file_is_opened_again(tmp_path):
    with closing(SQLiteStore(tmp_path / "office.db")) as store:
        commit(store)
    with closing(SQLiteStore(tmp_path / "office.db")) as store:
        assert kept_by(store) == [(0, "RF-000001", 1)]


def test_a_write_that_fails_in_the_middle_undoes_its_transaction_also_for_who_goes_on(tmp_path):
    answer = Answer(key="key", command="digest", issue="RF-000001", version=1)
    with closing(SQLiteStore(tmp_path / "office.db")) as store:
        commit(store, answer=answer)
        with pytest.raises(StoreError, match="undone"), store.writing("city") as transaction:  # noqa: PT012  (it goes on)
            write(transaction)
            with pytest.raises(sqlite3.IntegrityError):
                write(transaction, answer=answer)
        assert kept_by(store) == [(0, "RF-000001", 1)]
