"""The head of a document: where it ends, and which of its lines is the title.

An act has a numbered title and a communication names its date and addressees. Other official documents print
the masthead, the agenda item with its title, the document's own title and a line that says what it is, as in
*Informe del Secretario General*, in this order. A text without masthead opens with its title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cronica.flows.extract.structure.masthead_lines import (
    AFTER_TITLE,
    CHANGE,
    FIRST,
    KIND,
    KIND_TITLED,
    OFFICIAL,
    PRESS,
    SPONSORS,
    read_fields,
)
from cronica.flows.extract.structure.paragraph import Field
from cronica.flows.extract.structure.rules import StructureRules, structure_rules
from cronica.flows.language import Language
from cronica.flows.normalise.agenda.lists import kind_of_agenda

PROSE_BEFORE_TITLE = 3
"""So many lines that look like prose may stand before the title of an act or a communication."""
LINES_AHEAD = 6
"""A line that looks like prose is still of the head when a masthead line follows so soon."""
_LONGEST_SUBTITLE = 4
_LONGEST_OF_ADDRESS = 12
"""Words of a subtitle or a place, and of a line of an address, at most."""
_LONGEST_BODY = 6
"""A line of more words over the text of a press release names more than a body."""
_CODE = re.compile(r"(?=\S*\d)(?=\S*[/-])[A-Za-z0-9./()º°_-]+")
"""The number under which a letter is filed, which is no title: ``S-GAIID-16-091234``."""
_LISTED = re.compile(
    r"[A-Z]{1,5}(?:/[A-Z\d.()-]+){2,}(?:\s\S{1,3}\s(?:Add|Corr)\.\d)?\s+[^\W\d_a-z][^\W\d_]+\s[^\W\d_]"
)
"""A document of a list, its symbol before its title."""
_CELLS = 2
"""A line with so many strokes between its cells is the row of a table, which no head has."""
_SECTION = re.compile(r"I{1,3}\.\s+\S")
"""The heading of a section: what is titled under it is printed in a report."""


class HeadLines:
    """The first paragraphs of a document, each with the masthead fields it fills, recognised once."""

    def __init__(self, texts: Sequence[str], language: Language) -> None:
        self.texts = texts
        self.language = language
        self._fields: dict[int, tuple[Field, ...]] = {}

    def __getitem__(self, index: int) -> tuple[Field, ...]:
        """The fields that a line fills."""
        if index not in self._fields:
            fields = read_fields(self.texts[index], self.language)
            self._fields[index] = () if self._titles_item(index, fields) else fields
        return self._fields[index]

    def _titles_item(self, index: int, fields: tuple[Field, ...]) -> bool:
        """Whether the title of an item is the name of a body: *Joint Inspection Unit*."""
        is_body = [field.name for field in fields] == ["body"]
        under = self.texts[index + 1 : index + 2]
        is_last = is_body and bool(under) and not read_fields(under[0], self.language)
        return is_last and index > 0 and "agenda" in self.names(index - 1)

    def names(self, index: int) -> set[str]:
        """The names of the fields that a line fills."""
        return {field.name for field in self[index]}

    def go_on(self, index: int) -> bool:
        """Whether lines of a masthead follow soon."""
        ahead = range(index + 1, min(len(self.texts), index + 1 + LINES_AHEAD))
        return any(self.names(each) & OFFICIAL for each in ahead)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a document.

    Attributes:
        end: index of the first paragraph after it.
        title: index of the title, if it has one.
        lines: its lines with the fields they fill.
    """

    end: int
    title: int | None
    lines: HeadLines


@dataclass(slots=True)
class _Sorted:
    """The lines of a head by what they are."""

    official: bool = False
    press: bool = False
    communications: list[int] = field(default_factory=list)
    free: list[int] = field(default_factory=list)
    of_item: list[int] = field(default_factory=list)
    kind: list[int] = field(default_factory=list)
    kind_titled: list[int] = field(default_factory=list)
    is_addressed: bool = False
    """A line says who the text is written to: what stands under it is an address."""
    is_change: bool = False
    """A line under the title says that the document adds to or corrects another."""
    is_draft: bool = False
    """A line names sponsors: a letter above it is the agenda item."""
    is_record: bool = False
    """A line names a meeting: the agenda under it is a part of its record."""

    @property
    def is_untitled_paper(self) -> bool:
        """Whether an official paper has no title yet, and no meeting that it records."""
        return self.official and not (self.is_record or self.free or self.kind_titled or self.of_item)

    def keep_kinds(self, lines: HeadLines) -> None:
        """Keep the lines over a masthead that say what the document is."""
        self.kind_titled += [each for each in self.free if KIND_TITLED in lines.names(each)]
        self.kind += [each for each in self.free if KIND in lines.names(each)]


