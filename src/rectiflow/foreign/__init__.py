"""Workflow definitions of other systems, carried over as far as they go. 外来流程定义的转入。"""

from rectiflow.foreign.convert import SYSTEMS, Converted, convert
from rectiflow.foreign.notes import LeftOut

__all__ = ["SYSTEMS", "Converted", "LeftOut", "convert"]
