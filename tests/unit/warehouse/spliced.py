"""Files to be spliced, with rows of all types of the contract."""

from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

SCHEMA = pa.schema(
    [
        pa.field("id", pa.int64(), nullable=False),
        ("word", pa.string()),
        ("text", pa.string()),
        ("day", pa.date32()),
        ("when", pa.timestamp("us", "UTC")),
        ("yes", pa.bool_()),
        ("share", pa.float64()),
        ("empty", pa.int16()),
    ],
    metadata={"table": "made", "description": "Señales"},
)


def made(start: int, stop: int) -> pa.Table:
    """Rows of all types of the contract: few words, long texts that all differ, nulls in every column but one."""
    return pa.Table.from_pylist(
        [
            {
                "id": i,
                "word": [None, "paz", "año", "日本"][i % 4],
                "text": None if i % 5 == 4 else f"{i} " + "Ñandú — ξένος " * (i % 700),
                "day": None if i % 7 == 0 else date.fromordinal(700_000 + i),
                "when": None if i % 3 == 0 else datetime(2020, 1, 1, 0, 0, 0, i, tzinfo=UTC),
                "yes": [True, False, None][i % 3],
                "share": None if i % 6 == 0 else i / 7,
                "empty": None,
            }
            for i in range(start, stop)
        ],
        SCHEMA,
    )


def write(table: pa.Table, path: Path, *, groups: int = 1, **options) -> Path:
    """One row group as ``TableWriter`` writes it, or more; no rows give no group."""
    with pq.ParquetWriter(path, table.schema, compression="zstd", **options) as writer:
        size = -(-table.num_rows // groups)
        for at in range(0, table.num_rows, size or 1):
            writer.write_table(table.slice(at, size))
    return path


def write_all(folder: Path, *bounds: int, **options) -> list[Path]:
    ends = pairwise(bounds)
    return [write(made(a, b), folder / f"{i}.parquet", **options) for i, (a, b) in enumerate(ends)]
