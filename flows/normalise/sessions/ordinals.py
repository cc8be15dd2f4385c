"""Ordinal numbers of Spanish: in words, in figures and in roman numerals.

Words are looked up once in a table of every spelling of 1st to 999th, built from the parts in
``seeds/languages/es/ordinals.yml``: *septuagésimo tercer*, *vigesimotercera*, *décima cuarta*, *duodécimo*.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from cronica.flows.language.folding import folded

from cronica import seeds

_HYPHEN_AT_LINE_END = re.compile(r"(?<=\w)-[ \t]*\n\s*(?=\w)")
_ROMAN = re.compile(r"(?=[IVXLC])(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def parse_ordinal(words: str) -> int | None:
    """The number an ordinal stands for, or ``None`` when ``words`` is not one ordinal.

    Args:
        words: an ordinal from 1 to 999 in words of either gender and number, with or without accents, apocope
            or line breaks; or in figures with an ending (``76º``, ``43er``, ``41a``); or in roman capitals.

    Examples:
        >>> parse_ordinal("septuagésimo tercer"), parse_ordinal("76.ª"), parse_ordinal("XXIV")
        (73, 76, 24)
    """
    if (number := parse_roman(words.strip())) is not None:
        return number
    key = folded(_HYPHEN_AT_LINE_END.sub("", words))
    if (number := spellings().get(key)) is not None:
        return number
    match = figures().fullmatch(key)
    return int(match[1]) if match else None


def parse_roman(numeral: str) -> int | None:
    """The value of a well-formed roman numeral in capitals up to 399, else ``None``."""
    if not _ROMAN.match(numeral):
        return None
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


@cache
def spellings() -> dict[str, int]:
    """Every folded spelling of an ordinal with its number."""
    found: dict[str, int] = {}
    parts = _parts()
    hundreds = [(0, ())] + [(value, words) for value, words in parts.items() if value >= 100]
    for (hundred, hundred_words), rest in product(hundreds, range(100)):
        for words in _joined(hundred_words, list(_below_hundred(rest)) if rest else [""]):
            for spelling in _inflected(words):
                found.setdefault(spelling, hundred + rest)
    found.pop("", None)
    return found


@cache
def figures() -> re.Pattern[str]:
    """An ordinal in figures; the first group is the number."""
    pack = seeds.pack("es", "ordinals")
    letters = "|".join(sorted(pack["endings"], key=len, reverse=True))
    return re.compile(rf"(\d{{1,4}})(?:\s?\.?\s?[{pack['marks']}]|\.?(?:{letters})\b)\.?", re.IGNORECASE)


@cache
def _parts() -> dict[int, tuple[str, ...]]:
    """The words of the pack by value, each with its variants."""
    pack = seeds.pack("es", "ordinals")
    named = {**pack["units"], **pack["tens"], **pack["hundreds"]}
    found = {value: (word, *pack["variants"].get(word, ())) for word, value in named.items()}
    for word, value in pack["irregular"].items():
        found[value] = (*found.get(value, ()), word)
    return found


def _below_hundred(number: int) -> Iterator[str]:
    parts = _parts()
    yield from parts.get(number, ())
    ten, unit = number - number % 10, number % 10
    if ten and unit:
        for tens, units in product(parts[ten], parts[unit]):
            yield f"{tens} {units}"
            yield f"{tens}{units}"


def _joined(heads: tuple[str, ...], tails: list[str]) -> Iterator[str]:
    for head, tail in product(heads or ("",), tails):
        yield f"{head} {tail}".strip()


def _inflected(words: str) -> Iterator[str]:
    """The masculine singular, feminine and plural, of every word (*décima cuarta*) or the last alone."""
    yield words
    if words.endswith("o"):
        *heads, last = words.split()
        for ending in ("a", "os", "as"):
            inflected = last[:-1] + ending
            yield " ".join([*(head[:-1] + ending for head in heads), inflected])
            yield " ".join([*heads, inflected])
