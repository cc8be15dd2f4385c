"""The DuckDB file of a release, and the views' Parquet files: all that is derived from the tables."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import duckdb
import polars as pl

from cronica import seeds
from cronica.schemas import registry, render
from cronica.schemas.language import Words, read_pack
from cronica.schemas.model import Table
from cronica.schemas.quote import identifier, literal, parquet
from cronica.warehouse.store import bounded
from cronica.warehouse.store.package import DATABASE
from cronica.warehouse.store.settings import SETTINGS
from cronica.warehouse.store.write import TableWriter, order

VIEWS = Path(__file__).parent / "views"

_BRANCH = re.compile(r"^ *WHEN '\$\{language\}'.*?(?=^ *(?:WHEN|ELSE)\b)", re.DOTALL | re.MULTILINE)

ROWS = 10_000
"""Rows of a view that are fetched from DuckDB at once."""

# The oldest format there is: DuckDB 0.10.3 and everything later opens it. It is also why no table has a
# PRIMARY KEY, whose index would shut out clients before 1.1 and double the file; keys are checked before
# publishing.
STORAGE_VERSION = "v1.0.0"


def write_database(staged: Path) -> None:
    """Write ``cronica.duckdb`` from the table files in ``staged``.

    The database holds the tables' rows themselves, in their order, so the file can be copied alone. A
    database left by an earlier attempt is replaced.

    Args:
        staged: folder that holds ``<table>.parquet`` for every table of the contract.

    Raises:
        FileNotFoundError: a table of the contract has no file.
    """

    def write(connection: duckdb.DuckDBPyConnection) -> None:
        (staged / DATABASE).unlink(missing_ok=True)
        options = f"STORAGE_VERSION {literal(STORAGE_VERSION)}, RECOVERY_MODE no_wal_writes"
        connection.execute(f"ATTACH {literal(staged / DATABASE)} AS cronica ({options})")
        connection.execute("USE cronica")
        for table in registry.tables():
            _load(connection, table, staged / f"{table.name}.parquet")
        for view in registry.views():
            _define(connection, view)
        connection.execute("USE memory")
        connection.execute("DETACH cronica")  # writes the rest into the file

    bounded.run(write)


def write_views(staged: Path) -> None:
    """Write each view of the database in ``staged`` to ``<view>.parquet``.

    Raises:
        ValueError: a view's columns do not match its contract.
    """

    def write(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute(f"ATTACH {literal(staged / DATABASE)} AS cronica (READ_ONLY)")
        connection.execute("USE cronica")
        for view in registry.views():
            _store(connection, view, staged / f"{view.name}.parquet")

    bounded.run(write)


def over_frames(query: str, frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The answer of a query over frames, before there is a database; each stands under its name."""
    with duckdb.connect(config=SETTINGS) as connection:
        for name, frame in frames.items():
            connection.register(name, frame.lazy())  # a whole frame would make DuckDB import pandas
        answer: pl.DataFrame = connection.sql(query).pl()
        return answer


def over_files(query: str, names: Iterable[str], staged: Path) -> pl.DataFrame:
    """The answer of a query over tables in a staging folder, before there is a database."""

    def ask(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
        for name in names:
            connection.execute(
                f"CREATE VIEW {identifier(name)} AS FROM {parquet(staged / f'{name}.parquet')}"
            )
        answer: pl.DataFrame = connection.sql(query).pl()
        return answer

    return bounded.run(ask)


def query_of(view: str) -> str:
    """The SQL of a view. A branch ``WHEN '${language}'`` is written for each language with abbreviations."""
    query = (VIEWS / f"{view}.sql").read_text(encoding="utf-8")
    return _BRANCH.sub(lambda branch: "".join(_by_language(branch[0])), query)


def _by_language(branch: str) -> Iterator[str]:
    for code in seeds.languages():
        if words := read_pack(seeds.LANGUAGES / code, Words).abbreviations:
            yield branch.replace("${language}", code).replace("${abbreviations}", "|".join(words))


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
    in_order = connection.sql(f"FROM {identifier(view.name)} ORDER BY {columns}")
    with TableWriter(view, path, in_order=True) as writer:
        for batch in in_order.to_arrow_reader(ROWS):
            writer.append(pl.DataFrame(batch))


def _describe(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    connection.execute(";\n".join(render.comments(table)))
