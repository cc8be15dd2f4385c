"""From the bytes of documents to the rows of their tables, all in the process that calls."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from cronica.flows.assemble.batch import normalise
from cronica.flows.extract import Tell, read_files, segment, unheard
from cronica.flows.sources.discover import Refusal, SourceFile, discover

from cronica import seeds


def read_documents(
    files: Sequence[SourceFile], tell: Tell = unheard
) -> tuple[dict[str, pl.DataFrame], list[Refusal], dict[str, int]]:
    """Read documents.

    Args:
        files: the documents.
        tell: told what is to be done next.

    Returns:
        What ``normalise`` gives for them, one refusal for each that gave no text, and what each stage made.
    """
    sources, refused = read_files(files, tell)
    segmented = segment(sources, tell)
    tell("normalise", None)
    tables = normalise({"sources": sources, **segmented})
    counts = {
        "texts": sources.height,
        "paragraphs": segmented["paragraphs"].height,
        "rows": sum(table.height for table in tables.values()),
    }
    return tables, refused, counts


def warm_up() -> None:
    """Read the bundled documents, so that what is loaded on first use is there."""
    read_documents(discover([seeds.DOCUMENTS]).files)
