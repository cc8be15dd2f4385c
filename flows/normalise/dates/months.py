"""The names of months: those of CLDR, and what the pack adds to them."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from babel.dates import get_day_names, get_month_names

from cronica.flows.language import Language, any_of, fold, folded
from cronica.schemas.language import Dates

_TAKEN_FOR_ONE = (("rn", "m"), ("ri", "n"), ("ii", "u"))
"""Letters whose shapes beside one another are those of another."""


class Month(NamedTuple):
    """What a month's name says: its number, and whether it counts only beside a day."""

    number: int
    form: str = "figures"
    problem: str | None = None


@cache
def months(language: Language) -> dict[str, Month]:
    """Every name read as a month, folded."""
    return {folded(name): month for name, month in month_names(language).items()}


@cache
def month_names(language: Language) -> dict[str, Month]:
    """Every name read as a month, as it is written."""
    pack = language.pack(Dates)
    rules, locale = pack.months, pack.locale
    names: dict[str, Month] = {}
    for foreign in rules.foreign_locales:
        for number, name in get_month_names("wide", locale=foreign).items():
            names[name.lower()] = Month(number, "narrow", "foreign_month")
    short = {name: number for number, name in _month_names("abbreviated", locale).items()}
    names |= {name: Month(number, "narrow") for name, number in (short | rules.abbreviations).items()}
    names |= {name: Month(number, problem="misspelt_month") for name, number in rules.misspellings.items()}
    names |= {name: Month(number) for name, number in rules.variants.items()}
    names |= {name.lower(): Month(n) for n, name in _month_names("wide", locale).items()}
    return names


def _month_names(width: Literal["abbreviated", "wide"], locale: str | None) -> Mapping[int, str]:
    return get_month_names(width, locale=locale) if locale else {}


def weekday_names(language: Language) -> list[str]:
    """The names of the days of the week."""
    locale = language.pack(Dates).locale
    return list(get_day_names("wide", locale=locale).values()) if locale else []


@lru_cache(maxsize=1024)
def nearest_months(word: str, language: Language) -> tuple[int, ...]:
    """The months a misspelt name may stand for: those with the fewest letters to change, if few enough."""
    rule = language.pack(Dates).months.nearest
    allowed = rule.long if len(word) >= rule.long_from else rule.short
    distances: dict[int, list[int]] = {}
    for name, month in months(language).items():
        if month.form == "figures" and month.problem is None:
            distances.setdefault(_distance(word, name), []).append(month.number)
    least = min(distances)
    return tuple(sorted(set(distances[least]))) if least <= allowed else ()


def _distance(word: str, name: str) -> int:
    """Letters to change; two that text recognition takes for one are one: *rnayo*, *jiilio*."""
    once = (word.replace(*pair) for pair in _TAKEN_FOR_ONE if pair[0] in word)
    return min([_letters_to_change(word, name), *(1 + _letters_to_change(each, name) for each in once)])


def _letters_to_change(one: str, other: str) -> int:
    unlike = [at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]]
    if len(unlike) == 2 and sorted(one) == sorted(other) and unlike[1] - unlike[0] == 1:
        return 1  # two letters changed places: *agsoto*
    changes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in changes if tag != "equal")


def date_words(pack: Dates, language: Language) -> dict[str, str]:
    """The words of the pack that its patterns name, as patterns."""
    names, numbers = months(language).items(), pack.numbers
    lists = {
        "month": [name for name, month in names if month.form != "narrow"],
        "narrow": [name for name, month in names if month.form == "narrow"],
        "decade_noun": pack.decades.nouns,
        "decade_word": pack.decades.words,
        "century_noun": pack.centuries.nouns,
        "units": numbers.units,
        "teens": numbers.teens,
        "tens": numbers.tens,
        "hundred": numbers.hundreds,
        "thousand": numbers.thousand,
        "nth_word": pack.periods.ordinals,
        "season": pack.periods.seasons,
        "near_day": pack.near_days,
        "weekday": weekday_names(language),
    }
    return {
        **{name: any_of(map(fold, words)) for name, words in lists.items()},
        "ordinal": "|".join(map(re.escape, sorted(pack.ordinal_marks, key=len, reverse=True))),
        "decade_years": pack.decades.years,
    }
