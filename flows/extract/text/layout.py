"""Printed lines to paragraphs.

A text arrives with long lines or wrapped ones, with a blank line after every printed line or none, with page
heads, and with paragraphs that a page end or a footnote cuts in two. The style is read off the text itself;
no source or print style is named here. What a line can be is data: ``seeds/languages/<lang>/layout.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import NamedTuple

from cronica.flows.extract.text.columns import in_order
from cronica.flows.extract.text.item_titles import cut_titles
from cronica.flows.extract.text.line_rules import LineRules, line_rules
from cronica.flows.extract.text.lines import (
    CLAUSE_ENDS,
    LONG_LINE,
    MOST_ROOM,
    SOUND,
    Line,
    Style,
    ends_sentence,
    follows_label,
    is_capital,
    is_note,
    opens_note,
    opens_starred,
    read_lines,
    read_style,
    without_noise,
)
from cronica.flows.language import Language

_FULL_LINE = 0.7
"""A line of this share of the width may have been ended by the page."""
_WORDS = re.compile(r"[^\W\d_]{2,}(?:[ ,-]{1,2}[^\W\d_]+){3,}")
"""A line of four words or more and nothing else, as a line of a title is."""
_SHORT_CLAUSE = 8
"""A line that ends as a clause does and leaves more room than this ends one, before the verb of another."""
_FEWEST_BREAKS = 2
"""Lines without a blank line between them are several paragraphs when so many places in them say so."""
_FEWEST_ALONE = 5
"""So many masthead lines do as well."""
_MOST = 0.6
"""Of the lines: so many between which no blank line parts the paragraphs show the habit of the whole text."""
_LINES_OF_FOOT = 16
"""Lines at the end of a text among which those stand who sign it."""
_STANDS_ALONE = 0.5
"""A line of this share of the width or less is a heading or the like, if the next begins anew."""


class Block(NamedTuple):
    """A paragraph as printed: its lines and whether it is a note at a page's foot."""

    lines: tuple[Line, ...]
    is_note: bool
    is_rule: bool = False
    """It is a line drawn over the notes."""

    @property
    def first(self) -> Line:
        """The first printed line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The last printed line."""
        return self.lines[-1]


def read_blocks(source: str, language: Language, misread: Mapping[str, str] = SOUND) -> list[Block]:
    """The paragraphs of a text in reading order, running heads and feet left out.

    Args:
        source: the decoded text.
        language: whose line patterns apply.
        misread: what words are that text recognition misread.
    """
    rules = line_rules(language)
    lines = without_noise(read_lines(source, rules, misread), rules)
    if lines := list(cut_titles(in_order(lines, rules), rules)):
        style = read_style(lines, rules)
        return _rejoin(_group(lines, style, rules), style, rules)
    return []


def _group(lines: Sequence[Line], style: Style, rules: LineRules) -> list[Block]:
    groups: list[list[Line]] = []
    runs = list(_runs(lines, style))
    tight = [_is_tight(run, style, rules) for run in runs]
    in_tight = sum(len(run) for run, is_tight in zip(runs, tight, strict=True) if is_tight)
    is_all_tight = in_tight > _MOST * len(lines) or (style.is_wrapped and len(runs) == 1)
    foot, at, is_signed = len(lines) - _LINES_OF_FOOT, 0, False
    in_head = True
    for run, is_tight in zip(runs, tight, strict=True):
        is_after_text = is_signed or bool(groups and groups[-1][-1].text.endswith(CLAUSE_ENDS))
        is_signed = at >= foot and is_after_text and _are_signers(run, style, rules)
        groups.append([run[0]])
        at += len(run)
        for line, following in zip_longest(run[1:], run[2:]):
            group = groups[-1]
            if (
                is_signed
                or _breaks(group, line, following, style, rules)
                or (in_head and _ends_title(group, line, style, rules))
                or ((is_tight or is_all_tight) and _breaks_tight(group, line, following, style, rules))
            ):
                groups.append([line])
                in_head = in_head and not group[-1].text.endswith(CLAUSE_ENDS)
            else:
                group.append(line)
    return [Block(tuple(group), is_note(group[0]), bool(rules.rule.match(group[0].text))) for group in groups]


def _are_signers(run: Sequence[Line], style: Style, rules: LineRules) -> bool:
    """Whether lines are the name of who signs, the office and whose it is, a line each."""
    longest = _STANDS_ALONE * style.width
    return all(
        line.text[0].isupper()
        and line.text[-1].isalpha()
        and len(line.text) <= longest
        and not rules.is_open(line.text)
        for line in run
    )


def _runs(lines: Sequence[Line], style: Style) -> Iterator[list[Line]]:
    """The lines between two blank lines."""
    run: list[Line] = []
    for line in lines:
        if run and line.gap > style.base_gap:
            yield run
            run = []
        run.append(line)
    yield run


