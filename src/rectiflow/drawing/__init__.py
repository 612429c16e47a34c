"""The picture of a workflow that an office publishes: pure functions from a Workflow to text. 办事流程图。"""

from rectiflow.drawing.draw import FORMATS, draw

__all__ = ["FORMATS", "draw"]
