"""What can announce a person at all: quick looks before names are read."""

from functools import cache

from ahocorasick_rs import AhoCorasick

from cronica.flows.language import Language
from cronica.schemas.language import Entities


def may_announce(text: str, language: Language) -> bool:
    """Whether a text has an office, a form of address or a signature mark, or begins in capitals."""
    begins = text[:2].isupper() or text.startswith(language.pack(Entities).persons.bylines)
    return begins or has_title(text, language) or has_office(text, language)


def has_title(text: str, language: Language) -> bool:
    """Whether a text has a form of address."""
    return bool(_titles(language).find_matches_as_indexes(text))


def has_office(text: str, language: Language) -> bool:
    """Whether a text has an office, who presides or a signature mark, in any case."""
    return bool(_offices(language).find_matches_as_indexes(text.lower()))


@cache
def _titles(language: Language) -> AhoCorasick:
    pack = language.pack(Entities).persons
    titles = [*pack.given_titles, *pack.list_titles, *pack.noble_titles, *pack.weak_titles]
    blank = " " if language.traits.splits_words_with_blanks else ""
    return AhoCorasick([title + blank for title in titles])


@cache
def _offices(language: Language) -> AhoCorasick:
    pack = language.pack(Entities).persons
    offices = [office for singular_and_plural in pack.offices for office in singular_and_plural]
    return AhoCorasick([word.lower() for word in (*offices, *pack.signature_marks, *pack.presiding)])
