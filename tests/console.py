"""The console examples of a page, which run as they stand."""

import re
import shlex
from doctest import ELLIPSIS, OutputChecker

from rectiflow.cli import main


def examples(page):
    """Give each command of a page with what it is said to print."""
    for block in re.findall(r"^```console\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL):
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = example.partition("\n")
            yield command, printed


def run_examples(page, runner):
    """Run each command of a page in the order in which they stand, and compare what it prints."""
    for command, printed in examples(page):
        done = runner.invoke(main, shlex.split(command)[1:])
        assert OutputChecker().check_output(printed, done.output, ELLIPSIS), f"$ {command}\n{done.output}"
