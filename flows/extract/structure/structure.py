"""Paragraphs to structure: the parts of a document, labels, headings and footnotes.

The walk keeps one state, the part it is in, and moves on at the lines that begin a part. What those lines
look like is data: ``seeds/languages/<lang>/structure.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cronica.flows.extract.structure.head import read_head
from cronica.flows.extract.structure.masthead_lines import read_line
from cronica.flows.extract.structure.outline import Headings, Labels, opening_emphasis, opening_of
from cronica.flows.extract.structure.paragraph import Paragraph
from cronica.flows.extract.structure.rules import CELLS, structure_rules
from cronica.flows.extract.text.clean import Cleaned
from cronica.flows.language import Language
from cronica.flows.normalise.openings import opens_operative, read_opening

_FIGURES = re.compile(r"(?:\s(?!\(\d{4}\))[-–(]?\d[\d.,%)]{0,15}){2}$")
"""The end of a table's row."""
ACTING = ("preamble", "operative")
"""Parts in which a paragraph that opens with its verb is no heading, whatever it ends with."""


class _Walk:
    """Reads paragraphs one after another and says which part each belongs to."""

    def __init__(self, texts: Sequence[str], language: Language) -> None:
        self.texts = texts
        self.language = language
        self.rules = structure_rules(language)
        self.head = read_head(texts, language)
        self.foot = self._foot()
        self.part = "body"
        self.ground = "body"
        """The part that goes on after a signature or a closing line."""
        self.said_farewell = False
        """Whether the paragraph before ended a letter."""
        self.recites = False
        """Whether the preamble began before the line that names who acts: *VISTO:*, *CONSIDERANDO:*."""
        self.carries = False
        """Whether the last paragraph without a label was a verb alone: *RESUELVE:*."""
        self.labels = Labels()
        self.headings = Headings()

    def _foot(self) -> int:
        """Where the short lines begin that end the text: names of those who sign, each over an office."""
        start = len(self.texts)
        while start > self.head.end and self.rules.is_heading(_capitalised(self.texts[start - 1])):
            start -= 1
        return start

    def read(self, index: int, cleaned: Cleaned) -> Paragraph:
        """The paragraph at this place with its part, label and headings."""
        if index < self.head.end and not _is_note(cleaned):
            return self._in_head(index, cleaned)
        if _is_note(cleaned):
            return Paragraph.note(cleaned)
        text = cleaned.text.text
        if part := self._part_that_ends(text, index) or self._part_that_begins(text, index):
            paragraph = Paragraph.of(cleaned, part)
            paragraph.is_heading = part == "annex"
            return paragraph
        return self._inside(index, text, cleaned)

    def _in_head(self, index: int, cleaned: Cleaned) -> Paragraph:
        if index == self.head.title:
            return Paragraph.of(cleaned, "title")
        paragraph = Paragraph.of(cleaned, "masthead")
        paragraph.fields = self.head.lines[index]
        return paragraph

    def _part_that_ends(self, text: str, index: int) -> str | None:
        """``closing`` or ``signature`` for a line of these."""
        rules = self.rules
        ends_act = self.part == "closing" or (self.part == "operative" and index >= self.foot)
        if rules.closing.match(text) or (ends_act and rules.closing_more.match(text)):
            self.part = "closing"
            return "closing"
        is_last = index >= self.foot and self.part == "closing"
        said_farewell, self.said_farewell = self.said_farewell, bool(rules.farewell.match(text))
        under = "".join(self.texts[index + 1 : index + 2])
        signed = f"{text} {under}" if text.endswith(",") else text  # the office stands over the name
        if (
            rules.signature.match(text)
            or ((said_farewell or is_last) and rules.signed_name.match(signed))
            or (index >= self.foot and rules.names_office(text, under))
        ):
            self.part = "signature"
            return "signature"
        begins = rules.annex.match(text) or rules.bare_heading.match(text)
        if self.part == "signature" and rules.is_heading(_capitalised(text)) and not begins:
            return "signature"
        return None

    def _part_that_begins(self, text: str, index: int) -> str | None:
        """``annex`` for its heading, ``body`` for the line that says who acts."""
        rules = self.rules
        under = "".join(self.texts[index + 1 : index + 2])
        if rules.annex.match(text) and not rules.index_line.search(under):
            self.part = self.ground = "annex"
            self.labels, self.headings = Labels(), Headings()
            return "annex"
        if self.recites and rules.resolves.match(text):
            self.part, self.recites = "operative", False
            return None
        if self.ground != "annex" and (rules.enacting.match(text) or self._names_body(text, index)):
            self.part = "preamble"
            self.labels = Labels()
            return "body"
        if self.part == self.ground == "body" and rules.recital.match(text):
            self.recites = any(map(rules.resolves.match, self.texts[index + 1 :]))
            self.part = "preamble" if self.recites else "body"
        return None

    def _names_body(self, text: str, index: int) -> bool:
        """Whether a line right after the head is the name of a body alone: who acts, its comma left out."""
        line = read_line(text, self.language) if index == self.head.end else None
        return line is not None and line.name == "body"

    def _inside(self, index: int, text: str, cleaned: Cleaned) -> Paragraph:
        if self.part in ("signature", "closing"):
            self.part = self.ground
        level, is_bare = self._heading_level(text)
        if level is not None:
            self.headings.leave_index(text, self.rules)
            self.headings.enter(text, level, is_bare=is_bare)
            paragraph = Paragraph.of(cleaned, "annex" if self.part == "annex" else "body")
            paragraph.heading, paragraph.is_heading = self.headings.path, True
            return paragraph
        self.headings.after_bare = False
        label, path, body_start = self.labels.read(text, self.rules)
        if self.part == "preamble" and not self.recites and self._acts(index, label, body_start):
            self.part = "operative"
        paragraph = Paragraph.of(cleaned, self.part)
        paragraph.label, paragraph.path, paragraph.body_start = label, path, body_start
        paragraph.heading = self.headings.path
        paragraph.emphasis_end = opening_emphasis(cleaned, body_start)
        paragraph.opening = opening_of(paragraph, self.language, carried=self.carries and label is not None)
        if label is None:
            opening = paragraph.opening.text if paragraph.opening else ""
            self.carries = self.part == "operative" and text.endswith(":") and text.rstrip(": ") == opening
        return paragraph

    def _acts(self, index: int, label: str | None, body_start: int) -> bool:
        """The first numbered paragraph, or one that opens with a verb in the present, ends the preamble.

        It does not where a comma parts it from a preambular paragraph.
        """
        is_first = bool(self.rules.enacting.match(self.texts[index - 1]))
        own = self.texts[index][body_start:]
        if label is not None:
            is_lettered = is_first and not read_opening(own, "preamble", language=self.language)
            return label.isdigit() or is_lettered or (is_first and opens_operative(own, self.language))
        text, following = self.texts[index], "".join(self.texts[index + 1 : index + 2])
        if not opens_operative(text[body_start:], self.language):
            return False
        goes_on = text.endswith(",") and read_opening(following, "preamble", language=self.language)
        return not goes_on or opens_operative(following, self.language)

    def _opens_act(self, text: str) -> bool:
        """Whether a line is an act that ends like a heading."""
        return self.part in ACTING and read_opening(text, self.part, language=self.language) is not None

    def _heading_level(self, text: str) -> tuple[int | None, bool]:
        """The level of a heading and whether it is a bare number; no level for other paragraphs."""
        rules = self.rules
        if rules.bare_heading.match(text):
            return rules.level_of_bare(text), True
        if (
            not rules.is_heading(text)
            or CELLS in text
            or _FIGURES.search(text)
            or (self._opens_act(text) and not self.headings.after_bare)
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
        return self.headings.below_labelled(rules) if not rules.named_heading.match(text) else 1, False


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_note(cleaned: Cleaned) -> bool:
    """Whether a paragraph is a note, whose mark has been lifted from its beginning."""
    return bool(cleaned.marks) and cleaned.marks[0].at == 0


def read_structure(paragraphs: Iterable[Cleaned], language: Language) -> list[Paragraph]:
    """Give every paragraph its part, label and headings.

    Args:
        paragraphs: the cleaned paragraphs in reading order.
        language: whose patterns apply.
    """
    cleaned = [item for item in paragraphs if item.text.text]
    texts = [
        f"{item.marks[0].marker} {item.text.text}" if _is_note(item) else item.text.text for item in cleaned
    ]
    walk = _Walk(texts, language)
    return [walk.read(index, item) for index, item in enumerate(cleaned)]
