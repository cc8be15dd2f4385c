"""The stages as Prefect tasks: each hands its work to a plain function and keeps the result in Parquet files.

A task works on a batch of documents. What goes from one to the next is the batch's folder, so that another
process finds the same files. Nothing is cached by Prefect (the input is data on disk, which its keys do not
see) and nothing is retried (the same bytes would fail again).
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
from cronica.flows import reading, settings, sources
from cronica.flows.assemble import derive
from cronica.flows.assemble import draft as drafting
from cronica.flows.assemble.merge import merge
from cronica.flows.incremental import plan as planning
from cronica.flows.incremental.partitions import Parts
from cronica.flows.incremental.plan import Plan
from cronica.flows.orchestration.summary import RunSummary
from cronica.flows.reading import Batch, BatchRead
from cronica.flows.sources import discover as discovering
from cronica.flows.sources.discover import Discovery, Refusal, SourceFile
from cronica.flows.validate import CheckResult, judge, rules
from cronica.flows.validate.judge import Gate
from cronica.schemas import registry
from cronica.warehouse.ask import query
from cronica.warehouse.publish.release import Release, Warehouse
from cronica.warehouse.report import Drawn
from cronica.warehouse.store import catalog, derived, package
from prefect import task
from prefect.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    update_progress_artifact,
)
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture, PrefectFutureList, as_completed
from prefect.task_runners import TaskRunner

log = logging.getLogger("cronica")

REPORT = ("validation.json", "validation.html", "quarantine.parquet")
"""What is kept of a run that does not publish."""

SMALL = 16 * 1024**2
"""Bytes of parts up to which two things are done with them at once: with more, memory would not stay flat."""

PAGES = {
    "report.html": "The page of the release",
    "validation.html": "Every check, and the rows that do not pass it",
}
"""Pages that the run links to in Prefect."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """The parts of the run in order, those that were there before, and the index of all documents."""

    parts: tuple[Path, ...]
    before: tuple[Path, ...]
    index: pl.DataFrame

    @property
    def is_small(self) -> bool:
        """Whether there is room to do two things with them at once."""
        return sum(file.stat().st_size for part in self.parts for file in part.iterdir()) <= SMALL


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict, and the page if it is drawn already and still right."""

    gate: Gate
    page: Drawn | None


@task(name="discover", cache_policy=NO_CACHE)
def discover(inputs: Sequence[str | Path], folder: Path) -> Discovery:
    """Have every input here, in a folder when it is elsewhere; find the documents and hash them."""
    paths, refused = sources.gather(inputs, folder, settings.load().fetching)
    found = discovering.discover(paths)
    found = replace(found, refused=refused + found.refused)
    log.info("discover    %d documents, %d refused", len(found.files), len(found.refused))
    return found


@task(name="plan", cache_policy=NO_CACHE)
def plan(files: list[SourceFile], parts: Parts, retry: bool = False) -> Plan:
    """What is new, changed, gone and known."""
    made = planning.plan(files, parts.index(), retry=retry)
    log.info("plan        %s", made, extra={"to_read": len(made.to_read)})
    return made


@task(name="read", cache_policy=NO_CACHE)
def read(batch: Batch) -> BatchRead:
    """Bytes to text to paragraphs to values.

    One task for three stages: nothing of them may run outside the reader process, and handing on from one to
    the next would write and read every text twice.
    """
    return reading.of_this_process().read(batch)


def read_all(batches: Sequence[Batch], workers: TaskRunner[PrefectFuture[BatchRead]]) -> list[BatchRead]:
    """What became of all batches, in their order; each is logged as it comes back, with who read it."""
    if not batches:
        return []
    readers = reading.of_this_process()
    with workers:
        try:
            done = _logged(workers.map(read, {"batch": batches}), sum(len(each.files) for each in batches))
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
        update_progress_artifact(page, 100 * so_far / documents)
    return futures.result()


