"""Issues, facts and judgements for the tests of the core, made by hand."""

from datetime import timedelta

from rectiflow.core.decide import decide
from rectiflow.ledger.seal import seal
from rectiflow.model.command import Command, Facts
from rectiflow.model.issue import Doing, Issue
from rectiflow.model.record import Draft, RecordType
from tests.office import CHINA, DIGEST, MACHINE, MONDAY, People

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MICROSECOND = timedelta(microseconds=1)
BOUND = {"reporter": ("visitor",), "lead": ("roads",), "verifier": ("wang",)}


def an_issue(state="rectifying", **known):
    return Issue(
        **{
            "id": "RF-000001",
            "version": 2,
            "leaf": "ab" * 32,
            "workflow": "repair",
            "digest": DIGEST,
            "state": state,
            "registered_at": MONDAY,
            "entered_at": MONDAY,
            "acted_at": MONDAY,
            "acted_by": "window",
            "acted_in": 2,
            "fields": {"opinion": "路灯坏了"},
            "bindings": BOUND,
        }
        | known
    )


def done(**times):
    """Say who did what: `done(submit="li")`."""
    return {action: Doing(times=1, by=(by,), last_at=MONDAY) for action, by in times.items()}


def facts(actor="window", now=MONDAY, **known):
    return Facts(
        **{
            "actor": People().actor(actor),
            "effective_at": now,
            "now": now,
            "calendar": CHINA,
            "workflow": DIGEST,
            "holders": BOUND | {"head": ("ma",)},
            "parties": BOUND | {"head": ("ma",), "clerk": ("window",), "lead.staff": ("li", "ma")},
        }
        | known
    )


def command(action, issue="RF-000001", **words):
    return Command(action=action, issue=issue, **words)


def judged(issue, action, *, by="window", machine=MACHINE, known=None, now=MONDAY, **words):  # noqa: PLR0913
    """Judge an action on an issue, or a registration when there is none."""
    asked = command(action, issue.id if issue is not None else None, **words)
    effective_at = words.get("at", now)
    return decide(machine, issue, asked, facts(by, now, **{"effective_at": effective_at} | (known or {})))


def record(kind, data, version=1, at=MONDAY):
    draft = Draft(type=RecordType(kind), effective_at=at, data=data)
    return seal(draft, subject="RF-000001", version=version, previous="", recorded_at=at, nonce="00")[0]
