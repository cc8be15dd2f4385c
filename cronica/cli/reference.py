"""The reference of all commands, ``docs/commands.md``; ``python -m cronica.cli.reference`` writes it."""

import re
from collections import Counter
from itertools import groupby
from pathlib import Path

import typer
from typer.cli import get_docs_for_click

from cronica.cli import app
from cronica.cli.common import EPILOG
from cronica.warehouse.ask import questions

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
INTRODUCTION = f"""\
# Commands

Answers go to standard output, everything else to standard error. {EPILOG}

This page is written by `python -m cronica.cli.reference` from the help of each command. Options that many
commands have stand here once:

"""
SHARED = 4
"""An option of more commands than that is described once, unless it narrows a question."""
OPTION = re.compile(r"\* (`-[^\s`]+)")


def page() -> str:
    """The help of every command as Markdown; what many have in common is described once, at the top."""
    command = typer.main.get_command(app)
    context = typer.Context(command, info_name="cronica")
    text = get_docs_for_click(obj=command, ctx=context, name="cronica", indent=1)
    lines = text.replace(f"{EPILOG}\n\n", "").splitlines()
    own = tuple(f"* `--{name} " for name in questions.parameters())
    times = Counter(line for line in lines if line.startswith("* `-") and not line.startswith(own))
    shared = {line: OPTION.match(line)[1] + "`" for line in times if times[line] > SHARED}  # type: ignore[index]
    written = [*INTRODUCTION.splitlines(), *shared, ""]
    for is_shared, group in groupby(lines, shared.__contains__):
        block = [*group]
        written += [f"* and {', '.join(shared[line] for line in block)}"] if is_shared else block
    return "\n".join(written).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
