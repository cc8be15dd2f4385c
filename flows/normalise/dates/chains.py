"""Parts of dates that stand together, and the date each of them says.

Parts with only joining words between make a chain. A chain is read from its end, for in Spanish a list shares
the month and the year printed after it: *28 y 29 de marzo y 22 de julio de 1988*.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from cronica.flows.normalise.dates import edtf
from cronica.flows.normalise.dates.context import decade_noun, is_year, names_a_thing
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
        shares: what it takes from the date after it: ``month``, ``year`` or nothing.
    """

    start: int
    end: int
    rule_id: str
    value: edtf.Value
    shares: str = ""


_PARTS = frozenset({"day", "month", "year", "full", "decade"})
_AFTER_OF = {"day": "month", "month": "year"}
_AFTER_LIST = {
    "day": frozenset({"day"}),
    "month": frozenset({"day", "month", "full"}),
    "year": _PARTS,
    "full": _PARTS,
    "decade": _PARTS | {"decade_more"},
    "century": frozenset({"numeral"}),
    "numeral": frozenset({"numeral"}),
}
"""Which part may follow which in a list or a range; *13 y mayo* is none."""
_DATED = frozenset({"month", "year", "full", "decade", "century", "span"})
"""The parts without one of which a chain says nothing."""


def chains(lower: str, tokens: list[Token]) -> Iterator[list[Run]]:
    """The chains the parts make, in reading order; those that can hold no date are left out."""
    chain: list[Run] = []
    parts: list[Token] = []
    dated = False
    for token in tokens:
        join = _join(lower, parts[-1], token) if parts else None
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


def _join(lower: str, left: Token, right: Token) -> Join | None:
    if right.start - left.end > LONGEST_GAP:
        return None
    join = read_join(lower[left.end : right.start])
    if join is None:
        return None
    if join.kind == "of" or (join.comma and left.kind == "month" and right.kind == "year"):  # `mayo, 1995`
        return Join("of") if _AFTER_OF.get(left.kind) == right.kind else None
    return join if right.kind in _AFTER_LIST.get(left.kind, ()) else None


def points(lower: str, chain: list[Run]) -> list[Point | None]:
    """The date of each run of a chain, or ``None`` where it says none.

    Args:
        lower: the text in lower case; what stands around a bare year decides whether it is one.
        chain: the runs in reading order.
    """
    found: list[Point | None] = []
    month: Token | None = None
    year: int | None = None
    following: Run | None = None  # the run whose month or year may be shared
    for run in reversed(chain):
        parts = {token.kind: token for token in run.tokens}
        point: Point | None = None
        if "month" in parts:
            month, own_year = parts["month"], parts.get("year")
            year = own_year.values[0] if own_year else year
            shares = "year" if year is not None and not own_year else ""
            point = _dated(run, parts.get("day"), month, year, shares)
        elif "day" not in parts:
            point = _whole(run.tokens[0])
        elif month and following and _same_list(run, following):
            point = _dated(run, parts["day"], month, year, "month")
        following = run if point and parts.keys() & {"day", "month"} else None
        if following is None:
            month, year = None, None
        found.append(point)
    found.reverse()
    _weigh_bare_years(lower, chain, found)
    return found


def _same_list(run: Run, following: Run) -> bool:
    """Whether a bare day shares the month of the next: both ascend, and a word closes the list.

    *12, 3 de mayo* is the number of something, and a day.
    """
    day, after = run.tokens[0], following.tokens[0]
    closed = not (run.after and run.after.comma and len(following.tokens) > 1)
    return after.kind == "day" and day.values[0] < after.values[0] and closed


def _dated(run: Run, day: Token | None, month: Token, year: int | None, shares: str) -> Point | None:
    if month.form == "narrow" and (day is None or year is None):
        return None  # `mar`, `may`, `set` alone are words
    if day is not None:
        value = edtf.day(year, month.values, day.values[0])
        rule_id = f"shared_{shares}" if shares else "day_month" if year is None else "day_month_year"
    elif year is not None:
        value, rule_id = edtf.month(year, month.values[0]), "month_year"
    else:
        return None
    if any(token.form == "words" for token in run.tokens):
        rule_id = "date_in_words"
    if month.problem and value.problem is None:
        value = replace(value, problem=month.problem)
    return Point(run.tokens[0].start, run.tokens[-1].end, rule_id, value, shares)


_FULL_RULES = {"iso": "iso_date", "numeric": "numeric_date", "roman": "roman_month_date"}


def _whole(token: Token) -> Point | None:
    """The date or period printed as one part."""
    rule_id, value = token.kind, None
    match token.kind, token.values:
        case "full", (year, month, day):
            rule_id, value = _FULL_RULES[token.form], edtf.day(year, (month,), day) if month <= 12 else None
        case "year", (year,):
            value = edtf.year(year)
        case "span", (first, last):
            rule_id, value = "range_of_years", edtf.interval(edtf.year(first), edtf.year(last))
        case (("decade" | "decade_more"), (year,)):
            rule_id, value = "decade", edtf.decade(year)
        case (("century" | "numeral"), (number,)):
            rule_id, value = "century", edtf.century(number)
    return Point(token.start, token.end, rule_id, value) if value else None


def _weigh_bare_years(lower: str, chain: list[Run], found: list[Point | None]) -> None:
    """Strike out, in ``found``, the numbers that are no years, and read *decenio de 1990* as a decade.

    Years joined to one another stand or fall together: *resoluciones 1990, 1991 y 1992* are three numbers.
    """
    for bare, group in groupby(
        range(len(chain)), key=lambda at: chain[at].tokens[0].kind in ("year", "span")
    ):
        if not bare:
            continue
        at = list(group)
        years = [chain[k].tokens[0] for k in at]
        ranged = any(join and join.kind == "range" for join in (chain[k].after for k in at[:-1]))
        start = years[0].start
        named = names_a_thing(lower, start, years[-1].end)
        decade = decade_noun(lower, start, alone=len(at) == 1, ranged=ranged)
        for k, year in zip(at, years, strict=True):
            point = found[k]
            if point is None or named or not is_year(lower, year, ranged=ranged):
                found[k] = None
            elif decade is not None and year.values[0] % 10 == 0 and year.kind == "year":
                begin = decade if year is years[0] else year.start
                found[k] = Point(begin, year.end, "decade", edtf.decade(year.values[0]))
