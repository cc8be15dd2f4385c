"""Doubts about how a document is printed: line ends that are lost, ordinals that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cronica.flows.interpret.model import Issue, Reading
from cronica.flows.normalise.sessions.find import damaged_ordinals

_LOST_LAYOUT, _FEWEST_ENDS, _MOST_PARAGRAPHS = 200, 3, 2
"""A text on one line with so many characters and ends of sentences before its last has lost its line ends, if
no more paragraphs than these were told apart."""
_END = re.compile(r"[.;:。；：؛؟]\s+(?=\S)")


def check_print(reading: Reading) -> Iterator[Issue]:
    """What of a document's print could not be read."""
    text = reading.source.extracted.text.strip()
    if (
        len(text) > _LOST_LAYOUT
        and len(reading.paragraphs) <= _MOST_PARAGRAPHS
        and len(text.splitlines()) == 1
        and len(_END.findall(text)) >= _FEWEST_ENDS
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
