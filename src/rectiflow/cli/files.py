"""Files that a verb reads or makes, with errors that say what to do. 文件。"""

from pathlib import Path

from rectiflow.errors import NotFound, StoreError, Words


def content(file: Path, kind: str) -> bytes:
    """Give what is in a file; raises NotFound, which calls it a `kind`, where it can't be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise NotFound(kind=kind, name=str(file)) from error


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
