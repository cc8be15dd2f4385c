"""Parquet files in the one shape the contract allows: exact schema, total order, the same bytes each time."""

from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from schemas import registry, render
from schemas.model import Table

# One row group is what DuckDB hands to one thread. Converting group by group also keeps every column far
# below the 2 GiB that a plain Arrow `string` can address.
ROW_GROUP_ROWS = 122_880


def write_table(frame: pl.DataFrame, table: Table, path: Path) -> None:
    """Write the contract's columns of ``frame`` to ``path``.

    The same rows give the same bytes, in whatever order or chunks they come: they are sorted by the table's
    sort columns, then by its key (or by all columns, when a view has no key), and nothing that changes from
    run to run goes in. Columns the contract does not name are left out. The file's key-value metadata holds
    ``table``, ``contract_version`` and ``description``.

    Args:
        frame: rows of the table, columns in any order, of types that cast without loss.
        table: the contract of a table or a view.
        path: the file to write; replaced when it exists.

    Raises:
        ValueError: a column is missing, holds a value that does not fit its type, or is null where the
            contract allows none.
    """
    schema = render.arrow_schema(table).with_metadata(
        {
            "table": table.name,
            "contract_version": registry.CONTRACT_VERSION,
            "description": table.description,
        }
    )
    missing = [name for name in schema.names if name not in frame.columns]
    if missing:
        raise ValueError(f"table {table.name}: no column {', '.join(missing)}")
    order = list(dict.fromkeys((*table.sort, *(table.primary_key or table.columns))))
    ordered = frame.select(schema.names).sort(order, nulls_last=True)
    # polars cannot write plain `string` beside field metadata, so pyarrow is the writer.
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in ordered.iter_slices(ROW_GROUP_ROWS):
            writer.write_table(_conform(rows, schema, table.name))


def read_table(path: Path) -> pl.DataFrame:
    """All rows of one Parquet file of a release, in the order they were written."""
    return pl.read_parquet(path, glob=False)


def _conform(rows: pl.DataFrame, schema: pa.Schema, table: str) -> pa.Table:
    """The rows as one chunk of exactly ``schema``; pyarrow's own cast does not say which column failed."""
    source = rows.to_arrow(compat_level=pl.CompatLevel.oldest()).combine_chunks()
    columns = []
    for field in schema:
        try:
            column = source.column(field.name).cast(field.type)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
            raise ValueError(f"table {table}, column {field.name}: {error}") from None
        if column.null_count and not field.nullable:
            raise ValueError(
                f"table {table}, column {field.name}: {column.null_count} null where none is allowed"
            )
        columns.append(column)
    return pa.Table.from_arrays(columns, schema=schema)
