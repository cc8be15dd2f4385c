"""The stages as Prefect tasks: each hands its work to a plain function and keeps the result in Parquet files.

A task works on a batch of documents. What goes from one to the next is the batch's folder, so that another
process finds the same files. Nothing is cached by Prefect (the input is data on disk, which its keys do not
see) and nothing is retried (the same bytes would fail again).
"""

import hashlib
import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

import flows.validate as validation
from flows import assemble as assembling
from flows import discover as discovering
from flows import extract as extracting
from flows.discover import Discovery, Refusal, SourceFile
from flows.summary import RunSummary
from schemas import registry
from warehouse import catalog, package, query
from warehouse.release import Release, Warehouse
from warehouse.write import write_table

log = logging.getLogger("cronica")

REPORT = ("validation.json", "validation.html", "quarantine.parquet")
"""What is kept of a run that does not publish."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents one task works on.

    Attributes:
        folder: where its tables are kept, a folder a stage.
        files: the documents.
        refused: those that could not be read.
    """

    folder: Path
    files: tuple[SourceFile, ...]
    refused: tuple[Refusal, ...] = ()

    @property
    def number(self) -> str:
        """Its number in the run, as text."""
        return self.folder.name


@dataclass(frozen=True, slots=True)
class Gate:
    """The verdict on the tables of a run, and what the summary needs of them."""

    stopped_by: tuple[str, ...]
    documents: int
    tables: dict[str, int]
    refused: tuple[tuple[str, str, str], ...]
    issues: dict[str, int]

    @property
    def passed(self) -> bool:
        """True when the tables may be published."""
        return not self.stopped_by


@task(name="discover", cache_policy=NO_CACHE)
def discover(inputs: list[Path]) -> Discovery:
    """Find the documents and hash them."""
    found = discovering.discover(inputs)
    log.info("discover    %d documents, %d refused", len(found.files), len(found.refused))
    return found


@task(name="extract", cache_policy=NO_CACHE)
def extract(batch: Batch) -> Batch:
    """Bytes to text."""
    sources, refused = extracting.read_files(batch.files)
    _keep({"sources": sources}, batch.folder / "extracted")
    log.info("extract     batch %s: %d texts, %d refused", batch.number, sources.height, len(refused))
    return replace(batch, refused=tuple(refused))


@task(name="segment", cache_policy=NO_CACHE)
def segment(batch: Batch) -> Batch:
    """Text to paragraphs."""
    segmented = extracting.segment(_kept(batch.folder / "extracted")["sources"])
    _keep(segmented, batch.folder / "segmented")
    log.info("segment     batch %s: %d paragraphs", batch.number, segmented["paragraphs"].height)
    return batch


@task(name="normalise", cache_policy=NO_CACHE)
def normalise(batch: Batch) -> Batch:
    """Text to values."""
    tables = assembling.normalise(_kept(batch.folder / "extracted") | _kept(batch.folder / "segmented"))
    _keep(tables, batch.folder / "normalised")
    log.info("normalise   batch %s: %d rows", batch.number, sum(table.height for table in tables.values()))
    return batch


@task(name="assemble", cache_policy=NO_CACHE)
def assemble(batches: list[Batch], refused: list[Refusal], folder: Path) -> Path:
    """The tables of the contract, from all batches."""
    tables = assembling.assemble([_kept(batch.folder / "normalised") for batch in batches], refused)
    _keep(tables, folder)
    log.info("assemble    %d tables, %d rows", len(tables), sum(table.height for table in tables.values()))
    return folder


@task(name="validate", cache_policy=NO_CACHE)
def validate(assembled: Path, staged: Path) -> Gate:
    """The verdict, and the tables it lets pass, in the staged release."""
    verdict = validation.validate(_kept(assembled))
    validation.write_report(verdict, staged)
    for table in registry.tables():
        write_table(verdict.frames[table.name], table, staged / f"{table.name}.parquet")
    quarantine = verdict.frames["quarantine"].select("source_path", "reason_code", "message").fill_null("")
    severities = verdict.frames["issues"]["severity"].value_counts().sort("count", descending=True)
    failed = sum(not result.passed for result in verdict.results)
    log.info("validate    %d checks, %d with findings", len(verdict.results), failed)
    documents = verdict.frames["documents"].height
    return Gate(
        stopped_by=verdict.stopped_by if documents else ("there is no document to read",),
        documents=documents,
        tables={table.name: verdict.frames[table.name].height for table in registry.tables()},
        refused=tuple(quarantine.rows()),
        issues=dict(severities.rows()),
    )


@task(name="publish", cache_policy=NO_CACHE)
def publish(store: Warehouse, staged: Path, files: list[SourceFile], created: datetime) -> Release:
    """The database, the views and the descriptor, and the release in force."""
    content = hashlib.sha256("".join(sorted(f"{file.sha256}\n" for file in files)).encode()).hexdigest()
    catalog.build(staged)
    sources = [{"title": f"{len(files)} source documents", "version": f"sha256:{content}"}]
    package.write(staged, created=created, sources=sources)
    release = store.publish(staged)
    log.info("publish     release %s%s", release.id, " (unchanged)" if release.reused else "")
    return release


@task(name="report", cache_policy=NO_CACHE)
def report(gate: Gate, release: Release | None, folder: Path, started: datetime) -> RunSummary:
    """What the run came to, also on its page in Prefect."""
    summary = RunSummary(
        release=release.id if release else None,
        folder=folder,
        unchanged=release is not None and release.reused,
        documents=gate.documents,
        tables={table.name: table.rows for table in query.tables(folder)} if release else gate.tables,
        refused=gate.refused,
        issues=gate.issues,
        stopped_by=gate.stopped_by,
        seconds=(datetime.now(UTC) - started).total_seconds(),
    )
    create_markdown_artifact(summary.markdown(), key="run-summary", description="What the run came to")
    log.info("report      %.1f s", summary.seconds)
    return summary


def _keep(tables: dict[str, pl.DataFrame], folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, table in tables.items():
        table.write_parquet(folder / f"{name}.parquet", compression="lz4")


def _kept(folder: Path) -> dict[str, pl.DataFrame]:
    return {path.stem: pl.read_parquet(path) for path in sorted(folder.glob("*.parquet"))}
