"""What a run has to do: which documents are new, changed or gone, and which are known already."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import polars as pl

from cronica.flows.incremental import fingerprint
from cronica.flows.incremental.partitions import GONE, INDEX_SCHEMA
from cronica.flows.sources.discover import Refusal, SourceFile

TRANSIENT = ("changed", "interrupted", "unreadable")
"""Reasons to refuse a document that say nothing of the document: the next run reads it again, unasked."""

IS_GONE = pl.col("partition").str.contains(f"/{GONE}/", literal=True)
"""Whether an index row is of a partition that keeps documents which are no longer among the inputs."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The documents of a run beside those of the partitions.

    Attributes:
        to_read: the documents whose rows are not in any partition, in order of ``document_id``.
        known: index rows of the others, one each.
        new: paths that were not there before.
        changed: paths whose documents have to be read again.
        removed: paths that are gone.
        unchanged: documents whose rows are taken as they are.
    """

    to_read: list[SourceFile]
    known: pl.DataFrame
    new: list[str]
    changed: list[str]
    removed: list[str]
    unchanged: int

    def __str__(self) -> str:
        return (
            f"new {len(self.new):,} · changed {len(self.changed):,} · removed {len(self.removed):,} · "
            f"unchanged {self.unchanged:,}"
        )


def plan(files: Sequence[SourceFile], index: pl.DataFrame, *, retry: bool = False) -> Plan:
    """Compare documents with the index of the partitions.

    Args:
        files: the documents of the run.
        index: the index of ``cronica.flows.incremental.partitions``.
        retry: read again also the documents that could not be read.
    """
    wanted = pl.DataFrame(
        {
            "document_id": [file.document_id for file in files],
            "input_key": [input_key(file) for file in files],
        },
        schema={"document_id": pl.String, "input_key": pl.String},
    )
    known = (
        index.filter(pl.col("fingerprint") == fingerprint.of_reading())
        .filter(pl.col("reason_code").is_null() | ~(pl.lit(retry) | pl.col("reason_code").is_in(TRANSIENT)))
        .join(wanted, on=["document_id", "input_key"], how="semi")
        .sort("document_id", "partition")
        .unique("document_id", keep="first", maintain_order=True)
    )
    at_hand = set(known["document_id"])
    before = set(index.filter(~IS_GONE)["source_path"])
    to_read = sorted(
        (file for file in files if file.document_id not in at_hand), key=lambda file: file.document_id
    )
    paths = {file.source_path for file in to_read}
    return Plan(
        to_read=to_read,
        known=known,
        new=sorted(paths - before),
        changed=sorted(paths & before),
        removed=sorted(before - {file.source_path for file in files}),
        unchanged=known.height,
    )


def gone(index: pl.DataFrame, of_the_run: pl.DataFrame) -> pl.DataFrame:
    """Index rows of documents that were read and are not among those of the run, under no path and no id.

    Args:
        index: the index of the partitions.
        of_the_run: the index of the run.
    """
    return (
        index.filter(
            ~IS_GONE, pl.col("fingerprint") == fingerprint.of_reading(), pl.col("reason_code").is_null()
        )
        .join(of_the_run, on="source_path", how="anti")
        .join(of_the_run, on="document_id", how="anti")
        .sort("document_id", "partition")
        .unique("document_id", keep="first", maintain_order=True)
    )


def indexed(documents: pl.DataFrame, files: Sequence[SourceFile]) -> pl.DataFrame:
    """The index of documents that were read.

    Args:
        documents: their rows, as ``normalise`` gives them.
        files: these and perhaps more.
    """
    keys = {file.document_id: input_key(file) for file in files}
    rows = documents.select("document_id", "source_path", "source_sha256").with_columns(
        input_key=pl.col("document_id").replace_strict(keys),
        fingerprint=pl.lit(fingerprint.of_reading()),
    )
    return pl.concat([pl.DataFrame(schema=INDEX_SCHEMA), rows], how="diagonal")


def refused(refusals: Sequence[Refusal], files: Sequence[SourceFile]) -> pl.DataFrame:
    """The index of documents that could not be read.

    Args:
        refusals: one a document.
        files: these and perhaps more.
    """
    asked = {file.sha256: file for file in files}
    rows = [
        {
            "document_id": asked[refusal.source_sha256].document_id,
            "source_path": refusal.source_path,
            "source_sha256": refusal.source_sha256,
            "input_key": input_key(asked[refusal.source_sha256]),
            "fingerprint": fingerprint.of_reading(),
            "stage": refusal.stage,
            "reason_code": refusal.reason_code,
            "message": refusal.message,
        }
        for refusal in refusals
        if refusal.source_sha256
    ]
    return pl.DataFrame(rows, schema=INDEX_SCHEMA, orient="row")


def refusals(index: pl.DataFrame) -> list[Refusal]:
    """The refusals that an index tells of."""
    rows = index.filter(pl.col("reason_code").is_not_null())
    columns = ("source_path", "source_sha256", "stage", "reason_code", "message")
    return [Refusal(*row) for row in rows.select(columns).rows()]


def content(index: pl.DataFrame, refused: Sequence[Refusal]) -> str:
    """What a release is made of: documents, refusals, and everything it depends on beside them.

    Args:
        index: one row a document of the run.
        refused: what was refused before reading.
    """
    rows = index.select(INDEX_SCHEMA.keys()).sort("document_id").write_csv()
    told = json.dumps([asdict(refusal) for refusal in refused])
    return hashlib.sha256(f"{rows}{told}{fingerprint.of_all()}".encode()).hexdigest()


def input_key(file: SourceFile) -> str:
    """What of a document's rows comes from the input: its bytes, its path and what is known of it."""
    content = json.dumps([file.sha256, file.source_path, file.facts], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:32]
