"""Read one document: its head, then every paragraph, then what the places of things say about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from cronica.flows.extract.structure.paragraph import Paragraph
from cronica.flows.interpret.dates import (
    NEWS,
    dateline,
    is_today,
    latest_date_of_head,
    met_on,
    own_date,
    own_dates,
    place_date,
    signed_on,
    take_year_of_act,
)
from cronica.flows.interpret.issues.checks import check
from cronica.flows.interpret.links import find_links
from cronica.flows.interpret.masthead import read_masthead
from cronica.flows.interpret.metadata import state_facts, state_head
from cronica.flows.interpret.model import (
    Anchor,
    FoundCitation,
    FoundDate,
    FoundEntity,
    Reading,
    Source,
)
from cronica.flows.interpret.noted_heading import read_noted_heading
from cronica.flows.interpret.own_number import cite_self
from cronica.flows.interpret.owners import drop_bodies_of_others, office
from cronica.flows.interpret.people import name_persons
from cronica.flows.interpret.placement import UNOFFICIAL, place_items, place_sessions
from cronica.flows.interpret.relations import find_relations
from cronica.flows.interpret.requests import find_requests
from cronica.flows.interpret.same_source import cite_same_source
from cronica.flows.interpret.sender import read_sender
from cronica.flows.interpret.speeches import find_speeches
from cronica.flows.interpret.stated import read_stated
from cronica.flows.normalise.citations.citation import Citation
from cronica.flows.normalise.citations.find import find_atoms, find_citations
from cronica.flows.normalise.citations.rules import citation_rules
from cronica.flows.normalise.citations.symbols import body_of, year_of
from cronica.flows.normalise.dates.find import find_dates
from cronica.flows.normalise.figures import figures
from cronica.flows.normalise.names.entities import find_entities
from cronica.flows.normalise.sessions.find import MeetingMatch, find_meetings

RECALLING = frozenset({"recall", "reaffirm"})
"""Act classes of a preambular paragraph that make what it cites recalled."""
ACTS = frozenset({"resolution", "decision", "presidential_statement", "draft_resolution", "note", "report"})
"""Kinds of document whose meeting is that of their adoption."""
DECLARED = frozenset({"declaration", "communique"})
"""Kinds of document that those who met make."""
NUMBERED = frozenset({"resolution", "decision"})
"""Kinds of document whose title opens with their number."""
_RESUMED = "(Resumption"
"""What the symbol of a record says of a meeting that was resumed."""
_RECORD = re.compile(r"/(?:PV|SR)\.(\d+)")
"""The number of a meeting in the symbol of its record."""


def interpret(source: Source) -> Reading:
    """Everything that a document says."""
    paragraphs, language = source.paragraphs, source.language
    stated, anchors = read_stated(source.extracted.statements), list(_anchors(paragraphs))
    head = read_masthead(paragraphs, language, (stated.title or stated.page_title) if stated else None)
    read_noted_heading(head, paragraphs, anchors, language)
    state_head(head, stated)
    if head.symbol is None and "symbol" in source.manifest:
        head.symbol, head.symbol_origin = source.manifest["symbol"], "metadata"
        head.body_code = head.body_code or body_of(head.symbol)
    links = find_links(source.extracted.text, [each.source_start for each in paragraphs])
    reading = Reading(source, stated, anchors, links, head)
    reading.meetings = [
        match
        for index in (*head.closing_paragraphs, head.acting_paragraph)
        if index is not None
        for match in find_meetings(paragraphs[index].text, language)
    ]
    as_of, written = latest_date_of_head(reading), own_date(reading)
    for index, paragraph in enumerate(paragraphs):
        _read_paragraph(reading, index, paragraph, as_of, written)
    cite_self(reading)
    cite_same_source(reading)
    _bind_footnote_dates(reading)
    _settle_facts(reading)
    state_facts(reading)
    place_sessions(reading)
    place_items(reading)
    check(reading)
    _name_entities(reading)
    drop_bodies_of_others(reading)
    name_persons(reading)
    reading.speeches, reading.relations = find_speeches(reading), find_relations(reading)
    reading.requests = find_requests(reading)
    return reading


def _anchors(paragraphs: Sequence[Paragraph]) -> Iterator[Anchor]:
    """The footnote marks, each with the next note after it that carries the mark, else the last before it."""
    notes: dict[str, list[int]] = {}
    for index, paragraph in enumerate(paragraphs):
        if paragraph.footnote_marker is not None:
            notes.setdefault(paragraph.footnote_marker, []).append(index)
    for index, paragraph in enumerate(paragraphs):
        for at, marker in paragraph.marks:
            known = notes.get(marker, [])
            note = next((each for each in known if each > index), known[-1] if known else None)
            yield Anchor(index, at, marker, note)


def _read_paragraph(
    reading: Reading, index: int, paragraph: Paragraph, as_of: date | None, written: date | None
) -> None:
    text = figures(paragraph.text)
    language = reading.language_of(paragraph)
    atoms = find_atoms(text, language)
    matches = find_dates(text, language, atoms.spans, written)
    if reading.head.document_type not in NEWS:
        matches = [match for match in matches if not is_today(match, written)]
    found = [
        FoundCitation(index, citation, _relation(reading, index, citation))
        for citation in find_citations(
            text, atoms, matches, own_body=reading.head.acting_body, as_of=as_of, language=language
        )
    ]
    dates: list[FoundDate] = []
    for match in matches:
        dates.append(place_date(reading, index, match, dates[-1] if dates else None, written))
    for item in found:
        if item.citation.date is not None and not _is_own_date(item, dates[item.citation.date]):
            _bind(dates[item.citation.date], item)
    reading.citations += found
    reading.dates += dates
    opening = paragraph.opening
    if opening is not None and paragraph.part == "preamble" and opening.act_class in RECALLING:
        for item in found:
            item.relation = "recalled" if item.relation == "cited" else item.relation


def _is_own_date(item: FoundCitation, found: FoundDate) -> bool:
    """Whether the date printed for an act is that of the document or letter whose title names the act."""
    return found.role == "letter" or (item.relation == "self" and found.role == "adoption")


def _opens(reading: Reading, index: int, citation: Citation) -> bool:
    """Whether a paragraph opens with a citation, or with its noun: *Decisión VI/3*."""
    before = reading.paragraphs[index].text[: citation.start].strip()
    return not before or citation_rules(reading.language).nouns.fullmatch(before) is not None


def _bind(found: FoundDate, item: FoundCitation) -> None:
    """A date is the date of the first citation it is printed for."""
    take_year_of_act(found, item.citation.symbol)
    item.date = found.start if found.start == found.end else None
    if found.citation is None:
        found.citation = item
        found.role = "adoption" if found.role == "adoption" else "cited_document"


def _relation(reading: Reading, index: int, citation: Citation) -> str:
    head = reading.head
    if index in head.symbol_paragraphs:
        return "self"
    if citation.symbol is not None and head.symbol is not None and _same(citation, head.symbol):
        return "self"
    if index == head.title_paragraph and head.document_type in NUMBERED and _opens(reading, index, citation):
        return "self"  # also where the body gives its acts no symbol
    if index == head.origin_paragraph:
        return "draft" if citation.act == "draft_resolution" else "report"
    return "note" if reading.paragraphs[index].part == "footnote" else "cited"


def _same(citation: Citation, symbol: str) -> bool:
    base, _, part = symbol.partition(" ")
    return citation.symbol == base and (not citation.part or not part or citation.part == part)


def _bind_footnote_dates(reading: Reading) -> None:
    """``las de 13 de enero de 2010³``: a date that ends at a mark dates what the note cites first."""
    for index, start, _, note in reading.anchors:
        if note is None:
            continue
        dated = next(
            (item for item in reading.dates if item.paragraph == index and item.match.end == start),
            None,
        )
        cited = next((item for item in reading.citations if item.paragraph == note), None)
        if dated is None or cited is None or dated.citation is not None or cited.date is not None:
            continue
        if dated.start is not None and dated.start == dated.end and _may_be_of(dated.start, cited):
            _bind(dated, cited)
            dated.rule_id = "date_at_footnote_mark"


def _may_be_of(day: date, cited: FoundCitation) -> bool:
    """Whether an act's number admits the day; else it is that of the text which the act annexes."""
    year, session = year_of(cited.citation.symbol or ""), cited.session
    return year in (None, day.year) and not (session and session.is_outside(day))


