"""What a run takes from the environment, and what it gives to Prefect; nothing else here reads or sets it."""

import os
from dataclasses import dataclass
from pathlib import Path

DEFAULT_BATCH_SIZE = 100

# Prefect in every process: no telemetry, no look-ups on the network. It writes to the log of the run, which
# "cronica" is part of, and to the terminal only what would otherwise be lost.
QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "cronica",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
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


class SettingsError(ValueError):
    """A variable of the environment cannot be used; the message is one line that says which and why."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says.

    Attributes:
        warehouse: folder of the warehouse (``CRONICA_WAREHOUSE``).
        batch_size: documents a task works on (``CRONICA_BATCH_SIZE``).
        api_url: the Prefect server to record runs with (``PREFECT_API_URL``); None to start one for the run.
        cache: folder for what can be made again (``XDG_CACHE_HOME``).
    """

    warehouse: Path
    batch_size: int
    api_url: str | None
    cache: Path


def load() -> Settings:
    """Read the environment.

    Raises:
        SettingsError: ``CRONICA_BATCH_SIZE`` is not a number above zero.
    """
    size = os.environ.get("CRONICA_BATCH_SIZE", str(DEFAULT_BATCH_SIZE))
    if not (size.isdecimal() and int(size) > 0):
        raise SettingsError(f"CRONICA_BATCH_SIZE is {size!r}: give a number of documents above zero")
    return Settings(
        warehouse=Path(os.environ.get("CRONICA_WAREHOUSE") or "warehouse"),
        batch_size=int(size),
        api_url=os.environ.get("PREFECT_API_URL") or None,
        cache=Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cronica",
    )


def prepare_client(home: Path | None, *, debug: bool = False) -> None:
    """Set what Prefect reads when it is imported.

    Args:
        home: Prefect's own folder, when the run brings its own server; None leaves the person's.
        debug: let Prefect write everything to the terminal.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    if home:
        os.environ["PREFECT_HOME"] = str(home)
    if debug:
        os.environ.update(PREFECT_LOGGING_LEVEL="DEBUG", PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL="DEBUG")


def server_environment(home: Path) -> dict[str, str]:
    """The environment of a Prefect server with its folder at ``home``; a person's own settings stay out."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {**kept, **QUIET, **SERVER, "PREFECT_HOME": str(home)}
