"""Whose turn it is to write: one thread at a time and, where SQLite needs it, one process. 排队。"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from rectiflow.errors import StoreError, Words

WAIT_SECONDS = 30.0


class Turn:
    """Lets one thread at a time in, and tells a thread that is in already, which would wait for itself."""

    def __init__(self, wait: float = WAIT_SECONDS) -> None:
        """Give a turn for which a thread waits at most `wait` seconds."""
        self._wait = wait
        self._lock = threading.Lock()
        self._writer: int | None = None

    def __enter__(self) -> None:
        """Wait for the turn; raises StoreError when it doesn't come."""
        if self._writer == threading.get_ident():
            raise StoreError(
                what=Words("本线程已有尚未结束的事务", "This thread has a transaction open already"),
                fix=Words("请使用已打开的批次", "Use the batch that is open"),
            )
        if not self._lock.acquire(timeout=self._wait):
            raise StoreError(
                what=Words("另一线程的事务尚未结束", "Another thread has a transaction open"),
                fix=Words("请待其结束后重试", "Let it end, and try again"),
            )
        self._writer = threading.get_ident()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the next thread in."""
        self._writer = None
        self._lock.release()


@contextmanager
def only_process(path: Path, wait: float) -> Iterator[None]:
    """Keep other processes from writing to `path`, by a lock file beside it; raises StoreError."""
    lock = FileLock(f"{path}.lock", timeout=wait)
    try:
        lock.acquire()
    except Timeout as error:
        raise StoreError(
            what=Words(f"{path} 已被另一进程锁定", f"{path} is locked by another process"),
            fix=Words("请稍候重试", "Wait for it, and try again"),
        ) from error
    except OSError as error:
        raise StoreError(
            what=Words(f"{path} 所在文件夹不可写", f"the folder of {path} can't be written to"),
            fix=Words("请授予写入权限，或另选文件", "Give it write permission, or another file"),
        ) from error
    try:
        yield
    finally:
        lock.release()
