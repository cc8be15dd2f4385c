"""What a run takes from the environment, and what it gives to Prefect; nothing else here reads or sets it."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from cronica.schemas.errors import CronicaError

DEFAULT_BATCH_SIZE = 120
LOCAL_DASK = "dask"
WAREHOUSE = "cronica-warehouse"
"""The folder of the warehouse unless something else is said; beside the documents of whoever runs."""
CPU_QUOTA = Path("/sys/fs/cgroup/cpu.max")

# Prefect in every process: no telemetry, no look-ups on the network. It writes to the log of the run, which
# "cronica" is part of, and to the terminal only what would otherwise be lost.
QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "cronica",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
}

# What is freed goes back at once, for others to use: polars, DuckDB and Arrow would each keep it for
# themselves. It comes back empty, and so the bytes of a database are the same each time: DuckDB writes
# blocks of memory whole, also where it has put nothing.
FRUGAL = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "_RJEM_MALLOC_CONF": "dirty_decay_ms:0,muzzy_decay_ms:0",
    "DUCKDB_JE_MALLOC_CONF": "dirty_decay_ms:0,muzzy_decay_ms:0",
}

# A server that lives as long as one run. Task runs are recorded in batches: one by one they lock SQLite,
# and the client answers a locked database with a pause of two seconds. There is nothing to schedule.
SERVER = {
    "PREFECT_UI_ENABLED": "false",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    "PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_FOREMAN_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_REPOSSESSOR_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
}


# Documents may be hostile, so a reader inherits by name only: keys of any service stay out.
READER_NEEDS = re.compile(
    r"PATH|HOME|XDG_CACHE_HOME|TMPDIR|LANG|LC_\w+|TZ|LD_LIBRARY_PATH|PYTHON\w+|VIRTUAL_ENV|"
    + "|".join(FRUGAL)
)


class SettingsError(CronicaError, ValueError):
    """A variable of the environment cannot be used; the message is one line that says which and why."""


@dataclass(frozen=True, slots=True)
class Fetching:
    """How documents are fetched from the web.

    Attributes:
        cache: folder that keeps what was fetched.
        hosts: hosts that may be asked beside those of the United Nations, as ``host`` or ``host:port``
            (``CRONICA_FETCH_HOSTS``, separated by commas).
        language: ISO 639-1 code of the language version to ask for (``CRONICA_FETCH_LANGUAGE``).
        pattern: address of a symbol's document, with ``{symbol}`` and ``{language}``
            (``CRONICA_SYMBOL_ADDRESS``); None for the document system of the United Nations.
        pause: seconds between two requests, and before the first retry (``CRONICA_FETCH_PAUSE``).
        timeout: seconds to wait for a host to say something (``CRONICA_FETCH_TIMEOUT``).
        keep_days: days for which what was fetched is not asked for again (``CRONICA_FETCH_KEEP_DAYS``).
    """

    cache: Path
    hosts: frozenset[str]
    language: str
    pattern: str | None
    pause: float
    timeout: float
    keep_days: float


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says.

    Attributes:
        warehouse: folder of the warehouse, or its address on object storage (``CRONICA_WAREHOUSE``).
        batch_size: the most documents a task works on (``CRONICA_BATCH_SIZE``).
        runner: where tasks work (``CRONICA_RUNNER``): empty for threads, ``dask`` for a cluster on this
            machine, ``dask://host:port`` for the scheduler of another.
        processors: how many processors this process may use; so many documents are read at once.
        api_url: the Prefect server to record runs with (``PREFECT_API_URL``); None to start one for the run.
        cache: folder for what can be made again (``XDG_CACHE_HOME``).
        fetching: how documents are fetched from the web.
    """

    warehouse: str
    batch_size: int
    runner: str
    processors: int
    api_url: str | None
    cache: Path
    fetching: Fetching


