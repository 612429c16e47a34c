"""Resolve the facts of a command and put them before the core."""

from datetime import datetime

from attrs import frozen

from rectiflow.core.conditions import given
from rectiflow.core.decide import decide
from rectiflow.core.inputs import BadInput, read_value
from rectiflow.core.supervise import alarms, fire
from rectiflow.engine.office import Office
from rectiflow.engine.page import Page
from rectiflow.engine.parties import Resolver, asked_by_action, asked_by_authority, asked_by_rungs
from rectiflow.engine.shelf import Edition
from rectiflow.errors import InvalidInput, NotFound, StaleIssue
from rectiflow.ledger.commitments import SALT_BYTES, Opening, commit
from rectiflow.ledger.leaf import canonical
from rectiflow.model.actor import Actor
from rectiflow.model.command import Command, Decision, Facts
from rectiflow.model.issue import Issue
from rectiflow.model.workflow import Workflow
from rectiflow.ports import Reader


@frozen
class Judgement:
    """A command judged: on which page, by which edition, with which outcome."""

    edition: Edition
    page: Page
    actor: Actor
    decision: Decision
    openings: tuple[Opening, ...]
    effective_at: datetime


def check_form(actor: Actor, command: Command) -> None:
    """Raise InvalidInput for a command that no record could hold, before anything is made of it."""
    try:
        binds = {role: " ".join(ids) for role, ids in command.binds.items()}
        canonical([actor.id, command.action, command.issue, command.key, dict(command.fields), binds])
    except (TypeError, ValueError) as error:
        raise InvalidInput(
            action=command.action,
            action_zh=command.action,
            issue=command.issue,
            zh="含有无法保存的值（只能是文字、整数、是或否、列表）",
            en="it holds a value that can't be stored; give text, whole numbers, true, false or lists",
        ) from error


def judge(office: Office, reader: Reader, actor: Actor, command: Command) -> Judgement:
    """Judge `command` on what `reader` shows, after bringing its issue up to date; writes nothing.

    Raises NotFound or StaleIssue.
    """
    now = office.clock.now()
    issue = _load(reader, command)
    edition = _edition(office, reader, command, issue)
    page = Page(
        command.issue or "", issue, issue.version if issue else 0, issue.leaf if issue else "", now, office.entropy
    )
    catch_up(office, edition, page, now)
    openings = _openings(office, edition.workflow, command)
    facts = facts_for(office, edition, page.issue, actor, command, now=now, openings=openings)
    decision = decide(edition.machine, page.issue, command, facts)
    return Judgement(edition, page, actor, decision, openings, facts.effective_at)


def title_of(office: Office, reader: Reader, command: Command) -> str:
    """Give the Chinese title of the action of a command, or its key where the workflow has no such action."""
    edition = _edition(office, reader, command, _load(reader, command))
    action = edition.workflow.action(command.action)
    return action.zh if action is not None else command.action


def catch_up(office: Office, edition: Edition, page: Page, until: datetime) -> int:
    """Fire on `page` what its issue should have met before `until`; gives how many alarms fired."""
    if page.issue is None:
        return 0
    ahead = alarms(edition.workflow, page.issue, edition.calendar)
    due = [alarm for alarm in ahead if alarm.instant < until]
    if due:
        resolver = Resolver(edition.workflow, office.directory, page.issue.bindings, page.issue.state)
        parties = resolver.resolve(asked_by_rungs(edition.workflow))
        for alarm in due:
            page.add(fire(edition.workflow, page.issue, alarm, parties, edition.judging()))
    return len(due)


def facts_for(  # noqa: PLR0913  (what a judgement rests on)
    office: Office,
    edition: Edition,
    issue: Issue | None,
    actor: Actor,
    command: Command,
    *,
    now: datetime,
    openings: tuple[Opening, ...] = (),
) -> Facts:
    """Find out, for one command judged `now` (UTC), all that the core needs to know.

    It counts at `now` unless it says otherwise, and never before what was done last, should the clock be set back.
    """
    workflow = edition.workflow
    before = issue.bindings if issue is not None else _declared(workflow, command)
    state = issue.state if issue is not None else None
    action = workflow.action(command.action)
    after = Resolver(workflow, office.directory, {**before, **command.binds}, state)
    return Facts(
        actor=actor,
        now=now,
        effective_at=command.at or max(now, issue.acted_at if issue is not None else now),
        calendar=edition.calendar,
        workflow=edition.digest,
        holders=Resolver(workflow, office.directory, before, state).resolve(asked_by_authority(workflow)),
        parties=after.resolve(asked_by_action(workflow, action)) if action is not None else {},
        commitments={opening.field: commit(opening) for opening in openings},
        judging=edition.judging(command.fields),
        strangers=frozenset(one for ids in command.binds.values() for one in ids if not office.directory.knows(one)),
    )


def _load(reader: Reader, command: Command) -> Issue | None:
    if command.issue is None:
        return None
    issue = reader.issue(command.issue)
    if issue is None:
        raise NotFound(kind="issue", name=command.issue)
    expected = command.expected_version
    if expected is not None and not issue.acted_in <= expected <= issue.version:
        raise StaleIssue(issue=issue.id, expected=expected, actual=issue.version, winner=issue.acted_by)
    return issue


def _edition(office: Office, reader: Reader, command: Command, issue: Issue | None) -> Edition:
    if issue is not None:
        return office.shelf.pinned(issue.digest, reader)
    return office.shelf.current(command.workflow or "")


def _declared(workflow: Workflow, command: Command) -> dict[str, tuple[str, ...]]:
    """Give the parties that a registration names: somebody who brings a matter is its party by saying so."""
    parties = {role.name for role in workflow.roles.values() if role.of == "parties"}
    return {name: ids for name, ids in command.binds.items() if name in parties}


def _openings(office: Office, workflow: Workflow, command: Command) -> tuple[Opening, ...]:
    """Salt the personal values handed in, in their stored form; what is malformed the core will refuse."""
    personal = [
        name
        for name, value in command.fields.items()
        if name in workflow.fields and workflow.fields[name].personal and given(value)
    ]
    salted = []
    for name in personal:
        try:
            value = read_value(workflow.fields[name], command.fields[name])
        except BadInput:
            continue
        salted.append(Opening(name, value, office.entropy.token(SALT_BYTES)))
    return tuple(salted)
