"""Runs SQL in a process of its own that can open no file, write nothing, and ends when it takes too much.

The process is ``cronica.warehouse.ask.worker``; it says how it is locked up. It answers with Arrow record
batches over a pipe while it computes, so that a caller can stop reading at any time: then it is killed.
"""

import math
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from cronica.schemas.errors import CronicaError
from cronica.warehouse.ask.worker import REFUSED, Database, Question, out_of_memory

if TYPE_CHECKING:
    import pyarrow as pa

TIME_LIMIT = 60.0
"""Seconds a question may compute, unless the caller says otherwise."""
LARGEST = 1_000_000_000
"""Bytes of an answer that is held as a whole."""
LONGEST_MESSAGE = 10_000
"""Bytes that are read of what the process says about its end."""


class QueryError(CronicaError, ValueError):
    """A question that cannot be answered; the message is one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of an answer, a batch after the other; they can be read once.

    Attributes:
        schema: of every batch.
        batches: raises QueryError when the question fails, or takes too much, after some rows.
    """

    schema: "pa.Schema"
    batches: "Iterator[pa.RecordBatch]"

    def whole(self) -> "pa.Table":
        """All rows.

        Raises:
            QueryError: the question fails, or the answer has more than ``LARGEST`` bytes.
        """
        import pyarrow as pa

        batches, size = [], 0
        for batch in self.batches:
            batches.append(batch)
            size += batch.nbytes
            if size > LARGEST:
                raise QueryError("the answer is larger than 1 GB: narrow it with WHERE or LIMIT")
        return pa.Table.from_batches(batches, self.schema)


class Session:
    """A process that answers questions about one database; for one thread at a time.

    The process starts at once and gets ready while the caller goes on. A question that fails ends it.
    """

    def __init__(self) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-m", "cronica.warehouse.ask.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},  # and no secrets
            start_new_session=True,  # Ctrl-C is for the caller, who kills it
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout, self._child.stderr):
            if pipe:
                pipe.close()

    def open(self, database: Path, setup: Sequence[str] = ()) -> Self:
        """Open the database, read-only; it is locked up after that.

        Args:
            database: a DuckDB file.
            setup: statements of ours to run first, which may still open files.
        """
        self._send(Database(str(database), tuple(setup)))
        return self

    def ask(
        self,
        sql: str,
        values: Mapping[str, object] | None = None,
        *,
        time_limit: float | None = TIME_LIMIT,
        ours: bool = False,
    ) -> Answer:
        """Ask one question; the answer before must have been read to its end.

        Args:
            sql: one statement.
            values: the value of each ``$name`` in it; None is NULL.
            time_limit: seconds it may compute; waiting for the caller to read does not count. None for ever.
            ours: it is not a person's, and may call any function.

        Raises:
            QueryError: it is refused, wrong, or takes more memory or time than allowed.
        """
        import pyarrow as pa

        limit = time_limit if time_limit and math.isfinite(time_limit) else None
        self._send(Question(sql, dict(values or {}), limit, ours))
        try:
            reader = pa.ipc.open_stream(self._child.stdout)
        except (pa.ArrowInvalid, OSError):
            raise self._reason(limit) from None
        return Answer(reader.schema, self._batches(reader, limit))

    def ours(
        self,
        sql: str,
        values: Mapping[str, object] | None = None,
        *,
        time_limit: float | None = TIME_LIMIT,
    ) -> "pa.Table":
        """The whole answer to a question that is not a person's; see :meth:`ask`."""
        return self.ask(sql, values, time_limit=time_limit, ours=True).whole()

    def _batches(self, reader: Any, limit: float | None) -> "Iterator[pa.RecordBatch]":
        import pyarrow as pa

        try:
            yield from reader
        except (pa.ArrowInvalid, OSError):
            raise self._reason(limit) from None
        if self._child.stdout and not self._child.stdout.read(1):  # Arrow takes a pipe cut off for the end
            raise self._reason(limit)

    def _send(self, message: Database | Question) -> None:
        if self._child.stdin:
            try:
                pickle.dump(message, self._child.stdin)
                self._child.stdin.flush()
            except BrokenPipeError:
                raise self._reason(None) from None

    def _reason(self, limit: float | None) -> QueryError:
        """Why the process ended."""
        said = self._child.stderr.read(LONGEST_MESSAGE) if self._child.stderr else b""
        code = self._child.wait()
        if code == REFUSED:
            return QueryError(said.decode(errors="replace").strip())
        if code == -signal.SIGALRM:
            return QueryError(f"stopped after {limit:g} s: narrow it with WHERE or LIMIT, or allow more time")
        if b"alloc" in said or code == -signal.SIGKILL:
            return QueryError(out_of_memory())
        what = signal.strsignal(-code) if code < 0 else f"exit code {code}"
        return QueryError(f"DuckDB broke down over this question ({what}): write it in another way")
