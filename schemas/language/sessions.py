"""How a language names sessions and meetings."""

from typing import ClassVar

from cronica.schemas.language.base import PackFile, Template, Words
from cronica.schemas.model import Frozen
from pydantic import Field


class Session(Frozen):
    """A session of a body."""

    noun: Template
    kind: Template
    special: str
    of_year: Template
    sign: str


class Meeting(Frozen):
    """A meeting of a body."""

    noun: Template
    sign: str
    resumed: Template
    of: Template
    kinds: dict[str, str]
    council_from: int


class Joins(Frozen):
    """What joins two ordinals of a list."""

    list: Words
    range: Words


class Topic(Frozen):
    """A topic, and the special sessions of the General Assembly on it."""

    words: Template
    sessions: tuple[int, ...]


class Sessions(PackFile):
    """Sessions, meetings, and the bodies that hold them."""

    file: ClassVar[str] = "sessions"

    session: Session
    meeting: Meeting
    joins: Joins
    bodies: dict[str, str] = Field(default={})
    of_another_name: Template
    of_united_nations: Template
    without_sessions: Words
    several_bodies: str
    body_after: Template
    body_before: Template
    special_topics: tuple[Topic, ...] = ()
    topic_within: int
    year_within: int
    topic_end: Template
