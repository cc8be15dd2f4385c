"""Columns that a text file sets side by side: the left one is read first, then the right one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import mean

from cronica.flows.extract.text.lines import Line, ends_sentence

_GUTTER = re.compile(r"(?<=\S) {3,}(?=\S)")
_FEWEST_LINES = 3
_FEWEST_LETTERS = 20
"""Letters of a column's line at least, on average; a table's cells and a masthead's are shorter."""
_FEWEST_CONTINUED = 2
"""Lines in the two columns that go on from the line over them: cells of a table do not."""
_WIDEST_GAP = 2
"""Blank lines between the paragraphs of a column, at most."""


def in_order(lines: Sequence[Line]) -> list[Line]:
    """The lines in the order of reading."""
    ordered: list[Line] = []
    for run in _runs(lines):
        place = _place(run)
        ordered += run if place is None else _apart(run, place)
    return ordered


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that all hold a gutter or may be of one column alone, and the other lines."""
    run: list[Line] = []
    for line in lines:
        if run and (line.gap > _WIDEST_GAP or line.after_page):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _place(run: Sequence[Line]) -> int | None:
    """The column of characters at which the right column begins; none where there are no two columns."""
    starts = Counter(
        line.indent + match.end()
        for line in run
        if "   " in line.text
        for match in [_GUTTER.search(line.text)]
        if match
    )
    if not starts or starts.most_common(1)[0][1] < _FEWEST_LINES:
        return None
    place = starts.most_common(1)[0][0]
    if any(_crosses(line, place) for line in run):
        return None
    left, right = _sides(run, place)
    if min(len(left), len(right)) < _FEWEST_LINES:
        return None
    is_prose = all(mean(len(line.text) for line in side) >= _FEWEST_LETTERS for side in (left, right))
    continued = [
        sum(line.opens_lower and not ends_sentence(before.text) for before, line in pairwise(side))
        for side in (left, right)
    ]
    return place if is_prose and min(continued) and sum(continued) >= _FEWEST_CONTINUED else None


def _crosses(line: Line, place: int) -> bool:
    """Whether a line has a character in the gutter before a place."""
    at = place - line.indent
    return 0 < at < len(line.text) and line.text[at - 2 : at].strip() != ""


def _sides(run: Sequence[Line], place: int) -> tuple[list[Line], list[Line]]:
    left: list[Line] = []
    right: list[Line] = []
    for line in run:
        at = max(0, place - line.indent)
        for side, start, end in ((left, 0, at), (right, at, len(line.text))):
            text = line.text[start:end]
            if text.strip():
                begin = line.start + start + len(text) - len(text.lstrip())
                words = text.strip()
                side.append(
                    line._replace(
                        start=begin,
                        end=begin + len(words),
                        text=words,
                        indent=0,
                        opens_lower=words[0].islower(),
                    )
                )
    return left, right


def _apart(run: Sequence[Line], place: int) -> list[Line]:
    """The left column and, as after the end of a page, the right one."""
    left, right = _sides(run, place)
    return [*left, right[0]._replace(gap=1, after_page=True), *right[1:]]
