"""The parts a Spanish date is made of, found in a text: days, months, years, and whole dates in figures.

What a part looks like is data of the language pack (``seeds/languages/es/dates.yml``).
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from babel.dates import get_month_names
from cronica.flows.language.folding import folded
from cronica.flows.normalise.sessions.ordinals import parse_roman

from cronica import seeds


class Token(NamedTuple):
    """A part of a date.

    Attributes:
        kind: ``day month year`` (parts), ``full`` (a whole date in figures), ``decade century span``
            (periods), ``numeral decade_more`` (one more of them), or ``number`` (of a resolution, with its
            year in brackets: no date).
        start, end: where it stands, in code points.
        values: the numbers it stands for: a day, a year, the first year of a decade, a century; year, month
            and day; the first and last year of a span; the months a misspelt name may stand for.
        form: how it is written: ``figures words iso numeric roman narrow``.
        problem: ``misspelt_month``, ``foreign_month`` or ``None``.
    """

    kind: str
    start: int
    end: int
    values: tuple[int, ...]
    form: str = "figures"
    problem: str | None = None


class Month(NamedTuple):
    """What a month's name says: its number, and whether it counts only beside a day."""

    number: int
    form: str = "figures"
    problem: str | None = None


@cache
def pack() -> dict[str, Any]:
    """The date pack of the language."""
    return seeds.pack("es", "dates")


@cache
def months() -> dict[str, Month]:
    """Every name read as a month, folded."""
    p = pack()["months"]
    names: dict[str, Month] = {}
    for locale in p["foreign_locales"]:
        for number, name in get_month_names("wide", locale=locale).items():
            names[folded(name)] = Month(number, "narrow", "foreign_month")
    short = {name: number for number, name in get_month_names("abbreviated", locale=pack()["locale"]).items()}
    names |= {name: Month(number, "narrow") for name, number in (short | p["abbreviations"]).items()}
    names |= {name: Month(number, problem="misspelt_month") for name, number in p["misspellings"].items()}
    names |= {name: Month(number) for name, number in p["variants"].items()}
    names |= {folded(name): Month(n) for n, name in get_month_names("wide", locale=pack()["locale"]).items()}
    return names


