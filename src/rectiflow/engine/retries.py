"""Idempotency: one key, one command, one answer.

The digest kept for a key leaves personal values out, since a hash of a telephone number tells it;
they are compared with the erasable values instead.
"""

from collections.abc import Mapping

from rectiflow.core.conditions import given
from rectiflow.core.inputs import BadInput, read_value
from rectiflow.engine.office import Office
from rectiflow.engine.page import Page
from rectiflow.ledger.commitments import Opening
from rectiflow.ledger.leaf import digest
from rectiflow.model.actor import Actor
from rectiflow.model.command import Command
from rectiflow.model.record import Json, Record, RecordType
from rectiflow.model.subject import Field
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
    first = _answered(reader, answer)
    workflow = office.shelf.pinned(str(first.data["workflow"]), reader).workflow
    if command_digest(actor, command, workflow) != answer.command:
        return False
    return _same_values(workflow, command, _kept_with(reader, first))


def command_digest(actor: Actor, command: Command, workflow: Workflow) -> str:
    """Name a command by what it asks for, personal values left out."""
    fields: dict[str, Json] = {
        name: value if _public(workflow, name) else ["personal", given(value)] for name, value in command.fields.items()
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


def _answered(reader: Reader, answer: Answer) -> Record:
    """Give the record of what the first try led to, which names the definition that it was judged by."""
    records = (record for record in reader.records(answer.issue) if record.version <= answer.version)
    return [record for record in records if record.type is not RecordType.CHARGED][-1]


def _public(workflow: Workflow, name: str) -> bool:
    """Tell whether the digest may hold a value; one under a name misspelt might be personal."""
    return name in workflow.fields and not workflow.fields[name].personal


def _kept_with(reader: Reader, first: Record) -> dict[str, Opening]:
    """Give the personal values that the first try handed in, by field; a refused one kept none."""
    openings = reader.openings(first.issue).items()
    return {field: opening for (version, field), opening in openings if version == first.version}


def _same_values(workflow: Workflow, command: Command, kept: Mapping[str, Opening]) -> bool:
    """Compare the personal values handed in with those kept then; erased ones can't be compared."""
    return all(_is(workflow.fields[name], command.fields[name], opening) for name, opening in kept.items())


def _is(field: Field, handed: Json, opening: Opening) -> bool:
    try:
        return read_value(field, handed) == opening.value
    except BadInput:
        return False