def read_head(texts: Sequence[str], language: Language) -> Head:
    """Find the end of the head and its title.

    Args:
        texts: the cleaned paragraphs of the document, in reading order.
        language: whose patterns apply.
    """
    rules = structure_rules(language)
    lines = HeadLines(texts, language)
    sure = _sure_line(lines, rules)
    if sure >= 0 and rules.is_act_title(texts[sure]):
        return Head(_after_title(lines, sure + 1), sure, lines)
    found = _Sorted()
    end = _sort(lines, sure, found, rules)
    return Head(end, _title(texts, found, rules), lines)


def _sure_line(lines: HeadLines, rules: StructureRules) -> int:
    """The title of an act, else of a communication, else the line that names who acts; -1 if there is none.

    It is none of the head when much prose stands before it, or what only a body has.
    """
    prose, texts = 0, lines.texts
    communication = -1
    numbered = False
    for index, text in enumerate(texts):
        if rules.index_heading.match(text) or rules.volume.match(text) or _SECTION.match(text):
            break
        if rules.is_act_title(text):
            return index
        if rules.enacting.match(text):
            is_draft = any(SPONSORS in lines.names(at) for at in range(communication + 1, index))
            return index if communication < 0 or is_draft else communication
        if _begins_body(texts, index, rules) or rules.signature.match(text):
            break
        numbered = numbered or bool(rules.labels["number"].match(text))
        if communication < 0 and not numbered and rules.communication_title.match(text):
            communication = index
        elif not rules.is_heading(text):
            prose += 1
        if prose > PROSE_BEFORE_TITLE:
            break
    return communication


def _begins_body(texts: Sequence[str], index: int, rules: StructureRules) -> bool:
    """Who acts, a recital or an annex; a text may itself be the annex of another and open with that word."""
    opens = (rules.enacting, rules.recital, *([rules.annex] if index else []))
    return any(pattern.match(texts[index]) for pattern in opens)


def _after_title(lines: HeadLines, start: int) -> int:
    """The end of the masthead lines that stand after the title of an act."""
    end = start
    while end < len(lines.texts) and lines.names(end) & AFTER_TITLE:
        end += 1
    return end


def _sort(lines: HeadLines, least: int, found: _Sorted, rules: StructureRules) -> int:
    """Sort the lines of the head; the index at which it ends, past ``least``."""
    after_agenda = False
    for index, text in enumerate(lines.texts):
        over = (found.kind_titled + found.free)[-1:]  # the title of a volume, over the first act of it
        is_listed = any(rules.volume.match(lines.texts[at]) for at in over) and rules.is_act_title(text)
        if _begins_body(lines.texts, index, rules) or is_listed:
            return index
        if found.kind_titled and rules.index_heading.match(text):
            return index
        fields = lines.names(index)
        if fields == {"body"} and _is_headline(lines, index, found, rules):
            found.free.append(index)
            continue
        found.is_addressed |= not found.official and bool(rules.addressed.match(text))
        if fields - {KIND, KIND_TITLED}:
            found.official |= bool(fields & OFFICIAL) and not found.is_addressed
            found.press |= PRESS in fields
            found.is_record |= "meeting" in fields
            found.is_draft |= SPONSORS in fields
            found.is_change |= CHANGE in fields and bool(found.free or found.of_item or found.kind_titled)
            if fields & FIRST:
                found.keep_kinds(lines)
                found.free.clear()  # what stands above it names a body or a treaty
            after_agenda = "agenda" in fields
        elif rules.communication_title.match(text):
            (found.of_item if after_agenda else found.communications).append(index)
            after_agenda = False
        elif fields and found.official:
            (found.kind if KIND in fields else found.kind_titled).append(index)
            after_agenda = False
        elif found.official and _is_listed(text, index, lines, found):
            return index
        elif rules.annex.match(text) or rules.place_and_day.match(text) or _is_place(lines, index):
            continue
        elif found.is_change and not lines.go_on(index):
            return index
        elif found.is_untitled_paper and not lines.go_on(index) and kind_of_agenda(text, lines.language):
            found.free.append(index)
            return index + 1
        elif (
            rules.is_byline(text)
            or rules.section_name.match(text)
            or (not index and _is_first_title(text, rules))
            or (after_agenda and text[-1:] not in rules.heading_no_end)
        ):
            (found.of_item if after_agenda else found.free).append(index)
            after_agenda = False
        elif found.is_addressed and _is_of_address(text, rules):
            found.free.append(index)
        elif index > least and (_is_numbered_prose(text, rules) or not lines.go_on(index)):
            return index
    return len(lines.texts)


