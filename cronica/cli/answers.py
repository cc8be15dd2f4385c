"""Writes an answer in the form asked for; a person in a terminal gets the first rows and their number."""

import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from cronica.cli import escape, formats
from cronica.cli.common import say, write
from cronica.cli.options import Form

if TYPE_CHECKING:
    import pyarrow as pa

Row = Sequence[Any]

SHOWN = 40
"""Rows of an answer in a terminal."""
COUNTING = 2.0
"""Seconds for which the rows that are not shown are counted."""
EXPLAINED = ["explain_key", "explain_value"]
"""The columns of an EXPLAIN; its plan is a drawing of several lines."""


def answer(
    columns: Sequence[str], batches: "Iterable[pa.RecordBatch]", form: Form, all_by: str = "--all"
) -> None:
    """Write rows while they come.

    Args:
        columns: their names.
        batches: of rows.
        form: how they are written.
        all_by: what a person types who wants to see all of them.
    """
    if form.as_json:
        listed(columns, formats.rows_of(batches), as_json=True)
        return
    if columns == EXPLAINED and not form.as_csv:
        for _, plan in formats.rows_of(batches):
            write(escape.text(plan))
        return
    counted = Counted(iter(batches))
    if form.as_csv:
        for part in formats.as_csv(columns, counted):
            sys.stdout.write(escape.text(part) if sys.stdout.isatty() else part)
    else:
        is_part = sys.stdout.isatty() and not form.everything
        rows = formats.rows_of(counted.first(SHOWN) if is_part else counted)
        _write(formats.lines(columns, rows, upright=form.upright), paged=form.everything)
    if not counted.rows:
        say("0 rows")
    elif counted.more:
        sys.stdout.flush()
        say(f"{SHOWN} of {counted.all(COUNTING)} rows; {all_by} shows them all")


@dataclass(slots=True)
class Counted:
    """Batches of rows that are counted while they are read.

    Attributes:
        rows: that have been read.
        more: whether some of them were not asked for.
    """

    batches: "Iterator[pa.RecordBatch]"
    rows: int = 0
    more: bool = False

    def __iter__(self) -> "Iterator[pa.RecordBatch]":
        """All batches."""
        for batch in self.batches:
            self.rows += batch.num_rows
            yield batch

    def first(self, number: int) -> "Iterator[pa.RecordBatch]":
        """Batches with the first rows."""
        for batch in self:
            self.more = self.rows > number
            yield batch[: number - (self.rows - batch.num_rows)]
            if self.more:
                return

    def all(self, seconds: float) -> str:
        """How many rows there are, as far as can be counted in a time."""
        end = time.monotonic() + seconds
        for _ in self:
            if time.monotonic() > end:
                return f"more than {self.rows:,}"
        return f"{self.rows:,}"


def whole(rows: "pa.Table", form: Form) -> None:
    """Write the rows of a table, maybe to a Parquet file."""
    if form.parquet:
        formats.to_parquet(rows, form.parquet)
        say(f"{rows.num_rows} rows in {form.parquet}")
    else:
        answer(rows.column_names, rows.to_batches(), form)


def listed(columns: Sequence[str], rows: Iterable[Row], *, as_json: bool) -> None:
    """Write all of a short list."""
    if as_json:
        sys.stdout.writelines(formats.as_json(columns, rows))
        write("")
    else:
        for line in formats.lines(columns, rows):
            write(line)


def _write(lines: Iterator[str], *, paged: bool) -> None:
    """Write lines; to a pager, where there is one, when they are more than the terminal has."""
    room = shutil.get_terminal_size().lines
    first = list(islice(lines, room if paged and sys.stdout.isatty() else 0))
    if first and len(first) == room:
        import click

        click.echo_via_pager(f"{line}\n" for line in chain(first, lines))
    else:
        for line in chain(first, lines):
            write(line)
