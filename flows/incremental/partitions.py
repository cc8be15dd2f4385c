"""Parts: the rows read from documents, kept beside the releases so that no document is read twice.

``<root>/parts`` is a store of what is known from reading::

    <part>/<table>.parquet   rows of some documents, each table in its order
    <part>/index.parquet     a row a document, one that could not be read too: what its rows depend on
    gone/<part>/…            the same, of documents that are no longer among the inputs

A part appears whole, by a rename, and never changes. What a document's rows depend on decides them, so it
does not matter from which part they are taken; a part that a dead run left is as good as any. The parts of a
release hold a bucket of document ids each.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl
from cronica.schemas import registry
from cronica.warehouse.store.disk import link_or_copy, sync, sync_all, written_aside

DOCUMENTS = 100
"""The most documents a bucket has on average: few enough that one change rewrites little, and enough that
the files of a part are worth opening."""
GONE = "gone"
KEEP_DAYS = 30
"""Days for which rows are kept whose document is gone: a folder that was not mounted comes back free."""
INDEX = "index"
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
        folder: the new part.
        others: the part whose files are in the new one too, where no table is given.
    """
    aside = folder.with_name(f".{folder.name}")
    shutil.rmtree(aside, ignore_errors=True)  # of a process that died
    aside.mkdir(parents=True)
    for name, table in tables.items():
        path = aside / f"{name}.parquet"
        _ordered(name, table).write_parquet(path, compression="zstd", compression_level=1)
    for path in others.iterdir() if others else ():
        if path.is_dir():
            shutil.copytree(path, aside / path.name, copy_function=link_or_copy)
        elif path.stem not in tables:
            link_or_copy(path, aside / path.name)
    sync_all([*aside.rglob("*"), aside])
    aside.rename(folder)
    sync(folder.parent)
    return folder


def _ordered(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    if name == INDEX:
        return rows.sort("document_id")
    table = registry.table(name)
    columns = dict.fromkeys((*table.sort, *table.primary_key, "document_id"))
    return rows.sort([column for column in columns if column in rows.columns], nulls_last=True)


class Parts:
    """The parts of a warehouse."""

    def __init__(self, root: Path) -> None:
        self.root = root / "parts"
        self.gone = self.root / GONE

    def folders(self) -> list[Path]:
        """All parts, also what a run has read and not yet put in order."""
        return [
            path.parent
            for path in sorted(self.root.rglob(f"{INDEX}.parquet"))
            if not any(name.startswith(".") for name in path.relative_to(self.root).parts)
        ]

    def index(self, folders: Iterable[Path] | None = None) -> pl.DataFrame:
        """The index of all parts, or of some, with the column ``part``: its folder."""
        frames = [
            pl.read_parquet(folder / f"{INDEX}.parquet").with_columns(part=pl.lit(str(folder)))
            for folder in (self.folders() if folders is None else folders)
        ]
        return pl.concat([pl.DataFrame(schema={**INDEX_SCHEMA, "part": pl.String}), *frames])

    def forget_all_but(self, kept: Iterable[Path]) -> None:
        """Remove every other part, what dead runs left, and what is gone for too long."""
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
        except (OSError, ValueError):
            return None
        return str(last["release"]) if last["content"] == content else None

    def note(self, content: str, release_id: str) -> None:
        """Remember what a release was made of."""
        with written_aside(self.root / LAST) as aside:
            aside.write_text(json.dumps({"content": content, "release": release_id}), encoding="utf-8")

    def inputs(self) -> list[str]:
        """What the last run was given to read; empty before the first."""
        try:
            return list(json.loads((self.root / INPUTS).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return []

    def note_inputs(self, inputs: list[str]) -> None:
        """Remember what a run is given to read."""
        if inputs != self.inputs():
            self.root.mkdir(exist_ok=True)
            with written_aside(self.root / INPUTS) as aside:
                aside.write_text(json.dumps(inputs, ensure_ascii=False), encoding="utf-8")
