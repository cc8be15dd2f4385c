"""The dates of a document by their place: which is its own, and what the others are dates of."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from cronica.flows.interpret.model import DatedSpan, FoundDate, Reading
from cronica.flows.normalise.citations.symbols import year_of
from cronica.flows.normalise.dates.edtf import Value, in_year
from cronica.flows.normalise.dates.find import DateMatch, find_dates
from cronica.flows.normalise.dates.roles import (
    is_close,
    is_dateline,
    is_list,
    is_met_on,
    is_to_come,
    role_of,
    tells_adoption,
    with_year,
)
from cronica.flows.normalise.figures import figures

NEWS = frozenset({"press_article", "communique", "declaration", "other"})
"""Document types that a dateline dates, and in which *hoy* is their day."""
_DEADLINE = frozenset({"by", "until", "before"})
"""Qualifiers of a day by which or before which something is due, or until which it lasts."""
_OPENING = 3
"""Paragraphs at the head of a declaration in which those who make it say when they met."""
_ADOPTED = frozenset({"declaration", "communique", "treaty", "resolution", "decision"})
"""Document types whose last line may say when they were adopted; a letter hands on what others adopted."""
_MONTH_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")
_DAY_OR_DAYS = re.compile(r"(?:\.\./)?XXXX-(\d\d)-(\d\d)(?:/XXXX-\d\d-\d\d|/\.\.)?")
_BY_PUBLICATION = "year_from_publication_date"
_SENTENCE_END = re.compile(r"[.;?!»”\"]\s")
_PUBLISHED = frozenset({"press_article", "communique"})
"""Document types whose own date is that of their publication."""
_OWN_ROLES = ("letter", "meeting", "adoption", "issue", "signature", None)
"""The roles of dates of a head, that of the text before that of its printing."""
_LAST_DAY = date(2029, 12, 31)
"""A year of two figures in a date of the head is of the hundred years to the one after."""
_DATELINE_WITHIN = 12
"""Paragraphs at the head of a text in which its dateline stands."""


def latest_date_of_head(reading: Reading) -> date | None:
    """The latest date that the head gives the document."""
    return max((day for _, day in _dates_of_head(reading)), default=None)


def own_date(reading: Reading) -> date | None:
    """The day the text was written: its head, its dateline, the manifest or those who declare it say so."""
    dated = sorted(_dates_of_head(reading), key=lambda each: _OWN_ROLES.index(each[0]))
    if day := dated[0][1] if dated else _dateline(reading):
        return day
    published = reading.source.manifest.get("publication_date")
    if published:
        return date.fromisoformat(published)
    return met_on(reading) if reading.head.document_type in ("declaration", "communique") else None


def _dates_of_head(reading: Reading) -> list[tuple[str | None, date]]:
    return [
        (span.role, match.start_date)
        for span in reading.head.dated
        for match in find_dates(
            figures(reading.paragraphs[span.paragraph].text[span.start : span.end]),
            reading.language,
            written=_LAST_DAY,
        )
        if match.start_date is not None and match.problem != "implausible_year"
    ]


def _dateline(reading: Reading) -> date | None:
    """The day in the dateline, where its year is printed."""
    for paragraph in reading.paragraphs[:_DATELINE_WITHIN]:
        text = paragraph.text[:_DATELINE_REACH]
        first = next(iter(find_dates(text, reading.language)), None)
        is_day = first and first.start_date and first.start_date == first.end_date
        if first and is_day and is_dateline(paragraph.text, first.start, first.end, reading.language):
            return first.start_date
    return None


_DATELINE_REACH = 160


def dateline(reading: Reading) -> date | None:
    """The day of the document by its dateline, once its dates are known."""
    for item in reading.dates:
        if item.paragraph >= _DATELINE_WITHIN:
            return None
        text, match = reading.paragraphs[item.paragraph].text, item.match
        if item.day and is_dateline(text, match.start, match.end, reading.language):
            return item.day
    return None


def own_dates(reading: Reading) -> list[FoundDate]:
    """The dates at which a document says it was adopted: in its head, in its first words and at its foot."""
    at_foot = reading.head.closing_paragraphs
    if reading.head.document_type == "report":  # what it prints of others has a close, too
        last = max((at for at, each in enumerate(reading.paragraphs) if each.part == "body"), default=0)
        at_foot = [index for index in at_foot if index > last]
    return [
        item
        for item in reading.dates
        if item.role == "adoption"
        or (item.role == "meeting" and (item.paragraph in at_foot or _is_of_head(reading, item)))
    ]


def _is_of_head(reading: Reading, item: FoundDate) -> bool:
    return any(
        span.paragraph == item.paragraph and span.start <= item.match.start < span.end
        for span in reading.head.dated
    )


def is_in_parts(reading: Reading) -> bool:
    """Whether parts of a document were adopted on several days, each at a meeting of its own."""
    days = {item.start for item in own_dates(reading)}
    return 1 < len(days) <= len({meeting.number for meeting in reading.meetings})


def signed_on(reading: Reading) -> date | None:
    """The day the document was signed: the last in its close, its head or a paragraph *Hecho en …*."""
    signed = {span.paragraph for span in reading.head.dated if span.role == "signature"}
    places = signed.union(reading.head.closing_paragraphs)
    for item in reversed(reading.dates):
        if item.role == "signature" and item.day:
            text = reading.paragraphs[item.paragraph].text
            if item.paragraph in places or is_close(text, reading.language):
                return item.day
    return None


def met_on(reading: Reading) -> date | None:
    """The last day on which those who declare something met, as the first paragraphs say."""
    bodies = [each.text for each in reading.paragraphs if each.part in ("body", "preamble")]
    days = [
        match.end_date
        for text in bodies[:_OPENING]
        for match in find_dates(text, reading.language)
        if match.precision == "day" and match.problem != "implausible_year"
        if is_met_on(text, match.start, reading.language)
    ]
    return max(filter(None, days), default=None)


def is_today(match: DateMatch, written: date | None) -> bool:
    """Whether a word such as *hoy* names the document's own day."""
    return match.rule_id == "relative_day" and match.start_date == written


