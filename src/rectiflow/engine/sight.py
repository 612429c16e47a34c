"""Who may see what: derived from who reads, never asked for. 可见范围。

Whoever has a role of the workflow in this issue sees it, its personal values included. An auditor
(the directory's role `auditor` 审计人) sees every issue, with the personal values left out.
"""

from attrs import evolve

from rectiflow.core.authorize import capacities
from rectiflow.engine.office import Office
from rectiflow.engine.parties import Resolver, held_in_person
from rectiflow.errors import NotAuthorized, NotFound
from rectiflow.model.actor import Actor
from rectiflow.model.issue import Issue
from rectiflow.ports import Reader

AUDITOR = "auditor"


def sees(office: Office, reader: Reader, actor: Actor, issue: Issue) -> bool:
    """Tell whether `actor` may see `issue` at all."""
    return AUDITOR in actor.roles or _takes_part(office, reader, actor, issue)


def visible(office: Office, reader: Reader, actor: Actor, identity: str) -> Issue:
    """Give the issue as `actor` may see it; raises NotFound or NotAuthorized."""
    issue = reader.issue(identity)
    if issue is None:
        raise NotFound(kind="issue", name=identity)
    if not sees(office, reader, actor, issue):
        raise NotAuthorized(
            action="read",
            action_zh="查看",
            issue=identity,
            zh=f"“{actor.id}”与此事项无关",
            en=f"{actor.id} has no role in this issue",
        )
    return as_seen(office, reader, actor, issue)


def as_seen(office: Office, reader: Reader, actor: Actor, issue: Issue) -> Issue:
    """Give the issue with the personal values that `actor` may see among its fields."""
    if not issue.personal or not _takes_part(office, reader, actor, issue):
        return issue
    openings = sorted(reader.openings(issue.id).items(), key=_by_key)
    opened = {field: opening.value for (_, field), opening in openings if field in issue.personal}
    return evolve(issue, fields={**issue.fields, **opened})


def _takes_part(office: Office, reader: Reader, actor: Actor, issue: Issue) -> bool:
    workflow = office.shelf.pinned(issue.digest, reader).workflow
    resolver = Resolver(workflow, office.directory, issue.bindings, issue.state)
    held = resolver.resolve(held_in_person(workflow))
    return bool(capacities(workflow, tuple(workflow.roles), actor, held))


def _by_key(entry: tuple[tuple[int, str], object]) -> tuple[int, str]:
    return entry[0]
