"""Pages of printed lines: columns in order, running heads and feet taken out, notes apart from the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise, takewhile
from statistics import median

from cronica.flows.extract.formats.pdf_lines import Line
from cronica.flows.extract.formats.runs import goes_on, raised
from cronica.flows.language.identify import languages
from cronica.flows.language.superscripts import SUPERSCRIPTS
from cronica.schemas.language import Layout

Page = list[Line]

_EDGE = 3
"""Lines at the top and at the bottom of a page among which its head and foot are."""
_SAME_HEIGHT = 3.0
"""Points by which a running head may stand higher or lower on another page."""
_GUTTER = 0.9
"""Of the letter size: the least blank between two columns; a blank between words is a third of it."""
_COLUMN_LINES = 6
"""Fewer lines side by side than this are a table or a masthead, which is read line by line."""
_PROSE_LINES = 3
"""Lines side by side that are columns where both columns are sentences that go on from line to line."""
_COLUMN_LETTERS = 15
"""Letters of a column's line at least, on average; a table's cells are shorter."""
_SMALL = 0.95
"""Of the size of most letters: notes are set smaller than this."""
_PLAIN_NOTE = re.compile(r"(\d{1,3})\s+\S")
_ENDED = re.compile(r"[.;!?][»”\"')\]]*$")
_MARK = re.compile(f"[{SUPERSCRIPTS}]+")
_NUMERAL = re.compile(r"\d+")
_OFF = 1.3
"""Times the usual distance of lines that a head or foot keeps from the text."""
_SHORT = 1.5
"""Times longer than a head or foot a full line is, if they stand close."""
_NEXT_LINE = 1.5
"""Of the letter size: lines of one paragraph stand no further apart."""


def in_columns(page: Page) -> Page:
    """The lines in the order of reading, where the file goes from line to line across two columns."""
    gutter = _gutter(page)
    if gutter is None:
        return page
    ordered: Page = []
    sides: tuple[Page, Page] = ([], [])
    for line in page:
        left = tuple(word for word in line.words if word.right <= gutter)
        right = line.words[len(left) :]
        is_over = not (any(sides) or (left and right))  # the columns begin below it
        if is_over or (right and right[0].left < gutter):
            ordered += [*sides[0], *sides[1], line]
            sides = ([], [])
            continue
        for side, words in zip(sides, (left, right), strict=True):
            if words:
                side.append(Line(words))
    return [*ordered, *sides[0], *sides[1]]


def _gutter(page: Page) -> float | None:
    """Where between two columns that the file reads across."""
    gaps = [
        (before.right, word.left, line)
        for line in page
        for before, word in pairwise(line.words)
        if word.left - before.right > _GUTTER * line.size
    ]
    best: tuple[int, float] | None = None
    for place in {round((left + right) / 2) for left, right, _ in gaps}:
        split = [line for left, right, line in gaps if left < place < right]
        across = sum(any(word.left < place < word.right for word in line.words) for line in page)
        letters = min((_letters(split, place, side) for side in (False, True)), default=0.0)
        fewest = _PROSE_LINES if _is_prose(split, place) else _COLUMN_LINES
        if len(split) >= max(fewest, 2 * across) and letters >= _COLUMN_LETTERS:
            best = max(best or (0, 0.0), (len(split), float(place)))
    return best[1] if best else None


def _is_prose(lines: Sequence[Line], place: float) -> bool:
    """Whether lines on both sides of a place go on from the line over them."""
    for is_right in (False, True):
        sides = [
            " ".join(word.text for word in line.words if (word.left > place) is is_right) for line in lines
        ]
        continued = sum(line[:1].islower() and not _ENDED.search(before) for before, line in pairwise(sides))
        if not continued:
            return False
    return True


def _letters(lines: Sequence[Line], place: float, is_right: bool) -> float:
    """Letters of a line on one side of a place, on average."""
    counts = [sum(len(word.text) for word in line.words if (word.left > place) is is_right) for line in lines]
    return sum(counts) / len(counts) if counts else 0.0


def without_heads(pages: Sequence[Page]) -> list[Page]:
    """The pages without the lines at their edges that stand on others too, and without their numbers.

    Pages with nothing else, as of one sentence a page, are kept.
    """
    edges = [_edges(page) for page in pages]
    seen = [
        Counter(key for lines in side for key in {_head(line) for line in lines[:_EDGE]})
        for side in zip(*edges, strict=True)
    ]
    kept = []
    for number, (page, sides) in enumerate(zip(pages, edges, strict=True), 1):
        heads: set[int] = set()
        for lines, counts in zip(sides, seen, strict=True):
            repeated = _repeated(lines, counts)
            if repeated and not _is_text(repeated, lines[len(repeated) :], page):
                heads |= set(map(id, repeated))
            heads |= {id(line) for line in lines[:1] if _is_number(line.text, number, len(pages))}
        kept.append([line for line in page if id(line) not in heads])
    return kept if any(kept) else list(pages)


def _repeated(lines: Sequence[Line], counts: Counter[tuple[str, int]]) -> list[Line]:
    """The lines from the edge inwards that stand on more than one page."""

    def is_repeated(line: Line) -> bool:
        text, height = _head(line)
        return sum(counts[text, height + step] for step in (-1, 0, 1)) > 1

    return list(takewhile(is_repeated, lines[:_EDGE]))


def _edges(page: Page) -> tuple[Page, Page]:
    """The upper half of the lines and the lower, each from the edge inwards."""
    by_height = sorted(page, key=lambda line: -line.base)
    middle = (len(page) + 1) // 2
    return by_height[:middle], by_height[middle:][::-1]


def _is_text(repeated: Sequence[Line], inward: Sequence[Line], page: Page) -> bool:
    """The lines are full ones: some of a paragraph, or one that goes over into the text."""
    longest = max(len(line.text) for line in page)
    full = sum(_SHORT * len(line.text) > longest for line in repeated)
    return full > 1 or (full == 1 and bool(inward) and not _is_off(page, repeated[-1], inward[0]))


def _head(line: Line) -> tuple[str, int]:
    """What a running head has in common on all pages: odd and even ones mirror it, numbers go on."""
    words = _NUMERAL.sub("#", line.text).split()
    return " ".join(sorted(words)), round(line.base / _SAME_HEIGHT)


def _is_number(text: str, number: int, pages: int) -> bool:
    return any(
        int(match["page"]) == number and match["pages"] in (None, str(pages))
        for match in (pattern.fullmatch(text.strip()) for pattern in _page_numbers())
        if match is not None
    )


@cache
def _page_numbers() -> tuple[re.Pattern[str], ...]:
    """How pages are numbered, in each language: that of the document is not known yet."""
    return tuple(language.pattern(language.pack(Layout).page_number) for language in languages())


def apart_from_notes(pages: Sequence[Page]) -> tuple[list[Page], list[list[Line]]]:
    """The pages without the notes at their feet, and the lines of each note.

    A note begins with a raised number, or in smaller letters at the foot of a page with a plain one that is a
    mark in the text. One that has not come to its end goes on at the foot of the next page or column.
    """
    size = _letter_size(pages)
    marks = {mark for page in pages for line in page for mark in _MARK.findall(line.text)}
    texts: list[Page] = []
    notes: list[list[Line]] = []
    for page in pages:
        text: Page = []
        before: Line | None = None
        for line in page:
            is_foot = line.size < _SMALL * size and _is_foot(line, page, size)
            plain = _PLAIN_NOTE.match(line.text) if is_foot else None
            if line.begins_raised or (plain and raised(plain[1]) in marks):
                notes.append([line])
            elif _goes_on(before, line, is_foot=is_foot) or (is_foot and _is_unfinished(notes)):
                notes[-1].append(line)
            else:
                text.append(line)
                before = None
                continue
            before = line
        texts.append(text)
    return texts, notes


def _is_foot(line: Line, page: Page, size: float) -> bool:
    """Nothing stands below it but small letters."""
    return all(
        below.size < _SMALL * size
        for below in page
        if below.base < line.base and below.left < line.right and below.right > line.left
    )


def _goes_on(before: Line | None, line: Line, *, is_foot: bool) -> bool:
    """The line is of the same note as the line before it."""
    if before is None or line.size > before.size / _SMALL:
        return False
    return is_foot or 0 < before.base - line.base < _NEXT_LINE * line.size


def _is_unfinished(notes: Sequence[Sequence[Line]]) -> bool:
    return bool(notes) and not _ENDED.search(notes[-1][-1].text)


def without_interruptions(pages: Sequence[Page]) -> list[Page]:
    """The pages without a head or foot that interrupts a sentence: one that stands on no other page."""
    kept = [list(page) for page in pages if page]
    for page, following in pairwise(kept):
        head, foot = following[:2], page[-2:]
        if _is_off(following, *head) and _interrupts(page[-1], head[0], head[1]):
            del following[0]
        elif _is_off(page, *foot) and _interrupts(foot[0], foot[1], following[0]):
            del page[-1]
    return kept


def _is_off(page: Page, *lines: Line) -> bool:
    """Two lines stand further apart than most of the page do."""
    usual = median([abs(before.base - line.base) for before, line in pairwise(page)] or [0.0])
    return len(page) > _EDGE and abs(lines[0].base - lines[1].base) > _OFF * usual


def _interrupts(before: Line, line: Line, after: Line) -> bool:
    is_short = _SHORT * (line.right - line.left) < before.right - before.left
    return is_short and goes_on(before.text, after.text) and not goes_on(before.text, line.text)


def _letter_size(pages: Sequence[Page]) -> float:
    """The size most letters are set in."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += sum(len(word.text) for word in line.words)
    return sizes.most_common(1)[0][0] if sizes else 0.0
