"""Citations: which acts and documents a paragraph names, each with its own date and place in the act.

A noun and an organ stand once in a list and are carried to every number of it; a date belongs to the number
before it. A bare ``N/M`` is a General Assembly or a Human Rights Council number by its printed date.
Patterns are in the language's ``citations.yml``, number forms in ``normalise.citations.numbers``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from cronica.flows.language import Language, narrowed
from cronica.flows.normalise import reference
from cronica.flows.normalise.citations.bodies import Bodies
from cronica.flows.normalise.citations.citation import Citation, by_part
from cronica.flows.normalise.citations.dated import CitedDates
from cronica.flows.normalise.citations.numbers import NumberMatch, find_numbers
from cronica.flows.normalise.citations.rules import citation_rules, symbol_of_number
from cronica.flows.normalise.citations.symbols import (
    LONGEST_RANGE,
    SymbolMatch,
    body_of,
    find_symbols,
    type_of,
)
from cronica.flows.normalise.dates.find import DateMatch

_NOUN_WITHIN, _ORGAN_WITHIN = 40, 60
"""Characters from a number in which its noun stands, or the organ beside it, where the noun comes last."""
_PINPOINT_WITHIN = 120
"""Characters before an act in which the part of it that is meant is printed."""


@dataclass(frozen=True, slots=True)
class Atoms:
    """The printed symbols and numbers of a paragraph, before what they mean is decided."""

    symbols: list[SymbolMatch]
    numbers: list[NumberMatch]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Stretches of text in which digits are no dates."""
        return [
            *((symbol.start, symbol.end) for symbol in self.symbols),
            *((number.start, number.end) for number in self.numbers),
        ]


def find_atoms(text: str, language: Language) -> Atoms:
    """The symbols and numbers printed in a paragraph."""
    text = narrowed(text)
    symbols = find_symbols(text, language)
    return Atoms(symbols, find_numbers(text, symbols, language))


def find_citations(
    text: str,
    atoms: Atoms,
    dates: Sequence[DateMatch],
    *,
    own_body: str | None,
    as_of: date | None,
    language: Language,
) -> list[Citation]:
    """The citations of one paragraph, in reading order.

    Args:
        text: the cleaned paragraph.
        atoms: its symbols and numbers, from ``find_atoms``.
        dates: its dates, found with ``atoms.spans`` taken.
        own_body: whose document it is; ``su resolución 5/1`` is that body's when nothing says otherwise.
        as_of: when the document was written; no act of a later session is cited.
        language: whose patterns apply.
    """
    rules = citation_rules(language)
    if not (atoms.symbols or atoms.numbers or rules.by_title_word in text):
        return []
    reader = _Reader(text, dates, atoms, own_body, as_of, language)
    found = [item for listed in reader.lists() for item in reader.symbols(listed)]
    for group in reader.groups():
        found.extend(reader.numbers(group))
    found.extend(reader.titles([(item.start, item.end) for item in found]))
    return sorted(found, key=lambda item: (item.start, item.end, item.symbol or ""))


