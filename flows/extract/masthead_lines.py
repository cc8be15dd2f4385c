"""What a single masthead line states: the field it fills, by the patterns of the language pack."""

from __future__ import annotations

import re
from functools import cache

import seeds
from flows.extract.patterns import alternatives

OFFICIAL = frozenset({"organization", "symbol", "distribution", "session"})
"""Fields that only the masthead of an official document has."""
KIND, KIND_TITLED = "kind", "kind_titled"
"""Fields of a line that says what the document is: under a title, or a title itself."""
AFTER_TITLE = frozenset({"symbol", "distribution", "issue_date", "language", "adoption", "origin", "rule"})
"""Fields of the lines that stand under the title of an act."""

MastheadLines = tuple[tuple[str, re.Pattern[str]], ...]


@cache
def masthead_lines(language: str) -> MastheadLines:
    """Field and whole-line pattern of every masthead line that a pack knows, in the order tried."""
    pack = seeds.pack(language, "masthead")
    return tuple(
        (field, alternatives([pattern], pack["fragments"], whole=True))
        for field, patterns in pack["lines"].items()
        for pattern in patterns
    )


def read_line(text: str, language: str) -> tuple[str, re.Match[str]] | None:
    """The field a line fills and the match that says so; None for a line that no field explains."""
    for field, pattern in masthead_lines(language):
        if match := pattern.match(text):
            return field, match
    return None
