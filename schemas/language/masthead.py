"""What the head of a document says, what its lines look like, and what machine-readable files state."""

from typing import ClassVar

from cronica.schemas.language.base import PackFile, Template, Words
from cronica.schemas.model import Frozen
from pydantic import Field


class Communication(Frozen):
    """The heading of a letter or a note verbale."""

    title: Template


class DocumentType(Frozen):
    """A kind of document, and what the beginning of a paragraph of these parts says of it."""

    type: str
    where: Words
    pattern: Template


class Press(Frozen):
    """A text without a sign of an official paper is of this type from so many paragraphs on."""

    type: str
    fewest_paragraphs: int


class Masthead(PackFile):
    """Fields of the masthead, and the kinds of documents."""

    file: ClassVar[str] = "masthead"

    fragments: dict[str, Template] = Field(default={})
    bodies: dict[str, Template]
    lines: dict[str, tuple[Template, ...]]
    side_by_side: Template
    item_title_after: Words
    acted_at: Template
    meeting_agenda: Template
    noted_heading: dict[str, Template]
    communication: Communication
    original_languages: Template
    language_names: dict[str, str]
    signatory: Template
    enacting: Template
    document_types: tuple[DocumentType, ...]
    press: Press


class WellFormed(Frozen):
    """What a line looks like: an example for people, and the patterns."""

    shape: str
    patterns: tuple[Template, ...]


class Checks(PackFile):
    """What well-formed lines of a masthead look like."""

    file: ClassVar[str] = "checks"

    fragments: dict[str, Template] = Field(default={})
    origin: WellFormed
    agenda: WellFormed


class Stated(PackFile):
    """The words in which machine-readable files say how a document came about."""

    file: ClassVar[str] = "stated"

    outcomes: dict[str, Template]
    tally: Template
    sides: dict[str, Template]
    submitted_by: Template
    submitted_end: Template
    article: Template
    on_behalf: Template
    and_: Template = Field(alias="and")
    sponsor_steps: Words
    adoption_steps: Words
    record: Template
