"""Partitions: the rows read from documents, kept beside the releases so that no document is read twice.

``<root>/partitions`` is a store of what is known from reading::

    <partition>/<table>.parquet   rows of some documents, each table in its order
    <partition>/index.parquet     a row a document, also one that could not be read: what its rows depend on
    <partition>/SHA256SUMS        the hash of each of these files
    gone/<partition>/…            the same, of documents that are no longer among the inputs
    changes/…                     what changed between texts, see ``incremental.changes``

A partition is kept as ``warehouse.store.kept`` says and checked before a run believes it. What a document's
rows depend on decides them, so it does not matter from which partition they are taken; one that a dead run
left is as good as any. Each partition of a release holds a bucket of document ids. What has no name of a
partition is not ours and stays.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

import polars as pl

from cronica.flows.settings import SettingsError
from cronica.schemas import registry
from cronica.warehouse.store import kept
from cronica.warehouse.store.disk import link_or_copy, remove

DOCUMENTS = 100
"""The most documents a bucket has on average: few enough that one change rewrites little, and enough that
the files of a partition are worth opening."""
GONE, CHANGES = "gone", "changes"
KEEP_DAYS = 30
"""Days for which rows are kept whose document is gone: a folder that was not mounted comes back free."""
INDEX = "index"
OURS = re.compile(rf"\.?(?:\d+-of-\d+-|read-).*|{GONE}")
"""Names of what is a partition, holds some, or was to be one."""
LAST = "last.json"
INPUTS = "inputs.json"
INDEX_SCHEMA = {
    "document_id": pl.String,
    "source_path": pl.String,
    "source_sha256": pl.String,
    "input_key": pl.String,
    "fingerprint": pl.String,
    "stage": pl.String,
    "reason_code": pl.String,
    "message": pl.String,
}
"""Columns of ``index.parquet``: the document; ``input_key``, its bytes, path and known facts; ``fingerprint``
of the code and knowledge it was read with; and for one that was refused the stage, the reason and the
message."""


def buckets(documents: int) -> int:
    """In how many buckets documents are: a power of two, so that most stay when some are added."""
    count = 1
    while documents > count * DOCUMENTS:
        count *= 2
    return count


def bucket(document_id: str, count: int) -> int:
    """Which of so many buckets a document is in."""
    return int(document_id[:4], 16) * count // 16**4


def store(tables: Mapping[str, pl.DataFrame], folder: Path, others: Path | None = None) -> Path:
    """Write tables into a new folder, which appears whole, on disk, and return it.

    Args:
        tables: the rows of each table, in any order; they are written in that of the contract.
        folder: the new partition.
        others: the partition whose files are in the new one too, where no table is given.
    """
    with kept.made(folder) as aside:
        for name, table in tables.items():
            path = aside / f"{name}.parquet"
            _ordered(name, table).write_parquet(path, compression="zstd", compression_level=1)
        for path in others.glob("*.parquet") if others else ():
            if path.stem not in tables:
                link_or_copy(path, aside / path.name)
    return folder


def _ordered(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    if name == INDEX:
        return rows.sort("document_id")
    table = registry.table(name)
    columns = dict.fromkeys((*table.sort, *table.primary_key, "document_id"))
    return rows.sort([column for column in columns if column in rows.columns], nulls_last=True)


class Partitions:
    """The partitions of a warehouse."""

    def __init__(self, root: Path) -> None:
        self.root = root / "partitions"
        self.gone = self.root / GONE
        self.changes = self.root / CHANGES
        self._checked: set[Path] = set()

    def folders(self) -> list[Path]:
        """All whole partitions, also what a run has read and not yet put in order."""
        return [folder for folder in self.all() if folder in self._checked or not kept.fault(folder)]

    def drop_damaged(self) -> None:
        """Remove what is not as it was stored; the next plan reads its documents again."""
        self._checked = {folder for folder in self.all() if kept.is_at_hand(folder)}

    def clear(self) -> None:
        """Remove all: the next plan reads every document again."""
        self.forget_all_but([])
        remove(self.gone)
        remove(self.changes)

    def all(self) -> list[Path]:
        """All partitions, also damaged ones."""
        found = (folder.glob("[0-9]*-of-*") for folder in (self.root, self.gone))
        return sorted([*chain(*found), *self.root.glob("read-*/*/[!.]*")])

    def index(self, folders: Iterable[Path] | None = None) -> pl.DataFrame:
        """The index of all partitions, or of some, with the column ``partition``: its folder."""
        frames = [
            pl.read_parquet(folder / f"{INDEX}.parquet").with_columns(partition=pl.lit(str(folder)))
            for folder in (self.folders() if folders is None else folders)
        ]
        return pl.concat([pl.DataFrame(schema={**INDEX_SCHEMA, "partition": pl.String}), *frames])

    def forget_all_but(self, partitions: Iterable[Path]) -> None:
        """Remove every other partition, what dead runs left, and what is gone for too long."""
        wanted = {*partitions, self.gone}
        oldest = time.time() - KEEP_DAYS * 86_400
        expired = [folder for folder in self.gone.glob("*") if folder.lstat().st_mtime < oldest]
        for path in [*self.root.glob("*"), *expired]:
            if OURS.fullmatch(path.name) and path not in wanted:
                remove(path)

    def release_of(self, content: str) -> str | None:
        """The id of the release that was last made, if it was made of this."""
        match kept.noted(self.root / LAST):
            case {"content": made_of, "release": str(release)} if made_of == content:
                return release
        return None

    def note(self, content: str, release_id: str) -> None:
        """Remember what a release was made of."""
        kept.note(self.root / LAST, {"content": content, "release": release_id})

    def inputs(self) -> list[str]:
        """What the last run was given to read; empty before the first.

        Raises:
            SettingsError: that is not known any more.
        """
        found = kept.noted(self.root / INPUTS)
        if found is None and (self.root / INPUTS).exists():
            raise SettingsError("what the last run was given to read is not known any more: name the inputs")
        return list(map(str, found or ()))

    def note_inputs(self, inputs: list[str]) -> None:
        """Remember what a run is given to read."""
        if inputs != kept.noted(self.root / INPUTS):
            kept.note(self.root / INPUTS, inputs)
