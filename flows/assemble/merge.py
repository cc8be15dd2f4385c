"""Documents into parts: those of one bucket of document ids together, in the order of the contract.

A part is named after what is in it, so one that is there already is never written again. Parts one after
another hold the rows of a table in the contract's order, without sorting them all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
from cronica.flows.assemble.run import contracted
from cronica.flows.incremental.partitions import INDEX, INDEX_SCHEMA, bucket, buckets, store
from cronica.schemas import registry, render

AT_ONCE = 2
"""Parts made at once: one is sorted while another waits for the disk."""


def merge(index: pl.DataFrame, root: Path) -> list[Path]:
    """Make the parts of a run, two at a time, and return them in the order of document ids.

    Args:
        index: one row a document of the run, with the ``part`` its rows are in.
        root: folder of the parts.
    """
    count = buckets(index.height)
    ids = index["document_id"]
    numbered = index.with_columns(number=pl.Series([bucket(each, count) for each in ids], dtype=pl.Int64))

    def made(group: tuple[tuple[Any, ...], pl.DataFrame]) -> Path:
        (at,), rows = group
        indexed = rows.select(INDEX_SCHEMA.keys())
        what = hashlib.sha256(indexed.write_csv().encode()).hexdigest()
        folder = root / f"{at:05d}-of-{count:05d}-{what[:16]}"
        if folder.exists():
            return folder
        whole = _holding(rows)
        return store({INDEX: indexed, **({} if whole else _gathered(rows))}, folder, others=whole)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        in_order = numbered.sort("document_id").group_by("number", maintain_order=True)
        return list(threads.map(made, in_order))


def _holding(index: pl.DataFrame) -> Path | None:
    """The part that holds the rows of just these documents, if there is one."""
    readable = index.filter(pl.col("reason_code").is_null())
    parts = readable["part"].unique()
    if len(parts) != 1:
        return None
    held = pl.read_parquet(Path(parts[0]) / f"{INDEX}.parquet").filter(pl.col("reason_code").is_null())
    return Path(parts[0]) if set(held["document_id"]) == set(readable["document_id"]) else None


def _gathered(index: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The rows of the documents, table by table, from the parts they are in."""
    pieces: dict[str, list[pl.DataFrame]] = {}
    for (part,), rows in index.filter(pl.col("reason_code").is_null()).group_by("part", maintain_order=True):
        for path in sorted(Path(str(part)).glob("*.parquet")):
            if path.stem != INDEX:
                # Read whole: a filter within the scan costs ten times as much for so few rows.
                found = pl.read_parquet(path, glob=False)
                wanted = found.filter(pl.col("document_id").is_in(rows["document_id"].implode()))
                pieces.setdefault(path.stem, []).append(wanted)
    return {name: pl.concat(frames) for name, frames in pieces.items()}


def rows(part: Path, name: str) -> pl.DataFrame:
    """The rows of a part in one table, as ``normalise`` gives them."""
    return _scanned([part], name).collect()


def contract_rows(part: Path, name: str) -> pl.DataFrame:
    """The rows of a part in one table, with the contract's columns; what other documents add is null."""
    return contracted(name, rows(part, name))


def height(part: Path, name: str = "*") -> int:
    """Rows of a part in one table, or in all."""
    return sum(pq.read_metadata(path).num_rows for path in part.glob(f"{name}.parquet"))


def groups(parts: Iterable[Path], most: int) -> Iterator[list[Path]]:
    """Parts in groups of at most so many rows of all tables, in order; one with more is alone."""
    group: list[Path] = []
    held = 0
    for part in parts:
        rows = height(part)
        if group and held + rows > most:
            yield group
            group, held = [], 0
        group.append(part)
        held += rows
    if group:
        yield group


def columns(parts: Sequence[Path]) -> Callable[[str], pl.LazyFrame]:
    """The rows of all parts in a table, by its name, of which only the columns asked for are read."""
    return lambda name: _scanned(parts, name)


def _scanned(parts: Sequence[Path], name: str) -> pl.LazyFrame:
    files = [path for part in parts if (path := part / f"{name}.parquet").exists()]
    if files:
        return pl.scan_parquet(files, glob=False)
    schema: dict[str, Any] = {
        "document_id": pl.String,
        **render.polars_schema(registry.table(name)),
        "cited_title": pl.String,
    }
    return pl.LazyFrame(schema=schema)
