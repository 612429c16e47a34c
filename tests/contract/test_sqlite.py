from contextlib import closing

import pytest

from rectiflow.stores.sqlite import SQLiteStore
from rectiflow.testing.store_contract import StoreContract, commit, kept_by


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
