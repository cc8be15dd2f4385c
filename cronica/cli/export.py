"""``cronica export``: the release in force for spreadsheets and other databases."""

from pathlib import Path
from typing import Annotated, Literal

import typer

import cronica
from cronica.cli.common import say, write
from cronica.cli.options import WarehouseOption

EXCEL_A_MINUTE = 300_000
"""Rows of some fifteen columns that are written in a minute, on a slow processor."""


def export(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder to write to; made if it is not there.")
    ],
    form: Annotated[
        Literal["csv", "xlsx", "sqlite", "duckdb"],
        typer.Option("--format", help="csv: a file a table; the others: one file of all tables."),
    ],
    tables: Annotated[
        str, typer.Option(metavar="NAMES", help="Tables and views, with commas between; all if not given.")
    ] = "",
    warehouse: WarehouseOption = None,
) -> None:
    """Copy tables of the release in force for spreadsheets and other databases.

    A file of the same name is replaced. In CSV a text that a spreadsheet would take for a formula gets an
    apostrophe before it.

    Example: cronica export excel --format xlsx --tables documents,timeline
    """
    names = [name.strip() for name in tables.split(",") if name.strip()]
    release = cronica.open(warehouse)
    rows = sum(table.rows for table in release.tables.values() if not names or table.name in names)
    if form == "xlsx" and rows > EXCEL_A_MINUTE:
        minutes = round(rows / EXCEL_A_MINUTE)
        say(f"{rows:,} rows take Excel's format some {minutes} minutes; the others take seconds")
    done = release.export(folder, form, names)
    for note in done.notes:
        say(note)
    for file in done.files:
        write(str(file))
    say(f"{len(done.rows)} tables, {sum(done.rows.values()):,} rows")
