"""Dates and periods in a text.

A paragraph is read in three steps: :mod:`.tokens` finds the parts (days, months, years, dates in figures),
:mod:`.chains` joins those that stand beside one another and reads the date of each, and here a date or a
range becomes a match. What a date looks like is data of the language pack; the examples are Spanish.

==================== ================================================ ===================================
rule_id              example                                          edtf
==================== ================================================ ===================================
day_month_year       25 de julio de 2019                              2019-07-25
date_in_words        nueve días del mes de mayo del año dos mil diez  2010-05-09
numeric_date         16/1/2002                                        2002-01-16
iso_date             2002-01-16                                       2002-01-16
roman_month_date     10-XII-1948                                      1948-12-10
shared_month         *11* y 12 de noviembre de 2010                   2010-11-11
shared_year          *13 de enero* y 6 de agosto de 2013              2013-01-13
day_month            17 de mayo                                       XXXX-05-17
month_year           julio de 2001                                    2001-07
year                 en 2016                                          2016
decade               decenio de 1990, los años noventa                199X
century              siglo XXI                                        20XX
range                1 de agosto de 2009 a 31 de julio de 2010        2009-08-01/2010-07-31
range_shared_month   del 7 al 9 de enero de 2008                      2008-01-07/2008-01-09
range_shared_year    26 de junio al 1 de julio de 2000                2000-06-26/2000-07-01
range_over_new_year  15 de diciembre a 10 de enero de 2010            2009-12-15/2010-01-10
range_of_years       2009-2019, entre 2010 y 2015, ejercicio 2009/10  2009/2019
month_day_year       Octubre 16 de 2016                               2016-10-16
quarter              tercer trimestre de 2017, 2017-T3                2017-35
four_months          primer cuatrimestre de 2012                      2012-37
semester             segundo semestre de 2013                         2013-41
season               otoño de 2008                                    2008-23
fortnight            primera quincena de julio de 2016                2016-07-01/2016-07-15
week                 segunda semana de mayo de 2010                   2010-05-08/2010-05-14
open_interval        *desde* 2014, *hasta* 1990, 2001-presente        2014/.., ../1990, 2001/..
relative_day         ayer                                             by the document's own date
relative_date        el 5 del mes en curso, 7 de marzo pasado   by the document's own date
two_digit_year       15.11.88                                         by the document's own date
==================== ================================================ ===================================

What the words before a date say of it (*a mediados de*, *antes del*) is its qualifier; an approximate or
uncertain date has its mark (``1850~``). Both ends of a range belong to it. Days and dates of a list are a
match each; their spans do not meet.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cronica.flows.language import Language, fold
from cronica.flows.normalise.dates import edtf
from cronica.flows.normalise.dates.chains import Point, Run, chains, points
from cronica.flows.normalise.dates.context import context
from cronica.flows.normalise.dates.qualifiers import qualifiers
from cronica.flows.normalise.dates.tokens import Token, lexer
from cronica.schemas.language import Dates


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date or period found in a text.

    Attributes:
        start, end: where it stands, in code points.
        edtf: its value (ISO 8601-2); ``None`` for a day that is not in the calendar.
        start_date, end_date: the first and last day it covers; ``None`` while the year is not known, and on
            the open side of an interval.
        precision: one of :data:`.edtf.PRECISIONS`; of a range, that of its vaguer end.
        rule_id: how it was read; see the table above.
        problem: ``nonexistent_day nonexistent_period misspelt_month foreign_month glued_mark implausible_year
            reversed_range`` or ``None``.
        qualifier: ``early mid late approximate uncertain before after since until by`` or ``None``.
        is_stated: the text says all of it; else the document's own date told a part.
    """

    start: int
    end: int
    edtf: str | None
    start_date: date | None
    end_date: date | None
    precision: str
    rule_id: str
    problem: str | None
    qualifier: str | None = None
    is_stated: bool = True


def find_dates(
    text: str, language: Language, taken: Sequence[tuple[int, int]] = (), written: date | None = None
) -> list[DateMatch]:
    """Every date and period in the cleaned text of a paragraph, in reading order.

    Args:
        text: the paragraph.
        language: whose dates.
        taken: spans already read as symbols, resolution numbers or agenda items; no date overlaps one.
        written: the document's own date, by which *ayer* and years of two figures are read.
    """
    plain, parts = fold(text), lexer(language)
    if not parts.may_hold_date(plain):
        return []
    tokens = parts.tokens(text, plain, written)
    if taken:
        tokens = [part for part in tokens if not _is_taken(plain, part, taken, language)]
    plausible, around = language.pack(Dates).years.plausible, qualifiers(language)
    found = [
        _of_one_year([around.qualified(plain, point, written) for point in dates])
        for chain in chains(plain, tokens, language)
        if (dates := list(_ranges_closed(plain, chain, points(plain, chain, language), language)))
    ]
    return [
        _match(each, plausible)
        for each in _of_same_year(found, plain, language)
        if each[0].rule_id != "day_month" or not context(language).names_a_street(plain, each[0].start)
    ]


def _of_one_year(found: list[tuple[Point, str | None]]) -> list[tuple[Point, str | None]]:
    """The dates of a list, of which one word tells the year: *el 16 y el 17 de marzo último*."""
    told = {
        point.value.first.year
        for point, _ in found
        if point.rule_id == "relative_date" and point.value.precision == "day" and point.value.first
    }
    if len(told) != 1:
        return found
    year = told.pop()
    return [
        (
            point._replace(value=edtf.in_year(point.value, year), rule_id="relative_date", is_stated=False),
            said,
        )
        if (point.value.edtf or "").startswith("XXXX")
        else (point, said)
        for point, said in found
    ]


