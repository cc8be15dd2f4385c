"""What tells of each document by itself: made once, kept beside the rows it was made of, and put together.

A folder holds ``<view>.parquet`` for each view that is ``by_document``, and ``page.parquet``, what the page
shows of each document, in the order of their ids.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import duckdb
import polars as pl
from cronica.schemas import registry
from cronica.warehouse.report.data import PARAGRAPHS, paragraphs_of_documents
from cronica.warehouse.store import bounded, catalog
from cronica.warehouse.store.disk import written_aside
from cronica.warehouse.store.quote import identifier, literal, parquet
from cronica.warehouse.store.write import write_table

VIEWS = {f"{view.name}.parquet": view for view in registry.views() if view.by_document}
PAGE = "page.parquet"
NAMES = (*VIEWS, PAGE)

_ASKED = " ".join((PARAGRAPHS, *(catalog.query_of(view.name) for view in VIEWS.values())))
TABLES = [table for table in registry.of_documents() if re.search(rf"\b{table.name}\b", _ASKED)]
"""The tables that are asked for it."""


def by_document(parts: Sequence[Path], documents: Collection[str]) -> dict[str, pl.DataFrame]:
    """What tells of each document by itself, by the name of its file.

    Args:
        parts: folders with the rows of documents, a file a table.
        documents: those to ask of.
    """
    some = f"(SELECT unnest({literal(sorted(documents))}) AS document_id)"

    def make(connection: duckdb.DuckDBPyConnection) -> dict[str, pl.DataFrame]:
        for table in TABLES:
            rows = parquet(*(part / f"{table.name}.parquet" for part in parts))
            name = identifier(table.name)
            connection.execute(f"CREATE TABLE {name} AS FROM {rows} SEMI JOIN {some} USING (document_id)")
        made = {name: connection.sql(catalog.query_of(view.name)).pl() for name, view in VIEWS.items()}
        return {**made, PAGE: paragraphs_of_documents(connection).pl()}

    return bounded.run(make, threads=1)


def store(made: Mapping[str, pl.DataFrame], folder: Path) -> None:
    """Keep it in a folder, each file of which appears whole."""
    folder.mkdir(exist_ok=True)
    for name, rows in made.items():
        with written_aside(folder / name) as aside:
            if name == PAGE:
                rows.sort("document_id").write_parquet(aside, compression="zstd", compression_level=1)
            else:
                write_table(rows, VIEWS[name], aside)


def views(folders: Sequence[Path]) -> catalog.Made:
    """The files that hold the rows of views, of all folders."""
    return {view.name: [folder / name for folder in folders] for name, view in VIEWS.items() if folders}


def page(folders: Sequence[Path]) -> list[Path]:
    """The files that hold what the page shows of each document, of all folders."""
    return [folder / PAGE for folder in folders]
