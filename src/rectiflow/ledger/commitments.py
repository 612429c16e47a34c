"""Commitments to personal values: a record can prove a value and yet lose it.

The value and its salt lie in an erasable side table; the record holds only the commitment. Once
value and salt are gone, 256 random bits stand between the hash and any guess.
"""

import hashlib
import hmac

from attrs import frozen

from rectiflow.ledger.leaf import canonical
from rectiflow.model.record import Json

SALT_BYTES = 32


@frozen
class Opening:
    """What opens a commitment: the field, its value and the salt (hex)."""

    field: str
    value: Json
    salt: str


def commit(opening: Opening) -> str:
    """Commit to a value: `sha256:` and HMAC-SHA-256(salt, canonical [field, value]) in hex.

    >>> commit(Opening("phone", "138", "00" * 32))[:15]
    'sha256:0b8a1429'
    """
    text = canonical([opening.field, opening.value])
    return "sha256:" + hmac.new(bytes.fromhex(opening.salt), text, hashlib.sha256).hexdigest()
