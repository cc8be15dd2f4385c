"""Whose act a bare number is: by its form, the organ beside it, its date, and what stands before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cronica.flows.language.roman import from_roman
from cronica.flows.normalise import reference
from cronica.flows.normalise.citations.numbers import ORGANIZATIONAL, NumberMatch
from cronica.flows.normalise.citations.rules import (
    LAST_ROMAN_SESSION,
    CitationRules,
    body_reports,
    numbered_bodies,
    symbol_in_series,
)
from cronica.flows.normalise.citations.symbols import SymbolMatch

FIRST_COUNCIL_YEAR = 2006
"""When the Human Rights Council first met (source: General Assembly resolution 60/251)."""
_COUNT_ALIKE = (None, "GA", "HRC")
"""Bodies of whose acts others speak by their number alone."""
_LAST_COMMISSION_DECISION = 200
"""The Economic and Social Council numbers its decisions from 201 on."""
_LAST_BEFORE_SUMMER = 10
"""The Economic and Social Council adopts fewer resolutions before May."""
_OF_COUNCIL = (*_COUNT_ALIKE, "ECOSOC", "SC")
"""In whose documents an act of a year is the Economic and Social Council's, however low its number."""
LAST_COUNCIL_DECISION, LAST_CONFERENCE_DECISION = 300, 100
"""Above the one, decisions are the General Assembly's; above the other the Human Rights Council's."""

