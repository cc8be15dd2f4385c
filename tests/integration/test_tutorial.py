"""The tutorial does what it says: each command it shows is run, and answers what the page prints."""

import re
import shlex
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "tutorial.md"
SHOWN = re.findall(r"```console\n\$ (cronica .*)\n((?:.*\n)*?)```", PAGE.read_text(encoding="utf-8"))


def test_the_page_shows_commands_with_their_answers():
    assert len(SHOWN) == PAGE.read_text(encoding="utf-8").count("$ cronica") >= 6


@pytest.mark.parametrize(("command", "answer"), SHOWN, ids=[f"command {n}" for n in range(1, len(SHOWN) + 1)])
def test_a_command_answers_what_is_printed(built, here, command, answer):
    done = here(*shlex.split(command)[1:], CRONICA_WAREHOUSE=str(built.warehouse), COLUMNS="100")
    assert (done.returncode, done.stdout) == (0, answer)
