"""One document, read in this process: everything it says, as rows of the contract."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cronica import rows

if TYPE_CHECKING:
    import polars as pl

LONGEST_PATH = 255
"""Bytes of a text that may be the name of a file; a longer one is none."""
UNNAMED = "document"
"""``source_path`` of what is no file."""
Row = TypeVar("Row", bound=tuple[object, ...])


class Document:
    """What one document says.

    Each attribute holds the rows of one table, as named tuples in the order of the contract. ``start_char``
    and ``end_char`` count characters in the ``text`` of the paragraph with the same ``paragraph_id``.

    What only a warehouse can know is null here: which document of the warehouse a citation or a relation
    means, and the title of an agenda item that another document prints.
    """

    def __init__(self, tables: "Mapping[str, pl.DataFrame]") -> None:
        self._tables = tables

    def __repr__(self) -> str:
        name = self.metadata.symbol or self.metadata.title or self.metadata.source_path
        return f"<cronica.Document {name!r}: {len(self.paragraphs)} paragraphs>"

    @cached_property
    def metadata(self) -> rows.DocumentRow:
        """The document itself: symbol, title, body, session, dates, kind, language."""
        return self._rows("documents", rows.DocumentRow)[0]

    @cached_property
    def paragraphs(self) -> list[rows.ParagraphRow]:
        """The paragraphs, with their part (preamble, operative, annex …), label and opening phrase."""
        return self._rows("paragraphs", rows.ParagraphRow)

    @cached_property
    def dates(self) -> list[rows.DateMentionRow]:
        """The dates and periods, each with its role (adoption, letter, cited …)."""
        return self._rows("date_mentions", rows.DateMentionRow)

    @cached_property
    def sessions(self) -> list[rows.SessionMentionRow]:
        """The sessions named, and the document's own."""
        return self._rows("session_mentions", rows.SessionMentionRow)

    @cached_property
    def agenda_items(self) -> list[rows.AgendaItemRow]:
        """The agenda items, at each place where one is named."""
        return self._rows("agenda_items", rows.AgendaItemRow)

    @cached_property
    def citations(self) -> list[rows.CitationRow]:
        """The documents cited, a row for each symbol and place."""
        return self._rows("citations", rows.CitationRow)

    @cached_property
    def entities(self) -> list[rows.EntityMentionRow]:
        """The States, organisations, bodies and persons named."""
        return self._rows("entity_mentions", rows.EntityMentionRow)

    @cached_property
    def persons(self) -> list[rows.EntityRow]:
        """The persons among ``entities``, once each, with their names."""
        return self._rows("entities", rows.EntityRow)

    @cached_property
    def footnote_anchors(self) -> list[rows.FootnoteAnchorRow]:
        """The footnote marks, each with the paragraph that holds its note."""
        return self._rows("footnote_anchors", rows.FootnoteAnchorRow)

    @cached_property
    def speeches(self) -> list[rows.SpeechRow]:
        """The turns of speakers, of the record of a meeting."""
        return self._rows("speeches", rows.SpeechRow)

    @cached_property
    def relations(self) -> list[rows.DocumentRelationRow]:
        """The documents that it corrects, revises or adds to."""
        return self._rows("document_relations", rows.DocumentRelationRow)

    @cached_property
    def votes(self) -> list[rows.VoteRow]:
        """The votes recorded."""
        return self._rows("votes", rows.VoteRow)

    @cached_property
    def sponsors(self) -> list[rows.SponsorRow]:
        """The sponsors of the draft."""
        return self._rows("sponsors", rows.SponsorRow)

    @cached_property
    def subjects(self) -> list[rows.SubjectRow]:
        """The subject headings the file states."""
        return self._rows("subjects", rows.SubjectRow)

    @cached_property
    def terms(self) -> list[rows.TermRow]:
        """The words and groups of words, with how often each stands in the document."""
        return self._rows("terms", rows.TermRow)

    @cached_property
    def issues(self) -> list[rows.IssueRow]:
        """The doubts and contradictions found; a build also compares tables and may find more."""
        return self._rows("issues", rows.IssueRow)

    def to_frames(self) -> "dict[str, pl.DataFrame]":
        """All rows as polars frames, by the name of their table."""
        return dict(self._tables)

    def _rows(self, table: str, row: type[Row]) -> list[Row]:
        make = row._make  # type: ignore[attr-defined]
        return [make(values) for values in self._tables[table].iter_rows()]


def read(source: str | bytes | Path, *, language: str | None, published: date | None) -> Document:
    """Read one document, as ``cronica.read`` says."""
    from cronica.flows.assemble.across import contracted
    from cronica.flows.extract.extracted import Unreadable
    from cronica.flows.reading.documents import read_one
    from cronica.schemas import registry

    if language is not None and not (len(language) == 2 and language.isascii() and language.islower()):
        raise ValueError(f"language is {language!r}: give its ISO 639-1 code, such as es")
    name, data = _bytes(source)
    known = {"publication_date": published.isoformat()} if published else {}
    try:
        _, tables = read_one(data, name, language=language, manifest=known)
    except Unreadable as error:
        which = name if isinstance(source, Path) else f"the {name}"
        raise Unreadable(error.reason, f"{which} {error.message}") from None
    return Document(
        {
            table.name: contracted(table.name, tables[table.name]).sort(table.sort)
            for table in registry.tables()
            if table.name in tables
        }
    )


def _bytes(source: str | bytes | Path) -> tuple[str, bytes]:
    """The name and the bytes of what is to be read."""
    if isinstance(source, Path):
        return source.name, source.read_bytes()
    if isinstance(source, bytes):
        return UNNAMED, source
    data = source.encode("utf-8", "replace")
    if len(data) <= LONGEST_PATH and "\n" not in source and "\0" not in source and Path(source).is_file():
        raise TypeError(f"{source!r} is read as text, and a file has that name: give Path({source!r})")
    return UNNAMED, data
