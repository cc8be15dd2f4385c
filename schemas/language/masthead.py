"""What the head of a document says, what its lines look like, and what machine-readable files state."""

from typing import ClassVar

from pydantic import Field

from cronica.schemas.language.base import NEVER, PackFile, Template, Words
from cronica.schemas.model import Frozen


class Communication(Frozen):
    """The heading of a letter or a note verbale."""

    title: Template = NEVER
    letterhead: Template = NEVER
    signed_for: Template = NEVER


class NotedHeading(Frozen):
    """A document in a collection: its heading with a number, and the notes that give its symbol and date."""

    number: Template = NEVER
    note: Template = NEVER
    date: Template = NEVER
    adopted: Template = NEVER


class Masthead(PackFile):
    """Fields of the masthead."""

    file: ClassVar[str] = "masthead"

    fragments: dict[str, Template] = Field(default={})
    bodies: dict[str, Template] = Field(default={})
    lines: dict[str, tuple[Template, ...]] = Field(default={})
    side_by_side: Template = NEVER
    item_title_after: Words = ()
    acted_at: Template = NEVER
    meeting_agenda: Template = NEVER
    noted_heading: NotedHeading = NotedHeading()
    communication: Communication = Communication()
    original_languages: Template = NEVER
    language_names: dict[str, str] = Field(default={})
    signatory: Template = NEVER
    place_and_day: Template = NEVER
    dated_title: Template = NEVER
    body_in_title: Template = NEVER
    enacting: Template = NEVER


class WellFormed(Frozen):
    """What a line looks like: an example for people, and the patterns."""

    shape: str = ""
    patterns: tuple[Template, ...] = ()


class Checks(PackFile):
    """What well-formed lines of a masthead look like."""

    file: ClassVar[str] = "checks"

    fragments: dict[str, Template] = Field(default={})
    origin: WellFormed = WellFormed()
    agenda: WellFormed = WellFormed()


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
