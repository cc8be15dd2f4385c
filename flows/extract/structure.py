"""Paragraphs to structure: the parts of a document, labels, headings and footnotes.

The walk keeps one state, the part it is in, and moves on at the lines that begin a part. What those lines
look like is data: ``seeds/languages/<lang>/structure.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache

import seeds
from flows.extract.clean import Cleaned, Mark
from flows.extract.mapped import MappedText
from flows.extract.masthead_lines import read_line
from flows.extract.patterns import alternatives, expand
from flows.normalise.openings import opens_operative


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


@dataclass(frozen=True, slots=True)
class StructureRules:
    """The compiled part and label patterns of one language."""

    numbered_title: re.Pattern[str]
    council_title: re.Pattern[str]
    communication_title: re.Pattern[str]
    enacting: re.Pattern[str]
    annex: re.Pattern[str]
    closing: re.Pattern[str]
    closing_date: re.Pattern[str]
    signature: re.Pattern[str]
    bare_heading: re.Pattern[str]
    title_parts: re.Pattern[str]
    named_heading: re.Pattern[str]
    labels: dict[str, re.Pattern[str]]
    heading_labels: dict[str, re.Pattern[str]]
    heading_no_end: str
    heading_most_words: int

    def is_act_title(self, text: str) -> bool:
        """The title line of a resolution or decision."""
        return bool(self.numbered_title.match(text) or self.council_title.match(text))

    def is_title(self, text: str) -> bool:
        """The title line of an act or of a communication."""
        return self.is_act_title(text) or bool(self.communication_title.match(text))

    def is_act(self, text: str) -> bool:
        """A title line, or the line that names who acts."""
        return bool(self.enacting.match(text)) or self.is_title(text)

    def is_byline(self, text: str) -> bool:
        """A short line under a title that is no section heading: a byline, a picture's credit, a subtitle."""
        return (
            self.is_heading(text)
            and not self.named_heading.match(text)
            and not self.bare_heading.match(text)
            and not any(pattern.match(text) for pattern in self.heading_labels.values())
        )

    def is_heading(self, text: str) -> bool:
        """Short, unpunctuated at its end and opening with a capital: a heading."""
        return (
            text[-1:] not in self.heading_no_end
            and len(text.split()) <= self.heading_most_words
            and text[:1].isalnum()
            and not text[:1].islower()
        )


@cache
def structure_rules(language: str) -> StructureRules:
    """The part and label patterns of a language pack."""
    pack = seeds.pack(language, "structure")
    fragments = pack["fragments"]
    named = (
        "numbered_title",
        "council_title",
        "communication_title",
        "enacting",
        "annex",
        "closing",
        "closing_date",
        "signature",
        "bare_heading",
        "named_heading",
    )
    return StructureRules(
        **{name: _one_of(pack[name], fragments) for name in named},
        title_parts=re.compile(pack["title_parts"]),
        labels={name: re.compile(pattern) for name, pattern in pack["labels"].items()},
        heading_labels={name: re.compile(pattern) for name, pattern in pack["heading_labels"].items()},
        heading_no_end=pack["heading_no_end"],
        heading_most_words=pack["heading_most_words"],
    )


def _one_of(patterns: list[str], fragments: dict[str, str]) -> re.Pattern[str]:
    if len(patterns) == 1:
        return re.compile(expand(patterns[0], fragments), re.IGNORECASE)
    return alternatives(patterns, fragments)


@dataclass(slots=True)
class _Labels:
    """The open numbered levels of the part being read."""

    number: str | None = None
    letter: str | None = None
    roman: str | None = None

    def read(self, text: str, rules: StructureRules) -> tuple[str | None, tuple[str, ...], int]:
        """The label a paragraph opens with, its path and where the text after it begins."""
        if match := rules.labels["number"].match(text):
            self.number, self.letter, self.roman = match["label"], None, None
            return match["label"], self._path(), match.end()
        roman = rules.labels["roman"].match(text)
        letter = rules.labels["letter"].match(text)
        if roman and not self._goes_on_as_letter(roman["label"]):
            self.roman = roman["label"]
            return self.roman, self._path(), roman.end()
        if letter:
            self.letter, self.roman = letter["label"], None
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
class _Headings:
    """The open section headings, one a level."""

    levels: dict[int, str] = field(default_factory=dict)
    after_bare: bool = False

    def enter(self, text: str, level: int, *, is_bare: bool) -> None:
        if self.after_bare and self.levels:
            level = max(self.levels)
            text = f"{self.levels[level]} {text}"
        self.levels = {key: value for key, value in self.levels.items() if key < level} | {level: text}
        self.after_bare = is_bare

    @property
    def path(self) -> str | None:
        return " > ".join(self.levels[level] for level in sorted(self.levels)) or None


