"""A reading as rows of the contract's tables, keys included."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cronica.flows.assemble.addresses import addresses
from cronica.flows.interpret.model import FoundCitation, Masthead, Reading
from cronica.flows.language import Language
from cronica.flows.normalise import reference
from cronica.flows.normalise.citations.symbols import committee_of
from cronica.flows.normalise.sessions.find import kind_of_meetings

Row = dict[str, Any]


def paragraph_id(reading: Reading, index: int) -> str:
    """Key of the paragraph at an index."""
    return f"{reading.document_id}-p{index + 1:04d}"


def _place(reading: Reading, index: int | None, start: int, end: int) -> Row:
    if index is None:
        return {"document_id": reading.document_id}
    return {
        "document_id": reading.document_id,
        "paragraph_id": paragraph_id(reading, index),
        "start_char": start,
        "end_char": end,
        "text": reading.paragraphs[index].text[start:end],
    }


def document_rows(reading: Reading) -> Iterable[Row]:
    """The document's own facts."""
    head, facts, source = reading.head, reading.facts, reading.source
    meeting = facts.meeting
    yield {
        "document_id": reading.document_id,
        "source_path": source.path,
        "source_sha256": source.sha256,
        "source_bytes": source.size,
        "source_format": source.extracted.source_format,
        "language": source.text_language,
        "document_type": head.document_type,
        "document_type_rule_id": head.document_type_rule,
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
        "sender_entity_id": reading.sender_entity,
        "signatory_name": head.signatories[0][2] if head.signatories else None,
        "origin_text": _origin(reading),
        "vote_outcome": reading.stated and reading.stated.outcome,
        "paragraph_count": len(reading.paragraphs),
        **addresses(_published_symbol(head), source.text_language),
    }


def _published_symbol(head: Masthead) -> str:
    """The symbol that the United Nations gave the document; none if it was inferred."""
    return "" if head.symbol_origin == "inferred" else head.symbol or ""


def _origin(reading: Reading) -> str | None:
    """The line that says what the text was adopted on: as printed, else as the file states it."""
    index = reading.head.origin_paragraph
    if index is not None:
        return reading.paragraphs[index].text
    return reading.stated.origin if reading.stated else None


def _meeting_kind(printed: str | None, head: Masthead, language: Language) -> str | None:
    """A meeting that is not called plenary is one of the document's body, or of its committee."""
    body = reference.body(committee_of(head.symbol or "") or head.body_code or "")
    name = body and body.names.get(language.code)
    if printed == "plenary" or not name:
        return printed
    return kind_of_meetings(name, language) or printed


def paragraph_rows(reading: Reading) -> Iterable[Row]:
    """The paragraphs, in reading order."""
    for index, paragraph in enumerate(reading.paragraphs):
        opening = paragraph.opening
        yield {
            "paragraph_id": paragraph_id(reading, index),
            "document_id": reading.document_id,
            "paragraph_number": index + 1,
            "part": paragraph.part,
            "language": paragraph.language and paragraph.language.code,
            "section_heading": paragraph.heading,
            "label": paragraph.label,
            "label_path": ".".join(paragraph.path) or None,
            "depth": max(0, len(paragraph.path) - 1),
            "footnote_marker": paragraph.footnote_marker,
            "text": paragraph.text,
            "source_start": paragraph.source_start,
            "source_end": paragraph.source_end,
            "opening_text": opening and opening.text,
            "opening_lemma": opening and opening.lemma,
            "opening_en": opening and opening.english,
            "act_class": opening and opening.act_class,
        }


def anchor_rows(reading: Reading) -> Iterable[Row]:
    """The footnote marks, in reading order."""
    for number, anchor in enumerate(reading.anchors, 1):
        yield {
            "footnote_anchor_id": f"{reading.document_id}-f{number:04d}",
            "document_id": reading.document_id,
            "paragraph_id": paragraph_id(reading, anchor.paragraph),
            "start_char": anchor.start,
            "marker": anchor.marker,
            "footnote_paragraph_id": None if anchor.note is None else paragraph_id(reading, anchor.note),
        }


