"""The open labels and headings of a document while it is read from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, field

from cronica.flows.extract.structure.paragraph import Paragraph
from cronica.flows.extract.structure.rules import StructureRules
from cronica.flows.extract.text.clean import Cleaned
from cronica.flows.language import Language
from cronica.flows.language.roman import to_roman
from cronica.flows.normalise.openings import Opening, read_opening

OPENING_PARTS = frozenset({"preamble", "operative", "annex"})
"""Parts whose paragraphs open with a phrase that says what they do."""
EMPHASIS_REACH = 1
"""How far, in characters, an emphasis may begin from the text that it opens."""


@dataclass(slots=True)
class Labels:
    """The open numbered levels of the part being read."""

    number: str | None = None
    letter: str | None = None
    roman: str | None = None
    is_bracketed: bool = False
    """The open number has a bracket behind it: ``1)``."""

    def read(self, text: str, rules: StructureRules) -> tuple[str | None, tuple[str, ...], int]:
        """The label a paragraph opens with, its path and where the text after it begins."""
        if match := rules.labels["number"].match(text):
            is_bracketed = text[match.end("label")] == ")"
            if is_bracketed and self.number is not None and not self.is_bracketed:
                self.letter, self.roman = match["label"], None  # 1) under the paragraph 3.
            else:
                self.number, self.letter, self.roman = match["label"], None, None
                self.is_bracketed = is_bracketed
            return match["label"], self._path(), match.end()
        roman = rules.labels["roman"].match(text)
        letter = rules.labels["letter"].match(text)
        latin = rules.language.latin_label
        if roman and not self._goes_on_as_letter(roman["label"]):
            is_figure = roman["label"].isdigit()
            self.roman = to_roman(int(roman["label"])).lower() if is_figure else roman["label"]
            return self.roman, self._path(), roman.end()
        if letter:
            self.letter, self.roman = latin(letter["label"]), None
            return self.letter, self._path(), letter.end()
        return None, (), 0

    def _goes_on_as_letter(self, label: str) -> bool:
        """``i)`` after ``h)``, ``v)`` after ``u)`` and the like are letters."""
        if self.roman is not None or len(label) != 1:
            return False
        return self.letter is not None and ord(label) == ord(self.letter[0]) + 1

    def _path(self) -> tuple[str, ...]:
        return tuple(part for part in (self.number, self.letter, self.roman) if part is not None)


@dataclass(slots=True)
class Headings:
    """The open section headings, one a level."""

    levels: dict[int, str] = field(default_factory=dict)
    after_bare: bool = False

    def enter(self, text: str, level: int, *, is_bare: bool) -> None:
        """Open a heading; it closes those of its level and below, and completes a bare number before it."""
        if self.after_bare and self.levels:
            level = max(self.levels)
            text = f"{self.levels[level]} {text}"
        self.levels = {key: value for key, value in self.levels.items() if key < level} | {level: text}
        self.after_bare = is_bare

    def below_labelled(self, rules: StructureRules) -> int:
        """The level of a heading without a label: under one with a label, or the first."""
        labels = rules.heading_labels.values()
        return 4 if any(label.match(text) for text in self.levels.values() for label in labels) else 1

    def leave_index(self, text: str, rules: StructureRules) -> None:
        """Close the heading of an index where its lines end."""
        if not rules.index_line.search(text) and rules.index_heading.match(self.levels.get(1, "")):
            del self.levels[1]

    @property
    def path(self) -> str | None:
        """The open headings, outermost first, joined by `` > ``."""
        return " > ".join(self.levels[level] for level in sorted(self.levels)) or None


def opening_emphasis(cleaned: Cleaned, body_start: int) -> int | None:
    """Where the emphasis that opens the paragraph's text ends."""
    return next((end for start, end in cleaned.emphasis if abs(start - body_start) <= EMPHASIS_REACH), None)


def opening_of(paragraph: Paragraph, language: Language, *, carried: bool = False) -> Opening | None:
    """The opening phrase of a paragraph that has a number or no label; ``carried`` as in ``read_opening``."""
    is_sub_paragraph = len(paragraph.path) > 1 or not (paragraph.label or "0")[0].isdigit()
    if paragraph.part not in OPENING_PARTS or is_sub_paragraph:
        return None
    start, italic_end = paragraph.body_start, paragraph.emphasis_end
    italic_end = italic_end - start if italic_end else None
    text = paragraph.text[start:]
    return read_opening(text, paragraph.part, italic_end, carried=carried, language=language)
