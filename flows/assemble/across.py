"""What documents say of each other, and the tables that no single document decides.

A citation gets the document of the run it cites, an agenda item the title that other documents agree
on. ``entities`` holds each person once, ``quarantine`` each refused file; ``sessions`` and ``bodies`` are the
reference tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from cronica import seeds
from cronica.flows.assemble.series import renewed
from cronica.flows.sources.discover import Refusal
from cronica.schemas import registry, render

Tables = dict[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Lookup:
    """Sorted keys with their values, searched by bisection."""

    keys: pl.Series
    values: pl.Series

    @classmethod
    def of(cls, key: str, value: str, rows: pl.DataFrame) -> Lookup:
        """Map each key to the value of the first row that has it; no key may be null."""
        found = rows.select(key, value).unique(key, keep="first", maintain_order=True).sort(key)
        return cls(found[key], found[value])

    def find(self, wanted: pl.Series) -> pl.Series:
        """The value of each key, null where there is none."""
        if self.keys.is_empty():
            return self.values.clear(len(wanted))
        at = self.keys.search_sorted(wanted.fill_null("")).clip(upper_bound=len(self.keys) - 1)
        return self.values[at].set(self.keys[at].ne_missing(wanted), None)


@dataclass(frozen=True, slots=True)
class Across:
    """What documents say of each other.

    Attributes:
        symbols: symbol, with its part → ``document_id``.
        titles: title and body → ``document_id``, where one document alone has the title.
        items: body, session and label of an agenda item → the title that documents agree on.
        persons: rows of ``entities``, one a person.
        renewed: request → the one that it repeats.
        superseding: symbol → that of the latest revision or correction of it.
    """

    symbols: Lookup
    titles: Lookup
    items: Lookup
    persons: pl.DataFrame
    renewed: Lookup
    superseding: Lookup

    @classmethod
    def of(cls, columns: Callable[[str], pl.LazyFrame], pairs: pl.DataFrame) -> Across:
        """Scan all documents once.

        Args:
            columns: name of a table → its rows of all documents, as ``tables_of`` returns them.
            pairs: which document follows which, as ``successions`` returns them.
        """
        documents = columns("documents").select("document_id", "symbol", "title", "body_code").collect()
        documents = documents.sort("document_id").select(
            "document_id", pl.col("symbol").str.replace(" ", "|"), title=_titled("title")
        )
        entitled = documents.drop_nulls("title").unique("title", keep="none")
        stated = columns("agenda_items").filter(pl.col("title_origin") == "stated")
        items = stated.select("agenda_item_id", "title", "body_code", item=ITEM).collect()
        return cls(
            symbols=Lookup.of("symbol", "document_id", documents.drop_nulls("symbol")),
            titles=Lookup.of("title", "document_id", entitled),
            items=Lookup.of("item", "title", _agreed(items.drop_nulls("item"), documents)),
            renewed=Lookup.of("request_id", "renews_request_id", renewed(columns, pairs)),
            superseding=Lookup.of("related_symbol", "symbol", _superseding(columns)),
            persons=columns("entities")
            .drop("document_id")
            .group_by("entity_id")
            .min()
            .collect()
            .sort("entity_id"),
        )

    def completed(self, name: str, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows of some documents in one table: the contract's columns, with what other documents add."""
        return contracted(name, COMPLETED[name](self, rows) if name in COMPLETED else rows)

    def _linked(self, citations: pl.DataFrame) -> pl.DataFrame:
        """Citations with the document of the run they cite: by symbol and part, by symbol, or by title."""
        part = pl.concat_str("symbol", "symbol_part", separator="|")
        asked = citations.select("symbol", part=part, title=_titled("cited_title"))
        by_part, by_symbol = (self.symbols.find(asked[each]) for each in ("part", "symbol"))
        by_title = self.titles.find(asked["title"])
        return citations.with_columns(cited_document_id=pl.coalesce(by_part, by_symbol, by_title))

    def _related(self, relations: pl.DataFrame) -> pl.DataFrame:
        """Relations with the document of the run that has the symbol."""
        asked = relations["related_symbol"].str.replace(" ", "|")
        return relations.with_columns(related_document_id=self.symbols.find(asked))

    def _renewed(self, requests: pl.DataFrame) -> pl.DataFrame:
        """Requests with the one of the resolution before that they repeat."""
        return requests.with_columns(renews_request_id=self.renewed.find(requests["request_id"]))

    def _superseded(self, documents: pl.DataFrame) -> pl.DataFrame:
        """Documents with the symbol of what replaces them."""
        return documents.with_columns(is_superseded_by=self.superseding.find(documents["symbol"]))

    def _entitled(self, items: pl.DataFrame) -> pl.DataFrame:
        """Give an item without a title the one that other documents of the run agree on."""
        elsewhere = self.items.find(items.select(ITEM).to_series())
        is_found = pl.col("title").is_null() & elsewhere.is_not_null()
        return items.with_columns(
            title=pl.coalesce("title", elsewhere),
            title_origin=pl.when(is_found).then(pl.lit("inferred")).otherwise(pl.col("title_origin")),
        )

    def of_the_run(self, refusals: Sequence[Refusal]) -> Tables:
        """The tables that no single document decides, by name."""
        return {
            "entities": pl.concat([_reference("entities"), self.persons], how="diagonal_relaxed"),
            "sessions": _reference("sessions"),
            "bodies": _reference("bodies"),
            "quarantine": _quarantine(refusals),
        }


