"""A reading as rows of the contract's tables, keys included."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cronica.flows.interpret.masthead import Masthead
from cronica.flows.interpret.model import FoundCitation, Reading
from cronica.flows.language import Language
from cronica.flows.normalise import reference
from cronica.flows.normalise.citations.symbols import committee_of
from cronica.flows.normalise.sessions.find import kind_of_meetings

Row = dict[str, Any]


def paragraph_id(document_id: str, number: int) -> str:
    """Key of a paragraph."""
    return f"{document_id}-p{number:04d}"


def _place(reading: Reading, index: int | None, start: int, end: int) -> Row:
    if index is None:
        return {"document_id": reading.document_id}
    paragraph = reading.paragraphs[index]
    return {
        "document_id": reading.document_id,
        "paragraph_id": paragraph_id(reading.document_id, paragraph.number),
        "start_char": start,
        "end_char": end,
        "text": paragraph.text[start:end],
    }


def document_row(reading: Reading) -> Row:
    """The document's own facts; what the source file states of itself is joined to it by the caller."""
    head, facts = reading.head, reading.facts
    meeting = facts.meeting
    return {
        "document_id": reading.document_id,
        "document_type": head.document_type,
        "symbol": head.symbol,
        "title": head.title,
        "body_code": head.body_code,
        "session_number": facts.session_number,
        "session_kind": facts.session_kind,
        "session_origin": facts.session_origin,
        "session_rule_id": facts.session_rule_id,
        "document_date": facts.document_date,
        "document_date_precision": "day" if facts.document_date else None,
        "document_date_origin": facts.document_date_origin,
        "issue_date": facts.issue_date,
        "adoption_date": facts.adoption_date,
        "meeting_number": meeting.number if meeting else None,
        "meeting_kind": _meeting_kind(meeting.kind, head, reading.language) if meeting else None,
        "meeting_is_resumed": meeting.is_resumed if meeting else None,
        "original_languages": ",".join(head.original_languages) or None,
        "sender_name": head.sender,
        "signatory_name": head.signatories[0][2] if head.signatories else None,
        "origin_text": _origin(reading),
        "vote_outcome": reading.stated and reading.stated.outcome,
        "paragraph_count": len(reading.paragraphs),
    }


def _origin(reading: Reading) -> str | None:
    """The line that says what the text was adopted on: as printed, else as the file states it."""
    index = reading.head.origin_paragraph
    if index is not None:
        return reading.paragraphs[index].text
    return reading.stated.origin if reading.stated else None


def _meeting_kind(printed: str | None, head: Masthead, language: str) -> str | None:
    """A meeting that is not called plenary is one of the document's body, or of its committee."""
    body = reference.body(committee_of(head.symbol or "") or head.body_code or "")
    name = body and body.names.get(language)
    if printed == "plenary" or not name:
        return printed
    return kind_of_meetings(name, Language.load(language)) or printed


def opening_rows(reading: Reading) -> Iterable[Row]:
    """The opening phrases, by paragraph number."""
    for index, opening in reading.openings.items():
        yield {
            "document_id": reading.document_id,
            "paragraph_number": reading.paragraphs[index].number,
            "opening_text": opening.text,
            "opening_lemma": opening.lemma,
            "opening_en": opening.english,
            "act_class": opening.act_class,
        }


def date_rows(reading: Reading) -> Iterable[Row]:
    """The dates, in reading order."""
    keys = {id(item): key for item, key in zip(reading.citations, citation_ids(reading), strict=True)}
    for number, item in enumerate(reading.dates, 1):
        yield {
            "date_mention_id": f"{reading.document_id}-d{number:04d}",
            **_place(reading, item.paragraph, item.match.start, item.match.end),
            "edtf": item.edtf,
            "start_date": item.start,
            "end_date": item.end,
            "precision": item.match.precision,
            "role": item.role,
            "citation_id": keys[id(item.citation)] if item.citation is not None else None,
            "origin": item.origin,
            "rule_id": item.rule_id,
        }


