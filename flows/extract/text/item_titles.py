"""The title of an agenda item and that of the document under it, cut apart.

They often stand without a blank line between them, or on one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cronica.flows.extract.text.line_rules import LineRules
from cronica.flows.extract.text.lines import CUT_GAP, Line, ends_sentence

_MOST_LINES = 8
"""Lines under those of the items among which titles are looked for."""


def cut_titles(lines: Sequence[Line], rules: LineRules) -> Iterator[Line]:
    """The lines of a text; a title under a line of items stands as after a blank line."""
    left, title = 0, ""
    for before, line in zip([None, *lines], lines, strict=False):
        if rules.items.match(line.text):
            left, title = _MOST_LINES, ""
        elif left and not (rules.alone.match(line.text) or rules.starts.match(line.text)):
            left = 0 if ends_sentence(line.text) or rules.labels.match(line.text) else left - 1
            is_open = before is None or (title != "" and rules.is_open(before.text))
            cuts = {match.start() for match in rules.under_items.finditer(line.text)}
            cuts |= {0} if title and line.text.startswith(title) else set()
            yield from _pieces(line, cuts - {0} if is_open or not title else cuts)
            title = title or line.text
            continue
        else:
            left = 0
        yield line


def _pieces(line: Line, cuts: set[int]) -> Iterator[Line]:
    """A line in the pieces that begin at ``cuts``."""
    for start, end in pairwise(sorted({0, *cuts, len(line.text)})):
        text = line.text[start:end].rstrip()
        at = line.start + start
        yield line._replace(
            start=at, end=at + len(text), text=text, gap=CUT_GAP if start in cuts else line.gap
        )
