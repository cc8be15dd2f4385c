"""Parts of dates that stand together, and the date each of them says.

Parts with only joining words between make a chain. A list shares the month and the year printed on one side
of it, and a chain is read from there: *28 y 29 de marzo y 22 de julio de 1988* from its end.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple

from cronica.flows.language import Language
from cronica.flows.normalise.dates import edtf
from cronica.flows.normalise.dates.context import context
from cronica.flows.normalise.dates.joins import LONGEST_GAP, Join, read_join
from cronica.flows.normalise.dates.tokens import Token


class Run(NamedTuple):
    """The parts printed for one date (``13 de enero``), and what joins it to the next date of its chain."""

    tokens: list[Token]
    after: Join | None


class Point(NamedTuple):
    """The date of a run.

    Attributes:
        start, end: where it stands.
        rule_id: how it was read.
        value: what it says.
        shares: what it takes from the date beside it: ``month``, ``year`` or nothing.
        is_stated: the text says all of it; else the document's own date told a part.
    """

    start: int
    end: int
    rule_id: str
    value: edtf.Value
    shares: str = ""
    is_stated: bool = True


_PARTS = frozenset({"day", "month", "part", "year", "full", "quarter", "decade"})
_BESIDE = {
    "day": frozenset({"day"}),
    "month": frozenset({"day", "month", "full"}),
    "part": frozenset({"part", "full", "quarter"}),
    "year": _PARTS,
    "full": _PARTS,
    "quarter": _PARTS,
    "decade": _PARTS | {"decade_more"},
    "century": frozenset({"numeral", "century"}),
    "numeral": frozenset({"numeral"}),
    "decade_more": frozenset({"decade_more"}),
}
"""Which parts a list or a range may have next to which, toward the side it shares; *13 y mayo* is none."""
_DATED = frozenset({"month", "part", "year", "full", "quarter", "decade", "century", "span"})
"""The parts without one of which a chain says nothing."""
_PAPER = re.compile(r"\s?\([a-z]{1,6}/(?:[a-z]+/)?(?:(?P<year>(?:19|20)\d\d)/)?[^\s()]{1,25}\)")
"""The symbol in brackets of a paper, right after its day, with the year in it, in folded text."""
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_BY_DATE = frozenset({"relative", "short", "near"})
"""The forms of parts that the document's own date told."""


def chains(plain: str, tokens: list[Token], language: Language) -> Iterator[list[Run]]:
    """The chains the parts make, in reading order; those that can hold no date are left out."""
    chain: list[Run] = []
    parts: list[Token] = []
    dated = False
    for token in _months_told(tokens):
        join = _join(plain, parts[-1], token, language) if parts else None
        if join is None or join.kind != "of":
            if parts:
                chain.append(Run(parts, join))
            if join is None:
                if dated:
                    yield chain
                chain, dated = [], False
            parts = []
        parts.append(token)
        dated = dated or token.kind in _DATED
    if dated:
        yield [*chain, Run(parts, None)]


def _months_told(tokens: list[Token]) -> Iterator[Token]:
    """The parts, *mismo mes* as the month named before it, with its year where that is known."""
    named: tuple[int, ...] = ()
    before: Token | None = None
    for token in tokens:
        if token.kind == "same_month":
            form = "figures" if len(named) == 1 else "relative"
            token = Token("month", token.start, token.end, named, form)
        elif token.kind == "full":
            named = (token.values[1], *filter(None, token.values[:1]))
        elif token.kind == "month":
            own = before.values if before and before.kind == "year" and before.end == token.start else ()
            named = () if token.problem else (*token.values, *own)
        elif token.kind == "year" and before and before.kind == "month":
            named = (*named[:1], *token.values)
        before = token
        if token.kind != "month" or token.values:
            yield token


def _join(plain: str, left: Token, right: Token, language: Language) -> Join | None:
    if right.start - left.end > LONGEST_GAP:
        return None
    of_days = (left.kind, right.kind) == ("month", "day")
    gap = plain[left.end : right.start]
    if of_days and (paper := _PAPER.match(gap)):  # `24 de marzo (S/2006/182) y 12 de mayo de 2006`
        year_after = _YEAR.search(plain, right.end, right.end + LONGEST_GAP)
        if year_after and paper["year"] in (None, year_after[0]):
            gap = gap[paper.end() :]
    join = read_join(gap, language, of_days=of_days)
    if join is None:
        return None
    if join.kind == "of" or (join.comma and left.kind == "month" and right.kind == "year"):  # `mayo, 1995`
        return Join("of") if (left.kind, right.kind) in _order(language) else None
    if language.traits.list_shares == "left":
        left, right = right, left
    return join if right.kind in _BESIDE.get(left.kind, ()) else None


