"""What a release takes from a part as it is, made once and kept as long as the part is.

A folder of the part holds it::

    <table>.parquet   its rows as they are published; what other documents add to them is null
    <view>.parquet    the rows of a view that tells of each document by itself
    page.parquet      what the page shows of each document
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import polars as pl

from schemas import registry
from schemas.model import Table
from warehouse import bounded, catalog
from warehouse.disk import sync_all
from warehouse.quote import identifier, parquet
from warehouse.report import paragraphs_of_documents
from warehouse.write import write_table

PAGE = "page.parquet"


def write(tables: Mapping[str, pl.DataFrame], folder: Path) -> None:
    """Make what is derived of a part's rows; the folder appears whole.

    Args:
        tables: the rows of each table of documents, with the contract's columns.
        folder: it must not exist.

    Raises:
        ValueError: the contract does not allow a row to be published.
    """
    aside = folder.with_name(f".{folder.name}")
    shutil.rmtree(aside, ignore_errors=True)  # of a process that died
    aside.mkdir()

    def make(connection: duckdb.DuckDBPyConnection) -> None:
        for table in registry.of_documents():
            rows = parquet(aside / f"{table.name}.parquet")
            connection.execute(f"CREATE VIEW {identifier(table.name)} AS FROM {rows}")
        for view in _views():
            rows = connection.sql(catalog.query_of(view.name)).pl()
            write_table(rows, view, aside / f"{view.name}.parquet")
        paragraphs_of_documents(connection).write_parquet(str(aside / PAGE), compression="zstd")

    for table in registry.of_documents():
        write_table(tables[table.name], table, aside / f"{table.name}.parquet")
    bounded.run(make, threads=1)
    sync_all([*aside.iterdir(), aside])
    aside.rename(folder)


def views(folders: Sequence[Path]) -> catalog.Made:
    """The files that hold the rows of views, of all parts."""
    return {view.name: [folder / f"{view.name}.parquet" for folder in folders] for view in _views()}


def page(folders: Sequence[Path]) -> list[Path]:
    """The files that hold what the page shows of each document, of all parts."""
    return [folder / PAGE for folder in folders]


def _views() -> list[Table]:
    return [view for view in registry.views() if view.by_document]
