"""What the picture of a workflow is called. 标题。"""

from rectiflow.model.titles import Title
from rectiflow.model.workflow import Workflow


def heading(workflow: Workflow) -> Title:
    """Name the picture of a workflow, with its version."""
    zh, en = f"{workflow.zh}流程图（第{workflow.version}版）", f"{workflow.en}: process, version {workflow.version}"
    return Title(zh=zh, en=en)
