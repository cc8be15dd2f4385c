"""The dictionary of a language: every form of its words, some 800,000 for Spanish. It is simplemma's.

It is read as a trie, which simplemma makes once on a machine and keeps in the person's cache folder: unpacked
anew it takes each process a second and 100 MB.
"""

from functools import cache, lru_cache
from unicodedata import normalize

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy
from simplemma.strategies.dictionaries import TrieDictionaryFactory
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

_FORMS = TrieDictionaryFactory()
_END = "\0"
"""Ends a key for the trie, which would read what lies behind it in memory: no word holds it."""


@lru_cache(maxsize=200_000)
def lemma(word: str, language: str) -> str:
    """The dictionary form of a word, with a capital where it is a name; of an unknown word, the word.

    Args:
        word: one word.
        language: whose (ISO 639-1); there is not a dictionary for each.
    """
    return word if not _is_word(word, language) else str(_lemmatizer().lemmatize(word, language))


@lru_cache(maxsize=200_000)
def is_known(word: str, language: str) -> bool:
    """Whether the dictionary has a word in this form, small or with a capital."""
    if not _is_word(word, language):
        return False
    return DictionaryLookupStrategy(_FORMS).get_lemma(normalize("NFC", word), language) is not None


def _is_word(word: str, language: str) -> bool:
    return _END not in word and language in SUPPORTED_LANGUAGES


@cache
def _lemmatizer() -> Lemmatizer:
    return Lemmatizer(cache_max_size=0, lemmatization_strategy=DefaultStrategy(dictionary_factory=_FORMS))
