"""The scan without columns: the same patterns through ``re``, the values by plain Python."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from cronica.flows.language import Language, any_of, folded, spellings
from cronica.flows.language.patterns import without_names
from cronica.flows.normalise.citations.symbols import canonical
from cronica.flows.normalise.dates.months import month_names, months
from cronica.flows.normalise.dates.scan import kinds

SPANISH = Language.load("es")

Row = tuple[int, int, int, str, str, str | None]


def plain_find(texts: Iterable[str]) -> list[Row]:
    """What :func:`cronica.flows.normalise.dates.scan.find` gives, as a list of its rows."""
    return [row for index, text in enumerate(texts) for row in _rows(index, text)]


def _rows(index: int, text: str) -> Iterator[Row]:
    for match in _union().finditer(text):
        kind = next(kind for kind, pattern in _patterns() if pattern.fullmatch(match[0]))
        yield index, match.start(), match.end(), match[0], kind, _value(kind, match[0])


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    by_kind = kinds(SPANISH, any_of(spellings(month_names(SPANISH))))
    return tuple(
        (kind, re.compile(without_names(pattern).replace(r"\b", r"(?a:\b)"), re.IGNORECASE))
        for kind, pattern in by_kind.items()
    )


@cache
def _union() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for _, pattern in _patterns()), re.IGNORECASE)


def _value(kind: str, text: str) -> str | None:
    figures = [int(number) for number in re.findall("[0-9]+", text)]
    match kind:
        case "day_month_year":
            month = _month(text.split()[2])
            return month and _day(figures[1], month, figures[0])
        case "month_year":
            month = _month(text.split()[0])
            return month and f"{figures[0]}-{month:02}"
        case "numeric_date":
            return _day(figures[2], figures[1], figures[0])
        case "iso_date":
            return _day(*figures)
        case "years":
            return f"{figures[0]}/{figures[1]}" if figures[1] >= 1000 else None
        case "year" | "number" | "calendar_number" | "conference_number":
            return text
        case "number_year" | "number_roman":
            return text.replace(" ", "")
        case "meeting" | "session":
            return re.findall("[0-9]+", text)[0]
        case "symbol":
            return canonical(text)
    return None


def _month(name: str) -> int | None:
    month = months(SPANISH)[folded(name)]
    return None if month.form == "narrow" or month.problem else month.number


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
