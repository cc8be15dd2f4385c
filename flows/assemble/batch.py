"""The tables of one batch of documents: everything that needs no other document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from cronica.flows.assemble import rows, stated_rows
from cronica.flows.interpret.model import Reading
from cronica.flows.language import Language
from cronica.flows.normalise.terms import SCHEMA, count_terms
from cronica.schemas import registry, render

PROSE = frozenset({"preamble", "operative", "body", "annex", "title"})
"""Parts whose words are counted as terms."""

Tables = dict[str, pl.DataFrame]

ROWS: Mapping[str, Callable[[Reading], Iterable[rows.Row]]] = {
    "documents": rows.document_rows,
    "paragraphs": rows.paragraph_rows,
    "footnote_anchors": rows.anchor_rows,
    "speeches": rows.speech_rows,
    "document_relations": rows.relation_rows,
    "requests": rows.request_rows,
    "date_mentions": rows.date_rows,
    "session_mentions": rows.session_rows,
    "agenda_items": rows.item_rows,
    "citations": rows.citation_rows,
    "entity_mentions": rows.entity_mention_rows,
    "entities": rows.person_rows,
    "votes": stated_rows.vote_rows,
    "sponsors": stated_rows.sponsor_rows,
    "subjects": stated_rows.subject_rows,
    "issues": rows.issue_rows,
}
"""Table → the rows that one document gives it."""
BESIDE: Mapping[str, Mapping[str, Any]] = {
    "entities": {"document_id": pl.String},
    "citations": {"cited_title": pl.String},
}
"""Columns beside the contract's, which assembling needs."""


def tables_of(readings: Sequence[Reading]) -> Tables:
    """The rows of documents, one table a frame.

    Returns:
        The tables of ``ROWS`` and ``terms``, in ``entities`` only the persons of each document. Each has
        ``document_id`` and the contract's columns; those that other documents decide are null.
    """
    tables = {name: _frame(name, make, readings) for name, make in ROWS.items()}
    paragraphs = tables["paragraphs"].with_columns(
        word_count=pl.col("text").str.count_matches(r"\S+").cast(pl.Int32)
    )
    words = paragraphs.group_by("document_id").agg(pl.col("word_count").sum())
    documents = tables["documents"].drop("word_count").join(words, on="document_id", how="left")
    return {
        **tables,
        "documents": documents,
        "paragraphs": paragraphs,
        "terms": _terms(readings),
    }


def _terms(readings: Sequence[Reading]) -> pl.DataFrame:
    """The terms of documents, counted in the paragraphs of each language at once."""
    prose: dict[Language, list[tuple[str, str]]] = defaultdict(list)
    for reading in readings:
        for paragraph in reading.paragraphs:
            if paragraph.part in PROSE:
                prose[reading.language_of(paragraph)].append((reading.document_id, paragraph.text))
    schema = {"document_id": pl.String, "text": pl.String}
    counted = [count_terms(pl.DataFrame(each, schema, orient="row"), of) for of, each in prose.items()]
    if len(counted) == 1:
        return counted[0]
    terms = pl.concat([pl.DataFrame(schema=SCHEMA), *counted])
    return terms.group_by("document_id", "term", "term_size").agg(pl.col("mentions").sum())


def _frame(
    name: str, make: Callable[[Reading], Iterable[rows.Row]], readings: Iterable[Reading]
) -> pl.DataFrame:
    """The rows of one table as a frame."""
    found = [row for reading in readings for row in make(reading)]
    schema: dict[str, Any] = {**render.polars_schema(registry.table(name)), **BESIDE.get(name, {})}
    return pl.DataFrame(found, schema=schema, orient="row")
