"""Runs of text to paragraphs in the Markdown print style that ``flows.extract.text.clean`` takes apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from cronica.flows.language.roman import to_roman
from cronica.flows.language.superscripts import superscript

_NOTE_MARKS = re.compile(r"\s*[\[(]?\d{1,3}[\])]?(?:[,;\s]*[\[(]?\d{1,3}[\])]?)*\s*")
_ORDINALS = {"a": "ª", "o": "º"}
CLAUSE_END = re.compile(r"(?:[;:,!?»”)\]]|(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z][a-z])\.)$")
"""What ends a clause at a line's end; the stop of *Sr.* or *Mrs.* ends none."""
_LABEL = re.compile(r"\(?\w{1,4}\)\s")
_OPENING = '(«“"¿¡'
_FEWEST = 4
_TYPED = 0.15
"""Share of lines that begin inside a sentence, in a text typed line by line; in others it is next to none."""
_SPACES = re.compile(r"[^\S\n]+")
_GUTTER = 3
"""Blanks at least between two columns."""
_RIGHT_COLUMN = 20
"""Blanks at least before a line of the right column alone; an indent is narrower."""
_BREAKS_OF_LAYOUT = 2
"""Line ends in a cell at least, of a table that only serves the layout."""
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_STAR = re.compile(r"(?<!\\)\*")
_BRACKET = re.compile(r"(?<!\\)([\[\]])")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text set one way.

    Attributes:
        text: its characters; a line feed is a line's end inside the paragraph.
        emphasis: set in italics or bold.
        target: where it links to.
    """

    text: str
    emphasis: bool = False
    target: str | None = None


def raised(text: str) -> str:
    """What raised characters are as plain text: numbers of notes, an ordinal's ending, or themselves."""
    if _NOTE_MARKS.fullmatch(text):
        return ",".join(superscript(number) for number in re.findall(r"\d+", text))
    return _ORDINALS.get(text.strip(), text)


def note_mark(number: int) -> str:
    """The mark of a note."""
    return superscript(str(number))


def write(runs: Iterable[Run]) -> str:
    """One paragraph as text.

    An emphasis that covers the whole paragraph says nothing about a part of it and is left out, as are one of
    figures alone and a link to a place in the same document.
    """
    kept = [run for run in runs if run.text]
    if all(run.emphasis for run in kept if _has_letters(run)):
        kept = [replace(run, emphasis=False) for run in kept]
    stretches = (
        (emphasis, list(group)) for emphasis, group in groupby(_bridged(kept), key=lambda run: run.emphasis)
    )
    written = "".join(
        _wrapped(_linked(group), "*", "*") if emphasis and any(map(_has_letters, group)) else _linked(group)
        for emphasis, group in stretches
    )
    return "\n".join(filter(None, map(_line, written.split("\n"))))


def _line(text: str) -> str:
    line = _SPACES.sub(_blank, text).rstrip()
    bare = line.lstrip()
    return line if len(line) - len(bare) >= _RIGHT_COLUMN else bare


def _blank(spaces: re.Match[str]) -> str:
    """One blank for several, but for as many as set two columns side by side."""
    width = len(spaces[0])
    return " " if width < _GUTTER or "\t" in spaces[0] else " " * width


def _has_letters(run: Run) -> bool:
    return any(map(str.isalpha, run.text))


def join(paragraphs: Sequence[str]) -> str:
    """Paragraphs as text, with an empty line between.

    Where many begin inside a sentence the text was typed line by line: each is a line, and an empty one an
    empty line.
    """
    filled = [paragraph for paragraph in paragraphs if paragraph]
    going_on = sum(goes_on(before, line) for before, line in pairwise(filled))
    return "\n".join(paragraphs) if is_typed(going_on, len(filled)) else "\n\n".join(filled)


def is_typed(going_on: int, lines: int) -> bool:
    """Whether a text was typed line by line.

    Args:
        going_on: lines that begin inside a sentence although the line before them was ended.
        lines: all of them.
    """
    return going_on >= _FEWEST and going_on > _TYPED * lines


def goes_on(before: str, line: str) -> bool:
    """The line before ends no clause and this one begins with a small letter, or that one ends with *Sr.*."""
    is_small = line.lstrip(_OPENING)[:1].islower() and not _LABEL.match(line)
    return (is_small or before.endswith(".")) and not CLAUSE_END.search(before)


def row(cells: Sequence[Sequence[str]]) -> list[str]:
    """A table's row as paragraphs: one line, or a paragraph each where the table only serves the layout.

    Args:
        cells: the paragraphs of each cell.
    """
    lines = [paragraph.count("\n") for cell in cells for paragraph in cell]
    if any(sum(map(bool, cell)) > 1 for cell in cells) or max(lines, default=0) >= _BREAKS_OF_LAYOUT:
        return [paragraph for cell in cells for paragraph in cell]
    line = "\t".join(paragraph.replace("\n", " ") for cell in cells for paragraph in cell if paragraph)
    return [line] if line else []


def numeral(number: int, style: str) -> str:
    """A list number as printed.

    Args:
        number: from 1.
        style: ``1``, ``a``, ``A``, ``i`` or ``I``, as in HTML.
    """
    if style in ("a", "A") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if style == "A" else letters
    if style in ("i", "I") and number > 0:
        return to_roman(number) if style == "I" else to_roman(number).lower()
    return str(number)


def _bridged(runs: Sequence[Run]) -> list[Run]:
    """Blanks between two emphasised runs are part of one emphasis; line ends close it."""
    bridged: list[Run] = []
    for number, run in enumerate(runs):
        between = not run.emphasis and not run.text.strip() and "\n" not in run.text
        if between and bridged and bridged[-1].emphasis:
            run = replace(run, emphasis=any(later.emphasis for later in runs[number + 1 : number + 2]))
        bridged.append(run)
    return bridged


def _linked(runs: Iterable[Run]) -> str:
    written = ""
    for target, group in groupby(runs, key=lambda run: run.target):
        text = "".join(_STAR.sub(r"\\*", run.text) if run.emphasis else run.text for run in group)
        if target is None or target.startswith("#"):
            written += text
        else:
            address = re.sub(r"[()\s]", lambda match: f"%{ord(match.group()):02X}", target)
            written += _wrapped(_BRACKET.sub(r"\\\1", text), "[", f"]({address})")
    return written


def _wrapped(text: str, before: str, after: str) -> str:
    """The marks around each line's text, blanks outside."""
    lines = []
    for line in text.split("\n"):
        match = _EDGES.fullmatch(line)
        blank, inner, end = match.groups() if match else ("", line, "")
        lines.append(f"{blank}{before}{inner}{after}{end}" if inner else line)
    return "\n".join(lines)