def _settle_facts(reading: Reading) -> None:
    facts, head = reading.facts, reading.head
    first = {role: _first_day(reading, role) for role in ("adoption", "meeting", "letter", "issue")}
    facts.issue_date = first["issue"]
    # The date of the meeting stands for the adoption: where they differ the line above is misprinted.
    prints_acts = head.document_type == "report" and head.closing_paragraphs  # under them their own meetings
    acted = first["meeting"] if head.document_type in ACTS and not prints_acts else None
    facts.adoption_date = acted or first["adoption"]
    facts.document_date = facts.adoption_date or first["letter"]
    if head.document_type == "meeting_record":
        facts.document_date, facts.adoption_date = first["meeting"] or facts.document_date, None
    facts.document_date = facts.document_date or first["issue"]
    facts.meeting = next(iter(reading.meetings or _meetings_of_head(reading)), None)
    if facts.meeting is not None and (record := _RECORD.search(head.symbol or "")):
        facts.meeting = _numbered_by_symbol(facts.meeting, record[1])
    if facts.meeting is not None and _RESUMED in (head.symbol or ""):
        facts.meeting = replace(facts.meeting, is_resumed=True)
    if facts.document_date is None:
        facts.document_date = _day_written(reading)
    facts.document_date_origin = "stated" if facts.document_date else None
    if facts.document_date is None and "publication_date" in reading.source.manifest:
        facts.document_date = date.fromisoformat(reading.source.manifest["publication_date"])
        facts.document_date_origin = "metadata"
    if facts.document_date is None and head.document_type in NEWS and (day := dateline(reading)):
        facts.document_date, facts.document_date_origin = day, "stated"
    if (
        facts.document_date is None
        and (head.document_type in UNOFFICIAL | NUMBERED or not head.symbol)
        and (day := signed_on(reading))
    ):
        facts.document_date, facts.document_date_origin = day, "stated"
    if facts.document_date is None and head.document_type in DECLARED:
        facts.document_date = met_on(reading)
        facts.document_date_origin = "inferred" if facts.document_date else None


