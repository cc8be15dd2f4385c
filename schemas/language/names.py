"""How a language names States, organisations, bodies and persons."""

from typing import ClassVar

from cronica.schemas.language.base import PackFile, Template, Words
from cronica.schemas.model import Frozen
from pydantic import Field


class Guard(Frozen):
    """Names that count only in some surroundings."""

    names: Words
    preceded_by: Template | None = None
    not_preceded_by: Template | None = None
    not_followed_by: Template | None = None


class Persons(Frozen):
    """What announces a person, and which words no person's name holds."""

    given_titles: Words
    signature_marks: Words
    offices: tuple[tuple[str, str], ...]
    office_links: Words
    name_particles: Words
    not_name_words: Words


class Entities(PackFile):
    """Look-alikes of names, and persons."""

    file: ClassVar[str] = "entities"

    owner_suffixes: dict[str, Words] = Field(default={})
    not_entities: Words = ()
    guards: tuple[Guard, ...] = ()
    persons: Persons
