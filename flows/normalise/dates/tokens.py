"""The parts a date is made of, found in a text: days, months, years, and whole dates in figures.

What a part looks like is data of the language pack (``dates.yml``). Texts are in the folded view.
"""

import re
from datetime import MAXYEAR, date, timedelta
from functools import cache
from itertools import chain
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from cronica.flows.language import Language, any_of, fold, folded
from cronica.flows.language.patterns import without_names
from cronica.flows.language.roman import parse_roman
from cronica.flows.normalise.dates.months import date_words, months, nearest_months
from cronica.schemas.language import Dates


class Token(NamedTuple):
    """A part of a date.

    Attributes:
        kind: ``day month year`` (parts), ``part`` (of a year, in the month's place), ``full`` (a whole date),
            ``decade century span`` (periods), ``numeral decade_more`` (one more of them), or ``number`` (of a
            resolution, with its year in brackets: no date).
        start, end: where it stands, in code points.
        values: the numbers it stands for: a day, a year, the first year of a decade, a century; year, month
            and day; the first and last year of a span; the months a misspelt name may stand for; two days;
            a month told by the document's date, and its year; which quarter, season or week, -1 for the last.
        form: how it is written (``figures words iso numeric roman named narrow month``), that the document's
            date told it (``relative near short``), or of which kind a part of a year or month is.
        problem: ``misspelt_month``, ``foreign_month``, ``glued_mark`` or ``None``.
    """

    kind: str
    start: int
    end: int
    values: tuple[int, ...]
    form: str = "figures"
    problem: str | None = None


_YEAR = re.compile("[12][0-9]{2}[0-9x]")
_LATER = {
    "dateline": frozenset({"day"}),
    "short_months": frozenset[str](),
    "periods": frozenset[str](),
    "quarter_codes": frozenset[str](),
    "month_first": frozenset({"day"}),
    "beside_a_day": frozenset({"day", "year"}),
    "same": frozenset({"day"}),
}
"""The groups looked for later → the kinds of parts without which they are not."""
_BY_DATE = ("relative", "short_years", "year_of_month")
"""The groups whose parts the document's own date tells."""
_WHOLE = frozenset(
    {"iso", "numeric", "roman", "named", "month_first", "month_day", "short_month", "month_number"}
)
"""The parts that are a whole date, or a month and its year."""
_WHICH = {"last": -1, "this": 0, "next": 1}
_HYPHENS = "-\u2010\u2011\u2012\u2013"


