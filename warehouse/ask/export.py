"""Tables of a release for programs that do not read Parquet: CSV, Excel, SQLite, DuckDB with some of them.

A view is exported as a table. What a format cannot hold is said, never dropped in silence.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from cronica.schemas.quote import identifier, literal, parquet
from cronica.warehouse.ask import query
from cronica.warehouse.ask.spreadsheet import guard
from cronica.warehouse.store import package
from cronica.warehouse.store.catalog import STORAGE_VERSION
from cronica.warehouse.store.settings import SETTINGS

BATCH = 10_000  # rows
SHEET_ROWS = 1_048_576  # of an Excel sheet, its header among them
CELL = 32_767  # characters of an Excel cell
EXCEL_BEGINS = date(1900, 3, 1)  # before, Excel has no dates or counts a day that never was

SQLITE = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "BOOLEAN", "date": "DATE"}


@dataclass(slots=True)
class Exported:
    """What an export made.

    Attributes:
        files: in the folder, in the order they were made.
        rows: of every table.
        notes: what a person should know, a sentence each.
    """

    files: list[Path] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def export(release: Path, folder: Path, form: str, names: Sequence[str] = ()) -> Exported:
    """Write tables of a release into a folder; a file of the same name gives way when the new one is whole.

    Args:
        release: a release folder.
        folder: where to, made if it is not there.
        form: one of :data:`FORMATS`. CSV is one file a table, the others are one file in all.
        names: of the tables and views; all when none is given.

    Raises:
        QueryError: the release has no such table, a table is too long for the form, or the folder cannot be
            written.
    """
    tables = _chosen(release, names)
    done = Exported(rows={table["name"]: table["rowCount"] for table in tables})
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=".export-") as aside:
            for path in FORMATS[form](release, tables, Path(aside), done.notes):
                done.files.append(path.replace(folder / path.name))
    except OSError as error:
        raise query.QueryError(f"cannot write to {folder}: {error.strerror}") from None
    return done


def _chosen(release: Path, names: Sequence[str]) -> list[dict[str, Any]]:
    """The resources of the release's descriptor with these names, in its order."""
    known = {table.name for table in query.tables(release)}
    for name in names:
        if name not in known:
            raise query.QueryError(query.no_table(name, sorted(known)))
    return [each for each in package.read(release)["resources"] if each["name"] in (names or known)]


def _csv(release: Path, tables: list[dict[str, Any]], aside: Path, notes: list[str]) -> Iterator[Path]:
    def guarded(column: pl.Series) -> pl.Series:
        return pl.Series(guard(column.to_arrow()))

    texts = pl.col(pl.String).map_batches(guarded, return_dtype=pl.String, is_elementwise=True)
    for table in tables:
        path = aside / f"{table['name']}.csv"
        rows = pl.scan_parquet(release / table["path"], glob=False).with_columns(texts)
        rows.sink_csv(path, include_bom=True)  # without the mark Excel takes UTF-8 for the local code page
        yield path


def _sqlite(release: Path, tables: list[dict[str, Any]], aside: Path, notes: list[str]) -> Iterator[Path]:
    path = aside / "cronica.sqlite"
    exported = {table["name"] for table in tables}
    connection = sqlite3.connect(path)
    try:
        for table in tables:
            columns = table["schema"]["fields"]
            definition = [f"{identifier(each['name'])} {SQLITE[each['type']]}" for each in columns]
            definition += _keys(table, exported)
            connection.execute(f"CREATE TABLE {identifier(table['name'])} ({', '.join(definition)})")
            places = ", ".join("?" * len(columns))
            connection.executemany(
                f"INSERT INTO {identifier(table['name'])} VALUES ({places})",
                _rows(release / table["path"], lambda type: pa.types.is_temporal(type)),
            )
        connection.commit()
    finally:
        connection.close()
    yield path


