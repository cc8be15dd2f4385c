"""Great Expectations in a subprocess of its own.

Importing it takes several seconds, so a run starts the process before documents are read. The process ends
when its pipe to the run closes, so it never outlives the run. It is a plain subprocess: ``multiprocessing``
would run the script of whoever calls ``cronica.build`` again.
"""

from __future__ import annotations

import logging
import pickle
import subprocess
import sys
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Self, cast

if TYPE_CHECKING:
    from cronica.flows.validate.result import CheckResult


log = logging.getLogger("cronica")


class ValidationError(RuntimeError):
    """The tables could not be validated; the message is one line that says why."""


class Checker:
    """A subprocess that runs the expectations of all tables; it ends with its ``with``."""

    def __init__(self) -> None:
        """Start the process; it imports Great Expectations while the caller goes on."""
        self._staged: Path | None = None
        self._begin()

    def _begin(self) -> None:
        self._pipe, theirs = Pipe()
        self._said = TemporaryFile("w+")  # noqa: SIM115
        with theirs:
            self._child = subprocess.Popen(
                [sys.executable, "-P", "-m", __name__, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._said,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is for the run
            )

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._child.pid

    def start(self, staged: Path) -> None:
        """Have the tables of a staging folder checked while the caller goes on; ``results`` waits for it."""
        self._staged = staged
        with suppress(OSError):  # it has ended, as ``results`` will see
            self._pipe.send(staged)

    def results(self) -> list[CheckResult]:
        """The results of all expectations, tables in the order of the contract.

        A process that is killed from outside is replaced, once.

        Raises:
            ValidationError: the process ended without an answer.
        """
        try:
            return self._answer()
        except ValidationError:
            if self._child.returncode >= 0:
                raise
        log.warning("the process that validates was killed: a new one does what it did")
        self.close()
        self._begin()
        assert self._staged, "results are of something"
        self.start(self._staged)
        return self._answer()

    def _answer(self) -> list[CheckResult]:
        try:
            return cast("list[CheckResult]", pickle.loads(self._pipe.recv_bytes()))
        except (EOFError, OSError):
            raise self._died() from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        self._pipe.close()
        self._child.kill()
        self._child.wait()
        self._said.close()

    def _died(self) -> ValidationError:
        self._child.wait()
        self._said.seek(0)
        said = self._said.read()
        last = said.strip().rpartition("\n")[2] or f"its process ended with {self._child.returncode}"
        error = ValidationError(f"the tables could not be validated: {last}")
        error.add_note(said)
        return error


def check(staged: Path) -> list[CheckResult]:
    """Run the expectations of all tables of a staging folder in this process."""
    import pyarrow as pa

    from cronica.flows.validate.expectations import check_table
    from cronica.schemas import registry

    results = []
    for table in registry.tables():
        results += check_table(table, staged)
        pa.default_memory_pool().release_unused()
    return results


def main(descriptor: int) -> None:
    """Import Great Expectations, then answer until the pipe closes."""
    from cronica.flows.validate.expectations import preload

    preload()
    pipe = Connection(descriptor)
    while True:
        try:
            staged = pipe.recv()
        except EOFError:
            return
        pipe.send_bytes(pickle.dumps(check(staged)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
