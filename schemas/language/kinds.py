"""What kind a document is, by what it calls itself and what it looks like."""

from typing import ClassVar

from pydantic import Field

from cronica.schemas.language.base import NEVER, PackFile, Template, Words
from cronica.schemas.model import Frozen


class Evidence(Frozen):
    """What the beginning of a paragraph says of the kind of the document.

    Attributes:
        rule: its name.
        type: the kind, as in ``documents.document_type``.
        where: the parts of the document in which it is found; in all where none is named.
        pattern: for the beginning of a paragraph; a group ``sender`` is who sends the document.
        points: how much it says, for a sign.
    """

    rule: str
    type: str
    where: Words = ()
    pattern: Template = NEVER
    points: int = 1


class Otherwise(Frozen):
    """What a text without any evidence is, from so many paragraphs on."""

    rule: str
    type: str
    fewest_paragraphs: int


class Kinds(PackFile):
    """Kinds of documents: a new kind is a line here."""

    file: ClassVar[str] = "kinds"

    fragments: dict[str, Template] = Field(default={})
    called: tuple[Evidence, ...] = ()
    signs: tuple[Evidence, ...] = ()
    enough: int = 1
    otherwise: Otherwise | None = None