def _is_tight(run: Sequence[Line], style: Style, rules: LineRules) -> bool:
    """Whether lines that no blank line parts are several paragraphs."""
    alone = breaks = 0
    for before, line in pairwise(run) if style.is_wrapped else ():
        alone += bool(rules.is_alone(line.text) or rules.starts.match(line.text))
        ended = ends_sentence(before.text) and not line.opens_lower
        on_purpose = ended and style.room(before, line) > style.slack
        breaks += on_purpose or bool(rules.bare_label.match(line.text))
    return breaks >= _FEWEST_BREAKS or alone >= _FEWEST_ALONE


def _breaks(
    group: Sequence[Line], line: Line, following: Line | None, style: Style, rules: LineRules
) -> bool:
    """Whether ``line`` begins a new block after the lines of ``group``."""
    before = group[-1]
    if opens_note(line.text) or rules.rule.match(before.text) or rules.rule.match(line.text):
        return True
    if rules.is_alone(before.text) or rules.is_alone(line.text):
        return not (rules.is_open(before.text) or rules.carries_on(line.text, group[0].text))
    if rules.bare_label.match(before.text):
        return False
    if rules.starts.match(line.text) or (following and rules.bare_label.match(line.text)):
        return not rules.is_open(before.text)
    if rules.labels.match(line.text) and (
        before.text.endswith(CLAUSE_ENDS)
        or (line.text[0].isdigit() and _heads(group, style, rules))
        or follows_label(group[0].text, line.text)
        or (following and line.text[0] in "1a" and follows_label(line.text, following.text))
    ):
        return True
    if _begins_clause(before, line, style, rules) or _changes_case(before, line, style, rules):
        return True
    if rules.communication.match(group[0].text):
        return _is_whole_heading(group, line, style, rules)
    if not style.is_wrapped:
        is_cut = rules.is_open(before.text) or (
            before.text[-1] not in ".;:!?" and len(before.text) < LONG_LINE
        )
        return not (line.opens_lower and is_cut) and not rules.goes_on_in_capitals(before.text, line.text)
    room = style.room(before, line)
    if len(group) == 1 and room > MOST_ROOM and _heads_prose(before, line, style, rules):
        return True
    ended = ends_sentence(before.text) and not line.opens_lower
    if ended and line.indent > style.margin and (style.is_indented or room > 0 or len(group) == 1):
        return True
    return ended and (style.is_whole(before.text) or (room > MOST_ROOM and len(group) > 1))


def _breaks_tight(
    group: Sequence[Line], line: Line, following: Line | None, style: Style, rules: LineRules
) -> bool:
    """Whether ``line`` begins a new block where no blank lines part the paragraphs."""
    before = group[-1]
    if line.opens_lower or rules.is_open(before.text) or rules.bare_label.match(before.text):
        return False
    if rules.communication.match(group[0].text) and not ends_sentence(before.text):
        return False
    room = style.room(before, line)
    if rules.labels.match(line.text) and (room > MOST_ROOM or is_capital(line.text)):
        return True
    if ends_sentence(before.text):
        begins_letter = bool(rules.of_letter.match(line.text))
        return room > style.slack or begins_letter or _is_heading(line, following, style, rules)
    if before.text[-1].isalpha() and is_capital(before.text) > is_capital(line.text):
        return True
    if is_capital(before.text):  # a title is cut where its words allow
        return room > MOST_ROOM and len(before.text) <= _STANDS_ALONE * style.width
    return room > style.slack and before.text[-1] != ","


def _ends_title(group: Sequence[Line], line: Line, style: Style, rules: LineRules) -> bool:
    """Whether the lines of a title end before a sentence, or where several words in capitals begin or end."""
    if rules.is_open(group[-1].text) or any(each.text.endswith(CLAUSE_ENDS) for each in group):
        return False
    if rules.begins_anew(line.text):
        return True
    capitals = [each.text for each in (group[-1], line) if is_capital(each.text)]
    return len(capitals) == 1 and _WORDS.fullmatch(capitals[0]) is not None


def _is_heading(line: Line, following: Line | None, style: Style, rules: LineRules) -> bool:
    """A short line without a stop, and what follows begins anew."""
    if following is None or len(line.text) > _STANDS_ALONE * style.width or line.text.endswith(CLAUSE_ENDS):
        return False
    return not following.opens_lower and not rules.is_open(line.text)


def _heads_prose(before: Line, line: Line, style: Style, rules: LineRules) -> bool:
    """Whether a short line without a stop is a heading over a long line of prose."""
    is_short = len(before.text) <= _STANDS_ALONE * style.width and not before.text.endswith(CLAUSE_ENDS)
    is_long = len(line.text) > _STANDS_ALONE * style.width and not line.opens_lower
    return is_short and is_long and not before.opens_lower and not rules.is_open(before.text)


