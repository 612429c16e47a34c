"""Two versions of a workflow side by side: what changed, in words. 版本对比。"""

from rectiflow.comparing.changes import Change, changes

__all__ = ["Change", "changes"]
