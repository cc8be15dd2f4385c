"""Answers as text: a table for people, JSON and CSV for programs."""

import csv
import io
import json
import shutil
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import pyarrow as pa
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDE = 160
"""Columns of a table that is not shown in a terminal."""


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows under their column names, as wide as the terminal; long values go on in the next line."""
    out = Console(file=io.StringIO(), width=shutil.get_terminal_size((WIDE, 24)).columns)
    grid = Table(box=SIMPLE, pad_edge=False, show_edge=False)
    for name in columns:
        grid.add_column(Text(name), overflow="fold")
    for row in rows:
        grid.add_row(*(Text("" if value is None else str(value)) for value in row))
    out.print(grid)
    return "\n".join(line.rstrip() for line in out.file.getvalue().splitlines())


def as_json(rows: pa.Table) -> str:
    """A list with one object a row; dates and times as ISO 8601."""
    return json.dumps(rows.to_pylist(), ensure_ascii=False, indent=1, default=_plain)


def as_csv(rows: pa.Table) -> str:
    """A header and one line a row; nothing between two commas is null."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows.column_names)
    writer.writerows(zip(*rows.to_pydict().values(), strict=True))
    return out.getvalue()


def _plain(value: object) -> object:
    """A value JSON has no form for."""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
