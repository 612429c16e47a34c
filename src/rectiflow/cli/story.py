"""What happens in the demonstration, as data. 演示情节。

The dates lie around the National Day holiday of 2025 (国办发明电〔2024〕12号): 28 September and
11 October are weekend days on which people work, 1 to 8 October are off.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

from attrs import field, frozen

from rectiflow.engine.engine import Engine
from rectiflow.errors import NotAuthorized
from rectiflow.model.issue import Issue
from rectiflow.model.record import Json
from rectiflow.testing.clock import VirtualClock

ZONE = ZoneInfo("Asia/Shanghai")
WORKFLOW = "repair_request"
AUDITOR = "auditor-zhou"


def _local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@frozen
class Step:
    """Who does what at which local time."""

    at: datetime = field(converter=_local)
    by: str
    action: str
    fields: Mapping[str, Json] = field(factory=dict)
    binds: Mapping[str, str] = field(factory=dict)


OPENING = Step(
    "2025-09-26T09:12",
    "window-3",
    "register",
    fields={"opinion": "路灯坏了三周", "phone": "000-1234-5678"},
    binds={"reporter": "visitor-17"},
)
"""How it begins."""

SUBMITTED = {"answer": "已更换灯头", "evidence": ["现场照片.jpg"]}
REPAIRED = {"answer": "电缆已修复，整段路灯恢复照明", "evidence": ["施工记录.pdf", "夜间照片.jpg"]}
REPLACED = {"answer": "更换了受潮的控制箱", "evidence": ["夜间照片.jpg"]}

STEPS = (
    Step("2025-09-28T10:05", "window-3", "assign", binds={"lead": "road-bureau", "verifier": "chief-wang"}),
    Step("2025-10-13T14:20", "engineer-li", "submit", fields=SUBMITTED),
    Step("2025-10-13T14:31", "engineer-li", "verify", fields={"verdict": "fixed"}),
    Step("2025-10-14T16:40", "chief-wang", "verify", fields={"verdict": "not_fixed"}),
    Step("2025-10-17T11:08", "engineer-li", "submit", fields=REPAIRED),
    Step("2025-10-20T09:30", "chief-wang", "verify", fields={"verdict": "fixed"}),
    Step("2025-10-25T19:46", "visitor-17", "reopen"),
    Step("2025-10-29T15:15", "engineer-li", "submit", fields=REPLACED),
    Step("2025-10-30T20:10", "chief-wang", "verify", fields={"verdict": "fixed"}),
)
"""How it goes on: late, refused, done badly, done again, closed, reopened, closed."""


def play(engine: Engine, clock: VirtualClock) -> Issue:
    """Play the story on `engine`, whose clock is `clock`; gives the issue as the auditor sees it.

    What somebody may not do is refused, and the story goes on.
    """
    clock.move_to(OPENING.at)
    issue = engine.register(WORKFLOW, by=OPENING.by, fields=OPENING.fields, binds=OPENING.binds)
    for step in STEPS:
        clock.move_to(step.at)
        engine.tick()
        with suppress(NotAuthorized):
            engine.act(issue.id, step.action, by=step.by, fields=step.fields, binds=step.binds)
    return engine.get(issue.id, by=AUDITOR)
