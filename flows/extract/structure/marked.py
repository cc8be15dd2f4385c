"""Structure that the source itself marks up: which part each paragraph is, and which are headings.

A reader that knows it hands on ``metadata["blocks"]``, one ``[start, part, is_heading]`` a paragraph of its
text in order. Nothing is then guessed from the words, so it holds in every language; labels and the levels of
headings are read off the text as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cronica.flows.extract.structure.outline import Headings, Labels
from cronica.flows.extract.structure.rules import StructureRules, structure_rules
from cronica.flows.extract.structure.structure import Paragraph
from cronica.flows.extract.text.clean import Cleaned, Mark

Blocks = Sequence[tuple[int, str, bool]]
"""Where a paragraph begins in the text, its part as in ``paragraphs.part``, and whether it is a heading."""

LABELLED = frozenset({"preamble", "operative", "body", "annex"})
"""Parts whose paragraphs have numbers and letters."""
EMPHASIS_REACH = 1
"""How far, in characters, an emphasis may begin from the text that it opens."""


def read_marked(paragraphs: Iterable[Cleaned], blocks: Blocks, language: str) -> list[Paragraph]:
    """Give every paragraph the part, label and headings that the source marks.

    Args:
        paragraphs: the cleaned paragraphs in reading order.
        blocks: what the source marks, one for each paragraph.
        language: whose patterns for labels apply (ISO 639-1).
    """
    rules = structure_rules(language)
    labels, headings, before = Labels(), Headings(), ""
    read: list[Paragraph] = []
    for cleaned, (_, part, is_heading) in zip(paragraphs, blocks, strict=True):
        if not cleaned.text.text:
            continue
        if part == "footnote":
            read.append(_note(cleaned))
            continue
        if part in ("title", "annex") and part != before:
            labels, headings = Labels(), Headings()
        before = part
        text = cleaned.text.text
        if is_heading:
            headings.enter(text, _level(text, rules), is_bare=bool(rules.bare_heading.match(text)))
            read.append(Paragraph(cleaned.text, part, cleaned.marks, heading=headings.path, is_heading=True))
            continue
        headings.after_bare = False
        label, path, body_start = labels.read(text, rules) if part in LABELLED else (None, (), 0)
        read.append(
            Paragraph(
                cleaned.text,
                part,
                cleaned.marks,
                label=label,
                path=path,
                heading=headings.path if part in LABELLED else None,
                body_start=body_start,
                emphasis_end=_opening_emphasis(cleaned, body_start),
            )
        )
    return read


def _note(cleaned: Cleaned) -> Paragraph:
    """A footnote without the mark that opens it."""
    first, *others = cleaned.marks or (Mark(0, ""),)
    return Paragraph(
        cleaned.text.stripped(),
        "footnote",
        tuple(Mark(max(0, mark.at - 1), mark.marker) for mark in others),
        footnote_marker=first.marker or None,
    )


def _level(text: str, rules: StructureRules) -> int:
    """Roman numerals stand above letters, letters above figures; what has none of them stands at the top."""
    if rules.bare_heading.match(text):
        return 2 if len(text.rstrip(".")) == 1 and text[0] not in "IVX" else 1
    ranks = {"roman": 1, "letter": 2, "number": 3}
    return next((rank for kind, rank in ranks.items() if rules.heading_labels[kind].match(text)), 1)


def _opening_emphasis(cleaned: Cleaned, body_start: int) -> int | None:
    return next((end for start, end in cleaned.emphasis if abs(start - body_start) <= EMPHASIS_REACH), None)
