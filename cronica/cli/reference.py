"""The reference of all commands, ``docs/commands.md``; ``python -m cronica.cli.reference`` writes it."""

from pathlib import Path

import typer
from typer.cli import get_docs_for_click

from cronica.cli import app
from cronica.cli.common import EPILOG

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
INTRODUCTION = f"""\
# Commands

Answers go to standard output, everything else to standard error. {EPILOG}

This page is written by `python -m cronica.cli.reference` from the help of each command.

"""


def page() -> str:
    """The help of every command as Markdown; what all have in common once, at the top."""
    command = typer.main.get_command(app)
    context = typer.Context(command, info_name="cronica")
    text = get_docs_for_click(obj=command, ctx=context, name="cronica", indent=1)
    return INTRODUCTION + text.replace(f"{EPILOG}\n\n", "").rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