_YEAR = re.compile(r"(?:(?:19[4-9]|20[0-4])\d|0\d)\Z")
"""The last part of a number of a body that numbers by year: ``26/2012``, ``1/03``."""
_FIRST_OF_THREE_FIGURES, _HIGH = 100, 1000
"""Smaller numbers without a year or a session are any body's."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """Decides for the numbers of one paragraph.

    Attributes:
        text: the paragraph.
        symbols: its symbols.
        own_body: whose document it is.
        as_of: when the document was written.
        rules: the patterns of its language.
    """

    text: str
    symbols: Sequence[SymbolMatch]
    own_body: str | None
    as_of: date | None
    rules: CitationRules

    def decide(
        self,
        number: NumberMatch,
        noun: re.Match[str] | None,
        act: str | None,
        organ: str | None,
        day: date | None,
    ) -> tuple[str, str, bool] | None:
        """The body of a number, the rule that says so, and whether in doubt; None if it is no act.

        Args:
            number: the printed number.
            noun: the noun that governs it.
            act: what the noun names, resolution or decision.
            organ: the body printed beside the number.
            day: the date printed for it.
        """
        if number.form == "conference":
            return ("other", "number_of_conference", False) if act == "decision" else None
        if number.form == "union":
            return "EU", "number_of_union", False
        if number.form == "assembly":
            return "GA", "number_assembly", False
        if number.form == "serial":
            return self._serial_body(number, noun, organ, day)
        if number.form == "roman":
            return organ or self._roman_body(number, noun, day), "number_roman", False
        if number.form == "year":
            in_range = reference.security_council_year(int(number.number)) == int(number.qualifier or 0)
            is_councils = in_range or self.own_body == "SC"  # a year misprinted in the Council's own papers
            if noun and not is_councils and (organ or self._adopted_by(noun) or self.own_body) == "other":
                return "other", "number_organ", False
            return ("SC", "number_year", False) if act or in_range else None
        if number.form == "calendar":
            if organ == "CHR" and int(number.number[:4]) > FIRST_COUNCIL_YEAR:
                organ = "other"  # of another commission
            return (
                (organ or self._calendar_body(number, noun, act, day), "number_calendar_year", False)
                if act
                else None
            )
        if organ == "GA" and not is_assembly_number(number.number):
            return "other", "number_before_assembly", False
        if organ and organ != "SC":
            return organ, "number_organ", False
        if act == "decision":
            return self._decision_body(number), "number_of_decision", False
        bodies = reference.bodies_by_date(number.number, day) if day else ()
        if not bodies and day and number.number.startswith("S-") and day.year >= FIRST_COUNCIL_YEAR:
            # The table holds every special session of the Assembly, and of the Council only some.
            return "HRC", "number_date", False
        if bodies:
            return bodies[0], "number_date", len(bodies) > 1
        if noun is None or not reference.is_session(number.number):
            return None
        return self._by_context(number, noun, day)

    def _calendar_body(
        self, number: NumberMatch, noun: re.Match[str] | None, act: str, day: date | None
    ) -> str:
        """The body named before *su* resolución, or whose document speaks so; else ECOSOC.

        In documents of the Commission on Human Rights a number without a body is the Commission's, but for
        the high ones of the Council's decisions.
        """
        before = self.named_before(noun.start(), "calendar") if noun else None
        is_high = act == "decision" and int(number.number.rpartition("/")[2]) > _LAST_COMMISSION_DECISION
        if self.own_body == "CHR" and before in (None, "CHR") and not is_high:
            return "CHR"
        if noun and self._is_alone(noun, number) and self.own_body in reference.numbered_by("calendar"):
            return str(self.own_body)  # over the title of an act
        if act == "decision" and not is_high and before is None and self.own_body not in _OF_COUNCIL:
            return str(self.own_body)  # of the board or the commission whose document it is
        if self.own_body is None and before in (None, "other") and (sat := _sat_on(number.number, act, day)):
            return sat
        if noun and not is_high and self.is_own_act(noun.start()):
            for body in (before, self.own_body):
                if body and (
                    body not in numbered_bodies()
                    or symbol_in_series(body, act, "calendar", number.number, None)
                ):
                    return body
        if noun and self.own_body is None and before is None:
            return self._counts_by_year(noun.start()) or "ECOSOC"
        return "ECOSOC"

    def _counts_by_year(self, start: int) -> str | None:
        """The commission of human rights named last before a noun, in whatever sentence of the paragraph."""
        named = (self.named(each, "calendar") for each in self.rules.organ.finditer(self.text, 0, start))
        return next((body for body in reversed([*named]) if body in reference.numbered_by("calendar")), None)

    def _serial_body(
        self, number: NumberMatch, noun: re.Match[str] | None, organ: str | None, day: date | None
    ) -> tuple[str, str, bool] | None:
        """Numbers that run on: the Security Council's, and the General Assembly's to session 30.

        Where nothing printed decides, a high number is the Council's in a text that is no other body's.
        """
        year, serial = reference.security_council_year(int(number.number)), int(number.number)
        if organ == "SC" or (organ is None and day is not None and year == day.year):
            return ("SC", "number_serial", False) if year else None
        if organ is None and noun is not None and year and serial >= _FIRST_OF_THREE_FIGURES:
            before = self.named_before(noun.start(), "serial")
            if before == "other" and self.own_body == "SC" and not self.is_own_act(noun.start()):
                before = None  # a committee that did what the Council decided
            if before == "SC":
                return "SC", "number_serial", False
            is_past = self.as_of is None or year <= self.as_of.year
            if before is None and day is None and serial >= _HIGH and self.own_body in (None, "SC"):
                return ("SC", "number_serial", self.own_body is None) if is_past else None
        session = reference.session_on("GA", day) if day and organ in (None, "GA") else None
        latest = 1 if serial < _FIRST_OF_THREE_FIGURES else LAST_ROMAN_SESSION
        is_numbered_on = session is not None and session.session_number <= latest
        return ("GA", "number_serial", False) if is_numbered_on else None

    def _decision_body(self, number: NumberMatch) -> str:
        """Decisions of the Assembly are numbered from 301, of the Council from 101, of others below.

        At a special session all are numbered from 1.
        """
        if not number.number[0].isdigit():
            return "HRC" if self.own_body == "HRC" else "GA"
        if _YEAR.match(number.number.rpartition("/")[2]):
            return "other"  # 26/2012, of a body that numbers by year
        serial = int(number.number.rpartition("/")[2])
        if serial > LAST_COUNCIL_DECISION and reference.is_session(number.number):
            return "GA"
        is_council = serial > LAST_CONFERENCE_DECISION and reference.is_council_session(
            number.number, self.as_of
        )
        return "HRC" if is_council else "other"

    def _roman_body(self, number: NumberMatch, noun: re.Match[str] | None, day: date | None) -> str:
        """The General Assembly, unless another body acts or it held no such session at that time."""
        if str(number.qualifier).startswith(ORGANIZATIONAL):
            return "ECOSOC"
        if not re.fullmatch("[IVXL]+", number.qualifier or ""):
            return "GA"  # its special sessions
        before = self.named_before(noun.start()) if noun is not None else None
        if before == "ECOSOC":
            return before
        other = next((body for body in (before, self.own_body) if reference.counts_in_roman(body)), None)
        session = from_roman(str(number.qualifier))
        if session > LAST_ROMAN_SESSION:
            return other or "other"
        if day is None:
            return other or "GA"
        held = reference.session("GA", "regular", session)
        return "GA" if held is None or not held.is_outside(day) else other or "other"

    def _by_context(
        self, number: NumberMatch, noun: re.Match[str], day: date | None
    ) -> tuple[str, str, bool]:
        """The body by the organ named before the noun, else the document's own; no organ or date decides."""
        if _YEAR.match(number.number.rpartition("/")[2]):
            return "other", "number_of_conference", False  # 10/2019, of a body that numbers by year
        may_be_council = reference.is_council_session(number.number, self.as_of)
        is_assembly = is_assembly_number(number.number)
        before = self.named_before(noun.start())
        if before == "GA" and is_assembly and self.is_own_act(noun.start()):
            return "GA", "number_after_organ", False
        is_examined = self.own_body in (None, "GA") and not self.is_own_act(noun.start())
        if before == "other" and is_assembly and (is_examined or _is_of_many(number.number)):
            before = None  # a committee that examined what the Assembly decided
        others = reference.numbered_by("session")
        is_special = number.number.startswith("S-")  # of the Council's special sessions the table holds some
        is_council = may_be_council or (is_special and self.is_own_act(noun.start()))
        if before == "other" or (before == "HRC" and is_council) or before in others:
            return str(before), "number_after_organ", False
        is_own = before is None and self.own_body in others and self.is_own_act(noun.start())
        if is_own and not self._acts_after(number.end, "GA"):
            return str(self.own_body), "number_own_body", False
        if before is None and self.own_body not in _COUNT_ALIKE and self._is_alone(noun, number):
            return self.own_body or "GA", "number_own_body", False  # over the title of an act
        if not is_assembly:
            is_council = may_be_council and (day is None or self.own_body == "HRC")
            if self.own_body not in _OF_COUNCIL:
                if self._numbers("session"):
                    return str(self.own_body), "number_own_body", False
                is_council = False  # *la resolución 5/8* of a conference
            return ("HRC" if is_council else "other"), "number_before_assembly", False
        if self.own_body == "GA" or (self.own_body == "HRC" and (may_be_council or is_special)):
            return self.own_body, "number_own_body", False
        return "GA", "number_default", may_be_council

    def _is_alone(self, noun: re.Match[str], number: NumberMatch) -> bool:
        """Whether a number and its noun are all of a paragraph: *Resolución 57/4*."""
        return noun.start() == 0 and number.end == len(self.text)

    def _acts_after(self, end: int, body: str) -> bool:
        """Whether a body acts in what is left of the sentence: *…, la Asamblea General*."""
        stop = self.rules.sentence_break.search(self.text, end)
        named = self.rules.organ_then.finditer(self.text, end, stop.start() if stop else len(self.text))
        return any(self.rules.body_in(match, "session") == body for match in named)

    def is_own_act(self, start: int) -> bool:
        """Whether the organ named last before a noun adopted the act: *en su* resolución, *aprobó la*."""
        if self.rules.own_noun.match(self.text, start):
            return True
        sentence = self.rules.sentence_start(self.text, start)
        return self.rules.own_act.search(self.text, sentence, start) is not None

    def _adopted_by(self, noun: re.Match[str]) -> str | None:
        """The organ named before a noun, if it adopted the act."""
        return self.named_before(noun.start(), "year") if self.is_own_act(noun.start()) else None

    def named_before(self, start: int, form: str = "session") -> str | None:
        """The organ named last before a noun in its sentence, or whose report the act is printed in."""
        for item in reversed(self.symbols):
            if item.end <= start and self.rules.report_act.match(
                self.text[item.end : start].lstrip(")*]") or "-"
            ):
                return next((body for words, body in body_reports() if words.search(item.symbol)), "other")
        last = None
        for match in self.rules.organ.finditer(self.text, self.rules.sentence_start(self.text, start), start):
            last = match
        if last is None or self.rules.founded_by.search(self.text, last.end(), start):
            return None
        return self.named(last, form)

    def named(self, match: re.Match[str], form: str) -> str:
        """The body an organ match names; a bare noun (*la Comisión*) is the document's own where it fits."""
        body = self.rules.body_in(match, form)
        own = [self.own_body] if self.own_body and body in ("other", "CHR") else []
        if self.own_body and self.rules.is_bare_council(match) and self._numbers(form):
            own = [self.own_body]
        if own == ["HRC"] and form == "calendar":
            own.append("CHR")  # the Council took over what the Commission had decided
        return reference.body_called(match[str(match.lastgroup)], own, self.rules.language) or body

    def _numbers(self, form: str) -> bool:
        """Whether the body whose document it is numbers its resolutions in this form."""
        return symbol_in_series(self.own_body or "", "resolution", form, "1/1", "I") is not None


def _sat_on(number: str, act: str, day: date | None) -> str | None:
    """The commission that sat when an act was adopted, where no other body adopted so many by then."""
    year, _, serial = number.partition("/")
    count = int(re.sub(r"\D", "", serial) or 0)
    is_councils = count <= _LAST_BEFORE_SUMMER or (act == "decision" and count > _LAST_COMMISSION_DECISION)
    if day is None or day.year != int(year) or day.year >= FIRST_COUNCIL_YEAR or is_councils:
        return None
    sitting = reference.numbered_by("calendar").items()
    return next((body for body, months in sitting if day.month in months), None)


def is_assembly_number(number: str) -> bool:
    """The General Assembly numbers its acts by session since its thirty-first and its special sessions."""
    session = number.partition("/")[0]
    return not session.isdigit() or int(session) > LAST_ROMAN_SESSION


def _is_of_many(number: str) -> bool:
    """No other body that numbers by session adopts a hundred acts at one."""
    return int(re.sub(r"\D", "", number.rpartition("/")[2]) or 0) >= _FIRST_OF_THREE_FIGURES
