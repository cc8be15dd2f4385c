"""What a single masthead line states: the field it fills, by the patterns of the language pack."""

from __future__ import annotations

import re
from functools import cache

from cronica.flows.extract.structure.paragraph import Field
from cronica.flows.extract.structure.rules import CELLS
from cronica.flows.language import Language
from cronica.flows.normalise.citations.symbols import whole_symbol
from cronica.flows.normalise.figures import figures
from cronica.schemas.language import Masthead

PRESS = "press_symbol"
"""Field of the symbol of a press release."""
OFFICIAL = frozenset({"organization", "symbol", PRESS, "distribution", "session", "supplement"})
"""Fields that only the masthead of an official document has."""
FIRST = frozenset({"distribution", "symbol", "language"})
"""Fields of lines that stand over the title."""
KIND, KIND_TITLED = "kind", "kind_titled"
"""Fields of a line that says what the document is: under a title, or a title itself."""
CHANGE = "change"
"""Field of a line that says that the document adds to another or corrects it."""
SPONSORS = "sponsors"
"""Field of a line that names who submits a draft."""
AFTER_TITLE = frozenset({"symbol", "distribution", "issue_date", "language", "adoption", "origin", "rule"})
"""Fields of the lines that stand under the title of an act."""
BESIDE = frozenset(
    {
        "organization",
        "symbol",
        "body",
        "distribution",
        "issue_date",
        "language",
        "session",
        "session_dates",
        "council_year",
        "meeting",
        "agenda",
        "supplement",
    }
)
"""Fields that stand in a column of their own."""

_GUTTER = re.compile(r",?\s(?:[·•|]\s)?")
"""What parts two columns: a blank, a comma or a mark between blanks."""
_LONGEST_SYMBOL = 40
"""Characters of a symbol that stands alone, at most."""
_WIDEST = 500
"""Characters of a line that columns set down side by side make, at most."""

MastheadLines = tuple[tuple[str, re.Pattern[str]], ...]


@cache
def masthead_lines(language: Language) -> MastheadLines:
    """Field and whole-line pattern of every masthead line that a pack knows, in the order tried."""
    pack = language.pack(Masthead)
    return tuple(
        (field, language.pattern(rf"(?:{pattern})\Z", pack.fragments))
        for field, patterns in pack.lines.items()
        for pattern in patterns
    )


def read_line(text: str, language: Language, start: int = 0, end: int | None = None) -> Field | None:
    """The field that a line, or the stretch of it named, fills and the match that says so."""
    end = len(text) if end is None else end
    for field, pattern in masthead_lines(language):
        if match := pattern.match(text, start, end):
            return Field(field, match)
    symbol = whole_symbol(text, start, end) if end - start <= _LONGEST_SYMBOL else None
    return Field("symbol", symbol) if symbol else None


def read_fields(text: str, language: Language) -> tuple[Field, ...]:
    """The fields of a line: one, or those of columns set down side by side; none that explain it gives none.

    ``Asamblea General Distr. general 21 de octubre de 2015`` has a body and a date.
    """
    text = figures(text)
    if whole := read_line(text, language):
        return (whole,)
    may_be_columns = len(text) <= _WIDEST and (CELLS in text or _beside(language).search(text))
    return _side_by_side(text, language, 0) if may_be_columns else ()


def _side_by_side(text: str, language: Language, start: int) -> tuple[Field, ...]:
    """The fields of the line from ``start`` on, the first as long as it can be."""
    ends = [match.start() for match in re.finditer(r",?\s|\Z", text[start:])]
    for end in (start + offset for offset in reversed(ends)):
        found = read_line(text, language, start, end)
        if found is None or found.name not in BESIDE:
            continue
        if end == len(text):
            return (found,)
        gutter = _GUTTER.match(text, end)
        if gutter and (rest := _side_by_side(text, language, gutter.end())):
            return (found, *rest)
    return ()


@cache
def _beside(language: Language) -> re.Pattern[str]:
    return language.pattern(language.pack(Masthead).side_by_side)
