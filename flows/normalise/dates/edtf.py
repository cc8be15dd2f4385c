"""Calendar values in the Extended Date/Time Format (ISO 8601-2), with the days they cover."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

PRECISIONS = ("day", "month", "year", "decade", "century")


@dataclass(frozen=True, slots=True)
class Value:
    """A date or period as read.

    Attributes:
        edtf: the value in EDTF; ``None`` when the day is not in the calendar.
        first, last: the days it covers, both inclusive; ``None`` while the year or the month is unknown.
        precision: one of :data:`PRECISIONS`; of a period, that of its vaguer end.
        problem: what is wrong with it as printed, or ``None``.
    """

    edtf: str | None
    first: date | None
    last: date | None
    precision: str
    problem: str | None = None


def day(year: int | None, months: Sequence[int], number: int) -> Value:
    """One day; without a year it is ``XXXX-11-11``.

    Args:
        year: the year, if known.
        months: the month, or the months it may be: the one that has the day is taken; ``2025-XX-30`` when
            several have it.
        number: the day of the month.
    """
    # 29 February may be right in a year not named: a leap year decides.
    having = [month for month in months if 1 <= number <= calendar.monthrange(year or 2000, month)[1]]
    if not having:
        return Value(None, None, None, "day", "nonexistent_day")
    if len(having) > 1:
        return Value(f"{_year(year)}-XX-{number:02}", None, None, "day")
    when = None if year is None else date(year, having[0], number)
    return Value(f"{_year(year)}-{having[0]:02}-{number:02}", when, when, "day")


def month(year: int, number: int) -> Value:
    """One month: ``2001-07``."""
    last = calendar.monthrange(year, number)[1]
    return Value(f"{year:04}-{number:02}", date(year, number, 1), date(year, number, last), "month")


def year(number: int) -> Value:
    """One year: ``2016``."""
    return Value(_year(number), date(number, 1, 1), date(number, 12, 31), "year")


def decade(first_year: int) -> Value:
    """Ten years: 1990 gives ``199X``."""
    return Value(f"{first_year // 10:03}X", date(first_year, 1, 1), date(first_year + 9, 12, 31), "decade")


def century(number: int) -> Value:
    """A hundred years: 21 gives ``20XX``, the years 2000 to 2099."""
    first = (number - 1) * 100
    return Value(f"{number - 1:02}XX", date(first, 1, 1), date(first + 99, 12, 31), "century")


def interval(start: Value, end: Value) -> Value:
    """From ``start`` to ``end``, both inclusive: ``2009-08-01/2010-07-31``."""
    precision = max(start.precision, end.precision, key=PRECISIONS.index)
    problem = start.problem or end.problem
    if start.edtf is None or end.edtf is None:
        return Value(None, None, None, precision, problem)
    if start.first and end.last and start.first > end.last:
        return Value(f"{start.edtf}/{end.edtf}", None, None, precision, problem or "reversed_range")
    known = start.first is not None and end.last is not None
    return Value(
        f"{start.edtf}/{end.edtf}",
        start.first if known else None,
        end.last if known else None,
        precision,
        problem,
    )


def a_year_before(value: Value) -> Value:
    """The same day or month a year earlier."""
    if value.first is None:
        return value
    earlier = value.first.year - 1
    if value.precision == "month":
        return month(earlier, value.first.month)
    return day(earlier, (value.first.month,), value.first.day)


def _year(number: int | None) -> str:
    return "XXXX" if number is None else f"{number:04}"
