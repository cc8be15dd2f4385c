"""The head of a document: where it ends, and which of its lines is the title.

An act has a numbered title and a communication names its date and addressees. Other official documents print
the masthead, the agenda item with its title, the document's own title and a line that says what it is, as in
*Informe del Secretario General*, in this order. A text without masthead opens with its title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cronica.flows.extract.structure.masthead_lines import (
    AFTER_TITLE,
    KIND,
    KIND_TITLED,
    OFFICIAL,
    PRESS,
    read_fields,
)
from cronica.flows.extract.structure.rules import StructureRules, structure_rules

PROSE_BEFORE_TITLE = 3
"""So many lines that look like prose may stand before the title of an act or a communication."""
LINES_AHEAD = 6
"""A line that looks like prose is still of the head when a masthead line follows so soon."""


@dataclass(frozen=True, slots=True)
class Head:
    """Indices of paragraphs: the first after the head, and the title."""

    end: int
    title: int | None


@dataclass(slots=True)
class _Lines:
    """The lines of a head by what they are."""

    official: bool = False
    press: bool = False
    communications: list[int] = field(default_factory=list)
    free: list[int] = field(default_factory=list)
    of_item: list[int] = field(default_factory=list)
    kind: list[int] = field(default_factory=list)
    kind_titled: list[int] = field(default_factory=list)


def read_head(texts: Sequence[str], language: str) -> Head:
    """Find the end of the head and its title.

    Args:
        texts: the cleaned paragraphs of the document, in reading order.
        language: whose patterns apply (ISO 639-1).
    """
    rules = structure_rules(language)
    sure = _sure_line(texts, rules)
    if sure >= 0 and rules.is_act_title(texts[sure]):
        return Head(_after_title(texts, sure + 1, language), sure)
    lines = _Lines()
    end = _read_lines(texts, sure, lines, rules, language)
    return Head(end, _title(texts, lines, rules))


def _sure_line(texts: Sequence[str], rules: StructureRules) -> int:
    """The title of an act, else of a communication, else the line that names who acts; -1 if there is none.

    It is none of the head when much prose stands before it, or what only a body has.
    """
    prose = 0
    communication = -1
    for index, text in enumerate(texts):
        if rules.is_act_title(text):
            return index
        if rules.enacting.match(text):
            return index if communication < 0 else communication
        if _begins_body(texts, index, rules) or rules.signature.match(text):
            break
        if communication < 0 and rules.communication_title.match(text):
            communication = index
        elif not rules.is_heading(text):
            prose += 1
        if prose > PROSE_BEFORE_TITLE:
            break
    return communication


def _begins_body(texts: Sequence[str], index: int, rules: StructureRules) -> bool:
    """Who acts, or an annex; a text may itself be the annex of another and open with that word."""
    return bool(rules.enacting.match(texts[index]) or (index and rules.annex.match(texts[index])))


def _after_title(texts: Sequence[str], start: int, language: str) -> int:
    """The masthead lines that stand after the title of an act."""
    end = start
    while end < len(texts) and _fields(texts[end], language) & AFTER_TITLE:
        end += 1
    return end


def _read_lines(texts: Sequence[str], least: int, lines: _Lines, rules: StructureRules, language: str) -> int:
    """Sort the lines of the head; the index at which it ends, past ``least``."""
    after_agenda = False
    for index, text in enumerate(texts):
        if _begins_body(texts, index, rules):
            return index
        fields = _fields(text, language)
        if fields - {KIND, KIND_TITLED}:
            lines.official |= bool(fields & OFFICIAL)
            lines.press |= PRESS in fields
            if "distribution" in fields:
                lines.free.clear()  # what stands above it names a body or a treaty
            after_agenda = "agenda" in fields
        elif rules.communication_title.match(text):
            (lines.of_item if after_agenda else lines.communications).append(index)
            after_agenda = False
        elif fields and lines.official:
            (lines.kind if KIND in fields else lines.kind_titled).append(index)
            after_agenda = False
        elif rules.annex.match(text):
            continue
        elif rules.is_byline(text) or (after_agenda and text[-1:] not in rules.heading_no_end):
            (lines.of_item if after_agenda else lines.free).append(index)
            after_agenda = False
        elif index > least and not _goes_on(texts, index, language):
            return index
    return len(texts)


def _goes_on(texts: Sequence[str], index: int, language: str) -> bool:
    """Whether the lines of a masthead follow soon."""
    ahead = texts[index + 1 : index + 1 + LINES_AHEAD]
    return any(_fields(text, language) & OFFICIAL for text in ahead)


def _fields(text: str, language: str) -> set[str]:
    """The fields that a line fills."""
    return {name for name, _ in read_fields(text, language)}


def _title(texts: Sequence[str], lines: _Lines, rules: StructureRules) -> int | None:
    """A communication's own line; in a masthead the last that is not the item's; else the first line."""
    if lines.press and lines.free:
        return lines.free[0]  # the headline; more of them, and what is said in short, follow
    if lines.communications:
        return lines.communications[-1]
    if lines.official:
        ranked = (lines.free, lines.kind_titled, lines.of_item, lines.kind)
        return next((found[-1] for found in ranked if found), None)
    named = (index for index in lines.free if rules.named_title.match(texts[index]))
    return next(named, lines.free[0] if lines.free else None)
