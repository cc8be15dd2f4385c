"""Run the flow from Python or the command line: record it, and warm up what it needs meanwhile.

Nothing heavy is imported before it is needed. While the Prefect server of the run starts, Prefect and the
flow are imported here, Great Expectations in a process of its own, and what reading needs in the readers.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cronica.flows import settings
from cronica.flows.orchestration.recording import recording
from cronica.flows.validate import judge

if TYPE_CHECKING:
    from cronica.flows.orchestration.summary import RunSummary


def build(
    inputs: Sequence[str | Path] | None,
    warehouse: Path,
    *,
    wait: float = 0.0,
    accept_shrinkage: bool = False,
    retry: bool = False,
    debug: bool = False,
) -> "RunSummary":
    """Read documents and publish them as one release, in a recorded run of the flow ``build-warehouse``.

    Args:
        inputs: what to read, as ``cronica.flows.sources`` says; None for the bundled documents.
        warehouse: folder of the warehouse.
        wait: seconds to wait while another run is writing to it.
        accept_shrinkage: publish also when the release holds much less than the one in force.
        retry: read again also the documents that could not be read.
        debug: let Prefect write to the terminal.

    Raises:
        ServerError: the run cannot be recorded.
        Refused: nothing was published: the tables did not pass validation, or no document could be read.
        WarehouseBusy: another run is writing to this warehouse.
    """
    from cronica.flows import reading

    given = None if inputs is None else list(inputs)
    try:
        with recording(
            warehouse / ".prefect", wait=wait, meanwhile=lambda: _warm_up(given, warehouse), debug=debug
        ):
            from cronica.flows.build import build_warehouse

            return build_warehouse(given, warehouse, wait, accept_shrinkage, retry)
    finally:
        judge.dismiss()
        reading.dismiss()


def planned(inputs: Sequence[str | Path] | None, warehouse: Path) -> str:
    """What ``build`` would have to do, in a line; nothing is recorded and nothing is written."""
    from cronica.flows import sources
    from cronica.flows.incremental.partitions import Parts
    from cronica.flows.incremental.plan import plan
    from cronica.flows.sources.discover import discover

    from cronica import seeds

    with TemporaryDirectory(prefix="cronica-") as folder:
        paths, _ = sources.gather(inputs or [seeds.DOCUMENTS], Path(folder), settings.load().fetching)
        return str(plan(discover(paths).files, Parts(warehouse).index()))


def _warm_up(inputs: Sequence[str | Path] | None, warehouse: Path) -> None:
    """Start the processes that validate and that read, and import what the flow needs."""
    from cronica.flows import reading

    judge.prepare()
    readers = _readers(inputs, warehouse)
    if readers:
        reading.prepare()
    from cronica.flows import build  # noqa: F401
    from cronica.flows.incremental import fingerprint

    fingerprint.of_reading()
    for _ in range(1, readers):
        reading.prepare()


def _readers(inputs: Sequence[str | Path] | None, warehouse: Path) -> int:
    """Reader processes that will be asked for sure, as far as a look at the folders tells.

    A first build has everything to read, another perhaps nothing: one is enough to begin with.
    """
    chosen = settings.load()
    if chosen.runner:
        return 0
    if inputs is None or (warehouse / "parts").exists():
        return 1
    from cronica.flows import reading
    from cronica.flows.sources.discover import count

    documents = count(inputs, reading.ALONE * chosen.processors)
    return max(1, reading.readers(documents, chosen.processors))