@task(name="assemble", cache_policy=NO_CACHE)
def assemble(plan: Plan, read: list[BatchRead], parts: Parts) -> Assembled:
    """The parts of the run: those that are there already, and new ones from what was read."""
    refusals = [refusal for each in read for refusal in each.refused]
    just_read = parts.index([folder for each in read for folder in each.folders])
    index = pl.concat([plan.known, just_read, planning.refused(refusals, plan.to_read)], how="diagonal")
    before = parts.folders()
    made = merge(index, parts.root)
    log.info("assemble    parts %d · new %d", len(made), len(set(made) - set(before)))
    return Assembled(tuple(made), tuple(before), index)


@task(name="validate", cache_policy=NO_CACHE)
def validate(
    assembled: Assembled,
    refused: list[Refusal],
    staged: Path,
    before: Release | None,
    accept_shrinkage: bool,
) -> Judged:
    """The verdict, and the tables it lets pass, in the staged release.

    While a process of its own examines the parts, if they are small, the tables and the database are made
    here, the page is drawn, and the rules are asked.
    """
    refused = [*refused, *planning.refusals(assembled.index)]
    parts, beside = assembled.parts, assembled.is_small
    drawn: list[Drawn] = []

    def draft(tell: Callable[[judge.Drafted], None]) -> list[CheckResult]:
        drafted = drafting.draft(parts, *drafting.pieces(parts, refused), staged)
        tell(drafted)
        if len(drafted) < len(registry.tables()):
            return []
        if beside:
            with ThreadPoolExecutor(1) as other:
                making = other.submit(catalog.make_database, staged)
                folders = derive.by_document(parts, assembled.before, at_once=1)
                making.result()
                page = other.submit(Drawn, staged, derived.page(folders))
                catalog.write_views(staged, at_once=2, made=derived.views(folders))
                drawn.append(page.result())
        return rules.check(registry.rules_across(), drafted, staged, threads=1 if beside else None)

    in_force = before.path if before else None
    gate = judge.ask(parts, refused, staged, in_force, accept_shrinkage, draft=draft, beside=beside)
    log.info(
        "validate    checks %d · with findings %d · parts examined %d",
        gate.checks,
        gate.findings,
        gate.examined,
    )
    return Judged(gate, None if gate.rewritten or not drawn else drawn[0])


@task(name="publish", cache_policy=NO_CACHE)
def publish(
    store: Warehouse,
    staged: Path,
    assembled: Assembled,
    judged: Judged,
    source: dict[str, str],
    created: datetime,
) -> Release:
    """The database and the page, unless they are there, the descriptor, and the release in force."""
    page = judged.page
    if page is None:
        rewritten = judged.gate.rewritten
        folders = [] if rewritten else derive.by_document(assembled.parts, assembled.before)
        catalog.make_database(staged)
        catalog.write_views(staged, made=derived.views(folders))
        page = Drawn(staged, derived.page(folders))
    package.write(staged, created=created, sources=[source])
    page.write()
    release = store.publish(staged, at_once=2 if assembled.is_small else 1)
    log.info("publish     release %s%s", release.id, " (unchanged)" if release.reused else "")
    return release


@task(name="report", cache_policy=NO_CACHE)
def report(plan: str, gate: Gate, release: Release | None, folder: Path, started: datetime) -> RunSummary:
    """What the run came to, also on its page in Prefect."""
    summary = RunSummary(
        release=release.id if release else None,
        folder=folder,
        unchanged=release is not None and release.reused,
        plan=plan,
        documents=gate.tables["documents"],
        tables={table.name: table.rows for table in query.tables(folder)} if release else gate.tables,
        refused=tuple(gate.refused),
        issues=gate.issues,
        stopped_by=tuple(gate.stopped_by),
        seconds=(datetime.now(UTC) - started).total_seconds(),
    )
    create_markdown_artifact(summary.markdown(), key="run-summary", description="What the run came to")
    for name, description in PAGES.items():
        if (folder / name).exists():
            create_link_artifact((folder / name).as_uri(), key=Path(name).stem, description=description)
    log.info("report      %.1f s", summary.seconds)
    return summary
