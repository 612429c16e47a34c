"""What users test their own workflows with, and what drives virtual time. 测试工具。"""

from rectiflow.testing.clock import VirtualClock

__all__ = ["VirtualClock"]
