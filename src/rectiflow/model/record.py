"""Facts that happened, and what follows from them. 记录与后果。"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from attrs import field, frozen

from rectiflow.model.timing import aware

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | bool | None
"""What a record's data is made of: no floats, so that bytes stay the same everywhere."""


class RecordType(StrEnum):
    """What a record says happened."""

    DEFINED = "defined"
    """A workflow version was put into force; the data is its whole resolved content."""
    REGISTERED = "registered"
    """An issue came into being. 登记。"""
    ACTED = "acted"
    """Somebody did what the workflow permits. 办理。"""
    MISSED = "missed"
    """A deadline passed while its clock ran. 逾期。"""
    ESCALATED = "escalated"
    """A rung of supervision was reached. 督办。"""
    CHARGED = "charged"
    """A fault was found against somebody, who may contest it. 问责线索。"""
    MIGRATED = "migrated"
    """An issue went on under another version of its workflow. 换版。"""
    REFUSED = "refused"
    """A command was refused, with the reason. 拒绝。"""


@frozen(kw_only=True)
class Draft:
    """A record before it is sealed: what happened and when it counts."""

    type: RecordType
    effective_at: datetime = field(validator=aware)
    data: Mapping[str, Json]
    v: int = 1


@frozen(kw_only=True)
class Record:
    """A fact, numbered within its issue and sealed. 记录。

    `effective_at` is when it counts, `recorded_at` when we learnt it. `leaf` is the hash of its
    stored bytes, `previous` that of the issue's record before it ("" for the first), in hex.
    """

    issue: str
    version: int
    type: RecordType
    v: int
    effective_at: datetime = field(validator=aware)
    recorded_at: datetime = field(validator=aware)
    data: Mapping[str, Json]
    nonce: str
    previous: str
    leaf: str


@frozen(kw_only=True)
class Effect:
    """Something to tell the world; carries ids, never values of fields. 后果。"""

    kind: str
    to: str
    means: str = "message"