def session_rows(reading: Reading) -> Iterable[Row]:
    """The sessions named, in reading order."""
    for number, item in enumerate(reading.sessions, 1):
        yield {
            "session_mention_id": f"{reading.document_id}-s{number:04d}",
            **_place(reading, item.paragraph, item.match.start, item.match.end),
            "body_code": item.body_code,
            "session_number": item.match.number,
            "session_kind": item.match.kind,
            "relation": item.relation,
            "origin": "stated",
            "rule_id": item.match.rule_id,
        }


def item_rows(reading: Reading) -> Iterable[Row]:
    """The agenda items named, in reading order."""
    for number, item in enumerate(reading.items, 1):
        match = item.match
        label = (
            match.item_number and f"{match.item_number}({match.subitem})"
            if match.subitem
            else match.item_number
        )
        yield {
            "agenda_item_id": f"{reading.document_id}-a{number:04d}",
            **_place(reading, item.paragraph, match.start, match.end),
            "body_code": item.body_code,
            "session_number": item.session_number,
            "session_origin": item.session_origin,
            "item_number": match.item_number,
            "subitem": match.subitem,
            "label": label,
            "title": item.title,
            "title_origin": item.title_origin,
            "agenda_kind": match.agenda_kind,
            "relation": item.relation,
            "rule_id": match.rule_id,
        }


def citation_ids(reading: Reading) -> list[str]:
    """Keys of the citations, in reading order."""
    return [f"{reading.document_id}-c{number:04d}" for number in range(1, len(reading.citations) + 1)]


def citation_rows(reading: Reading) -> Iterable[Row]:
    """The citations, in reading order; which document of the warehouse is cited is not known yet."""
    for key, item in zip(citation_ids(reading), reading.citations, strict=True):
        yield {"citation_id": key, **_citation(reading, item)}


def _citation(reading: Reading, item: FoundCitation) -> Row:
    citation = item.citation
    return {
        **_place(reading, item.paragraph, citation.start, citation.end),
        "symbol": citation.symbol,
        "symbol_part": citation.part,
        "body_code": citation.body_code,
        "cited_type": citation.act,
        "pinpoint_text": citation.pinpoint,
        "cited_date": item.date,
        "cited_title": citation.title,
        "relation": item.relation,
        "is_ambiguous": citation.is_ambiguous,
        "origin": item.origin,
        "rule_id": citation.rule_id,
    }


def vote_rows(reading: Reading) -> Iterable[Row]:
    """How each State voted, as the file states it."""
    for vote in reading.stated.votes if reading.stated else ():
        yield {
            "document_id": reading.document_id,
            "entity_id": vote.entity_id,
            "state_name": vote.state_name,
            "vote": vote.vote,
        }


def sponsor_rows(reading: Reading) -> Iterable[Row]:
    """The sponsors of the draft, as the file states them."""
    for sponsor in reading.stated.sponsors if reading.stated else ():
        yield {
            "document_id": reading.document_id,
            "entity_id": sponsor.entity_id,
            "sponsor_name": sponsor.name,
            "draft_symbol": sponsor.draft_symbol,
        }


def subject_rows(reading: Reading) -> Iterable[Row]:
    """The subject headings that the file states, by vocabulary, heading and identifier."""
    subjects = reading.stated.subjects if reading.stated else ()
    ordered = sorted(subjects, key=lambda subject: (*subject[:2], subject[2] or ""))
    for number, (vocabulary, subject, uri) in enumerate(ordered, 1):
        yield {
            "subject_id": f"{reading.document_id}-u{number:04d}",
            "document_id": reading.document_id,
            "vocabulary": vocabulary,
            "subject": subject,
            "uri": uri,
        }


def issue_rows(reading: Reading) -> Iterable[Row]:
    """The issues, in the order of the rules."""
    for number, issue in enumerate(reading.issues, 1):
        place = None if issue.paragraph is None else reading.paragraphs[issue.paragraph].number
        yield {
            "issue_id": f"{reading.document_id}-i{number:04d}",
            "document_id": reading.document_id,
            "paragraph_id": None if place is None else paragraph_id(reading.document_id, place),
            "rule_id": issue.rule_id,
            "severity": issue.severity,
            "message": issue.message,
            "value_text": issue.value,
            "expected_text": issue.expected,
        }
