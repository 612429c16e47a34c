"""What the engine answers to questions: frozen views. 视图。"""

from datetime import datetime

from attrs import field, frozen

from rectiflow.core.explain import explain
from rectiflow.errors import CommandRefused
from rectiflow.model.action import Action
from rectiflow.model.issue import Issue
from rectiflow.model.promise import Deadline
from rectiflow.model.timing import Calendar, Clock, Due, aware


@frozen(kw_only=True)
class Allowed:
    """An action of an issue as it stands for one actor: allowed now, or why not. 可办事项。"""

    action: Action
    refusal: CommandRefused | None = None

    @property
    def now(self) -> bool:
        """Whether the actor may do it now."""
        return self.refusal is None


@frozen(kw_only=True)
class Promise:
    """One deadline of one issue: how its clock ran, when it is due, and why. 时限。

    `due` is None when the date it depends on isn't given yet. `missed` is whether it passed.
    """

    deadline: Deadline
    clock: Clock
    due: Due | None
    missed: bool
    calendar: Calendar

    def explain(self, language: str = "en") -> str:
        """Say how the due date comes about, in `language` ("zh" or "en")."""
        return explain(self.deadline, self.clock, self.due, self.calendar, language)


@frozen(kw_only=True)
class Waiting:
    """An issue that waits for somebody: in which state, since when, and due when. 待办。

    `due` (UTC) is the first due instant of its running clocks, None when none runs.
    """

    issue: Issue
    since: datetime = field(validator=aware)
    due: datetime | None = field(default=None, validator=aware)
