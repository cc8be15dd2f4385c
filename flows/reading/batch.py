"""What one task reads: some documents, and the folder their rows go to."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from pathlib import Path

from cronica.flows.sources.discover import Refusal, SourceFile


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
        number: that of the batch.
        documents: how many were to be read.
        folders: where the rows are, a Parquet file a table in each; several when documents had to be read
            again one by one, none when no document could be read.
        refused: the documents that could not be read.
        counts: what each stage made: ``texts``, ``paragraphs``, ``rows``.
        by: the process that drove the reading, as ``whoami`` says.
    """

    number: str
    documents: int
    folders: tuple[Path, ...]
    refused: tuple[Refusal, ...]
    counts: dict[str, int]
    by: str


def whoami() -> str:
    """This process among those of all machines."""
    return f"{socket.gethostname()}/{os.getpid()}"
