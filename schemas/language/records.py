"""How the records of meetings name who speaks, and how a document names the one it changes."""

from typing import ClassVar

from pydantic import Field

from cronica.schemas.language.base import NEVER, PackFile, Template, Words
from cronica.schemas.model import Frozen


class Speaker(Frozen):
    """A way to name who speaks.

    Attributes:
        pattern: the words; ``${name}`` stands for the name of a person, ``${title}`` for a form of address.
        role: as in ``speeches.speaker_role``; without one, what stands beside the name decides.
        is_named: whether it is the name of a person.
    """

    pattern: Template
    role: str | None = None
    is_named: bool = False


class Office(Frozen):
    """The office of who speaks, as it stands beside the name."""

    role: str
    pattern: Template


class Relation(Frozen):
    """Words that say what the document is to the one whose symbol follows them.

    Attributes:
        document_types: of which documents alone they say it; of all when there are none.
    """

    relation: str
    pattern: Template
    document_types: Words = ()


class Records(PackFile):
    """Turns of speakers, and relations between documents.

    Attributes:
        speakers: tried in order where a turn may begin.
        offices: tried in order on what follows a name.
        beside: what joins a speaker to the State or organisation that is named without brackets.
        joins: what stands between two speakers of one sentence.
        goes_on: what follows a speaker in reported speech.
        behalf: the words before the name of whom the speaker speaks for.
        spoken: the language of a speech, as a group ``language``.
        narration: what happens at a meeting and is nobody's words.
        chair: the words before the name of who presides.
        chair_changes: words of the head that name who presides from some point on.
        takes_chair: who presides from here on.
    """

    file: ClassVar[str] = "records"

    fragments: dict[str, Template] = Field(default={})
    speakers: tuple[Speaker, ...] = ()
    offices: tuple[Office, ...] = ()
    beside: Template = NEVER
    joins: Template = NEVER
    goes_on: Template = NEVER
    behalf: Template = NEVER
    spoken: Template = NEVER
    narration: tuple[Template, ...] = ()
    chair: Template = NEVER
    chair_changes: Template = NEVER
    takes_chair: Template = NEVER
    relations: tuple[Relation, ...] = ()
