"""The process that runs a person's SQL: it opens one database, locks itself up, and answers.

Nothing that a statement makes DuckDB do can reach out of it. Each barrier holds by itself:

- ``accept`` decides on what DuckDB's parser says: one SELECT of listed functions and tables.
- DuckDB has the database read-only, and its settings are locked: no files, extensions or temporary files.
- **No file can be opened** after that, nor a socket: ``RLIMIT_NOFILE`` is 0. The database and the pipes to
  the caller are open. This holds for every user, root included, in any container and on every Unix.
- **Nothing can be written, made, renamed or removed**, not even by a call that needs no open file: Landlock
  (Linux 5.13 and later) refuses it. It takes no rights, and works for root and in containers. Where a kernel
  has no Landlock, the other barriers stand. The other ways were worse: a read-only bind or another user take
  rights that people do not have, and a copy of the database costs its size for each question.
- DuckDB takes at most ``MEMORY``. What it does not count is limited as well: the process may take ``BESIDE``
  more than at its start (``RLIMIT_DATA``).
- A timer ends it that runs while it computes. When the caller dies, it ends too.
"""

import ctypes
import os
import pickle
import queue
import resource
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from cronica.warehouse.store.settings import SETTINGS

if TYPE_CHECKING:
    import duckdb

MEMORY = "1GB"
"""What DuckDB may take."""
BESIDE = 1_300_000_000
"""Bytes of data the process may have beyond what it has when it begins to answer."""
BATCH = 2048  # rows sent at once
REFUSED = 3
"""The exit code that says: the reason is on standard error."""

SAFE = {
    **SETTINGS,
    "memory_limit": MEMORY,
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",  # a large query stops at the memory limit and leaves no file behind
}
LOCKED = ("SET enable_external_access = false", "SET lock_configuration = true")

# Of linux/landlock.h: the numbers are those of every processor.
CREATE_RULESET, RESTRICT_SELF, SET_NO_NEW_PRIVS = 444, 446, 38
VERSION = 1  # the flag that asks for it
READING = 0b1101  # to execute and read a file, and to read a folder: RLIMIT_NOFILE sees to it
RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}  # how many rights on files a version knows, later ones 16
NETWORK = 0b11  # to bind and to connect, from version 4


@dataclass(frozen=True, slots=True)
class Database:
    """What to open, and the statements of ours to run before the process is locked up."""

    path: str
    setup: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A statement, its values, the seconds it may compute, and whether it is ours and not a person's."""

    sql: str
    values: Mapping[str, object]
    time_limit: float | None
    ours: bool


def main() -> None:
    """Answer what comes on standard input, until it ends or a question fails."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # the caller has read enough
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for unneeded in ("numpy", "pandas"):  # they take longer to load than the rest
        sys.modules[unneeded] = None  # type: ignore[assignment]
    import duckdb
    import pyarrow as pa

    try:
        _answer_all(_incoming(sys.stdin.buffer), sys.stdout.buffer)
    except (duckdb.OutOfMemoryException, MemoryError, pa.ArrowMemoryError):
        _end(out_of_memory())
    except (ValueError, OSError, duckdb.Error) as error:
        _end(out_of_memory() if "Out of Memory" in str(error) else one_line(error))


def _answer_all(incoming: "queue.Queue[Any]", out: IO[bytes]) -> None:
    from cronica.warehouse.ask import accept

    connection = _open(incoming.get())
    allowed = accept.Allowed.of(connection)
    lock_up()
    while True:
        question: Question = incoming.get()
        with _limit(question.time_limit) as clock:
            statements = connection.extract_statements(question.sql)
            if not question.ours:
                accept.accept(connection, question.sql, allowed)
            for statement in statements:
                connection.execute(statement, question.values or None)
            _send(connection, clock, out)


def _send(connection: "duckdb.DuckDBPyConnection", clock: "_Clock", out: IO[bytes]) -> None:
    """Send the rows while they are computed; a byte after them says that they are all."""
    import pyarrow as pa

    reader = connection.to_arrow_reader(BATCH)
    with pa.ipc.new_stream(out, reader.schema) as stream:
        for batch in reader:
            with clock.stopped():
                stream.write_batch(batch)
                out.flush()
    out.write(b".")
    out.flush()


def _open(database: Database) -> "duckdb.DuckDBPyConnection":
    """The database, read-only. Landlock comes first: a thread has it of the one that starts it."""
    import duckdb

    _forbid_writing()
    try:
        connection = duckdb.connect(database.path, read_only=True, config=SAFE)
    except duckdb.IOException as error:
        if "Could not set lock" in str(error):
            raise ValueError(
                f"a program has {database.path} open for writing: close it, or open it there read-only"
            ) from None
        raise
    for statement in (*database.setup, *LOCKED):
        connection.execute(statement)
    return connection


def lock_up() -> None:
    """Open nothing from here on, and take no more memory than a question may."""
    taken = 1024 * int(_status()["VmData"].split()[0]) if sys.platform == "linux" else 0
    resource.setrlimit(resource.RLIMIT_DATA, (taken + BESIDE, taken + BESIDE))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _status() -> dict[str, str]:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _forbid_writing() -> None:
    """Have the kernel refuse whatever changes a file or a folder, and the network, to this process."""
    if sys.platform != "linux":
        return
    system = ctypes.CDLL(None).syscall
    version = system(CREATE_RULESET, None, ctypes.c_size_t(0), VERSION)
    if version < 1:
        return
    files = (1 << RIGHTS.get(version, 16)) - 1 & ~READING
    handled = (ctypes.c_uint64 * 2)(files, NETWORK)
    size = ctypes.c_size_t(16 if version >= 4 else 8)
    rules = system(CREATE_RULESET, handled, size, 0)  # no rule: nothing of it is allowed anywhere
    ctypes.CDLL(None).prctl(SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if rules < 0 or system(RESTRICT_SELF, rules, 0):
        return
    os.close(rules)


class _Clock:
    """A timer that ends the process after some seconds of computing; None for never."""

    def __init__(self, seconds: float | None) -> None:
        self._left = seconds or 0.0

    def start(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, self._left)

    def stop(self) -> None:
        self._left = signal.setitimer(signal.ITIMER_REAL, 0)[0]

    @contextmanager
    def stopped(self) -> Iterator[None]:
        self.stop()
        yield
        self.start()


@contextmanager
def _limit(seconds: float | None) -> "Iterator[_Clock]":
    clock = _Clock(seconds)
    clock.start()
    yield clock
    clock.stop()


def _incoming(pipe: IO[bytes]) -> "queue.Queue[Any]":
    """What the caller sends. A thread waits for it, so that the process ends as soon as the caller does."""
    messages: queue.Queue[Any] = queue.Queue()

    def read() -> None:
        try:
            while True:
                messages.put(pickle.load(pipe))
        except EOFError:
            os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    return messages


def _end(reason: str) -> None:
    sys.stderr.write(reason)
    sys.stderr.flush()
    os._exit(REFUSED)


def out_of_memory() -> str:
    """What a person reads whose question needs too much memory."""
    return f"needs more than the {MEMORY} of memory a query may use: narrow it with WHERE"


def one_line(error: Exception) -> str:
    """The first line, and DuckDB's own hint when the second line is one."""
    first, *more = [line.strip() for line in str(error).splitlines() if line.strip()] or [
        type(error).__name__
    ]
    return " ".join([first, *(line for line in more[:1] if line.startswith(("Candidate", "Did you mean")))])


if __name__ == "__main__":
    main()
