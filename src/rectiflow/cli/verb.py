"""What makes a function a verb: its help, its language, its errors. 命令。"""

import inspect
import os
from collections.abc import Callable
from typing import Any

import click

from rectiflow.cli.group import VERBS
from rectiflow.cli.language import Language, preferred
from rectiflow.cli.output import show_error
from rectiflow.errors import RectiflowError, Words

Function = Callable[..., None]

_NO_TEXT = Words(
    "参数或文件名中含有不属于当前编码的字节；请改名后重试",
    "an argument or a file name holds bytes that are no text in your locale's encoding; rename it, and try again",
)


class Verb(click.Command):
    """A verb whose errors are lines on standard error and exit status 1, never a traceback."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Refuse arguments that are no text, before anything is done with them."""
        broken = any("\udc80" <= sign <= "\udcff" for arg in args for sign in arg)
        rest = super().parse_args(context, args)
        if broken:
            raise click.UsageError(context.params["language"].sentence(_NO_TEXT), context)
        return rest

    def invoke(self, context: click.Context) -> object:
        """Run the verb."""
        try:
            return super().invoke(context)
        except RectiflowError as error:
            show_error(error, context.params["language"], as_json=context.params["as_json"])
            context.exit(1)


def verb(language: Language | None = None) -> Callable[[Function], click.Command]:
    """Make the verb of VERBS that has the function's name; its docstring goes on after the sentence there.

    The function is given `language` and `as_json` beside its own options. Without a `language` to
    begin with, the user's locale decides.
    """

    def decorate(function: Function) -> click.Command:
        name = function.__name__.removesuffix("_")
        text = f"{VERBS[name][1]}\n\n{inspect.getdoc(function)}"
        command = click.command(name, cls=Verb, help=text)(function)
        command.params += [_language(language), _json()]
        return command

    return decorate


def option(name: str, *more: str, of: str = "", **settings: Any) -> Callable[[Function], Function]:  # noqa: ANN401  (click's settings)
    """Declare an option `--some-name`, which RECTIFLOW_SOME_NAME sets as well.

    `of` names the verb where another one means something else by that name: RECTIFLOW_VERB_SOME_NAME.
    """
    return click.option(name, *more, envvar=_variable(name, of), show_envvar=True, **settings)


def _variable(name: str, of: str = "") -> str:
    return "_".join(filter(None, ("rectiflow", of, *name.removeprefix("--").split("-")))).upper()


def _language(language: Language | None) -> click.Option:
    return click.Option(
        ["--lang", "language"],
        envvar=_variable("--lang"),
        show_envvar=True,
        type=click.Choice([one.value for one in Language]),
        default=language.value if language is not None else lambda: preferred(os.environ).value,
        show_default=True if language is not None else "as the locale",
        callback=lambda _context, _option, chosen: Language(chosen),
        help="The language to speak. 语言",
    )


def _json() -> click.Option:
    return click.Option(
        ["--json", "as_json"],
        envvar=_variable("--json"),
        show_envvar=True,
        is_flag=True,
        help="Print one JSON document, everything else on standard error.",
    )
