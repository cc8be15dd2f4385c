"""The parts a date is made of, found in a text: days, months, years, and whole dates in figures.

What a part looks like is data of the language pack (``dates.yml``). Texts are in the folded view.
"""

import re
from functools import cache
from typing import NamedTuple

from cronica.flows.language import Language, any_of, fold, folded
from cronica.flows.language.patterns import without_names
from cronica.flows.language.roman import parse_roman
from cronica.flows.normalise.dates.months import months, nearest_months
from cronica.schemas.language import Dates


class Token(NamedTuple):
    """A part of a date.

    Attributes:
        kind: ``day month year`` (parts), ``full`` (a whole date in figures), ``decade century span``
            (periods), ``numeral decade_more`` (one more of them), or ``number`` (of a resolution, with its
            year in brackets: no date).
        start, end: where it stands, in code points.
        values: the numbers it stands for: a day, a year, the first year of a decade, a century; year, month
            and day; the first and last year of a span; the months a misspelt name may stand for.
        form: how it is written: ``figures words iso numeric roman narrow``.
        problem: ``misspelt_month``, ``foreign_month`` or ``None``.
    """

    kind: str
    start: int
    end: int
    values: tuple[int, ...]
    form: str = "figures"
    problem: str | None = None


_YEAR = re.compile("[12][0-9]{2}[0-9x]")
_HYPHENS = "-\u2010\u2011\u2012\u2013"


