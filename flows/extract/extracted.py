"""What a reader gives for a file: its text, or the reason there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from cronica.schemas.errors import CronicaError


class Reason(StrEnum):
    """Why a file gave no text: the values of ``quarantine.reason_code`` for stage ``read``."""

    EMPTY = "empty"
    """No text in it."""
    NOT_TEXT = "not_text"
    """Taken for text and it is something else: a binary file, a broken encoding."""
    NO_TEXT_LAYER = "no_text_layer"
    """Pages that are pictures: a scan that nobody has run text recognition on."""
    ENCRYPTED = "encrypted"
    """Opens with a password only."""
    MALFORMED = "malformed"
    """Begins like its format and is not: cut off, damaged, or wrongly named."""
    TOO_LARGE = "too_large"
    """Needs more room or time than one document may take: a bomb, too many pages, too deep a tree."""
    UNREADABLE = "unreadable"
    """The system does not let it be read."""
    CHANGED = "changed"
    """Other bytes than when the run found it, so its hash and its text would not be of one file."""
    INTERRUPTED = "interrupted"
    """Whatever read it was killed from outside, twice; the next run reads it again."""
    FAILED = "failed"
    """The reading itself has a fault that shows on this document."""


class Unreadable(CronicaError, ValueError):
    """A file gives no text; ``message`` says in one sentence why and what to do."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


class MarkedParagraph(NamedTuple):
    """A paragraph that the source itself marks up.

    Attributes:
        start: where it begins in the text.
        part: as in ``paragraphs.part``.
        is_heading: whether it is a heading.
    """

    start: int
    part: str
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file.

    The readers of structured formats write it the way people print a document in Markdown, which is what the
    rest of the pipeline takes apart: one paragraph a line with an empty line between; emphasis as ``*…*``;
    a footnote mark as superscript digits where it stood, and each note as a paragraph ``¹ text`` after the
    body; a link as ``[surface](target)``.

    Attributes:
        text: what ``paragraphs.source_start`` and ``source_end`` point into.
        charset: the encoding that was read (``latin-1`` means: nothing stricter fitted); None where the
            format has none of its own.
        source_format: as in ``documents.source_format``.
        marked: the paragraphs that the file marks up, in order; empty where it marks none.
        statements: what the file states of its document beyond the text, word for word; the keys are those
            of ``cronica.flows.extract.formats.akn_metadata.read_metadata``.
    """

    text: str
    charset: str | None = None
    source_format: str = "txt"
    marked: Sequence[MarkedParagraph] = ()
    statements: Mapping[str, Any] = field(default_factory=dict)
