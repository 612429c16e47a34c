"""What SQLite reports, as errors that say what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rectiflow.errors import StoreError
from rectiflow.stores.sqlite_engine import sqlite3


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite raises about the file at `path` into a StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "") or _guess(str(error))
        what, fix = next((way for prefix, way in _WAYS_OUT.items() if name.startswith(prefix)), _UNKNOWN)
        raise StoreError(what=what.format(path=path, error=error), fix=fix) from error
    except UnicodeEncodeError as error:
        raise StoreError(what="the text given holds half a character", fix="Give Unicode text") from error


def _guess(message: str) -> str:
    """Name the error by its words, for engines that don't give its name."""
    words = {
        "locked": "SQLITE_BUSY",
        "readonly": "SQLITE_READONLY",
        "full": "SQLITE_FULL",
        "unable to open": "SQLITE_CANTOPEN",
        "not a database": "SQLITE_NOTADB",
        "malformed": "SQLITE_CORRUPT",
        "disk I/O": "SQLITE_IOERR",
    }
    return next((name for word, name in words.items() if word in message), "")


_WAYS_OUT = {
    "SQLITE_BUSY": ("{path} is locked by another process", "Wait for it to finish, or end it, and try again"),
    "SQLITE_READONLY": ("{path} can't be written to", "Give the file and its folder write permission"),
    "SQLITE_FULL": ("the disk that holds {path} is full", "Free some space; nothing of this action was kept"),
    "SQLITE_CANTOPEN": ("{path} can't be opened", "Check that the folder exists and may be written to"),
    "SQLITE_NOTADB": ("{path} is no SQLite database", "Give another file"),
    "SQLITE_CORRUPT": ("{path} is damaged", "Restore it from a backup"),
    "SQLITE_IOERR": ("the disk that holds {path} reports an error", "Check the disk; nothing of this action was kept"),
}
"""The beginning of SQLite's name for an error → what is wrong, and what to do."""

_UNKNOWN = ("{path}: {error}", "Check the file, or restore it from a backup")
