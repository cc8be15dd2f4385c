"""The head of a document: what it is, whose it is, its symbol, title, session, dates, sender and languages.

Read from the paragraphs with their parts. Masthead lines are consumed by the field patterns of
``seeds/languages/<lang>/masthead.yml``; what no field explains is handed back, to be reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cronica.flows.extract.structure.masthead_lines import KIND, KIND_TITLED, PRESS, SPONSORS, read_line
from cronica.flows.extract.structure.paragraph import Paragraph
from cronica.flows.extract.structure.rules import StructureRules, structure_rules, without_part_letters
from cronica.flows.interpret.kind import decide_kind
from cronica.flows.interpret.model import DatedSpan, Masthead
from cronica.flows.interpret.own_number import read_symbol, with_part
from cronica.flows.interpret.place_and_day import read_place_and_day
from cronica.flows.interpret.sender import read_sender
from cronica.flows.language import Language, fold
from cronica.flows.normalise import reference
from cronica.flows.normalise.agenda.find import is_circulation_request
from cronica.flows.normalise.agenda.lists import listed_item, listed_subitem, without_page
from cronica.flows.normalise.citations.symbols import body_of, find_symbols
from cronica.flows.normalise.figures import figures
from cronica.flows.normalise.sessions.find import find_sessions, session_bodies
from cronica.schemas.language import Masthead as MastheadPack

_MET = frozenset({"decision", "presidential_statement", "meeting_record"})
"""Document types whose first words may name the meeting."""
DATED = {"issue_date": "issue", "adoption": "adoption", "meeting": "meeting", "signed": "signature"}
"""Field of a masthead line → the role of its date."""
SERIES = frozenset({"supplement", "records"})
"""Fields of lines that name the official records, with the session whose they are."""
_NOTE_MARK = re.compile(r"(?<=[^\W\d])\s?\d{1,2}/$")
"""The mark of a note in the print of before 2000, after the last word of a title."""
_ACTOR_WITHIN = 80
"""Characters after the day of a meeting in which the body that acted is named."""


class _Rules:
    """The compiled masthead patterns of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        pack = language.pack(MastheadPack)

        def compiled(pattern: str) -> re.Pattern[str]:
            return language.pattern(pattern, pack.fragments)

        self.bodies = {code: compiled(words) for code, words in pack.bodies.items()}
        self.communication, self.signatory = compiled(pack.communication.title), compiled(pack.signatory)
        self.original_languages, self.enacting = compiled(pack.original_languages), compiled(pack.enacting)
        self.language_names = {fold(name): code for name, code in pack.language_names.items()}
        self.item_title_after = frozenset(pack.item_title_after)
        self.body_in_title = compiled(pack.body_in_title)
        self.acted_at, self.meeting_agenda = compiled(pack.acted_at), compiled(pack.meeting_agenda)

    def body_of(self, name: str) -> str | None:
        listed = next((code for code, words in self.bodies.items() if words.search(name)), None)
        return reference.body_named(name, self.language.code) or listed


@cache
def _rules(language: Language) -> _Rules:
    return _Rules(language)


def read_masthead(paragraphs: Sequence[Paragraph], language: Language, title: str | None = None) -> Masthead:
    """Read the head of a document.

    Args:
        paragraphs: all of the document, in reading order.
        language: whose patterns apply.
        title: the title that the file states beside its text.
    """
    head = Masthead()
    rules = _rules(language)
    _read_lines(head, paragraphs, rules)
    _read_title(head, paragraphs, rules, language)
    _read_rest(head, paragraphs, rules, language)
    _read_kind(head, paragraphs, language, title)
    _read_meeting(head, paragraphs, rules)
    body_of_title = _body_in_title(head, rules)
    read_symbol(head, paragraphs, body_of_title, language)
    # The symbol names the body; the masthead names first the one that it is part of.
    is_press = any(name == PRESS for at in head.symbol_paragraphs for name, _ in paragraphs[at].fields)
    head.body_code = (
        (body_of(head.symbol) if head.symbol and not is_press else None)
        or head.body_code
        or _asked(head, paragraphs, rules, language)
        or body_of_title
    )
    if head.title_paragraph is not None and body_of_title:
        head.bodies = sorted([*head.bodies, (head.title_paragraph, body_of_title)])
    read_place_and_day(head, paragraphs, language)
    if head.document_type == "meeting_record":
        _read_agenda(head, paragraphs, rules, language)
    return head


