"""Reader processes: as many as threads ask at once, each kept for the next batch."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import TracebackType

from cronica.flows.reading.batch import Batch, BatchRead
from cronica.flows.reading.process import Reader


class Readers:
    """Reads batches in reader processes; used by any number of threads, closed at the end of a ``with``."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[Reader] = []
        self._busy: list[Reader] = []

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, batch: Batch) -> BatchRead:
        """Read a batch in a process.

        Raises:
            RuntimeError: the process does not start, or the readers were closed meanwhile.
        """
        with self._reader() as reader:
            return reader.read(batch)

    def idle(self) -> None:
        """End the processes without work, if there are several: each holds 200 MB.

        One alone costs little and is kept for the next run of this process.
        """
        with self._lock:
            spare = self._idle[:] if len(self._idle) > 1 else []
            del self._idle[: len(spare)]
        for reader in spare:
            reader.end()

    def close(self) -> None:
        """End all processes, also those at work; a later ``read`` starts a new one."""
        with self._lock:
            readers = [*self._idle, *self._busy]
            self._idle.clear()
        for reader in readers:
            reader.end()

    @contextmanager
    def _reader(self) -> Iterator[Reader]:
        with self._lock:
            reader = self._idle.pop() if self._idle else Reader()
            self._busy.append(reader)
        try:
            yield reader
        finally:
            with self._lock:
                self._busy.remove(reader)
                if not reader.ended:
                    self._idle.append(reader)


@cache
def of_this_process() -> Readers:
    """The readers a task uses.

    One set a process, because Prefect hands only data to a task: on a Dask worker nobody could pass an object
    that owns processes, and its readers live as long as the worker.
    """
    return Readers()
