"""Ordinals that stand before or after a noun, alone or in a list: *períodos de sesiones 53º, 54º y 55º*."""

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from cronica.flows.language import Language, any_of, folded
from cronica.flows.language.roman import parse_roman
from cronica.flows.normalise.sessions.ordinals import figures, parse_ordinal
from cronica.schemas.language import Sessions

_REACH = 260  # how far a list of ordinals may stretch, in code points
_LONGEST = 5  # words in one ordinal
_LONGEST_JOIN = 24  # code points of the words that join an ordinal to a noun before it


class Ordinal(NamedTuple):
    """An ordinal in a text; ``ranged`` when it ends a range that the one before it begins."""

    start: int
    end: int
    number: int
    ranged: bool = False


class Joins(NamedTuple):
    """The words that make a list, those that make a range, and those that may stand beside them; folded."""

    listed: Collection[str]
    ranged: Collection[str]
    filler: Collection[str]


def ordinals_around(text: str, noun: tuple[int, int], joins: Joins, language: Language) -> list[Ordinal]:
    """The ordinals right before a noun, and those joined to it that have none: *la 45ª sesión y la 46ª*.

    Args:
        text: the text.
        noun: where it begins and ends.
        joins: the words that may join two of them.
        language: whose ordinals.
    """
    found, (_, end) = ordinals_before(text, noun[0], joins, language), noun
    words = (
        [match.span() for match in _word(language).finditer(text, end, end + _LONGEST_JOIN)] if found else []
    )
    at, joined = _join(text, words, 0, 1, joins)
    if at == len(words) or joined == ",":
        return found
    more = ordinals_after(text, words[at][0], joins, language)
    if more and _ends_clause(text, more[-1].end, language):
        found += [more[0]._replace(ranged=joined in joins.ranged), *more[1:]]
    return found


def _ends_clause(text: str, end: int, language: Language) -> bool:
    """Whether a clause ends at a place, or an article opens the next words."""
    after = text[end : end + _LONGEST_JOIN].split(None, 1)
    is_apart = not text[end : end + 1].isalnum()
    word = after[0].rstrip(",.;:") if after else ""
    return is_apart and not (word.isalpha() and folded(word) not in language.words.articles)


def ordinals_before(text: str, end: int, joins: Joins, language: Language) -> list[Ordinal]:
    """The ordinals that stand right before ``end``, in reading order.

    Args:
        text: the text.
        end: where the noun begins.
        joins: the words that may join two of them.
        language: whose ordinals.
    """
    low = max(0, end - _REACH)
    words = [match.span() for match in _word(language).finditer(text, low, end)]
    found: list[Ordinal] = []
    at, joined = len(words), ""
    if words and text[slice(*words[-1])] == ",":
        at -= 1  # `su 3656ª, sesión`
    while at > 0:
        for size in range(min(_LONGEST, at), 0, -1):
            start, stop = words[at - size][0], words[at - 1][1]
            number = parse_ordinal(text[start:stop], language)
            if number is not None:
                break
        else:
            break
        if found and _is_roman(text, start, stop) != _is_roman(text, found[-1].start, found[-1].end):
            break  # `la Comisión CI, en la 17ª sesión`
        if found:
            found[-1] = found[-1]._replace(ranged=joined in joins.ranged)
        found.append(Ordinal(start, stop, number))
        at, joined = _join(text, words, at - size, -1, joins)
    return found[::-1]


def _is_roman(text: str, start: int, end: int) -> bool:
    return parse_roman(text[start:end]) is not None


def ordinals_after(text: str, start: int, joins: Joins, language: Language) -> list[Ordinal]:
    """The ordinals that stand right after ``start``, in reading order; arguments as above."""
    words = [
        (start + match.start(), start + match.end())
        for match in _word(language).finditer(text[start : start + _REACH])
    ]
    found: list[Ordinal] = []
    at, joined = 0, ""
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            begin, stop = words[at][0], words[at + size - 1][1]
            number = parse_ordinal(text[begin:stop], language)
            if number is not None:
                break
        else:
            break
        found.append(Ordinal(begin, stop, number, joined in joins.ranged))
        at, joined = _join(text, words, at + size, 1, joins)
    return found


def expand(text: str, ordinals: list[Ordinal]) -> Iterator[Ordinal]:
    """Each number of a list of ordinals: those inside a range too, and units that carry the tens before them.

    *septuagésimo cuarto y quinto* is 74 and 75; *64º a 66º* is 64, 65 and 66, and the 65th stands where the
    range does.
    """
    before: Ordinal | None = None
    for ordinal in ordinals:
        if before and ordinal.number < min(10, before.number) and text[ordinal.start].isalpha():
            ordinal = ordinal._replace(number=before.number - before.number % 10 + ordinal.number)
        if before and ordinal.ranged:
            for number in range(before.number + 1, ordinal.number):
                yield Ordinal(before.start, ordinal.end, number, ranged=True)
        yield ordinal
        before = ordinal


def _join(text: str, words: list[tuple[int, int]], at: int, step: int, joins: Joins) -> tuple[int, str]:
    """Over the joining words next to an ordinal; where the next ordinal may be, and the last joining word."""
    joined = ""
    while 0 <= (near := at - 1 if step < 0 else at) < len(words):
        word = folded(text[slice(*words[near])])
        if word not in joins.listed and word not in joins.ranged and word not in joins.filler:
            break
        at, joined = at + step, word if joined in ("", ",") and word not in joins.filler else joined
    return (at, joined) if joined else (-1 if step < 0 else len(words), "")


@cache
def _word(language: Language) -> re.Pattern[str]:
    word = r"[^\W\d_]+(?:[-‑][^\W\d_]+)*"
    if not language.traits.splits_words_with_blanks:
        word = any_of(row["form"] for row in language.table("ordinals"))
    onto = {*language.traits.prefixes} & {*language.pack(Sessions).joins.list}  # *and*, written onto the next
    prefix = rf"{any_of(onto)}(?=[^\W\d_])|" if onto else ""
    return re.compile(rf"(?:{figures(language).pattern})|{prefix}{word}|\d+|[^\s*_]", re.IGNORECASE)
