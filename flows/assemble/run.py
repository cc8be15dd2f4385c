"""The tables of a whole run: batches put together, documents linked, reference tables added."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import polars as pl

import seeds
from flows.discover import Refusal
from schemas import registry, render

Tables = dict[str, pl.DataFrame]


def assemble(batches: Sequence[Mapping[str, pl.DataFrame]], refusals: Sequence[Refusal]) -> Tables:
    """Every table of the contract.

    Args:
        batches: what ``normalise`` gave for each batch.
        refusals: every file that was refused on the way.

    Returns:
        Table name → frame with the contract's columns; tables that nothing filled are empty.
    """
    tables = {table.name: _together(table.name, batches) for table in registry.tables()}
    tables["citations"] = _linked(batches, tables["documents"])
    tables["agenda_items"] = _titled(tables["agenda_items"])
    tables["entities"] = _entities(tables["entities"])
    tables["sessions"] = _reference("sessions")
    tables["bodies"] = _reference("bodies")
    tables["quarantine"] = _quarantine(refusals)
    return {table.name: tables[table.name].select(table.columns) for table in registry.tables()}


def _together(name: str, batches: Sequence[Mapping[str, pl.DataFrame]]) -> pl.DataFrame:
    schema = render.polars_schema(registry.table(name))
    parts = [batch[name] for batch in batches if name in batch]
    if not parts:
        return pl.DataFrame(schema=schema)
    return pl.concat(
        [
            part.select(
                pl.col(column).cast(kind) for column, kind in schema.items() if column in part.columns
            )
            for part in parts
        ],
        how="diagonal",
    )


def _linked(batches: Sequence[Mapping[str, pl.DataFrame]], documents: pl.DataFrame) -> pl.DataFrame:
    """Citations with the document of this run they cite: by symbol and part, by symbol, or by title."""
    schema = render.polars_schema(registry.table("citations"))
    parts = [batch["citations"] for batch in batches]
    if not parts:
        return pl.DataFrame(schema=schema)
    citations = pl.concat(parts)
    known = documents.filter(pl.col("symbol").is_not_null()).sort("document_id")
    by_part = known.select(
        pl.col("symbol").str.replace(" ", "|").alias("key"), pl.col("document_id").alias("by_part")
    ).unique("key", keep="first", maintain_order=True)
    by_title = (
        documents.filter(pl.col("title").is_not_null())
        .sort("document_id")
        .select(_folded("title").alias("title_key"), "body_code", pl.col("document_id").alias("by_title"))
        .unique(["title_key", "body_code"], keep="none")
    )
    return (
        citations.with_columns(
            key=pl.when(pl.col("symbol_part").is_null())
            .then(pl.col("symbol"))
            .otherwise(pl.col("symbol") + "|" + pl.col("symbol_part")),
            title_key=_folded("cited_title"),
        )
        .join(by_part, on="key", how="left")
        .join(by_part.rename({"by_part": "by_symbol"}), left_on="symbol", right_on="key", how="left")
        .join(by_title, on=["title_key", "body_code"], how="left")
        .with_columns(cited_document_id=pl.coalesce("by_part", "by_symbol", "by_title"))
        .select(list(schema))
    )


def _folded(column: str) -> pl.Expr:
    return pl.col(column).str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()


def _titled(items: pl.DataFrame) -> pl.DataFrame:
    """Give an item without a title the one that another document of the run prints for it."""
    keys = ["body_code", "session_number", "label"]
    printed = (
        items.filter(pl.col("title_origin") == "stated", *(pl.col(key).is_not_null() for key in keys))
        .sort("agenda_item_id")
        .unique(keys, keep="first", maintain_order=True)
        .select(*keys, elsewhere="title")
    )
    return (
        items.join(printed, on=keys, how="left")
        .with_columns(
            title=pl.coalesce("title", "elsewhere"),
            title_origin=pl.when(pl.col("title").is_null() & pl.col("elsewhere").is_not_null())
            .then(pl.lit("inferred"))
            .otherwise(pl.col("title_origin")),
        )
        .drop("elsewhere")
    )


def _entities(persons: pl.DataFrame) -> pl.DataFrame:
    people = persons.sort("entity_id", "name_es").unique("entity_id", keep="first", maintain_order=True)
    return pl.concat([_reference("entities"), people], how="diagonal_relaxed")


def _reference(name: str) -> pl.DataFrame:
    """A reference table with the contract's columns and types; an empty cell is null."""
    schema = render.polars_schema(registry.table(name))
    cells = [{key: row[key] or None for key in schema if key in row} for row in seeds.reference(name)]
    frame = pl.DataFrame(cells, schema=dict.fromkeys(schema, pl.String), orient="row")
    return frame.select(
        pl.col(key).str.to_date() if kind == pl.Date else pl.col(key).cast(kind)
        for key, kind in schema.items()
    )


def _quarantine(refusals: Sequence[Refusal]) -> pl.DataFrame:
    schema = render.polars_schema(registry.table("quarantine"))
    found: dict[str, dict[str, Any]] = {}
    for refusal in refusals:
        row = asdict(refusal)
        content = json.dumps(row, ensure_ascii=False, sort_keys=True).encode()
        key = hashlib.sha256(content).hexdigest()[:16]
        found[key] = {"quarantine_id": key, **row}
    return pl.DataFrame(list(found.values()), schema=schema, orient="row")
