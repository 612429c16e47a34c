"""Who acts in a log: its own names, with the roles that the map derives from their groups. 办理人。"""

from collections import defaultdict
from collections.abc import Iterable
from fnmatch import fnmatchcase

from rectiflow.model.actor import Actor
from rectiflow.replay.logs import Event
from rectiflow.replay.mapping import Roles


class People:
    """Everybody in a log, by the groups that the log shows them in."""

    def __init__(self, roles: Roles, events: Iterable[Event]) -> None:
        """Gather who acts for which groups."""
        self._roles = roles
        self._groups: dict[str, set[str]] = defaultdict(set)
        self._actors: dict[tuple[str, str], Actor] = {}
        for event in events:
            self._groups[event.actor].add(event.group)

    def actor(self, event: Event) -> Actor:
        """Give whoever did `event`, with the roles and the unit they did it in."""
        known = (event.actor, event.group)
        if known not in self._actors:
            self._actors[known] = self._make(*known)
        return self._actors[known]

    def _make(self, person: str, group: str) -> Actor:
        vague = group in self._roles.elsewhere or not group
        groups = self._groups[person] if vague else {group}
        held = {role for one in groups for role in self._of_group(one)} | set(self._roles.people.get(person, ()))
        return Actor(person, held, () if vague else (group,))

    def _of_group(self, group: str) -> tuple[str, ...]:
        patterns = self._roles.groups.items()
        return next((roles for pattern, roles in patterns if fnmatchcase(group, pattern)), ())
