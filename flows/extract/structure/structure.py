"""Paragraphs to structure: the parts of a document, labels, headings and footnotes.

The walk keeps one state, the part it is in, and moves on at the lines that begin a part. What those lines
look like is data: ``seeds/languages/<lang>/structure.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from cronica.flows.extract.structure.head import Head, read_head
from cronica.flows.extract.structure.outline import Headings, Labels
from cronica.flows.extract.structure.rules import structure_rules
from cronica.flows.extract.text.clean import Cleaned, Mark
from cronica.flows.extract.text.mapped import MappedText
from cronica.flows.extract.text.star_notes import is_star_note
from cronica.flows.language import Language
from cronica.flows.normalise.openings import opens_operative, read_opening


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the document, in reading order.

    Attributes:
        text: cleaned text with its map to the source; a label stays in it, a footnote's own mark does not.
        part: where it stands, as in ``paragraphs.part``.
        body_start: offset of the first character after the label.
        emphasis_end: where an emphasis that opens the paragraph ends, if the source shows one.
        heading: the section headings it stands under, outermost first, joined by `` > ``.
        path: the labels from the outermost numbered paragraph down to its own.
    """

    text: MappedText
    part: str
    marks: tuple[Mark, ...] = ()
    label: str | None = None
    path: tuple[str, ...] = ()
    heading: str | None = None
    footnote_marker: str | None = None
    body_start: int = 0
    emphasis_end: int | None = None
    is_heading: bool = False


ACTING = ("preamble", "operative")
"""Parts in which a paragraph that opens with its verb is no heading, whatever it ends with."""


class _Walk:
    """Reads paragraphs one after another and says which part each belongs to."""

    def __init__(self, language: str, head: Head) -> None:
        self.language = Language.load(language)
        self.rules = structure_rules(language)
        self.head = head
        self.part = "body"
        self.ground = "body"
        """The part that goes on after a signature or a closing line."""
        self.labels = Labels()
        self.headings = Headings()

    def read(self, index: int, cleaned: Cleaned) -> Paragraph:
        """The paragraph at this place with its part, label and headings."""
        if index < self.head.end and not is_star_note(cleaned):
            return Paragraph(cleaned.text, "title" if index == self.head.title else "masthead", cleaned.marks)
        text = cleaned.text.text
        paragraph = Paragraph(cleaned.text, self.part, cleaned.marks)
        for begins in (self._note, self._end, self._begin):
            found = begins(text, paragraph)
            if found is not None:
                return found
        return self._inside(text, paragraph, cleaned)

    def _note(self, text: str, paragraph: Paragraph) -> Paragraph | None:
        if paragraph.marks and paragraph.marks[0].at == 0:
            first = paragraph.marks[0]
            body = paragraph.text.stripped()
            return replace(
                paragraph,
                text=body,
                part="footnote",
                footnote_marker=first.marker,
                marks=tuple(Mark(max(0, mark.at - 1), mark.marker) for mark in paragraph.marks[1:]),
            )
        return None

    def _end(self, text: str, paragraph: Paragraph) -> Paragraph | None:
        rules = self.rules
        if rules.closing.match(text) or (self.part == "closing" and rules.closing_more.match(text)):
            self.part = "closing"
            return replace(paragraph, part="closing")
        if rules.signature.match(text):
            self.part = "signature"
            return replace(paragraph, part="signature")
        if self.part == "signature" and rules.is_heading(text) and not rules.annex.match(text):
            return replace(paragraph, part="signature")
        return None

    def _begin(self, text: str, paragraph: Paragraph) -> Paragraph | None:
        rules = self.rules
        if rules.annex.match(text):
            self.part = self.ground = "annex"
            self.labels, self.headings = Labels(), Headings()
            return replace(paragraph, part="annex", is_heading=True)
        if rules.enacting.match(text) and self.ground != "annex":
            self.part = "preamble"
            self.labels = Labels()
            return replace(paragraph, part="body")
        return None

    def _inside(self, text: str, paragraph: Paragraph, cleaned: Cleaned) -> Paragraph:
        if self.part in ("signature", "closing"):
            self.part = self.ground
        level, is_bare = self._heading_level(text)
        if level is not None:
            self.headings.enter(text, level, is_bare=is_bare)
            part = "annex" if self.part == "annex" else "body"
            return replace(paragraph, part=part, heading=self.headings.path, is_heading=True)
        self.headings.after_bare = False
        label, path, body_start = self.labels.read(text, self.rules)
        if self.part == "preamble" and self._acts(text, label, body_start):
            self.part = "operative"
        return replace(
            paragraph,
            part=self.part,
            label=label,
            path=path,
            heading=self.headings.path,
            body_start=body_start,
            emphasis_end=_opening_emphasis(cleaned, body_start),
        )

    def _acts(self, text: str, label: str | None, body_start: int) -> bool:
        """The first numbered paragraph, or one that opens with a verb in the present, ends the preamble."""
        if label is not None:
            return label.isdigit()
        return opens_operative(text[body_start:], self.language)

    def _heading_level(self, text: str) -> tuple[int | None, bool]:
        rules = self.rules
        if rules.bare_heading.match(text):
            return (2 if len(text.rstrip(".")) == 1 and text[0] not in "IVX" else 1), True
        if not rules.is_heading(text) or (
            self.part in ACTING and read_opening(text, self.part, language=self.language)
        ):
            return None, False
        if rules.heading_labels["roman"].match(text):
            return 1, False
        if rules.heading_labels["letter"].match(text):
            return 2, False
        if rules.heading_labels["decimal"].match(text):
            return 3, False
        if match := rules.heading_labels["number"].match(text):
            number = int(re.match(r"\d+", match.group()).group())  # type: ignore[union-attr]
            expected = int(re.sub(r"\D", "", self.labels.number or "") or 0) + 1
            return (3, False) if number != expected else (None, False)
        if any(pattern.match(text) for pattern in rules.labels.values()):
            return None, False
        return 1, False


def read_structure(paragraphs: Iterable[Cleaned], language: str) -> list[Paragraph]:
    """Give every paragraph its part, label and headings.

    Args:
        paragraphs: the cleaned paragraphs in reading order.
        language: whose patterns apply (ISO 639-1).
    """
    cleaned = [item for item in paragraphs if item.text.text]
    texts = [
        f"{item.marks[0].marker} {item.text.text}" if is_star_note(item) else item.text.text
        for item in cleaned
    ]
    walk = _Walk(language, read_head(texts, language))
    return [walk.read(index, item) for index, item in enumerate(cleaned)]


def _opening_emphasis(cleaned: Cleaned, body_start: int) -> int | None:
    """Where the emphasis that opens the paragraph's text ends."""
    for start, end in cleaned.emphasis:
        if abs(start - body_start) <= 1:
            return end
    return None
