"""Columns that a text file sets side by side: the left one is read first, then the right one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby, pairwise
from statistics import mean

from cronica.flows.extract.text.line_rules import LineRules
from cronica.flows.extract.text.lines import CUT_GAP, Line, ends_sentence

_GUTTER = re.compile(r"(?<=\S) {3,}(?=\S)")
_FEWEST_LINES = 3
_FEWEST_LETTERS = 20
"""Letters of a column's line at least, on average; a table's cells and a masthead's are shorter."""
_FEWEST_CONTINUED = 2
"""Lines in the two columns that go on from the line over them: cells of a table do not."""
_FARTHEST = 10_000
_LINES_OF_HEAD, _LINES_OF_FOOT = 30, 16
"""Lines at the beginning and at the end of a text whose columns are no prose."""
_NARROWEST = 3
"""Blanks of a gutter at least."""
_WIDEST_GAP = 2
"""Blank lines between the paragraphs of a column, at most."""


def in_order(lines: Sequence[Line], rules: LineRules) -> list[Line]:
    """The lines in the order of reading: columns of prose, of a masthead, of the names of those who sign."""
    ordered: list[Line] = []
    for run in _runs(lines):
        place = _place(run)
        if not place:
            ordered += run
            continue
        for crosses, stretch in groupby(run, partial(_crosses, place=place)):
            beside = [*stretch]
            ordered += beside if crosses or not _is_prose(beside, place) else _apart(beside, place)
    foot = max(0, len(ordered) - _LINES_OF_FOOT)
    ordered[foot:] = _of_stretches(ordered[foot:], rules, of_foot=True)
    return [*_of_stretches(ordered[:_LINES_OF_HEAD], rules, of_foot=False), *ordered[_LINES_OF_HEAD:]]


def _of_stretches(lines: Sequence[Line], rules: LineRules, *, of_foot: bool) -> Iterator[Line]:
    """The lines, where two columns stand side by side the left one first."""
    at = 0
    while at < len(lines):
        stretch, place = _stretch(lines[at:], rules, is_ragged=of_foot)
        is_last = at + len(stretch) == len(lines)
        is_apart = place and (
            _is_foot(stretch, place, is_last=is_last) if of_foot else _is_head(stretch, place, rules)
        )
        if is_apart:
            apart = _apart(stretch, place)
            yield from _of_names(apart, rules) if of_foot else apart
        else:
            yield from stretch
        at += len(stretch)


def _of_names(lines: Sequence[Line], rules: LineRules) -> Iterator[Line]:
    """The lines of those who sign, each a paragraph that the line before does not leave open."""
    for before, line in zip([None, *lines], lines, strict=False):
        goes_on = before is None or line.opens_lower or rules.is_open(before.text)
        yield line if goes_on else line._replace(gap=CUT_GAP)


def _stretch(lines: Sequence[Line], rules: LineRules, *, is_ragged: bool) -> tuple[list[Line], int]:
    """The lines from the first on through which one gutter runs, and where it ends; 0 for a line without any.

    The right column begins at one place, unless it is ragged; no line at the end is of the left column alone
    but those that go on from the one before.
    """
    least, most, end = 0, _FARTHEST, 0
    for index, line in enumerate(lines):
        if index and (line.gap > _WIDEST_GAP or line.after_page):
            break
        begin, close = line.indent, line.indent + len(line.text)
        gutters = [(begin + found.start(), begin + found.end()) for found in _GUTTER.finditer(line.text)]
        places = [
            (max(least, start), min(most, stop))
            for start, stop in gutters
            if is_ragged or stop == most or not index
        ]
        place = next((each for each in places if each[0] < each[1]), None)
        if place or (index and begin >= most > least):
            (least, most), end = place or (least, most), index + 1
        elif index and close + _NARROWEST <= most:
            least = max(least, close)
            before = lines[index - 1].text[: most - lines[index - 1].indent].rstrip()
            end += (line.opens_lower or rules.is_open(before)) and not line.gap and end == index
        else:
            break
    return list(lines[: max(end, 1)]), most if end > 1 else 0


def _is_head(stretch: Sequence[Line], place: int, rules: LineRules) -> bool:
    """Whether the columns are those of a masthead."""
    left, right = _sides(stretch, place)
    known = [sum(rules.is_alone(line.text) for line in side) for side in (left, right)]
    has_symbol = not right[0].text.isdigit() and rules.repeated_noise.match(right[0].text)
    is_known = min(known) > 0 or bool(has_symbol) or 2 * known[1] > len(right)
    return is_known and sum(known) >= _FEWEST_LINES


def _is_foot(stretch: Sequence[Line], place: int, *, is_last: bool) -> bool:
    """Whether the columns are names of those who sign: at the end, or each begun by the same word (*Por*)."""
    sides = _sides(stretch, place)
    cells = [line.text for side in sides for line in side]
    has_figure = any(char.isdigit() for cell in cells for char in cell)
    # Names and offices are of several words, the cells of a table of one; a script without case parts none.
    of_words = sum(" " in cell or cell.swapcase() == cell for cell in cells)
    begins = [side[0].text[0] for side in sides]
    is_last = is_last or len({side[0].text.split()[0] for side in sides}) == 1
    is_named = is_last and 2 * of_words > len(cells) > _FEWEST_LINES and not has_figure
    return is_named and all(char.isalpha() and not char.islower() for char in begins)


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


def _place(run: Sequence[Line]) -> int:
    """The column of characters at which most right columns of the lines begin; 0 where too few do."""
    starts = Counter(
        line.indent + match.end()
        for line in run
        if "   " in line.text
        for match in [_GUTTER.search(line.text)]
        if match
    ) + Counter(line.indent for line in run if line.indent > _FEWEST_LETTERS)
    place, lines = starts.most_common(1)[0] if starts else (0, 0)
    return place if lines >= _FEWEST_LINES else 0


def _is_prose(run: Sequence[Line], place: int) -> bool:
    """Whether two columns of prose stand side by side, the right one at a place."""
    left, right = _sides(run, place)
    if min(len(left), len(right)) < _FEWEST_LINES:
        return False
    is_prose = all(mean(len(line.text) for line in side) >= _FEWEST_LETTERS for side in (left, right))
    continued = [
        sum(line.opens_lower and not ends_sentence(before.text) for before, line in pairwise(side))
        for side in (left, right)
    ]
    return is_prose and min(continued) > 0 and sum(continued) >= _FEWEST_CONTINUED


def _crosses(line: Line, place: int) -> bool:
    """Whether a line has a character in the gutter before a place."""
    at = place - line.indent
    return 0 < at < len(line.text) and line.text[at - 2 : at].strip() != ""


def _sides(run: Sequence[Line], place: int) -> tuple[list[Line], list[Line]]:
    sides: tuple[list[Line], list[Line]] = ([], [])
    blank = [0, 0]
    for line in run:
        at = max(0, place - line.indent)
        for side, (start, end) in enumerate(((0, at), (at, len(line.text)))):
            text = line.text[start:end]
            words = text.strip()
            if not words:
                blank[side] += 1 + line.gap
                continue
            begin, gap = line.start + start + text.index(words), line.gap + blank[side]
            placed = line._replace(start=begin, end=begin + len(words), text=words, indent=0, gap=gap)
            sides[side].append(placed._replace(opens_lower=words[0].islower()))
            blank[side] = 0
    return sides


def _apart(run: Sequence[Line], place: int) -> list[Line]:
    """The left column and, as after the end of a page, the right one."""
    left, right = _sides(run, place)
    return [*left, right[0]._replace(gap=1, after_page=True), *right[1:]]