@cache
def _order(language: Language) -> frozenset[tuple[str, str]]:
    """Which part of a date stands right before which; a quarter or season stands where a month does."""
    order = language.traits.date_order
    pairs = [*pairwise(order.split("_")), *pairwise(order.replace("month", "part").split("_"))]
    return frozenset(pair for pair in pairs if pair not in (("day", "part"), ("part", "day")))


def points(plain: str, chain: list[Run], language: Language) -> list[Point | None]:
    """The date of each run of a chain, or ``None`` where it says none.

    Args:
        plain: the folded text; what stands around a bare year decides whether it is one.
        chain: the runs in reading order.
        language: whose rules apply.
    """
    from_end = language.traits.list_shares == "right"
    found: list[Point | None] = []
    month: Token | None = None
    year: int | None = None
    whole_year: int | None = None  # of a whole date after the run
    beside: Run | None = None  # the run whose month or year may be shared
    span = chain[0].tokens[0].start, chain[-1].tokens[-1].end
    open_year = context(language).is_of_same_year(plain, *span)  # told later, by the date before the chain
    for run in reversed(chain) if from_end else chain:
        parts = {token.kind: token for token in run.tokens}
        point: Point | None = None
        if "month" in parts:
            month, own_year = parts["month"], parts.get("year")
            year = own_year.values[0] if own_year else year
            shares = "year" if year is not None and not own_year else ""
            if month.form in _BY_DATE:
                year, shares = month.values[1], ""
            point = _dated(run, parts.get("day"), month, year, shares, open_year=open_year)
        elif "part" in parts:
            month, own_year = None, parts.get("year")
            year = own_year.values[0] if own_year else year
            if year is not None or open_year:
                point = _part_of_year(run, parts["part"], year, "" if own_year else "year")
        elif "day" not in parts:
            whole = run.tokens[0]
            if whole.form == "month_day" and whole_year:  # May 30 to June 2, 2012
                whole = whole._replace(values=(whole_year, *whole.values[1:]))
            whole_year = whole.values[0] if whole.kind == "full" else None
            point = _whole(whole)
        elif month and beside and _shares_month(plain, run, beside, language):
            point = _dated(run, parts["day"], month, year, "month")
        beside = run if point and parts.keys() & {"day", "month", "part"} else None
        if beside is None:
            month, year = None, None
        found.append(point)
    if from_end:
        found.reverse()
    _weigh_bare_years(plain, chain, found, language)
    return found


def _shares_month(plain: str, run: Run, beside: Run, language: Language) -> bool:
    """Whether a bare day is of the month printed with the run beside it."""
    if language.traits.list_shares == "left":
        return _ascends(beside, run)
    return _same_list(run, beside) or _begins_range(plain, run, language)


def _same_list(run: Run, following: Run) -> bool:
    """Whether a bare day shares the month of the next: both ascend, and a word closes the list.

    *12, 3 de mayo* is the number of something, and a day.
    """
    closed = not (run.after and run.after.comma and len(following.tokens) > 1)
    return closed and _ascends(run, following)


def _begins_range(plain: str, run: Run, language: Language) -> bool:
    """Whether a bare day begins a range, which may end before it: *del* ¦ *20* ¦ *al 15 de mayo*."""
    is_range = run.after is not None and run.after.kind == "range"
    return is_range and context(language).leads_to_range(plain, run.tokens[0].start)


def _ascends(run: Run, following: Run) -> bool:
    """Whether the day of a run comes before that of the next."""
    days = [token.values[0] for each in (run, following) for token in each.tokens if token.kind == "day"]
    return len(days) == 2 and days[0] < days[1]


def _dated(
    run: Run, day: Token | None, month: Token, year: int | None, shares: str, *, open_year: bool = False
) -> Point | None:
    if month.form in ("narrow", "relative") and (day is None or year is None):
        return None  # `mar`, `may`, `set` alone are words
    months = month.values[:1] if month.form in _BY_DATE else month.values
    if day is not None:
        value = _days(year, months, day)
        rule_id = f"shared_{shares}" if shares else "day_month" if year is None else "day_month_year"
        if day.form in ("days", "fortnight", "week"):
            rule_id = "range_shared_month" if day.form == "days" else day.form
    elif year is not None or open_year:
        value, rule_id = edtf.month(year, months[0]), "month_year"
    else:
        return None
    return _point(run, rule_id, value, shares)


