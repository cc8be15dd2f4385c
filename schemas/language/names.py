"""How a language names States, organisations, bodies and persons."""

from typing import ClassVar

from pydantic import Field

from cronica.schemas.language.base import NEVER, PackFile, Template, Words
from cronica.schemas.model import Frozen


class Guard(Frozen):
    """Names that count only in some surroundings.

    Attributes:
        names: the names as ``entity_names.csv`` has them.
        entity_types: in their place, every name of entities of these types.
        unless_preceded_by: where it counts whatever the other patterns say.
    """

    names: Words = ()
    entity_types: Words = ()
    unless_preceded_by: Template | None = None
    preceded_by: Template | None = None
    not_preceded_by: Template | None = None
    not_followed_by: Template | None = None


class Cue(Frozen):
    """What announces a person: it stands directly before the name, or after it.

    Attributes:
        rule: the ``rule_id`` of the mention.
        before, after: its patterns, of which both hold; a group ``office`` is what the person is.
        common: a name is believed after it all of whose words are words of the language (*Evo Morales*).
    """

    rule: str
    before: Template | None = None
    after: Template | None = None
    common: bool = False


class Persons(Frozen):
    """What announces a person, and which words no person's name holds.

    Attributes:
        given_titles: forms of address; one word behind them is a name.
        list_titles: forms of address in the plural, before a list of names.
        noble_titles: titles before a name that no particle opens (Prince X, but not the Prince of Y).
        weak_titles: forms of address that are other words, too; two words behind them are a name.
        bylines: what opens a paragraph that is the name of an author.
        offices: each in the singular and the plural.
        presiding: words of the cues that announce a name without an office (*presidida por*).
        office_words: words that stand behind a form of address and are no name (Mr. President).
        office_links: words between an office and what it is the office of.
        fragments: parts of the cues. In them and in cues ``${office}``, ``${offices}``, ``${title}``,
            ``${mark}`` and ``${link}`` stand for the words of these lists, ``${small}`` for a small letter.
        cues: in order of trust.
        list_link: what stands between two names of one list.
        holder: an ``office`` before the State or body that it is of, where the name follows that.
        named: a name with what announces it, in a script without capital letters; a group ``name``.
    """

    given_titles: Words = ()
    list_titles: Words = ()
    noble_titles: Words = ()
    weak_titles: Words = ()
    bylines: Words = ()
    signature_marks: Words = ()
    offices: tuple[tuple[str, str], ...] = ()
    presiding: Words = ()
    office_links: Words = ()
    name_particles: Words = ()
    office_words: Words = ()
    not_name_words: Words = ()
    fragments: dict[str, Template] = Field(default={})
    cues: tuple[Cue, ...] = ()
    list_link: Template = NEVER
    holder: Template = NEVER
    named: tuple[Template, ...] = ()


class Entities(PackFile):
    """Look-alikes of names, and persons."""

    file: ClassVar[str] = "entities"

    owner_suffixes: dict[str, Words] = Field(default={})
    not_entities: Words = ()
    guards: tuple[Guard, ...] = ()
    persons: Persons = Field(default=Persons())
