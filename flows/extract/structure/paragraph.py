"""A paragraph of a document, with what reading its structure recognised in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from cronica.flows.extract.text.clean import Cleaned, Mark
from cronica.flows.language import Language
from cronica.flows.normalise.openings import Opening


class Field(NamedTuple):
    """A field that a masthead line fills, by its name in the pack's ``masthead.yml``."""

    name: str
    match: re.Match[str]


@dataclass(slots=True)
class Paragraph:
    """A paragraph of a document.

    Attributes:
        text: the cleaned text; a label stays in it, a footnote's own mark does not.
        source_start: where it begins in the extracted text.
        source_end: where it ends there.
        part: where it stands, as in ``paragraphs.part``.
        marks: the footnote marks lifted out of the text.
        label: the label that it opens with.
        path: the labels from the outermost numbered paragraph down to its own.
        heading: the section headings it stands under, outermost first, joined by `` > ``.
        footnote_marker: the mark of the note that it is.
        body_start: offset of the first character after the label.
        emphasis_end: where an emphasis that opens the paragraph ends, if the source shows one.
        is_heading: whether it is a section heading.
        fields: what it states as a line of the masthead.
        opening: the opening phrase of a preambular or operative paragraph.
        language: the language it is in, where that is not its document's.
    """

    text: str
    source_start: int
    source_end: int
    part: str
    marks: tuple[Mark, ...] = ()
    label: str | None = None
    path: tuple[str, ...] = ()
    heading: str | None = None
    footnote_marker: str | None = None
    body_start: int = 0
    emphasis_end: int | None = None
    is_heading: bool = False
    fields: tuple[Field, ...] = ()
    opening: Opening | None = None
    language: Language | None = None

    @classmethod
    def of(cls, cleaned: Cleaned, part: str) -> Paragraph:
        """A cleaned text as a paragraph of a part."""
        text = cleaned.text
        return cls(text.text, text.source_start, text.source_end, part, cleaned.marks)

    @classmethod
    def note(cls, cleaned: Cleaned) -> Paragraph:
        """A cleaned text as a footnote, without the mark that opens it."""
        text = cleaned.text.stripped()
        first, *others = cleaned.marks or (Mark(0, ""),)
        marks = tuple(Mark(max(0, mark.at - 1), mark.marker) for mark in others)
        note = cls(text.text, text.source_start, text.source_end, "footnote", marks)
        note.footnote_marker = first.marker or None
        return note
