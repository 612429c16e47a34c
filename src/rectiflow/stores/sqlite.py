"""The embedded store: one SQLite file, one commit per action. 嵌入式存储。

WAL with `synchronous=FULL`: an action that returned survives the end of the process and of power.
Writers queue behind `BEGIN IMMEDIATE`; readers see the last commit and never wait.
"""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib.resources import files
from pathlib import Path

from filelock import FileLock

from rectiflow.errors import StoreError
from rectiflow.stores.sqlite_engine import SAFE, sqlite3
from rectiflow.stores.sqlite_errors import translated
from rectiflow.stores.sqlite_tables import SQLiteReader, SQLiteTransaction

APPLICATION = 0x52464C57
"""Marks a SQLite file as ours ("RFLW")."""

MIGRATIONS = ("0001_ledger.sql",)
WAIT_SECONDS = 30.0


class SQLiteStore:
    """Ledgers in one SQLite file; open it once per process, from any thread."""

    def __init__(self, path: Path) -> None:
        """Open or make the database at `path`; raises StoreError when that can't be done."""
        self.path = path
        self._own = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._turn = threading.Lock()
        self._between_processes: AbstractContextManager[object] = (
            nullcontext() if SAFE else FileLock(f"{path}.lock", timeout=WAIT_SECONDS)
        )
        with translated(path), self._between_processes:
            _migrate(self._connection("writer"), path)

    @contextmanager
    def reading(self, tenant: str) -> Iterator[SQLiteReader]:
        """Open a consistent view of the last commit."""
        with translated(self.path):
            connection = self._connection("reader")
            connection.execute("BEGIN")
            try:
                yield SQLiteReader(connection, tenant)
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def writing(self, tenant: str) -> Iterator[SQLiteTransaction]:
        """Open a transaction that commits, durably, when the block ends well."""
        with translated(self.path), self._turn, self._between_processes:
            connection = self._connection("writer")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield SQLiteTransaction(connection, tenant)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close every connection; the last one folds the log back into the file."""
        with self._turn, self._between_processes:
            while self._opened:
                self._opened.pop().close()
            self._own = threading.local()

    def _connection(self, purpose: str) -> sqlite3.Connection:
        """Give this thread's own connection for `purpose`."""
        connection: sqlite3.Connection | None = getattr(self._own, purpose, None)
        if connection is None:
            connection = _connect(self.path)
            setattr(self._own, purpose, connection)
            self._opened.append(connection)
        return connection


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")
    return connection


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    (marked,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if marked != APPLICATION and tables:
        raise StoreError(what=f"{path} is a SQLite database of another application", fix="Give another file")
    connection.execute("BEGIN IMMEDIATE")
    (done,) = connection.execute("PRAGMA user_version").fetchone()
    if done > len(MIGRATIONS):
        connection.execute("ROLLBACK")
        raise StoreError(what=f"{path} was written by a later release", fix="Upgrade rectiflow to open it")
    for name in MIGRATIONS[done:]:
        for statement in files("rectiflow.stores").joinpath("sql", name).read_text("utf-8").split(";\n"):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    connection.execute("COMMIT")
