"""Calendar values in the Extended Date/Time Format (ISO 8601-2), with the days they cover."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

PRECISIONS = (
    *("day", "week", "fortnight", "month", "quarter", "four_months", "semester", "season"),
    *("year", "decade", "century"),
)


@dataclass(frozen=True, slots=True)
class Value:
    """A date or period as read.

    Attributes:
        edtf: the value in EDTF; ``None`` when the day is not in the calendar.
        first, last: the days it covers, both inclusive; ``None`` while the year or the month is unknown, and
            on the open side of an interval.
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


def month(year: int | None, number: int) -> Value:
    """One month: ``2001-07``; without a year ``XXXX-07``."""
    if year is None:
        return Value(f"XXXX-{number:02}", None, None, "month")
    last = calendar.monthrange(year, number)[1]
    return Value(f"{year:04}-{number:02}", date(year, number, 1), date(year, number, last), "month")


_PARTS_OF_YEAR = {"quarter": (32, 3), "four_months": (36, 4), "semester": (39, 6)}
"""Precision → the code before the first (ISO 8601-2, 4.8), and the months of each."""
_BEFORE_SPRING = 20


def part_of_year(year: int | None, precision: str, number: int) -> Value:
    """A quarter, term of four months, half-year or season: ``2017-33``; without a year ``XXXX-33``.

    A season covers its year: its days depend on the hemisphere.

    Args:
        year: the year, if known.
        precision: ``quarter``, ``four_months``, ``semester`` or ``season``.
        number: from 1; -1 is the last. Spring is the first season.
    """
    if year is None:
        value = part_of_year(2000, precision, number)
        return replace(value, edtf=value.edtf and f"XXXX{value.edtf[4:]}", first=None, last=None)
    if precision == "season":
        return Value(f"{year:04}-{_BEFORE_SPRING + number}", date(year, 1, 1), date(year, 12, 31), precision)
    before, months = _PARTS_OF_YEAR[precision]
    count = 12 // months
    number = count if number < 0 else number
    if number > count:
        return Value(None, None, None, precision, "nonexistent_period")
    last = number * months
    end = date(year, last, calendar.monthrange(year, last)[1])
    return Value(f"{year:04}-{before + number}", date(year, last - months + 1, 1), end, precision)


def part_of_month(year: int | None, months: Sequence[int], precision: str, number: int) -> Value:
    """The days of a fortnight or week of a month: ``2016-07-01/2016-07-15``.

    Args:
        year: the year, if known.
        months: the month, first of those it may be.
        precision: ``fortnight`` or ``week``.
        number: from 1; -1 is the last: of weeks the last seven days.
    """
    length = calendar.monthrange(year or 2000, months[0])[1]
    if precision == "fortnight":
        first, last = (1, 15) if number == 1 else (16, length)
    elif number < 0:
        first, last = length - 6, length
    else:
        first, last = 7 * number - 6, min(7 * number, length)
    if first > length or (precision == "fortnight" and number > 2):
        return Value(None, None, None, precision, "nonexistent_period")
    days = interval(day(year, months[:1], first), day(year, months[:1], last))
    return replace(days, precision=precision)


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
    edtf = f"{_first(start.edtf)}/{_last(end.edtf)}"
    if start.first and end.last and start.first > end.last:
        return Value(edtf, None, None, precision, problem or "reversed_range")
    known = start.first is not None and end.last is not None
    return Value(
        edtf,
        start.first if known else None,
        end.last if known else None,
        precision,
        problem,
    )


def since(value: Value) -> Value:
    """From a date on: ``2014/..``."""
    return replace(value, edtf=f"{_first(value.edtf)}/..", last=None)


def until(value: Value) -> Value:
    """To a date, from no known day: ``../1990``."""
    return replace(value, edtf=f"../{_last(value.edtf)}", first=None)


def marked(value: Value, mark: str) -> Value:
    """An approximate (``1850~``) or uncertain (``1850?``) date."""
    return replace(value, edtf=f"{value.edtf}{mark}")


def nearest(value: Value, written: date, *, coming: bool) -> Value:
    """A day without a year as the last one before ``written``, or the next one on or after it."""
    years = range(written.year, written.year + 9) if coming else range(written.year, written.year - 9, -1)
    for year in years:
        found = in_year(value, year)
        if found.first and (found.first >= written if coming else found.first <= written):
            return found
    return value


def in_year(value: Value, year: int) -> Value:
    """A day, month or part of a year without a year, or a range to or between such, in that year."""
    written = value.edtf or ""
    if written.endswith("/.."):
        return since(in_year(replace(value, edtf=written[:-3]), year))
    if written.startswith("../"):
        return until(in_year(replace(value, edtf=written[3:]), year))
    if written[-1:] in _MARKS:
        return marked(in_year(replace(value, edtf=written[:-1]), year), written[-1])
    numbers = [_IN_YEAR.fullmatch(end) for end in written.split("/")]
    ends = [
        _of_year(int(number[1]) if number[1].isdigit() else year, number, value.precision)
        for number in numbers
        if number
    ]
    if len(ends) < len(numbers):
        return value
    return replace(ends[0] if len(ends) == 1 else interval(*ends), problem=value.problem)


def days_from(written: date, days: int) -> Value:
    """The day that lies ``days`` after a day."""
    when = written + timedelta(days)
    return Value(when.isoformat(), when, when, "day")


def a_year_before(value: Value) -> Value:
    """The same day or month a year earlier."""
    if value.first is None:
        return value
    earlier = value.first.year - 1
    if value.precision == "month":
        return month(earlier, value.first.month)
    return day(earlier, (value.first.month,), value.first.day)


_MARKS = ("~", "?")
_IN_YEAR = re.compile(r"(\d{4}|XXXX)-(\d\d)(?:-(\d\d))?")


def _of_year(year: int, told: re.Match[str], precision: str) -> Value:
    """The day, month or part of a year that a match of ``_IN_YEAR`` tells, in that year."""
    number = int(told[2])
    if told[3]:
        return day(year, (number,), int(told[3]))
    if number <= 12:
        return month(year, number)
    before = _BEFORE_SPRING if precision == "season" else _PARTS_OF_YEAR[precision][0]
    return part_of_year(year, precision, number - before)


def _first(edtf: str | None) -> str:
    """What a period begins with: a week has days at both ends."""
    return (edtf or "").partition("/")[0]


def _last(edtf: str | None) -> str:
    return (edtf or "").rpartition("/")[2]


def _year(number: int | None) -> str:
    return "XXXX" if number is None else f"{number:04}"
