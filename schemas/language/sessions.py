"""How a language names sessions and meetings."""

from typing import ClassVar

from pydantic import Field

from cronica.schemas.language.base import NEVER, PackFile, Template, Words
from cronica.schemas.model import Frozen


class Session(Frozen):
    """A session of a body; ``called`` is what some call theirs, ``called_by`` what stands before it."""

    noun: Template = NEVER
    called: Template | None = None
    called_by: Template = NEVER
    kind: Template = NEVER
    special: Template = NEVER
    of_year: Template = NEVER
    year_before: Template = NEVER
    bare_number: Template = NEVER
    sign: str


class Meeting(Frozen):
    """A meeting of a body."""

    noun: Template = NEVER
    sign: str
    resumed: Template = NEVER
    of: Template = NEVER
    kinds: dict[str, str] = Field(default={})
    council_from: int = 2500


class Joins(Frozen):
    """What joins two ordinals of a list; ``filler`` may stand beside it."""

    list: Words = ()
    range: Words = ()
    filler: Words = ()


class Topic(Frozen):
    """A topic, and the special sessions of the General Assembly on it."""

    words: Template
    sessions: tuple[int, ...]


class Sessions(PackFile):
    """Sessions, meetings, and the bodies that hold them.

    Attributes:
        of_itself: how the body whose document it is speaks of itself (*lui présenter à sa* session), after
            another body is named.
        marked: how a session begins that may be that of a body named before it.
        told_back, asked: that the one who asks is told in *its* session (*que le presente*), and what stands
            before a body that is asked.
        reports_on: between a body and *sus períodos de sesiones*, on which it reports.
        topic_precedes: the topic of a special session may stand before it, where none follows.
        another_body: how the name of any body begins that holds the session before it.
        then_body, next_body: between a session that opens a sentence, or any, and its body named after it.
        spells_out: the body that alone spells out the ordinals of its sessions; others print figures.
    """

    file: ClassVar[str] = "sessions"

    session: Session
    meeting: Meeting
    joins: Joins
    bodies: dict[str, str] = Field(default={})
    of_another_name: Template = NEVER
    of_united_nations: Template = NEVER
    of_itself: Template = NEVER
    reports_on: Template = NEVER
    spells_out: str | None = None
    without_sessions: Words = ()
    several_bodies: Template = NEVER
    body_after: Template = NEVER
    body_before: Template = NEVER
    any_body: Template = r"(?P<name>(?!))"
    body_of: Template = NEVER
    asked: Template = NEVER
    told_back: Template = NEVER
    possessive: Template = NEVER
    marked: Template = ""
    opens_sentence: Template = NEVER
    then_body: Template = NEVER
    next_body: Template = NEVER
    another_body: Template = NEVER
    sentence_break: Template = NEVER
    special_topics: tuple[Topic, ...] = ()
    topic_within: int = 110
    year_within: int = 80
    topic_end: Template = NEVER
    topic_precedes: bool = False
