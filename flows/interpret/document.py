"""Read one document: its head, then every paragraph, then what the places of things say about them."""

from __future__ import annotations

import re
from datetime import date

from cronica.flows.interpret.issues.checks import check
from cronica.flows.interpret.masthead import DatedSpan, read_masthead
from cronica.flows.interpret.metadata import state_facts, state_head
from cronica.flows.interpret.model import Anchor, FoundCitation, FoundDate, FoundLink, Reading, TextParagraph
from cronica.flows.interpret.noted_heading import read_noted_heading
from cronica.flows.interpret.placement import UNOFFICIAL, place_items, place_sessions
from cronica.flows.interpret.stated import Stated
from cronica.flows.language import Language
from cronica.flows.normalise.citations.find import Atoms, Citation, find_atoms, find_citations
from cronica.flows.normalise.citations.symbols import body_of, type_of, year_of
from cronica.flows.normalise.dates.find import DateMatch, find_dates
from cronica.flows.normalise.dates.roles import is_list, role_of, with_year
from cronica.flows.normalise.openings import read_opening
from cronica.flows.normalise.sessions.find import find_meetings

RECALLING = frozenset({"recall", "reaffirm"})
"""Act classes of a preambular paragraph that make what it cites recalled."""
NUMBERED = frozenset({"resolution", "decision"})
"""Kinds of document whose title opens with their number."""
OPENING_PARTS = frozenset({"preamble", "operative", "annex"})
_MONTH_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")


def read_document(
    document_id: str,
    paragraphs: list[TextParagraph],
    anchors: list[Anchor],
    manifest: dict[str, str],
    language: str,
    *,
    text_language: str,
    stated: Stated | None,
    links: list[FoundLink],
) -> Reading:
    """Everything a document says, with its place.

    Args:
        document_id: the document's key.
        paragraphs: all its paragraphs, in reading order.
        anchors: its footnote marks.
        manifest: known facts: ``publication_date`` (ISO day), ``symbol``.
        language: whose language pack applies (ISO 639-1).
        text_language: the language of the text.
        stated: what the file states of the document.
        links: the words that the source links to documents.
    """
    head = read_masthead(paragraphs, language)
    read_noted_heading(head, paragraphs, anchors, language)
    state_head(head, stated)
    if head.symbol is None and "symbol" in manifest:
        head.symbol, head.symbol_origin = manifest["symbol"], "metadata"
        head.body_code = head.body_code or body_of(head.symbol)
    reading = Reading(
        document_id, language, text_language, paragraphs, anchors, manifest, stated, links, head
    )
    as_of = _written_on(reading)
    for index, paragraph in enumerate(paragraphs):
        _read_paragraph(reading, index, paragraph, as_of)
    _cite_self(reading)
    _bind_footnote_dates(reading)
    _settle_facts(reading)
    state_facts(reading)
    place_sessions(reading)
    place_items(reading)
    check(reading)
    return reading


def _written_on(reading: Reading) -> date | None:
    """The latest date that the head gives the document."""
    language = Language.load(reading.language)
    days = [
        match.start_date
        for span in reading.head.dated
        for match in find_dates(reading.paragraphs[span.paragraph].text[span.start : span.end], language)
        if match.start_date is not None
    ]
    return max(days, default=None)


def _read_paragraph(reading: Reading, index: int, paragraph: TextParagraph, as_of: date | None) -> None:
    text = paragraph.text
    language = Language.load(reading.language)
    atoms = find_atoms(text, language) if paragraph.candidates.has_numbers else Atoms([], [])
    matches = paragraph.candidates.dates
    if matches is None:
        matches = find_dates(text, language, atoms.spans)
    found = [
        FoundCitation(index, citation, _relation(reading, index, citation))
        for citation in find_citations(
            text, atoms, matches, own_body=reading.head.body_code, as_of=as_of, language=language
        )
    ]
    dates: list[FoundDate] = []
    for match in matches:
        dates.append(_placed(reading, index, match, dates[-1] if dates else None))
    for item in found:
        if item.citation.date is not None and not _is_own_date(item, dates[item.citation.date]):
            _bind(dates[item.citation.date], item)
    reading.citations += found
    reading.dates += dates
    is_sub_paragraph = paragraph.label is not None and not paragraph.label[0].isdigit()
    if paragraph.part in OPENING_PARTS and not paragraph.is_heading and not is_sub_paragraph:
        italic = paragraph.emphasis_end - paragraph.body_start if paragraph.emphasis_end else None
        opening = read_opening(text[paragraph.body_start :], paragraph.part, italic, language=language)
        if opening is not None:
            reading.openings[index] = opening
            if paragraph.part == "preamble" and opening.act_class in RECALLING:
                for item in found:
                    item.relation = "recalled" if item.relation == "cited" else item.relation


def _placed(reading: Reading, index: int, match: DateMatch, before: FoundDate | None) -> FoundDate:
    """A date with the role its place gives it; the dates of a list share the role of the first."""
    role = _role_by_place(reading.head.dated, index, match)
    if role is None and index in reading.head.closing_paragraphs and _closing_meeting(reading):
        role = "meeting"
    if role is None:
        text = reading.paragraphs[index].text
        language = Language.load(reading.language)
        role = role_of(text, match, language)
        if (
            before is not None
            and role == "mention"
            and is_list(text[before.match.end : match.start], language)
        ):
            role = before.role
        if role == "mention" and index in reading.head.closing_paragraphs:
            role = "signature"
    found = FoundDate(
        index, match, role, match.edtf, match.start_date, match.end_date, "stated", match.rule_id
    )
    _fill_year(found, reading.manifest.get("publication_date"))
    return found


