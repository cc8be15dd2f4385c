"""A file's own statements win over what was read in the text; what the text says stays in the mentions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cronica.flows.interpret.dates import is_in_parts
from cronica.flows.interpret.model import FoundItem, Masthead, Reading
from cronica.flows.interpret.stated import Stated
from cronica.flows.normalise.agenda.find import AgendaMatch
from cronica.flows.normalise.citations.symbols import body_of, whole_symbol
from cronica.flows.normalise.sessions.find import MeetingMatch

RULE = "stated_in_metadata"
COUNCILS = frozenset({"SC", "HRC", "ECOSOC", "TC"})
"""Bodies whose own meetings are those of a council; the others meet in plenary."""


def state_head(head: Masthead, stated: Stated | None) -> None:
    """Give the head of a document the kind, symbol, body and title that its file states."""
    if stated is None:
        return
    if stated.document_type is not None:
        head.document_type, head.document_type_rule, head.document_type_doubt = (
            stated.document_type,
            RULE,
            None,
        )
    if stated.title and not whole_symbol(stated.title, 0, len(stated.title)):
        head.title = stated.title
    dated = any(span.role not in (None, "issue") for span in head.dated)
    if not (head.symbol or dated or head.session_paragraphs or head.agenda_paragraphs):
        head.title = stated.page_title or head.title or stated.page_name
    if stated.symbol is not None and stated.symbol != head.symbol:
        head.symbol, head.symbol_origin = stated.symbol, "metadata"
        head.body_code = body_of(stated.symbol) or head.body_code


def state_session(reading: Reading) -> None:
    """The session that the file states is the document's own."""
    if reading.stated is not None and reading.stated.session is not None:
        facts = reading.facts
        facts.session_number, facts.session_kind = reading.stated.session
        facts.session_origin, facts.session_rule_id = "metadata", RULE


def state_facts(reading: Reading) -> None:
    """The dates and the meeting that the file states are the document's own."""
    facts, stated = reading.facts, reading.stated
    if stated is None:
        return
    facts.issue_date = stated.issue_date or facts.issue_date
    stated_day = None if is_in_parts(reading) else stated.adoption_date  # else that of one part
    facts.adoption_date = stated_day or facts.adoption_date
    dated: date | None = stated_day or (stated.issue_date if facts.adoption_date is None else None)
    if dated is not None:
        facts.document_date, facts.document_date_origin = dated, "metadata"
    number = stated.meeting or next(iter(stated.meetings), None)
    if number is not None and facts.meeting is not None:
        facts.meeting = replace(facts.meeting, number=number)
    elif number is not None:
        kind = "council" if reading.head.body_code in COUNCILS else "plenary"
        facts.meeting = MeetingMatch(0, 0, number, kind, is_resumed=False, rule_id=RULE)


def state_items(reading: Reading) -> None:
    """The agenda items' titles that the file states, and its items where none could be read in the text."""
    facts, stated = reading.facts, reading.stated
    if stated is None:
        return
    titles = {(item.number, item.letter): item.title for item in stated.items if item.title}
    reading.items = [
        replace(item, title=titles[key], title_origin="metadata")
        if item.relation == "own" and (key := (item.match.item_number, item.match.subitem)) in titles
        else item
        for item in reading.items
    ]
    if any(item.relation == "own" for item in reading.items):
        return
    reading.items += [
        FoundItem(
            None,
            AgendaMatch(0, 0, item.number, item.letter, "agenda", "own", item.title, RULE),
            reading.head.body_code,
            facts.session_number,
            facts.session_origin,
            item.title,
            "metadata" if item.title else None,
            "own",
        )
        for item in stated.items
    ]
