"""Idempotency: one key, one command, one answer.

The digest kept for a key leaves personal values out, since a hash of a telephone number tells it;
they are compared with the erasable values instead.
"""

from collections.abc import Mapping
from operator import itemgetter

from rectiflow.core.inputs import read_value
from rectiflow.engine.office import Office
from rectiflow.engine.page import Page
from rectiflow.ledger.commitments import Opening
from rectiflow.ledger.leaf import digest
from rectiflow.model.actor import Actor
from rectiflow.model.command import Command
from rectiflow.model.record import Json
from rectiflow.model.timing import write_instant
from rectiflow.model.workflow import Workflow
from rectiflow.ports import Answer, Reader


def answer_of(actor: Actor, command: Command, workflow: Workflow, page: Page) -> Answer | None:
    """Give what to keep for a retry, None when the command has no key."""
    if command.key is None:
        return None
    asked = command_digest(actor, command, workflow)
    return Answer(key=command.key, command=asked, issue=page.subject, version=page.version)


def same_command(office: Office, reader: Reader, actor: Actor, command: Command, answer: Answer) -> bool:
    """Tell whether `command` is the one that the key was first used for."""
    issue = reader.issue(command.issue) if command.issue is not None else None
    if command.issue is not None and issue is None:
        return False
    shelf = office.shelf
    edition = shelf.pinned(issue.digest, reader) if issue is not None else shelf.current(command.workflow or "")
    if command_digest(actor, command, edition.workflow) != answer.command:
        return False
    return _same_values(edition.workflow, command, answer, reader.openings(answer.issue))


def command_digest(actor: Actor, command: Command, workflow: Workflow) -> str:
    """Name a command by what it asks for, personal values left out."""
    fields: dict[str, Json] = {
        name: "(personal)" if name in workflow.fields and workflow.fields[name].personal else value
        for name, value in command.fields.items()
    }
    return digest(
        {
            "actor": actor.id,
            "action": command.action,
            "issue": command.issue,
            "workflow": command.workflow,
            "fields": fields,
            "binds": {role: list(ids) for role, ids in command.binds.items()},
            "expected_version": command.expected_version,
            "at": write_instant(command.at) if command.at is not None else None,
        }
    )


def _same_values(workflow: Workflow, command: Command, answer: Answer, kept: Mapping[tuple[int, str], Opening]) -> bool:
    """Compare the personal values handed in with those kept then; erased ones can't be compared."""
    latest = {
        field: opening
        for (version, field), opening in sorted(kept.items(), key=itemgetter(0))
        if version <= answer.version
    }
    return all(
        latest[name].value == read_value(workflow.fields[name], value)
        for name, value in command.fields.items()
        if name in latest
    )
