"""The language of a text, told by its script and its commonest words."""

import re
from collections import Counter
from functools import cache

from cronica import seeds
from cronica.flows.language.language import Language
from cronica.schemas.language import Stated

UNDETERMINED = "und"
"""Code (ISO 639-2) of the language of a text that nothing tells."""
_SAMPLE = 20_000
"""Characters looked at."""
_FIRST = 200
"""Words of a beginning that may tell by itself."""
_SHORTEST = 60
"""Characters of a paragraph that is told to be in another language than its document; a third of them in
its script."""
_FEWEST = 4
"""Common words of the other language in it."""


@cache
def _marks() -> tuple[dict[str, frozenset[str]], dict[str, re.Pattern[str]]]:
    rows = seeds.reference("languages")
    words = {row["language"]: frozenset(row["words"].split()) for row in rows if row["words"]}
    scripts = {row["language"]: re.compile(f"[{row['letters']}]") for row in rows if row["letters"]}
    return words, scripts


def language_of(text: str) -> str:
    """The ISO 639-1 code of the official language a text is most likely in; ``und`` when nothing tells.

    Where a text begins clearly in one language, lists of names that follow in another do not change it.
    """
    sample = text[:_SAMPLE]
    words, scripts = _marks()
    found = sample.casefold().split()
    if len(sample) - len(sample.encode("latin-1", "ignore")) > len(found):
        letters = {language: len(pattern.findall(sample)) for language, pattern in scripts.items()}
        script, count = max(letters.items(), key=lambda item: item[1])
        if count > len(found):
            return script
    for heard in (found[:_FIRST], found):
        hits = Counter(heard)
        scores = {language: sum(hits[word] for word in known) for language, known in words.items()}
        best, second, *_ = sorted(scores, key=lambda code: -scores[code])  # of equals the first of the table
        if scores[best] - scores[second] >= len(heard) / 10:
            break
    return best if scores[best] else UNDETERMINED


def language_beside(text: str, language: str) -> str | None:
    """The official language of a paragraph that is in another one than its document, else None.

    Only clear cases: sixty characters and more, and many more common words of the other language, or letters
    of its script. A list of names is in the language of its document.

    Args:
        text: the paragraph.
        language: of the document (ISO 639-1).
    """
    if len(text) < _SHORTEST or _is_in(text, language):
        return None
    other = language_of(text)
    return other if other not in (language, UNDETERMINED) and _is_clearly_in(text, other, language) else None


def _is_in(text: str, language: str) -> bool:
    """Whether a third of the words, or of the letters of a language told by its script, are its own."""
    words, scripts = _marks()
    if language in scripts:
        return len(scripts[language].findall(text)) * 3 >= len(text)
    found, known = text.casefold().split(), words.get(language, frozenset())
    return sum(map(known.__contains__, found)) * 3 >= len(found)


def _is_clearly_in(text: str, other: str, language: str) -> bool:
    words, scripts = _marks()
    if other in scripts:
        return len(scripts[other].findall(text)) * 3 >= _SHORTEST
    found = text.casefold().split()
    own, others = (sum(word in words.get(code, ()) for word in found) for code in (language, other))
    return others >= _FEWEST and others * 6 >= len(found) and others * 2 >= own * 3


@cache
def languages() -> tuple[Language, ...]:
    """Every language that documents are read in: those that have a pack."""
    return tuple(map(Language.load, seeds.languages()))


@cache
def iso_639_1() -> dict[str, str]:
    """The codes of the official languages, by those of ISO 639-2."""
    return {row["iso639_2"]: row["language"] for row in seeds.reference("languages")}


@cache
def language_for(code: str) -> Language:
    """The language pack that reads a text in a language.

    Args:
        code: ISO 639-1, or ``und``.

    Returns:
        That of the language itself; where it has none, that of the first language in
        ``seeds/reference/languages.csv`` which has one.
    """
    codes = (code, *(row["language"] for row in seeds.reference("languages")))
    return Language.load(next(each for each in codes if each in seeds.languages()))


@cache
def stating() -> Language:
    """The language in which machine-readable files state what a document is, in whatever language that is.

    It is that of the pack which has the words of the statements.
    """
    (path,) = seeds.LANGUAGES.glob(f"*/{Stated.file}.yml")
    return Language.load(path.parent.name)