class Lexer:
    """Finds the parts of dates in the texts of one language."""

    def __init__(self, language: Language) -> None:
        pack = language.pack(Dates)
        numbers = pack.numbers
        self._language = language
        self._literals = [fold(literal) for literal in pack.literals]
        self._months = months(language)
        groups = (numbers.units, numbers.teens, numbers.tens, numbers.hundreds)
        self._numbers = {folded(word): number for group in groups for word, number in group.items()}
        self._thousand = folded(numbers.thousand or "")
        self._decades = {folded(word): tens for word, tens in pack.decades.words.items()}
        self._of_century = pack.decades.of_century
        fragments = {**pack.fragments, **_words(pack, language)}
        parts = {
            group: {name: language.expand(part, fragments) for name, part in of_group.items()}
            for group, of_group in pack.parts.items()
        }
        self._parts = {
            str(name): language.pattern(part, folded=True)
            for of_group in parts.values()
            for name, part in of_group.items()
        }
        self._groups = {
            str(group): language.pattern(
                f"{pack.before[group]}(?:"
                + "|".join(f"(?P<{name}>{without_names(part)})" for name, part in of_group.items())
                + ")",
                folded=True,
            )
            for group, of_group in parts.items()
        }
        self._year_in_words = language.pattern(rf"\b{numbers.year}\b", folded=True) if numbers.year else None

    def may_hold_date(self, plain: str) -> bool:
        """Whether a text is worth reading: it holds a year in figures or a literal of the pack."""
        return bool(_YEAR.search(plain)) or any(literal in plain for literal in self._literals)

    def tokens(self, plain: str) -> list[Token]:
        """The parts of dates in a text, in reading order.

        The commonest parts are looked for first; what stands beside a day, more centuries or decades, and
        numbers in words beside a month, only where the first look leaves room for them.
        """
        tokens = self._scan(plain, "figures") + self._scan(plain, "words")
        kinds = {token.kind for token in tokens}
        if {"day", "year"} <= kinds:
            tokens += self._scan(plain, "beside_a_day")
        if not kinds.isdisjoint({"century", "decade"}):
            tokens += self._scan(plain, "more")
        if any(token.kind == "month" and self._words_beside(plain, token) for token in tokens) or (
            self._year_in_words and self._year_in_words.search(plain)
        ):
            tokens += self._scan(plain, "number_words")
        kept: list[Token] = []
        for token in sorted(tokens, key=lambda token: (token.start, -token.end)):
            if kept and token.start < kept[-1].end:
                continue
            after_hyphen = token.start > 0 and plain[token.start - 1] in _HYPHENS
            if after_hyphen and not (kept and kept[-1].end >= token.start - 2):
                continue  # `COVID-19`, `ES-10`: the end of a name
            kept.append(token)
        return kept

    def _words_beside(self, plain: str, month: Token) -> bool:
        """Whether a number in words stands just before a month, or the year after it is in words."""
        if self._thousand and self._thousand in plain[month.end : month.end + 20]:
            return True
        before = plain[max(0, month.start - 45) : month.start]
        return not before[-5:-4].isdigit() and not self._numbers.keys().isdisjoint(
            folded(before).split()[-5:]
        )

    def _scan(self, plain: str, group: str) -> list[Token]:
        pattern = self._groups.get(group)
        if pattern is None:
            return []
        found = (self._token(match.lastgroup or "", match) for match in pattern.finditer(plain))
        return [token for token in found if token is not None]

    def _token(self, name: str, match: re.Match[str]) -> Token | None:
        start, end = match.span(name)
        word = match[name]
        match name:  # the commonest first
            case "day":
                return Token("day", start, end, (int(word[:2] if word[1:2].isdigit() else word[0]),))
            case "year":
                return Token("year", start, end, (int(word[:4]),))
            case "month" | "narrow":
                month = self._months[folded(word.rstrip("."))]
                return Token("month", start, end, (month.number,), month.form, month.problem)
            case "number":
                return Token("number", start, end, ())
            case "odd":  # a word where a month should stand
                near = nearest_months(folded(word), self._language)
                return Token("month", start, end, near, problem="misspelt_month") if near else None
            case "number_words":
                number = self.read_number(word)
                return Token("year" if number >= 1000 else "day", start, end, (number,), "words")
        return self._period(name, match.string, start, end)

    def _period(self, name: str, plain: str, start: int, end: int) -> Token | None:
        """A whole date in figures, or a period of years."""
        part = self._parts[name].match(plain, start)
        said = part.groupdict() if part else {}
        match name:
            case "iso" | "numeric" | "roman":
                month = _number(said["month"])
                values = int(said["year"]), month or 0, int(said["day"])
                return Token("full", start, end, values, name) if month else None
            case "span":
                first = int(said["year"])
                last = first - first % 100 + int(said["last"])
                return Token("span", start, end, (first, last if last > first else last + 100))
            case "decade":
                return Token("decade", start, end, (int(said["tens"]) * 10,))
            case "decade_words" | "decade_more":
                printed = (said.get("tens") or plain[start:end]).lstrip("'")
                tens = int(printed) if printed.isdigit() else self._decades[folded(printed)]
                kind = "decade" if name == "decade_words" else name
                return Token(kind, start, end, (self._of_century + tens,), "words")
        number = _number(said.get("number") or plain[start:end])  # of a century
        return Token(name, start, end, (number,)) if number and 1 < number < 30 else None

    def read_number(self, words: str) -> int:
        """The value of a number in words: *dos mil diecisiete* is 2017, *treinta y uno* 31."""
        total = 0
        for word in folded(words).split():
            total = max(total, 1) * 1000 if word == self._thousand else total + self._numbers.get(word, 0)
        return total


@cache
def lexer(language: Language) -> Lexer:
    """What finds the parts of dates in a language, made once."""
    return Lexer(language)


def _words(pack: Dates, language: Language) -> dict[str, str]:
    """The words of the pack that its patterns name, as patterns."""
    names, numbers = months(language).items(), pack.numbers
    lists = {
        "month": [name for name, month in names if month.form != "narrow"],
        "narrow": [name for name, month in names if month.form == "narrow"],
        "decade_noun": pack.decades.nouns,
        "decade_word": pack.decades.words,
        "century_noun": pack.centuries.nouns,
        "units": numbers.units,
        "teens": numbers.teens,
        "tens": numbers.tens,
        "hundred": numbers.hundreds,
    }
    return {
        **{name: any_of(map(fold, words)) for name, words in lists.items()},
        "ordinal": "|".join(map(re.escape, sorted(pack.ordinal_marks, key=len, reverse=True))),
        "decade_years": pack.decades.years,
        "thousand": numbers.thousand or "",
    }


def _number(printed: str) -> int | None:
    """A number in figures or in small roman numerals."""
    return int(printed) if printed.isdigit() else parse_roman(printed.upper())
