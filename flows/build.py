"""The pipeline on one screen: from documents to a release."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from prefect import State, flow
from prefect.states import Failed
from prefect.task_runners import ThreadPoolTaskRunner

import seeds
from flows import reading, settings, tasks
from flows.summary import GateRefused, NothingToRead, Refused, RunSummary
from warehouse.release import Warehouse


@flow(name="build-warehouse", task_runner=ThreadPoolTaskRunner(max_workers=2))
def build_warehouse(
    inputs: list[str | Path] | None = None,
    warehouse: Path | None = None,
    wait: float = 0.0,
    accept_shrinkage: bool = False,
) -> RunSummary | State[Refused]:
    """Read documents and publish them as one release of a warehouse.

    Args:
        inputs: what to read, as ``flows.sources`` says; None for the bundled documents.
        warehouse: folder of the warehouse; None for the one the environment names.
        wait: seconds to wait while another run is writing to the warehouse.
        accept_shrinkage: publish also when the release holds much less than the one in force.

    Raises:
        GateRefused: the tables did not pass validation; this is how the run ends as Failed.
        NothingToRead: not one document could be read; likewise.
        WarehouseBusy: another run is writing to this warehouse.
    """
    started = datetime.now(UTC)
    chosen = settings.load()
    store = Warehouse(warehouse or chosen.warehouse)
    with store.lock(wait), _work_folder(store.root) as work, reading.until_interrupted():
        found = tasks.discover(inputs or [seeds.DOCUMENTS], work / "sources")
        batches = list(reading.batches(found.files, work, chosen.batch_size))
        read = tasks.read.map(batches).result()
        refused = found.refused + [refusal for batch in read for refusal in batch.refused]
        assembled = tasks.assemble(read, refused, work / "assembled")

        staged = store.stage()
        gate = tasks.validate(assembled, staged, store.current(), accept_shrinkage)
        release = tasks.publish(store, staged, found.files, started) if gate.passed else None
        folder = release.path if release else store.fail(staged, tasks.REPORT)
        summary = tasks.report(gate, release, folder, started)
    if release:
        return summary
    refusal = GateRefused(summary) if gate.documents else NothingToRead(summary)
    return Failed(message=str(refusal), data=refusal)


@contextmanager
def _work_folder(root: Path) -> Iterator[Path]:
    """A folder for what the stages hand on; it goes with the run, or with the next if this one is killed."""
    folder = root / ".work"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
