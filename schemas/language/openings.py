"""Opening phrases of paragraphs, and the words that make terms."""

from typing import ClassVar

from pydantic import Field

from cronica.schemas.language.base import NEVER, PackFile, Template, Words
from cronica.schemas.model import Frozen


class Object(Frozen):
    """What is expressed or repeated, and the class of act it amounts to."""

    verbs: Words
    determiners: Words
    nouns: dict[str, str]


class Patterns(Frozen):
    """How the words of a phrase stand together.

    In ``nouns`` and what holds it ``${noun}``, ``${adjective}`` and ``${determiner}`` are forms of the words
    that may stand there. A pattern may name another of these.

    Attributes:
        lead_in: what may stand before the phrase and is no part of it: *in this regard* encourages.
        before_head: what may stand before the head.
        adverb: a word after the head that says how.
        adjectives: those that may stand before a noun.
        nouns: nouns with their adjectives.
        manner: how the act is done.
        object: what is expressed or repeated.
        and_head: what joins a second head.
        carried: what stands before an infinitive that another verb carries (continue *d’* encourager).
    """

    lead_in: Template = NEVER
    before_head: Template = ""
    adverb: Template = NEVER
    adjectives: Template = ""
    nouns: Template = NEVER
    manner: Template = NEVER
    object: Template = NEVER
    and_head: Template = r"\s+${and}\s+"
    carried: Template = NEVER


class Openings(PackFile):
    """The words around the verbs and adjectives of ``openings.csv``.

    Attributes:
        adverbials: words after the head that say how often or in what way.
        after_participle: those that follow only the forms of the preamble: *Recalling further*, *Further
            recalls*.
        after_comma: those that a comma may part from the head.
    """

    file: ClassVar[str] = "openings"

    carriers: Words = ()
    agreement: dict[str, str] = Field(default={})
    adverbials: Words = ()
    complements: dict[str, Words] = Field(default={})
    after_participle: Words = ()
    after_comma: Words = ()
    manner_nouns: Words = ()
    objects: tuple[Object, ...] = ()
    patterns: Patterns = Field(default=Patterns())
    preamble_shapes: tuple[Template, ...] = ()


class Terms(PackFile):
    """What counts as a term of a document."""

    file: ClassVar[str] = "terms"

    minimum_length: int = 3
    joiners: Words = ()
    not_terms: Words = ()
    lemmas: dict[str, str] = Field(default={})


class StopWords(PackFile):
    """Words that carry grammar rather than a subject."""

    file: ClassVar[str] = "stopwords"

    articles: Words = ()
    prepositions: Words = ()
    conjunctions: Words = ()
    pronouns: Words = ()
    determiners: Words = ()
    adverbs: Words = ()
    numerals: Words = ()
    months: Words = ()
    verbs: Words = ()