def _read_lines(head: Masthead, paragraphs: Sequence[Paragraph], rules: _Rules) -> None:
    item: int | None = None
    structure = structure_rules(rules.language)
    for index, paragraph in enumerate(paragraphs):
        below = paragraphs[index + 1 : index + 3]
        is_own = rules.communication.match(paragraph.text) or structure.is_act_title(paragraph.text)
        if paragraph.part == "title" and item is not None and not is_own:
            # Where no other title follows, the item's is the document's.
            titles = head.item_titles.setdefault(item, [])
            is_last = len(titles) < len(re.findall(r"\d+", paragraphs[item].text))
            if not titles or (is_last and _is_kind(below[:1], rules)):
                titles.append(paragraph.text)
        if paragraph.part != "masthead":
            item = None if paragraph.part == "title" else item
            continue
        if item is not None and _is_kind([paragraph], rules) and _is_kind(below, rules, SPONSORS):
            # The item is called as a document is: Informe del Consejo Económico y Social.
            head.item_titles.setdefault(item, [paragraph.text])
        if names := {name for name, _ in paragraph.fields}:
            item = index if names & rules.item_title_after else item if names == {"note"} else None
            for name, match in paragraph.fields:
                if name == "issue_date" and not match.groupdict().get("distribution"):
                    name = _dated_over(paragraphs, index, structure) or name
                if name == "distribution" or match.groupdict().get("distribution"):
                    head.unexplained.clear()  # above it stands the body or the treaty whose document it is
                _take(head, name, match, index, rules)
        elif item is not None:
            head.item_titles.setdefault(item, []).append(paragraph.text)
        elif reference.body_named(paragraph.text, rules.language.code) is None:
            head.unexplained.append(index)


def _dated_over(paragraphs: Sequence[Paragraph], index: int, structure: StructureRules) -> str | None:
    """What a line that is a date alone dates: the meeting, or the act of the Council, over it."""
    over = paragraphs[index - 1] if index else None
    if over and any(name == "meeting" and not line.groupdict().get("date") for name, line in over.fields):
        return "meeting"
    return "adoption" if over and structure.council_title.match(over.text) else None


def _is_kind(paragraphs: Sequence[Paragraph], rules: _Rules, *more: str) -> bool:
    """Whether one of some lines says what a document is, or fills one of the fields of ``more``."""
    lines = (read_line(each.text.rstrip("*"), rules.language) for each in paragraphs)
    return any(line is not None and line.name in (KIND, KIND_TITLED, *more) for line in lines)


def _take(head: Masthead, name: str, match: re.Match[str], index: int, rules: _Rules) -> None:
    """Give a masthead line to the field it fills."""
    groups = match.groupdict()
    if name == "session" or (name in SERIES and find_sessions(match.group(), rules.language)):
        head.session_paragraphs.append(index)
    elif name == "agenda":
        _take_item(head, match, index)
    elif name == "records":
        head.body_code = head.body_code or rules.body_of(match.group())
    elif name == "origin":
        head.origin_paragraph = index
    elif name in DATED and groups.get("date"):
        head.dated.append(DatedSpan(index, *match.span("date"), DATED[name]))
    if name == "adoption":
        head.body_code = rules.body_of(groups.get("body") or "") or head.body_code
    elif name == "sponsors" and "names" in groups:
        head.sponsors.append((index, *match.span("names")))
    elif name == "body":
        name = match.group()
        if code := rules.body_of(name) or reference.body_that_begins(name, rules.language.code):
            head.bodies.append((index, code))
            head.body_code = head.body_code or code
        elif " " in name:  # not *Pleno*, of the body above
            head.unlisted_bodies.append(index)
    elif name in ("symbol", "supplement", PRESS) and (symbols := find_symbols(match.group())):
        head.symbol_paragraphs.append(index)
        if head.symbol is None:
            head.symbol = with_part(symbols[0].symbol, symbols[0].part)
            head.symbol_origin = "stated"
    elif groups.get("number"):
        head.symbol_paragraphs.append(index)


