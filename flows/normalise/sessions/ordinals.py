"""Ordinal numbers: in words, in figures and in roman numerals.

The words of a language are in ``ordinals.csv`` of its pack: *tercera*, *septuagésimo*, *vigesimotercer*. The
numbers of several words add up, from the greater to the smaller: *septuagésimo tercer* is 73.
"""

import re
from functools import cache
from typing import NamedTuple

from cronica.flows.language import Language, any_of, folded
from cronica.flows.language.roman import parse_roman

_HYPHEN_AT_LINE_END = re.compile(r"(?<=\w)-[ \t]*\n\s*(?=\w)")
_BLANK_AFTER_HYPHEN = re.compile(r"(?<=\w-)\s(?=\w)")


class Form(NamedTuple):
    """A word that is an ordinal or a part of one.

    Attributes:
        number: what it says.
        is_plural: it stands before a plural noun and counts: *los primeros períodos de sesiones*.
        only_before: it is an ordinal only with a smaller one after it, as *seventy* in *seventy-fifth*.
    """

    number: int
    is_plural: bool
    only_before: bool


def parse_ordinal(words: str, language: Language) -> int | None:
    """The number an ordinal stands for, or ``None`` when ``words`` is not one ordinal.

    Args:
        words: an ordinal in words, with or without accents or line breaks; or in figures with an ending
            (``76º``, ``43er``, ``7.815ª``); or in roman capitals.
        language: whose words.

    Examples:
        >>> spanish = Language.load("es")
        >>> [parse_ordinal(words, spanish) for words in ("septuagésimo tercer", "76.ª", "XXIV")]
        [73, 76, 24]
    """
    if (number := parse_roman(words.strip())) is not None:
        return number
    key = folded(_BLANK_AFTER_HYPHEN.sub("", _HYPHEN_AT_LINE_END.sub("", words)))
    if (number := _in_words(key, language)) is not None:
        return number
    match = figures(language).fullmatch(key) or figures(language).fullmatch(words.strip())
    return int(match["number"].replace(".", "")) if match else None


def is_plural(words: str, language: Language) -> bool:
    """Whether an ordinal in words ends in a plural form."""
    last = forms(language).get(folded(words).rpartition(" ")[2])
    return last is not None and last.is_plural


@cache
def forms(language: Language) -> dict[str, Form]:
    """The words of ``ordinals.csv``, folded."""
    return {
        folded(row["form"]): Form(int(row["number"]), bool(row["is_plural"]), bool(row["only_before"]))
        for row in language.table("ordinals")
    }


@cache
def figures(language: Language) -> re.Pattern[str]:
    """An ordinal in figures; group ``number`` is the number."""
    return language.pattern(language.words.ordinal)


def _in_words(key: str, language: Language) -> int | None:
    known, number, at = forms(language), 0, 0
    form = None
    while at < len(key):
        word = _form(language).match(key, at)
        form = known[word[1]] if word else None
        if word is None or form is None or (number and number % 10 ** len(str(form.number))):
            return None  # *cuarto quinto* are two ordinals
        number, at = number + form.number, word.end()
    return None if form is None or form.only_before else number


@cache
def _form(language: Language) -> re.Pattern[str]:
    """The longest form that begins at a place; some are of several words (*vingt et unième*)."""
    return re.compile(rf"({any_of(forms(language))})(?:[\s-]|\Z)")
