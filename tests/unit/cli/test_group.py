"""The verbs: their options, their variables, their loading."""

import subprocess
import sys
from collections import defaultdict

import click
import pytest

from rectiflow.cli import main
from rectiflow.cli.group import VERBS

COMMANDS = {name: main.get_command(click.Context(main), name) for name in VERBS}


def options_of(command):
    return [option for option in command.params if isinstance(option, click.Option)]


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_has_its_environment_variable(verb):
    for option in options_of(COMMANDS[verb]):
        name = option.opts[0].removeprefix("--").replace("-", "_").upper()
        assert option.envvar in {f"RECTIFLOW_{name}", f"RECTIFLOW_{verb.upper()}_{name}"}
        assert option.show_envvar


def test_no_variable_serves_options_that_take_different_values():
    kinds = defaultdict(list)
    for command in COMMANDS.values():
        for option in options_of(command):
            kinds[option.envvar].append(option.type.to_info_dict())
    assert [variable for variable, those in kinds.items() if any(one != those[0] for one in those)] == []


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_speaks_a_language_and_gives_a_document(verb):
    assert {"--lang", "--json"} <= {option.opts[0] for option in options_of(COMMANDS[verb])}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_has_its_name_and_begins_its_help_with_its_sentence(verb):
    assert COMMANDS[verb].name == verb
    assert COMMANDS[verb].help.startswith(VERBS[verb][1])


def test_help_loads_no_verb():
    script = (
        "import sys\nfrom rectiflow.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "assert 'rectiflow.cli.verb' not in sys.modules and 'rich' not in sys.modules, 'a verb was loaded'"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert all(verb in done.stdout for verb in VERBS)
