"""The chain of one subject's records: dense numbers, each holding the hash of the one before."""

from collections.abc import Iterable, Iterator

from rectiflow.errors import LedgerCorrupted
from rectiflow.model.record import Record


def unbroken(records: Iterable[Record]) -> Iterator[Record]:
    """Hand on the records of one subject, in order, as long as each follows the one before.

    Raises LedgerCorrupted at the first that was taken out, put in or moved.
    """
    version, leaf = 0, ""
    for record in records:
        if record.version != version + 1 or record.previous != leaf:
            what = f"record {record.version} of {record.issue} doesn't follow record {version}"
            raise LedgerCorrupted(what=what, fix="Restore it from a backup")
        version, leaf = record.version, record.leaf
        yield record
