"""What stands around a number decides whether it is a year: *en 2016*, *núm. 2016*, *2016 personas*."""

import re
from datetime import date
from functools import cache

from cronica.flows.language import Language, any_of, fold, folded
from cronica.flows.language.patterns import one_of
from cronica.flows.normalise.dates import edtf
from cronica.flows.normalise.dates.joins import joins
from cronica.flows.normalise.dates.months import weekday_names
from cronica.flows.normalise.dates.tokens import Token
from cronica.schemas.language import Dates

_DOUBTS = ("approximate", "uncertain")
_TWO_YEARS = len("2014/2018")
_WORD = re.compile(r"[^\W\d_]+")


class Context:
    """Weighs numbers that may be years in the texts of one language. Texts are in the folded view."""

    def __init__(self, language: Language) -> None:
        pack = language.pack(Dates)
        years, decades = pack.years, pack.decades
        self._bare, self._bare_with_cue = years.bare, years.bare_with_cue
        self._bare_after_noun = years.bare_after_noun
        self._noun = folded(years.noun)
        self._cues = frozenset(map(folded, years.cues))
        self._period_cues = frozenset(map(folded, years.period_cues))
        self._joins = joins(language)
        names, numbered, money = one_of(years.names), one_of(years.numbered), one_of(years.money)
        self._named = language.pattern(rf"${{begins}}{names}\.?$", folded=True)
        self._numbered = language.pattern(
            rf"(?:${{begins}}{numbered}|(?:^|[^a-z0-9]){money})\.?$", folded=True
        )
        counted = one_of(years.counted)
        self._counted = language.pattern(rf"{years.partitive}{counted}${{ends}}", folded=True)
        self._plural_nouns = frozenset(map(folded, decades.plural_nouns))
        self._day_named = language.pattern(pack.day_named, folded=True)
        about = one_of(pack.qualifiers[name] for name in _DOUBTS if name in pack.qualifiers)
        self._weekdays = frozenset(map(folded, weekday_names(language)))
        weekdays = {"weekday": any_of(map(fold, weekday_names(language)))}
        self._about = language.pattern(f"(?:{about}){pack.lead}", weekdays, folded=True)
        self._same_year = language.pattern(pack.same_year, folded=True)
        self._next_day = language.pattern(pack.next_day, folded=True)
        self._next_year = language.pattern(pack.next_year, folded=True)
        self._same_year_before = language.pattern(pack.same_year_before, folded=True)
        self._year_of_thing = language.pattern(pack.year_of_thing, folded=True)
        self._many_before = language.pattern(years.quantity_before, folded=True)
        self._many_after = language.pattern(years.quantity_after, folded=True)
        nouns = {"decade_noun": any_of(map(fold, decades.nouns)), "decade_years": decades.years}
        self._decade = language.pattern(rf"\b(?:{decades.before})\s+$", nouns, folded=True)

    def is_year(self, plain: str, token: Token, *, ranged: bool) -> bool:
        """Whether a number, or a span such as ``2009/10``, lies among the years plausible where it stands.

        Args:
            plain: the text.
            token: the number.
            ranged: it is the end of a range of years.
        """
        before = _words_before(plain, token.start)
        year = token.values[0]
        if token.kind == "span":
            own = _WORD.findall(plain[token.start : token.end])  # 2012/13年度
            after = _WORD.findall(plain[token.end : token.end + 20])[:1]  # 2012/13 финансовый год
            cued = not self._period_cues.isdisjoint((*before[-4:], *own, *after))
            if "/" in plain[token.start : token.end]:
                follows, is_whole = token.values[1] == year + 1, token.end - token.start == _TWO_YEARS
                return (follows and is_whole) or (cued and (follows or is_whole))
            return cued or token.values[1] % 100 > 12  # `2010-08` may be a month
        if token.form in ("words", "glued", "dotted"):
            return before[-1:] == [self._noun]
        cued = ranged or (bool(before) and before[-1] in self._cues)
        cued = cued or bool(self._about.search(plain, max(0, token.start - 30), token.start))
        earliest, latest = self._bare_with_cue if cued else self._bare
        if before[-1:] == [self._noun]:
            earliest, latest = self._bare_after_noun
        return earliest <= year <= latest

    def names_a_thing(self, plain: str, start: int, end: int) -> bool:
        """Whether the number there is a name or an amount: *núm. 2010*, *Agenda 2030*, *2000 dólares*.

        What is printed with the word for a year is no amount and no number: *Конвенция 1972 года*.
        """
        before = folded(plain[max(0, start - 30) : start])
        after = folded(plain[end : end + 30])
        if self._named.search(before):
            return True
        if not plain[end - 1].isdecimal():
            return False
        if self._numbered.search(before):
            return True
        if before.split()[-1:] == [self._noun]:
            return False
        if self._many_before.search(plain, max(0, start - 30), start) and self._many_after.match(plain, end):
            return True
        return bool(self._counted.match(after))

    def is_of_thing(self, plain: str, start: int, end: int) -> bool:
        """Whether the number there alone is that of a thing with a name of its own: *the 2030 Agenda*."""
        is_told = self._year_of_thing.search(plain, max(0, start - 30), start)
        return is_told is not None and self.names_a_thing(plain, start, end)

    def is_of_same_year(self, plain: str, start: int, end: int) -> bool:
        """Whether the words after a date or before it say that it is of the year of the date before it."""
        before = self._same_year_before.search(plain, max(0, start - 80), start)
        return before is not None or self._same_year.match(plain, end) is not None

    def after(self, plain: str, end: int, value: edtf.Value, last: date) -> edtf.Value | None:
        """A day without a year that words behind it place after another: *el 23 de octubre siguiente*."""
        if self._next_day.match(plain, end):
            return edtf.nearest(value, last, coming=True)
        return edtf.in_year(value, last.year + 1) if self._next_year.match(plain, end) else None

    def names_a_street(self, plain: str, start: int) -> bool:
        """Whether a day without a year is the name of a street or of a movement: *la calle 9 de Julio*."""
        return self._day_named.search(plain, max(0, start - 30), start) is not None

    def decade_noun(self, plain: str, start: int, *, alone: bool, ranged: bool) -> int | None:
        """Where the words that make the years at ``start`` decades begin, if they do.

        *decenio de 1990*, *decenios de 1970 a 1990* and *los años 1990* are decades; *decenio de 2010 a 2020*
        is a period of years.

        Args:
            plain: the text.
            start: where the first year stands.
            alone: there is one year.
            ranged: there is a range among the years.
        """
        match = self._decade.search(plain, max(0, start - 40), start)
        if match is None:
            return None
        if match["noun"] is None:
            return match.start() if alone else None
        return match.start() if folded(match["noun"]) in self._plural_nouns or not ranged else None

    def opens_between(self, plain: str, start: int) -> bool:
        """Whether *entre* stands before the date at ``start``, so that the *y* after it closes a range."""
        words = self._joins
        told = words["filler"] | words["of"] | self._weekdays
        before = (word for word in reversed(_words_before(plain, start)) if word not in told)
        return next(before, None) in words["between"]

    def leads_to_range(self, plain: str, start: int) -> bool:
        """Whether a word that begins a range stands before a day: *del* 20 al 15 de mayo."""
        return not self._joins["of"].isdisjoint(_words_before(plain, start)[-1:])


@cache
def context(language: Language) -> Context:
    """What weighs the years of a language, made once."""
    return Context(language)


def _words_before(plain: str, start: int) -> list[str]:
    return _WORD.findall(folded(plain[max(0, start - 40) : start]))
