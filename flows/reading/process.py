"""A reader process: reads documents that may be made to do harm, within bounds on memory and time.

It is sandbox and parallelism at once. From the bytes of a file to the rows of its tables everything happens
in the child process; what comes back are Parquet files. The child says what it does next, so when it dies the
document that killed it is known: that one is refused, and a new process reads the rest of the batch. A step
on a whole batch names no document; when it fails, the documents are read one by one.

A document is refused for what was seen: a limit that was reached, a fault of a library, an error. A process
that was killed from outside says nothing about its documents, so they are read again.
"""

from __future__ import annotations

import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from itertools import count
from multiprocessing import Pipe
from pathlib import Path

from cronica.flows import settings
from cronica.flows.reading.batch import Batch, BatchRead, whoami
from cronica.flows.sources.discover import Refusal, SourceFile

MEMORY = 5 * 1024**3 // 2
"""Bytes of address space a reader process may take. Libraries reserve 0.8 GB that they do not use."""
SECONDS = 20.0
"""Processor time for one document alone, or for one step with a document of a batch."""
LONGEST = 64 * 1024**2
"""Bytes of the longest message that is taken from a reader process."""
LOOK_SECONDS = 0.1
"""How often the size of a reader process at work is looked at."""

OUT_OF_TIME = (signal.SIGPROF, signal.SIGALRM)
DAMAGED = (signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE)
"""Signals a library dies of when a damaged file leads it astray."""
GAVE_UP = (signal.SIGABRT, signal.SIGILL, signal.SIGTRAP)
"""Signals a library ends itself with: it found a fault of its own, or got no memory."""
OUT_OF_MEMORY = ("memory allocation of", "std::bad_alloc", "Cannot allocate memory", "MemoryError")
"""What the libraries print when they get no memory."""


class _Failed(Exception):
    """An attempt at some documents came to nothing; ``document_id`` is None when none can be named."""

    def __init__(self, stage: str, document_id: str | None, reason: str, message: str) -> None:
        super().__init__(message)
        self.stage, self.document_id, self.reason, self.message = stage, document_id, reason, message


