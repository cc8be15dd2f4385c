"""The stages as Prefect tasks: each hands its work to a plain function and keeps the result in Parquet files.

A task works on a batch of documents. What goes from one to the next is the batch's folder, so that another
process finds the same files. Nothing is cached by Prefect (the input is data on disk, which its keys do not
see) and nothing is retried (the same bytes would fail again).
"""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from flows import assemble as assembling
from flows import discover as discovering
from flows import judge, reading, settings, sources
from flows.discover import Discovery, Refusal, SourceFile
from flows.handoff import keep, kept
from flows.judge import Gate
from flows.reading import Batch, BatchRead
from flows.summary import RunSummary
from warehouse import catalog, package, query
from warehouse.release import Release, Warehouse
from warehouse.report import write as write_page

log = logging.getLogger("cronica")

REPORT = ("validation.json", "validation.html", "quarantine.parquet")
"""What is kept of a run that does not publish."""


@task(name="discover", cache_policy=NO_CACHE)
def discover(inputs: Sequence[str | Path], folder: Path) -> Discovery:
    """Have every input here, in a folder when it is elsewhere; find the documents and hash them."""
    paths, refused = sources.gather(inputs, folder, settings.load().fetching)
    found = discovering.discover(paths)
    found = replace(found, refused=refused + found.refused)
    log.info("discover    %d documents, %d refused", len(found.files), len(found.refused))
    return found


@task(name="read", cache_policy=NO_CACHE)
def read(batch: Batch) -> BatchRead:
    """Bytes to text to paragraphs to values.

    One task for three stages: nothing of them may run outside the reader process, and handing on from one to
    the next would write and read every text twice.
    """
    done = reading.read(batch)
    log.info(
        "read        batch %s: extract %d texts, %d refused; segment %d paragraphs; normalise %d rows",
        batch.number,
        done.counts.get("texts", 0),
        len(done.refused),
        done.counts.get("paragraphs", 0),
        done.counts.get("rows", 0),
    )
    return done


@task(name="assemble", cache_policy=NO_CACHE)
def assemble(read: list[BatchRead], refused: list[Refusal], folder: Path) -> Path:
    """The tables of the contract, from all batches."""
    tables = assembling.assemble([kept(each) for batch in read for each in batch.folders], refused)
    log.info("assemble    %d tables, %d rows", len(tables), sum(table.height for table in tables.values()))
    return keep(tables, folder)


@task(name="validate", cache_policy=NO_CACHE)
def validate(assembled: Path, staged: Path, before: Release | None, accept_shrinkage: bool) -> Gate:
    """The verdict, and the tables it lets pass, in the staged release."""
    gate = judge.ask(assembled, staged, before.path if before else None, accept_shrinkage)
    log.info("validate    %d checks, %d with findings", gate.checks, gate.findings)
    return gate


@task(name="publish", cache_policy=NO_CACHE)
def publish(store: Warehouse, staged: Path, files: list[SourceFile], created: datetime) -> Release:
    """The database, the views, the descriptor and the page, and the release in force."""
    content = hashlib.sha256("".join(sorted(f"{file.sha256}\n" for file in files)).encode()).hexdigest()
    catalog.build(staged)
    origin = [{"title": f"{len(files)} source documents", "version": f"sha256:{content}"}]
    package.write(staged, created=created, sources=origin)
    write_page(staged)
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
        refused=tuple(gate.refused),
        issues=gate.issues,
        stopped_by=tuple(gate.stopped_by),
        seconds=(datetime.now(UTC) - started).total_seconds(),
    )
    create_markdown_artifact(summary.markdown(), key="run-summary", description="What the run came to")
    log.info("report      %.1f s", summary.seconds)
    return summary
