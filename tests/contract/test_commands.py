"""Every command says what it does, with an example that its own options take, and what its exit code says."""

import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from typer.core import TyperGroup

from cronica.cli import app
from cronica.cli.common import EPILOG
from cronica.cli.reference import PAGE, page


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    context = typer.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield " ".join([*path, name]), command
        if isinstance(command, TyperGroup):
            yield from commands(command, (*path, name))


ALL = dict(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("name", ALL)
def test_a_command_has_an_example_that_can_be_typed(name):
    command = ALL[name]
    found = re.search(rf"Example: cronica ({name}.*)", " ".join(command.help.split()))
    assert found, command.help
    words = shlex.split(found[1].partition(" < ")[0])[len(name.split()) :]
    if isinstance(command, TyperGroup):
        assert words[0] in command.list_commands(typer.Context(command))
    else:
        try:
            command.make_context(name, words)  # raises when an option or argument is not there
        except typer.BadParameter as error:
            assert "does not exist" in str(error)  # the folder of the example


@pytest.mark.parametrize("name", ALL)
def test_a_command_says_its_exit_codes(name):
    parent = ALL.get(name.rpartition(" ")[0])
    assert EPILOG in (ALL[name].epilog, parent and parent.epilog)


def test_the_page_of_commands_is_fresh():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m cronica.cli.reference"
