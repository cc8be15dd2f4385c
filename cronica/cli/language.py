"""``cronica language check``: what a language pack lacks, and how well documents of the language are read."""

from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from cronica.cli import evaluate
from cronica.cli.common import write
from cronica.cli.options import command

app = typer.Typer(
    help="Look after the language packs.\n\nExample: cronica language check fr", no_args_is_help=True
)


@app.callback()
def _family() -> None:
    """Keep ``check`` a command of its own while it is the only one."""


@app.command()
@command
def check(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The language, by its ISO 639-1 code.")],
    like: Annotated[
        str, typer.Option("--like", metavar="CODE", help="A language whose pack is complete.")
    ] = "es",
    akn: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", exists=True, file_okay=False, help="AKN4UN XML files to read for a scorecard."
        ),
    ] = None,
) -> None:
    """List what a language pack lacks: files, keys, names; fragments that no pattern names; and score it.

    Example: cronica language check fr --akn GAresolutions/
    """
    from cronica.flows.evaluate.completeness import lacks

    try:
        found = lacks(code, like)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    for what, group in groupby(found, lambda lack: lack.what):
        which = [lack.which for lack in group]
        state = "that no pattern names" if what == "fragment" else "lacking"
        write(f"{what}s {state} ({len(which)}): {', '.join(which)}")
    if not found:
        write(f"the pack {code} has every file, key and name that {like} has")
    if akn is not None:
        evaluate.akn(folder=akn, style=None, language=code, worst=3, as_json=False, as_markdown=False)
