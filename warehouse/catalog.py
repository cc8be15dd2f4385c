"""The DuckDB file of a release: every table, every view, every description."""

from pathlib import Path

import duckdb
import polars as pl

from schemas import registry, render
from schemas.model import Table
from warehouse import bounded
from warehouse.package import DATABASE
from warehouse.quote import identifier, literal, parquet
from warehouse.write import TableWriter, order

VIEWS = Path(__file__).parent / "sql" / "views"

AT_ONCE = 5_000
"""Documents of which a view is made at once that tells of each by itself: their texts lie in memory."""

ROWS = 10_000
"""Rows of a view that are taken from DuckDB at once."""

# The oldest format there is: DuckDB 0.10.3 and everything later opens it. It is also why no table has a
# PRIMARY KEY, whose index would shut out clients before 1.1 and double the file; keys are checked before
# publishing.
STORAGE_VERSION = "v1.0.0"

UNSTABLE = "bitpacking, fsst"
"""Ways to compress that give other bytes for the same rows: one stores what memory held where a value is
NULL, the other draws a sample at random."""


def build(staged: Path, threads: int | None = None) -> None:
    """Make ``cronica.duckdb`` from the table files in ``staged`` and write each view to ``<view>.parquet``.

    Tables hold the rows themselves, not links to the Parquet files, so the file can be copied alone. The same
    rows give the same bytes in a process that has ``flows.settings.FRUGAL``. A database left by an earlier
    attempt is replaced.

    Args:
        staged: folder that holds ``<table>.parquet`` for every table of the contract.
        threads: for the views, as for ``bounded.run``; tables are loaded by one, which keeps their order.

    Raises:
        FileNotFoundError: a table of the contract has no file.
        ValueError: a view's columns do not match its contract.
    """
    database = literal(staged / DATABASE)

    def make(connection: duckdb.DuckDBPyConnection) -> None:
        (staged / DATABASE).unlink(missing_ok=True)
        connection.execute(f"SET GLOBAL disabled_compression_methods = {literal(UNSTABLE)}")
        options = f"STORAGE_VERSION {literal(STORAGE_VERSION)}, RECOVERY_MODE no_wal_writes"
        connection.execute(f"ATTACH {database} AS cronica ({options})")
        connection.execute("USE cronica")
        for table in registry.tables():  # of several in a transaction, any may come first in the file
            connection.begin()
            _load(connection, table, staged / f"{table.name}.parquet")
            connection.commit()
        connection.begin()
        for view in registry.views():
            _define(connection, view)
        connection.commit()
        connection.execute("USE memory")
        connection.execute("DETACH cronica")  # writes the rest into the file

    def store(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute(f"ATTACH {database} AS cronica (READ_ONLY)")
        connection.execute("USE cronica")
        for view in registry.views():
            _store(connection, view, staged / f"{view.name}.parquet")

    bounded.run(make, threads=1)
    bounded.run(store, threads)


def query_of(view: str) -> str:
    """The SQL of a view."""
    return (VIEWS / f"{view}.sql").read_text(encoding="utf-8")


def _load(connection: duckdb.DuckDBPyConnection, table: Table, path: Path) -> None:
    if not path.is_file():
        raise FileNotFoundError(f"table {table.name} has no file {path.name}")
    connection.execute(f"CREATE TABLE {identifier(table.name)} AS FROM {parquet(path)}")
    _describe(connection, table)


def _define(connection: duckdb.DuckDBPyConnection, view: Table) -> None:
    connection.execute(f"CREATE VIEW {identifier(view.name)} AS {query_of(view.name)}")
    _describe(connection, view)


def _store(connection: duckdb.DuckDBPyConnection, view: Table, path: Path) -> None:
    """Write the rows of a view, of which there may be more than memory holds."""
    columns = ", ".join(f"{identifier(column)} NULLS LAST" for column in order(view))
    rows = connection.sql(f"FROM {_made(connection, view)} ORDER BY {columns}")
    with TableWriter(view, path, in_order=True) as writer:
        for batch in rows.to_arrow_reader(ROWS):
            writer.append(pl.DataFrame(batch))


def _made(connection: duckdb.DuckDBPyConnection, view: Table) -> str:
    """What holds the rows of a view: itself, or a table that is made of some documents after others."""
    numbered = "SELECT document_id, row_number() OVER (ORDER BY document_id) AS number FROM documents"
    stretches = connection.execute(
        f"SELECT min(document_id) AS first, max(document_id) AS last FROM ({numbered}) "
        f"GROUP BY (number - 1) // {AT_ONCE} ORDER BY first"
    ).fetchall()
    if not view.by_document or len(stretches) < 2:
        return identifier(view.name)
    made = f"temp.{identifier(view.name)}"
    connection.execute(f"CREATE TEMP TABLE {identifier(view.name)} AS FROM {identifier(view.name)} LIMIT 0")
    for first, last in stretches:
        some = ", ".join(
            f"{identifier(table.name)} AS (FROM cronica.{identifier(table.name)} "
            f"WHERE document_id BETWEEN {literal(first)} AND {literal(last)})"
            for table in registry.tables()
            if "document_id" in table.columns
        )
        connection.execute(f"INSERT INTO {made} WITH {some} FROM ({query_of(view.name)})")
    return made


def _describe(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    connection.execute(";\n".join(render.comments(table)))
