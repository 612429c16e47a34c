"""An issue as it stands, folded from its records. 事项。"""

from collections.abc import Mapping
from datetime import datetime

from attrs import field, frozen

from rectiflow.model.record import Json
from rectiflow.model.timing import Clock, aware


@frozen(kw_only=True)
class Doing:
    """How often an action was done, by whom, and when last."""

    times: int
    by: tuple[str, ...]
    last_at: datetime = field(validator=aware)


@frozen(kw_only=True)
class Finding:
    """A fault charged to somebody, contestable. 问责线索。"""

    fault: str
    ground: str
    to: tuple[str, ...]
    at: datetime = field(validator=aware)
    deadline: str | None = None
    occurrence: int | None = None


@frozen(kw_only=True)
class Issue:
    """One thing to be handled, as its records leave it. 事项。

    `version` numbers the last record, `leaf` is that record's hash. `workflow` and `digest` pin the
    definition. `fields` holds the values.
    `entered_at` is when the present state began to count; `acted_at`, `acted_by` and `acted_in` are
    when, by whom and in which version somebody last acted.
    `personal` holds the commitments to personal values; `rounds` how often each state was entered.
    """

    id: str
    version: int
    leaf: str
    workflow: str
    digest: str
    state: str
    registered_at: datetime = field(validator=aware)
    entered_at: datetime = field(validator=aware)
    acted_at: datetime = field(validator=aware)
    acted_by: str
    acted_in: int
    fields: Mapping[str, Json] = field(factory=dict)
    personal: Mapping[str, str] = field(factory=dict)
    bindings: Mapping[str, tuple[str, ...]] = field(factory=dict)
    clocks: Mapping[str, Clock] = field(factory=dict)
    done: Mapping[str, Doing] = field(factory=dict)
    findings: tuple[Finding, ...] = ()
    rounds: Mapping[str, int] = field(factory=dict)