def speech_rows(reading: Reading) -> Iterable[Row]:
    """The turns of speakers, in reading order."""
    for number, speech in enumerate(reading.speeches, 1):
        yield {
            "speech_id": f"{reading.document_id}-t{number:04d}",
            "document_id": reading.document_id,
            "speaker_text": speech.speaker,
            "speaker_entity_id": speech.speaker_entity,
            "represents_entity_id": speech.represents,
            "speaker_role": speech.role,
            "spoken_language": speech.language,
            "first_paragraph_id": paragraph_id(reading, speech.first),
            "last_paragraph_id": paragraph_id(reading, speech.last),
            "word_count": speech.words,
            "rule_id": speech.rule_id,
        }


def relation_rows(reading: Reading) -> Iterable[Row]:
    """The relations to other documents, by symbol; whether one is in the warehouse is not known yet."""
    for found in reading.relations:
        yield {
            "document_id": reading.document_id,
            "related_symbol": found.symbol,
            "relation": found.relation,
            "origin": found.origin,
            "rule_id": found.rule_id,
        }


def request_rows(reading: Reading) -> Iterable[Row]:
    """What is asked, in reading order; which earlier request one renews is not known yet."""
    for number, item in enumerate(reading.requests, 1):
        yield {
            "request_id": f"{reading.document_id}-r{number:04d}",
            **_place(reading, item.paragraph, item.start, item.end),
            "act_lemma": item.act.lemma,
            "act_en": item.english,
            "act_class": item.act.act_class,
            "addressee_text": item.addressee,
            "addressee_entity_id": item.addressee_entity,
            "action_text": item.action,
            "deliverable": item.deliverable,
            "topic_text": item.topic,
            "due_kind": item.due.kind,
            "due_body_code": item.due.body_code,
            "due_session_number": item.due.session,
            "due_edtf": item.due.edtf,
            "due_from": item.due.start,
            "due_to": item.due.end,
            "frequency": item.frequency,
            "recipient_text": item.recipient,
            "recipient_entity_id": item.recipient_entity,
            "within_existing_resources": item.within_existing_resources,
            "origin": "stated",
            "rule_id": item.rule_id,
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
            "qualifier": item.match.qualifier,
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
        label = None if match.item_number is None else str(match.item_number)
        if label and match.subitem:
            label += f".{match.subitem}" if match.subitem.isdigit() else f"({match.subitem})"
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


def entity_mention_rows(reading: Reading) -> Iterable[Row]:
    """The States, organisations and persons named, in reading order."""
    for number, item in enumerate(reading.entities, 1):
        yield {
            "entity_mention_id": f"{reading.document_id}-e{number:04d}",
            **_place(reading, item.paragraph, item.start, item.end),
            "entity_id": item.entity_id,
            "rule_id": item.rule_id,
        }


def person_rows(reading: Reading) -> Iterable[Row]:
    """The persons named, as rows of ``entities``, by id."""
    for entity_id, name in reading.persons:
        yield {
            "document_id": reading.document_id,
            "entity_id": entity_id,
            "entity_type": "person",
            f"name_{reading.language.code}": name,
        }


def issue_rows(reading: Reading) -> Iterable[Row]:
    """The issues, in the order of the rules."""
    for number, issue in enumerate(reading.issues, 1):
        yield {
            "issue_id": f"{reading.document_id}-i{number:04d}",
            "document_id": reading.document_id,
            "paragraph_id": None if issue.paragraph is None else paragraph_id(reading, issue.paragraph),
            "rule_id": issue.rule_id,
            "severity": issue.severity,
            "message": issue.message,
            "value_text": issue.value,
            "expected_text": issue.expected,
        }
