"""Which paragraphs can announce a person at all: a quick look before their names are read."""

from functools import cache

from ahocorasick_rs import AhoCorasick

from cronica.flows.language import Language
from cronica.schemas.language import Entities


def may_announce(text: str, language: Language) -> bool:
    """Whether a text has an office, a form of address or a signature mark, or begins in capitals."""
    in_any_case, as_written, bylines = _announcing(language)
    begins = text[:2].isupper() or text.startswith(bylines)
    titled = begins or as_written.find_matches_as_indexes(text)
    return bool(titled or in_any_case.find_matches_as_indexes(text.lower()))


@cache
def _announcing(language: Language) -> tuple[AhoCorasick, AhoCorasick, tuple[str, ...]]:
    """What announces persons: offices and signature marks in small letters, forms of address, bylines."""
    pack = language.pack(Entities).persons
    titles = [*pack.given_titles, *pack.list_titles, *pack.noble_titles, *pack.weak_titles]
    blank = " " if language.traits.splits_words_with_blanks else ""
    offices = [office for singular_and_plural in pack.offices for office in singular_and_plural]
    words = [word.lower() for word in (*offices, *pack.signature_marks, *pack.presiding)]
    return AhoCorasick(words), AhoCorasick([title + blank for title in titles]), pack.bylines