def load() -> Settings:
    """Read the environment.

    Raises:
        SettingsError: a variable has a value that cannot be used.
    """
    size = os.environ.get("CRONICA_BATCH_SIZE", str(DEFAULT_BATCH_SIZE))
    if not (size.isdecimal() and int(size) > 0):
        raise SettingsError(f"CRONICA_BATCH_SIZE is {size!r}: give a number of documents above zero")
    runner = os.environ.get("CRONICA_RUNNER", "")
    if not re.fullmatch(rf"|{LOCAL_DASK}|dask://[^/\s]+:\d+", runner):
        raise SettingsError(f"CRONICA_RUNNER is {runner!r}: give dask, or dask://host:port of a scheduler")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cronica"
    return Settings(
        warehouse=os.environ.get("CRONICA_WAREHOUSE") or WAREHOUSE,
        batch_size=int(size),
        runner=runner,
        processors=processors(),
        api_url=os.environ.get("PREFECT_API_URL") or None,
        cache=cache,
        fetching=_fetching(cache / "fetched"),
    )


def processors(quota: Path = CPU_QUOTA) -> int:
    """How many processors this process may use, at least one.

    The machine may have more: the affinity of the process (``taskset``, a batch system) and the quota of its
    container count.

    Args:
        quota: file of the container's quota, ``<microseconds or max> <period>``, as cgroup v2 keeps it.
    """
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        share, period = quota.read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return allowed
    return allowed if share == "max" else max(1, min(allowed, round(int(share) / int(period))))


def page_address(page: Path) -> str:
    """Where a page of the warehouse is opened: under ``CRONICA_PAGES``, or the file itself.

    Args:
        page: ``<warehouse>/releases/<id>/report.html`` or another; the address has its last three parts.
    """
    base = os.environ.get("CRONICA_PAGES")
    return f"{base.rstrip('/')}/{'/'.join(page.parts[-3:])}" if base else page.as_uri()


def _fetching(cache: Path) -> Fetching:
    pattern = os.environ.get("CRONICA_SYMBOL_ADDRESS") or None
    if pattern and "{symbol}" not in pattern:
        raise SettingsError(
            f"CRONICA_SYMBOL_ADDRESS is {pattern!r}: say with {{symbol}} where the symbol goes"
        )
    return Fetching(
        cache=cache,
        hosts=frozenset(os.environ.get("CRONICA_FETCH_HOSTS", "").replace(",", " ").split()),
        language=os.environ.get("CRONICA_FETCH_LANGUAGE") or "es",
        pattern=pattern,
        pause=_number("CRONICA_FETCH_PAUSE", 1.0),
        timeout=_number("CRONICA_FETCH_TIMEOUT", 60.0),
        keep_days=_number("CRONICA_FETCH_KEEP_DAYS", 30.0),
    )


def _number(name: str, default: float) -> float:
    try:
        value = float(os.environ.get(name) or default)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise SettingsError(f"{name} is {os.environ[name]!r}: give a number, zero or more")
    return value


def prepare_client(home: Path | None, *, debug: bool = False) -> None:
    """Set what Prefect, polars and Arrow read when they are imported, here and in every child.

    Args:
        home: Prefect's own folder, when the run brings its own server; None leaves the person's.
        debug: let Prefect write everything to the terminal.
    """
    for name, value in (QUIET | FRUGAL).items():
        os.environ.setdefault(name, value)
    if home:
        os.environ["PREFECT_HOME"] = str(home)
    if debug:
        os.environ.update(PREFECT_LOGGING_LEVEL="DEBUG", PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL="DEBUG")


def server_environment(home: Path) -> dict[str, str]:
    """The environment of a Prefect server with its folder at ``home``; a person's own settings stay out."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {**kept, **QUIET, **SERVER, "PREFECT_HOME": str(home)}


def reader_environment() -> dict[str, str]:
    """The environment of a reader process: what it needs to start, no keys, and one thread a process."""
    kept = {name: value for name, value in os.environ.items() if READER_NEEDS.fullmatch(name)}
    return {**kept, "POLARS_MAX_THREADS": "1"}