class Reader:
    """Reads batches in a child process, which is replaced when it dies; used by one thread at a time."""

    def __init__(self, *, memory: int = MEMORY, seconds: float = SECONDS) -> None:
        self._memory = memory
        self._seconds = seconds
        self._printed = tempfile.TemporaryFile("a+b")  # noqa: SIM115 (of every process in turn)
        self.ended = False
        self.start()

    def start(self) -> None:
        """Start a process; it gets ready while the caller goes on."""
        self._pipe, theirs = Pipe()
        self._printed.truncate(0)
        with theirs:
            self._child = subprocess.Popen(
                [
                    *(sys.executable, "-P", "-m", "cronica.flows.reading.worker"),
                    *(str(theirs.fileno()), str(self._memory), str(self._seconds)),
                ],
                env=settings.reader_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._printed,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is for the run
            )
        self._size_when_ready: int | None = None

    def end(self) -> None:
        """End the process for good, also from another thread."""
        self.ended = True
        self._child.kill()
        self._child.wait()

    def read(self, batch: Batch) -> BatchRead:
        """Read a batch.

        Raises:
            RuntimeError: the process does not start, or has been ended.
        """
        from cronica.flows.extract.extracted import Reason  # no reader process waits for what it imports

        shutil.rmtree(batch.folder, ignore_errors=True)
        left = [(batch.files, False)]
        attempts = count()
        folders: list[Path] = []
        refused: list[Refusal] = []
        counts: Counter[str] = Counter()
        while left:
            files, is_second_try = left.pop()
            folder = batch.folder / f"{next(attempts):05d}"
            try:
                unread, made = self._attempt(replace(batch, files=files, folder=folder))
            except _Failed as failure:
                shutil.rmtree(folder, ignore_errors=True)  # it may have died just after it stored the rows
                again = failure.reason == Reason.INTERRUPTED and not is_second_try
                at_fault = [file for file in files if file.document_id == failure.document_id]
                if len(files) == 1:
                    at_fault = list(files)
                if not at_fault:
                    left += [(files, True)] if again else [((file,), False) for file in files]
                    continue
                if again:
                    left += [((file,), True) for file in at_fault]
                else:
                    refused += [_refusal(file, failure) for file in at_fault]
                if others := tuple(file for file in files if file not in at_fault):
                    left.append((others, is_second_try))
                continue
            folders += [folder] if folder.exists() else []
            refused += unread
            counts.update(made)
        done = (batch.number, len(batch.files))
        return BatchRead(*done, tuple(folders), tuple(refused), dict(counts), whoami())

    def _attempt(self, batch: Batch) -> tuple[list[Refusal], dict[str, int]]:
        """Have the process read documents into the folder.

        Raises:
            _Failed: it could not.
        """
        stage, document_id = "extract", None
        self._largest_size = 0
        try:
            if self._size_when_ready is None:
                self._receive()
                self._size_when_ready = _size(self._child.pid)
            self._pipe.send_bytes(pickle.dumps(batch))
            while True:
                said = json.loads(self._receive())
                if "at" in said:
                    stage, document_id = said["at"]
                elif "failed" in said:
                    reason, message = said["failed"]
                    raise _Failed(stage, document_id, reason, message)
                else:
                    return [Refusal(**each) for each in said["refused"]], said["counts"]
        except (EOFError, OSError):
            raise self._died(stage, document_id) from None

    def _receive(self) -> bytes:
        """The next message; until it comes, the size of the process is looked at."""
        while not self._pipe.poll(LOOK_SECONDS):
            self._largest_size = max(self._largest_size, _size(self._child.pid))
        return self._pipe.recv_bytes(LONGEST)

    def _died(self, stage: str, document_id: str | None) -> Exception:
        """What the death of the process means; a new one is started, unless this one was ended."""
        status = self._child.wait()
        self._pipe.close()
        self._printed.seek(0)
        printed = self._printed.read(LONGEST).decode(errors="replace").strip()
        last_line = printed.rpartition("\n")[2]
        if self.ended:
            return RuntimeError("the run has ended")
        is_killed = status < 0 and -status not in GAVE_UP
        if self._size_when_ready is None and not is_killed:
            return RuntimeError(
                f"the reading process does not start ({last_line or f'exit status {status}'})"
            )
        size_of_a_large_one = ((self._size_when_ready or 0) + self._memory) // 2
        self.start()
        return _Failed(
            stage, document_id, *self._cause(status, printed, self._largest_size > size_of_a_large_one)
        )

    def _cause(self, status: int, printed: str, is_large: bool) -> tuple[str, str]:
        """Reason and message for the death of a process.

        Args:
            status: how it ended; a signal is negative.
            printed: what it wrote on standard error.
            is_large: whether it was seen to take most of the memory it may take.
        """
        from cronica.flows.extract.extracted import Reason

        if -status in OUT_OF_TIME:
            return Reason.TOO_LARGE, f"takes more than {self._seconds:.0f} seconds to read"
        if -status in DAMAGED:
            return Reason.MALFORMED, "is damaged: reading it fails; get the file again"
        if any(words in printed for words in OUT_OF_MEMORY) or (-status in GAVE_UP and is_large):
            return Reason.TOO_LARGE, f"takes more than {self._memory // 1024**2:,} MB to read"
        how = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        if status < 0 and -status not in GAVE_UP:
            message = f"the process that read it was killed from outside ({how}); the next run reads it again"
            return Reason.INTERRUPTED, message
        last_line = printed.rpartition("\n")[2][:200]
        why = f"{how}: {last_line}" if last_line else how
        return Reason.FAILED, f"cannot be read; please report this: the reading process ended ({why})"


def _size(pid: int) -> int:
    """Bytes of address space a process takes; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[0]) * os.sysconf(
            "SC_PAGESIZE"
        )
    except (OSError, IndexError):
        return 0


def _refusal(file: SourceFile, failure: _Failed) -> Refusal:
    stage = "read" if failure.stage == "extract" else "segment"
    return Refusal(file.source_path, file.sha256, stage, failure.reason, failure.message)
