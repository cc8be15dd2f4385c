"""What a release takes from a part as it is, made once and kept as long as the part is.

A folder of the part holds it::

    <table>.parquet   its rows as they are published; what other documents add to them is null
    <view>.parquet    the rows of a view that tells of each document by itself
    page.parquet      what the page shows of each document
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import duckdb
import polars as pl

from schemas import registry
from schemas.model import Table
from warehouse import bounded, catalog
from warehouse.disk import sync_all
from warehouse.quote import identifier, literal, parquet
from warehouse.report import paragraphs_of_documents
from warehouse.write import write_table

PAGE = "page.parquet"


def write(tables: Mapping[str, pl.DataFrame], folder: Path, taken: Mapping[Path, pl.Series]) -> None:
    """Make what is derived of a part's rows; the folder appears whole.

    Args:
        tables: the rows of each table of documents, with the contract's columns.
        folder: it must not exist.
        taken: other such folder → documents of the part of which it holds what tells of each by itself.

    Raises:
        ValueError: the contract does not allow a row to be published.
    """
    aside = folder.with_name(f".{folder.name}")
    shutil.rmtree(aside, ignore_errors=True)  # of a process that died
    aside.mkdir()
    for table in registry.of_documents():
        write_table(tables[table.name], table, aside / f"{table.name}.parquet")
    made = _made(aside, set(tables["documents"]["document_id"]).difference(*taken.values()))
    for name, rows in made.items():
        found = [
            pl.read_parquet(other / name, glob=False).filter(pl.col("document_id").is_in(documents.implode()))
            for other, documents in taken.items()
        ]
        made[name] = pl.concat([rows, *found])
    for view in _views():
        write_table(made[f"{view.name}.parquet"], view, aside / f"{view.name}.parquet")
    made[PAGE].sort("document_id").write_parquet(aside / PAGE, compression="zstd", compression_level=1)
    sync_all([*aside.iterdir(), aside])
    aside.rename(folder)


def _made(folder: Path, documents: Collection[str]) -> dict[str, pl.DataFrame]:
    """What tells of each of some documents by itself, by the name of its file; the folder has all tables."""

    def make(connection: duckdb.DuckDBPyConnection) -> dict[str, pl.DataFrame]:
        some = f"WHERE document_id IN {literal(sorted(documents))}" if documents else "LIMIT 0"
        for table in registry.of_documents():
            rows = parquet(folder / f"{table.name}.parquet")
            connection.execute(f"CREATE VIEW {identifier(table.name)} AS FROM {rows} {some}")
        made = {f"{view.name}.parquet": connection.sql(catalog.query_of(view.name)).pl() for view in _views()}
        return {**made, PAGE: paragraphs_of_documents(connection).pl()}

    return bounded.run(make, threads=1)


def views(folders: Sequence[Path]) -> catalog.Made:
    """The files that hold the rows of views, of all parts."""
    return {view.name: [folder / f"{view.name}.parquet" for folder in folders] for view in _views()}


def page(folders: Sequence[Path]) -> list[Path]:
    """The files that hold what the page shows of each document, of all parts."""
    return [folder / PAGE for folder in folders]


def _views() -> list[Table]:
    return [view for view in registry.views() if view.by_document]
