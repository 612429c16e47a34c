"""Seal a record: its bytes, chained to the issue's record before it, and their hash."""

from datetime import datetime

from rectiflow.ledger.leaf import ALGORITHM, canonical, leaf_hash
from rectiflow.model.record import Draft, Record
from rectiflow.model.timing import write_instant

NONCE_BYTES = 16


def seal(  # noqa: PLR0913  (a record is made of exactly these)
    draft: Draft, *, subject: str, version: int, previous: str, recorded_at: datetime, nonce: str
) -> tuple[Record, bytes]:
    """Give a draft its number within its subject, chain it to the leaf before it, and hash its bytes.

    `previous` is the leaf hash of the subject's record `version - 1` ("" for the first); `nonce`
    (hex) keeps a short record from being guessed from its hash. Gives the record and its bytes.
    """
    stored = canonical(
        {
            "issue": subject,
            "version": version,
            "type": draft.type.value,
            "v": draft.v,
            "effective_at": write_instant(draft.effective_at),
            "recorded_at": write_instant(recorded_at),
            "data": dict(draft.data),
            "nonce": nonce,
            "previous": previous,
            "hash": ALGORITHM,
        }
    )
    record = Record(
        issue=subject,
        version=version,
        type=draft.type,
        v=draft.v,
        effective_at=draft.effective_at,
        recorded_at=recorded_at,
        data=draft.data,
        nonce=nonce,
        previous=previous,
        leaf=leaf_hash(stored),
    )
    return record, stored
