"""What was found in one document, before it becomes rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from cronica.flows.extract.extracted import Extracted
from cronica.flows.extract.structure.paragraph import Paragraph
from cronica.flows.interpret.stated import Stated
from cronica.flows.language import Language
from cronica.flows.normalise import reference
from cronica.flows.normalise.agenda.find import AgendaMatch
from cronica.flows.normalise.citations.citation import Citation
from cronica.flows.normalise.citations.symbols import session_of
from cronica.flows.normalise.dates.find import DateMatch
from cronica.flows.normalise.sessions.find import MeetingMatch, SessionMatch
from cronica.schemas.language.requests import Act


@dataclass(frozen=True, slots=True)
class DatedSpan:
    """Characters of a paragraph whose date has a role by its place: adoption, issue, letter, meeting.

    Without a role it is the day on which a text was written or spoken that is no letter.
    """

    paragraph: int
    start: int
    end: int
    role: str | None


@dataclass(slots=True)
class Masthead:
    """What the head of a document states; paragraph numbers are indices into the document's paragraphs."""

    document_type: str = "other"
    document_type_rule: str = "no_evidence_of_kind"
    document_type_doubt: str | None = None
    symbol: str | None = None
    symbol_origin: str | None = None
    title: str | None = None
    title_paragraph: int | None = None
    body_code: str | None = None
    dated: list[DatedSpan] = field(default_factory=list)
    session_paragraphs: list[int] = field(default_factory=list)
    bodies: list[tuple[int, str]] = field(default_factory=list)
    """Paragraphs that name a body, and its code: of the masthead, and a title that says whose it is."""
    agenda_paragraphs: list[int] = field(default_factory=list)
    item_titles: dict[int, list[str]] = field(default_factory=dict)
    """Agenda paragraph → the titles printed under it."""
    titled_items: list[int] = field(default_factory=list)
    subitems: list[tuple[int, int, AgendaMatch]] = field(default_factory=list)
    """Sub-items under an item: the paragraphs of both, and what stands there."""
    """Paragraphs of a meeting record that are the title of an item without a number."""
    symbol_paragraphs: list[int] = field(default_factory=list)
    origin_paragraph: int | None = None
    sponsors: list[tuple[int, int, int]] = field(default_factory=list)
    """Paragraph, start and end of the names of who submits a draft."""
    closing_paragraphs: list[int] = field(default_factory=list)
    acting_paragraph: int | None = None
    """The paragraph of a decision or a statement that opens with the meeting at which it was made."""
    unlisted_bodies: list[int] = field(default_factory=list)  # lines that name one without a code
    acts_unlisted: bool = False  # a body without a code acts
    original_languages: list[str] = field(default_factory=list)
    session_in_number: str | None = None
    """The session in roman numerals in the number of a title: ``700 (XXXVI)``."""
    sender: str | None = None
    signatories: list[tuple[int, int, str]] = field(default_factory=list)
    unexplained: list[int] = field(default_factory=list)

    @property
    def acting_body(self) -> str | None:
        """Whose acts its numbers are: of ``other`` where a body without a code acts."""
        return self.body_code or ("other" if self.acts_unlisted else None)


@dataclass(frozen=True, slots=True)
class Source:
    """A document before it is interpreted.

    Attributes:
        path: as in ``documents.source_path``.
        sha256: hash of its bytes, 64 hexadecimal digits.
        size: its bytes.
        extracted: its text and what the file states of it.
        paragraphs: its text in paragraphs, in reading order.
        text_language: the language its text is in (ISO 639-1).
        language: whose language pack it is read with.
        manifest: what is known of it beside the file: ``publication_date`` (ISO day), ``symbol``,
            ``language``.
    """

    path: str
    sha256: str
    size: int
    extracted: Extracted
    paragraphs: list[Paragraph]
    text_language: str
    language: Language
    manifest: Mapping[str, str]

    @property
    def document_id(self) -> str:
        """Key of the document in every table."""
        return self.sha256[:16]


class Anchor(NamedTuple):
    """A footnote mark; ``paragraph`` and ``note`` are indices, ``note`` None where no note is printed."""

    paragraph: int
    start: int
    marker: str
    note: int | None


class FoundEntity(NamedTuple):
    """A State, organisation or person named in a paragraph (an index)."""

    paragraph: int
    start: int
    end: int
    text: str
    entity_id: str
    rule_id: str


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

    @property
    def day(self) -> date | None:
        """The one day that it is; None for a period, and for a day of a year that no document has."""
        return self.start if self.start == self.end and self.match.problem != "implausible_year" else None


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


class FoundSpeech(NamedTuple):
    """A turn of a speaker; paragraphs are indices, the rest as in ``speeches``."""

    first: int
    last: int
    speaker: str
    speaker_entity: str | None
    represents: str | None
    role: str
    language: str | None
    words: int
    rule_id: str


class Due(NamedTuple):
    """When something is due, as in the columns of ``requests``."""

    kind: str = "none"
    body_code: str | None = None
    session: int | None = None
    edtf: str | None = None
    start: date | None = None
    end: date | None = None


class FoundRequest(NamedTuple):
    """One thing asked of one addressee; ``paragraph`` is an index, the rest as in ``requests``."""

    paragraph: int
    start: int
    end: int
    act: Act
    english: str
    addressee: str | None
    addressee_entity: str | None
    action: str
    deliverable: str
    topic: str | None
    due: Due
    frequency: str | None
    recipient: str | None
    recipient_entity: str | None
    within_existing_resources: bool
    rule_id: str


class FoundRelation(NamedTuple):
    """What the document is to the one with this symbol."""

    symbol: str
    relation: str
    origin: str
    rule_id: str


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
    """Everything read from one document; places are indices into ``paragraphs``.

    Attributes:
        source: the document before it was interpreted.
        stated: what its file states of it beyond the text.
        anchors: its footnote marks, in reading order.
        links: the words that the source links to documents.
        meetings: the meetings that its closing lines name.
        entities: the States, organisations and persons named, in reading order.
        persons: entity id and name of each person, by id.
        sender_entity: entity id of who sent it.
        speeches: the turns of its speakers, in reading order.
        relations: what it is to other documents, by symbol and relation.
        requests: what it asks, in reading order.
    """

    source: Source
    stated: Stated | None
    anchors: list[Anchor]
    links: list[FoundLink]
    head: Masthead
    meetings: list[MeetingMatch] = field(default_factory=list)
    facts: DocumentFacts = field(default_factory=DocumentFacts)
    dates: list[FoundDate] = field(default_factory=list)
    citations: list[FoundCitation] = field(default_factory=list)
    sessions: list[FoundSession] = field(default_factory=list)
    items: list[FoundItem] = field(default_factory=list)
    entities: list[FoundEntity] = field(default_factory=list)
    persons: list[tuple[str, str]] = field(default_factory=list)
    sender_entity: str | None = None
    speeches: list[FoundSpeech] = field(default_factory=list)
    relations: list[FoundRelation] = field(default_factory=list)
    requests: list[FoundRequest] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    @property
    def document_id(self) -> str:
        """Key of the document in every table."""
        return self.source.document_id

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Its paragraphs, in reading order."""
        return self.source.paragraphs

    @property
    def language(self) -> Language:
        """Whose language pack it is read with."""
        return self.source.language

    def language_of(self, paragraph: Paragraph) -> Language:
        """Whose language pack a paragraph is read with."""
        return paragraph.language or self.source.language

    @property
    def is_read_in_its_language(self) -> bool:
        """Whether its language has a pack; else only what needs no words is found."""
        return self.source.text_language == self.language.code
