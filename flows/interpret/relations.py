"""What a document is to others: the text that it corrects, revises, adds to or replaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cronica.flows.interpret.model import FoundRelation, Reading
from cronica.flows.language import Language
from cronica.schemas.language import Records

RELATION_OF = {"Corr": "corrects", "Rev": "revises", "Amend": "revises", "Add": "adds_to"}
"""The last part of a symbol → what the document is to the one whose symbol stands before it."""
SAYS_IT_IN = frozenset({"masthead", "title", "body", "footnote"})
_FARTHEST = 300
"""Characters of a paragraph before a symbol that may say what it is to the document."""
_CHANGE = re.compile(r"(?P<changed>.+)/(?P<kind>Corr|Rev|Amend|Add)(?:igendum|\.\d{1,3}(?:-\d{1,3})?)")


def find_relations(reading: Reading) -> list[FoundRelation]:
    """The relations of a document to others, by its own symbol and by its words; each once, in order."""
    found = [*_by_symbol(reading.head.symbol or ""), *_by_words(reading)]
    first = {(each.symbol, each.relation): each for each in reversed(found)}
    return [first[key] for key in sorted(first)]


def _by_symbol(symbol: str) -> Iterator[FoundRelation]:
    """``A/66/172/Corr.1`` corrects ``A/66/172``, ``E/1996/31/Add.1/Corr.1`` corrects the addendum."""
    if change := _CHANGE.fullmatch(symbol):
        yield FoundRelation(change["changed"], RELATION_OF[change["kind"]], "symbol", "relation_in_symbol")


def _by_words(reading: Reading) -> Iterator[FoundRelation]:
    """Words such as *Corrección al documento* before a symbol that is another's."""
    own = (reading.head.symbol or "").partition(" ")[0]
    for item in reading.citations:
        paragraph, citation = reading.paragraphs[item.paragraph], item.citation
        if paragraph.part not in SAYS_IT_IN or citation.symbol in (None, own) or citation.start > _FARTHEST:
            continue
        before = paragraph.text[: citation.start]
        for pattern, relation, of in _patterns(reading.language):
            if (not of or reading.head.document_type in of) and pattern.fullmatch(before):
                symbol = f"{citation.symbol} {citation.part}" if citation.part else str(citation.symbol)
                yield FoundRelation(symbol, relation, "stated", "relation_in_words")


@cache
def _patterns(language: Language) -> list[tuple[re.Pattern[str], str, tuple[str, ...]]]:
    return [
        (language.pattern(each.pattern), each.relation, each.document_types)
        for each in language.pack(Records).relations
    ]
