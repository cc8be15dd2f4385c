"""Builds of a warehouse, each in a fresh process, and what they cost beside an empty Prefect run."""

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measured import Cost, run

EMPTY = """
import sys
from pathlib import Path
from cronica.flows.orchestration.recording import recording

with recording(Path(sys.argv[1])):
    from prefect import flow

    flow(lambda: None, name="empty")()
"""
"""A flow run that does nothing: what Prefect takes to start, record and stop."""

BUILD = """
import json
import sys
from pathlib import Path
from cronica.flows import run

summary = run.build([Path(sys.argv[1])], Path(sys.argv[2]))
print(json.dumps([summary.documents, summary.seconds]))
"""


@dataclass(frozen=True)
class Built:
    """One build.

    Attributes:
        documents: in the release.
        own: seconds from the first to the last step of the flow: Prefect's start and end apart.
        cost: of the whole process, its Prefect server and its readers included.
    """

    documents: int
    own: float
    cost: Cost


class Bench:
    """A folder in which builds are measured, past the first run on a machine, which is slower.

    Attributes:
        empty: the cost of an empty flow run.
    """

    def __init__(self, folder: Path) -> None:
        self._cache = str(folder / "cache")
        for number in "12":
            self.empty = self._run(EMPTY, folder / f"empty-{number}")

    def build(self, inputs: Path, warehouse: Path) -> Built:
        """Build a warehouse from a folder of documents."""
        cost = self._run(BUILD, inputs, warehouse)
        documents, own = json.loads(cost.output.splitlines()[-1])
        return Built(documents, own, cost)

    def _run(self, script: str, *arguments: Path) -> Cost:
        return run([sys.executable, "-c", script, *map(str, arguments)], XDG_CACHE_HOME=self._cache)


def content_hashes(warehouse: Path) -> dict[str, str]:
    """The SHA-256 of every Parquet file of the release in force."""
    files = (warehouse / "current").glob("*.parquet")
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
