"""Questions to the release in force: ``sql``, ``tables`` and ``describe``."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import cronica
from cronica.cli import escape
from cronica.cli.common import (
    CsvOption,
    DebugOption,
    JsonOption,
    ParquetOption,
    TimeoutOption,
    WarehouseOption,
    plain_errors,
    say,
    write,
)

if TYPE_CHECKING:
    import pyarrow as pa

    from cronica.release import Release

EXPLAINED = ["explain_key", "explain_value"]
"""The columns of an EXPLAIN; its plan is a drawing of several lines."""


def sql(
    question: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT, in DuckDB's SQL.")],
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    parquet: ParquetOption = None,
    timeout: TimeoutOption = 60.0,
    warehouse: WarehouseOption = None,
    debug: DebugOption = False,
) -> None:
    """Answer a question from the release in force.

    Example: cronica sql "SELECT symbol, cited_date FROM citations ORDER BY cited_date" --csv
    """
    with plain_errors(debug):
        one_form(as_json, as_csv, parquet)
        release = cronica.open(warehouse)
        if parquet:
            answer_whole(release.sql(question, time_limit=timeout), parquet=parquet)
        else:
            with release.stream(question, time_limit=timeout) as rows:
                answer(rows.schema.names, rows.batches, as_json=as_json, as_csv=as_csv)


def tables(warehouse: WarehouseOption = None, debug: DebugOption = False) -> None:
    """List the tables and views of the release in force, with their rows.

    Example: cronica tables
    """
    with plain_errors(debug):
        list_tables(cronica.open(warehouse))


def describe(
    table: Annotated[
        str, typer.Argument(metavar="TABLE", help="A table or view; `cronica tables` lists them.")
    ],
    warehouse: WarehouseOption = None,
    debug: DebugOption = False,
) -> None:
    """Describe the columns of a table or view of the release in force.

    Example: cronica describe timeline
    """
    with plain_errors(debug):
        list_columns(cronica.open(warehouse), table)


def list_tables(release: "Release") -> None:
    """Write the tables and views of a release, with their rows."""
    from cronica.cli import formats

    found = release.tables.values()
    write(formats.table(["name", "rows", "description"], [[t.name, t.rows, t.description] for t in found]))


def list_columns(release: "Release", table: str) -> None:
    """Write the columns of a table or view of a release."""
    from cronica.cli import formats

    found = release.describe(table)
    write(formats.table(["column", "type", "description"], [[c.name, c.type, c.description] for c in found]))


def one_form(as_json: bool, as_csv: bool, parquet: Path | None) -> None:
    """Refuse an answer in two forms, or in a folder that is not there, before the question is asked."""
    if as_json + as_csv + (parquet is not None) > 1:
        raise typer.BadParameter("choose one of --json, --csv and --parquet")
    if parquet and not parquet.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {parquet.parent}")


def answer(
    columns: Sequence[str],
    batches: "Iterable[pa.RecordBatch]",
    *,
    as_json: bool = False,
    as_csv: bool = False,
) -> None:
    """Write rows while they come, in the form asked for; as a table when none is."""
    from cronica.cli import formats

    if as_csv:
        for part in formats.as_csv(columns, batches):
            sys.stdout.write(escape.text(part) if sys.stdout.isatty() else part)
    elif as_json:
        sys.stdout.writelines(formats.as_json(columns, formats.rows_of(batches)))
        write("")
    elif columns == EXPLAINED:
        for _, plan in formats.rows_of(batches):
            write(escape.text(plan))
    else:
        for line in formats.lines(columns, formats.rows_of(batches)):
            write(line)


def answer_whole(
    rows: "pa.Table", *, as_json: bool = False, as_csv: bool = False, parquet: Path | None = None
) -> None:
    """Write the rows of a table in the form asked for, which may be a Parquet file."""
    from cronica.cli import formats

    if parquet:
        formats.to_parquet(rows, parquet)
        say(f"{rows.num_rows} rows in {parquet}")
    else:
        answer(rows.column_names, rows.to_batches(), as_json=as_json, as_csv=as_csv)