def _of_same_year(
    chained: Iterable[list[tuple[Point, str | None]]], plain: str, language: Language
) -> Iterator[tuple[Point, str | None]]:
    """The dates, those *of that same year* with the year of the date before them, or of their own range.

    So is a day right behind a year (*el año pasado, el 3 de mayo*). Those of a paragraph with a year at its
    head are of that year: *1998: 3 de marzo; 4 de mayo*.
    """
    last: date | None = None
    year_end: int | None = None
    is_stated = True
    over: int | None = None
    around = qualifiers(language)
    for point, said, is_of_same_year in _with_same_year(chained, plain, language):
        if point.rule_id == "year" and point.start == 0 and plain.startswith(":", point.end):
            over = point.value.first.year if point.value.first else None
        elif over and (point.value.edtf or "").startswith("XXXX"):
            point = point._replace(value=edtf.in_year(point.value, over), rule_id="shared_year")
        is_bare = (point.value.edtf or "").startswith("XXXX")
        if is_bare and last and year_end and around.day_of_year.fullmatch(plain, year_end, point.start):
            rule_id = "shared_year" if is_stated else "relative_date"
            value = edtf.in_year(point.value, last.year)
            point = point._replace(value=value, rule_id=rule_id, is_stated=is_stated)
        if is_bare and last and (after := context(language).after(plain, point.end, point.value, last)):
            point = point._replace(value=after, rule_id="shared_year")
        if "XXXX" in (point.value.edtf or "") and is_of_same_year:
            own = re.match(r"\d{4}", point.value.edtf or "")
            if year := int(own[0]) if own else last and last.year:
                point = point._replace(value=edtf.in_year(point.value, year), rule_id="shared_year")
        last = point.value.last or point.value.first or last
        year_end = point.end if point.value.precision == "year" and point.value.first else None
        is_stated = point.is_stated
        if not _NO_YEAR.match(point.value.edtf or ""):
            yield point, said


_NO_YEAR = re.compile(r"(?:\.\./)?XXXX-\d\d(?!-)")
"""A month or part of a year whose year nothing tells."""


def _with_same_year(
    chained: Iterable[list[tuple[Point, str | None]]], plain: str, language: Language
) -> Iterator[tuple[Point, str | None, bool]]:
    """The dates of each chain, and whether the words beside it say that they are of the same year."""
    around = context(language)
    for dates in filter(None, chained):
        is_of_same_year = around.is_of_same_year(plain, dates[0][0].start, dates[-1][0].end)
        yield from ((point, said, is_of_same_year) for point, said in dates)


def _is_taken(plain: str, part: Token, taken: Sequence[tuple[int, int]], language: Language) -> bool:
    """Whether a part stands in a span read otherwise; *26/27* and *29/11/99* do only as a thing's number."""
    if not any(part.start < end and part.end > start for start, end in taken):
        return False
    if part.kind == "span":  # `financial year 2009/10`
        return not context(language).is_year(plain, part, ranged=False)
    return part.form not in _LIKE_NUMBERS or context(language).names_a_thing(plain, part.start, part.end)


_LIKE_NUMBERS = frozenset({"days", "short", "numeric", "month_number"})
"""Forms of parts that may be printed like the number of an act."""


def _ranges_closed(
    plain: str, chain: list[Run], dates: list[Point | None], language: Language
) -> Iterator[Point]:
    """The dates of a chain, two that are the ends of a range made one."""
    between = len(chain) > 1 and context(language).opens_between(plain, chain[0].tokens[0].start)
    at = 0
    while at < len(chain):
        start, join = dates[at], chain[at].after
        end = dates[at + 1] if join else None
        if start and end and join and (join.kind == "range" or (between and join.closes_between)):
            yield _range(start, end)
            at += 1
            join = chain[at].after
        elif start:
            yield start
        between = join is not None and join.opens_between
        at += 1


def _range(start: Point, end: Point) -> Point:
    if start.rule_id == "season" and end.value.precision == "year":  # the winter of 2011-2012
        return start._replace(end=end.end)
    rule_id = f"range_shared_{start.shares}" if start.shares else "range"
    if start.value.precision == end.value.precision == "year":
        rule_id = "range_of_years"
    closing = end.value
    if start.value.last and (closing.edtf or "").startswith("XXXX"):  # 29 de febrero de 2020 al 2 de marzo
        closing = edtf.nearest(closing, start.value.last, coming=True)
    value = edtf.interval(start.value, closing)
    in_one_month = (start.value.edtf or "")[:7] == (closing.edtf or "")[:7]
    if value.problem == "reversed_range" and start.shares == "year" and not in_one_month:
        value, rule_id = edtf.interval(edtf.a_year_before(start.value), end.value), "range_over_new_year"
    return Point(start.start, end.end, rule_id, value, is_stated=start.is_stated and end.is_stated)


def _match(found: tuple[Point, str | None], plausible: tuple[int, int]) -> DateMatch:
    point, qualifier = found
    value, problem = point.value, point.value.problem
    earliest, latest = plausible
    days = [] if value.precision == "century" else [value.first, value.last]
    if problem is None and any(day and not earliest <= day.year <= latest for day in days):
        problem = "implausible_year"
    return DateMatch(
        *(point.start, point.end, value.edtf, value.first, value.last, value.precision, point.rule_id),
        *(problem, qualifier, point.is_stated),
    )
