"""``cronica report``: the page of the release in force."""

from typing import Annotated

import typer

import cronica
from cronica.cli.common import Exit, say, write
from cronica.cli.options import WarehouseOption


def report(
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    warehouse: WarehouseOption = None,
) -> None:
    """Say where the page of the release in force is: timeline, counts, citations and documents to look at.

    Example: cronica report --open
    """
    import webbrowser

    from cronica.warehouse.report import PAGE

    path = cronica.open(warehouse).path / PAGE
    if not path.is_file():
        say(f"{path.parent} has no page: it was built before releases had one; build from changed input")
        raise typer.Exit(Exit.UNAVAILABLE)
    write(str(path))
    if open_ and not webbrowser.open(path.as_uri()):
        say("no browser was found here: open the file above in one")
        raise typer.Exit(Exit.UNAVAILABLE)
