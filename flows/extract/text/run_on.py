"""Lines of a text whose line ends are lost, cut by the marks of a masthead and of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cronica.flows.extract.text.line_rules import LineRules

_SHORTEST = 60
_FEWEST_HEADS = 4
"""So many lines of a masthead on one line are a masthead that has lost its line ends."""
_LONG_ACT, _FEWEST_OF_ACT, _FEWEST_OF_LETTER = 200, 4, 2
"""A line that begins an act or a letter and is longer has lost its line ends, if more lines begin in it."""
_NEXT = re.compile(r"(?<=\s)(?=\S)")
_CLAUSE_ENDS = tuple(".;:,")
_JOINTS = 5
"""Characters before a place in which the end of a clause is looked for."""


def cut_run_on(line: str, offset: int, rules: LineRules) -> list[tuple[int, int]]:
    """Where the lines begin and end that a line was, in the text in which it stands at ``offset``.

    Returns:
        Nothing for a line that begins neither with several lines of a masthead nor as an act, which may stand
        behind fewer of them, and in whose middle nobody signs and no place and day stand.
    """
    if len(line) < _SHORTEST:
        return []
    heads = list(_head(line, rules))
    whole = rules.run_on.whole.match(line, heads[-1])
    begins = whole or rules.run_on.begins.match(line, heads[-1])
    is_two = whole is not None and rules.run_on.begins.match(line, whole.end() + 1) is not None
    enacts = rules.run_on.enacts.search(line) if len(line) > _LONG_ACT else None
    is_act = is_two or enacts is not None or (len(line) > _LONG_ACT and bool(begins))
    if len(heads) < _FEWEST_HEADS and not is_act:
        signed = rules.run_on.signed.search(line) if len(line) > _LONG_ACT else None
        if signed is None or (signed.lastgroup and offset):  # a day and its place part the first line alone
            return []
        ends = [signed.end()] if signed.lastgroup else []
        return [
            (offset + start, offset + end) for start, end in pairwise([0, signed.start(), *ends, len(line)])
        ]
    starts = [*heads, *_body(line, heads[-1], rules)]
    is_short = enacts or rules.communication.match(line, heads[0])
    fewest = _FEWEST_OF_LETTER if is_short else _FEWEST_OF_ACT
    if len(heads) < _FEWEST_HEADS and len(starts) <= fewest and not is_two:
        return []
    edges = [*sorted(set(starts)), len(line)]
    return [(offset + start, offset + end) for start, end in pairwise(edges) if line[start:end].strip()]


def _head(line: str, rules: LineRules) -> Iterator[int]:
    """Where the lines of the masthead begin that stand first, and where the last of them ends."""
    at = len(line) - len(line.lstrip())
    while match := rules.run_on.head.match(line, at):
        yield at
        at = match.end() + len(line[match.end() :]) - len(line[match.end() :].lstrip())
    yield at


def _body(line: str, start: int, rules: LineRules) -> Iterator[int]:
    """Where a paragraph, a heading or a closing line begins after the masthead."""
    run_on, number = rules.run_on, 0
    for place in _NEXT.finditer(line, start):
        at = place.start()
        before = line[max(0, at - _JOINTS) : at].rstrip()
        ends = before.endswith(_CLAUSE_ENDS)
        if whole := run_on.whole.match(line, at):
            yield at
            yield whole.end() + 1
        elif run_on.begins.match(line, at) or (line[at].isupper() and rules.of_letter.match(line, at)):
            yield at
        elif match := run_on.number.match(line, at):
            if int(match["number"]) == number + 1:
                number += 1
                yield at
        elif run_on.heading.match(line, at):
            if (not number or before.endswith(".")) and run_on.number.search(line, at):
                yield at
        elif (ends and run_on.label.match(line, at)) or (
            rules.clause_end.search(before)
            and run_on.clause.match(line, at)
            and rules.opens_clause(line[at : at + 120])
        ):
            yield at
