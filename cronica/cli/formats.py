"""Answers as a table for people; as JSON, CSV or a Parquet file for programs."""

import csv
import io
import json
import os
import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice, zip_longest
from math import isfinite
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from cronica.cli import escape
from cronica.warehouse.ask.spreadsheet import guard

WIDE = 160
"""Columns of a table that is not shown in a terminal."""
MEASURED = 100
"""Rows that are seen before the first is shown."""
READABLE = 16
"""Columns of a terminal that a longer value must have."""
GAP = " " * 3


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The lines of a table as one text."""
    return "\n".join(lines(columns, rows))


def lines(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, upright: bool = False) -> Iterator[str]:
    """The lines of a table while its rows come, as wide as the terminal; long values go on in the next line.

    The first ``MEASURED`` rows say how wide it is. Where a column had less room than ``READABLE``, each row
    is a block with a line a column.
    """
    header = [escape.line(name) for name in columns]
    texts = (["" if value is None else escape.line(str(value)) for value in row] for row in rows)
    first = list(islice(texts, MEASURED))
    terminal = shutil.get_terminal_size((WIDE, 24)).columns
    natural = [max(map(cell_len, column)) for column in zip(header, *first, strict=True)]
    widths = _fit([*natural], terminal - len(GAP) * (len(header) - 1))
    crowded = any(width < min(needed, READABLE) for width, needed in zip(widths, natural, strict=True))
    if upright or crowded:
        yield from _blocks(header, chain(first, texts), terminal)
        return
    yield from _row(header, widths)
    yield "─" * (sum(widths) + len(GAP) * (len(widths) - 1))
    for row in chain(first, texts):
        yield from _row(row, widths)


def _blocks(header: Sequence[str], rows: Iterable[Sequence[str]], terminal: int) -> Iterator[str]:
    name = min(max(map(cell_len, header)), terminal // 2)
    widths = [name, max(1, terminal - name - len(GAP))]
    for number, row in enumerate(rows, 1):
        yield f"─── {number} ───"
        for cells in zip(header, row, strict=True):
            yield from _row(cells, widths)


def _fit(widths: list[int], room: int) -> list[int]:
    """Widths of columns that have room beside each other; the widest give way first."""
    while (excess := sum(widths) - room) > 0 and (widest := max(widths)) > 1:
        others = [width for width in widths if width < widest]
        wide = [place for place, width in enumerate(widths) if width == widest]
        cut = min(widest - max(others, default=1), max(1, excess // len(wide)))
        for place in wide[:excess]:
            widths[place] -= cut
    return widths


def _row(values: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    folded = [_fold(value, width) for value, width in zip(values, widths, strict=True)]
    for cells in zip_longest(*folded, fillvalue=""):
        padded = (set_cell_size(cell, width) for cell, width in zip(cells, widths, strict=True))
        yield GAP.join(padded).rstrip()


def _fold(value: str, width: int) -> list[str]:
    """A value in lines of a width, broken between words where that can be."""
    if cell_len(value) <= width:
        return [value]
    if cell_len(value) == len(value):
        return textwrap.wrap(value, width, break_on_hyphens=False)
    return [line.plain for line in Text(value).wrap(Console(width=width), width, overflow="fold")]


def passages(rows: pa.Table, *, colour: bool) -> str:
    """Paragraphs that a search found; in a terminal the words are bold instead of between asterisks."""
    width = shutil.get_terminal_size((WIDE, 24)).columns
    written = io.StringIO()
    out = Console(file=written, width=min(width, WIDE), force_terminal=colour, highlight=False)
    for number, found in enumerate(rows.to_pylist(), 1):
        row = {name: escape.line(value) if isinstance(value, str) else value for name, value in found.items()}
        place = (row["symbol"], row["title"], row["document_date"], row["part"], row["label_path"])
        out.print(Text(f"{number}. " + " · ".join(str(each) for each in place if each is not None), "dim"))
        out.print(Padding(_bold(row["snippet"]) if colour else Text(row["snippet"]), (0, 0, 0, 3)))
        out.print(Padding(Text(row["paragraph_id"], "dim"), (0, 0, 1, 3)))
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines())


def _bold(snippet: str) -> Text:
    """The snippet with every second piece between asterisks in bold."""
    pieces = enumerate(snippet.split("**"))
    return Text.assemble(*((piece, "bold" if position % 2 else "") for position, piece in pieces))


def rows_of(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[Any, ...]]:
    """The rows of batches, one after the other."""
    for batch in batches:
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def as_json(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """A list with one object a row; dates and times as ISO 8601, what is no finite number as null."""
    before = "[\n"
    for row in rows:
        finite = (None if isinstance(value, float) and not isfinite(value) else value for value in row)
        named = dict(zip(columns, finite, strict=True))
        written = json.dumps(named, ensure_ascii=False, indent=1, default=_plain)
        yield before + textwrap.indent(escape.json(written), " ")
        before = ",\n"
    yield "[]" if before == "[\n" else "\n]"


def as_csv(columns: Sequence[str], batches: "Iterable[pa.RecordBatch]") -> Iterator[str]:
    """A header and one line a row; nothing between two commas is null, and a boolean is true or false.

    A text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    yield _csv([columns])
    for batch in batches:
        guarded = [
            column.cast(pa.string()) if pa.types.is_boolean(column.type) else guard(column)
            for column in batch.columns
        ]
        yield _csv(zip(*(column.to_pylist() for column in guarded), strict=True))


def _csv(rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
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
        return float(value) if value.as_tuple().exponent else int(value)
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
