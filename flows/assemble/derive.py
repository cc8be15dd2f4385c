"""What a release takes from each part as it is: made where it is not there, kept in a folder of the part."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl
from cronica.flows.assemble import merge
from cronica.flows.incremental import fingerprint
from cronica.flows.incremental.partitions import INDEX
from cronica.schemas.model import Table
from cronica.warehouse.store import derived
from cronica.warehouse.store.disk import written_aside
from cronica.warehouse.store.write import write_table

AT_ONCE = 2
"""Threads: nearly all of the time goes into what leaves the interpreter free."""
ROWS = 100_000
"""Rows of all tables of the parts that are asked at once, unless one alone has more: a question has a price
that does not depend on them."""
NAME = "derived-"
SAME = ["document_id", "input_key", "fingerprint"]
"""What decides the rows of a document."""


def folder(part: Path) -> Path:
    """Where what is derived of a part is kept."""
    return part / f"{NAME}{fingerprint.of_derived()}"


def _ready(part: Path) -> Path:
    """That folder, to write to; what was derived otherwise before goes."""
    ready = folder(part)
    if not ready.exists():
        for stale in part.glob(f"{NAME}*"):
            shutil.rmtree(stale)
        ready.mkdir()
    return ready


def published(parts: Sequence[Path], table: Table) -> list[Path]:
    """Files with the rows of each part as they are published in a table to which other documents add nothing.

    Raises:
        ValueError: the contract does not allow a row to be published.
    """

    def made(part: Path) -> Path:
        path = _ready(part) / f"{table.name}.parquet"
        if not path.exists():
            with written_aside(path) as aside:
                write_table(merge.contract_rows(part, table.name), table, aside)
        return path

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(made, parts))


def by_document(parts: Sequence[Path], known: Iterable[Path] = (), at_once: int = AT_ONCE) -> list[Path]:
    """The folders that hold what tells of each document by itself, of the parts that have rows of documents.

    Args:
        parts: all parts of the run.
        known: other parts that there are: what they have of a document is taken from there.
        at_once: groups of parts that are asked together.
    """
    held = [part for part in parts if merge.height(part, "documents")]
    elsewhere = [part for part in known if _is_there(part)]
    with ThreadPoolExecutor(at_once) as threads:
        left = merge.groups((part for part in held if not _is_there(part)), ROWS)
        list(threads.map(lambda group: _derive(group, elsewhere), left))
    return [folder(part) for part in held]


def _is_there(part: Path) -> bool:
    return all((folder(part) / name).exists() for name in derived.NAMES)


def _derive(parts: Sequence[Path], elsewhere: Sequence[Path]) -> None:
    left = pl.concat(_index(part) for part in parts)
    found: dict[str, list[pl.DataFrame]] = {name: [] for name in derived.NAMES}
    for other in elsewhere:
        here = _index(other).join(left, on=SAME, how="semi")
        left = left.join(here, on=SAME, how="anti")
        for name, frames in found.items() if here.height else ():
            frames.append(_of(here["document_id"], pl.read_parquet(folder(other) / name, glob=False)))
    made = derived.by_document(parts, left["document_id"])
    for part in parts:
        documents = _index(part)["document_id"]
        of_part = {name: [_of(documents, each) for each in (*found[name], made[name])] for name in made}
        derived.store({name: pl.concat(frames) for name, frames in of_part.items()}, _ready(part))


def _index(part: Path) -> pl.DataFrame:
    return pl.read_parquet(part / f"{INDEX}.parquet", columns=SAME, glob=False)


def _of(documents: pl.Series, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.filter(pl.col("document_id").is_in(documents.implode()))
