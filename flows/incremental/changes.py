"""What changed between two texts, kept so that only a pair with a new text is compared again.

``<root>/partitions/changes/<hash of the pairs>`` holds ``paragraph_changes.parquet`` of the last run and
``pairs.parquet``: each pair of documents with a key made of what the rows of both depend on.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import polars as pl

from cronica.warehouse.store import kept
from cronica.warehouse.store.disk import link_or_copy, remove

TABLE = "paragraph_changes.parquet"
PAIRS = "pairs.parquet"
PAIR = ["document_id", "previous_document_id"]


class KeptChanges:
    """The rows of ``paragraph_changes`` that earlier runs made."""

    def __init__(self, folder: Path, index: pl.DataFrame) -> None:
        """Look at what is kept.

        Args:
            folder: where it is kept, or is to be.
            index: one row a document of the run, as in ``partitions.INDEX_SCHEMA``.
        """
        self.root = folder
        self.keys = index.select("document_id", key=pl.concat_str("input_key", "fingerprint"))
        self.folder = next(filter(kept.is_at_hand, sorted(folder.glob("[!.]*"))), None)

    def rows(self, pairs: pl.DataFrame) -> pl.DataFrame | None:
        """The rows of those pairs of which both documents are as they were; None if nothing is kept.

        Args:
            pairs: ``document_id`` and ``previous_document_id``, in the order of documents.
        """
        if self.folder is None or pairs.is_empty():
            return None
        before = pl.read_parquet(self.folder / PAIRS)
        same = self._keyed(pairs).join(before, on=[*PAIR, "key"], how="semi")
        ids = pl.col("document_id")
        here = pl.scan_parquet(self.folder / TABLE).filter(
            ids.is_between(pl.lit(pairs["document_id"].min()), pl.lit(pairs["document_id"].max()))
        )
        return here.collect().join(same, on=PAIR, how="semi", maintain_order="left")

    def keep(self, staged: Path, pairs: pl.DataFrame) -> None:
        """Keep the table of a run in place of the one before; a run without documents leaves that.

        Args:
            staged: the folder in which the run has written it.
            pairs: all pairs of the run.
        """
        keyed = self._keyed(pairs)
        folder = self.root / hashlib.sha256(keyed.write_csv().encode()).hexdigest()[:16]
        if self.keys.is_empty() or folder == self.folder:
            return
        remove(self.root)
        with kept.made(folder) as aside:
            link_or_copy(staged / TABLE, aside / TABLE)
            keyed.write_parquet(aside / PAIRS)

    def _keyed(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """The pairs with the key of both documents."""
        before = self.keys.rename({"document_id": "previous_document_id", "key": "key_before"})
        found = pairs.select(PAIR)
        for keys, name in ((self.keys, "document_id"), (before, "previous_document_id")):
            found = found.join(keys, on=name, maintain_order="left")
        return found.select(*PAIR, key=pl.concat_str("key", "key_before"))
