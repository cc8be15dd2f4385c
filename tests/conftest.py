"""What integration and contract tests share: a Prefect server, and a warehouse of the bundled documents."""

import os
import signal
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from typer.testing import CliRunner

from cronica.flows.settings import FRUGAL

os.environ.update(
    FRUGAL
)  # as `cronica.flows.settings.prepare_client`, but before a test imports what reads it

# The same examples each time, so that a run says something about the change alone. New ones are looked for with
# --hypothesis-profile=search; what that finds becomes an @example.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=2000, deadline=None)
settings.load_profile("steady")

# A shell lets what it runs in the background ignore Ctrl-C, and so would every process that tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)

os.environ.pop("PREFECT_API_URL", None)  # tests record with servers of their own
CRONICA = Path(sys.executable).with_name("cronica")


@dataclass(frozen=True)
class Built:
    """What one `cronica build` of the bundled documents left."""

    warehouse: Path
    stdout: str
    stderr: str

    @property
    def release(self) -> Path:
        return (self.warehouse / "current").resolve()


@pytest.fixture(scope="session")
def cronica():
    """Run the command in a process of its own: ``cronica("sql", "SELECT 1", PREFECT_API_URL=…)``."""

    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [CRONICA, *map(str, arguments)],
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=180,
        )

    return run


class CheckerHere:
    """What `cronica.flows.validate.process.Checker` does, without a process."""

    def start(self, staged: Path) -> None:
        self.staged = staged

    def results(self) -> list:
        from tests.checked import check

        return check(self.staged)


@pytest.fixture(scope="session")
def here():
    """The same in this process, with one set of readers for all runs: for what a process proves nothing of."""
    from cronica.cli import app
    from cronica.flows import reading
    from cronica.flows.validate import process

    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            patch.setattr(process, "Checker", lambda: nullcontext(CheckerHere()))
            patch.setattr(reading.of_this_process(), "close", lambda: None)
            done = CliRunner().invoke(app, [*map(str, arguments)])
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)

    yield run
    reading.of_this_process().close()


@pytest.fixture(scope="session")
def built(cronica, tmp_path_factory) -> Built:
    """The bundled documents, built with nothing running before."""
    warehouse = tmp_path_factory.mktemp("built") / "cronica-warehouse"
    done = cronica("build", "--warehouse", warehouse)
    assert done.returncode == 0, done.stderr
    return Built(warehouse, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def prefect_api(tmp_path_factory):
    """A Prefect server for all flow runs of the session, which validate in this process; its address."""
    from cronica.flows.orchestration.recording import recording
    from cronica.flows.validate import process

    with recording(tmp_path_factory.mktemp("prefect")) as api_url, pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "Checker", lambda: nullcontext(CheckerHere()))
        yield api_url


LONGEST_FIRST = (
    "test_schedule.py",
    "integration",
    "faults",
    "hostile",
    "report",
    "golden",
    "contract",
    "unit",
)
"""What waits and what builds begins first, so that no processor is left with one long file at the end."""


def pytest_collection_modifyitems(items):
    ranks = {name: rank for rank, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: min(ranks.get(part, len(ranks)) for part in item.path.parts))


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="Write what golden cases give now.")
