"""The DuckDB file of a release: every table, every view, every description."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType

import duckdb
import polars as pl
from cronica.schemas import registry, render
from cronica.schemas.model import Table
from cronica.warehouse.store import bounded, by_document
from cronica.warehouse.store.package import DATABASE
from cronica.warehouse.store.quote import identifier, literal, parquet
from cronica.warehouse.store.write import TableWriter, order

VIEWS = Path(__file__).parent / "views"

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


Made = Mapping[str, Sequence[Path]]
"""View → files that hold its rows, in any order, where they are there already."""


def build(staged: Path) -> None:
    """Make the database and the views' files; see ``make_database`` and ``write_views``."""
    make_database(staged)
    write_views(staged)


def make_database(staged: Path) -> None:
    """Make ``cronica.duckdb`` from the table files in ``staged``.

    Tables hold the rows themselves, not links to the Parquet files, so the file can be copied alone. The same
    rows give the same bytes in a process that has ``flows.settings.FRUGAL``, by one thread, which keeps their
    order. A database left by an earlier attempt is replaced.

    Args:
        staged: folder that holds ``<table>.parquet`` for every table of the contract.

    Raises:
        FileNotFoundError: a table of the contract has no file.
    """

    def make(connection: duckdb.DuckDBPyConnection) -> None:
        (staged / DATABASE).unlink(missing_ok=True)
        connection.execute(f"SET GLOBAL disabled_compression_methods = {literal(UNSTABLE)}")
        options = f"STORAGE_VERSION {literal(STORAGE_VERSION)}, RECOVERY_MODE no_wal_writes"
        connection.execute(f"ATTACH {literal(staged / DATABASE)} AS cronica ({options})")
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

    bounded.run(make, threads=1)


def write_views(staged: Path, at_once: int = 1, made: Made = MappingProxyType({})) -> None:
    """Write each view of the database in ``staged`` to ``<view>.parquet``.

    Args:
        staged: folder of the database.
        at_once: how many are written at the same time, each by one thread; one alone has all processors.
        made: what need not be asked of the database.

    Raises:
        ValueError: a view's columns do not match its contract.
    """

    def store(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute(f"ATTACH {literal(staged / DATABASE)} AS cronica (READ_ONLY)")

        def write(view: Table) -> None:
            with connection.cursor() as own:
                own.execute("USE cronica")
                files = made.get(view.name)
                rows = parquet(*files) if files else _asked(own, view)
                _store(own, view, rows, staged / f"{view.name}.parquet")

        with ThreadPoolExecutor(at_once) as pool:
            list(pool.map(write, registry.views()))

    bounded.run(store, threads=1 if at_once > 1 else None)


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


def _store(connection: duckdb.DuckDBPyConnection, view: Table, rows: str, path: Path) -> None:
    """Write the rows of a view, of which there may be more than memory holds."""
    columns = ", ".join(f"{identifier(column)} NULLS LAST" for column in order(view))
    in_order = connection.sql(f"FROM {rows} ORDER BY {columns}")
    with TableWriter(view, path, in_order=True) as writer:
        for batch in in_order.to_arrow_reader(ROWS):
            writer.append(pl.DataFrame(batch))


def _asked(connection: duckdb.DuckDBPyConnection, view: Table) -> str:
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
        some = by_document.over(query_of(view.name), "cronica", first, last)
        connection.execute(f"INSERT INTO {made} {some}")
    return made


def _describe(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    connection.execute(";\n".join(render.comments(table)))
