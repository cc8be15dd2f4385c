"""The documents of a plan in batches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from cronica.flows.incremental.partitions import stretch, stretches
from cronica.flows.incremental.plan import Plan
from cronica.flows.reading.batch import Batch
from cronica.flows.reading.pool import readers
from cronica.flows.sources.discover import SourceFile

LARGEST = 32 * 1024**2
"""Bytes of source files after which a batch is full, however few they are."""
STRETCHES = 3
"""Stretches for each processor that are enough: one that takes long leaves others to the rest."""


def batches(plan: Plan, folder: Path, size: int, processors: int) -> list[Batch]:
    """Cut the documents of a plan into batches of at most ``size``, and fewer where they are large.

    A stretch of which no part knows a document is a batch, where there are enough for all processors: it is a
    part as it is. All other documents are cut evenly, so that no processor reads on alone at the end; to that
    end, too, the largest batch comes first.
    """
    count = stretches(plan.known.height + len(plan.to_read))
    known = {stretch(document_id, count) for document_id in plan.known["document_id"]}
    whole: dict[int, list[SourceFile]] = defaultdict(list)
    others: list[SourceFile] = []
    for file in plan.to_read:
        at = stretch(file.document_id, count)
        (others if at in known or count < processors * STRETCHES else whole[at]).append(file)
    cut = [piece for files in whole.values() for piece in _pieces(files, size)]
    cut += _pieces(others, size, readers(len(others), processors))
    cut.sort(key=lambda files: -sum(file.size for file in files))
    return [Batch(folder / f"{number:05d}", files) for number, files in enumerate(cut, start=1)]


def _pieces(files: Sequence[SourceFile], size: int, lanes: int = 1) -> list[tuple[SourceFile, ...]]:
    """Documents in even pieces, as many for each lane."""
    if not files:
        return []
    count = -(-len(files) // size)
    size = -(-len(files) // (-(-count // lanes) * lanes))
    pieces: list[list[SourceFile]] = [[]]
    held = 0
    for file in files:
        if pieces[-1] and (len(pieces[-1]) == size or held + file.size > LARGEST):
            pieces.append([])
            held = 0
        pieces[-1].append(file)
        held += file.size
    return [tuple(piece) for piece in pieces]