def _keys(table: dict[str, Any], exported: set[str]) -> Iterator[str]:
    """Primary and foreign keys as SQLite declares them; a key to a table that is left out is left out."""

    def listed(columns: Sequence[str]) -> str:
        return ", ".join(identifier(column) for column in columns)

    schema = table["schema"]
    if "primaryKey" in schema:
        yield f"PRIMARY KEY ({listed(schema['primaryKey'])})"
    for key in schema.get("foreignKeys", ()):
        target = key["reference"].get("resource", table["name"])
        if target in exported:
            columns = listed(key["reference"]["fields"])
            yield f"FOREIGN KEY ({listed(key['fields'])}) REFERENCES {identifier(target)} ({columns})"


def _duckdb(release: Path, tables: list[dict[str, Any]], aside: Path, notes: list[str]) -> Iterator[Path]:
    path = aside / "cronica.duckdb"
    with duckdb.connect(config=SETTINGS) as connection:
        connection.execute(f"ATTACH {literal(path)} AS cronica (STORAGE_VERSION {literal(STORAGE_VERSION)})")
        connection.execute("USE cronica")
        for table in tables:
            name = identifier(table["name"])
            connection.execute(f"CREATE TABLE {name} AS FROM {parquet(release / table['path'])}")
            connection.execute(f"COMMENT ON TABLE {name} IS {literal(table['description'])}")
            for column in table["schema"]["fields"]:
                target = f"{name}.{identifier(column['name'])}"
                connection.execute(f"COMMENT ON COLUMN {target} IS {literal(column['description'])}")
        connection.execute("USE memory")
        connection.execute("DETACH cronica")
    yield path


def _xlsx(release: Path, tables: list[dict[str, Any]], aside: Path, notes: list[str]) -> Iterator[Path]:
    """One workbook: a sheet that describes the columns, then a sheet a table."""
    import xlsxwriter

    for table in tables:
        if table["rowCount"] >= SHEET_ROWS:
            raise query.QueryError(
                f"{table['name']} has {table['rowCount']:,} rows, an Excel sheet holds {SHEET_ROWS - 1:,}: "
                "name other tables with --tables, or take another format"
            )
    path = aside / "cronica.xlsx"
    options = {
        "constant_memory": True,
        "tmpdir": str(aside),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(path, options) as book:
        bold = book.add_format({"bold": True})

        def sheet(name: str, header: Sequence[str], rows: Iterator[Sequence[Any]], length: int) -> None:
            page = book.add_worksheet(name)
            page.freeze_panes(1, 0)
            page.autofilter(0, 0, length, len(header) - 1)
            page.write_row(0, 0, header, bold)
            cut = 0
            for number, row in enumerate(rows, 1):
                for column, value in enumerate(row):
                    if isinstance(value, str) and len(value) > CELL:
                        cut += 1
                        value = value[: CELL - 1] + "…"
                    elif isinstance(value, date) and value < EXCEL_BEGINS:
                        value = value.isoformat()
                    page.write(number, column, value)
            if cut:
                notes.append(
                    f"{cut} texts of {name} are longer than an Excel cell and were cut at {CELL:,} characters"
                )

        described = [
            (table["name"], column["name"], column["type"], column["description"])
            for table in tables
            for column in table["schema"]["fields"]
        ]
        sheet("dictionary", ("table", "column", "type", "description"), iter(described), len(described))
        for table in tables:
            header = [column["name"] for column in table["schema"]["fields"]]
            sheet(table["name"], header, _rows(release / table["path"]), table["rowCount"])
    yield path


def _rows(
    path: Path, is_text: Callable[[pa.DataType], bool] = lambda type: False
) -> Iterator[tuple[Any, ...]]:
    """The rows of a Parquet file; columns of the types named as ISO 8601 text."""
    for batch in pq.ParquetFile(path).iter_batches(BATCH):
        columns = (column.cast(pa.string()) if is_text(column.type) else column for column in batch.columns)
        yield from zip(*(column.to_pylist() for column in columns), strict=True)


Writer = Callable[[Path, list[dict[str, Any]], Path, list[str]], Iterator[Path]]
FORMATS: dict[str, Writer] = {"csv": _csv, "xlsx": _xlsx, "sqlite": _sqlite, "duckdb": _duckdb}
