"""The command ``cronica``: build a warehouse and ask it questions, one module a command or a family of them.

Answers go to standard output, everything else to standard error. What takes long to import is imported by the
command that needs it.
"""

import typer

from flows.cli import ask, build, evaluate, export, query, releases, report, schedule, search, shell
from flows.cli.common import EPILOG

app = typer.Typer(
    help="Documents of the United Nations and its neighbours as tables anyone can query.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(epilog=EPILOG)(build.build)
app.command()(build.retry)
app.command()(ask.sql)
app.command()(shell.shell)
app.command()(ask.tables)
app.command()(ask.describe)
app.command()(search.search)
app.command()(export.export)
app.command()(report.report)
for command in (releases.releases, releases.rollback, releases.prune, releases.diff):
    app.command()(command)
app.add_typer(query.app, name="query")
app.command()(schedule.schedule)
app.add_typer(evaluate.app, name="evaluate")


def main() -> None:
    """Run the command line."""
    app()
