"""What one task reads: some documents, and the folder their rows go to."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.discover import Refusal, SourceFile

LARGEST = 32 * 1024**2
"""Bytes of source files after which a batch is full, however few they are."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents one task reads.

    Attributes:
        folder: where their rows go; it must not exist yet, and appears whole.
        files: the documents.
    """

    folder: Path
    files: tuple[SourceFile, ...]

    @property
    def number(self) -> str:
        """Its number in the run, as text."""
        return self.folder.name


@dataclass(frozen=True, slots=True)
class BatchRead:
    """What became of a batch.

    Attributes:
        batch: what was to be read.
        folders: where the rows are, a Parquet file a table in each; several when documents had to be read
            again one by one, none when no document could be read.
        refused: the documents that could not be read.
        counts: what each stage made: ``texts``, ``paragraphs``, ``rows``.
        by: the process that drove the reading, as ``whoami`` says.
    """

    batch: Batch
    folders: tuple[Path, ...]
    refused: tuple[Refusal, ...]
    counts: dict[str, int]
    by: str


def whoami() -> str:
    """This process among those of all machines."""
    return f"{socket.gethostname()}/{os.getpid()}"


def batches(files: Sequence[SourceFile], folder: Path, size: int, processors: int = 1) -> Iterator[Batch]:
    """Cut documents into even batches of at most ``size``, and fewer where they are large.

    Every processor gets as many, so that none reads on alone at the end.
    """
    count = -(-len(files) // size)
    if count >= processors:
        count = -(-count // processors) * processors
    size = -(-len(files) // max(count, 1))
    taken: list[SourceFile] = []
    number = held = 0
    for file in files:
        if taken and (len(taken) == size or held + file.size > LARGEST):
            number += 1
            yield Batch(folder / f"{number:05d}", tuple(taken))
            taken, held = [], 0
        taken.append(file)
        held += file.size
    if taken:
        yield Batch(folder / f"{number + 1:05d}", tuple(taken))
