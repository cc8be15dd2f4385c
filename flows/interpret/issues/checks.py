"""Contradictions and doubts inside one document, reported as they stand: nothing printed is repaired."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cronica.flows.interpret.dates import is_in_parts, own_dates
from cronica.flows.interpret.issues.lines import check_lines
from cronica.flows.interpret.issues.links import check_links
from cronica.flows.interpret.issues.printed import check_print
from cronica.flows.interpret.issues.stated import check_stated
from cronica.flows.interpret.model import FoundDate, Issue, Reading
from cronica.flows.language.identify import UNDETERMINED
from cronica.flows.normalise import reference
from cronica.flows.normalise.citations.rules import most_figures, numbered_bodies
from cronica.flows.normalise.citations.symbols import session_of, year_of
from cronica.flows.normalise.figures import figures

DATE_PROBLEMS = {
    "nonexistent_day": ("warning", "There is no such day in the calendar."),
    "misspelt_month": ("warning", "The name of the month is misspelt."),
    "nonexistent_period": ("warning", "A month or year has no such part."),
    "glued_mark": ("warning", "A figure printed with the year was taken for a footnote's mark and left out."),
    "foreign_month": ("warning", "The name of the month is in another language."),
    "ambiguous_order": ("warning", "The day and the month in figures could be read either way."),
    "implausible_year": ("warning", "The year lies outside any document's time."),
    "reversed_range": ("warning", "The period ends before it begins."),
}
"""Problem of a date match → severity and message."""
_BY_SESSION = 3
"""Strokes in the symbol of a resolution that is numbered by session: ``A/RES/69/301``."""


def check(reading: Reading) -> None:
    """Add every issue of a document to its reading, in the order of the rules."""
    for rule in (*RULES, check_stated):
        reading.issues.extend(rule(reading))


def _language(reading: Reading) -> Iterator[Issue]:
    if reading.source.text_language == UNDETERMINED:
        yield Issue(
            "language_undetermined",
            "info",
            "The words do not tell the language of the text.",
            None,
            None,
            reading.language.code,
        )
    elif not reading.is_read_in_its_language:
        yield Issue(
            "language_not_read",
            "warning",
            "The text is in a language that is not read yet: only what needs no words was found in it.",
            None,
            reading.source.text_language,
            reading.language.code,
        )


def _kind(reading: Reading) -> Iterator[Issue]:
    head = reading.head
    if head.document_type_doubt is not None:
        yield Issue(
            "document_type_in_doubt",
            "info",
            "The document looks like one of another kind as well.",
            None,
            head.document_type,
            head.document_type_doubt,
        )


def _masthead(reading: Reading) -> Iterator[Issue]:
    title = reading.head.title_paragraph
    is_official = reading.head.symbol is not None or reading.facts.issue_date is not None
    if not reading.is_read_in_its_language or not is_official:
        return
    for index in reading.head.unexplained:
        if title is not None and index > title:
            continue  # a byline, a subtitle or a picture's credit
        yield Issue(
            "masthead_line_unexplained",
            "info",
            "A line at the head of the document fills no known field.",
            index,
            reading.paragraphs[index].text,
        )


def _missing(reading: Reading) -> Iterator[Issue]:
    head, facts = reading.head, reading.facts
    if head.document_type not in ("resolution", "decision") or head.body_code not in numbered_bodies():
        return  # other bodies number and date their acts as they please
    for name, value in (
        ("symbol", head.symbol),
        ("title", head.title),
        ("adoption date", facts.adoption_date),
    ):
        if value is None:
            yield Issue("resolution_field_missing", "warning", f"The {head.document_type} states no {name}.")


def _dates(reading: Reading) -> Iterator[Issue]:
    for item in reading.dates:
        is_own_language = item.match.problem == "foreign_month" and not reading.is_read_in_its_language
        if item.match.problem is not None and not is_own_language:
            severity, message = DATE_PROBLEMS[item.match.problem]
            text = reading.paragraphs[item.paragraph].text[item.match.start : item.match.end]
            yield Issue(f"date_{item.match.problem}", severity, message, item.paragraph, text)


def _session(reading: Reading) -> Iterator[Issue]:
    in_symbol = session_of(reading.head.symbol) if reading.head.symbol else None
    lines = reading.head.session_paragraphs
    for item in reading.sessions:
        if item.relation != "own" or item.paragraph not in lines:
            continue
        if in_symbol is None or item.match.number is None:
            continue
        if (item.match.number, item.match.kind) != in_symbol:
            yield Issue(
                "session_unlike_symbol",
                "warning",
                "The session printed is not the session of the document's symbol.",
                item.paragraph,
                f"{item.match.number} ({item.match.kind})",
                f"{in_symbol[0]} ({in_symbol[1]})",
            )


def _adoption(reading: Reading) -> Iterator[Issue]:
    # A day that does not exist is no other date's equal; one whose month cannot be read may be.
    own = [item for item in own_dates(reading) if item.start or item.match.problem == "nonexistent_day"]
    in_parts = is_in_parts(reading)
    if in_parts:
        days = sorted({str(item.start) for item in own})
        message = "Parts of the document were adopted on several days; the first is its date."
        yield Issue("adopted_in_parts", "info", message, None, ", ".join(days), str(own[0].start))
    for item in () if in_parts else own[1:]:
        if item.start is None or item.start != own[0].start:
            yield Issue(
                "adoption_dates_differ",
                "warning",
                "The document gives two dates of adoption.",
                item.paragraph,
                _value(reading, item),
                _value(reading, own[0]),
            )
    facts = reading.facts
    if facts.adoption_date and facts.issue_date and facts.issue_date < facts.adoption_date:
        yield Issue(
            "issued_before_adopted",
            "warning",
            "The document was issued before it was adopted.",
            None,
            str(facts.issue_date),
            str(facts.adoption_date),
        )


def _value(reading: Reading, item: FoundDate) -> str:
    """A date's value, or its words when it has none."""
    return str(item.start or reading.paragraphs[item.paragraph].text[item.match.start : item.match.end])