class _Reader:
    """Reads the citations of one paragraph."""

    def __init__(
        self,
        text: str,
        dates: Sequence[DateMatch],
        atoms: Atoms,
        own_body: str | None,
        as_of: date | None,
        language: Language,
    ) -> None:
        self.printed, self.text = text, narrowed(text)
        self.dates = dates
        self.atoms = atoms
        self.language = language
        self.rules = citation_rules(language)
        self.bodies = Bodies(self.text, atoms.symbols, own_body, as_of, self.rules)
        self.dated = CitedDates(text, dates, atoms.spans, self.rules)
        self.carried: tuple[int, str | None] = (-1, None)
        """Where the last noun stands and the organ printed for it: later numbers of its list share it."""

    def lists(self) -> list[list[SymbolMatch]]:
        """The symbols with nothing but a comma, a word or a hyphen between them together."""
        lists: list[list[SymbolMatch]] = []
        for item in self.atoms.symbols:
            last = lists[-1][-1] if lists else None
            joins = (self.rules.next_day, self.rules.two_organs)
            if last and any(join.fullmatch(self.text, last.end, item.start) for join in joins):
                lists[-1].append(item)
            else:
                lists.append([item])
        return lists

    def symbols(self, items: Sequence[SymbolMatch]) -> Iterator[Citation]:
        """The citations of a list of full symbols."""
        places = [self._pinpoint(item.start, item.end) for item in items]
        for at, (item, other) in reversed([*enumerate(pairwise(items))]):
            is_corrected = other.symbol.startswith(f"{item.symbol.partition('/Corr.')[0]}/Corr.")
            if is_corrected or self.rules.two_organs.fullmatch(self.text, item.end, other.start):
                places[at] = places[at] or places[at + 1]
        for item, own_date, place in zip(items, self.dated.of_symbols(items), places, strict=True):
            yield Citation(
                item.start,
                item.end,
                item.symbol,
                item.part,
                body_of(item.symbol),
                type_of(item.symbol),
                place,
                own_date,
                is_ambiguous=False,
                rule_id="symbol",
            )

    def groups(self) -> list[list[NumberMatch]]:
        """Numbers of one list together: only glue, organs and dates stand between them."""
        groups: list[list[NumberMatch]] = []
        for number in self.atoms.numbers:
            if groups and self._is_list(groups[-1][-1].end, number.start):
                groups[-1].append(number)
            else:
                groups.append([number])
        return groups

    def numbers(self, group: Sequence[NumberMatch]) -> list[Citation]:
        """The citations of one list of numbers; numbers that nothing shows to be acts give none."""
        first = group[0]
        is_other = self.rules.other_act.search(self.text, max(0, first.start - _NOUN_WITHIN), first.start)
        if is_other and first.form != "union":
            return []
        noun = self._noun(group)
        act = str(noun.lastgroup) if noun else None
        dates = self.dated.in_turn(group)
        adoption = self.dated.of_list(group, dates, noun)
        dates = [own if own is not None else told for own, told in zip(dates, adoption.dates, strict=True)]
        organs = [self._organ_after(number, noun) for number in group]
        if adoption.organ and not any(organs):
            organs[-1] = self.bodies.named(adoption.organ, group[-1].form)
        shared = self._organ_of_list(group[0], noun) if not any(organs) else None
        found: list[Citation] = []
        for position, (number, own_date) in enumerate(zip(group, dates, strict=True)):
            # An organ printed after a later number of the list governs the ones before it.
            organ = next((value for value in organs[position:] if value), None) or next(
                (value for value in reversed(organs[:position]) if value), shared
            )
            if organ is None and own_date is None:
                organ = self._organ_by_date(group[position + 1 :], dates[position + 1 :])
            acts = self._act(number, noun, act, organ, own_date)
            if position:
                found.extend(self._between(group[position - 1], number, acts))
            found.extend(acts)
        return found

    def _between(self, first: NumberMatch, last: NumberMatch, acts: list[Citation]) -> Iterator[Citation]:
        """The acts between the ends of a range: ``70/1 a 70/4``, ``1888 (2009) a 1890 (2009)``."""
        low, high = first.number.rpartition("/"), last.number.rpartition("/")
        if first.form != last.form or low[0] != high[0] or not acts or last.parts:
            return
        is_range = self.rules.to.fullmatch(self.text, first.end, last.start)
        is_serial = first.form == "year" or (first.form == "roman" and first.qualifier == last.qualifier)
        if not (low[0] or is_serial) or not is_range:
            return
        if int(high[2]) - int(low[2]) > LONGEST_RANGE:
            return
        for serial in range(int(low[2]) + 1, int(high[2])):
            year = reference.security_council_year(serial) if first.form == "year" else last.qualifier
            body = acts[0].body_code or "other"
            number = replace(last, number=f"{low[0]}{low[1]}{serial}", qualifier=str(year) if year else None)
            symbol = symbol_of_number(number, acts[0].act, body, None, self.language)
            yield replace(acts[0], start=first.start, end=last.end, symbol=symbol, date=None, pinpoint=None)

    def _organ_by_date(self, group: Sequence[NumberMatch], dates: Sequence[int | None]) -> str | None:
        """Whose acts a list names, by its first date: ``73/198 y 73/199, de 20 de diciembre de 2018``."""
        for number, own_date in zip(group, dates, strict=True):
            day = None if own_date is None else self.dates[own_date].start_date
            if number.form == "session" and day is not None:
                bodies = reference.bodies_by_date(number.number, day)
                return bodies[0] if len(bodies) == 1 else None
        return None

    def titles(self, taken: Sequence[tuple[int, int]]) -> list[Citation]:
        """Acts named by their title alone."""
        found: list[Citation] = []
        if self.rules.by_title_word not in self.text:
            return found
        for match in self.rules.by_title.finditer(self.text):
            if any(match.start() <= start < match.end() for start, _ in taken):
                continue
            named = self.rules.organ.search(match["organ"]) if match["organ"] else None
            body = self.bodies.named(named, "session") if named else None
            noun = self.rules.nouns.match(match["act"])
            found.append(
                Citation(
                    match.start(),
                    match.end(),
                    None,
                    None,
                    body,
                    str(noun.lastgroup) if noun else "document",
                    self._pinpoint(match.start(), match.end()),
                    None,
                    is_ambiguous=False,
                    rule_id="by_title",
                    title=match["title"],
                )
            )
        return found

    def _act(
        self,
        number: NumberMatch,
        noun: re.Match[str] | None,
        act: str | None,
        organ: str | None,
        own_date: int | None,
    ) -> list[Citation]:
        day = self.dates[own_date].start_date if own_date is not None else None
        decided = self.bodies.decide(number, noun, act, organ, day)
        if decided is None:
            return []
        body, rule_id, is_ambiguous = decided
        kind = "decision" if number.form == "conference" else act or "resolution"
        if number.form == "union" and (noun is None or self.text[noun.end() : number.start].strip()):
            kind = "document"  # a regulation or a directive
        whole = Citation(
            number.start,
            number.end,
            symbol_of_number(number, kind, body, day, self.language),
            None,
            None if body == "other" else body,
            kind,
            self._pinpoint(number.start, number.end),
            own_date,
            is_ambiguous,
            rule_id,
        )
        return by_part(whole, number, self.rules)

    def _noun(self, group: Sequence[NumberMatch]) -> re.Match[str] | None:
        """The noun that governs a list: the last one before it in its sentence, or the first after it."""
        start, last = group[0].start, None
        if self.language.traits.nouns_last:
            return self.rules.nouns.search(self.text, group[-1].end, group[-1].end + _NOUN_WITHIN)
        for match in self.rules.nouns.finditer(self.text, self.rules.sentence_start(self.text, start), start):
            last = match
        return last

    def _is_list(self, end: int, start: int) -> bool:
        between = self.text[end:start]
        for item in self.dates:
            if end <= item.start and item.end <= start:
                between = between.replace(self.text[item.start : item.end], "", 1)
        return bool(self.rules.glue.match(between))

    def _organ_after(self, number: NumberMatch, noun: re.Match[str] | None) -> str | None:
        """The organ printed after a number or after its date, or before them where the noun comes last.

        An organ that only follows did not adopt it (*conforme a la resolución 63/155, el Consejo*), but for
        *en su resolución 37/17, el Consejo*.
        """
        if self.language.traits.nouns_last:
            own = self.dated.of_number(number)
            start = number.start if own is None else self.dates[own].start
            before = self.rules.organ_before.search(self.text, max(0, start - _ORGAN_WITHIN), start)
            return self.bodies.named(before, number.form) if before else None
        at = noun.start() if noun else 0
        is_own = self.bodies.is_own_act(at) and self.bodies.named_before(at) is None
        organ_after = self.rules.organ_acts if is_own else self.rules.organ_after
        match = organ_after.match(self.text, number.end)
        if match is None and (place := self.rules.pinpoint_after.match(self.text, number.end)):
            match = organ_after.match(self.text, place.end())
        own_date = self.dated.after(number.end)
        if match is None and own_date is not None:
            match = organ_after.match(self.text, self.dates[own_date].end)
        return self.bodies.named(match, number.form) if match else None

    def _organ_of_list(self, number: NumberMatch, noun: re.Match[str] | None) -> str | None:
        """The organ between noun and first number, or the one an earlier stretch of the same list had.

        ``resoluciones del Consejo de Seguridad 1754 (2007), relativa a …, y 1828 (2008)`` has one organ.
        """
        if noun is None:
            return None
        match = self.rules.noun_then_organ.match(
            self.text, noun.start(), number.start
        ) or self.rules.organ_before.search(self.text, max(0, noun.start() - _ORGAN_WITHIN), noun.start())
        if match is not None:
            self.carried = noun.start(), self.bodies.named(match, number.form)
        return self.carried[1] if self.carried[0] == noun.start() else None

    def _ends(self, end: int) -> Iterator[int]:
        """Where an act ends, and where the organ and the date printed after it do."""
        yield end
        organ = self.rules.organ_after.match(self.text, end)
        if organ:
            yield organ.end()
        own = None if self.language.traits.nouns_last else self.dated.after(end)
        if own is not None:
            yield self.dates[own].end

    def _pinpoint(self, start: int, end: int) -> str | None:
        for place in self._ends(end):
            if after := self.rules.pinpoint_after.match(self.text, place):
                return self.printed[slice(*after.span(1))]
        begin = max(0, start - _PINPOINT_WITHIN)
        before = self.text[begin:start]
        noun = next(iter(reversed(list(self.rules.nouns.finditer(before)))), None)
        if noun and (
            not before[noun.end() :].strip() or self.rules.noun_then_organ.match(before, noun.start())
        ):
            before = before[: noun.start()]
        match = self.rules.pinpoint_before.search(before)
        return self.printed[begin + match.start(1) : begin + match.end(1)] if match else None
