"""Refusals as records, and back again."""

from typing import Any

from rectiflow.engine.judge import Judgement
from rectiflow.errors import (
    ActionNotAllowed,
    CommandRefused,
    GuardFailed,
    InvalidInput,
    NotAuthorized,
    NotYet,
    Permitted,
)
from rectiflow.model.command import Command
from rectiflow.model.record import Draft, Json, Record, RecordType

_KINDS = {kind.code: kind for kind in (ActionNotAllowed, NotAuthorized, GuardFailed, InvalidInput, NotYet)}


def refused(judgement: Judgement, command: Command, refusal: CommandRefused) -> Draft:
    """Make the record of a refusal; of what was handed in it keeps the names, not the values."""
    issue = judgement.page.issue
    return Draft(
        type=RecordType.REFUSED,
        effective_at=judgement.effective_at,
        data={
            "action": command.action,
            "title": refusal.action_zh,
            "actor": judgement.actor.id,
            "roles": sorted(judgement.actor.roles),
            "units": sorted(judgement.actor.units),
            "state": issue.state if issue is not None else None,
            "fields": sorted(command.fields),
            "binds": {role: list(ids) for role, ids in command.binds.items()},
            "code": refusal.code,
            "zh": refusal.zh,
            "en": refusal.en,
            "allowed": [_permitted(one) for one in refusal.allowed],
            "workflow": judgement.edition.digest,
            "name": judgement.edition.workflow.name,
        },
    )


def read_refusal(record: Record) -> CommandRefused:
    """Give the refusal that a `refused` record keeps."""
    data: Any = record.data
    kind = _KINDS[data["code"]]
    issue = record.issue if data["state"] is not None else None
    return kind(
        action=data["action"],
        action_zh=data["title"],
        issue=issue,
        zh=data["zh"],
        en=data["en"],
        allowed=tuple(
            Permitted(one["action"], tuple(one["by"]), one["zh"], tuple(one["by_zh"])) for one in data["allowed"]
        ),
    )


def _permitted(one: Permitted) -> Json:
    return {"action": one.action, "by": list(one.by), "zh": one.zh, "by_zh": list(one.by_zh)}
