"""The group of all verbs, each loaded when it is asked for. 命令组。"""

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword

import click

VERBS: Mapping[str, tuple[str, str]] = {
    "demo": ("demo", "Run the main job in virtual time. 演示"),
    "check": ("check", "Find every problem of workflow files. 检查流程文件"),
    "read": ("read", "Say a whole workflow file in numbered articles. 流程成文"),
    "schema": ("schema", "Give the JSON Schema of workflow files, for editors. 流程文件模式"),
    "draw": ("draw", "Draw a workflow as an office publishes it. 流程图"),
    "import": ("foreign", "Make a workflow file of another system's definition. 转入外来流程定义"),
    "register": ("acting", "Register an issue. 登记"),
    "act": ("acting", "Do an action on an issue. 办理"),
    "allowed": ("reading", "Say what may be done with an issue now, or why not. 当前可办"),
    "inbox": ("reading", "List what waits for somebody. 待办"),
    "history": ("reading", "Show every record of an issue. 经过"),
    "diff": ("diff", "Say what changed between two versions of a workflow. 版本对比"),
    "migrate": ("migrate", "Let live issues go on under a new version of their workflow. 换版"),
    "due": ("due", "Count a period on a working calendar. 期限计算"),
    "tick": ("tick", "Fire every rung and miss that is due. 到期处理"),
    "replay": ("replay", "Drive an event log through the engine. 日志回放"),
}
"""Verb → the module that holds it, and what it does."""


class LazyGroup(click.Group):
    """Knows its verbs by name and sentence, and imports a verb only to run it."""

    def list_commands(self, _: click.Context) -> list[str]:
        """Give the verbs in the order in which a newcomer needs them."""
        return list(VERBS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        """Load a verb."""
        if name not in VERBS:
            return None
        function = f"{name}_" if iskeyword(name) else name
        return getattr(import_module(f"rectiflow.cli.{VERBS[name][0]}"), function)  # type: ignore[no-any-return]

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without loading them."""
        with formatter.section("Verbs"):
            formatter.write_dl([(name, sentence) for name, (_module, sentence) in VERBS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rectiflow")
@click.pass_context
def main(context: click.Context) -> None:
    """Handle issues by workflow files: register, assign, supervise, close out, reopen. 问题整改闭环引擎。

    Each option has an environment variable. Exit status: 0 done, 1 refused or problems found, 2 wrong usage.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    context.color = False if os.environ.get("NO_COLOR") else None
