"""What the picture of a workflow and its parts are called. 标题。"""

from rectiflow.model.titles import Title
from rectiflow.model.workflow import Workflow

LIMITS = Title(zh="时限与督办", en="Limits and supervision")
RIGHTS = Title(zh="期限内的权利", en="Rights that lapse")
BASIS = Title(zh="依据", en="Basis")
"""What the table and the panel call the same part."""


def heading(workflow: Workflow) -> Title:
    """Name the picture of a workflow, with its version."""
    zh, en = f"{workflow.zh}流程图（第{workflow.version}版）", f"{workflow.en}: process, version {workflow.version}"
    return Title(zh=zh, en=en)
