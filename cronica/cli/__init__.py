"""The command ``cronica``: build a warehouse and ask it questions, one module a command or a family of them.

Answers go to standard output, everything else to standard error. What takes long to import is imported by the
command that needs it.
"""

import io
import os
import sys
from typing import Annotated

import typer

import cronica
from cronica.cli import (
    ask,
    build,
    compare,
    evaluate,
    export,
    language,
    query,
    releases,
    report,
    schedule,
    search,
    shell,
)
from cronica.cli.common import EPILOG, Exit, write
from cronica.cli.options import command

app = typer.Typer(
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        write(f"cronica {cronica.__version__}")
        raise typer.Exit


@app.callback()
def main_options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Documents of the United Nations and its neighbours as tables anyone can query."""


for function in (
    *(build.build, build.retry),
    *(ask.sql, shell.shell, ask.tables, ask.describe, search.search, compare.compare),
    *(export.export, report.report),
    *(releases.releases, releases.rollback, releases.prune, releases.diff, releases.check),
    schedule.schedule,
):
    app.command(cls=ask.Sql if function is ask.sql else None, epilog=EPILOG)(command(function))
app.add_typer(query.app, name="query", epilog=EPILOG)
app.add_typer(evaluate.app, name="evaluate", epilog=EPILOG)
app.add_typer(language.app, name="language", epilog=EPILOG)


def main() -> None:
    """Run the command line.

    Programs get UTF-8. A terminal gets what its own encoding has, and a question mark for the rest.
    A run that was asked to end does not wait for what libraries do at the end.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            is_terminal = stream.isatty()
            stream.reconfigure(
                encoding=None if is_terminal else "utf-8", errors="replace" if is_terminal else None
            )
    try:
        app()
    except SystemExit as end:
        if end.code in (Exit.INTERRUPTED, Exit.TERMINATED):
            sys.stderr.flush()
            os._exit(end.code)
        raise
