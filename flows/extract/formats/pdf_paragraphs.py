"""Printed lines to paragraphs, by where they stand on the page.

A line that ends although the next word had room was ended on purpose; where paragraphs stand apart that is a
line's end, elsewhere a paragraph's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from flows.extract.formats.pdf_lines import Line
from flows.extract.formats.pdf_pages import Page
from flows.extract.formats.runs import raised

_COMMON = 0.1
"""Share of line pairs a distance must have to be the one between lines of a paragraph."""
_APART = 0.25
"""Of the letter size: lines this much further apart than that are of two paragraphs."""
_APART_RAISED = 0.55
"""The same for a line with a raised mark, which some programs give more room."""
_INDENT = 0.8
"""Of the letter size: the least indent."""
_ROOM = 0.7
"""Of the letter size: room beyond the next word that shows a line was ended; a blank takes a third of it."""
_CLAUSE_END = re.compile(r"[.;:,!?»”)\]]$")
_LABEL = re.compile(r"(?:\(?(?:\d{1,3}|[a-z]{1,2}|[ivxlc]{1,6}|[A-Z])[.)]|[-–—•·▪])\s")
_BROKEN_SYMBOL = re.compile(r"[/–]$|/\w+\.$")
_NOTE = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,3})\s*")


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two lines that follow one another.

    Attributes:
        before: the first.
        line: the second.
        is_jump: the second is on another page or in another column.
        is_apart: more room between them than between lines of a paragraph, or another size of letters.
        room: what is left beside the first, in points.
    """

    before: Line
    line: Line
    is_jump: bool
    is_apart: bool
    room: float

    @property
    def is_ended(self) -> bool:
        """The first was ended although the next word had room."""
        word = self.line.words[0]
        has_room = self.room > word.right - word.left + _ROOM * self.line.size
        return has_room and not self.is_broken and not self.goes_on

    @property
    def is_broken(self) -> bool:
        """The first ends with a word broken by a hyphen."""
        return self.before.text.endswith(("-", "\u00ad"))

    @property
    def goes_on(self) -> bool:
        """The second begins with a small letter, and no clause has ended."""
        return self.line.text[0].islower() and not _CLAUSE_END.search(self.before.text)

    @property
    def is_indented(self) -> bool:
        """The second begins further right than the first does, after a clause."""
        deeper = self.line.left - self.before.left > _INDENT * self.line.size
        return deeper and bool(_CLAUSE_END.search(self.before.text)) and not self.line.text[0].islower()

    def joint(self, *, stands_apart: bool) -> str:
        """What stands between the two as text.

        Args:
            stands_apart: paragraphs of this document stand apart.
        """
        first = self.line.text
        begins = not first[0].islower() and bool(_CLAUSE_END.search(self.before.text))
        if self.is_apart or (self.is_jump and (self.is_ended or (begins and not self.is_broken))):
            return "\n\n"
        if self.is_ended or (self.is_indented and not stands_apart):
            return "\n" if stands_apart else "\n\n"
        if self.is_broken or (_LABEL.match(first) and _CLAUSE_END.search(self.before.text)):
            return "\n"
        is_cut = _BROKEN_SYMBOL.search(self.before.text) and first[0].isalnum()
        return "" if is_cut else " "


def paragraphs(pages: Sequence[Page]) -> Iterator[str]:
    """The text of the pages, a paragraph a string; a word broken at a line's end keeps hyphen and line feed."""
    pairs = _pairs([page for page in pages if page])
    apart = sum(pair.is_apart for pair in pairs)
    ended = sum(pair.is_ended for pair in pairs if not pair.is_apart and not pair.is_jump)
    written = pairs[0].before.text if pairs else "".join(line.text for page in pages for line in page)
    for pair in pairs:
        joint = pair.joint(stands_apart=apart >= ended)
        if joint == "\n\n":
            yield written
            written = pair.line.text
        else:
            written += joint + pair.line.text
    if written:
        yield written


def _pairs(pages: Sequence[Page]) -> list[_Pair]:
    distance = _distance(pages)
    flat = [(page, line) for page in pages for line in page]
    margins = _margins(pages, distance)
    pairs = []
    for (page, before), (next_page, line) in pairwise(flat):
        is_jump = page is not next_page or line.base > before.base
        margin = _column_margin(page, before) if is_jump else margins[id(before)]
        pairs.append(_Pair(before, line, is_jump, _is_apart(before, line, distance), margin - before.right))
    return pairs


def _margins(pages: Sequence[Page], distance: float) -> dict[int, float]:
    """For each line how far right the lines reach that stand together with it."""
    margins: dict[int, float] = {}
    for page in pages:
        together: list[Line] = []
        for line in [*page, None]:
            before = together[-1] if together else None
            if before and (line is None or line.base > before.base or _is_apart(before, line, distance)):
                margins |= dict.fromkeys(map(id, together), max(each.right for each in together))
                together = []
            if line:
                together.append(line)
    return margins


def _column_margin(page: Page, line: Line) -> float:
    return max(each.right for each in page if each.left < line.right and each.right > line.left)


def _is_apart(before: Line, line: Line, distance: float) -> bool:
    size = min(before.size, line.size)
    if max(before.size, line.size) > 1.1 * size:
        return True
    least = _APART_RAISED if line.has_raised else _APART
    return before.base - line.base - distance * size > least * size


def _distance(pages: Sequence[Page]) -> float:
    """How far apart the lines of a paragraph stand, in letter sizes: the least distance that is common."""
    distances = Counter(
        round((before.base - line.base) / line.size, 1)
        for page in pages
        for before, line in pairwise(page)
        if line.size and before.base > line.base
    )
    common = [distance for distance, count in distances.items() if count >= _COMMON * distances.total()]
    return min(common, default=1.0)


def note(lines: Sequence[Line]) -> str:
    """A note as one paragraph that begins with its mark."""
    text = lines[0].text
    for before, line in pairwise(lines):
        text += (
            _Pair(before, line, is_jump=False, is_apart=False, room=0.0).joint(stands_apart=True) + line.text
        )
    return _NOTE.sub(lambda match: raised(match[1]) + " ", text, count=1)
