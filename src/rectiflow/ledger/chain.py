"""The chain of one subject's records: dense numbers, each holding the hash of the one before."""

from collections.abc import Iterable, Iterator

from rectiflow.errors import LedgerCorrupted, Words
from rectiflow.model.record import Record


def unbroken(records: Iterable[Record]) -> Iterator[Record]:
    """Hand on the records of one subject, in order, as long as each follows the one before.

    Raises LedgerCorrupted at the first that was taken out, put in or moved.
    """
    version, leaf = 0, ""
    for record in records:
        if record.version != version + 1 or record.previous != leaf:
            raise LedgerCorrupted(
                what=Words(
                    f"“{record.issue}”的第{record.version}条记录未接续第{version}条",
                    f"record {record.version} of {record.issue} doesn't follow record {version}",
                ),
                fix=Words("请从备份恢复", "Restore it from a backup"),
            )
        version, leaf = record.version, record.leaf
        yield record
