"""When what a document asks is due: the sessions, dates and events named in a clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cronica.flows.interpret.model import Due, FoundDate, FoundSession, Reading
from cronica.flows.normalise.requests import details
from cronica.flows.normalise.requests.asked import Asked
from cronica.flows.normalise.requests.clauses import Clauses
from cronica.flows.normalise.requests.rules import Rules, rules

RECURRING = frozenset({"report", "oral_update", "study", "meeting", "consultation", "agenda_item"})
"""Deliverables that stand when they recur or go on without an end."""
DATED = frozenset({"report", "oral_update", "meeting", "study", "consultation"})
"""Deliverables for which a day or year in the clause is when they are due."""
_NEAR = 60
"""Characters before a date that say whether something is due by it."""
_MARKER = 8
"""Characters between a session and what is asked in it: *the Council, at its 59th session, to* ¦."""
_COMMAS = (",", "，", "،")
_JOIN = 40
"""Characters between two sessions of one list."""
_JOINING = 2
"""Words between them."""


@dataclass(frozen=True)
class DueDates:
    """Tells when the things asked in one paragraph are due.

    Attributes:
        reading: the document.
        body: the name of the body whose document it is.
        clauses: the clauses of the paragraph.
        sessions: the sessions named in it.
        dates: the dates found in it.
    """

    reading: Reading
    body: str | None
    clauses: Clauses
    sessions: Sequence[FoundSession]
    dates: Sequence[FoundDate]

    @property
    def known(self) -> Rules:
        """The patterns of the language."""
        return rules(self.reading.language)

    def of(self, each: Asked, kind: str, last: Due, named: Due) -> list[Due]:
        """When one thing asked is due: in a session, by a date, at an event; else as the clause before it."""
        plain = self.clauses.folded
        sessions = self.sessions_of(each)
        # In a session, “un informe sobre las actividades en 2022” names no day on which it is due.
        dates = list(self._dates(each, "" if sessions and kind in ("report", "study") else kind))
        if sessions:
            years = {str(number) for _, number in sessions}  # “el período de sesiones de 2016” is no date
            dated = next((day for day in (*self._held(each), *dates) if day.edtf not in years), Due())
            return [
                dated._replace(kind="session", body_code=body, session=number) for body, number in sessions
            ]
        head, own = self.reading.head, self.reading.facts.session_number
        for pattern, ahead in ((self.known.this_session, 0), (self.known.next_session, 1)):
            if own and pattern.search(plain, each.start, each.end):
                return [self._next(each, kind, own + 1) if ahead else Due("session", head.body_code, own)]
        if named.kind == "session" and self.known.same_session.search(plain, each.start, each.end):
            return [named]
        if dates:
            return dates
        events = self.known.event.finditer(plain, each.start, each.end)
        if event := next((found for found in events if not found.groupdict().get("span")), None):
            days = (
                Due("event", edtf=item.edtf, start=item.start, end=item.end)
                for item in self.dates
                if event.end() < item.match.start < each.end
            )
            found, day = next(days, Due("event")), self.reading.facts.document_date
            if day is None or found.end is None or found.end > day:
                return [found]
        return [last if kind in RECURRING else Due()]

    def _next(self, each: Asked, kind: str, number: int) -> Due:
        """The next session of the body; *su próximo período* of whom is told or asked is an event."""
        said = slice(each.verb, each.end)
        to = details.recipient(self.clauses.text[said], self.clauses.folded[said], self.reading.language)
        is_other = to != self.body if to else to is None and each.addressees and kind in ("study", "meeting")
        return Due("event") if is_other else Due("session", self.reading.head.body_code, number)

    def sessions_of(self, each: Asked) -> list[tuple[str | None, int]]:
        """The sessions in which it is due: the first that is, with those listed after it."""
        text, plain, end = self.clauses.text, self.clauses.folded, -1
        found: list[tuple[str | None, int]] = []
        for item in self.sessions:
            at, number = item.match.start, item.match.number
            is_near = 0 <= each.begin - item.match.end <= _MARKER
            begin = each.start if is_near and text.startswith(_COMMAS, item.match.end) else each.begin
            if number is None or not begin <= at < each.end:
                continue
            is_listed = bool(found) and 0 <= at - end <= _JOIN and len(plain[end:at].split()) <= _JOINING
            is_other = bool(found) and (
                (0 <= at - end <= 2 * _JOIN and item.body_code != found[-1][0])
                or self._is_another(plain, end, at)
            )
            if is_listed or ((is_other or not found) and self._is_due(text, plain, each, item)):
                found.append((item.body_code, number))
                end = item.match.end
        return found

    def _held(self, each: Asked) -> Iterator[Due]:
        """When the session in which it is due is held: *en su 56º período de sesiones, en 2025*."""
        plain = self.clauses.folded
        ends = {item.match.end for item in self.sessions if item.match.start >= each.begin}
        for day in self.dates:
            at = day.match.start
            near = next((end for end in ends if each.begin < end <= at <= min(each.end, end + _JOIN)), None)
            if near is not None and day.edtf and self.known.held_in.fullmatch(plain, near, at):
                yield Due("date", edtf=day.edtf, start=day.start, end=day.end)

    def _is_another(self, plain: str, start: int, at: int) -> bool:
        """Whether a session is joined to the one before: *en su 36º …, un informe oral y, en su 37º …*."""
        before = self.known.before_session.search(plain, start, at)
        joins = self.known.another.finditer(plain, start, at) if before else ()
        return any(join.end() == before.start() for join in joins if before)

    def _is_due(self, text: str, plain: str, each: Asked, item: FoundSession) -> bool:
        at, body = item.match.start, item.body_code
        before = max(0, each.begin - 4 if each.begin <= at else each.start, at - 120)
        if not self.known.before_session.search(plain[before:at]):
            return False
        own, number = self.reading.facts.session_number, item.match.number or 0
        if own is not None and body == self.reading.head.body_code and number != own:
            return number > own  # one to come: no words before it make it one that was held
        return not self.known.past.search(text[before:at]) and not self.known.held.match(
            plain, item.match.end
        )

    def _dates(self, each: Asked, kind: str) -> Iterator[Due]:
        """The date by which it is due, or on which a report or a meeting is, with those listed after it."""
        last, plain, day = -1, self.clauses.folded, self.reading.facts.document_date
        for item in self.dates:
            at = item.match.start
            if not each.start <= at < each.end or not item.edtf or item.citation:
                continue
            is_listed = last >= 0 and at - last <= _JOIN and len(plain[last:at].split()) <= _JOINING
            near = max(each.start, at - _NEAR)
            is_listed |= last >= 0 and kind in DATED and bool(self.known.again.search(plain, last, at))
            if last >= 0 and not is_listed and not self.known.before_date.search(plain, near, at):
                return
            if self.known.not_date.search(plain, near, at):
                continue
            is_coming = day is None or item.end is None or item.end > day
            if (
                is_listed
                or self.known.after_date.match(plain, item.match.end)
                or (kind != "funding" and self.known.before_date.search(plain, near, at))
                or (kind in DATED and is_coming and self.known.on_date.search(plain, near, at))
            ):
                last = item.match.end
                yield Due("date", edtf=item.edtf, start=item.start, end=item.end)
