"""Doubts about how a document is printed: line ends that are lost, ordinals that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from cronica.flows.interpret.model import Issue, Reading
from cronica.flows.normalise.sessions.find import damaged_ordinals

_LOST_LAYOUT = 600
"""A text on one line with so many characters has lost its line ends."""
_MOST_PARAGRAPHS = 2


def check_print(reading: Reading) -> Iterator[Issue]:
    """What of a document's print could not be read."""
    text = reading.source.extracted.text.strip()
    if (
        len(text) > _LOST_LAYOUT
        and len(reading.paragraphs) <= _MOST_PARAGRAPHS
        and len(text.splitlines()) == 1
    ):
        yield Issue(
            "layout_lost",
            "warning",
            "The whole text stands on one line: its paragraphs could not be told apart.",
            0,
            text[:80],
        )
    for index, paragraph in enumerate(reading.paragraphs):
        for start, end in damaged_ordinals(paragraph.text, reading.language_of(paragraph)):
            yield Issue(
                "session_ordinal_damaged",
                "warning",
                "The number of the session is damaged in print and is not read.",
                index,
                paragraph.text[start:end].strip(),
            )