def _role_by_place(spans: list[DatedSpan], index: int, match: DateMatch) -> str | None:
    for span in spans:
        if span.paragraph == index and span.start <= match.start and match.end <= span.end:
            return span.role
    return None


def _closing_meeting(reading: Reading) -> bool:
    language = Language.load(reading.language)
    return any(
        find_meetings(reading.paragraphs[index].text, language) for index in reading.head.closing_paragraphs
    )


def _fill_year(found: FoundDate, published: str | None) -> None:
    """A day without a year takes the year of the publication the manifest states, and says so."""
    if published is None or found.edtf is None or not (day := _MONTH_DAY.fullmatch(found.edtf)):
        return
    value = with_year(int(day[1]), int(day[2]), date.fromisoformat(published))
    if value is not None:
        found.edtf, found.start, found.end = value.isoformat(), value, value
        found.origin, found.rule_id = "inferred", "year_from_publication_date"


def _is_own_date(item: FoundCitation, found: FoundDate) -> bool:
    """Whether the date printed for an act is that of the document, whose title names the act."""
    return item.relation == "self" and found.role == "adoption"


def _bind(found: FoundDate, item: FoundCitation) -> None:
    """A date is the date of the first citation it is printed for."""
    item.date = found.start if found.start == found.end else None
    if found.citation is None:
        found.citation, found.role = item, "cited_document"


def _relation(reading: Reading, index: int, citation: Citation) -> str:
    head = reading.head
    if index in head.symbol_paragraphs:
        return "self"
    if citation.symbol is not None and head.symbol is not None and _same(citation, head.symbol):
        return "self"
    if index == head.title_paragraph and citation.start == 0 and head.document_type in NUMBERED:
        return "self"  # also where the body gives its acts no symbol
    if index == head.origin_paragraph:
        return "draft" if citation.act == "draft_resolution" else "report"
    return "note" if reading.paragraphs[index].part == "footnote" else "cited"


def _same(citation: Citation, symbol: str) -> bool:
    base, _, part = symbol.partition(" ")
    return citation.symbol == base and (not citation.part or not part or citation.part == part)


def _cite_self(reading: Reading) -> None:
    """A document whose symbol stands only as the number in its title cites itself there."""
    head = reading.head
    if head.symbol is None or head.symbol_origin == "metadata" or head.title_paragraph is None:
        return
    if any(item.relation == "self" for item in reading.citations):
        return
    base, _, part = head.symbol.partition(" ")
    number = re.match(r"\S+?(?=\.\s)|.*", reading.paragraphs[head.title_paragraph].text)
    if number is None or not number.group():
        return
    own = Citation(
        number.start(),
        number.end(),
        base,
        part or None,
        body_of(base),
        type_of(base),
        None,
        None,
        is_ambiguous=False,
        rule_id="title_number",
    )
    reading.citations.append(
        FoundCitation(head.title_paragraph, own, "self", head.symbol_origin or "inferred")
    )
    reading.citations.sort(key=lambda item: item.paragraph)


def _bind_footnote_dates(reading: Reading) -> None:
    """``las de 13 de enero de 2010³``: a date that ends at a mark dates what the note cites first."""
    notes = {paragraph.number: index for index, paragraph in enumerate(reading.paragraphs)}
    for anchor in reading.anchors:
        if anchor.note is None:
            continue
        index, note = notes[anchor.paragraph], notes[anchor.note]
        dated = next(
            (item for item in reading.dates if item.paragraph == index and item.match.end == anchor.start),
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
    first = {
        role: _first_day(reading, role) for role in ("adoption", "meeting", "letter", "issue", "signature")
    }
    facts.issue_date = first["issue"]
    # The date of the meeting stands for the adoption: where they differ the line above is misprinted.
    facts.adoption_date = first["meeting"] or first["adoption"]
    facts.document_date = facts.adoption_date or first["letter"] or first["issue"]
    if head.document_type == "meeting_record":
        facts.adoption_date = None
    for index in (*head.closing_paragraphs, *_masthead_indices(reading)):
        meetings = find_meetings(reading.paragraphs[index].text, Language.load(reading.language))
        if meetings:
            facts.meeting = meetings[0]
            break
    facts.document_date_origin = "stated" if facts.document_date else None
    if facts.document_date is None and "publication_date" in reading.manifest:
        facts.document_date = date.fromisoformat(reading.manifest["publication_date"])
        facts.document_date_origin = "metadata"
    if facts.document_date is None and first["signature"] and head.document_type in UNOFFICIAL:
        facts.document_date, facts.document_date_origin = first["signature"], "stated"


def _masthead_indices(reading: Reading) -> list[int]:
    return [index for index, paragraph in enumerate(reading.paragraphs) if paragraph.part == "masthead"]


def _first_day(reading: Reading, role: str) -> date | None:
    return next(
        (item.start for item in reading.dates if item.role == role and item.start and item.start == item.end),
        None,
    )
