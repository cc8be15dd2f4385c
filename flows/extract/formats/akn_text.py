"""The text of an Akoma Ntoso document, block by block in reading order.

No element is known by its place: whatever holds words is a block, whatever holds elements is walked through,
so a schema's other kinds of document (decisions, reports, records) are read by the same few rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from cronica.flows.extract.formats.akn_inline import Note, lines, name_of, name_of_next, note_line, plain

PARTS = {
    "coverPage": "masthead",
    "preface": "title",
    "preamble": "preamble",
    "formula": "body",
    "mainBody": "operative",
    "conclusions": "closing",
    "attachments": "annex",
}
"""Element → the part of the document it is, as in ``paragraphs.part``."""
_REFERRED = {"#preamble": "preamble", "#resolutionNumber": "title"}
"""What an element refers to → the part that it is; the Security Council's titles are numbers."""
_UNREAD = frozenset({"", "meta", "img", "documentRef"})
_HEADINGS = frozenset({"heading", "subheading"})
_BLOCKS = frozenset({"p", "crossHeading", "listIntroduction", "listWrapUp"}) | _HEADINGS
_NOTES_BEFORE = frozenset({"attachments", "components"})
"""Notes of what stands before these elements are set down before them: each begins its own numbering."""
_HEADING_CLASS = re.compile(r"H(?:Ch)?\d+")
"""The classes in which the United Nations sets headings: ``H1``, ``H23``, ``HCh0``."""


class Block(NamedTuple):
    """One paragraph.

    Attributes:
        text: as in Markdown, the label first.
        part: where it stands, as in ``paragraphs.part``.
        is_heading: set as a heading.
    """

    text: str
    part: str
    is_heading: bool = False


@dataclass(slots=True)
class _Walk:
    """What was read so far, and what waits: notes for the end of their part, a label for its block."""

    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    label: str = ""

    def read(self, element: etree._Element, part: str, *, is_heading: bool = False) -> None:
        name = name_of(element)
        if name in _UNREAD:
            return
        if name in _NOTES_BEFORE:
            self.set_notes()
        if part != "annex":  # what an annex holds is annex, whatever it is called there
            part = _REFERRED.get(_refers_to(element), PARTS.get(name, part))
        is_heading |= name in _HEADINGS or _sets_headings(element.get("class") or "")
        if name == "num" and name_of_next(element) not in {"", *_HEADINGS}:
            self.label = plain(element)
        elif name == "tr":
            cells = (" ".join(lines(cell, self.notes)) for cell in element if name_of(cell))
            self.blocks.append(Block(f"| {' | '.join(cells)} |", part))
        elif name in _BLOCKS or name == "num" or _holds_words(element):
            for line in lines(element, self.notes):
                self._set(line, part, is_heading or name == "num")
        else:
            for child in element:
                self.read(child, part, is_heading=is_heading)
        if name == "doc":
            self.set_notes()

    def _set(self, line: str, part: str, is_heading: bool) -> None:
        label, self.label = self.label, ""
        if label and not line.startswith(label):
            # The dot after a number is at times left at the head of the words.
            line = f"{label} {line.removeprefix('.').lstrip() if label.endswith('.') else line}"
        if part == "title" and any(block.part == "title" for block in self.blocks):
            is_heading = True  # the letter and the title of a part
        if is_heading and part != "annex":
            part = "body"
        self.blocks.append(Block(line, part, is_heading))

    def set_notes(self) -> None:
        self.blocks += [Block(note_line(note), "footnote") for note in self.notes]
        self.notes.clear()


def read_blocks(root: etree._Element) -> list[Block]:
    """The paragraphs of a document; the notes of each part that numbers them stand at its end."""
    walk = _Walk()
    walk.read(root, "body")
    walk.set_notes()
    return walk.blocks


@lru_cache(maxsize=1_000)
def _sets_headings(style: str) -> bool:
    return bool(_HEADING_CLASS.fullmatch(style))


def _refers_to(element: etree._Element) -> str:
    """What an element, or the only one in it, says that it is."""
    return element.get("refersTo") or (element[0].get("refersTo") if len(element) == 1 else None) or ""


def _holds_words(element: etree._Element) -> bool:
    return _is_word(element.text) or any(_is_word(child.tail) for child in element)


def _is_word(text: str | None) -> bool:
    return text is not None and bool(text.strip())
