"""A document in a collection: a heading names it, and the heading's note gives its symbol and date.

Such texts have no masthead. ``1º Observaciones finales … adoptadas el 18 de abril de 2008.⁵⁹`` with the note
``13 de mayo de 2008; A/HRC/8/34`` states the symbol, the day of issue and the day of adoption.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cronica.flows.extract.structure.paragraph import Paragraph
from cronica.flows.interpret.model import Anchor, DatedSpan, Masthead
from cronica.flows.language import Language
from cronica.flows.normalise.citations.symbols import find_symbols
from cronica.schemas.language import Masthead as MastheadPack


def read_noted_heading(
    head: Masthead, paragraphs: Sequence[Paragraph], anchors: Sequence[Anchor], language: Language
) -> None:
    """Add what headings and their notes state; where several name different documents, nothing is added."""
    _read_adoption(head, paragraphs, language)
    if head.symbol is not None:
        return
    noted = [
        (anchor.paragraph, anchor.start, anchor.note)
        for anchor in anchors
        if anchor.note is not None and _is_heading(paragraphs[anchor.paragraph], language)
    ]
    if len(noted) != 1:
        return
    heading, mark, note = noted[0]
    match = _rules(language)["note"].fullmatch(paragraphs[note].text)
    if match is None:
        return
    symbols = find_symbols(match["symbol"])
    if not symbols:
        return
    head.symbol, head.symbol_origin = symbols[0].symbol, "stated"
    head.symbol_paragraphs.append(note)
    if head.document_type == "press_article":
        head.document_type, head.document_type_rule = "other", "noted_heading"
    text = paragraphs[heading].text
    head.title = _rules(language)["number"].sub("", text[:mark]).strip(" .")
    if match["date"]:
        head.dated.append(DatedSpan(note, *match.span("date"), "issue"))
    elif dated := _rules(language)["date"].fullmatch(text, mark):
        head.dated.append(DatedSpan(heading, *dated.span("date"), "issue"))


def _read_adoption(head: Masthead, paragraphs: Sequence[Paragraph], language: Language) -> None:
    """The day or month of adoption that every heading of the kind gives."""
    matches = [
        (index, match)
        for index, paragraph in enumerate(paragraphs)
        if (match := _rules(language)["adopted"].fullmatch(paragraph.text))
    ]
    if len({match["date"] for _, match in matches}) == 1:
        index, match = matches[0]
        head.dated.append(DatedSpan(index, *match.span("date"), "adoption"))


def _is_heading(paragraph: Paragraph, language: Language) -> bool:
    """A heading, which may end in a full stop when it has a number of its own."""
    return (
        paragraph.part == "title"
        or paragraph.is_heading
        or bool(_rules(language)["number"].match(paragraph.text))
    )


@cache
def _rules(language: Language) -> dict[str, re.Pattern[str]]:
    pack = language.pack(MastheadPack)
    return {
        name: language.pattern(pattern, pack.fragments)
        for name, pattern in pack.noted_heading.model_dump().items()
    }
