"""Processes that a test watches, kills, and looks for the remains of."""

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

CRONICA = Path(sys.executable).with_name("cronica")


def start(mark: Path, *arguments: object, **environment: str) -> subprocess.Popen[str]:
    """``cronica`` with a server of its own; it and all it starts carry a mark in their environment.

    Reader processes inherit only what Python and the libraries need, so the mark has such a name.
    """
    return subprocess.Popen(
        [CRONICA, *map(str, arguments)],
        env={**os.environ, **environment, "PYTHON_TEST_MARK": str(mark)},
        stdout=subprocess.DEVNULL,
        process_group=0,
        stderr=subprocess.PIPE,
        text=True,
    )


def forked(do: Callable[..., None], *arguments: Any) -> int:
    """The exit code of a process that does something and ends; it need not import the flow first."""
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["cronica.flows.build"])
    process = processes.Process(target=do, args=arguments)
    process.start()
    process.join()
    assert process.exitcode is not None
    return process.exitcode


def marked(mark: Path) -> list[str]:
    """Processes that have the mark ``start`` gave theirs, or gave their parent."""
    wanted = f"PYTHON_TEST_MARK={mark}\0".encode()
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        try:
            if wanted in environment.read_bytes():
                found.append(environment.parent.name)
        except OSError:
            continue
    return found


def wait_until(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    """Look until it holds.

    Raises:
        TimeoutError: it does not in that time.
    """
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"not so after {seconds:.0f} s")
        time.sleep(0.05)
