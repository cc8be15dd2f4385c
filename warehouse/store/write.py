"""Parquet files in the one shape the contract allows: exact schema, total order, the same bytes each time."""

from pathlib import Path
from typing import Self

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from cronica.schemas import registry, render
from cronica.schemas.model import Table

# One row group is what DuckDB hands to one thread. Converting group by group also keeps every column far
# below the 2 GiB that a plain Arrow `string` can address.
ROW_GROUP_ROWS = 122_880


class TableWriter:
    """Writes a table to one file, chunk by chunk; use it as a context manager.

    The same rows give the same bytes, however they are divided into chunks: nothing that changes from run to
    run is written. Columns that are not in the contract are left out. The file's key-value metadata holds
    ``table``, ``contract_version`` and ``description``.
    """

    def __init__(self, table: Table, path: Path, *, to_publish: bool = True, in_order: bool = False) -> None:
        """Prepare a file.

        Args:
            table: the contract of a table or a view.
            path: the file to write; it appears whole, at the end, and replaces an older one.
            to_publish: whether a null where the contract allows none is an error.
            in_order: whether the rows come in the order of the contract.
        """
        self._table = table
        self._path = path
        self._waiting: list[pl.DataFrame] = []
        self._in_order = in_order
        self._in_chunks = in_order or table.sort[0] in ("document_id", "symbol")
        fields = render.arrow_schema(table)
        if not to_publish:
            fields = pa.schema([field.with_nullable(True) for field in fields])
        self._schema = fields.with_metadata(
            {
                "table": table.name,
                "contract_version": registry.CONTRACT_VERSION,
                "description": table.description,
            }
        )

    def __enter__(self) -> Self:
        # polars cannot write plain `string` beside field metadata, so pyarrow is the writer.
        self._aside = self._path.with_name(f".{self._path.name}")
        self._writer = pq.ParquetWriter(self._aside, self._schema, compression="zstd")
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        try:
            if kind is None and self._waiting:
                self._write(self._sorted(pl.concat(self._waiting)))
            self._writer.close()
            if kind is None:
                self._aside.replace(self._path)
        finally:
            self._aside.unlink(missing_ok=True)

    def append(self, frame: pl.DataFrame) -> None:
        """Add rows.

        A table sorted by document or by symbol is written as it comes: each chunk holds a range of ids
        or symbols, smaller ones first. All other tables are sorted when all rows are there.

        Args:
            frame: rows of the table, columns in any order, of types that cast without loss.

        Raises:
            ValueError: a column is missing, holds a value that does not fit its type, or is null where the
                contract allows none.
        """
        missing = [name for name in self._schema.names if name not in frame.columns]
        if missing:
            raise ValueError(f"table {self._table.name}: no column {', '.join(missing)}")
        self._waiting.append(frame.select(self._schema.names))
        if self._in_chunks:
            self._waiting[-1] = self._sorted(self._waiting[-1])
            whole = sum(each.height for each in self._waiting) // ROW_GROUP_ROWS * ROW_GROUP_ROWS
            if whole:
                together = pl.concat(self._waiting)
                self._write(together.head(whole))
                self._waiting = [together.slice(whole)]

    def _sorted(self, rows: pl.DataFrame) -> pl.DataFrame:
        return rows if self._in_order else rows.sort(order(self._table), nulls_last=True)

    def _write(self, rows: pl.DataFrame) -> None:
        for group in rows.iter_slices(ROW_GROUP_ROWS):
            self._writer.write_table(_conform(group, self._schema, self._table.name))


def order(table: Table) -> list[str]:
    """The columns whose values put all rows of a table in one order, nulls last."""
    return list(dict.fromkeys((*table.sort, *(table.primary_key or table.columns))))


def write_table(frame: pl.DataFrame, table: Table, path: Path) -> None:
    """Write all rows of a table, in any order; see ``TableWriter``."""
    with TableWriter(table, path) as writer:
        writer.append(frame)


def read_table(path: Path) -> pl.DataFrame:
    """All rows of one Parquet file of a release, in the order they were written."""
    return pl.read_parquet(path, glob=False)


def _conform(rows: pl.DataFrame, schema: pa.Schema, table: str) -> pa.Table:
    """The rows as one chunk of exactly ``schema``; pyarrow's own cast does not say which column failed."""
    columns = []
    for field in schema:
        source = rows[field.name].to_arrow(compat_level=pl.CompatLevel.oldest())
        try:
            column = source.cast(field.type)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
            raise ValueError(f"table {table}, column {field.name}: {error}") from None
        if column.null_count and not field.nullable:
            raise ValueError(
                f"table {table}, column {field.name}: {column.null_count} null where none is allowed"
            )
        columns.append(column)
    return pa.Table.from_arrays(columns, schema=schema)