def _numbered_by_symbol(meeting: MeetingMatch, serial: str) -> MeetingMatch:
    """The meeting with its whole number, where its last words were read alone: *eleven hundred and ninth*."""
    return replace(meeting, number=int(serial)) if serial.endswith(str(meeting.number)) else meeting


def _day_written(reading: Reading) -> date | None:
    """The day that a line of its own gives with the place."""
    return next(
        (
            item.day
            for span in reading.head.dated
            for item in reading.dates
            if span.role is None and item.paragraph == span.paragraph and item.day
        ),
        None,
    )


def _meetings_of_head(reading: Reading) -> Iterator[MeetingMatch]:
    is_titled = reading.head.document_type in ("meeting_record", "other")
    parts = ("masthead", "title") if is_titled else ("masthead",)
    for paragraph in reading.paragraphs:
        if paragraph.part in parts:
            yield from find_meetings(paragraph.text, reading.language)


def _first_day(reading: Reading, role: str) -> date | None:
    return next(
        (
            item.day
            for item in (own_dates(reading) if role == "meeting" else reading.dates)
            if item.role == role and item.day and reading.paragraphs[item.paragraph].part != "annex"
        ),
        None,
    )


def _name_entities(reading: Reading) -> None:
    """Add the States and organisations that a document names, and who sent it."""
    for index, paragraph in enumerate(reading.paragraphs):
        for match in find_entities(paragraph.text, reading.language_of(paragraph)):
            reading.entities.append(FoundEntity(index, *match))
    sender = find_entities(reading.head.sender or "", reading.language)
    if not sender and reading.head.document_type == "note_verbale":  # of a ministry, under its State's name
        sender = find_entities(read_sender(reading.paragraphs, reading.language) or "", reading.language)
    reading.sender_entity = sender[0].entity_id if sender else office(reading.head.sender or "", reading)
