"""The reader processes of this process: as many as threads ask at once, each kept for the next batch."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from cronica.flows.reading.batch import Batch, BatchRead
from cronica.flows.reading.process import Reader

ALONE = 50
"""Documents one processor reads before another has got ready to help."""

_lock = threading.Lock()
_idle: list[Reader] = []
_busy: list[Reader] = []


def readers(documents: int, processors: int) -> int:
    """How many processors are worth getting ready to read so many documents."""
    return min(processors, -(-documents // ALONE))


def prepare() -> None:
    """Start a reader process that the first batch will find ready."""
    with _lock:
        _idle.append(Reader())


def read(batch: Batch) -> BatchRead:
    """Read a batch in a reader process.

    Raises:
        RuntimeError: the process does not start, or has been dismissed.
    """
    with _reader() as reader:
        return reader.read(batch)


def dismiss() -> None:
    """End all reader processes, also those at work."""
    with _lock:
        readers = [*_idle, *_busy]
        _idle.clear()
    for reader in readers:
        reader.end()


def rest() -> None:
    """End the idle reader processes of a run that took more than one: each holds 200 MB.

    One alone costs little and is kept for the next run of this process.
    """
    with _lock:
        spare = _idle[:] if len(_idle) > 1 else []
        del _idle[: len(spare)]
    for reader in spare:
        reader.end()


@contextmanager
def until_interrupted() -> Iterator[None]:
    """Let an interrupt end what reader processes are doing inside, rather than wait for their batches."""
    try:
        yield
    except KeyboardInterrupt:
        dismiss()
        raise


@contextmanager
def _reader() -> Iterator[Reader]:
    with _lock:
        reader = _idle.pop() if _idle else Reader()
        _busy.append(reader)
    try:
        yield reader
    finally:
        with _lock:
            _busy.remove(reader)
            if not reader.ended:
                _idle.append(reader)
