"""Set a document down as plain text, the way texts of printed documents are met.

A style is a habit of the programs that make text of printed pages: notes stuck to words, lines of one width
with hyphens at their ends, a blank line between any two lines, Markdown with the notes where a page ended.
What varies within a style is drawn with the document's symbol as the seed, so that a document is always set
down the same.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from cronica import seeds
from cronica.flows.language import Language
from cronica.flows.language.superscripts import SUPERSCRIPTS, superscript
from cronica.schemas.language import NEVER, Print

WIDTH = 80
"""Columns of a printed line."""
PAGE_LINES = 48
"""Printed lines of a page."""
PAGE_CHARACTERS = 2600
"""Characters of a page set as Markdown."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its mark and its words."""

    mark: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look, or the place of a note's mark (its text then empty)."""

    text: str
    italic: bool = False
    link: bool = False
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or line.

    Attributes:
        part: masthead, title, heading, preamble, operative, annex, closing, row (of a table) or note.
        runs: its text.
    """

    part: str
    runs: tuple[Run, ...]

    @property
    def is_line(self) -> bool:
        """Whether it is set directly under the line before it when that is of the same part."""
        return self.part in ("masthead", "closing", "row")


@dataclass(frozen=True, slots=True)
class Printed:
    """A document as printed: its symbol, the number of its print job (or ""), its blocks and language."""

    symbol: str
    job: str
    blocks: tuple[Block, ...]
    language: str

    @property
    def notes(self) -> tuple[Note, ...]:
        """Its notes, in the order of their marks."""
        return tuple(run.note for block in self.blocks for run in block.runs if run.note)


def set_down(document: Printed, style: str) -> str:
    """The document as text in one of the ``STYLES``."""
    return STYLES[style](document, random.Random(f"{style} {document.symbol}"))


def _clean(document: Printed, _: random.Random) -> str:
    return _flowing(document, superscript)


def _glued(document: Printed, _: random.Random) -> str:
    return _flowing(document, str)


def _flowing(document: Printed, mark: Callable[[str], str]) -> str:
    """A paragraph a line, the notes after the last."""
    body = _joined((block, _plain(block.runs, mark)) for block in document.blocks)
    notes = [f"{mark(note.mark)} {_plain(note.runs, mark)}" for note in document.notes]
    return "\n\n".join([body, *(["\n" + "\n\n".join(notes)] if notes else [])]) + "\n"


def _wrapped(document: Printed, chance: random.Random) -> str:
    """Printed lines; a page starts with one blank, and in most documents with a header after the footer."""
    has_headers = chance.random() < 0.7
    pages = _pages(_printed_lines(document, chance))
    out: list[str] = []
    for number, page in enumerate(pages, 1):
        if number > 1 and has_headers:
            count = f"{number - 1}/{len(pages)}"
            footer = [count, document.job] if number % 2 else [document.job, count]
            out += ["", " ".join(part for part in footer if part), f" {document.symbol}", ""]
        out += [f" {page[0]}" if number > 1 else page[0], *page[1:]]
    return "\n".join(out) + "\n"


def _double(document: Printed, chance: random.Random) -> str:
    """Each printed line with a blank line after it; now and then a blank splits a word."""
    lines = [
        re.sub(r"[^\W\d_]{6,}", lambda word: _split(word.group(), chance), line) if index > 12 else line
        for index, line in enumerate(_printed_lines(document, chance))
    ]
    return "".join(f"{line} \n\n" if line else "\n\n" for line in lines)


def _split(word: str, chance: random.Random) -> str:
    if chance.random() > 1 / 150:
        return word
    at = chance.randrange(2, len(word) - 2)
    return f"{word[:at]} {word[at:]}"


def _markdown(document: Printed, chance: random.Random) -> str:
    """Links and italics as Markdown; the notes of a page stand where it ended, at times in a paragraph."""
    all_italics = chance.random() < 0.4
    out: list[tuple[Block, str]] = []
    waiting: list[tuple[Block, str]] = []
    filled = 0
    for block in document.blocks:
        text = _marked(block.runs, all_italics or block.part == "operative")
        filled += len(text)
        waiting += [
            (Block("note", ()), f"{superscript(run.note.mark)} {_marked(run.note.runs, all_italics)}")
            for run in block.runs
            if run.note
        ]
        if filled < PAGE_CHARACTERS or block.part not in ("preamble", "operative", "annex"):
            out.append((block, text))
            continue
        at = _page_end(text) if chance.random() < 0.3 else None
        out += [(block, text[:at]), *waiting]
        if at is not None:
            out.append((block, text[at + 1 :]))
        waiting, filled = [], 0
    return _joined([*out, *waiting]) + "\n"


def _page_end(text: str) -> int | None:
    """A blank in the middle of a long paragraph, after the last mark of a note and outside links."""
    last_mark = max((match.end() for match in re.finditer(f"[{SUPERSCRIPTS}]", text)), default=0)
    blanks = [
        match.start()
        for match in re.finditer(r"(?<=[a-z]) (?=[a-z])", text)
        if match.start() > max(last_mark, len(text) // 3)
        and text.count("[", 0, match.start()) == text.count("](", 0, match.start())
    ]
    return blanks[0] if len(text) > 400 and blanks else None


STYLES: dict[str, Callable[[Printed, random.Random], str]] = {
    "clean": _clean,
    "glued": _glued,
    "wrapped": _wrapped,
    "double": _double,
    "markdown": _markdown,
}
"""Name of a print style → what sets a document down in it."""


def _plain(runs: Iterable[Run], mark: Callable[[str], str]) -> str:
    return "".join(mark(run.note.mark) if run.note else run.text for run in runs).strip()


def _marked(runs: Iterable[Run], italics: bool) -> str:
    """Runs as Markdown."""
    out = []
    for run in runs:
        if run.note:
            out.append(superscript(run.note.mark))
        elif run.link:
            out.append("[" + re.sub(r"([()\[\]])", r"\\\1", run.text) + "](#)")
        elif run.italic and italics and run.text.strip():
            before, words, after = re.fullmatch(r"(\s*)(.*?)(\s*)", run.text, re.DOTALL).groups()  # type: ignore[union-attr]
            out.append(f"{before}*{words}*{after}")
        else:
            out.append(re.sub(r"([*_])", r"\\\1", run.text))
    return "".join(out).strip()


def _joined(texts: Iterable[tuple[Block, str]]) -> str:
    """Blocks with a blank line between them, lines of one part without."""
    blocks = list(texts)
    out = blocks[0][1] if blocks else ""
    for (before, _), (block, text) in pairwise(blocks):
        out += ("\n" if block.is_line and before.part == block.part else "\n\n") + text
    return out


def _printed_lines(document: Printed, chance: random.Random) -> list[str]:
    """The document in lines of one width, blank lines as between its blocks."""
    text = _flowing(document, superscript)
    breaks = _syllable_break(document.language)
    return [
        line
        for paragraph in text.rstrip("\n").split("\n")
        for line in _lines(paragraph, breaks, chance) or [""]
    ]


def _lines(paragraph: str, breaks: re.Pattern[str], chance: random.Random) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in paragraph.split():
        longer = f"{line} {word}" if line else word
        if len(longer) <= WIDTH:
            line = longer
            continue
        head, tail = _hyphenated(word, WIDTH - len(line) - 2, breaks, chance)
        lines.append(f"{line} {head}-" if head else line)
        line = tail
    return [*lines, line] if line else lines


@cache
def _syllable_break(language: str) -> re.Pattern[str]:
    """Where a line may break a word; nowhere in a language that has no pack."""
    has_pack = language in seeds.languages()
    return re.compile(Language.load(language).pack(Print).syllable_break if has_pack else NEVER)


def _hyphenated(word: str, room: int, breaks: re.Pattern[str], chance: random.Random) -> tuple[str, str]:
    """What of a word still goes into a line and what into the next; a word that is not broken goes whole."""
    letters = re.match(r"[^\W\d_]+", word)
    if letters is None or chance.random() < 0.3:
        return "", word
    places = [
        at.start()
        for at in breaks.finditer(letters.group().lower())
        if 2 <= at.start() <= min(room, letters.end() - 2)
    ]
    return (word[: places[-1]], word[places[-1] :]) if places else ("", word)


def _pages(lines: Sequence[str]) -> list[list[str]]:
    """Lines in pages; a page starts with a line that is not blank."""
    pages: list[list[str]] = [[]]
    for line in lines:
        if len(pages[-1]) >= PAGE_LINES and line:
            pages.append([])
        pages[-1].append(line)
    return pages


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs with neighbours of one look put together and blanks made single."""
    out: list[Run] = []
    for run in runs:
        if (
            run.note is None
            and out
            and out[-1].note is None
            and (out[-1].italic, out[-1].link) == (run.italic, run.link)
        ):
            out[-1] = replace(out[-1], text=out[-1].text + run.text)
        else:
            out.append(run)
    return tuple(
        replace(run, text=re.sub(r"[ \t\r\n]+", " ", run.text)) for run in out if run.text or run.note
    )
