"""Documents of one symbol in several languages: which paragraphs are one, where a version stands alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from cronica.flows.assemble.alignment import Paragraph, parallel
from cronica.flows.language.folding import narrowed
from cronica.flows.language.identify import UNDETERMINED
from cronica.schemas import registry, render
from cronica.warehouse.store.catalog import over_files

AT_ONCE = 100
"""Symbols whose paragraphs are in memory at a time."""
VALUES = {"date_mentions": "edtf", "citations": "symbol", "entity_mentions": "entity_id"}
"""Table → its column that holds the same value in every language."""
COMPARED = (
    *("documents", "paragraphs", "parallel_paragraphs", "agenda_items"),
    *("date_mentions", "session_mentions", "citations", "votes"),
)
"""Tables in which versions are compared."""
AGREE = Path(__file__).with_name("versions_agree.sql")
_FIGURES = re.compile(r"\d+")

Columns = Callable[[str], pl.LazyFrame]
"""Name of a table → its rows of all documents."""


def versions(columns: Columns) -> pl.DataFrame:
    """Documents whose symbol another has in another language: ``symbol``, ``language``, ``document_id``.

    Of two files of one symbol in one language that with more paragraphs is taken.
    """
    documents = columns("documents").drop_nulls("symbol").filter(pl.col("language") != UNDETERMINED)
    longest_first = documents.sort(pl.col("paragraph_count"), "document_id", descending=[True, False])
    one_each = longest_first.unique(["symbol", "language"], keep="first", maintain_order=True)
    several = one_each.filter(pl.len().over("symbol") > 1)
    return several.select("symbol", "language", "document_id").sort("symbol", "language").collect()


def parallel_rows(columns: Columns, versions: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The rows of ``parallel_paragraphs``, some symbols at a time, in the order of symbols."""
    schema = render.polars_schema(registry.table("parallel_paragraphs"))
    for _, some in versions.group_by(pl.col("symbol").rle_id() // AT_ONCE, maintain_order=True):
        texts = _texts(columns, some["document_id"])
        of_symbols = some.group_by("symbol", maintain_order=True)
        yield pl.DataFrame([row for _, each in of_symbols for row in _rows(each, texts)], schema=schema)


def _rows(versions: pl.DataFrame, texts: Mapping[str, Sequence[Paragraph]]) -> Iterator[dict[str, object]]:
    """The rows of the versions of one symbol."""
    symbol = versions["symbol"][0]
    documents = dict(versions.select("language", "document_id").iter_rows())
    for code, parallel_code, pairs in parallel({code: texts[each] for code, each in documents.items()}):
        for paragraph, counterpart, likeness in pairs:
            yield {
                "paragraph_id": paragraph.paragraph_id,
                "parallel_paragraph_id": counterpart.paragraph_id,
                "document_id": documents[code],
                "parallel_document_id": documents[parallel_code],
                "language": code,
                "parallel_language": parallel_code,
                "symbol": symbol,
                "part": paragraph.part,
                "confidence": round(likeness, 2),
            }


def _texts(columns: Columns, documents: pl.Series) -> dict[str, list[Paragraph]]:
    """Document → its paragraphs in reading order."""

    def of(table: str) -> pl.LazyFrame:
        return columns(table).filter(pl.col("document_id").is_in(documents.implode()))

    values: dict[str, set[str]] = defaultdict(set)
    for table, column in VALUES.items():
        for paragraph, value in of(table).select("paragraph_id", column).collect().iter_rows():
            values[paragraph].add(value)
    number = pl.coalesce("label_path", "footnote_marker")
    rows = of("paragraphs").select("document_id", "paragraph_id", "part", number, "act_class", "text")
    texts: dict[str, list[Paragraph]] = defaultdict(list)
    for document, paragraph, part, label, act, text in rows.collect().iter_rows():
        said = {*values[paragraph], *_FIGURES.findall(narrowed(text)), *([act] if act else ())}
        texts[document].append(Paragraph(paragraph, part, label, frozenset(said)))
    return texts


def disagreements(staged: Path) -> pl.DataFrame:
    """What one version says and most of the others do not: rows of ``issues`` without their keys.

    Args:
        staged: folder in which the tables of ``COMPARED`` have been written.
    """
    return over_files(AGREE.read_text(encoding="utf-8"), COMPARED, staged)


def with_issues(issues: pl.DataFrame, found: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The issues of some documents with those that ``disagreements`` found, which get the next numbers."""
    own = issues.group_by("document_id").len("own")
    of_these = found.filter(pl.col("document_id").is_in(documents["document_id"].implode()))
    number = pl.int_range(1, pl.len() + 1).over("document_id") + pl.col("own").fill_null(0)
    key = pl.concat_str("document_id", pl.lit("-i"), number.cast(pl.String).str.zfill(4))
    numbered = of_these.join(own, on="document_id", how="left", maintain_order="left")
    return pl.concat([issues, numbered.select(pl.exclude("own"), issue_id=key)], how="diagonal")
