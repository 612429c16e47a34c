"""The embedded store: one SQLite file, one commit per action. 嵌入式存储。

WAL with `synchronous=FULL`: an action that returned survives the end of the process and of power.
Writers queue behind `BEGIN IMMEDIATE`; readers see the last commit and never wait.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib.resources import files
from pathlib import Path

from rectiflow.errors import StoreError, Words
from rectiflow.stores.sqlite_engine import SAFE, sqlite3
from rectiflow.stores.sqlite_errors import translated
from rectiflow.stores.sqlite_tables import SQLiteReader, SQLiteTransaction
from rectiflow.stores.turns import WAIT_SECONDS, Turn, only_process

APPLICATION = 0x52464C57
"""Marks a SQLite file as ours ("RFLW")."""

MIGRATIONS = ("0001_ledger.sql",)


class SQLiteStore:
    """Ledgers in one SQLite file; open it once per process, from any thread."""

    def __init__(self, path: Path, wait: float = WAIT_SECONDS) -> None:
        """Open or make the database at `path`; whoever writes waits at most `wait` seconds for others.

        Raises StoreError when it can't be opened, or isn't ours; such a file is left as it is.
        """
        self.path = path
        self._wait = wait
        self._idle: deque[sqlite3.Connection] = deque()
        self._turn = Turn(wait)
        with translated(path), self._only_process(), self._borrowed() as connection:
            if _migrations_done(connection, path) < len(MIGRATIONS):
                _migrate(connection)

    @contextmanager
    def reading(self, tenant: str) -> Iterator[SQLiteReader]:
        """Open a consistent view of the last commit."""
        with translated(self.path), self._borrowed() as connection:
            connection.execute("BEGIN")
            yield SQLiteReader(connection, tenant)

    @contextmanager
    def writing(self, tenant: str) -> Iterator[SQLiteTransaction]:
        """Open a transaction that commits, durably, when the block ends well."""
        with translated(self.path), self._turn, self._only_process(), self._borrowed() as connection:
            connection.execute("BEGIN IMMEDIATE")
            transaction = SQLiteTransaction(connection, tenant)
            yield transaction
            transaction.commit()

    def close(self) -> None:
        """Close every connection; the last one folds the log back into the file."""
        with translated(self.path), self._turn, self._only_process():
            while self._idle:
                self._idle.pop().close()

    @contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        """Lend an idle connection, or a new one; what it leaves open is undone."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = _connect(self.path, self._wait)
        try:
            yield connection
        finally:
            if connection.in_transaction:
                connection.rollback()
            self._idle.append(connection)

    def _only_process(self) -> AbstractContextManager[None]:
        return nullcontext() if SAFE else only_process(self.path, self._wait)


def _connect(path: Path, wait: float) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=wait, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")
    return connection


def _migrations_done(connection: sqlite3.Connection, path: Path) -> int:
    """Tell how far the database is, in one look that changes nothing; raises StoreError when it isn't ours."""
    connection.execute("BEGIN")
    (marked,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (done,) = connection.execute("PRAGMA user_version").fetchone()
    connection.execute("ROLLBACK")
    if marked != APPLICATION and (marked or tables or done):
        raise StoreError(
            what=Words(f"{path} 是其他应用的 SQLite 数据库", f"{path} is a SQLite database of another application"),
            fix=Words("请另选文件", "Give another file"),
        )
    if done > len(MIGRATIONS):
        raise StoreError(
            what=Words(f"{path} 由较新的版本写入", f"{path} was written by a later release"),
            fix=Words("请升级 rectiflow 后再打开", "Upgrade rectiflow to open it"),
        )
    return int(done)


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the database up to date, unless another process was faster."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    (done,) = connection.execute("PRAGMA user_version").fetchone()
    for name in MIGRATIONS[done:]:
        for statement in files("rectiflow.stores").joinpath("sql", name).read_text("utf-8").split(";\n"):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    connection.execute("COMMIT")
