"""Reading files that may be made to do harm: in a process of their own, with bounds on memory and time.

One long-lived process reads file after file, so that starting it is paid once. A file that makes it die, or
take too long, is one refused file: the next one gets a new process.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from types import TracebackType
from typing import IO

from flows.extract.extracted import Extracted, Reason, Unreadable

MEMORY = 3 * 1024**3
"""Bytes of address space the reading process may take, its libraries included."""
SECONDS = 60.0
"""How long one file may take."""
LARGEST = 200 * 1024**2
"""Bytes of the largest file that is read at all."""

DAMAGED = (signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE)
"""Signals a library dies of when a damaged file leads it astray; others end what grows too large."""


class Sandbox:
    """Reads files in a child process; use it as a context manager, from one thread."""

    def __init__(self, *, memory: int = MEMORY, seconds: float = SECONDS) -> None:
        self._memory = memory
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child:
            self._end(self._child)

    def read(self, source_format: str, data: bytes) -> Extracted:
        """Read a file with the reader of its format.

        Args:
            source_format: a key of ``flows.extract.formats.READERS``.
            data: the file.

        Raises:
            Unreadable: the reader refused it, or did not come to an end within the bounds.
        """
        if len(data) > LARGEST:
            raise Unreadable(
                Reason.TOO_LARGE, f"is of {len(data):,} bytes; more than {LARGEST:,} are not read"
            )
        child = self._child = self._child or self._start()
        is_late = threading.Event()

        def stop() -> None:
            is_late.set()
            child.kill()

        clock = threading.Timer(self._seconds, stop)
        clock.start()
        try:
            send(_pipe(child.stdin), source_format.encode())
            send(_pipe(child.stdin), data)
            answer = receive(_pipe(child.stdout))
        except (BrokenPipeError, EOFError):
            raise self._died(child, is_late=is_late.is_set()) from None
        finally:
            clock.cancel()
        found = json.loads(answer)
        if "reason" in found:
            raise Unreadable(Reason(found["reason"]), found["message"])
        return Extracted(**found)

    def _start(self) -> subprocess.Popen[bytes]:
        """A process that has said it is ready; of its own session, so that an interrupt is only ours."""
        child = subprocess.Popen(
            [sys.executable, "-m", "flows.extract.worker", str(self._memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            receive(_pipe(child.stdout))
        except EOFError:
            self._end(child)
            raise RuntimeError("the reading process does not start: python -m flows.extract.worker") from None
        return child

    def _died(self, child: subprocess.Popen[bytes], *, is_late: bool) -> Unreadable:
        self._end(child)
        self._child = None
        if is_late:
            return Unreadable(Reason.TOO_LARGE, f"takes more than {self._seconds:.0f} seconds to read")
        if -child.returncode in DAMAGED:
            return Unreadable(Reason.MALFORMED, "is damaged: reading it fails; get the file again")
        return Unreadable(Reason.TOO_LARGE, f"takes more than {self._memory // 1024**2:,} MB to read")

    @staticmethod
    def _end(child: subprocess.Popen[bytes]) -> None:
        child.kill()
        for pipe in (child.stdin, child.stdout):
            with suppress(BrokenPipeError):  # what was left to send
                _pipe(pipe).close()
        child.wait()


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write a message with its length before it."""
    pipe.write(len(message).to_bytes(8, "big"))
    pipe.write(message)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes:
    """Read what ``send`` wrote.

    Raises:
        EOFError: the other side is gone.
    """
    return _exactly(pipe, int.from_bytes(_exactly(pipe, 8), "big"))


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # asked for when the process was started
    return pipe
