"""Event logs of other systems, driven through the engine as if they happened now. 日志回放。"""

from rectiflow.replay.report import Report
from rectiflow.replay.run import replay

__all__ = ["Report", "replay"]
