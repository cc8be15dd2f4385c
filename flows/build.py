"""The pipeline on one screen: from documents to a release."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from prefect import State, flow
from prefect.states import Failed

from cronica import seeds
from cronica.flows import settings, sources, stages
from cronica.flows.incremental import plan as planning
from cronica.flows.incremental.partitions import Partitions
from cronica.flows.incremental.plan import Plan
from cronica.flows.orchestration import lease, runner, scheduled_event
from cronica.flows.orchestration.summary import NothingToRead, Refused, RunSummary, ValidationFailed
from cronica.flows.reading.batching import batches
from cronica.flows.sources.discover import Discovery
from cronica.flows.validate import ValidationResult, process
from cronica.warehouse.publish.release import Release, Warehouse
from cronica.warehouse.publish.remote import folder_of
from cronica.warehouse.store.disk import remove


@flow(name="build-warehouse", on_running=[scheduled_event.tell])
def build_warehouse(
    inputs: list[str | Path] | None = None,
    warehouse: str | Path | None = None,
    wait: float = 0.0,
    accept_shrinkage: bool = False,
    retry: bool = False,
    anew: bool = False,
) -> RunSummary | State[Refused]:
    """Read documents and publish them as one release of a warehouse.

    Args:
        inputs: what to read, as ``flows.sources`` says; None for the bundled documents or, on a retry, for
            what the last run was given.
        warehouse: its folder or address; None for the one the environment names.
        wait: seconds to wait while another run is writing to the warehouse.
        accept_shrinkage: publish also when the release holds much less than the one in force.
        retry: read again also the documents that could not be read.
        anew: read every document again.

    Raises:
        ValidationFailed: the tables did not pass validation; this is how the run ends as Failed.
        NothingToRead: not one document could be read; likewise.
        WarehouseBusy: another run is writing to this warehouse.
    """
    started = datetime.now(UTC)
    chosen = settings.load()
    store = Warehouse(folder_of(warehouse or chosen.warehouse, chosen.cache))
    workers = runner.task_runner()
    partitions = Partitions(store.root)
    with store.lock(wait), lease.slot(store.root, wait), _work_folder(store.root) as work:
        asked = inputs or (partitions.inputs() if retry else None) or [seeds.DOCUMENTS]
        found = stages.discover(asked, work / "sources")
        if found.files:  # a mistyped path changes nothing that is kept
            partitions.note_inputs([*map(sources.lasting, asked)])
            if anew:
                partitions.clear()
        partitions.drop_damaged()
        before = store.last_whole()
        plan = stages.plan(found.files, partitions, retry)
        standing = _standing(store, partitions, plan, found)
        if standing:
            return stages.report(
                str(plan), ValidationResult.of(standing.path), standing, standing.path, started
            )

        with process.Checker() as checker:  # it gets ready while documents are read
            folder = partitions.root / f"read-{started:%Y%m%dT%H%M%S}"
            to_read = batches(plan, folder, chosen.batch_size, chosen.processors)
            read = stages.read_all(to_read, workers)
            assembled = stages.assemble(plan, read, partitions)
            planned, source, refused = str(plan), found.described(), found.refused
            del plan, to_read, read  # a hundred thousand documents are 100 MB
            found.files.clear()  # Prefect keeps what its first task gave

            staged = store.stage()
            stages.write(assembled, refused, staged, partitions, checker)
            result = stages.validate(staged, checker, before, accept_shrinkage)
            release = stages.publish(store, staged, source, started) if result.passed else None
            if assembled.index.height:
                stages.forget(assembled, partitions)
            folder = release.path if release else store.fail(staged, stages.REPORT)
            if release:
                partitions.note(planning.content(assembled.index, refused), release.id)
            summary = stages.report(planned, result, release, folder, started)
    if release:
        return summary
    refusal = ValidationFailed(summary) if result.rows["documents"] else NothingToRead(summary)
    page = settings.page_address(folder / "validation.html")
    return Failed(message=f"{refusal}; see {page}", data=refusal)


def _standing(store: Warehouse, partitions: Partitions, plan: Plan, found: Discovery) -> Release | None:
    """The release in force, if it is whole and made of just what there is."""
    release = store.current()
    if plan.to_read or release is None:
        return None
    if partitions.release_of(planning.content(plan.known, found.refused)) != release.id:
        return None
    return replace(release, reused=True) if store.is_whole(release) else None


@contextmanager
def _work_folder(root: Path) -> Iterator[Path]:
    """A folder for documents that come from elsewhere; it goes with the run or, after a kill, the next."""
    folder = root / ".work"
    remove(folder)
    folder.mkdir()
    try:
        yield folder
    finally:
        remove(folder)
