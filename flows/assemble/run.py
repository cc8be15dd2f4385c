"""What needs the whole run: documents linked to each other, persons once each, reference tables, refusals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

import seeds
from flows.discover import Refusal
from schemas import registry, render

Tables = dict[str, pl.DataFrame]

OF_THE_RUN = ("entities", "sessions", "bodies", "quarantine")
"""Tables that no document decides."""


@dataclass(frozen=True, slots=True)
class Across:
    """What documents say of each other.

    Attributes:
        symbols: ``key`` (a symbol, with its part) → ``document_id``.
        titles: ``title_key`` and ``body_code`` → ``document_id``, where one document alone has the title.
        items: ``body_code``, ``session_number`` and ``label`` of an agenda item → ``elsewhere``, its title.
        persons: rows of ``entities``, one a person.
    """

    symbols: pl.DataFrame
    titles: pl.DataFrame
    items: pl.DataFrame
    persons: pl.DataFrame

    @classmethod
    def of(cls, columns: Callable[[str], pl.LazyFrame]) -> Across:
        """Look through all documents.

        Args:
            columns: name of a table → its rows as ``normalise`` gives them, of all documents.
        """
        documents = columns("documents").select("document_id", "symbol", "title", "body_code").collect()
        known = documents.filter(pl.col("symbol").is_not_null()).sort("document_id")
        entitled = documents.filter(pl.col("title").is_not_null()).sort("document_id")
        stated = columns("agenda_items").filter(
            pl.col("title_origin") == "stated", *(pl.col(key).is_not_null() for key in ITEM)
        )
        return cls(
            symbols=known.select(
                pl.col("symbol").str.replace(" ", "|").alias("key"), pl.col("document_id").alias("by_key")
            ).unique("key", keep="first", maintain_order=True),
            titles=entitled.select(
                _folded("title").alias("title_key"), "body_code", pl.col("document_id").alias("by_title")
            ).unique(["title_key", "body_code"], keep="none"),
            items=stated.select(*ITEM, "agenda_item_id", elsewhere="title")
            .collect()
            .sort("agenda_item_id")
            .unique(ITEM, keep="first", maintain_order=True)
            .drop("agenda_item_id"),
            persons=columns("entities")
            .drop("document_id")
            .unique()
            .collect()
            .sort("entity_id", "name_es")
            .unique("entity_id", keep="first", maintain_order=True),
        )

    def completed(self, name: str, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows of one table of some documents, with the contract's columns and what other documents add."""
        if name == "citations":
            rows = self._linked(rows)
        elif name == "agenda_items":
            rows = self._titled(rows)
        return contracted(name, rows)

    def _linked(self, citations: pl.DataFrame) -> pl.DataFrame:
        """Citations with the document of the run they cite: by symbol and part, by symbol, or by title."""
        key = (
            pl.when(pl.col("symbol_part").is_null())
            .then(pl.col("symbol"))
            .otherwise(pl.col("symbol") + "|" + pl.col("symbol_part"))
        )
        by_symbol = self.symbols.rename({"by_key": "by_symbol"})
        joined = (
            citations.with_columns(key=key, title_key=_folded("cited_title"))
            .join(self.symbols, on="key", how="left", maintain_order="left")
            .join(by_symbol, left_on="symbol", right_on="key", how="left", maintain_order="left")
            .join(self.titles, on=["title_key", "body_code"], how="left", maintain_order="left")
        )
        return joined.with_columns(cited_document_id=pl.coalesce("by_key", "by_symbol", "by_title"))

    def _titled(self, items: pl.DataFrame) -> pl.DataFrame:
        """Give an item without a title the one that another document of the run prints for it."""
        is_found = pl.col("title").is_null() & pl.col("elsewhere").is_not_null()
        return items.join(self.items, on=ITEM, how="left", maintain_order="left").with_columns(
            title=pl.coalesce("title", "elsewhere"),
            title_origin=pl.when(is_found).then(pl.lit("inferred")).otherwise(pl.col("title_origin")),
        )

    def of_the_run(self, refusals: Sequence[Refusal]) -> Tables:
        """The tables ``OF_THE_RUN``."""
        return {
            "entities": pl.concat([_reference("entities"), self.persons], how="diagonal_relaxed"),
            "sessions": _reference("sessions"),
            "bodies": _reference("bodies"),
            "quarantine": _quarantine(refusals),
        }


ITEM = ["body_code", "session_number", "label"]
"""What two documents have in common that name one agenda item."""


def contracted(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with exactly the contract's columns and types; a column that nothing filled is null."""
    schema = render.polars_schema(registry.table(name))
    return rows.select(
        (pl.col(column) if column in rows.columns else pl.lit(None)).cast(kind).alias(column)
        for column, kind in schema.items()
    )


def assemble(batches: Sequence[Mapping[str, pl.DataFrame]], refusals: Sequence[Refusal]) -> Tables:
    """Every table of the contract, for batches that fit into memory.

    Args:
        batches: what ``normalise`` gave for each batch.
        refusals: every file that was refused on the way.
    """
    together = {name: pl.concat([batch[name] for batch in batches]) for name in batches[0]}
    across = Across.of(lambda name: together[name].lazy())
    tables = {**together, **across.of_the_run(refusals)}
    return {table.name: across.completed(table.name, tables[table.name]) for table in registry.tables()}


def _folded(column: str) -> pl.Expr:
    return pl.col(column).str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()


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
    found = {row["quarantine_id"]: row for row in (refusal.row() for refusal in refusals)}
    return pl.DataFrame(list(found.values()), schema=schema, orient="row")