class _Walk:
    """Reads paragraphs one after another and says which part each belongs to."""

    def __init__(self, language: str, cleaned: list[Cleaned]) -> None:
        self.language = language
        self.rules = structure_rules(language)
        self.has_act_title = any(self.rules.is_act_title(item.text.text) for item in cleaned)
        self.part = "masthead"
        self.labels = _Labels()
        self.headings = _Headings()

    def read(self, cleaned: Cleaned) -> Paragraph:
        """The paragraph with its part, label and headings."""
        text = cleaned.text.text
        paragraph = Paragraph(cleaned.text, self.part, cleaned.marks)
        for begins in (self._note, self._end, self._begin):
            found = begins(text, paragraph)
            if found is not None:
                return found
        return self._inside(text, paragraph, cleaned)

    def _note(self, text: str, paragraph: Paragraph) -> Paragraph | None:
        if paragraph.marks and paragraph.marks[0].at == 0 and self.part != "masthead":
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
        if self.part in ("masthead", "title"):
            return None
        if rules.closing.match(text) or (self.part == "closing" and rules.closing_date.match(text)):
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
        if rules.annex.match(text) and self.part != "masthead":
            self.part = "annex"
            self.labels, self.headings = _Labels(), _Headings()
            return replace(paragraph, part="annex", is_heading=True)
        if rules.enacting.match(text) and self.part != "annex":
            self.part = "preamble"
            self.labels = _Labels()
            return replace(paragraph, part="body")
        # The agenda item of an act may be named after a letter; then the letter's title is not the act's.
        is_title = self.rules.is_act_title if self.has_act_title else self.rules.is_title
        if self.part == "masthead" and is_title(text):
            self.part = "title"
            return replace(paragraph, part="title")
        return None

    def _inside(self, text: str, paragraph: Paragraph, cleaned: Cleaned) -> Paragraph:
        if self.part == "masthead":
            return paragraph
        if self.part == "title" and read_line(text, self.language) is not None:
            return replace(paragraph, part="masthead")
        if self.part in ("title", "signature", "closing"):
            self.part = "body"
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
        return opens_operative(text[body_start:])

    def _heading_level(self, text: str) -> tuple[int | None, bool]:
        rules = self.rules
        if rules.bare_heading.match(text):
            return (2 if len(text.rstrip(".")) == 1 and text[0] not in "IVX" else 1), True
        if not rules.is_heading(text):
            return None, False
        if rules.heading_labels["roman"].match(text):
            return 1, False
        if rules.heading_labels["letter"].match(text):
            return 2, False
        if match := rules.heading_labels["number"].match(text):
            number = int(re.match(r"\d+", match.group()).group())  # type: ignore[union-attr]
            expected = int(re.sub(r"\D", "", self.labels.number or "") or 0) + 1
            return (3, False) if number != expected else (None, False)
        if any(pattern.match(text) for pattern in rules.labels.values()):
            return None, False
        return 1, False


def read_structure(paragraphs: Iterable[Cleaned], language: str) -> list[Paragraph]:
    """Give every paragraph its part, label and headings.

    In a text with no title line of an act or a communication (press, declarations) the first heading after
    the masthead, if there is one, is the title and the rest is the body.

    Args:
        paragraphs: the cleaned paragraphs in reading order.
        language: whose patterns apply (ISO 639-1).
    """
    cleaned = [item for item in paragraphs if item.text.text]
    walk = _Walk(language, cleaned)
    if any(walk.rules.is_act(item.text.text) for item in cleaned):
        return [walk.read(item) for item in cleaned]
    return _without_act(cleaned, walk)


def _without_act(cleaned: list[Cleaned], walk: _Walk) -> list[Paragraph]:
    """A text with no title line of an act or a communication: masthead lines, one title, the body."""
    read: list[Paragraph] = []
    for item in cleaned:
        if walk.part == "masthead" and read_line(item.text.text, walk.language) is None:
            is_title = walk.rules.is_heading(item.text.text)
            walk.part = "title" if is_title else "body"
            if is_title:
                read.append(Paragraph(item.text, "title", item.marks))
                continue
        if walk.part == "title" and walk.rules.is_byline(item.text.text):
            read.append(Paragraph(item.text, "masthead", item.marks))
            continue
        read.append(walk.read(item))
    return read


def _opening_emphasis(cleaned: Cleaned, body_start: int) -> int | None:
    """Where the emphasis that opens the paragraph's text ends."""
    for start, end in cleaned.emphasis:
        if abs(start - body_start) <= 1:
            return end
    return None
