"""What integration and contract tests share: a Prefect server, and a warehouse of the bundled documents."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples each time, so that a run says something about the change alone. New ones are looked for with
# --hypothesis-profile=search; what that finds becomes an @example.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=2000, deadline=None)
settings.load_profile("steady")

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


@pytest.fixture(scope="session")
def built(cronica, tmp_path_factory) -> Built:
    """The bundled documents, built with nothing running before."""
    warehouse = tmp_path_factory.mktemp("built") / "warehouse"
    done = cronica("build", "--warehouse", warehouse)
    assert done.returncode == 0, done.stderr
    return Built(warehouse, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def prefect_api(tmp_path_factory):
    """A Prefect server for all flow runs of the session; its address."""
    from flows.runtime import recording

    with recording(tmp_path_factory.mktemp("prefect")) as api_url:
        yield api_url


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="Write what golden cases give now.")
