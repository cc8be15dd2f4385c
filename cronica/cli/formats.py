"""Answers as a table for people; as JSON, CSV or a Parquet file for programs."""

import csv
import io
import json
import os
import shutil
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from rich.box import SIMPLE
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

WIDE = 160
"""Columns of a table that is not shown in a terminal."""


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows under their column names, as wide as the terminal; long values go on in the next line."""
    written = io.StringIO()
    out = Console(file=written, width=shutil.get_terminal_size((WIDE, 24)).columns)
    grid = Table(box=SIMPLE, pad_edge=False, show_edge=False)
    for name in columns:
        grid.add_column(Text(name), overflow="fold")
    for row in rows:
        grid.add_row(*(Text("" if value is None else str(value)) for value in row))
    out.print(grid)
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines())


def passages(rows: pa.Table, *, colour: bool) -> str:
    """Paragraphs that a search found; in a terminal the words are bold instead of between asterisks."""
    width = shutil.get_terminal_size((WIDE, 24)).columns
    written = io.StringIO()
    out = Console(file=written, width=min(width, WIDE), force_terminal=colour, highlight=False)
    for number, row in enumerate(rows.to_pylist(), 1):
        place = (row["symbol"], row["title"], row["document_date"], row["part"], row["label_path"])
        out.print(Text(f"{number}. " + " · ".join(str(each) for each in place if each is not None), "dim"))
        out.print(Padding(_bold(row["snippet"]) if colour else Text(row["snippet"]), (0, 0, 0, 3)))
        out.print(Padding(Text(row["paragraph_id"], "dim"), (0, 0, 1, 3)))
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines())


def _bold(snippet: str) -> Text:
    """The snippet with every second piece between asterisks in bold."""
    pieces = enumerate(snippet.split("**"))
    return Text.assemble(*((piece, "bold" if position % 2 else "") for position, piece in pieces))


def as_json(rows: pa.Table) -> str:
    """A list with one object a row; dates and times as ISO 8601, what is no finite number as null."""
    finite = [
        {
            name: None if isinstance(value, float) and not isfinite(value) else value
            for name, value in row.items()
        }
        for row in rows.to_pylist()
    ]
    return json.dumps(finite, ensure_ascii=False, indent=1, default=_plain)


def as_csv(rows: pa.Table) -> str:
    """A header and one line a row; nothing between two commas is null, and a boolean is true or false."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows.column_names)
    columns = (
        column.cast(pa.string()) if pa.types.is_boolean(column.type) else column for column in rows.columns
    )
    writer.writerows(zip(*(column.to_pylist() for column in columns), strict=True))
    return out.getvalue()


def to_parquet(rows: pa.Table, path: Path) -> None:
    """Write one Parquet file; a file of that name gives way when the new one is whole."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        pq.write_table(rows, aside, compression="zstd")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _plain(value: object) -> object:
    """A value JSON has no form for."""
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
