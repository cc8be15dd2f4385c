"""What was found in one document, before it becomes rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from cronica.flows.interpret.masthead import Masthead
from cronica.flows.interpret.stated import Stated
from cronica.flows.normalise import reference
from cronica.flows.normalise.agenda.find import AgendaMatch
from cronica.flows.normalise.candidates import Candidates
from cronica.flows.normalise.citations.find import Citation
from cronica.flows.normalise.citations.symbols import session_of
from cronica.flows.normalise.dates.find import DateMatch
from cronica.flows.normalise.openings import Opening
from cronica.flows.normalise.sessions.find import MeetingMatch, SessionMatch


class TextParagraph(NamedTuple):
    """A paragraph as segmented (see ``cronica.flows.extract.PARAGRAPHS``), with what the scan found in it."""

    candidates: Candidates
    number: int
    part: str
    text: str
    label: str | None
    footnote_marker: str | None
    body_start: int
    emphasis_end: int | None
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Anchor:
    """A footnote mark: paragraph and note are paragraph numbers."""

    paragraph: int
    start: int
    marker: str
    note: int | None


@dataclass(frozen=True, slots=True)
class FoundLink:
    """Words of a paragraph (an index) that link to the document with this symbol."""

    paragraph: int
    surface: str
    symbol: str


@dataclass(slots=True)
class FoundCitation:
    """A citation with what its place in the document says of it; ``paragraph`` is an index."""

    paragraph: int
    citation: Citation
    relation: str
    origin: str = "stated"
    date: date | None = None

    @property
    def session(self) -> reference.Session | None:
        """The session of the General Assembly that adopted the cited act, when its number tells it."""
        citation = self.citation
        if (
            citation.act not in ("resolution", "decision")
            or citation.symbol is None
            or citation.body_code != "GA"
        ):
            return None
        found = session_of(citation.symbol)
        return reference.session("GA", found[1], found[0]) if found else None


@dataclass(slots=True)
class FoundDate:
    """A date with its role and value in this document."""

    paragraph: int
    match: DateMatch
    role: str
    edtf: str | None
    start: date | None
    end: date | None
    origin: str
    rule_id: str
    citation: FoundCitation | None = None


@dataclass(frozen=True, slots=True)
class FoundSession:
    """A session named in the text."""

    paragraph: int
    match: SessionMatch
    body_code: str | None
    relation: str


@dataclass(frozen=True, slots=True)
class FoundItem:
    """An agenda item named in the text; ``paragraph`` is None for one that only the file states."""

    paragraph: int | None
    match: AgendaMatch
    body_code: str | None
    session_number: int | None
    session_origin: str | None
    title: str | None
    title_origin: str | None
    relation: str


@dataclass(frozen=True, slots=True)
class Issue:
    """A doubt or a contradiction; ``paragraph`` is an index or None for the document as a whole."""

    rule_id: str
    severity: str
    message: str
    paragraph: int | None = None
    value: str | None = None
    expected: str | None = None


@dataclass(slots=True)
class DocumentFacts:
    """The document's own session and dates, each with the origin that says who made it."""

    session_number: int | None = None
    session_kind: str | None = None
    session_origin: str | None = None
    session_rule_id: str | None = None
    document_date: date | None = None
    document_date_origin: str | None = None
    adoption_date: date | None = None
    issue_date: date | None = None
    meeting: MeetingMatch | None = None


@dataclass(slots=True)
class Reading:
    """Everything read from one document.

    Attributes:
        language: whose language pack it is read with.
        text_language: the language its text is in.
        stated: what its file states of it beyond the text.
        links: the words that the source links to documents.
    """

    document_id: str
    language: str
    text_language: str
    paragraphs: list[TextParagraph]
    anchors: list[Anchor]
    manifest: dict[str, str]
    stated: Stated | None
    links: list[FoundLink]
    head: Masthead
    facts: DocumentFacts = field(default_factory=DocumentFacts)
    dates: list[FoundDate] = field(default_factory=list)
    citations: list[FoundCitation] = field(default_factory=list)
    sessions: list[FoundSession] = field(default_factory=list)
    items: list[FoundItem] = field(default_factory=list)
    openings: dict[int, Opening] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
