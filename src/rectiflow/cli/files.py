"""Files that a verb reads or makes, with errors that say what to do. 文件。"""

from collections.abc import Mapping
from pathlib import Path

from rectiflow.definitions.document import Mark, problem_at
from rectiflow.errors import DefinitionError, StoreError, Words


def content(file: Path) -> bytes:
    """Give what is in a file; raises DefinitionError, whose one problem is at its beginning, where it can't be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        what, fix = _WAYS_OUT.get(type(error), _CLOSED)
        raise DefinitionError((problem_at(str(file), Mark(1, 1), "RF014", what, fix),)) from error


def create(file: Path, text: str) -> None:
    """Make a new file; raises StoreError where there is one already, or it can't be made."""
    try:
        with file.open("x", encoding="utf-8", newline="\n") as new:
            new.write(text)
    except FileExistsError as error:
        raise StoreError(
            what=Words(f"{file} 已存在", f"{file} exists already"),
            fix=Words("请指定新文件；已有的文件予以保留", "Give a new file: one that is there is kept"),
        ) from error
    except OSError as error:
        raise StoreError(
            what=Words(f"{file} 无法写入", f"{file} can't be written"),
            fix=Words("请指定可写文件夹中的文件", "Give a file in a folder that you may write to"),
        ) from error


_WAYS_OUT: Mapping[type[OSError], tuple[Words, Words]] = {
    FileNotFoundError: (Words("没有这个文件", "there is no such file"), Words("请核对路径", "check its path")),
    IsADirectoryError: (
        Words("这是文件夹，不是文件", "this is a folder, not a file"),
        Words("请指定其中的文件", "name a file in it"),
    ),
}
"""What keeps a file from being read → what is wrong, and what to do."""

_CLOSED = (
    Words("文件无法打开", "the file can't be opened"),
    Words("请确认您有权读取该文件", "check that you may read it"),
)
