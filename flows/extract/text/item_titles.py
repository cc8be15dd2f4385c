"""The title of an agenda item and that of the document under it, cut apart.

They often stand without a blank line between them or on one line; so do titles of several items, a line each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from cronica.flows.extract.text.line_rules import LineRules
from cronica.flows.extract.text.lines import CUT_GAP, LONG_LINE, Line, ends_sentence

_MOST_LINES = 8
"""Lines under those of the items among which titles are looked for."""
_MARKS = "#* "
"""What marks a heading or an emphasis in Markdown."""


def cut_titles(lines: Sequence[Line], rules: LineRules) -> Iterator[Line]:
    """The lines of a text; a title under a line of items stands as after a blank line."""
    left, title, one_each, width = 0, "", 0, 0
    for place, (before, line) in enumerate(zip([None, *lines], lines, strict=False)):
        if rules.items.match(line.text):
            left, title = _MOST_LINES, ""
            titles = _up_to_blank(lines[place + 1 : place + 1 + _MOST_LINES])
            one_each = _titles_of_one_line(line.text, titles, rules)
            width = 0 if one_each else _width(titles, rules)
        elif left and not (rules.is_alone(line.text) or rules.starts.match(line.text)):
            is_whole = ends_sentence(line.text) and line.text[-1] != ":"
            left = 0 if is_whole or rules.labels.match(line.text) else left - 1
            is_open = before is None or (title != "" and rules.is_open(before.text))
            marks = len(line.text) - len(line.text.lstrip(_MARKS))  # of a heading or an emphasis
            begins = (match.start() for match in rules.under_items.finditer(line.text))
            cuts = {start if start > marks else 0 for start in begins}
            is_ended = before is not None and _ends_early(before, line, width)
            cuts |= {0} if title and (one_each or is_ended or line.text.startswith(title)) else set()
            one_each, width = max(0, one_each - 1), 0 if title and cuts else width
            yield from _pieces(line, cuts - {0} if is_open or not title else cuts)
            title = title or line.text
            continue
        else:
            left = 0
        yield line


def _up_to_blank(lines: Sequence[Line]) -> list[Line]:
    return list(takewhile(lambda line: not line.gap or line is lines[0], lines))


def _width(titles: Sequence[Line], rules: LineRules) -> int:
    """The longest of the lines up to the next blank one that are titles."""
    free = takewhile(lambda line: not rules.is_alone(line.text), titles)
    return max((len(line.text) for line in free), default=0)


def _ends_early(before: Line, line: Line, width: int) -> bool:
    """Whether a title ends where the first word of the next line, a capital, would have gone on it.

    A line too long for print ends where it does, too.
    """
    word = len(line.text.split(None, 1)[0]) + 1
    is_early = len(before.text) + word <= width or len(before.text) > LONG_LINE
    return is_early and not line.opens_lower and before.text[-1].isalpha()


def _titles_of_one_line(items: str, titles: Sequence[Line], rules: LineRules) -> int:
    """How many lines are titles of so many items, if each begins anew; one more is that of the document."""
    titles = list(takewhile(lambda line: not rules.is_alone(line.text), titles))
    numbers = len(re.findall(r"\d+", items))
    begin_anew = not any(line.opens_lower or rules.under_items.match(line.text) for line in titles)
    is_one_each = numbers > 1 and len(titles) - numbers in (0, 1) and begin_anew
    return len(titles) if is_one_each and not any(rules.is_open(line.text) for line in titles) else 0


def _pieces(line: Line, cuts: set[int]) -> Iterator[Line]:
    """A line in the pieces that begin at ``cuts``."""
    for start, end in pairwise(sorted({0, *cuts, len(line.text)})):
        text = line.text[start:end].rstrip()
        at = line.start + start
        yield line._replace(
            start=at, end=at + len(text), text=text, gap=CUT_GAP if start in cuts else line.gap
        )