def _is_first_title(text: str, rules: StructureRules) -> bool:
    """Whether the first line says what the text is, or is in capitals and ends with a full stop."""
    is_called = rules.called_title.match(text) is not None
    if text[-1:] not in rules.heading_no_end:
        return is_called
    return text.endswith(".") and (is_called or text.isupper()) and rules.is_byline(text[:-1])


def _is_headline(lines: HeadLines, index: int, found: _Sorted, rules: StructureRules) -> bool:
    """Whether a line of the press that begins with the name of a body says what the body did."""
    under = "".join(lines.texts[index + 1 : index + 2])
    is_press = found.press or (not found.official and len(under.split()) > _LONGEST_OF_ADDRESS)
    is_long = len(lines.texts[index].split()) > _LONGEST_BODY
    return is_press and is_long and not (under and rules.is_byline(under))


def _is_place(lines: HeadLines, index: int) -> bool:
    """Whether a short line over the days of a session names where it was held."""
    under = "".join(lines.texts[index + 1 : index + 2])
    is_short = len(lines.texts[index].split()) <= _LONGEST_SUBTITLE
    return is_short and under[:1].isdigit() and lines.names(index + 1) == {"session_dates"}


def _is_numbered_prose(text: str, rules: StructureRules) -> bool:
    """Whether a line is a numbered paragraph: symbols and days under it are those of a list."""
    return bool(rules.labels["number"].match(text)) and text.endswith(".")


def _is_of_address(text: str, rules: StructureRules) -> bool:
    """Whether a line under the words for an addressee is of the address: a name, an office, a place."""
    is_short = len(text.split()) <= _LONGEST_OF_ADDRESS and text[-1] in ",."
    return is_short and not rules.addressed.match(text) and rules.is_byline(text[:-1])


def _is_listed(text: str, index: int, lines: HeadLines, found: _Sorted) -> bool:
    """Whether a line is a document of a list under the title, or the row of a table."""
    is_document = bool(found.free or found.kind) and _LISTED.match(text) is not None
    return is_document or (text.count(" | ") >= _CELLS and not lines.go_on(index))


def _title(texts: Sequence[str], found: _Sorted, rules: StructureRules) -> int | None:
    """A communication's own line; in a masthead the last that is not the item's; else the first line."""
    if found.press and found.free:
        return found.free[0]  # the headline; more of them, and what is said in short, follow
    if found.communications:
        return found.communications[-1]
    if found.of_item and not found.is_draft and rules.communication_title.match(texts[found.of_item[-1]]):
        return found.of_item[-1]
    named = [index for index in found.free if rules.named_title.match(texts[index])]
    if found.official:
        if named:
            return named[-1]
        subtitle = bool(found.kind_titled) and found.free[-1:] == [found.kind_titled[-1] + 1]
        if subtitle and len(texts[found.free[-1]].split()) <= _LONGEST_SUBTITLE:
            return found.kind_titled[-1]  # under it stands the State that it is about
        ranked = (found.free, found.kind_titled, found.of_item, found.kind)
        return next((places[-1] for places in ranked if places), None)
    addressed = next((index for index in found.free if rules.addressed.match(texts[index])), len(texts))
    free = [index for index in found.free if index < addressed and not _CODE.fullmatch(texts[index])]
    head = range(free[-1] if free else 0)
    over = max((index for index in head if rules.over_title.match(texts[index])), default=-1)
    free = [index for index in free if index > over] or free
    named += [index for index in free if rules.called_title.match(texts[index])]
    letterhead = max(
        (at for at, text in enumerate(texts[:LINES_AHEAD]) if rules.contact.search(text)), default=-1
    )
    free = [index for index in free if index > letterhead]
    headlines = (index for index in free if not rules.section_name.match(texts[index]))
    is_addressed = any(map(rules.addressed.match, texts[:LINES_AHEAD]))  # over a letter stands who sends it
    if _is_letter(texts, rules):
        return next(iter(named), None)
    return next(iter(named), next(headlines, free[0] if free and not is_addressed else None))


def _is_letter(texts: Sequence[str], rules: StructureRules) -> bool:
    """Whether a day stands at the head of the text and under it the address of someone, no salutation."""
    day = next(
        (place for place, text in enumerate(texts[:LINES_AHEAD]) if rules.place_and_day.match(text)), None
    )
    if day is None:
        return False
    under = texts[day + 1 : day + 1 + LINES_AHEAD]
    return any(text[-1] != "," and ":" not in text and rules.addressed.match(text) for text in under)
