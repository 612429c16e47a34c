"""The command line. 命令行。"""

from rectiflow.cli.group import main

__all__ = ["main"]
