"""Opening phrases of paragraphs, and the words that make terms."""

from typing import ClassVar

from cronica.schemas.language.base import PackFile, Template, Words
from cronica.schemas.model import Frozen
from pydantic import Field


class Object(Frozen):
    """What is expressed or repeated, and the class of act it amounts to."""

    verbs: Words
    determiners: Words
    nouns: dict[str, str]


class Openings(PackFile):
    """The words around the verbs and adjectives of ``openings.csv``."""

    file: ClassVar[str] = "openings"

    act_classes: dict[str, str]
    carriers: Words = ()
    agreement: dict[str, str] = Field(default={})
    adverbials: Words = ()
    complements: dict[str, Words] = Field(default={})
    after_comma: Words = ()
    manner_nouns: Words = ()
    objects: tuple[Object, ...] = ()
    adjectives: Words = ()
    preamble_shapes: tuple[Template, ...] = ()


class Terms(PackFile):
    """What counts as a term of a document."""

    file: ClassVar[str] = "terms"

    minimum_length: int
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
