"""The tables of one batch of documents: everything that needs no other document."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl
from cronica.flows.assemble import rows
from cronica.flows.extract import PACK_LANGUAGE
from cronica.flows.interpret.document import read_document
from cronica.flows.interpret.links import find_links
from cronica.flows.interpret.model import Anchor, Reading, TextParagraph
from cronica.flows.interpret.stated import read_stated
from cronica.flows.language import Language
from cronica.flows.normalise.candidates import candidates
from cronica.flows.normalise.names.entities import find_entities
from cronica.flows.normalise.names.persons import find_persons_in_document
from cronica.flows.normalise.terms import count_terms
from cronica.schemas import registry, render

PROSE = ("preamble", "operative", "body", "annex", "title")
"""Parts whose words are counted as terms."""

Tables = dict[str, pl.DataFrame]


def normalise(segmented: Mapping[str, pl.DataFrame]) -> Tables:
    """Read every document of a batch.

    Args:
        segmented: ``sources``, ``paragraphs`` and ``footnote_anchors`` as ``flows.extract`` makes them.

    Returns:
        The mention tables, ``documents``, ``paragraphs``, ``votes``, ``sponsors``, ``subjects``, ``terms``,
        ``issues`` and in ``entities`` the persons of each document, each with ``document_id`` and the
        contract's columns that one document decides.
    """
    paragraphs = segmented["paragraphs"]
    readings = list(_readings(segmented))
    found = {
        name: _frame(name, (row for reading in readings for row in make(reading)))
        for name, make in (
            ("date_mentions", rows.date_rows),
            ("session_mentions", rows.session_rows),
            ("agenda_items", rows.item_rows),
            ("votes", rows.vote_rows),
            ("sponsors", rows.sponsor_rows),
            ("subjects", rows.subject_rows),
            ("issues", rows.issue_rows),
        )
    }
    found["citations"] = _frame(
        "citations", (row for item in readings for row in rows.citation_rows(item)), cited_title=pl.String
    )
    known, senders = _known_entities(paragraphs["text"], readings)
    entity_mentions, persons = _entities(paragraphs, known, readings)
    read = _paragraphs(paragraphs, readings)
    return {
        **found,
        "sponsors": _sponsors(found["sponsors"], entity_mentions, readings),
        "documents": _documents(segmented["sources"], read, senders, readings),
        "paragraphs": read,
        "footnote_anchors": _anchors(segmented["footnote_anchors"]),
        "entity_mentions": entity_mentions,
        "entities": persons,
        "terms": _terms(paragraphs),
    }


def _readings(segmented: Mapping[str, pl.DataFrame]) -> Iterable[Reading]:
    paragraphs: dict[str, list[TextParagraph]] = defaultdict(list)
    starts: dict[str, list[int]] = defaultdict(list)
    columns = (
        "source_start",
        "document_id",
        "paragraph_number",
        "part",
        "text",
        "label",
        "footnote_marker",
        "body_start",
        "emphasis_end",
        "is_heading",
    )
    rows_ = segmented["paragraphs"].select(columns).iter_rows()
    scanned = candidates(segmented["paragraphs"]["text"], Language.load(PACK_LANGUAGE))
    for (start, document_id, *values), found in zip(rows_, scanned, strict=True):
        starts[document_id].append(start)
        paragraphs[document_id].append(TextParagraph(found, *values))
    anchors: dict[str, list[Anchor]] = defaultdict(list)
    for document_id, *values in segmented["footnote_anchors"].iter_rows():
        anchors[document_id].append(Anchor(*values))
    sources = segmented["sources"].select("document_id", "facts", "language", "metadata", "text")
    for document_id, facts, text_language, metadata, text in sources.iter_rows():
        yield read_document(
            document_id,
            paragraphs[document_id],
            anchors[document_id],
            json.loads(facts),
            PACK_LANGUAGE,
            text_language=text_language,
            stated=read_stated(json.loads(metadata)),
            links=find_links(text, starts[document_id]),
        )


def _frame(name: str, found: Iterable[Mapping[str, Any]], **beside: type[pl.DataType]) -> pl.DataFrame:
    """Rows as a frame with the contract's columns that they have, and those named beside them."""
    schema: dict[str, Any] = {**render.polars_schema(registry.table(name)), **beside}
    return pl.DataFrame(list(found), schema=schema, orient="row")


def _documents(
    sources: pl.DataFrame,
    paragraphs: pl.DataFrame,
    senders: Sequence[str | None],
    readings: Iterable[Reading],
) -> pl.DataFrame:
    words = paragraphs.group_by("document_id").agg(pl.col("word_count").sum())
    stated = ("source_path", "source_sha256", "source_bytes", "source_format", "language")
    own = _frame("documents", map(rows.document_row, readings)).drop(stated)
    return (
        own.drop("word_count")
        .with_columns(sender_entity_id=pl.Series(senders, dtype=pl.String))
        .join(sources.select("document_id", *stated), on="document_id", how="left")
        .join(words, on="document_id", how="left")
    )


