"""Notes marked with stars: ``programa provisional*`` has ``* A/75/150.`` for its note, lower on the page.

A line that opens with stars is a note where so many stars end a word before it, one word for every note; else
it is an item of a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count

from cronica.flows.extract.text.clean import Cleaned, Mark
from cronica.flows.extract.text.mapped import Edit

_NOTE = re.compile(r"(?P<stars>\*{1,4})\s+(?=[^\s*])")
_MARK = re.compile(r"(?:(?<=[^\s*])|(?<=\*)(?:,\s?|\s))(?P<stars>\*{1,4})(?!\*|[^\W\u3007\u4e00-\u9fff])")
"""Where no blanks part words, the next one follows at once; a second mark may stand apart: ``anexo* **``."""


def lift_star_marks(paragraphs: Sequence[Cleaned]) -> list[Cleaned]:
    """Lift the stars out of the texts of a document, and make its starred lines notes."""
    notes = {
        index: match["stars"]
        for index, paragraph in enumerate(paragraphs)
        if (match := _NOTE.match(paragraph.text.text))
    }
    if not notes:
        return list(paragraphs)
    marked: dict[str, list[int]] = {}
    for index, paragraph in enumerate(paragraphs):
        for match in _MARK.finditer(paragraph.text.text) if index not in notes else ():
            marked.setdefault(match["stars"], []).append(index)
    kept = {stars for stars in notes.values() if _each_is_marked(notes, stars, marked.get(stars, []))}
    return [
        _lifted(paragraph, kept, is_note=notes.get(index) in kept)
        for index, paragraph in enumerate(paragraphs)
    ]


def _each_is_marked(notes: dict[int, str], stars: str, marked: Sequence[int]) -> bool:
    places = [index for index, printed in notes.items() if printed == stars]
    return all(
        sum(mark < note for mark in marked) >= rank for rank, note in zip(count(1), places, strict=False)
    )


def _lifted(paragraph: Cleaned, stars: set[str], *, is_note: bool) -> Cleaned:
    text = paragraph.text.text
    opening = _NOTE.match(text) if is_note else None
    found = [match for match in _MARK.finditer(text) if match["stars"] in stars]
    spans = [match for match in (opening, *found) if match is not None]
    if not spans:
        return paragraph

    def moved(at: int) -> int:
        return at - sum(min(match.end(), at) - match.start() for match in spans if match.start() < at)

    marks = [Mark(moved(mark.at), mark.marker) for mark in paragraph.marks]
    marks += [Mark(moved(match.start()), match["stars"]) for match in spans]
    return paragraph._replace(
        text=paragraph.text.edited([Edit(match.start(), match.end()) for match in spans]),
        marks=tuple(sorted(marks, key=lambda mark: mark.at)),
        emphasis=tuple((moved(start), moved(end)) for start, end in paragraph.emphasis),
    )