SUPERSEDING = ("corrects", "revises", "replaces")
"""Relations of a document to one that is not to be read without it."""
NAMES = {"bodies": "body_names", "entities": "entity_names"}
"""Reference tables whose names stand in a table of their own, one language a row."""
COLUMN_OF_KIND = {"short": "name", "office": "name", "acronym": "acronym"}
"""Kinds of names that have a column in the contract for each language."""

COMPLETED = {
    "citations": Across._linked,
    "agenda_items": Across._entitled,
    "document_relations": Across._related,
    "documents": Across._superseded,
    "requests": Across._renewed,
}
"""Table → the method that fills in what other documents say."""

ITEM = pl.concat_str("body_code", "session_number", "label", separator="|")
"""The key under which two documents name the same agenda item; null where a part of it is missing."""


def contracted(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with exactly the contract's columns and types; a column that nothing filled is null."""
    schema = render.polars_schema(registry.table(name))
    return rows.select(
        (pl.col(column) if column in rows.columns else pl.lit(None)).cast(kind).alias(column)
        for column, kind in schema.items()
    )


def _titled(title: str) -> pl.Expr:
    """A title as others may write it, and its body; null without either."""
    folded = pl.col(title).str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()
    return pl.concat_str(folded, "body_code", separator="|")


def _agreed(items: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The titles of items on which all that print one agree, and that are no document's own title."""
    spelt = items.sort("agenda_item_id").with_columns(folded=_titled("title"))
    alone = pl.col("folded").n_unique().over("item") == 1
    return spelt.filter(alone & ~pl.col("folded").is_in(documents["title"].drop_nulls().implode()))


def _superseding(columns: Callable[[str], pl.LazyFrame]) -> pl.DataFrame:
    """``related_symbol`` of what is revised or corrected, and the ``symbol`` of the latest that does it."""
    changing = columns("document_relations").filter(pl.col("relation").is_in(SUPERSEDING))
    by = columns("documents").select("document_id", "symbol", "document_date").drop_nulls("symbol")
    found = changing.select("document_id", "related_symbol").join(by, on="document_id").collect()
    return found.sort("document_date", "symbol", descending=True, nulls_last=True)


def _reference(name: str) -> pl.DataFrame:
    """A reference table with the contract's columns and types; an empty cell is null."""
    table = registry.table(name)
    schema = render.polars_schema(table)
    key = table.primary_key[0]
    names = _names(NAMES[name], key) if name in NAMES else {}
    rows = (row | names.get(row[key], {}) for row in seeds.reference(name))
    cells = [{key: row[key] or None for key in schema if key in row} for row in rows]
    frame = pl.DataFrame(cells, schema=dict.fromkeys(schema, pl.String), orient="row")
    return frame.select(
        pl.col(key).str.to_date() if kind == pl.Date else pl.col(key).cast(kind)
        for key, kind in schema.items()
    )


def _names(table: str, key: str) -> dict[str, dict[str, str]]:
    """The contract's columns of names by key: of each language the first name and the first acronym."""
    columns: dict[str, dict[str, str]] = defaultdict(dict)
    for row in seeds.reference(table):
        if column := COLUMN_OF_KIND.get(row.get("kind", "short")):
            columns[row[key]].setdefault(f"{column}_{row['language']}", row["name"])
    return columns


def _quarantine(refusals: Sequence[Refusal]) -> pl.DataFrame:
    schema = render.polars_schema(registry.table("quarantine"))
    found = {row["quarantine_id"]: row for row in (refusal.row() for refusal in refusals)}
    return pl.DataFrame(list(found.values()), schema=schema, orient="row")
