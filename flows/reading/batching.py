"""The documents of a plan in batches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from cronica.flows.incremental.partitions import bucket, buckets
from cronica.flows.incremental.plan import Plan
from cronica.flows.reading.batch import Batch
from cronica.flows.sources.discover import SourceFile

LARGEST = 32 * 1024**2
"""Bytes of source files after which a batch is full, however few they are."""
BUCKETS_A_PROCESSOR = 3
"""With so many buckets for each processor, one bucket that takes long leaves the others to the rest."""
ALONE = 50
"""Documents one processor reads before another has got ready to help."""


def readers(documents: int, processors: int) -> int:
    """How many readers are worth starting for so many documents."""
    return min(processors, -(-documents // ALONE))


def batches(plan: Plan, folder: Path, size: int, processors: int) -> list[Batch]:
    """Divide the documents of a plan into batches of at most ``size``, and fewer where they are large.

    If none of a bucket's documents is known and there are buckets enough for every processor, the whole
    bucket becomes one batch: its output becomes a partition unchanged. All other documents are divided
    evenly, so that no processor reads on alone at the end; so the largest batch comes first.

    Args:
        plan: what is to be read, and what is known.
        folder: where the batches get a folder each.
        size: the most documents of a batch.
        processors: how many read at once.
    """
    count = buckets(plan.known.height + len(plan.to_read))
    known = {bucket(document_id, count) for document_id in plan.known["document_id"]}
    whole: dict[int, list[SourceFile]] = defaultdict(list)
    others: list[SourceFile] = []
    for file in plan.to_read:
        at = bucket(file.document_id, count)
        (others if at in known or count < processors * BUCKETS_A_PROCESSOR else whole[at]).append(file)
    divided = [chunk for files in whole.values() for chunk in _chunks(files, size)]
    divided += _chunks(others, size, readers(len(others), processors))
    divided.sort(key=lambda files: -sum(file.size for file in files))
    return [Batch(folder / f"{number:05d}", files) for number, files in enumerate(divided, start=1)]


def _chunks(files: Sequence[SourceFile], size: int, lanes: int = 1) -> list[tuple[SourceFile, ...]]:
    """Documents in even chunks, as many for each lane."""
    if not files:
        return []
    count = -(-len(files) // size)
    size = -(-len(files) // (-(-count // lanes) * lanes))
    chunks: list[list[SourceFile]] = [[]]
    held = 0
    for file in files:
        if chunks[-1] and (len(chunks[-1]) == size or held + file.size > LARGEST):
            chunks.append([])
            held = 0
        chunks[-1].append(file)
        held += file.size
    return [tuple(chunk) for chunk in chunks]
