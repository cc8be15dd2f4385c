"""Cleaning one paragraph: white space, link and emphasis syntax, and the footnote marks lifted out."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import normalize

from cronica.flows.extract.text import blanks
from cronica.flows.extract.text.mapped import Edit, MappedText
from cronica.flows.language.superscripts import SUPERSCRIPTS

UNSEEN = r"\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\u0640\u064b-\u0652"
"""Characters without a look of their own; in Arabic the stroke that lengthens a word and the signs of vowels,
printed or not."""
_FORMS = r"\ufb50-\ufdff\ufe70-\ufefc"
_UNSEEN, _FORM = re.compile(rf"[{_FORMS}{UNSEEN}\u2011]"), re.compile(f"[{_FORMS}]")
"""These, the hyphen that breaks no line, and Arabic letters in the form of one place, or two as one sign."""
_LINK = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\((?:[^()\s]|\([^()\s]*\))*\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_KEPT_STAR = "\ue000"
"""Stands for an escaped star while emphasis is read."""
_EMPHASIS = re.compile(
    r"((?:(?<!\w)|(?=\*{1,3}\w))\*{1,3})(?=[^\s*])((?:[^*\\]*\\.)*[^*\\]*[^\s*\\])\1(?!\*)"
)
"""Stars between a word and a comma open none, as CommonMark has it: ``Chile*, Cuba* y Perú*`` has notes."""
_LEADING_STARS = re.compile(r"^\*{1,3}(?=[^\s*])")
_TRAILING_STARS = re.compile(r"(?<=[^\s*])\*{1,3}$")
_HEADING = re.compile(r"^#{1,6}\s+")
_RAISED = rf"(?<![{SUPERSCRIPTS}])[{SUPERSCRIPTS}]{{1,5}}(?![{SUPERSCRIPTS}])"
_MARK = rf"(?:\(\s?{_RAISED}\s?\)|{_RAISED}(?:\s?\(\)(?=\s))?|\[\^[\w-]{{1,20}}\]:?)"
"""A raised number, in brackets or with an empty pair of them, or a number in Markdown's brackets: ``[^1]`` in
the text and ``[^1]:`` before the note."""
_SIGNS_OF_MARKS = (*SUPERSCRIPTS, "[^")
_MARKS = re.compile(rf" ?{_MARK}(?:[,\s]{{0,2}}{_MARK})*")
_NUMBER = re.compile(rf"[{SUPERSCRIPTS}]+|(?<=\[\^)[\w-]+|\d+")
_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_LETTER = re.compile(r"[^\W\d_]")
_BOLD_FIGURES = re.compile(r"\*\*\d[\d./ -]{2,}\*\*|\*{1,3}\d{1,3}[.)]\*{1,3}")
"""A number or date set in bold, or the label of a paragraph; in single stars it is a bar code."""


class Mark(NamedTuple):
    """A footnote mark that stood before character ``at`` of the cleaned text."""

    at: int
    marker: str


class Cleaned(NamedTuple):
    """A cleaned paragraph.

    Attributes:
        text: the running text with its map to the source.
        marks: the footnote marks lifted out of it, in order.
        emphasis: stretches that the source sets in italics or bold.
        leaves_open: an emphasis begins in this paragraph and ends in a later one.
    """

    text: MappedText
    marks: tuple[Mark, ...]
    emphasis: tuple[tuple[int, int], ...]
    leaves_open: bool


def clean(part: MappedText, *, is_open: bool = False) -> Cleaned:
    """Clean a paragraph's running text.

    Args:
        part: the joined lines.
        is_open: an emphasis of the paragraph before is still open.
    """
    text = part
    if not blanks.are_single(part.text) or (not part.text.isascii() and _UNSEEN.search(part.text)):
        text = part.sub(_UNSEEN, _seen).sub(blanks.ODD, " ")
    if text.text.startswith("#"):
        text = text.sub(_HEADING, "")
    if "[" in text.text:
        # Links of blanks alone leave a run of blanks, which no pattern after this expects.
        text = text.edited(_link_edits(text.text)).sub(blanks.ODD, " ")
    if "\\" in text.text:
        text = text.sub(_ESCAPE, _unescaped)
    text, leaves_open = text.stripped(), is_open
    emphasis: list[tuple[int, int]] = []
    if "*" in text.text:
        text, leaves_open = _unpaired_stars(text, is_open)
        text, emphasis = _lift_emphasis(text)
    if _KEPT_STAR in text.text:
        text = text.sub(re.compile(_KEPT_STAR), "*")
    text, marks = lift_marks(text)
    return Cleaned(text, marks, tuple(span for span in emphasis if span[1] <= len(text)), leaves_open)


def lift_marks(text: MappedText) -> tuple[MappedText, tuple[Mark, ...]]:
    """Lift footnote marks out of a text."""
    if not any(map(text.text.__contains__, _SIGNS_OF_MARKS)):
        return text, ()
    edits: list[Edit] = []
    marks: list[Mark] = []
    removed = 0
    for match in _MARKS.finditer(text.text):
        # A mark that opens the paragraph keeps no blank; one inside leaves the blank that follows it.
        edits.append(Edit(match.start(), match.end()))
        for run in _NUMBER.findall(match.group()):
            marks.append(Mark(match.start() - removed, run.translate(_DIGITS)))
        removed += len(match.group())
    return text.edited(edits), tuple(marks)


def _seen(match: re.Match[str]) -> str:
    if _FORM.match(match.group()):
        return normalize("NFKC", match.group())
    return "-" if match.group() == "\u2011" else ""


def _unescaped(match: re.Match[str]) -> str:
    return _KEPT_STAR if match.group(1) == "*" else match.group(1)


def _link_edits(text: str) -> list[Edit]:
    edits: list[Edit] = []
    for match in _LINK.finditer(text):
        edits += [Edit(match.start(), match.start(1)), Edit(match.end(1), match.end())]
    return edits


def _unpaired_stars(text: MappedText, is_open: bool) -> tuple[MappedText, bool]:
    """Take away the star that opens or closes an emphasis reaching over paragraphs."""
    if not is_open and (not text.text.startswith("*") or _EMPHASIS.match(text.text)):
        return text, False
    bare = _EMPHASIS.sub(lambda match: " " * len(match.group()), text.text)
    leading = _LEADING_STARS.search(bare)
    trailing = _TRAILING_STARS.search(bare)
    edits: list[Edit] = []
    closes = bool(is_open and trailing)
    if leading:
        edits.append(Edit(leading.start(), leading.end()))
    if closes and trailing:
        edits.append(Edit(trailing.start(), trailing.end()))
    return text.edited(edits), bool(leading) or (is_open and not closes)


def _lift_emphasis(text: MappedText) -> tuple[MappedText, list[tuple[int, int]]]:
    edits: list[Edit] = []
    spans: list[tuple[int, int]] = []
    shift = 0
    source = text.text
    for match in _EMPHASIS.finditer(source):
        if not _LETTER.search(match.group(2)) and not _BOLD_FIGURES.fullmatch(match.group()):
            continue
        width = len(match.group(1))
        after = source[match.end() : match.end() + 1]
        glued = after.isalnum() and after not in SUPERSCRIPTS and source[match.end(2) - 1].isalnum()
        edits.append(Edit(match.start(), match.start(2)))
        edits.append(Edit(match.end(2), match.end(), " " if glued else ""))
        start = match.start(2) - shift - width
        spans.append((start, start + len(match.group(2))))
        shift += 2 * width - glued
    return text.edited(edits), spans
