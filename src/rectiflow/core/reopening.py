"""Whether the way back is still open. 重新办理的期限和次数。"""

from rectiflow.core.deadlines import period_end
from rectiflow.model.action import Action, Reopen
from rectiflow.model.command import Facts
from rectiflow.model.issue import Issue
from rectiflow.model.titles import Title


def closed(action: Action, issue: Issue | None, facts: Facts) -> Title | None:
    """Say why the way back is no longer open at `facts.effective_at`: too often, or too late.

    None while it is open, and for every action that is no way back.
    """
    if not isinstance(action, Reopen) or issue is None:
        return None
    return _too_often(action, issue) or _too_late(action, issue, facts)


def _too_often(reopen: Reopen, issue: Issue) -> Title | None:
    times = issue.done["reopen"].times if "reopen" in issue.done else 0
    if reopen.at_most is None or times < reopen.at_most:
        return None
    return Title(
        zh=f"已{reopen.zh}{times}次，最多{reopen.at_most}次",
        en=f"it was reopened {times} times, and {reopen.at_most} is the most",
    )


def _too_late(reopen: Reopen, issue: Issue, facts: Facts) -> Title | None:
    if reopen.within is None:
        return None
    end = period_end(reopen.within, issue.entered_at, facts.calendar)
    if facts.effective_at <= end.instant:
        return None
    return Title(
        zh=f"{reopen.zh}期限 {end.effective} 已过",
        en=f"the time to reopen ended on {end.effective} ({reopen.within} after the end)",
    )
