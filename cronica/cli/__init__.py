"""The command ``cronica``: build a warehouse and ask it questions, one module a command or a family of them.

Answers go to standard output, everything else to standard error. What takes long to import is imported by the
command that needs it.
"""

import typer

from cronica.cli import ask, build, evaluate, export, query, releases, report, schedule, search, shell
from cronica.cli.common import EPILOG

app = typer.Typer(
    help="Documents of the United Nations and its neighbours as tables anyone can query.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    *(build.build, build.retry),
    *(ask.sql, shell.shell, ask.tables, ask.describe, search.search, export.export, report.report),
    *(releases.releases, releases.rollback, releases.prune, releases.diff),
    schedule.schedule,
):
    app.command(epilog=EPILOG)(command)
app.add_typer(query.app, name="query", epilog=EPILOG)
app.add_typer(evaluate.app, name="evaluate", epilog=EPILOG)


def main() -> None:
    """Run the command line."""
    app()
