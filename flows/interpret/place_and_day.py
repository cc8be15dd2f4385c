"""The day on which a text was written or spoken that is no official paper: a letter, a speech, a treaty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from cronica.flows.extract.structure.paragraph import Paragraph
from cronica.flows.extract.structure.rules import CELLS
from cronica.flows.interpret.model import DatedSpan, Masthead
from cronica.flows.language import Language
from cronica.schemas.language import Masthead as MastheadPack

_LETTERS = frozenset({"letter", "note_verbale"})
_WRITTEN = _LETTERS | {"communique", "declaration", "press_article", "treaty", "other"}
"""Kinds of document that print place and day on a line of their own."""
_UNMET = _LETTERS | {"press_article"}
"""Kinds of document that come of no meeting, whatever day stands alone in a line."""
_ACTS = frozenset({"resolution", "decision"})
"""Kinds of document that have such a line where nothing else dates them."""
_FIRST_LINES = 10


def read_place_and_day(head: Masthead, paragraphs: Sequence[Paragraph], language: Language) -> None:
    """Give the day its role: of one of the first lines, else the last line, else the end of the title."""
    line, at_end_of_title = _patterns(language)
    if head.document_type in _UNMET:
        head.dated = [replace(span, role=None) if span.role == "meeting" else span for span in head.dated]
    is_undated_note = head.document_type == "note" and not head.dated  # its head dates what it is about
    is_undated_act = head.document_type in _ACTS and not head.dated
    is_written = head.document_type in _WRITTEN or is_undated_note or is_undated_act
    if any(span.role == "letter" for span in head.dated) or not is_written:
        return
    first = 0 if is_undated_note else min(_FIRST_LINES, len(paragraphs))
    places = [*range(first), *range(len(paragraphs) - 1, first - 1, -1)]
    lines = [
        index
        for index in places
        if (part := paragraphs[index].part) not in ("annex", "footnote")
        and (part == "masthead" or paragraphs[index].text.count(CELLS) < 2)
    ]
    found = [(index, match) for index in lines if (match := line.match(paragraphs[index].text))]
    title = head.title_paragraph
    if not found and title is not None and (match := at_end_of_title.search(paragraphs[title].text)):
        # What the headline of an article tells of happened that day; a day in brackets is the article's.
        is_own = head.document_type != "press_article" or match.group().endswith((")", "\uff09"))
        found = [(title, match)] if is_own else []
    if not is_undated_note:
        found.sort(key=lambda each: each[1].start("date") == 0)  # with a place first
    for index, match in found[:1]:
        role = "letter" if head.document_type in _LETTERS else None
        span = DatedSpan(index, *match.span("date"), role)
        # Without a symbol no line of a masthead says when the letter was issued.
        head.dated.insert(0 if role and head.symbol is None else len(head.dated), span)


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    pack = language.pack(MastheadPack)
    line, title = (
        language.pattern(pattern, pack.fragments) for pattern in (pack.place_and_day, pack.dated_title)
    )
    return line, title