def _adopted_in_session(reading: Reading) -> Iterator[Issue]:
    facts = reading.facts
    if facts.session_origin == "inferred" or not facts.adoption_date or facts.session_number is None:
        return
    session = reference.session(reading.head.body_code, facts.session_kind, facts.session_number)
    if session and session.is_outside(facts.adoption_date):
        yield Issue(
            "adoption_outside_session",
            "warning",
            "The date of adoption lies outside the time of the session.",
            None,
            str(facts.adoption_date),
            session.window,
        )


def _cited_years(reading: Reading) -> Iterator[Issue]:
    for item in reading.citations:
        citation = item.citation
        if citation.rule_id != "number_year" or citation.symbol is None:
            continue
        number, year = citation.symbol.removeprefix("S/RES/").rstrip(")").split("(")
        expected = reference.security_council_year(int(number))
        if expected is not None and expected != int(year):
            yield Issue(
                "council_resolution_year",
                "warning",
                "The Security Council adopted no resolution of that number in that year.",
                item.paragraph,
                citation.symbol,
                f"S/RES/{number}({expected})",
            )


def _misread(reading: Reading) -> Iterator[Issue]:
    found = [(item.paragraph, item.match.start, item.match.end) for item in reading.dates]
    found += [(item.paragraph, item.citation.start, item.citation.end) for item in reading.citations]
    for paragraph, start, end in found:
        printed = reading.paragraphs[paragraph].text[start:end]
        if (sound := figures(printed)) != printed:
            message = "A letter that looks like a figure was read as that figure."
            yield Issue("misread_figure", "warning", message, paragraph, printed, sound)


def _cited_numbers(reading: Reading) -> Iterator[Issue]:
    for item in reading.citations:
        citation = item.citation
        if citation.symbol is None or citation.symbol.count("/") != _BY_SESSION:
            continue
        most = most_figures(citation.body_code or "", citation.act)
        printed = reading.paragraphs[item.paragraph].text[citation.start : citation.end]
        if most and re.search(rf"/\d{{{most + 1},}}$", printed):
            yield Issue(
                "resolution_number_too_high",
                "warning",
                "No session has an act of so high a number; a footnote mark may be printed at it.",
                item.paragraph,
                printed,
            )


def _cited_dates(reading: Reading) -> Iterator[Issue]:
    for item in reading.citations:
        session = item.session
        if item.date and session and session.is_outside(item.date):
            yield Issue(
                "cited_date_outside_session",
                "warning",
                "The date printed for the cited act lies outside the session of its number.",
                item.paragraph,
                f"{item.citation.symbol}, {item.date}",
                session.window,
            )
        symbol = item.citation.symbol or ""
        year = year_of(symbol) if symbol.endswith(")") else None
        if item.date and year and item.date.year != year:
            yield Issue(
                "cited_date_outside_year",
                "warning",
                "The date printed for the cited act is not of the year of its number.",
                item.paragraph,
                f"{symbol}, {item.date}",
                str(year),
            )


def _ambiguous(reading: Reading) -> Iterator[Issue]:
    for item in reading.citations:
        if item.citation.is_ambiguous:
            message = "Another body has an act of this number, and neither a date nor an organ is printed."
            if item.citation.rule_id == "same_source":
                message = "The note names what the one before it cites, which are several documents."
            yield Issue("citation_ambiguous", "info", message, item.paragraph, item.citation.symbol)


def _footnotes(reading: Reading) -> Iterator[Issue]:
    marked = {anchor.note for anchor in reading.anchors}
    for index, paragraph in enumerate(reading.paragraphs):
        if paragraph.part == "footnote" and index not in marked:
            yield Issue(
                "footnote_without_mark",
                "warning",
                "No mark in the text points to this footnote.",
                index,
                paragraph.footnote_marker,
            )
    for anchor in reading.anchors:
        if anchor.note is None:
            yield Issue(
                "mark_without_footnote",
                "warning",
                "The text has a footnote mark whose note is not printed.",
                anchor.paragraph,
                anchor.marker,
            )


RULES: tuple[Callable[[Reading], Iterator[Issue]], ...] = (
    _language,
    _kind,
    _masthead,
    check_lines,
    check_print,
    _missing,
    _session,
    _adoption,
    _adopted_in_session,
    _dates,
    _misread,
    _cited_years,
    _cited_numbers,
    _cited_dates,
    check_links,
    _ambiguous,
    _footnotes,
)
"""The rules, in the order their issues are numbered."""
