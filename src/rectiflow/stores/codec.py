"""Snapshots as JSON text, records out of their stored bytes."""

import json
from collections.abc import Iterable
from datetime import datetime

from cattrs import Converter

from rectiflow.core.evolve import fold
from rectiflow.errors import LedgerCorrupted, Words
from rectiflow.ledger.leaf import canonical, leaf_hash
from rectiflow.model.issue import Issue
from rectiflow.model.record import Json, Record, RecordType
from rectiflow.model.timing import read_instant, write_instant

SNAPSHOT = 2
"""The schema number of stored snapshots; one with another number is folded anew."""

_converter = Converter(detailed_validation=False, unstruct_collection_overrides={tuple: list})
_converter.register_unstructure_hook(datetime, write_instant)
_converter.register_structure_hook(datetime, lambda text, _: read_instant(text))
_converter.register_structure_hook(Json, lambda value, _: value)
_converter.register_unstructure_hook(Json, lambda value: value)


def write_issue(issue: Issue) -> str:
    """Write a snapshot as JSON text."""
    return canonical(_converter.unstructure(issue)).decode()


def read_issue(schema: int, text: str, records: Iterable[Record]) -> Issue | None:
    """Read a snapshot; one of another format, or one that can't be read, is made anew out of `records`."""
    if schema != SNAPSHOT:
        return fold(records)
    try:
        return _converter.structure(json.loads(text), Issue)
    except (ValueError, KeyError, TypeError):
        return fold(records)


def read_record(stored: bytes, leaf: str) -> Record:
    """Read a record out of its stored bytes; raises LedgerCorrupted when `leaf` (hex) is not their hash."""
    if leaf_hash(stored) != leaf:
        raise LedgerCorrupted(
            what=Words(f"哈希值为“{leaf}”的记录已被改动", f"the record with the leaf {leaf} was changed"),
            fix=Words("请从备份恢复", "Restore it from a backup"),
        )
    kept = json.loads(stored)
    return Record(
        issue=kept["issue"],
        version=kept["version"],
        type=RecordType(kept["type"]),
        v=kept["v"],
        effective_at=read_instant(kept["effective_at"]),
        recorded_at=read_instant(kept["recorded_at"]),
        data=kept["data"],
        nonce=kept["nonce"],
        previous=kept["previous"],
        leaf=leaf,
    )