def _changes_case(before: Line, line: Line, style: Style, rules: LineRules) -> bool:
    """Whether one of two short lines is in capitals: the section, the title and who writes it."""
    if before.opens_lower or line.opens_lower or before.text[-1] in ",-" or rules.is_open(before.text):
        return False
    return is_capital(before.text) != is_capital(line.text) and style.room(before, line) > MOST_ROOM


def _heads(group: Sequence[Line], style: Style, rules: LineRules) -> bool:
    """Whether lines before a numbered paragraph are a heading: with a numeral of their own, or short."""
    first = group[0].text
    if not first[0].isupper() or rules.is_open(group[-1].text):
        return False
    return bool(rules.labels.match(first)) or (len(group) == 1 and len(first) <= _STANDS_ALONE * style.width)


def _begins_clause(before: Line, line: Line, style: Style, rules: LineRules) -> bool:
    """A paragraph of a preamble, or an act without a number, after one that ends with a comma or the like.

    Where no capital shows it, the line before leaves room, or the line is a whole paragraph.
    """
    if not rules.clause_end.search(before.text):
        return False
    traits = rules.language.traits
    if traits.has_case and line.opens_lower and not traits.opens_clauses_small:
        return False
    is_shown = traits.has_case and not line.opens_lower
    is_whole = rules.clause_end.search(line.text) or ends_sentence(line.text)
    is_apart = bool(is_shown or is_whole or style.room(before, line) > _SHORT_CLAUSE)
    return is_apart and rules.opens_clause(line.text)


def _is_whole_heading(group: Sequence[Line], line: Line, style: Style, rules: LineRules) -> bool:
    """Whether the heading of a communication, which names who sends it, ends before a line."""
    text = " ".join(each.text for each in group)
    if rules.is_open(group[-1].text) or (line.text[0] == "(" and line.text[-1] == ")"):  # its symbol
        return False
    if line.opens_lower:  # in a script without small letters that is a guess
        is_new = rules.sender_end.search(text) or rules.of_letter.match(line.text)
        return not rules.language.traits.has_case and is_new is not None
    if not rules.names_sender.search(text):  # the heading of an annex tells no more
        return not any(map(str.isdigit, text)) and style.room(group[-1], line) > MOST_ROOM
    style = replace(style, width=max(len(each.text) for each in group))
    is_ended = len(group) > 1 and style.room(group[-1], line) > MOST_ROOM
    return is_ended or bool(rules.sender_end.search(text) or rules.begins_letter(line.text))


def _rejoin(blocks: Sequence[Block], style: Style, rules: LineRules) -> list[Block]:
    """Put together what a page end or notes at a page's foot cut in two."""
    joined: list[Block] = []
    open_at: int | None = None
    for block in blocks:
        is_aside = block.is_note or block.is_rule
        if is_aside or (open_at is not None and _interrupts(joined[open_at], block)):
            joined.append(block)
            continue
        is_next = open_at == len(joined) - 1 and not block.first.after_page
        if open_at is not None and _continues(joined[open_at], block, style, rules, is_next=is_next):
            joined[open_at] = Block(joined[open_at].lines + block.lines, is_note=False)
            continue
        open_at = len(joined)
        joined.append(block)
    return [block for block in joined if not block.is_rule] or joined


def _interrupts(before: Block, block: Block) -> bool:
    """Whether a starred note stands in a sentence that a page end cuts."""
    return opens_starred(block.first.text) and not before.last.text.endswith(CLAUSE_ENDS)


def _continues(before: Block, block: Block, style: Style, rules: LineRules, *, is_next: bool) -> bool:
    last, first = before.last.text, block.first.text
    if rules.is_alone(first) or rules.starts.match(first) or rules.labels.match(first):
        return False
    if len(before.lines) == 1 and rules.bare_label.match(last):
        return True
    if is_next and not rules.language.traits.has_case:
        return False  # no small letter shows that a sentence goes on
    if len(before.lines) == 1 and rules.is_alone(last):
        return False
    if rules.joint.search(last) and not first[0].islower():
        return block.first.after_page and not rules.opens_clause(first)
    if rules.is_open(last):
        return True
    if rules.begins_small(last, first):
        return False
    goes_on = (block.first.opens_lower or bool(rules.goes_on.match(first))) and not ends_sentence(last)
    if block.first.after_page:
        return goes_on or (not last.endswith(CLAUSE_ENDS) and len(last) > _FULL_LINE * style.width)
    return goes_on and len(last) > min(style.width, LONG_LINE) / 2
