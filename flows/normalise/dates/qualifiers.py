"""What the words beside a date say of it: *a mediados de*, *desde*, *a más tardar el*, *marzo pasado*."""

import re
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from cronica.flows.language import Language, any_of, fold
from cronica.flows.normalise.dates import edtf
from cronica.flows.normalise.dates.chains import Point
from cronica.flows.normalise.dates.months import weekday_names
from cronica.schemas.language import NEVER, Dates

_REACH = 80
"""Code points before a date in which words that say something of it begin."""
_TERM_REACH = 150
_MARKS = {"approximate": "~", "uncertain": "?"}
_PARTS = frozenset({"early", "mid", "late"})
"""Which part of a month or year is meant; a deadline or an interval may stand before it."""
_EXACT = frozenset({"day", "week", "fortnight"})
"""Precisions of a time until which something lasts that is a term, and no interval without beginning."""


class _Direction(NamedTuple):
    """Words that tell the year of a day, and whether it is the next such day or the last."""

    coming: bool
    before: re.Pattern[str]
    within: re.Pattern[str]
    after: re.Pattern[str]


class Qualifiers:
    """Reads what stands around a date of one language. Texts are in the folded view."""

    def __init__(self, language: Language) -> None:
        pack = language.pack(Dates)
        weekdays = {"weekday": any_of(map(fold, weekday_names(language)))}
        named = "|".join(f"(?P<{name}>{pattern})" for name, pattern in pack.qualifiers.items())
        self._before = language.pattern(f"${{begins}}(?:{named or NEVER}){pack.lead}", weekdays, folded=True)
        said = "|".join(f"(?P<{name}>{pattern})" for name, pattern in pack.qualifiers_after.items())
        self._after = language.pattern(rf"\s?(?:{said or NEVER})", folded=True)
        still = {"still": pack.fragments.get("still", NEVER)}
        self._open_after = language.pattern(pack.open_after, still, folded=True)
        self._of_thing = language.pattern(pack.year_of_thing, folded=True)
        self.day_of_year = language.pattern(f",{pack.lead}", weekdays, folded=True)
        self._term = language.pattern(pack.term, folded=True)
        compiled = partial(language.pattern, fragments=weekdays, folded=True)
        self._same = compiled(pack.directions.same)
        self._directions = [
            _Direction(coming, compiled(way.before), compiled(way.within), compiled(way.after))
            for coming, way in ((False, pack.directions.past), (True, pack.directions.coming))
        ]

    def qualified(self, plain: str, point: Point, written: date | None) -> tuple[Point, str | None]:
        """The date with what stands around it, and its qualifier.

        Args:
            plain: the text.
            point: the date or range.
            written: the document's own date, by which the year of *7 de marzo pasado* is known.
        """
        if point.value.edtf is None:
            return point, None
        if written is not None and point.value.edtf.startswith("XXXX"):
            point = self._with_year(plain, point, written)
        before = plain[max(0, point.start - _REACH) : point.start]
        is_of_thing = point.rule_id == "year" and self._of_thing.search(before)
        found = None if is_of_thing else self._before.search(before)
        qualifier = found.lastgroup if found else None
        part = qualifier if qualifier in _PARTS else None
        outer = self._before.search(before[: found.start()]) if found and part else None
        if outer and outer.lastgroup not in _MARKS:
            qualifier = outer.lastgroup
        if point.rule_id.startswith("range"):
            return point, None
        after = plain[point.end : point.end + _REACH]
        if qualifier != "until" and (still := self._open_after.match(after)):
            opened = edtf.since(point.value)
            return _changed(point, opened, "open_interval", point.end + still.end()), "since"
        if qualifier is None and (said := self._after.match(after)):
            qualifier = said.lastgroup
        value = point.value
        if "/" in (value.edtf or "") and qualifier != "since":
            return point, qualifier
        if qualifier in _MARKS:
            return _changed(point, edtf.marked(value, _MARKS[qualifier]), point.rule_id), qualifier
        if qualifier == "since":
            return _changed(point, edtf.since(value), "open_interval"), part or qualifier
        if qualifier == "until" and value.precision not in _EXACT and not self._is_term(plain, point.start):
            return _changed(point, edtf.until(value), "open_interval"), part or qualifier
        if qualifier in ("before", "after") and not part and value.precision == "year" and value.first:
            open_at = edtf.until if qualifier == "before" else edtf.since
            near = edtf.year(value.first.year + (1 if qualifier == "after" else -1))
            return _changed(point, open_at(near), "open_interval"), qualifier
        return point, qualifier

    def _is_term(self, plain: str, start: int) -> bool:
        return self._term.search(plain[max(0, start - _TERM_REACH) : start]) is not None

    def _with_year(self, plain: str, point: Point, written: date) -> Point:
        """A day whose year the words before, in or after it tell."""
        before, after = (
            plain[max(0, point.start - _REACH) : point.start],
            plain[point.end : point.end + _REACH],
        )
        if self._same.search(before):
            value = edtf.in_year(point.value, written.year)
            return _changed(point, value, "relative_date")._replace(is_stated=False)
        for coming, is_before, is_within, is_after in self._directions:
            within = is_within.search(plain, point.start, point.end)
            if within or is_before.search(before) or is_after.match(after):
                value = edtf.nearest(point.value, written, coming=coming)
                return _changed(point, value, "relative_date")._replace(is_stated=False)
        return point


def _changed(point: Point, value: edtf.Value, rule_id: str, end: int | None = None) -> Point:
    return point._replace(value=value, rule_id=rule_id, end=end or point.end)


@cache
def qualifiers(language: Language) -> Qualifiers:
    """What reads the words beside the dates of a language, made once."""
    return Qualifiers(language)
