"""What SQLite reports, as errors that say what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rectiflow.errors import StoreError, Words
from rectiflow.stores.sqlite_engine import sqlite3


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite raises about the file at `path` into a StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "") or _guess(str(error))
        what, fix = next((way for prefix, way in _WAYS_OUT.items() if name.startswith(prefix)), _UNKNOWN)
        said = {"path": path, "error": error}
        raise StoreError(what=Words(what.zh.format(**said), what.en.format(**said)), fix=fix) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            what=Words("文字中含有残缺的字符", "the text given holds half a character"),
            fix=Words("请提供完整的 Unicode 文字", "Give Unicode text"),
        ) from error


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
    "SQLITE_BUSY": (
        Words("{path} 已被另一进程锁定", "{path} is locked by another process"),
        Words("请待其结束，或将其终止后重试", "Wait for it to finish, or end it, and try again"),
    ),
    "SQLITE_READONLY": (
        Words("{path} 不可写", "{path} can't be written to"),
        Words("请授予该文件及其文件夹写入权限", "Give the file and its folder write permission"),
    ),
    "SQLITE_FULL": (
        Words("{path} 所在磁盘已满", "the disk that holds {path} is full"),
        Words("请腾出空间；本次操作未保存任何内容", "Free some space; nothing of this action was kept"),
    ),
    "SQLITE_CANTOPEN": (
        Words("{path} 无法打开", "{path} can't be opened"),
        Words("请确认其文件夹存在且可写", "Check that the folder exists and may be written to"),
    ),
    "SQLITE_NOTADB": (
        Words("{path} 不是 SQLite 数据库", "{path} is no SQLite database"),
        Words("请另选文件", "Give another file"),
    ),
    "SQLITE_CORRUPT": (
        Words("{path} 已损坏", "{path} is damaged"),
        Words("请从备份恢复", "Restore it from a backup"),
    ),
    "SQLITE_IOERR": (
        Words("{path} 所在磁盘报告错误", "the disk that holds {path} reports an error"),
        Words("请检查磁盘；本次操作未保存任何内容", "Check the disk; nothing of this action was kept"),
    ),
}
"""The beginning of SQLite's name for an error → what is wrong, and what to do."""

_UNKNOWN = (
    Words("{path} 出现异常（系统提示“{error}”）", "{path}: {error}"),
    Words("请检查该文件，或从备份恢复", "Check the file, or restore it from a backup"),
)
