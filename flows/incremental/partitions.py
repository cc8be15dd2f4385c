"""Partitions: the rows read from documents, kept beside the releases so that no document is read twice.

``<root>/partitions`` is a store of what is known from reading::

    <partition>/<table>.parquet   rows of some documents, each table in its order
    <partition>/index.parquet     a row a document, also one that could not be read: what its rows depend on
    <partition>/hashes.json       the SHA-256 of each of these files
    gone/<partition>/…            the same, of documents that are no longer among the inputs

A partition appears whole, by a rename, and never changes. Its files are checked against their hashes before a
run believes them. What a document's rows depend on decides them, so it does not matter from which partition
they are taken; one that a dead run left is as good as any. Each partition of a release holds a bucket of
document ids.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from cronica.schemas import registry
from cronica.warehouse.store.disk import link_or_copy, sync, sync_all, written_aside

DOCUMENTS = 100
"""The most documents a bucket has on average: few enough that one change rewrites little, and enough that
the files of a partition are worth opening."""
GONE = "gone"
KEEP_DAYS = 30
"""Days for which rows are kept whose document is gone: a folder that was not mounted comes back free."""
INDEX = "index"
HASHES = "hashes.json"
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

log = logging.getLogger("cronica")


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
    aside = folder.with_name(f".{folder.name}")
    shutil.rmtree(aside, ignore_errors=True)  # of a process that died
    aside.mkdir(parents=True)
    for name, table in tables.items():
        path = aside / f"{name}.parquet"
        _ordered(name, table).write_parquet(path, compression="zstd", compression_level=1)
    for path in others.glob("*.parquet") if others else ():
        if path.stem not in tables:
            link_or_copy(path, aside / path.name)
    (aside / HASHES).write_text(json.dumps(_hashes(aside)), encoding="ascii")
    sync_all([*aside.iterdir(), aside])
    aside.rename(folder)
    sync(folder.parent)
    return folder


def is_whole(folder: Path) -> bool:
    """Whether a partition has exactly the files that were stored, each with the bytes it had then."""
    try:
        return bool(json.loads((folder / HASHES).read_bytes()) == _hashes(folder))
    except (OSError, ValueError):
        return False


def _hashes(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.parquet"))
    }


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

    def folders(self) -> list[Path]:
        """All whole partitions, also what a run has read and not yet put in order."""
        return [folder for folder in self._all() if is_whole(folder)]

    def drop_damaged(self) -> None:
        """Remove what is not as it was stored; the next plan reads its documents again."""
        for folder in self._all():
            if not is_whole(folder):
                if any(folder.iterdir()):
                    log.warning("%s is damaged: its documents are read again", folder)
                shutil.rmtree(folder)

    def _all(self) -> list[Path]:
        """The folders that hold no other, those of a write that did not end aside."""
        folders = [path for path in sorted(self.root.rglob("*")) if path.is_dir()]
        return [
            folder
            for folder in folders
            if not any(name.startswith(".") for name in folder.relative_to(self.root).parts)
            and not any(each.is_dir() for each in folder.iterdir())
        ]

    def index(self, folders: Iterable[Path] | None = None) -> pl.DataFrame:
        """The index of all partitions, or of some, with the column ``partition``: its folder."""
        frames = [
            pl.read_parquet(folder / f"{INDEX}.parquet").with_columns(partition=pl.lit(str(folder)))
            for folder in (self.folders() if folders is None else folders)
        ]
        return pl.concat([pl.DataFrame(schema={**INDEX_SCHEMA, "partition": pl.String}), *frames])

    def forget_all_but(self, kept: Iterable[Path]) -> None:
        """Remove every other partition, what dead runs left, and what is gone for too long."""
        wanted = {*kept, self.gone}
        oldest = time.time() - KEEP_DAYS * 86_400
        expired = [folder for folder in self.gone.glob("*") if folder.stat().st_mtime < oldest]
        for folder in [*self.root.glob("*"), *expired]:
            if folder.is_dir() and folder not in wanted:
                shutil.rmtree(folder)

    def release_of(self, content: str) -> str | None:
        """The id of the release that was last made, if it was made of this."""
        try:
            last = json.loads((self.root / LAST).read_text(encoding="utf-8"))
            return str(last["release"]) if last["content"] == content else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def note(self, content: str, release_id: str) -> None:
        """Remember what a release was made of."""
        with written_aside(self.root / LAST) as aside:
            aside.write_text(json.dumps({"content": content, "release": release_id}), encoding="utf-8")

    def inputs(self) -> list[str]:
        """What the last run was given to read; empty before the first."""
        try:
            return list(map(str, json.loads((self.root / INPUTS).read_text(encoding="utf-8"))))
        except (OSError, ValueError, TypeError):
            return []

    def note_inputs(self, inputs: list[str]) -> None:
        """Remember what a run is given to read."""
        if inputs != self.inputs():
            self.root.mkdir(exist_ok=True)
            with written_aside(self.root / INPUTS) as aside:
                aside.write_text(json.dumps(inputs, ensure_ascii=False), encoding="utf-8")
