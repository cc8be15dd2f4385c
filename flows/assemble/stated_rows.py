"""Rows of what a document's own XML states beyond its text: votes, sponsors, subjects."""

from __future__ import annotations

from collections.abc import Iterable

from cronica.flows.assemble.rows import Row
from cronica.flows.interpret.model import Reading


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
    """The sponsors that the file states, then those of the printed line of sponsors; each name once."""
    stated = reading.stated.sponsors if reading.stated else ()
    named = [(each.name, each.entity_id, each.draft_symbol) for each in stated]
    named += [
        (item.text, item.entity_id, reading.head.symbol)
        for index, start, end in reading.head.sponsors
        for item in reading.entities
        if item.paragraph == index and start <= item.start and item.end <= end
    ]
    seen: set[str] = set()
    for name, entity_id, draft_symbol in named:
        if name not in seen:
            seen.add(name)
            yield {
                "document_id": reading.document_id,
                "entity_id": entity_id,
                "sponsor_name": name,
                "draft_symbol": draft_symbol,
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
