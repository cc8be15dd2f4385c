"""Put the documents of a run into partitions by ranges of document ids, and read them back.

A partition is named after its content, so one that exists is never written again. Read one after another,
partitions hold the rows of a table in the contract's order, with nothing left to sort.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import polars as pl

from cronica.flows.incremental.partitions import INDEX, INDEX_SCHEMA, bucket, buckets, store
from cronica.schemas import registry, render

AT_ONCE = 2
"""Partitions written at the same time: one is sorted while another waits for the disk."""


def repartition(index: pl.DataFrame, root: Path) -> list[Path]:
    """Write the partitions of a run that do not exist yet; return all, in the order of document ids.

    Args:
        index: one row a document of the run, with ``partition``, the folder that holds its rows.
        root: folder of the partitions.
    """
    count = buckets(index.height)
    ids = index["document_id"]
    numbered = index.with_columns(number=pl.Series([bucket(each, count) for each in ids], dtype=pl.Int64))

    def made(group: tuple[tuple[Any, ...], pl.DataFrame]) -> Path:
        (at,), rows = group
        indexed = rows.select(INDEX_SCHEMA.keys())
        what = hashlib.sha256(indexed.write_csv().encode()).hexdigest()
        folder = root / f"{at:05d}-of-{count:05d}-{what[:16]}"
        if folder.is_dir():  # and as it was made: damaged ones are gone since the run began
            return folder
        whole = _holding(rows)
        return store({INDEX: indexed, **({} if whole else _collected(rows))}, folder, others=whole)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        in_order = numbered.sort("document_id").group_by("number", maintain_order=True)
        return list(threads.map(made, in_order))


def _holding(index: pl.DataFrame) -> Path | None:
    """The folder that holds the rows of exactly these documents, if there is one."""
    readable = index.filter(pl.col("reason_code").is_null())
    partitions = readable["partition"].unique()
    if len(partitions) != 1:
        return None
    held = pl.read_parquet(Path(partitions[0]) / f"{INDEX}.parquet").filter(pl.col("reason_code").is_null())
    return Path(partitions[0]) if set(held["document_id"]) == set(readable["document_id"]) else None


def _collected(index: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The rows of the documents by table, from the folders they are in."""
    found: dict[str, list[pl.DataFrame]] = {}
    readable = index.filter(pl.col("reason_code").is_null())
    for (folder,), rows in readable.group_by("partition", maintain_order=True):
        for path in sorted(Path(str(folder)).glob("*.parquet")):
            if path.stem != INDEX:
                # Read whole: a filter within the scan costs ten times as much for so few rows.
                held = pl.read_parquet(path, glob=False)
                wanted = held.filter(pl.col("document_id").is_in(rows["document_id"].implode()))
                found.setdefault(path.stem, []).append(wanted)
    return {name: pl.concat(frames) for name, frames in found.items()}


def rows(partition: Path, name: str) -> pl.DataFrame:
    """The rows of a partition in one table, as ``tables_of`` returns them."""
    return columns([partition], name).collect()


def columns(partitions: Sequence[Path], name: str) -> pl.LazyFrame:
    """The rows of partitions in one table; only the columns that are selected get read."""
    files = [path for each in partitions if (path := each / f"{name}.parquet").exists()]
    if files:
        return pl.scan_parquet(files, glob=False)
    schema: dict[str, Any] = {
        "document_id": pl.String,
        **render.polars_schema(registry.table(name)),
        "cited_title": pl.String,
    }
    return pl.LazyFrame(schema=schema)