class Lexer:
    """Finds the parts of dates in the texts of one language."""

    def __init__(self, language: Language) -> None:
        pack = language.pack(Dates)
        numbers = pack.numbers
        self._language = language
        self._literals = AhoCorasick([fold(literal) for literal in pack.literals])
        self._months = months(language)
        groups = (numbers.units, numbers.teens, numbers.tens, numbers.hundreds)
        self._numbers = {folded(word): number for group in groups for word, number in group.items()}
        self._thousand = frozenset(map(folded, numbers.thousand))
        self._decades = {folded(word): tens for word, tens in pack.decades.words.items()}
        self._of_century = pack.decades.of_century
        self._longest_span = pack.years.longest_span
        self._capitalised = frozenset(map(folded, pack.months.capitalised))
        self._month_may_lead = pack.month_may_lead
        fragments = {**pack.fragments, **date_words(pack, language)}
        parts = {
            group: {name: language.expand(part, fragments) for name, part in of_group.items()}
            for group, of_group in pack.parts.items()
        }
        self.parts = {
            str(name): language.pattern(part, folded=True)
            for of_group in parts.values()
            for name, part in of_group.items()
        }
        """The pattern of each part."""
        self._groups = {
            str(group): language.pattern(
                f"{pack.before[group]}(?:"
                + "|".join(f"(?P<{name}>{without_names(part)})" for name, part in of_group.items())
                + ")",
                folded=True,
            )
            for group, of_group in parts.items()
        }
        self._nth = {folded(word): number for word, number in pack.periods.ordinals.items()}
        self._seasons = {folded(word): number for word, number in pack.periods.seasons.items()}
        self._near_days = {folded(word): days for word, days in pack.near_days.items()}
        self._only_with = {str(group): tuple(map(fold, words)) for group, words in pack.only_with.items()}
        self._only_where = {
            str(group): language.pattern(pattern, folded=True) for group, pattern in pack.only_where.items()
        }
        self._hyphened = language.pattern(rf"\b(?:{any_of(pack.hyphened)})\Z", folded=True)
        self._holds = language.pattern(pack.holds, folded=True)
        self._opens = language.pattern(pack.opens, folded=True)
        self._year_in_words = (
            language.pattern(f"${{begins}}{numbers.year}${{ends}}", folded=True) if numbers.year else None
        )

    def may_hold_date(self, plain: str) -> bool:
        """Whether a text is worth reading: it holds a year in figures or a literal of the pack."""
        return (
            bool(_YEAR.search(plain))
            or bool(self._literals.find_matches_as_indexes(plain))
            or bool(self._holds.search(plain) or self._opens.match(plain))
        )

    def tokens(self, text: str, plain: str, written: date | None = None) -> list[Token]:
        """The parts of dates in a text, in reading order.

        The commonest parts are looked for first; what stands beside a day, more centuries or decades, and
        numbers in words beside a month, only where the first look leaves room for them.

        Args:
            text: as printed.
            plain: the folded text.
            written: the document's own date; without it nothing is read by it.
        """
        tokens = self._scan(plain, "words") + self._scan(plain, "figures")
        kinds = {token.kind for token in tokens}
        for group, beside in _LATER.items():
            if beside <= kinds:
                tokens += self._scan(plain, group)
        if written:  # before the others: of two that take the same place the first is kept
            tokens = [token for group in _BY_DATE for token in self._scan(plain, group, written)] + tokens
        if not kinds.isdisjoint({"century", "decade"}):
            tokens = self._scan(plain, "more") + tokens
        if any(token.kind == "month" and self._words_beside(plain, token) for token in tokens) or (
            self._year_in_words and self._year_in_words.search(plain)
        ):
            tokens += self._scan(plain, "number_words")
        if self._capitalised:
            tokens = [token for token in tokens if not self._is_other_word(token, text)]
        kept: list[Token] = []
        for token in sorted(
            tokens, key=lambda token: (token.start, -token.end, token.kind not in ("part", "full"))
        ):
            if kept and token.start < kept[-1].end:
                continue
            after_hyphen = token.start > 0 and plain[token.start - 1] in _HYPHENS
            is_joined = kept and kept[-1].end >= token.start - 2
            if after_hyphen and not is_joined and not self._hyphened.search(plain, 0, token.start - 1):
                continue  # `COVID-19`, `ES-10`: the end of a name
            kept.append(token)
        return kept

    def _is_other_word(self, token: Token, text: str) -> bool:
        """Whether the name of a month is a word with a small letter, and no year follows it."""
        if token.kind not in ("month", "full") or not text[token.start].islower():
            return False
        word, _, _ = text[token.start : token.end].partition(" ")
        return folded(word) in self._capitalised and not _YEAR.match(text, token.end + 1)

    def _words_beside(self, plain: str, month: Token) -> bool:
        """Whether a number in words stands just before a month, or the year after it is in words."""
        if any(word in plain[month.end : month.end + 20] for word in self._thousand):
            return True
        before = plain[max(0, month.start - 45) : month.start]
        words = folded(before).replace("-", " ").split()[-5:]  # twenty-first
        return not before[-5:-4].isdigit() and not self._numbers.keys().isdisjoint(words)

    def _scan(self, plain: str, group: str, written: date | None = None) -> list[Token]:
        pattern, only_where = self._groups.get(group), self._only_where.get(group)
        if pattern is None or (only_where and not only_where.search(plain)):
            return []
        only_with = self._only_with.get(group)
        if only_with and not any(word in plain for word in only_with):
            return []
        found = (token for match in pattern.finditer(plain) for token in self._tokens(match, written))
        return [token for token in found if token is not None]

    def _tokens(self, match: re.Match[str], written: date | None) -> list[Token | None]:
        """What a match stands for; of *November 12 and 13, 2017* each day is a whole date."""
        name, (start, end) = match.lastgroup or "", match.span()
        if name != "month_days" or not (part := self.parts[name].match(match.string, start)):
            return [self._token(name, match, written)]
        days = [*re.compile("[0-9]+").finditer(part.string, *part.span("days"))]
        return [
            self._full(
                name,
                {"month": part["month"], "day": day[0]},
                start if day is days[0] else day.start(),
                end if day is days[-1] else day.end(),
                int(part["year"]),
                "month_first",
            )
            for day in days
        ]

    def _token(self, name: str, match: re.Match[str], written: date | None) -> Token | None:
        start, end = match.span(name)
        word = match[name]
        match name:  # the commonest first
            case "day":
                return Token("day", start, end, (int(word[:2] if word[1:2].isdigit() else word[0]),))
            case "year":
                form = "dotted" if "." in word[:4] else "figures"  # 2.004, but no г. after it
                return Token("year", start, end, (int(word.replace(".", "")[:4]),), form)
            case "month" | "narrow" | "dateline":
                month = self._months[folded(word.rstrip("."))]
                form = "figures" if name == "dateline" else month.form
                return Token("month", start, end, (month.number,), form, month.problem)
            case "number" | "same_month":
                return Token(name, start, end, ())
            case "odd":  # a word where a month should stand
                near = nearest_months(folded(word), self._language)
                return Token("month", start, end, near, problem="misspelt_month") if near else None
            case "number_words":
                number = self.read_number(word)
                kind = "year" if number >= 1000 else "day"
                return Token(kind, start, end, (number,), "words") if number <= MAXYEAR else None
        if written is not None:
            return self._by_date(name, match.string, start, end, written)
        return self._period(name, match.string, start, end)

    def _period(self, name: str, plain: str, start: int, end: int) -> Token | None:
        """A whole date in figures, or a period of years."""
        part = self.parts[name].match(plain, start)
        said = part.groupdict() if part else {}
        match name:
            case name if name in _WHOLE:
                return self._full(name, said, start, end, int(said.get("year") or 0))
            case "span":
                first = int(said["year"])
                last = first - first % 100 + int(said["last"][-2:])
                last = last if last > first else last + 100
                is_span = last - first <= self._longest_span
                return Token("span", start, end, (first, last)) if is_span else None
            case "days":
                return Token("day", start, end, (int(said["first"]), int(said["last"])), "days")
            case "glued":
                return Token("year", start, start + 4, (int(said["year"]),), "glued", "glued_mark")
            case "fortnight" | "week":
                return Token("day", start, end, (self._ordinal(said["nth"]),), name)
            case "quarter" | "four_months" | "semester":
                return Token("part", start, end, (self._ordinal(said["nth"]),), name)
            case "season":
                season = folded(said.get("season") or plain[start:end])
                return Token("part", start, end, (self._seasons[season],), name)
            case "quarter_of":
                year, nth = said["year"] or said["year2"], said["nth"] or said["nth2"]
                return Token("quarter", start, end, (int(year), int(nth)))
            case "decade":
                return Token("decade", start, end, (int(said["tens"]) * 10,))
            case "decade_words" | "decade_more":
                printed = (said.get("tens") or plain[start:end]).lstrip("'")
                tens = int(printed) if printed.isdigit() else self._decades[folded(printed)]
                kind = "decade" if name == "decade_words" else name
                return Token(kind, start, end, (self._of_century + tens,), "words")
        printed = said.get("number") or plain[start:end]  # of a century
        number = _number(printed) or self.read_number(printed)
        return Token(name, start, end, (number,)) if number and 1 < number < 30 else None

    def _full(
        self, name: str, said: dict[str, str], start: int, end: int, year: int, form: str | None = None
    ) -> Token | None:
        """A whole date, or a month and year, printed as one part; ``form`` is the name unless given."""
        named = self._months.get(folded(said["month"].rstrip(".")))
        month, problem = (named.number, named.problem) if named else (_number(said["month"]), None)
        day = int(said.get("day") or 0)
        if self._month_may_lead and month and day <= 12 and said["month"].isdigit() and day != month:
            day, month, problem = (month, day, None) if month > 12 else (day, month, "ambiguous_order")
        if not month or (day > 31 and month > 12) or (said.get("day") and not day):  # 95-95-95
            return None
        return Token("full", start, end, (year, month, day), form or name, problem)

    def _by_date(self, name: str, plain: str, start: int, end: int, written: date) -> Token | None:
        """A part whose year, month or day the document's own date tells."""
        part = self.parts[name].match(plain, start)
        said = part.groupdict() if part else {}
        if name == "near":
            when = written + timedelta(self._near_days[folded(plain[start:end])])
            return Token("full", start, end, (when.year, when.month, when.day), "near")
        if "year" in said:
            year = _latest(int(said["year"].lstrip("'")), written)
            if name == "short_year" and part:
                return Token("year", *part.span("year"), (year,), "short")
            return self._full(name, said, start, end, year, "short")
        if name in ("past_named", "coming_named"):
            month = self._months[folded(said["month"] or said["month2"])].number
            passes = month > written.month if name == "coming_named" else month >= written.month
            year = written.year - passes if name == "past_named" else written.year + (not passes)
            return Token("full", start, end, (year, month, 0), "relative")
        which, _, unit = name.partition("_")
        form = "relative" if which == "this" else "near"
        if unit == "year":
            return Token("year", start, end, (written.year + _WHICH[which],), form)
        year, month = divmod(written.year * 12 + written.month - 1 + _WHICH[which], 12)
        return Token("month", start, end, (month + 1, year), form)

    def _ordinal(self, printed: str) -> int:
        """Which one an ordinal in words, figures or roman numerals counts; -1 is the last."""
        known = self._nth.get(folded(printed))
        return known or (int(printed[0]) if printed[0].isdigit() else _number(printed) or 0)

    def read_number(self, words: str) -> int:
        """The value of a number in words: *dos mil diecisiete* is 2017, *treinta y uno* 31."""
        total = 0
        for word in chain.from_iterable(map(self._number_words, folded(words).split())):
            value = 1000 if word in self._thousand else self._numbers.get(word, 0)
            before = total if value == 1000 else total % 100
            total += before * value - before if before and value in (100, 1000) else value
        return total

    def _number_words(self, word: str) -> list[str]:
        """The words joined by hyphens, where they are no number of their own: *quatre-vingt* is one."""
        return [word] if word in self._numbers else word.split("-")


@cache
def lexer(language: Language) -> Lexer:
    """What finds the parts of dates in a language, made once."""
    return Lexer(language)


def _latest(two_figures: int, written: date) -> int:
    """The year of two figures that is the last one not after the year that follows ``written``."""
    century = written.year - written.year % 100
    year = century + two_figures
    return year if year <= written.year + 1 else year - 100


def _number(printed: str) -> int | None:
    """A number in figures or in small roman numerals."""
    return int(printed) if printed.isdigit() else parse_roman(printed.upper())