def _days(year: int | None, months: Sequence[int], day: Token) -> edtf.Value:
    """A day, the two of ``26/27``, or the days of a fortnight or week."""
    if day.form == "days":
        return edtf.interval(*(edtf.day(year, months, number) for number in day.values))
    if day.form in ("fortnight", "week"):
        return edtf.part_of_month(year, months, day.form, day.values[0])
    return edtf.day(year, months, day.values[0])


def _part_of_year(run: Run, part: Token, year: int | None, shares: str) -> Point | None:
    value = edtf.part_of_year(year, part.form, part.values[0])
    return _point(run, part.form, value, shares) if value.edtf else None


def _point(run: Run, rule_id: str, value: edtf.Value, shares: str) -> Point:
    """The date of a run; what is odd of a part is odd of it, and how a part is written decides its rule."""
    forms = {token.form for token in run.tokens}
    if "words" in forms:
        rule_id = "date_in_words"
    if not forms.isdisjoint({"relative", "near"}):
        rule_id = "relative_date"
    elif "short" in forms:
        rule_id = "two_digit_year"
    problem = next((token.problem for token in run.tokens if token.problem), None)
    if problem and value.problem is None:
        value = replace(value, problem=problem)
    is_stated = forms.isdisjoint(_BY_DATE)
    return Point(run.tokens[0].start, run.tokens[-1].end, rule_id, value, shares, is_stated)


_FULL_RULES = {
    "iso": "iso_date",
    "roman": "roman_month_date",
    "named": "day_month_year",
    "month_first": "month_day_year",
    "month_day": "day_month",
    "near": "relative_day",
    "short": "two_digit_year",
}
"""Form of a whole date → rule; that of the others is ``numeric_date``."""


def _whole(token: Token) -> Point | None:
    """The date or period printed as one part."""
    rule_id, value = token.kind, None
    match token.kind, token.values:
        case "full", (year, month, 0):
            rule_id = "relative_date" if token.form == "relative" else "month_year"
            value = edtf.month(year, month)
        case "full", (year, month, day):
            rule_id = _FULL_RULES.get(token.form, "numeric_date")
            value = edtf.day(year or None, (month,) if 0 < month <= 12 else (), day)
        case "quarter", (year, number):
            value = edtf.part_of_year(year, "quarter", number)
        case "year", (year,) if token.form not in ("relative", "short"):
            rule_id, value = "relative_date" if token.form == "near" else "year", edtf.year(year)
        case "span", (first, last):
            rule_id, value = "range_of_years", edtf.interval(edtf.year(first), edtf.year(last))
        case (("decade" | "decade_more"), (year,)):
            rule_id, value = "decade", edtf.decade(year)
        case (("century" | "numeral"), (number,)):
            rule_id, value = "century", edtf.century(number)
    if value and token.problem and value.problem is None:
        value = replace(value, problem=token.problem)
    is_stated = token.form not in _BY_DATE
    return Point(token.start, token.end, rule_id, value, is_stated=is_stated) if value else None


def _weigh_bare_years(plain: str, chain: list[Run], found: list[Point | None], language: Language) -> None:
    """Strike out, in ``found``, the numbers that are no years, and read *decenio de 1990* as a decade.

    Years joined to one another stand or fall together: *resoluciones 1990, 1991 y 1992* are three numbers.
    """
    around = context(language)
    for bare, group in groupby(
        range(len(chain)), key=lambda at: chain[at].tokens[0].kind in ("year", "span")
    ):
        if not bare:
            continue
        at = list(group)
        years = [chain[k].tokens[0] for k in at]
        if len(at) > 1 and around.is_of_thing(plain, years[-1].start, years[-1].end):
            found[at.pop()] = None  # by 2015, and the *2030 Agenda*
            years.pop()
        start = years[0].start
        inside = [join for k in at[:-1] if (join := chain[k].after)]
        ranged = any(join.kind == "range" for join in inside) or (
            any(join.closes_between for join in inside) and around.opens_between(plain, start)
        )
        named = around.names_a_thing(plain, start, years[-1].end)
        decade = around.decade_noun(plain, start, alone=len(at) == 1, ranged=ranged)
        for k, year in zip(at, years, strict=True):
            point = found[k]
            if point is None or named or not around.is_year(plain, year, ranged=ranged):
                found[k] = None
            elif decade is not None and year.values[0] % 10 == 0 and year.kind == "year":
                begin = decade if year is years[0] else year.start
                found[k] = Point(begin, year.end, "decade", edtf.decade(year.values[0]))
