"""What the commands share: exit codes, options, the release in force, and errors as one line."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import Annotated

import typer

from flows import settings


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
WarehouseOption = Annotated[
    Path | None,
    typer.Option("--warehouse", metavar="DIR", help="Folder of the warehouse; ./warehouse if not given."),
]
WaitOption = Annotated[
    float,
    typer.Option(
        min=0, metavar="SECONDS", help="How long to wait while another run is writing; `inf` for ever."
    ),
]
DebugOption = Annotated[
    bool, typer.Option("--debug", help="Show Prefect's log, and the traceback of an error.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer as a JSON list of rows.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Answer as CSV.")]
ParquetOption = Annotated[
    Path | None, typer.Option("--parquet", metavar="FILE", help="Write the answer to a Parquet file.")
]


def release(warehouse: Path | None) -> Path:
    """The folder of the release in force, resolved once."""
    from warehouse.release import Warehouse

    root = warehouse or settings.load().warehouse
    found = Warehouse(root).current()
    if found is None:
        say(f"there is no release in {root}: run `cronica build`, or name the warehouse with --warehouse")
        raise typer.Exit(Exit.UNAVAILABLE)
    return found.path


@contextmanager
def plain_errors(debug: bool) -> Iterator[None]:
    """An error as one line with what to do, and its exit code; with ``--debug`` as it is."""
    try:
        yield
    except (typer.Exit, typer.BadParameter):
        raise
    except BrokenPipeError:  # the reader has seen enough
        sys.stdout = None
        raise typer.Exit(Exit.OK) from None
    except KeyboardInterrupt:
        say("interrupted; the release in force is as it was")
        raise typer.Exit(Exit.INTERRUPTED) from None
    except Exception as error:
        if debug:
            raise
        say(
            str(error) if (code := _code(error)) else f"{type(error).__name__}: {error} (--debug shows where)"
        )
        raise typer.Exit(code or Exit.CRASH) from None


def _code(error: Exception) -> Exit | None:
    """The exit code of an error that says itself what to do."""
    from flows.runtime import ServerError
    from warehouse.lock import WarehouseBusy
    from warehouse.query import QueryError
    from warehouse.release import UnknownRelease
    from warehouse.verify import InvalidRelease

    if isinstance(error, QueryError | UnknownRelease | settings.SettingsError):
        return Exit.USAGE
    if isinstance(error, InvalidRelease):
        return Exit.REFUSED
    return Exit.UNAVAILABLE if isinstance(error, ServerError | WarehouseBusy) else None


def write(text: str) -> None:
    """A line of the answer."""
    sys.stdout.write(text + "\n")


def say(text: str) -> None:
    """A line for the person, beside the answer."""
    sys.stderr.write(f"cronica: {text}\n")
