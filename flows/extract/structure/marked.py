"""Structure that the source itself marks up: which part each paragraph is, and which are headings.

Nothing is guessed from the words, so it holds in every language; labels and the levels of headings are read
off the text as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cronica.flows.extract.extracted import MarkedParagraph
from cronica.flows.extract.structure.masthead_lines import read_fields
from cronica.flows.extract.structure.outline import Headings, Labels, opening_emphasis, opening_of
from cronica.flows.extract.structure.paragraph import Paragraph
from cronica.flows.extract.structure.rules import StructureRules, structure_rules
from cronica.flows.extract.text.clean import Cleaned
from cronica.flows.language import Language

LABELLED = frozenset({"preamble", "operative", "body", "annex"})
"""Parts whose paragraphs have numbers and letters."""


def read_marked(
    paragraphs: Iterable[Cleaned], marked: Sequence[MarkedParagraph], language: Language
) -> list[Paragraph]:
    """Give every paragraph the part, label and headings that the source marks.

    Args:
        paragraphs: the cleaned paragraphs in reading order.
        marked: what the source marks, one for each paragraph.
        language: whose patterns for labels apply.
    """
    rules = structure_rules(language)
    labels, headings, before = Labels(), Headings(), ""
    read: list[Paragraph] = []
    for cleaned, (_, part, is_heading) in zip(paragraphs, marked, strict=True):
        if not cleaned.text.text:
            continue
        if part == "footnote":
            read.append(Paragraph.note(cleaned))
            continue
        if part in ("title", "annex") and part != before:
            labels, headings = Labels(), Headings()
        before = part
        paragraph = Paragraph.of(cleaned, part)
        read.append(paragraph)
        text = paragraph.text
        if part == "masthead":
            paragraph.fields = read_fields(text, language)
        if is_heading:
            headings.enter(text, _level(text, rules), is_bare=bool(rules.bare_heading.match(text)))
            paragraph.heading, paragraph.is_heading = headings.path, True
            continue
        headings.after_bare = False
        if part in LABELLED:
            paragraph.label, paragraph.path, paragraph.body_start = labels.read(text, rules)
            paragraph.heading = headings.path
        paragraph.emphasis_end = opening_emphasis(cleaned, paragraph.body_start)
        paragraph.opening = opening_of(paragraph, language)
    return read


def _level(text: str, rules: StructureRules) -> int:
    """Roman numerals stand above letters, letters above figures; what has none of them stands at the top."""
    if rules.bare_heading.match(text):
        return rules.level_of_bare(text)
    ranks = {"roman": 1, "letter": 2, "number": 3}
    return next((rank for kind, rank in ranks.items() if rules.heading_labels[kind].match(text)), 1)
