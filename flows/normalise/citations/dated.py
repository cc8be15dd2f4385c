"""Which date of a paragraph dates an act or a document that it cites.

================================================================ ==========================================
``resolución 60/1, de 16 de septiembre de 2005``                 right after it, with an organ between
``resoluciones 60/1 y 61/2, de 16 de mayo y 3 de junio de 2006`` after the list, as many as its numbers
``resolución 71/58, aprobada por la Asamblea General el …``      after it, where its adoption is told
``el 3 de diciembre de 1948 la Asamblea aprobó la resolución``   before it, where its adoption is told
``la carta de 3 de mayo de 2015 (A/69/900)``                     before the bracket that it stands in
================================================================ ==========================================
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from cronica.flows.normalise import reference
from cronica.flows.normalise.citations.numbers import NumberMatch
from cronica.flows.normalise.citations.rules import CitationRules
from cronica.flows.normalise.citations.symbols import SymbolMatch, year_of
from cronica.flows.normalise.dates.find import DateMatch

_REACH = 400
"""How far from an act, in characters, its adoption may be told."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """What is told of the adoption of the acts of one list.

    Attributes:
        dates: for each act, the index of its date in the paragraph's dates, or None.
        organ: the match of the organ that adopted them, as ``CitationRules.body_in`` takes it.
    """

    dates: list[int | None]
    organ: re.Match[str] | None = None


@dataclass(slots=True)
class CitedDates:
    """The dates of one paragraph and what they date.

    Attributes:
        text: the paragraph.
        dates: its dates, in reading order.
        spans: where its symbols and numbers stand.
        rules: the patterns of its language.
    """

    text: str
    dates: Sequence[DateMatch]
    spans: Sequence[tuple[int, int]]
    rules: CitationRules
    _bracketed: int = field(default=-1, init=False)
    """End of the last symbol whose date stands before its bracket; the next may share what leads to it."""

    def after(self, end: int) -> int | None:
        """The date that follows with nothing but glue or an organ between."""
        for index, item in enumerate(self.dates):
            if item.start >= end:
                return index if self.rules.date_glue.match(self.text[end : item.start]) else None
        return None

    def _after_bracket(self, end: int) -> int | None:
        """The date of *declaración (S/PRST/2006/38)* ¦ *de 9 de agosto de 2006*; no other day."""
        own = self.after(end)
        if own is None or not self.rules.dated_document.search(self.text, end - 1, self.dates[own].start):
            return None
        return own

    def of_number(self, number: NumberMatch) -> int | None:
        """The date of a numbered act: after the number, or before it where the noun comes last."""
        if not self.rules.nouns_last:
            return self.after(number.end)
        before = (index for index, item in enumerate(self.dates) if item.end <= number.start)
        last = max(before, default=None)
        is_own = last is not None and self.rules.date_glue.match(
            self.text[self.dates[last].end : number.start]
        )
        return last if is_own else None

    def in_turn(self, group: Sequence[NumberMatch]) -> list[int | None]:
        """The dates of a list of numbers: where the last alone has one, each its own if as many follow.

        *Resoluciones 2252 (ES-V) y 2341 B (XXII), de 4 de julio y 19 de diciembre de 1967.* Before the
        noun, a day is also of the next acts of its session: ``2007-06-18 5/1, 5/2`` and the noun.
        """
        own, end = [self.of_number(number) for number in group], group[-1].end
        if self.rules.nouns_last:
            for at, (one, other) in enumerate(pairwise(group), 1):
                session, _, _ = one.number.rpartition("/")
                if own[at] is None and session and session == other.number.rpartition("/")[0]:
                    own[at] = own[at - 1]
            return own
        first, count = own[-1], len(own)
        following = next((index for index, item in enumerate(self.dates) if item.start >= end), None)
        if following is not None and first is None and count > 1:
            is_of_all = self.rules.all_on.fullmatch(self.text, end, self.dates[following].start)
            dated = max((at for at, each in enumerate(own, 1) if each is not None), default=0)
            return [*own[:dated], *[following] * (count - dated)] if is_of_all else own
        dated = max((at for at, each in enumerate(own[:-1], 1) if each is not None), default=0)
        if 0 < dated < count - 1:
            return [*own[:dated], *self.in_turn(group[dated:])]
        if first is None or self.dates[first].start < end or own.count(None) < max(1, count - 1):
            return own
        if self._is_of_all(group, self.dates[first]):
            return [first] * count
        joined = [
            self.rules.next_day.fullmatch(self.text, one.end, other.start) is not None
            for one, other in pairwise(self.dates[first : first + count + 1])
        ]
        is_each = joined[: count - 1] == [True] * (count - 1) and True not in joined[count - 1 :]
        if True not in joined[:1] and self.rules.all_on.fullmatch(self.text, end, self.dates[first].start):
            return [first] * count
        return [*range(first, first + count)] if is_each else own

    def _is_of_all(self, group: Sequence[NumberMatch], day: DateMatch) -> bool:
        """Whether the one day at the end of a list is of all its acts: they are of one special session.

        *Resoluciones 3201 (S-VI) y 3202 (S-VI), de 1 de mayo de 1974.*
        """
        sessions = {number.qualifier or number.number.rpartition("/")[0] for number in group}
        follows = any(self.rules.next_day.fullmatch(self.text, day.end, each.start) for each in self.dates)
        return len(sessions) == 1 and sessions.pop().startswith("S-") and not follows

    def of_symbols(self, items: Sequence[SymbolMatch]) -> list[int | None]:
        """The dates of the documents of one list, those of two organs' symbols for one document the same."""
        own = [self._of_symbol(item) for item in items]
        twins = [
            at
            for at, (item, other) in enumerate(pairwise(items))
            if self.rules.two_organs.fullmatch(self.text, item.end, other.start)
        ]
        for at in twins:
            own[at] = own[at] if own[at] is not None else own[at + 1]
            own[at + 1] = own[at]
        count = len(items) - len(twins)
        place = self._in_bracket(items[0].start, is_act=False) if self.dates and not twins else None
        return [*place] if place and len(place) == count > 1 else own

    def _of_symbol(self, item: SymbolMatch) -> int | None:
        """The date of a document cited by its symbol."""
        is_inside = self.text.startswith(",", item.end)  # (E/20, de 15 de febrero de 1946)
        own = self.after(item.end) if is_inside else None
        if own is None and self.rules.nouns_last:
            own = self._right_before(item.start)
        if own is None and self.dates:
            own = self._before_bracket(item)
        if own is None:
            own = self.after(item.end)
        if own is None and self.text[item.end : item.end + 1] == ")":
            own = self._after_bracket(item.end + 1)
        if own is None and self.dates and (adopted := self.rules.adopted.match(self.text, item.end)):
            own = next(iter(self._days_of(adopted, item.end)), None)
        if own is None and self.dates:
            own = self._on_day(item.start, item.end)
        if own is None and self.dates:
            own = self._day_first(item.start)
        return own

    def _right_before(self, start: int) -> int | None:
        """The date that ends where a symbol begins, in a language whose noun comes last."""
        ends = ((at, one.end) for at, one in enumerate(self.dates) if one.end <= start)
        return next((at for at, end in ends if not self.text[end:start].strip()), None)

    def of_list(
        self, group: Sequence[NumberMatch], own: Sequence[int | None], noun: re.Match[str] | None
    ) -> Adoption:
        """What is told of the adoption of numbered acts, those that have a date of their own apart."""
        told: list[int | None] = [None] * len(group)
        if noun is None:
            return Adoption(told)
        adopted = self.rules.adopted.match(self.text, group[-1].end)
        organ = self.rules.organ.search(adopted["by"] or adopted["who"] or "") if adopted else None
        if any(each is not None for each in own) or not self.dates:
            return Adoption(told, organ)
        if adopted:
            days = self._days_of(adopted, group[-1].end)
            if len(days) == len(group):
                return Adoption([*days], organ)
            if len(group) == 1:  # of *… y …, respectivamente* its own
                days = [day for day in days if _admits(group[0], self.dates[day].start_date)]
            if days:
                told[-1] = days[0]
                return Adoption(told if not adopted["several"] else [days[0]] * len(group), organ)
        start = noun.start() if self.text[noun.end() : group[0].start].isspace() else group[0].start
        day = self._day_first(start)
        if day is not None and all(_admits(number, self.dates[day].start_date) for number in group):
            return Adoption([day] * len(group), organ)
        if len(group) == 1:
            told = [self._day_before_bracket(start, is_act=True)]
            if told == [None]:
                told = [self._on_day(start, group[0].end)]
        return Adoption(told, organ)

    def _days_of(self, adopted: re.Match[str], end: int) -> list[int]:
        """The days that the words on an adoption lead to: one, or one an act of the list."""
        stop = min((start for start, _ in self.spans if start >= end), default=len(self.text))
        days: list[int] = []
        for index, item in enumerate(self.dates):
            if not end <= item.start < min(stop, end + _REACH):
                continue
            leads = self.rules.next_day if days else self.rules.adopted_on
            if leads.fullmatch(self.text, self.dates[days[-1]].end if days else adopted.end(), item.start):
                days.append(index)
        return days

    def _day_first(self, start: int) -> int | None:
        """The day of *El 3 de diciembre de 1948 la Asamblea General aprobó la* ¦ *resolución*.

        Also of *La Asamblea General aprobó el 3 de diciembre de 1948 la* ¦ *resolución*.
        """
        for index, item in enumerate(self.dates):
            if not item.end <= start <= item.end + _REACH:
                continue
            if self.rules.adopted_before.fullmatch(self.text, item.end, start) or (
                self.rules.act_after_day.fullmatch(self.text, item.end, start)
                and self.rules.then_day.search(self.text, max(0, item.start - _REACH), item.start)
            ):
                return index
        return None

    def _on_day(self, start: int, end: int) -> int | None:
        """The day of *aprobó la resolución* ¦ *…* ¦ *el 3 de junio de 2009*."""
        for index, item in enumerate(self.dates):
            if item.start >= end:
                follows = self.rules.on_day.fullmatch(self.text, end, item.start)
                adopts = follows and self.rules.adopts.search(self.text, max(0, start - _REACH), start)
                return index if adopts else None
        return None

    def _before_bracket(self, item: SymbolMatch) -> int | None:
        """The day before the bracket in which a symbol stands."""
        index = self._day_before_bracket(item.start, is_act=False)
        if index is None:
            return None
        day, year = self.dates[index].start_date, year_of(item.symbol)
        if day is None or (year is not None and abs(year - day.year) > 1):
            return None
        self._bracketed = item.end
        return index

    def _day_before_bracket(self, start: int, *, is_act: bool) -> int | None:
        days = self._in_bracket(start, is_act=is_act)
        return days[0] if len(days) == 1 else None

    def _in_bracket(self, start: int, *, is_act: bool) -> range:
        """The days of the list before the bracket that opens at ``start``."""
        for index, day in enumerate(self.dates):
            if (
                not day.end < start <= day.end + _REACH
                or not day.start_date
                or day.start_date != day.end_date
            ):
                continue
            if not self.rules.in_bracket.fullmatch(self.text, day.end, start):
                continue
            leads = self.rules.dated_act if is_act else self.rules.dated_document
            first = index
            while first and self.rules.next_day.fullmatch(
                self.text, self.dates[first - 1].end, self.dates[first].start
            ):
                first -= 1
            goes_on = self._bracketed >= 0 and self.rules.next_dated.fullmatch(
                self.text, self._bracketed, day.start
            )
            if goes_on:
                return range(index, index + 1)
            opens = self.dates[first].start
            if leads.search(self.text, max(0, opens - _REACH), opens):
                return range(first, index + 1)
        return range(0)


def _admits(number: NumberMatch, day: date | None) -> bool:
    """Whether an act of that number can be of that day: by its year, or by the session it is numbered in."""
    if day is None or number.form not in ("year", "session", "calendar"):
        return True
    if number.form == "calendar":
        return number.number.startswith(str(day.year))
    if number.form == "year":
        return str(day.year) == number.qualifier
    return bool(reference.bodies_by_date(number.number, day))
