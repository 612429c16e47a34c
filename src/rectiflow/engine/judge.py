"""Resolve the facts of a command and put them before the core."""

from datetime import datetime

from attrs import frozen

from rectiflow.core.decide import decide
from rectiflow.core.inputs import BadInput, read_value
from rectiflow.core.supervise import alarms, fire
from rectiflow.engine.office import Office
from rectiflow.engine.page import Page
from rectiflow.engine.parties import Resolver, asked_by_action, asked_by_rungs, held_in_person
from rectiflow.engine.shelf import Edition
from rectiflow.errors import InvalidInput, NotFound, StaleIssue
from rectiflow.ledger.commitments import SALT_BYTES, Opening, commit
from rectiflow.model.actor import Actor
from rectiflow.model.command import Command, Decision, Facts
from rectiflow.model.issue import Issue
from rectiflow.model.timing import write_instant
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


def judge(office: Office, reader: Reader, actor: Actor, command: Command) -> Judgement:
    """Judge `command` on what `reader` shows, after bringing its issue up to date; writes nothing.

    Raises NotFound, StaleIssue, or InvalidInput when the time it is to count at can't be.
    """
    now = office.clock.now()
    issue = _load(reader, command)
    edition = _edition(office, reader, command, issue)
    page = Page(
        command.issue or "", issue, issue.version if issue else 0, issue.leaf if issue else "", now, office.entropy
    )
    catch_up(office, edition, page, now)
    openings = _openings(office, edition.workflow, command)
    facts = facts_for(office, edition, page.issue, actor, command, openings)
    decision = _untimely(edition, command, page.issue, now) or decide(edition.machine, page.issue, command, facts)
    return Judgement(edition, page, actor, decision, openings, facts.effective_at)


def catch_up(office: Office, edition: Edition, page: Page, until: datetime) -> int:
    """Fire on `page` what its issue should have met before `until`; gives how many alarms fired."""
    if page.issue is None:
        return 0
    due = [alarm for alarm in alarms(edition.workflow, page.issue, edition.calendar) if alarm.instant < until]
    if due:
        resolver = Resolver(edition.workflow, office.directory, page.issue.bindings, page.issue.state)
        parties = resolver.resolve(asked_by_rungs(edition.workflow))
        for alarm in due:
            page.add(fire(edition.workflow, page.issue, alarm, parties))
    return len(due)


def facts_for(  # noqa: PLR0913  (what a judgement rests on)
    office: Office,
    edition: Edition,
    issue: Issue | None,
    actor: Actor,
    command: Command,
    openings: tuple[Opening, ...] = (),
) -> Facts:
    """Find out, for one command, all that the core needs to know."""
    workflow = edition.workflow
    before = issue.bindings if issue is not None else _declared(workflow, command)
    state = issue.state if issue is not None else None
    action = workflow.action(command.action)
    after = Resolver(workflow, office.directory, {**before, **command.binds}, state)
    return Facts(
        actor=actor,
        effective_at=command.at or office.clock.now(),
        calendar=edition.calendar,
        workflow=edition.digest,
        holders=Resolver(workflow, office.directory, before, state).resolve(held_in_person(workflow)),
        parties=after.resolve(asked_by_action(workflow, action)) if action is not None else {},
        commitments={opening.field: commit(opening) for opening in openings},
        strangers=frozenset(one for ids in command.binds.values() for one in ids if not office.directory.knows(one)),
    )


def _load(reader: Reader, command: Command) -> Issue | None:
    if command.issue is None:
        return None
    issue = reader.issue(command.issue)
    if issue is None:
        raise NotFound(kind="issue", name=command.issue)
    if command.expected_version not in {None, issue.version}:
        expected = command.expected_version or 0
        raise StaleIssue(issue=issue.id, expected=expected, actual=issue.version, winner=issue.acted_by)
    return issue


def _edition(office: Office, reader: Reader, command: Command, issue: Issue | None) -> Edition:
    if issue is not None:
        return office.shelf.pinned(issue.digest, reader)
    return office.shelf.current(command.workflow or "")


def _untimely(edition: Edition, command: Command, issue: Issue | None, now: datetime) -> Decision | None:
    """Refuse a time that has not come, or that lies before what was done last."""
    if command.at is None:
        return None
    if command.at > now:
        return _untimely_because(
            edition, command, "办理时间不得晚于现在", f"{write_instant(command.at)} has not come yet"
        )
    if issue is not None and command.at < issue.acted_at:
        last = write_instant(issue.acted_at)
        return _untimely_because(
            edition, command, f"办理时间不得早于上一次办理({last})", f"it was last acted on at {last}"
        )
    return None


def _untimely_because(edition: Edition, command: Command, zh: str, en: str) -> Decision:
    action = edition.workflow.action(command.action)
    title = action.zh if action is not None else command.action
    refusal = InvalidInput(action=command.action, action_zh=title, issue=command.issue, zh=zh, en=en)
    return Decision(refusal=refusal)


def _declared(workflow: Workflow, command: Command) -> dict[str, tuple[str, ...]]:
    """Give the parties that a registration names: somebody who brings a matter is its party by saying so."""
    parties = {role.name for role in workflow.roles.values() if role.of == "parties"}
    return {name: ids for name, ids in command.binds.items() if name in parties}


def _openings(office: Office, workflow: Workflow, command: Command) -> tuple[Opening, ...]:
    """Salt the personal values handed in, in their stored form; what is malformed the core will refuse."""
    personal = [name for name in command.fields if name in workflow.fields and workflow.fields[name].personal]
    salted = []
    for name in personal:
        try:
            value = read_value(workflow.fields[name], command.fields[name])
        except BadInput:
            continue
        salted.append(Opening(name, value, office.entropy.token(SALT_BYTES)))
    return tuple(salted)