def _paragraphs(paragraphs: pl.DataFrame, readings: Iterable[Reading]) -> pl.DataFrame:
    openings = pl.DataFrame(
        [row for reading in readings for row in rows.opening_rows(reading)],
        schema={
            "document_id": pl.String,
            "paragraph_number": pl.Int32,
            "opening_text": pl.String,
            "opening_lemma": pl.String,
            "opening_en": pl.String,
            "act_class": pl.String,
        },
        orient="row",
    )
    return (
        paragraphs.join(openings, on=["document_id", "paragraph_number"], how="left")
        .with_columns(
            paragraph_id=_paragraph_key("paragraph_number"),
            word_count=pl.col("text").str.count_matches(r"\S+").cast(pl.Int32),
        )
        .drop("body_start", "emphasis_end", "is_heading")
    )


def _paragraph_key(number: str) -> pl.Expr:
    return pl.col("document_id") + "-p" + pl.col(number).cast(pl.String).str.zfill(4)


def _anchors(anchors: pl.DataFrame) -> pl.DataFrame:
    order = pl.int_range(1, pl.len() + 1).over("document_id").cast(pl.String).str.zfill(4)
    return anchors.select(
        pl.concat_str(pl.col("document_id"), pl.lit("-f"), order).alias("footnote_anchor_id"),
        "document_id",
        _paragraph_key("paragraph_number").alias("paragraph_id"),
        "start_char",
        "marker",
        _paragraph_key("footnote_number").alias("footnote_paragraph_id"),
    )


def _known_entities(texts: pl.Series, readings: Sequence[Reading]) -> tuple[pl.DataFrame, list[str | None]]:
    """The known entities that texts name, and for each document the one that sent it.

    Found in one call: each makes the automaton of all names anew.
    """
    senders = pl.Series([reading.head.sender for reading in readings], dtype=pl.String)
    found = find_entities(pl.concat([texts, senders]), Language.load(PACK_LANGUAGE))
    first = found.filter(pl.col("index") >= len(texts)).unique("index", keep="first", maintain_order=True)
    by_row: dict[int, str] = dict(first.select("index", "entity_id").iter_rows())
    return found.filter(pl.col("index") < len(texts)), [
        by_row.get(len(texts) + number) for number in range(len(readings))
    ]


def _entities(
    paragraphs: pl.DataFrame, known: pl.DataFrame, readings: Iterable[Reading]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The mentions of known entities and of the persons each document names, and the persons."""
    found = known.join(
        paragraphs.select("document_id", "paragraph_number").with_row_index("index"), on="index"
    )
    mentions = found.select("document_id", "paragraph_number", "start", "end", "text", "entity_id", "rule_id")
    of_persons: list[tuple[Any, ...]] = []
    named: dict[tuple[str, str], str] = {}
    for reading in readings:
        people = find_persons_in_document(
            [paragraph.text for paragraph in reading.paragraphs],
            [paragraph.candidates.has_persons for paragraph in reading.paragraphs],
            Language.load(reading.language),
        )
        named |= {(reading.document_id, person.entity_id): person.name for person in people}
        for person in people:
            paragraph = reading.paragraphs[person.index]
            printed = paragraph.text[person.start : person.end]
            place = (reading.document_id, paragraph.number, person.start, person.end)
            of_persons.append((*place, printed, person.entity_id, person.rule_id))
    order = pl.int_range(1, pl.len() + 1).over("document_id").cast(pl.String).str.zfill(4)
    persons_named = pl.DataFrame(of_persons, schema=mentions.schema, orient="row")
    rows_ = pl.concat([mentions, persons_named]).sort(
        "document_id", "paragraph_number", "start", "end", "entity_id"
    )
    persons = [
        {"document_id": document_id, "entity_id": entity_id, "entity_type": "person", "name_es": name}
        for (document_id, entity_id), name in sorted(named.items())
    ]
    return rows_.select(
        pl.concat_str(pl.col("document_id"), pl.lit("-e"), order).alias("entity_mention_id"),
        "document_id",
        _paragraph_key("paragraph_number").alias("paragraph_id"),
        pl.col("start").cast(pl.Int32).alias("start_char"),
        pl.col("end").cast(pl.Int32).alias("end_char"),
        "text",
        "entity_id",
        "rule_id",
    ), _frame("entities", persons, document_id=pl.String)


def _sponsors(stated: pl.DataFrame, mentions: pl.DataFrame, readings: Iterable[Reading]) -> pl.DataFrame:
    """The sponsors that files state, and those printed over a draft: the entities its line names."""
    lines = pl.DataFrame(
        [
            (reading.document_id, reading.paragraphs[index].number, start, end, reading.head.symbol)
            for reading in readings
            for index, start, end in reading.head.sponsors
        ],
        schema={
            "document_id": pl.String,
            "paragraph_number": pl.Int32,
            "line_start": pl.Int32,
            "line_end": pl.Int32,
            "draft_symbol": pl.String,
        },
        orient="row",
    ).with_columns(paragraph_id=_paragraph_key("paragraph_number"))
    printed = (
        lines.join(mentions.drop("document_id"), on="paragraph_id")
        .filter(pl.col("start_char") >= pl.col("line_start"), pl.col("end_char") <= pl.col("line_end"))
        .select("document_id", "entity_id", pl.col("text").alias("sponsor_name"), "draft_symbol")
    )
    return pl.concat([stated.select(printed.columns), printed]).unique(
        ["document_id", "sponsor_name"], keep="first", maintain_order=True
    )


def _terms(paragraphs: pl.DataFrame) -> pl.DataFrame:
    prose = paragraphs.filter(pl.col("part").is_in(PROSE))
    return count_terms(prose.select("document_id", "text"), Language.load(PACK_LANGUAGE))
