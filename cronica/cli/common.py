"""What the commands share: exit codes, errors as one line, and what is written where."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

import typer

import cronica
from cronica.cli import escape
from cronica.cli.ending import Terminated


class Exit(IntEnum):
    """What the exit code says."""

    OK = 0
    CRASH = 1
    USAGE = 2
    REFUSED = 3
    NOTHING_TO_READ = 4
    UNAVAILABLE = 5
    NO_ROOM = 6
    INTERRUPTED = 130
    TERMINATED = 143


EPILOG = (
    "Exit codes: 0 done; 1 crash; 2 wrong usage or wrong SQL; 3 the tables did not pass validation, nothing "
    "published, or `check` found damage; 4 no document could be read, nothing published; 5 the warehouse or "
    "the Prefect server is busy or not there; 6 no room on the disk, no right to write or no memory left; "
    "130 interrupted; 143 terminated."
)
FILES = "too few files may be open at once: raise the limit (ulimit -n 256)"
NO_ROOM = {
    "No space left on device": "the disk is full: free some room",
    "database or disk is full": "the disk is full: free some room",
    "Disk quota exceeded": "the disk quota is used up: free some room",
    "File too large": "a file would be larger than this account may write: raise the limit (ulimit -f)",
    "Read-only file system": "the warehouse cannot be written, its disk is read-only",
    "readonly database": "the warehouse cannot be written, its files are read-only",
    "Too many open files": FILES,
    "TooManyOpenFiles": FILES,
    "MemoryError": "there is too little memory: close other programs, or set CRONICA_BATCH_SIZE lower",
}
"""What the system, DuckDB and SQLite say when a machine does not let a run go on, and what a person reads."""
QUOTED_PATH = re.compile(r"""["'](/[^"']+)["']""")


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
    except KeyboardInterrupt as error:
        ended = Exit.TERMINATED if isinstance(error, Terminated) else Exit.INTERRUPTED
        say(f"{ended.name.lower()}; the release in force is whole")
        raise typer.Exit(ended) from None
    except BaseException as error:  # polars' panics are no Exception
        if debug or isinstance(error, SystemExit | GeneratorExit):
            raise
        code = _code(error)
        if code != Exit.USAGE and (reason := _no_room(error)):
            say(f"{reason}; the release in force is whole")
            code = Exit.NO_ROOM
        elif code:
            say(str(error))
        else:
            what = " ".join(str(error).split())
            say(f"{type(error).__name__}: {what} (--debug shows where)")
        raise typer.Exit(code or Exit.CRASH) from None


def _code(error: BaseException) -> Exit | None:
    """The exit code of an error that says itself what to do."""
    codes = {
        Exit.UNAVAILABLE: (
            *(cronica.NoRelease, cronica.RemoteError),
            *(cronica.ServerError, cronica.WarehouseBusy),
        ),
        Exit.USAGE: (cronica.QueryError, cronica.SettingsError, cronica.UnknownRelease),
        Exit.NOTHING_TO_READ: (cronica.NothingToRead, cronica.Unreadable),
        Exit.REFUSED: (cronica.InvalidRelease, cronica.Refused),
    }
    return next((code for code, kinds in codes.items() if isinstance(error, kinds)), None)


def _no_room(error: BaseException) -> str | None:
    """What is missing on this machine, when that is what an error or one behind it says."""
    chain: list[BaseException] = []
    behind: BaseException | None = error
    while behind and behind not in chain:
        chain.append(behind)
        behind = behind.__cause__ or behind.__context__
    said = "\n".join(f"{type(each).__name__}: {each}" for each in chain)
    if "Permission denied" in said:
        named = [str(each.filename) for each in chain if isinstance(each, OSError) and each.filename]
        path = (named or QUOTED_PATH.findall(said) or ["a file"])[0]
        return f"{path} cannot be opened: see to its permissions"
    for each in chain:
        if isinstance(each, FileExistsError | NotADirectoryError | IsADirectoryError) and each.filename:
            return f"{each.filename} is in the way: it is not what belongs there; move it away"
    return next((reason for words, reason in NO_ROOM.items() if words in said), None)


def write(text: str) -> None:
    """A line of the answer."""
    sys.stdout.write(text + "\n")


def say(text: str) -> None:
    """A line for the person, beside the answer."""
    sys.stderr.write(f"cronica: {escape.text(text)}\n")
