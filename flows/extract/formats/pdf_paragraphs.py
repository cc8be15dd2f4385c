"""Printed lines to paragraphs, by where they stand on the page.

A line that ends although the next word had room was ended on purpose. How a document sets its paragraphs says
what that means.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from cronica.flows.extract.formats.pdf_lines import GUTTER, Line
from cronica.flows.extract.formats.pdf_pages import Page
from cronica.flows.extract.formats.runs import CLAUSE_END, goes_on, is_typed, raised
from cronica.flows.language.superscripts import SUPERSCRIPTS

_USUAL = 1.2
"""Letter sizes between lines, where no paragraph shows it."""
_APART = 0.25
"""Of the letter size: lines this much further apart than that are of two paragraphs."""
_APART_RAISED = 0.55
"""The same for a line with a raised mark, which some programs give more room."""
_FLUSH = 0.15
"""Of the letter size: the room beside a line that was stretched to the margin, at most."""
_NARROWEST = 0.65
"""Of the column: the least width lines standing together are wrapped at; narrower ones are short lines."""
_INDENT = 0.5
"""Of the letter size: the least indent."""
_ROOM = 0.7
"""Of the letter size: room beyond the next word that shows a line was ended; a blank takes a third of it."""
_SET_OFF = 0.3
"""Of the column: lines that all begin further right than that are set to the right or in the middle."""
_LABEL = re.compile(r"(?:\(?(?:\d{1,3}|[a-z]{1,2}|[ivxlc]{1,6}|[A-Z])[.)]|[-–—•·▪])\s")
_INDEX_LINE = re.compile(r"(?:\s?[.…]){4,}\s*\d{1,4}$")
"""A line of an index: a row of stops and the page."""
_BROKEN_SYMBOL = re.compile(r"[/–]\n\w|/[A-Za-z]+\.\n\d")
"""A symbol goes on in the next line: ``A/C.3/75/L.`` and ``12``. A stop after a number ends a sentence."""
_NOTE = re.compile(rf"([{SUPERSCRIPTS}]+|\d{{1,3}})\s*")


class _Setting(Enum):
    """How a document sets its paragraphs."""

    APART = auto()
    """With room between; a line ended on purpose is a line of an address, a title, a list."""
    TOGETHER = auto()
    """Without; a line ended on purpose is a paragraph's last."""
    TYPED = auto()
    """Line by line, ended wherever: the lines stay lines."""

    @classmethod
    def of(cls, pairs: Sequence[_Pair]) -> _Setting:
        """The setting that the lines of a document show."""
        close = [pair for pair in pairs if not pair.is_apart and not pair.is_jump]
        cut = sum(pair.has_room and goes_on(pair.before.text, pair.line.text) for pair in close)
        if is_typed(cut, len(close)):
            return cls.TYPED
        apart = sum(pair.is_apart for pair in pairs)
        return cls.APART if apart >= sum(pair.is_ended for pair in close) else cls.TOGETHER


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two lines that follow one another.

    Attributes:
        before: the first.
        line: the second.
        is_jump: the second is on another page or in another column.
        is_apart: more room between them than between lines of a paragraph, or another size of letters.
        room: what is left beside the first, in points.
        is_set_off: both are short lines set to the right or in the middle.
        stands_alone: what follows the second stands apart from it.
    """

    before: Line
    line: Line
    is_jump: bool
    is_apart: bool
    room: float
    is_set_off: bool = False
    stands_alone: bool = False

    @property
    def is_ended(self) -> bool:
        """The first was ended although the next word had room, or is one of an index or of two columns."""
        if _INDEX_LINE.search(self.before.text):
            return True
        goes_on_below = goes_on(self.before.text, self.line.text) and self.in_columns < 2
        return self.has_room and not self.is_broken and not goes_on_below

    @property
    def in_columns(self) -> int:
        """How many of the two are lines of two columns."""
        return (GUTTER in self.before.text) + (GUTTER in self.line.text)

    @property
    def has_room(self) -> bool:
        """The next word would have stood beside the first line, or one of the two is of two columns.

        A line in capitals over one that is not is a heading, however wide, unless capitals go on in that.
        """
        word = self.line.words[0]
        is_heading = self.before.text.isupper() and not self.line.text[:2].isupper()
        return (
            self.in_columns > 0 or is_heading or self.room > word.right - word.left + _ROOM * self.line.size
        )

    @property
    def is_broken(self) -> bool:
        """The first ends with a word broken by a hyphen."""
        return self.before.text.endswith(("-", "\u00ad"))

    @property
    def begins(self) -> bool:
        """The second begins a paragraph: a sentence ends before it, and not just at the margin."""
        first, last = self.line.text, self.before.text
        if self.is_broken or first[0].islower() or not CLAUSE_END.search(last):
            return False
        is_flush = self.room < _FLUSH * self.line.size
        return self.stands_alone or not is_flush or not last.endswith(".") or bool(_LABEL.match(first))

    @property
    def is_indented(self) -> bool:
        """The second begins further right than the first does, after a clause."""
        deeper = self.line.left - self.before.left > _INDENT * self.line.size
        return deeper and bool(CLAUSE_END.search(self.before.text)) and not self.line.text[0].islower()

    def joint(self, setting: _Setting) -> str:
        """What stands between the two as text."""
        first = self.line.text
        if self.is_apart:
            return "\n\n"
        if self.is_set_off and not goes_on(self.before.text, first):
            return "\n"
        if setting is _Setting.TYPED:
            return "\n " if self.is_indented else "\n"
        if self.is_jump and (self.is_ended or self.begins):
            return "\n\n"
        if self.is_ended or (self.is_indented and setting is _Setting.TOGETHER):
            return "\n\n" if setting is _Setting.TOGETHER else "\n"
        if self.is_broken or (_LABEL.match(first) and CLAUSE_END.search(self.before.text)):
            return "\n"
        return "" if _BROKEN_SYMBOL.search(f"{self.before.text}\n{first[0]}") else " "


@dataclass(frozen=True, slots=True)
class _Column:
    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left


def paragraphs(pages: Sequence[Page]) -> Iterator[str]:
    """The text of the pages, a paragraph a string; a broken word keeps its hyphen and a line feed."""
    pairs = _pairs([page for page in pages if page])
    setting = _Setting.of(pairs)
    written = pairs[0].before.text if pairs else "".join(line.text for page in pages for line in page)
    for pair in pairs:
        joint = pair.joint(setting)
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
    pairs: list[_Pair] = []
    for (page, before), (next_page, line) in pairwise(flat):
        is_jump = page is not next_page or line.base > before.base
        is_apart = _is_apart(before, line, distance)
        column = _column(page, before)
        margin = column.right if is_jump else margins[id(before)]
        is_right = min(before.left, line.left) > column.left + _SET_OFF * column.width
        is_set_off = not is_jump and (is_right or _are_centred(before, line))
        if pairs and is_apart:
            pairs[-1] = replace(pairs[-1], stands_alone=True)
        pairs.append(_Pair(before, line, is_jump, is_apart, margin - before.right, is_set_off))
    return pairs


def _are_centred(before: Line, line: Line) -> bool:
    """Whether two lines of unlike length stand one under the middle of the other."""
    off = abs(before.left + before.right - line.left - line.right) / 2
    return off < _INDENT * line.size < abs(before.left - line.left)


def _margins(pages: Sequence[Page], distance: float) -> dict[int, float]:
    """For each line how far right the lines reach that stand together with it."""
    margins: dict[int, float] = {}
    for page in pages:
        together: list[Line] = []
        for line in [*page, None]:
            before = together[-1] if together else None
            if before and (line is None or line.base > before.base or _is_apart(before, line, distance)):
                margin = max(each.right for each in together)
                column = _column(page, before)
                is_wide = margin - column.left > _NARROWEST * column.width
                is_wrapped = any(goes_on(one.text, other.text) for one, other in pairwise(together))
                reached = margin if is_wide and is_wrapped else column.right
                margins |= dict.fromkeys(map(id, together), reached)
                together = []
            if line:
                together.append(line)
    return margins


def _column(page: Page, line: Line) -> _Column:
    """How wide the lines are that stand above and below one."""
    lines = [each for each in page if each.left < line.right and each.right > line.left]
    return _Column(min(each.left for each in lines), max(each.right for each in lines))


def _is_apart(before: Line, line: Line, distance: float) -> bool:
    size = min(before.size, line.size)
    if max(before.size, line.size) > 1.1 * size:
        return True
    least = _APART_RAISED if line.has_raised else _APART
    return before.base - line.base - distance * size > least * size


def _distance(pages: Sequence[Page]) -> float:
    """How far apart the lines of a paragraph stand, in letter sizes: as they do where a sentence goes on."""
    distances = Counter(
        round((before.base - line.base) / line.size, 1)
        for page in pages
        for before, line in pairwise(page)
        if before.base > line.base and goes_on(before.text, line.text)
    )
    return distances.most_common(1)[0][0] if distances else _USUAL


def note(lines: Sequence[Line]) -> str:
    """A note as one paragraph that begins with its mark."""
    text = lines[0].text
    for before, line in pairwise(lines):
        text += _Pair(before, line, is_jump=False, is_apart=False, room=0.0).joint(_Setting.APART) + line.text
    return _NOTE.sub(lambda match: raised(match[1]) + " ", text, count=1)
