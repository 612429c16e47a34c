"""Where SQLite has the WAL-reset bug, processes take turns by a lock file."""

import sqlite3
from contextlib import closing

import pytest
from filelock import FileLock

from rectiflow.errors import StoreError
from rectiflow.stores.sqlite import SQLiteStore
from rectiflow.stores.sqlite_engine import is_fixed
from rectiflow.stores.turns import only_process
from tests.faults.processes import check_whole, start

pytestmark = pytest.mark.skipif(
    is_fixed(sqlite3.sqlite_version_info), reason="this Python's own SQLite doesn't need the lock file"
)

WITH_PYTHONS_OWN_SQLITE = """
import sys
sys.modules["pysqlite3"] = None
from rectiflow.stores.sqlite_engine import SAFE
assert not SAFE
"""
WRITE = f"""{WITH_PYTHONS_OWN_SQLITE}
from tests.faults.writer import main
main(*sys.argv[1:])
"""
WRITE_AT_ONCE = f"""{WITH_PYTHONS_OWN_SQLITE}
from pathlib import Path
from rectiflow.errors import StoreError
from rectiflow.stores.sqlite import SQLiteStore
try:
    SQLiteStore(Path(sys.argv[1]), wait=0.05)
except StoreError as error:
    print(error)
"""


def test_processes_with_the_old_engine_take_turns_and_lose_nothing(tmp_path):
    path = tmp_path / "office.db"
    writers = [start("-c", WRITE, path, name, 25) for name in ("one", "two")]
    promised = dict(line.split() for writer in writers for line in writer.communicate()[0].splitlines())
    assert [writer.returncode for writer in writers] == [0, 0]
    with closing(SQLiteStore(path)) as store:
        assert check_whole(store) == promised
    assert len(promised) == 50


def test_whoever_holds_the_lock_file_is_waited_for_only_so_long(tmp_path):
    path = tmp_path / "office.db"
    with FileLock(f"{path}.lock"), start("-c", WRITE_AT_ONCE, path) as writer:
        assert writer.communicate()[0] == f"{path} is locked by another process. Wait for it, and try again.\n"


def test_a_lock_file_that_can_not_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="can't be written to"), only_process(tmp_path / "file" / "office.db", 0.05):
        pytest.fail("it was made")