def _take_item(head: Masthead, match: re.Match[str], index: int) -> None:
    """A line that names agenda items, and their title where it follows on the line."""
    head.agenda_paragraphs.append(index)
    if title := match.groupdict().get("title"):
        head.item_titles[index] = [title]


def _read_title(head: Masthead, paragraphs: Sequence[Paragraph], rules: _Rules, language: Language) -> None:
    structure = structure_rules(language)
    for index, paragraph in enumerate(paragraphs):
        if paragraph.part != "title":
            continue
        text = _NOTE_MARK.sub("", paragraph.text.rstrip("*,"))
        head.title_paragraph = index
        if match := structure.numbered_title.match(text):
            part = match["letters"] or (head.symbol or "").partition(" ")[2]
            head.title = without_part_letters(match["title"].strip(), part, structure.title_parts)
            if {name for at in head.symbol_paragraphs for name, _ in paragraphs[at].fields} == {"supplement"}:
                head.symbol, head.symbol_paragraphs = None, []  # the volume's in which the act is printed
        elif match := rules.communication.match(figures(text)):
            head.title = text
            head.dated.append(DatedSpan(index, *match.span("date"), "letter"))
            head.sender = match["sender"]
        else:
            head.title = text
            titles = (structure.council_title, structure.roman_title, structure.union_title)
            match = next((match for title in titles if (match := title.match(text))), None)
            if match and match["date"]:
                head.dated.append(DatedSpan(index, *match.span("date"), "adoption"))
        return


def _read_rest(head: Masthead, paragraphs: Sequence[Paragraph], rules: _Rules, language: Language) -> None:
    structure = structure_rules(language)
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if paragraph.part == "closing":
            head.closing_paragraphs.append(index)
        elif paragraph.part == "signature":
            is_under = bool(index and structure.signature.match(paragraphs[index - 1].text))
            under = "".join(each.text for each in paragraphs[index + 1 : index + 2])
            last = head.signatories[-1][0] if head.signatories else None
            is_second = last == index - 1 and bool(structure.signature.match(paragraphs[index - 2].text))
            is_name = is_under or is_second or last is None or structure.names_office(text, under)
            match = rules.signatory.match(text) or (structure.signed_name.match(text) if is_name else None)
            if match:
                head.signatories.append((index, match.start("name"), match["name"]))
        elif paragraph.part == "body" and (match := rules.enacting.match(text)):
            acting = reference.body(rules.body_of(match["body"]) or "")
            if head.body_code is None:
                head.body_code = acting.body_code if acting else None
                head.acts_unlisted = acting is None
            elif acting and acting.parent_body_code == head.body_code:
                head.body_code = acting.body_code
        elif paragraph.part == "annex" and (match := rules.communication.search(text)):
            head.dated.append(DatedSpan(index, *match.span("date"), "letter"))
        own = next((line.group() for name, line in paragraph.fields if name == "language"), text)
        if match := rules.original_languages.match(own):
            names = re.findall(r"[^\W\d_]+", fold(match["languages"]))
            head.original_languages += [
                rules.language_names[name]
                for name in names
                if name in rules.language_names and rules.language_names[name] not in head.original_languages
            ]


def _read_meeting(head: Masthead, paragraphs: Sequence[Paragraph], rules: _Rules) -> None:
    """The meeting of a decision, a statement or minutes, where their first words name it and no line does."""
    if any(span.role == "meeting" for span in head.dated) or head.document_type not in _MET:
        return
    opens = (at for at, each in enumerate(paragraphs) if each.part == "body" and not each.is_heading)
    under = range(len(paragraphs))[head.title_paragraph + 1 :][:1] if head.title_paragraph is not None else ()
    first = next((at for at in under if rules.acted_at.match(paragraphs[at].text)), next(opens, None))
    if first is not None and (match := rules.acted_at.match(paragraphs[first].text)):
        head.dated.append(DatedSpan(first, *match.span("date"), "meeting"))
        head.acting_paragraph = first
        after = match.string[match.end() :].split(None, 2)  # a comma, the article, the body
        actor = reference.body_that_begins("".join(after[2:]), rules.language.code)
        head.body_code = head.body_code or actor or rules.body_of(match.string[: match.end() + _ACTOR_WITHIN])


