"""A reader process: reads documents that may be made to do harm, within bounds on memory and time.

It is sandbox and parallelism at once: from the bytes of a file to the rows of its tables nothing happens in
this process, and what comes back are Parquet files. The other one says what it is about to do; when it dies
of it, that document is refused, and the rest of the batch is read by a new process. What is done for a batch
as a whole names no document: when it fails there, the documents are read again one by one.
"""

from __future__ import annotations

import json
import pickle
import shutil
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from multiprocessing import Pipe
from pathlib import Path

from cronica.flows import settings
from cronica.flows.reading.batch import Batch, BatchRead, whoami
from cronica.flows.sources.discover import Refusal, SourceFile

MEMORY = 5 * 1024**3 // 2
"""Bytes of address space a reader process may take. Libraries reserve 0.8 GB that they do not use."""
SECONDS = 20.0
"""How long a document alone, or one step with a document of a batch, may compute."""

DAMAGED = (signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE)
"""Signals a library dies of when a damaged file leads it astray; others end what grows too large."""
LONGEST = 64 * 1024**2
"""Bytes of the longest message that is taken from a reader process."""


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
        self.ended = False
        self.start()

    def start(self) -> None:
        """Start a process; it gets ready while the caller goes on."""
        self._pipe, theirs = Pipe()
        with theirs:
            self._child = subprocess.Popen(
                [
                    *(sys.executable, "-P", "-m", "cronica.flows.reading.worker"),
                    *(str(theirs.fileno()), str(self._memory), str(self._seconds)),
                ],
                env=settings.reader_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is for the run
            )
        self._is_ready = False

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
        shutil.rmtree(batch.folder, ignore_errors=True)
        left = [batch.files]
        folders: list[Path] = []
        refused: list[Refusal] = []
        counts: Counter[str] = Counter()
        while left:
            files = left.pop()
            folder = batch.folder / f"{len(folders):05d}"
            try:
                unread, made = self._attempt(replace(batch, files=files, folder=folder))
            except _Failed as failure:
                at_fault = [file for file in files if _fits(file, failure, len(files))]
                refused += [_refusal(file, failure) for file in at_fault]
                rest = tuple(file for file in files if file not in at_fault)
                left += [rest] if at_fault and rest else [(file,) for file in rest]
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
        try:
            if not self._is_ready:
                self._pipe.recv_bytes(LONGEST)
                self._is_ready = True
            self._pipe.send_bytes(pickle.dumps(batch))
            while True:
                said = json.loads(self._pipe.recv_bytes(LONGEST))
                if "at" in said:
                    stage, document_id = said["at"]
                elif "failed" in said:
                    reason, message = said["failed"]
                    raise _Failed(stage, document_id, reason, message)
                else:
                    return [Refusal(**each) for each in said["refused"]], said["counts"]
        except (EOFError, OSError):
            raise self._died(stage, document_id) from None

    def _died(self, stage: str, document_id: str | None) -> Exception:
        from cronica.flows.extract.extracted import Reason  # no reader process waits for what it imports

        self._child.wait()
        self._pipe.close()
        if self.ended:
            return RuntimeError("the run has ended")
        if not self._is_ready:
            return RuntimeError("the reading process does not start: python -m cronica.flows.reading.worker")
        code = -self._child.returncode
        self.start()
        if code in (signal.SIGPROF, signal.SIGALRM):
            message = f"takes more than {self._seconds:.0f} seconds to read"
            return _Failed(stage, document_id, Reason.TOO_LARGE, message)
        if code in DAMAGED:
            message = "is damaged: reading it fails; get the file again"
            return _Failed(stage, document_id, Reason.MALFORMED, message)
        message = f"takes more than {self._memory // 1024**2:,} MB to read"
        return _Failed(stage, document_id, Reason.TOO_LARGE, message)


def _fits(file: SourceFile, failure: _Failed, among: int) -> bool:
    """Whether the failure is that of this file, one among some."""
    return among == 1 or file.document_id == failure.document_id


def _refusal(file: SourceFile, failure: _Failed) -> Refusal:
    stage = "read" if failure.stage == "extract" else "segment"
    return Refusal(file.source_path, file.sha256, stage, failure.reason, failure.message)
