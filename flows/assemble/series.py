"""Successive texts: which resolution follows which, what it repeats of it, what changed between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl
from rapidfuzz import fuzz, process

from cronica.flows.assemble.changes import Change, Text, changes
from cronica.flows.incremental.changes import PAIR, KeptChanges
from cronica.schemas import registry, render
from cronica.warehouse.store.catalog import over_frames, query_of

AT_ONCE = 500
"""Pairs of documents compared before their rows are handed on."""
RENEWED = ("report", "oral_update", "study", "meeting", "consultation", "agenda_item")
"""Deliverables by which a request is known again in the next resolution of its series."""
_NAMED = ("act_lemma", "deliverable")
COMPARED = 300
"""Characters of a request that are compared with those of another."""
ALIKE = 60
"""How alike they must be, of 100."""

SUCCESSIONS = """
    SELECT document_id, previous_document_id, series_title FROM ({series})
    WHERE previous_document_id IS NOT NULL
    UNION
    SELECT later.document_id, earlier.document_id, later.title
    FROM (
        SELECT document_id, related_symbol AS symbol FROM document_relations WHERE relation = 'revises'
        UNION
        SELECT document_id, symbol FROM citations WHERE relation = 'draft'
    ) AS linked
    INNER JOIN documents AS later ON linked.document_id = later.document_id
    INNER JOIN documents AS earlier ON linked.symbol = earlier.symbol
    WHERE later.title IS NOT NULL AND later.document_id <> earlier.document_id
"""

Columns = Callable[[str], pl.LazyFrame]
"""Name of a table → its rows of all documents."""


def successions(columns: Columns) -> pl.DataFrame:
    """Pairs of documents, the later first: ``document_id``, ``previous_document_id`` and ``series_title``.

    A resolution follows the one before it under the same title, as ``resolution_series`` tells; a revision
    follows what it revises, and an adopted text its draft.
    """
    wanted = {
        "documents": (
            *("document_id", "symbol", "title", "document_type"),
            *("body_code", "session_number", "document_date"),
        ),
        "document_relations": ("document_id", "related_symbol", "relation"),
        "citations": ("document_id", "symbol", "relation"),
    }
    held = {name: columns(name).select(chosen).collect() for name, chosen in wanted.items()}
    found = over_frames(SUCCESSIONS.format(series=query_of("resolution_series")), held)
    keys = ["document_id", "previous_document_id"]
    return found.sort(*keys, "series_title").unique(keys, keep="first", maintain_order=True)


def renewed(columns: Columns, pairs: pl.DataFrame) -> pl.DataFrame:
    """``request_id`` of a request and ``renews_request_id`` of the one it repeats.

    It has the same verb, addressee and deliverable, and of such the most like words; each is repeated once.
    """
    who = pl.coalesce("addressee_entity_id", "addressee_text").alias("who")
    in_series = pl.concat([pairs["document_id"], pairs["previous_document_id"]]).unique()
    asked = columns("requests").filter(
        pl.col("deliverable").is_in(RENEWED) & pl.col("document_id").is_in(in_series.implode())
    )
    rows = asked.select(
        "request_id", "document_id", *_NAMED, who, words=pl.col("text").str.slice(0, COMPARED)
    ).collect()
    before = rows.rename({"request_id": "renews_request_id", "document_id": "previous_document_id"})
    found = rows.join(pairs.select("document_id", "previous_document_id"), on="document_id").join(
        before, on=["previous_document_id", *_NAMED, "who"], nulls_equal=True, maintain_order="left_right"
    )
    alike = process.cpdist(found["words"].to_list(), found["words_right"].to_list(), scorer=fuzz.ratio)
    found = found.with_columns(alike=pl.Series(alike, dtype=pl.Float32)).filter(pl.col("alike") >= ALIKE)
    found = found.sort("alike", descending=True, maintain_order=True)
    chosen: dict[str, str] = {}
    taken: set[str] = set()
    for request, earlier in found.select("request_id", "renews_request_id").iter_rows():
        if request not in chosen and earlier not in taken:
            chosen[request] = earlier
            taken.add(earlier)
    return pl.DataFrame({"request_id": [*chosen], "renews_request_id": [*chosen.values()]}).cast(pl.String)


def change_rows(columns: Columns, pairs: pl.DataFrame, known: KeptChanges) -> Iterator[pl.DataFrame]:
    """The rows of ``paragraph_changes``, some pairs of documents at a time; what is known is taken."""
    schema = render.polars_schema(registry.table("paragraph_changes"))
    for start in range(0, pairs.height, AT_ONCE):
        some = pairs[start : start + AT_ONCE]
        taken = known.rows(some)
        if taken is None:
            yield pl.DataFrame(_compared(columns, some), schema=schema)
            continue
        titled = taken.drop("series_title").join(some, on=PAIR, maintain_order="left")
        compared = pl.DataFrame(_compared(columns, some.join(taken, on=PAIR, how="anti")), schema=schema)
        yield pl.concat([titled.select(schema.keys()), compared]).sort(PAIR, maintain_order=True)


def _compared(columns: Columns, pairs: pl.DataFrame) -> Iterator[dict[str, object]]:
    wanted = pl.concat([pairs["document_id"], pairs["previous_document_id"]]).unique()
    texts = (
        columns("paragraphs")
        .filter(pl.col("document_id").is_in(wanted.implode()))
        .select("document_id", "paragraph_id", "part", "text")
        .collect()
    )
    held = {
        str(key): [Text(*row) for row in rows.drop("document_id").iter_rows()]
        for (key,), rows in texts.group_by("document_id", maintain_order=True)
    }
    for document, previous, title in pairs.iter_rows():
        yield from _rows(changes(held[previous], held[document]), document, previous, title)


def _rows(found: list[Change], document: str, previous: str, title: str) -> Iterator[dict[str, object]]:
    for number, each in enumerate(found, 1):
        shown = each.current or each.previous
        yield {
            "paragraph_change_id": f"{document}-{previous}-{number:04d}",
            "series_title": title,
            "previous_document_id": previous,
            "document_id": document,
            "previous_paragraph_id": each.previous and each.previous.paragraph_id,
            "paragraph_id": each.current and each.current.paragraph_id,
            "part": shown and shown.part,
            "change": each.change,
            "similarity": each.similarity,
            "inserted_text": each.said("inserted") if each.change in ("edited", "added") else None,
            "deleted_text": each.said("deleted") if each.change in ("edited", "removed") else None,
        }