def _read_agenda(head: Masthead, paragraphs: Sequence[Paragraph], rules: _Rules, language: Language) -> None:
    """The items a meeting took up: listed at its head, or each over what was said on it."""
    structure = structure_rules(language)
    listed, item = False, None
    for index, paragraph in enumerate(paragraphs):
        if paragraph.part != "body":
            continue
        text = without_page(paragraph.text)
        line = read_line(text, language)
        if rules.meeting_agenda.match(text):
            listed, item = True, None
        elif line is not None and line[0] in rules.item_title_after:
            _take_item(head, line[1], index)
            listed, item = False, index
        elif (
            listed
            and (named := listed_item(text, language))
            and (not find_symbols(text) or named.item_number == 1 + len(head.titled_items))
        ):
            head.titled_items.append(index)
        elif item is not None and (subitem := listed_subitem(text, language)):
            head.subitems.append((index, item, subitem))
        elif not structure.is_byline(text) or (listed and _is_numbered(head, paragraphs)):
            listed, item = False, None
        elif item in head.item_titles and find_symbols(text):
            item = None  # a paper before the meeting on the item
        elif item is not None:
            head.item_titles.setdefault(item, []).append(text)
        elif listed and (line is None or line.name == KIND) and not find_symbols(text):
            head.titled_items.append(index)


def _is_numbered(head: Masthead, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the last item listed has a number: then the one after it has, too."""
    return any(paragraphs[index].label for index in head.titled_items[-1:])


def _read_kind(
    head: Masthead, paragraphs: Sequence[Paragraph], language: Language, title: str | None
) -> None:
    kind = decide_kind(head.symbol, paragraphs, language, title)
    head.document_type, head.document_type_rule, head.document_type_doubt = (
        kind.type,
        kind.rule_id,
        kind.doubt,
    )
    head.sender = head.sender or kind.sender
    if head.sender is None and kind.type == "letter":
        head.sender = read_sender(paragraphs, language)
    if head.document_type == "note_verbale":  # signed by no name; under it stands who it is sent to
        signs = _rules(language).signatory.match
        head.signatories = [each for each in head.signatories if signs(paragraphs[each[0]].text)]
    if head.document_type == "note_verbale" and kind.sender:
        _leave_letterhead(head, paragraphs, kind.sender)


def _leave_letterhead(head: Masthead, paragraphs: Sequence[Paragraph], sender: str) -> None:
    """What stands over a note verbale and names who sends it is no title, nor are the lines under it."""
    greeting = next((at for at, each in enumerate(paragraphs) if sender in each.text), 0)
    is_over = any(fold(each.text) in fold(sender) for each in paragraphs[: head.title_paragraph])
    is_called = head.document_type_rule.startswith("called_")
    if head.title is None or not (fold(head.title) in fold(sender) or (is_over and not is_called)):
        return
    for paragraph in paragraphs[:greeting]:
        paragraph.part, paragraph.is_heading, paragraph.heading = "masthead", False, None
    over = {paragraph.text for paragraph in paragraphs[:greeting]}
    for paragraph in paragraphs[greeting:]:
        paragraph.heading = None if paragraph.heading in over else paragraph.heading
    head.title = head.title_paragraph = None


def _body_in_title(head: Masthead, rules: _Rules) -> str | None:
    """The body that a title names as its own, as in *Informe de la Comisión de Estadística*."""
    match = rules.body_in_title.match(title := head.title or "")
    names = session_bodies(rules.language)
    return reference.body_that_begins(title[match.end() :], rules.language.code, names) if match else None


def _asked(head: Masthead, paragraphs: Sequence[Paragraph], rules: _Rules, language: Language) -> str | None:
    """A communication belongs to the body whose document it asks to be."""
    for paragraph in paragraphs if head.document_type in ("letter", "note_verbale") else ():
        if paragraph.part == "body" and is_circulation_request(paragraph.text, language):
            to = rules.communication.match(head.title or "")  # *documento de la Comisión*: the one written to
            asked = f"{paragraph.text} {to['addressees'] if to else ''}"
            named = [(words.search(asked), code) for code, words in rules.bodies.items()]
            return min(((match.start(), code) for match, code in named if match), default=(0, None))[1]
    return None