@cache
def numbers() -> dict[str, int]:
    """Every number word of the pack with its value, folded."""
    words = pack()["numbers"]
    named = (item for group in ("units", "teens", "tens", "hundreds") for item in words[group].items())
    return {folded(word): number for word, number in [*named, (words["thousand"], 1000)]}


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of ``words``, the longest first, written with its accents or without.

    Words are grouped by their first letter: most places in a text are then ruled out by one comparison.
    """
    written = sorted(
        {spelling for word in words for spelling in (word, folded(word))},
        key=lambda word: (word[0], -len(word)),
    )
    groups = groupby(written, key=lambda word: word[0])
    return "|".join(f"{letter}(?:{'|'.join(word[1:] for word in group)})" for letter, group in groups)


@cache
def _pattern(group: str) -> re.Pattern[str]:
    """The parts of one group of the pack as one alternation."""
    p = pack()
    words = p["numbers"]
    tens, teens, units = (any_of(words[size]) for size in ("tens", "teens", "units"))
    meanings = {
        "month": any_of(name for name, month in months().items() if month.form != "narrow"),
        "narrow": any_of(name for name, month in months().items() if month.form == "narrow"),
        "ordinal": "|".join(re.escape(mark) for mark in sorted(p["ordinal_marks"], key=len, reverse=True)),
        "decade_noun": any_of(p["decades"]["nouns"]),
        "decade_years": p["decades"]["years"],
        "decade_word": any_of(p["decades"]["words"]),
        "century_noun": any_of(p["centuries"]["nouns"]),
        "small": rf"(?:(?:{tens})(?:\s+y\s+(?:{units}))?|{teens}|{units})",
        "hundred": any_of(words["hundreds"]),
        "thousand": words["thousand"],
        **p["fragments"],
    }

    def expanded(pattern: str) -> str:
        return re.sub(r"\$\{(\w+)\}", lambda name: expanded(meanings[name[1]]), pattern)

    parts = "|".join(f"(?P<{name}>{expanded(pattern)})" for name, pattern in p["parts"][group].items())
    return re.compile(f"{p['before'][group]}(?:{parts})")


def may_hold_date(lower: str) -> bool:
    """Whether a text in lower case is worth reading: it holds a year in figures or a literal of the pack."""
    return bool(_YEAR.search(lower)) or any(literal in lower for literal in pack()["literals"])


_YEAR = re.compile("[12][0-9]{2}[0-9x]")


def lex(lower: str) -> list[Token]:
    """The parts of dates in a text in lower case, in reading order.

    The commonest parts are looked for first; what stands beside a day, more centuries or decades, and numbers
    in words beside a month, only where the first look leaves room for them.
    """
    tokens = _scan(lower, "figures") + _scan(lower, "words")
    kinds = {token.kind for token in tokens}
    if {"day", "year"} <= kinds:
        tokens += _scan(lower, "beside_a_day")
    if not kinds.isdisjoint({"century", "decade"}):
        tokens += _scan(lower, "more")
    spelt_out = any(token.kind == "month" and _words_beside(lower, token) for token in tokens)
    if spelt_out or _YEAR_IN_WORDS.search(lower):
        tokens += _scan(lower, "number_words")
    kept: list[Token] = []
    for token in sorted(tokens, key=lambda token: (token.start, -token.end)):
        if kept and token.start < kept[-1].end:
            continue
        after_hyphen = token.start > 0 and lower[token.start - 1] in _HYPHENS
        if after_hyphen and not (kept and kept[-1].end >= token.start - 2):
            continue  # `COVID-19`, `ES-10`: the end of a name
        kept.append(token)
    return kept


_YEAR_IN_WORDS = re.compile(r"\baño\s+(?:dos\s+)?mil\b")
_HYPHENS = "-\u2010\u2011\u2012\u2013"


def _words_beside(lower: str, month: Token) -> bool:
    """Whether a number in words stands just before a month, or the year after it is in words."""
    if pack()["numbers"]["thousand"] in lower[month.end : month.end + 20]:
        return True
    before = lower[max(0, month.start - 45) : month.start]
    return not before[-5:-4].isdigit() and not numbers().keys().isdisjoint(folded(before).split()[-5:])


def _scan(lower: str, group: str) -> list[Token]:
    found = (_token(match.lastgroup or "", match) for match in _pattern(group).finditer(lower))
    return [token for token in found if token is not None]


def _token(name: str, match: re.Match[str]) -> Token | None:
    start, end = match.span(name)
    word = match[name]
    match name:  # the commonest first
        case "day":
            return Token("day", start, end, (int(word[:2] if word[1:2].isdigit() else word[0]),))
        case "year":
            return Token("year", start, end, (int(word),))
        case "month" | "narrow":
            month = months()[folded(word.rstrip("."))]
            return Token("month", start, end, (month.number,), month.form, month.problem)
        case "number":
            return Token("number", start, end, ())
        case "odd":  # a word where a month should stand
            near = _nearest_months(folded(word))
            return Token("month", start, end, near, problem="misspelt_month") if near else None
        case "number_words":
            number = read_number(word)
            return Token("year" if number >= 1000 else "day", start, end, (number,), "words")
    return _period(name, start, end, word)


def _period(name: str, start: int, end: int, word: str) -> Token | None:
    """A whole date in figures, or a period of years."""
    figures = tuple(int(number) for number in re.findall(r"\d+", word))
    match name:
        case "iso":
            return Token("full", start, end, figures, "iso")
        case "numeric":
            return Token("full", start, end, figures[::-1], "numeric")
        case "roman":
            month = parse_roman("".join(re.findall("[ivx]", word)).upper())
            return Token("full", start, end, (figures[1], month, figures[0]), "roman") if month else None
        case "span":
            first, last = figures[0], figures[0] - figures[0] % 100 + figures[1]
            return Token("span", start, end, (first, last if last > first else last + 100))
        case "decade":
            return Token("decade", start, end, (figures[0] * 10,))
        case "decade_words" | "decade_more":
            last_word = folded(word).split()[-1]
            tens = figures[0] if figures else pack()["decades"]["words"][last_word]
            kind = "decade" if name == "decade_words" else name
            return Token(kind, start, end, (pack()["decades"]["of_century"] + tens,), "words")
        case "century" | "numeral":
            number = figures[0] if figures else parse_roman(word.split()[-1].upper())
            return Token(name, start, end, (number,)) if number and 1 < number < 30 else None
    raise ValueError(f"seeds/languages/es/dates.yml names a part unknown here: {name}")


def read_number(words: str) -> int:
    """The value of a number in words: *dos mil diecisiete* is 2017, *treinta y uno* 31."""
    total = 0
    for word in folded(words).split():
        if word in numbers():
            total = max(total, 1) * 1000 if numbers()[word] == 1000 else total + numbers()[word]
    return total


@lru_cache(maxsize=1024)
def _nearest_months(word: str) -> tuple[int, ...]:
    """The months a misspelt name may stand for: those with the fewest letters to change, if few enough."""
    rule = pack()["months"]["nearest"]
    allowed = rule["long"] if len(word) >= rule["long_from"] else rule["short"]
    distances: dict[int, list[int]] = {}
    for name, month in months().items():
        if month.form == "figures" and month.problem is None:
            distances.setdefault(_letters_to_change(word, name), []).append(month.number)
    least = min(distances)
    return tuple(sorted(set(distances[least]))) if least <= allowed else ()


def _letters_to_change(one: str, other: str) -> int:
    changes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in changes if tag != "equal")
