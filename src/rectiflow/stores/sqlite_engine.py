"""Which SQLite to use: one without the WAL-reset bug where there is one.

SQLite versions before 3.51.3 (except 3.50.7 and 3.44.6) can corrupt a WAL database when several
connections write and one of them resets the log. A fixed engine comes in the wheel `pysqlite3`;
without one, commits and checkpoints are serialised between processes by a file lock.
"""

import sqlite3 as _standard
from types import ModuleType
from typing import TYPE_CHECKING

_FIXED_SINCE = (3, 51, 3)
_FIXED_BRANCHES = ((3, 50, 7), (3, 44, 6))


def is_fixed(version: tuple[int, ...]) -> bool:
    """Tell whether this SQLite version resets its WAL safely.

    >>> is_fixed((3, 40, 1)), is_fixed((3, 50, 7)), is_fixed((3, 53, 4))
    (False, True, True)
    """
    on_branch = any(version[:2] == fixed[:2] and version >= fixed for fixed in _FIXED_BRANCHES)
    return on_branch or version >= _FIXED_SINCE


def _choose() -> ModuleType:
    if is_fixed(_standard.sqlite_version_info):
        return _standard
    try:
        from pysqlite3 import dbapi2  # noqa: PLC0415  (only where the standard engine has the bug)
    except ImportError:
        return _standard
    repaired: ModuleType = dbapi2
    return repaired


if TYPE_CHECKING:
    import sqlite3 as sqlite3  # noqa: PLC0414  (handed on to those who import it here)
else:
    sqlite3 = _choose()
    """The chosen module; it follows the DB-API 2.0 and the standard library's `sqlite3`."""

SAFE = is_fixed(sqlite3.sqlite_version_info)
"""Whether the chosen engine needs no file lock."""
