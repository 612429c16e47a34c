"""Rectiflow handles issues: register, assign, supervise, close out, reopen when not satisfied.

A workflow file says what an office promised; `connect` opens an engine that keeps the promise and
can prove it.
"""

from rectiflow.bootstrap import connect
from rectiflow.core.foresee import Prospect, Verdict
from rectiflow.engine.engine import Engine
from rectiflow.engine.views import Allowed, Promise, Waiting
from rectiflow.errors import (
    ActionNotAllowed,
    CommandRefused,
    DefinitionError,
    GuardFailed,
    InvalidInput,
    KeyReused,
    LedgerCorrupted,
    NotAuthorized,
    NotFound,
    NotYet,
    Problem,
    RectiflowError,
    StaleIssue,
    StoreError,
)
from rectiflow.model.actor import Actor
from rectiflow.model.command import Decision
from rectiflow.model.issue import Issue
from rectiflow.model.migration import Renaming
from rectiflow.model.record import Record, RecordType
from rectiflow.model.workflow import Workflow

__all__ = [
    "ActionNotAllowed",
    "Actor",
    "Allowed",
    "CommandRefused",
    "Decision",
    "DefinitionError",
    "Engine",
    "GuardFailed",
    "InvalidInput",
    "Issue",
    "KeyReused",
    "LedgerCorrupted",
    "NotAuthorized",
    "NotFound",
    "NotYet",
    "Problem",
    "Promise",
    "Prospect",
    "Record",
    "RecordType",
    "RectiflowError",
    "Renaming",
    "StaleIssue",
    "StoreError",
    "Verdict",
    "Waiting",
    "Workflow",
    "connect",
]
