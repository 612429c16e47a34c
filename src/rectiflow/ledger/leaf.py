"""The bytes of a record, and their hash: the leaf of the ledger.

RFC 6962, section 2.1: a leaf is hashed as SHA-256(0x00 ‖ bytes), so that no inner node can pass
for one. The bytes are written once and never made again to verify.
"""

import hashlib
import json

from rectiflow.model.record import Json

ALGORITHM = "sha256"
"""The hash in use; the format names it, so that another may join."""


def canonical(value: Json) -> bytes:
    r"""Write `value` as the one JSON text that stands for it: sorted keys, no spaces, UTF-8.

    >>> canonical({"b": 1, "a": "灯"})
    b'{"a":"\xe7\x81\xaf","b":1}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def leaf_hash(stored: bytes) -> str:
    """Hash the stored bytes of a record as a leaf (RFC 6962, section 2.1); gives 64 hex digits.

    >>> leaf_hash(b"")
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'
    """
    return hashlib.sha256(b"\x00" + stored).hexdigest()


def digest(value: Json) -> str:
    """Name a definition, a calendar or a command by the hash of its canonical text, in hex."""
    return hashlib.sha256(canonical(value)).hexdigest()
