"""One writer at a time: a lock the kernel keeps, which ends with its holder, however the holder ends.

The file descriptor is not handed on to programs that the holder starts, so a child that outlives it keeps
nothing locked.
"""

import fcntl
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from cronica.schemas.errors import CronicaError

log = logging.getLogger("cronica")

LOOK_AGAIN_SECONDS = 0.2


class WarehouseBusy(CronicaError):
    """Another run is writing to this warehouse; the message is one line for a person."""


@contextmanager
def held(path: Path, *, wait: float = 0.0) -> Iterator[None]:
    """Hold a lock file, alone among all processes.

    Args:
        path: the file; made when it is missing, in a folder that is there. It names the holder's process.
        wait: seconds to wait for another holder to end; 0 to give up at once, infinity to wait as long as
            it takes.

    Raises:
        WarehouseBusy: another process holds it, and still does after that time.
        OSError: the file cannot be written.
    """
    with path.open("a+", encoding="ascii", errors="replace") as handle:
        _take(handle, path, wait)
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        try:
            yield
        finally:
            fcntl.flock(handle, fcntl.LOCK_UN)


def _take(handle: IO[str], path: Path, wait: float) -> None:
    end = time.monotonic() + wait
    told = False
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            handle.seek(0)
            busy = f"another run (process {handle.read() or 'unknown'}) is writing to {path.parent}"
        if time.monotonic() >= end:
            raise WarehouseBusy(
                f"{busy}: wait for it to end (--wait SECONDS does), or use another warehouse folder"
            )
        if not told:
            log.info("waiting     %s", busy)
            told = True
        time.sleep(LOOK_AGAIN_SECONDS)
