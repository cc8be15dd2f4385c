"""The command ``cronica``: build a warehouse and ask it questions.

Answers go to standard output, everything else to standard error. What takes long to import is imported by the
command that needs it.
"""

import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows import settings
from flows.evaluate.command import app as evaluate_app

if TYPE_CHECKING:
    from flows.summary import RunSummary


class Exit(IntEnum):
    """What the exit code says."""

    OK = 0
    CRASH = 1
    USAGE = 2
    REFUSED = 3
    NOTHING_TO_READ = 4
    UNAVAILABLE = 5
    INTERRUPTED = 130


EPILOG = (
    "Exit codes: 0 done; 1 crash; 2 wrong usage or wrong SQL; 3 the tables did not pass validation, nothing "
    "published; 4 no document could be read, nothing published; 5 the warehouse or the Prefect server is "
    "busy or not there; 130 interrupted."
)
FIRST_QUESTION = (
    "SELECT event_date, event_type, symbol, title FROM timeline "
    "WHERE event_type IN ('adoption', 'letter', 'issue') ORDER BY event_date LIMIT 10"
)

app = typer.Typer(
    help="Documents of the United Nations and its neighbours as tables anyone can query.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(evaluate_app, name="evaluate")

WarehouseOption = Annotated[
    Path | None,
    typer.Option("--warehouse", metavar="DIR", help="Folder of the warehouse; ./warehouse if not given."),
]
DebugOption = Annotated[
    bool, typer.Option("--debug", help="Show Prefect's log, and the traceback of an error.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer as a JSON list of rows.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Answer as CSV.")]


@app.command(epilog=EPILOG)
def build(
    inputs: Annotated[
        list[Path] | None,
        typer.Argument(metavar="INPUT", help="Files and folders; the bundled documents if none is given."),
    ] = None,
    warehouse: WarehouseOption = None,
    debug: DebugOption = False,
) -> None:
    """Read documents and publish them as one release.

    Example: cronica build letters/ resolution.txt --warehouse un
    """
    from flows import runtime
    from flows.summary import NothingToRead, Refused

    with _plain_errors(debug):
        root = warehouse or settings.load().warehouse
        code = Exit.OK
        try:
            with _progress(debug):
                summary = runtime.build(inputs or None, root, debug=debug)
        except Refused as refusal:
            summary = refusal.summary
            code = Exit.NOTHING_TO_READ if isinstance(refusal, NothingToRead) else Exit.REFUSED
        _tell(summary)
        if code:
            raise typer.Exit(code)
        option = f" --warehouse {shlex.quote(str(warehouse))}" if warehouse else ""
        _write(f'\n$ {_program()} sql "{FIRST_QUESTION}"{option}\n')
        _answer(root, FIRST_QUESTION)


@app.command()
def sql(
    question: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT, in DuckDB's SQL.")],
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    warehouse: WarehouseOption = None,
    debug: DebugOption = False,
) -> None:
    """Answer a question from the release in force.

    Example: cronica sql "SELECT symbol, cited_date FROM citations ORDER BY cited_date" --csv
    """
    if as_json and as_csv:
        raise typer.BadParameter("choose one of --json and --csv")
    with _plain_errors(debug):
        _answer(warehouse, question, as_json=as_json, as_csv=as_csv)


@app.command()
def tables(warehouse: WarehouseOption = None, debug: DebugOption = False) -> None:
    """List the tables and views of the release in force, with their rows."""
    with _plain_errors(debug):
        from flows import present
        from warehouse import query

        found = query.tables(_release(warehouse))
        _write(
            present.table(["name", "rows", "description"], [[t.name, t.rows, t.description] for t in found])
        )


@app.command()
def describe(
    table: Annotated[
        str, typer.Argument(metavar="TABLE", help="A table or view; `cronica tables` lists them.")
    ],
    warehouse: WarehouseOption = None,
    debug: DebugOption = False,
) -> None:
    """Describe the columns of a table or view of the release in force."""
    with _plain_errors(debug):
        from flows import present
        from warehouse import query

        found = query.describe(_release(warehouse), table)
        _write(
            present.table(["column", "type", "description"], [[c.name, c.type, c.description] for c in found])
        )


def main() -> None:
    """Run the command line."""
    app()


def _release(warehouse: Path | None) -> Path:
    """The folder of the release in force, resolved once."""
    from warehouse.release import Warehouse

    root = warehouse or settings.load().warehouse
    release = Warehouse(root).current()
    if release is None:
        _say(f"there is no release in {root}: run `cronica build`, or name the warehouse with --warehouse")
        raise typer.Exit(Exit.UNAVAILABLE)
    return release.path


def _answer(warehouse: Path | None, question: str, *, as_json: bool = False, as_csv: bool = False) -> None:
    from flows import present
    from warehouse import query

    rows = query.run(_release(warehouse), question)
    if as_json:
        _write(present.as_json(rows))
    elif as_csv:
        sys.stdout.write(present.as_csv(rows))
    else:
        _write(present.table(rows.column_names, zip(*rows.to_pydict().values(), strict=True)))


def _tell(summary: "RunSummary") -> None:
    """What was made and where, or why nothing was."""
    for source, _, message in summary.refused:
        _say(f"quarantine: {source}: {message}")
    if summary.issues:
        found = ", ".join(f"{number} {severity}" for severity, number in summary.issues.items())
        _say(f"issues found in the documents: {found}")
    if summary.release is None:
        for reason in summary.stopped_by:
            _say(f"nothing was published: {reason}")
        _say(f"the report is in {summary.folder}; a release published before stays in force")
        return
    state = "unchanged" if summary.unchanged else "new"
    _write(f"\nRelease {summary.release} ({state}): {summary.documents} documents, in {summary.folder}\n")
    width = max(len(name) for name in summary.tables)
    for name, rows in summary.tables.items():
        _write(f"  {name:<{width}}  {rows:>7,}")


@contextmanager
def _progress(debug: bool) -> Iterator[None]:
    """The stages of a run on standard error, a line each; in a terminal also that it is at work."""
    import logging
    import warnings

    from rich.console import Console

    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    stages = logging.getLogger("cronica")
    lines = logging.Handler()
    lines.emit = lambda record: console.print(record.getMessage())  # type: ignore[method-assign]
    stages.addHandler(lines)
    stages.setLevel(logging.INFO)
    with warnings.catch_warnings(), console.status("at work"):
        if not debug:
            warnings.simplefilter("ignore")
        try:
            yield
        finally:
            stages.removeHandler(lines)


@contextmanager
def _plain_errors(debug: bool) -> Iterator[None]:
    """An error as one line with what to do, and its exit code; with ``--debug`` as it is."""
    try:
        yield
    except (typer.Exit, typer.BadParameter):
        raise
    except BrokenPipeError:  # the reader has seen enough
        sys.stdout = None
        raise typer.Exit(Exit.OK) from None
    except KeyboardInterrupt:
        _say("interrupted; the release in force is as it was")
        raise typer.Exit(Exit.INTERRUPTED) from None
    except Exception as error:
        if debug:
            raise
        _say(
            str(error) if (code := _code(error)) else f"{type(error).__name__}: {error} (--debug shows where)"
        )
        raise typer.Exit(code or Exit.CRASH) from None


def _code(error: Exception) -> Exit | None:
    """The exit code of an error that says itself what to do."""
    from flows.runtime import ServerError
    from warehouse.query import QueryError
    from warehouse.release import WarehouseBusy

    if isinstance(error, QueryError | settings.SettingsError):
        return Exit.USAGE
    return Exit.UNAVAILABLE if isinstance(error, ServerError | WarehouseBusy) else None


def _program() -> str:
    """This command as a person can type it here: its name, or its path when the name alone is not found."""
    path = Path(sys.argv[0])
    here = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return "cronica" if shutil.which("cronica") else str(here)


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")


def _say(text: str) -> None:
    sys.stderr.write(f"cronica: {text}\n")
