"""Write the tables of a release: each once, by streaming the partitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl

from cronica.flows.assemble.across import Across
from cronica.flows.assemble.item_series import item_series
from cronica.flows.assemble.relations import relations
from cronica.flows.assemble.repartition import columns, rows
from cronica.flows.assemble.series import change_rows, successions
from cronica.flows.assemble.versions import disagreements, parallel_rows, versions, with_issues
from cronica.flows.incremental.changes import KeptChanges
from cronica.flows.sources.discover import Refusal
from cronica.schemas import registry
from cronica.schemas.model import Table
from cronica.warehouse.store.write import TableWriter

AT_ONCE = 2
"""Tables written at the same time. Each holds one row group in memory."""
LAST = "issues"
"""The table that is written last: what the versions of a document disagree on is seen in the others."""


def write_tables(
    partitions: Sequence[Path], refused: Sequence[Refusal], staged: Path, known: KeptChanges
) -> None:
    """Write every table of the contract to ``<staged>/<table>.parquet``.

    Args:
        partitions: all partitions of the run, in the order of document ids.
        refused: every file that could not be read.
        staged: the release's staging folder.
        known: what earlier runs found to have changed between texts; this run's takes its place.
    """

    def held(name: str) -> pl.LazyFrame:
        return columns(partitions, name)

    pairs = successions(held)
    in_languages = versions(held)
    across = Across.of(held, pairs)
    of_the_run = {
        **across.of_the_run(refused),
        "item_series": item_series(held),
        "document_relations": relations(held),
    }

    def frames(name: str) -> Iterator[pl.DataFrame]:
        if name == "paragraph_changes":
            return change_rows(held, pairs, known)
        if name == "parallel_paragraphs":
            return parallel_rows(held, in_languages)
        if name == LAST and in_languages.height:
            apart = disagreements(staged)
            return (with_issues(rows(each, name), apart, rows(each, "documents")) for each in partitions)
        found = [of_the_run[name]] if name in of_the_run else (rows(each, name) for each in partitions)
        return (across.completed(name, each) for each in found)

    stream_tables(frames, staged)
    known.keep(staged, pairs)


def stream_tables(frames: Callable[[str], Iterable[pl.DataFrame]], staged: Path) -> None:
    """Write every table of the contract from frames in the order of document ids.

    A table with a null where the contract allows none is written all the same, with its columns nullable in
    the file: validation then names the rows.

    Args:
        frames: name of a table → its rows, from the first again at each call.
        staged: the release's staging folder.
    """

    def write(table: Table) -> None:
        try:
            _stream(table, frames(table.name), staged, to_publish=True)
        except ValueError:
            _stream(table, frames(table.name), staged, to_publish=False)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(write, (table for table in registry.tables() if table.name != LAST)))
    write(registry.table(LAST))


def _stream(table: Table, frames: Iterable[pl.DataFrame], staged: Path, *, to_publish: bool) -> None:
    with TableWriter(table, staged / f"{table.name}.parquet", to_publish=to_publish) as writer:
        for frame in frames:
            writer.append(frame)
