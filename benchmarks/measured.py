"""Whole processes measured from outside, and the file a benchmark leaves."""

import os
import platform
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil

RESULTS = Path(__file__).parent / "results"
EVERY = 0.1
"""Seconds between two looks at the memory of a process and its descendants."""


@dataclass(frozen=True)
class Cost:
    """What a process and all that descend from it took.

    Attributes:
        wall, cpu: seconds.
        memory: the most they held together at any moment, in MB; what they share counts once.
        output: what the process printed.
    """

    wall: float
    cpu: float
    memory: float
    output: str


def run(command: Sequence[str], **environment: str) -> Cost:
    """Run a command to its end; when it fails, exit with what it said."""
    variables = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    before, started = os.times(), time.perf_counter()
    with subprocess.Popen(
        command,
        env=variables | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        peak = _Peak(process.pid)
        output, errors = process.communicate()
        memory = peak.stop()
    wall, after = time.perf_counter() - started, os.times()
    if process.returncode:
        sys.exit(f"{' '.join(command[:3])} ended with {process.returncode}:\n{errors}")
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return Cost(wall, cpu, memory, output)


class _Peak:
    """Looks at the memory of a process and its descendants until told to stop."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._most = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def stop(self) -> float:
        """The most there was, in MB."""
        self._done.set()
        self._thread.join()
        return self._most / 1e6

    def _look(self) -> None:
        while not self._done.wait(EVERY):
            with suppress(psutil.Error):
                parent = psutil.Process(self._pid)
                self._most = max(self._most, sum(map(_held, [parent, *parent.children(recursive=True)])))


def _held(process: psutil.Process) -> int:
    """The memory of one process, its part of what it shares with others included."""
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:  # it has ended
        return 0


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; columns of figures stand to the right."""
    listed = list(rows)
    figures = [any(isinstance(row[place], int | float) for row in listed) for place in range(len(columns))]
    lines = [columns, ["---:" if figure else "---" for figure in figures]]
    lines += [[_cell(value) for value in row] for row in listed]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if not isinstance(value, float):
        return f"{value:,}" if isinstance(value, int) else str(value)
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def record(name: str, command: str, text: str) -> None:
    """Print a result and keep it as ``results/<name>.md`` with its date, its command and the machine."""
    packages = ", ".join(f"{each} {version(each)}" for each in ("polars", "duckdb", "prefect"))
    page = (
        f"# {name}\n\n{datetime.now(UTC):%d %B %Y}: `{command}` on {_machine()}; "
        f"Python {platform.python_version()}, {packages}.\n\n{text}\n"
    )
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.md").write_text(page, encoding="utf-8")
    print(page)


def _machine() -> str:
    model = platform.processor() or platform.machine()
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    return f"{os.cpu_count()} cores ({model}), {psutil.virtual_memory().total / 1e9:.0f} GB"