def place_date(
    reading: Reading, index: int, match: DateMatch, before: FoundDate | None, written: date | None
) -> FoundDate:
    """A date with the role its place gives it; the dates of a list share the role of the first."""
    role = _role_by_place(reading.head.dated, index, match)
    if role is None and reading.meetings and index in reading.head.closing_paragraphs:
        role = "meeting"
    if role is None:
        text = reading.paragraphs[index].text
        language = reading.language
        role = role_of(text, match, language, before.match.end if before else 0)
        if (
            before is not None
            and role in ("mention", "event")
            and is_list(text[before.match.end : match.start], language)
        ):
            role = before.role
        is_first = before is None or before.role == "signature"
        if role == "mention" and index in reading.head.closing_paragraphs and is_first:
            has_place = "," in text[: match.start]
            kind = reading.head.document_type
            is_told = kind in _ADOPTED and tells_adoption(text, language)
            is_adopted = is_told or (kind in ("resolution", "decision") and not has_place)
            role = "adoption" if is_adopted else "signature"
    origin = "stated" if match.is_stated else "inferred"
    found = FoundDate(index, match, role, match.edtf, match.start_date, match.end_date, origin, match.rule_id)
    if published := _published(reading, written):
        text = reading.paragraphs[index].text
        to_come = is_to_come(text, match.start, reading.language)
        if to_come or _year_told(before, text, match.start) in (None, published.year):
            _fill_year(found, published, to_come=to_come)
    return found


def _year_told(before: FoundDate | None, text: str, start: int) -> int | None:
    """The year that stands alone before a place in its sentence."""
    if before is None or before.start is None or before.rule_id == _BY_PUBLICATION:
        return None
    is_alone = before.match.precision == "year" and not _SENTENCE_END.search(text, before.match.end, start)
    return before.start.year if is_alone else None


def _published(reading: Reading, written: date | None) -> date | None:
    """The day the text came out, as the manifest states it or an article its own date."""
    if stated := reading.source.manifest.get("publication_date"):
        return date.fromisoformat(stated)
    return written if reading.head.document_type in _PUBLISHED else None


def _role_by_place(spans: list[DatedSpan], index: int, match: DateMatch) -> str | None:
    if match.problem == "implausible_year":
        return "mention"  # a misprint is no date of the document
    for span in spans:
        if span.paragraph == index and span.start <= match.start and match.end <= span.end:
            return span.role
    return None


def _fill_year(found: FoundDate, published: date, *, to_come: bool) -> None:
    """A day or days without a year take that of the publication, and say so."""
    if not (told := _DAY_OR_DAYS.fullmatch(found.edtf or "")):
        return
    is_deadline = found.match.qualifier in _DEADLINE
    day = with_year(int(told[1]), int(told[2]), published, to_come=to_come, is_deadline=is_deadline)
    if day is not None:
        value = in_year(Value(found.edtf, None, None, found.match.precision), day.year)
        if value.problem is None:
            found.edtf, found.start, found.end = value.edtf, value.first, value.last
            found.origin, found.rule_id = "inferred", _BY_PUBLICATION


def take_year_of_act(found: FoundDate, symbol: str | None) -> None:
    """Give a day the year of the act it dates: *la resolución 2270 (2016), aprobada el 2 de marzo*."""
    year = year_of(symbol) if symbol and symbol.endswith(")") else None
    if year and (day := _MONTH_DAY.fullmatch(found.edtf or "")):
        with suppress(ValueError):
            _settle(found, date(year, int(day[1]), int(day[2])), "year_of_act")


def _settle(found: FoundDate, day: date, rule_id: str) -> None:
    found.edtf, found.start, found.end = day.isoformat(), day, day
    found.origin, found.rule_id = "inferred", rule_id
