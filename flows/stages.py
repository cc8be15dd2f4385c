"""The stages as Prefect tasks: each hands its work to a plain function and keeps the result in Parquet files.

A task works on a batch of documents. What goes from one to the next is the batch's folder, so that another
process finds the same files. Nothing is cached by Prefect (the input is data on disk, which its keys do not
see) and nothing is retried (the same bytes would fail again).
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import polars as pl
from prefect import Task, task
from prefect.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.cache_policies import NO_CACHE
from prefect.events import emit_event
from prefect.futures import PrefectFutureList, as_completed
from prefect.task_runners import TaskRunner

from cronica.flows import reading, settings, sources
from cronica.flows import validate as validation
from cronica.flows.assemble.repartition import repartition
from cronica.flows.assemble.tables import write_tables
from cronica.flows.incremental import fingerprint
from cronica.flows.incremental import plan as planning
from cronica.flows.incremental.changes import KeptChanges
from cronica.flows.incremental.partitions import Partitions
from cronica.flows.incremental.plan import Plan
from cronica.flows.orchestration.summary import RunSummary, once
from cronica.flows.reading import Batch, BatchRead
from cronica.flows.sources import discover as discovering
from cronica.flows.sources.discover import Discovery, Refusal, SourceFile
from cronica.flows.validate import ValidationResult
from cronica.flows.validate.process import Checker
from cronica.schemas import registry
from cronica.warehouse import describe
from cronica.warehouse import report as page
from cronica.warehouse.ask import query
from cronica.warehouse.publish.release import Release, Warehouse
from cronica.warehouse.store import catalog, package

log = logging.getLogger("cronica")

REPORT = ("validation.json", "validation.html", "quarantine.parquet")
"""What is kept of a run that does not publish."""

PAGES = {
    "report.html": "The page of the release",
    "validation.html": "Every check, and the rows that fail it",
}
"""Pages that the run links to in Prefect."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """The partitions of the run, in the order of document ids, and the index of all documents."""

    partitions: tuple[Path, ...]
    index: pl.DataFrame


@task(name="discover", cache_policy=NO_CACHE)
def discover(inputs: Sequence[str | Path], folder: Path) -> Discovery:
    """Have every input here, in a folder when it is elsewhere; find the documents and hash them."""
    paths, refused = sources.gather(inputs, folder, settings.load().fetching)
    found = discovering.discover(paths)
    found = replace(found, refused=sources.unplaced([*refused, *found.refused], inputs, folder))
    log.info("discover    %d documents, %d refused", len(found.files), len(found.refused))
    return found


@task(name="plan", cache_policy=NO_CACHE)
def plan(files: list[SourceFile], partitions: Partitions, retry: bool = False) -> Plan:
    """What is new, changed, gone and known."""
    made = planning.plan(files, partitions.index(), retry=retry)
    log.info("plan        %s", made, extra={"to_read": len(made.to_read)})
    return made


@task(name="read", cache_policy=NO_CACHE)
def read(batch: Batch) -> BatchRead:
    """Bytes to text to paragraphs to values.

    One task for three stages: nothing of them may run outside the reader process, and handing on from one to
    the next would write and read every text twice.
    """
    return reading.of_this_process().read(batch)


def read_all(batches: Sequence[Batch], workers: TaskRunner[Any]) -> list[BatchRead]:
    """What became of all batches, in their order; each is logged as it comes back, with who read it."""
    if not batches:
        return []
    readers = reading.of_this_process()
    with workers:
        try:
            done = _logged(
                workers.map(cast("Task[[Batch], Any]", read), {"batch": batches}),
                sum(len(each.files) for each in batches),
            )
        except BaseException:  # an interrupt: do not wait for what they are doing
            readers.close()
            raise
    readers.idle()
    return done


def _logged(futures: PrefectFutureList[BatchRead], documents: int) -> list[BatchRead]:
    page = create_progress_artifact(0.0, key="reading", description="Documents read")
    so_far = 0
    for future in as_completed(list(futures)):
        done = future.result()
        log.info(
            "read        batch %s%s: extract %d texts, %d refused; segment %d paragraphs; normalise %d rows",
            done.number,
            "" if done.by == reading.whoami() else f" by {done.by}",
            done.counts.get("texts", 0),
            len(done.refused),
            done.counts.get("paragraphs", 0),
            done.counts.get("rows", 0),
            extra={"read": done.documents},
        )
        so_far += done.documents
        update_progress_artifact(cast(UUID, page), 100 * so_far / documents)
    return futures.result()


@task(name="assemble", cache_policy=NO_CACHE)
def assemble(plan: Plan, read: list[BatchRead], partitions: Partitions) -> Assembled:
    """The partitions of the run: those that exist already, and new ones from what was read."""
    refusals = [refusal for each in read for refusal in each.refused]
    just_read = partitions.index([folder for each in read for folder in each.folders])
    index = pl.concat([plan.known, just_read, planning.refused(refusals, plan.to_read)], how="diagonal")
    before = set(partitions.folders())
    made = repartition(index, partitions.root)
    log.info("assemble    partitions %d · new %d", len(made), len(set(made) - before))
    return Assembled(tuple(made), index)


def forget(assembled: Assembled, partitions: Partitions) -> None:
    """Remove the partitions that are not used any more; documents that are gone keep theirs for a while."""
    gone = planning.gone(partitions.index(), assembled.index)
    if gone.height:
        repartition(gone, partitions.gone)
    partitions.forget_all_but(assembled.partitions)


@task(name="write", cache_policy=NO_CACHE)
def write(
    assembled: Assembled, refused: list[Refusal], staged: Path, partitions: Partitions, checker: Checker
) -> None:
    """The tables, which are checked as soon as they are written, and the database."""
    known = KeptChanges(partitions.changes, assembled.index)
    write_tables(assembled.partitions, [*refused, *planning.refusals(assembled.index)], staged, known)
    checker.start(staged)
    catalog.write_database(staged)
    log.info("write       %d tables, and the database", len(registry.tables()))


@task(name="validate", cache_policy=NO_CACHE)
def validate(
    staged: Path, checker: Checker, before: Release | None, accept_shrinkage: bool
) -> ValidationResult:
    """Whether the staged release may be published, and its report; refused rows are taken out."""
    result = validation.validate(
        staged,
        checker.results,
        before.path if before else None,
        accept_shrinkage=accept_shrinkage,
    )
    validation.write_report(result, staged)
    log.info("validate    checks %d · failed %d", len(result.results), result.failed_checks)
    return result


@task(name="publish", cache_policy=NO_CACHE)
def publish(store: Warehouse, staged: Path, source: dict[str, str], created: datetime) -> Release:
    """The views, the descriptor and the page; then the release is verified and put in force."""
    catalog.write_views(staged)
    package.write(staged, created=created, sources=[source], program=fingerprint.of_all())
    describe.write(staged)
    page.write(staged)
    release = store.publish(staged)
    log.info("publish     release %s%s", release.id, " (unchanged)" if release.reused else "")
    return release


@task(name="report", cache_policy=NO_CACHE)
def report(
    plan: str, result: ValidationResult, release: Release | None, folder: Path, started: datetime
) -> RunSummary:
    """What the run came to, also on its page in Prefect."""
    summary = RunSummary(
        release=release.id if release else None,
        folder=folder,
        unchanged=release is not None and release.reused,
        plan=plan,
        documents=result.rows["documents"],
        tables={table.name: table.rows for table in query.tables(folder)} if release else result.rows,
        refused=once(result.quarantine),
        issues=result.issues,
        stopped_by=tuple(result.stopped_by),
        seconds=(datetime.now(UTC) - started).total_seconds(),
    )
    create_markdown_artifact(summary.markdown(), key="run-summary", description="What the run came to")
    create_table_artifact(result.findings(), key="findings", description="Checks that failed, and issues")
    for name, description in PAGES.items():
        if (folder / name).exists():
            address = settings.page_address(folder / name)
            create_link_artifact(address, key=Path(name).stem, description=description)
    if release and not release.reused:
        emit_event(
            "cronica.release.published",
            resource={
                "prefect.resource.id": f"cronica.release.{release.id}",
                "prefect.resource.name": release.id,
            },
            payload={"release": release.id, "folder": str(folder), "tables": summary.tables},
        )
    log.info("report      %.1f s", summary.seconds)
    return summary
