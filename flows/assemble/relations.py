"""What documents are to each other: as each says itself, and as others tell of it."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from cronica.warehouse.store.catalog import over_frames

REPORTING = ("report", "note")
"""Types of documents that answer a request."""
REPORTED = ("report", "oral_update", "study")
"""Deliverables that such a document is."""
WANTED = {
    "documents": ("document_id", "symbol", "document_type", "session_number", "document_date"),
    "document_relations": ("document_id", "related_symbol", "relation", "origin", "rule_id"),
    "requests": ("document_id", "deliverable", "due_session_number"),
    "citations": ("document_id", "paragraph_id", "symbol", "relation"),
}
TOLD = f"""
    WITH linked AS (
        SELECT citations.*, citing.symbol AS citing_symbol, citing.document_type AS citing_type,
            cited.document_id AS cited_document_id,
            citing.session_number, citing.document_date, cited.document_date AS asked_on
        FROM citations
        INNER JOIN documents AS citing USING (document_id)
        INNER JOIN documents AS cited ON citations.symbol = cited.symbol
        WHERE citing.document_id <> cited.document_id
    ),

    found AS (
        SELECT *, 1 AS place FROM document_relations
        UNION ALL
        SELECT cited_document_id, citing_symbol, 'drafts', 'inferred', 'draft_of_adopted_text', 2
        FROM linked
        WHERE relation = 'draft' AND citing_type IN ('resolution', 'decision') AND citing_symbol IS NOT NULL
        UNION ALL
        SELECT linked.document_id, linked.symbol, 'answers_request', 'inferred', 'report_that_was_due', 2
        FROM linked
        INNER JOIN paragraphs USING (paragraph_id)
        INNER JOIN requests ON linked.cited_document_id = requests.document_id
        WHERE linked.citing_type IN {REPORTING}
            AND requests.deliverable IN {REPORTED}
            AND (requests.due_session_number IS NULL OR requests.due_session_number = linked.session_number)
            AND (asked_on IS NULL OR document_date IS NULL OR document_date >= asked_on)
    )

    SELECT DISTINCT ON (document_id, related_symbol, relation) * EXCLUDE (place) FROM found
    ORDER BY document_id, related_symbol, relation, place
"""


def relations(columns: Callable[[str], pl.LazyFrame]) -> pl.DataFrame:
    """The rows of ``document_relations``.

    Beside what a document says of itself: a draft is that of the text whose adoption names it; a report which
    in its head or first paragraph cites a resolution that asked for one, due in its session, answers it.

    Args:
        columns: name of a table → its rows of all documents.
    """
    held = {name: columns(name).select(chosen) for name, chosen in WANTED.items()}
    is_head = pl.col("part").is_in(["masthead", "title"]) | (pl.col("label_path") == "1")
    is_report = pl.col("document_type").is_in(REPORTING)
    reports = held["documents"].filter(is_report).collect()["document_id"].implode()
    heads = columns("paragraphs").filter(pl.col("document_id").is_in(reports) & is_head)
    found = heads.select("paragraph_id").collect()
    is_told = (pl.col("relation") == "draft") | pl.col("paragraph_id").is_in(found["paragraph_id"].implode())
    held["citations"] = held["citations"].filter(is_told)
    return over_frames(TOLD, {"paragraphs": found, **{name: rows.collect() for name, rows in held.items()}})
