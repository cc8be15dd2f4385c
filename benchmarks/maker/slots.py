"""What varies from sentence to sentence: every slot of a phrase, as it is printed and what it means."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from cronica import seeds
from cronica.flows.language.superscripts import superscript

FIRST_YEAR, LAST_YEAR = 1994, 2024


@cache
def phrases() -> dict[str, Any]:
    """The stock of sentences and words, by the part of a document they belong to."""
    loaded = yaml.safe_load(Path(__file__).with_name("phrases.yml").read_text(encoding="utf-8"))
    return dict(loaded)


@cache
def spans(body: str) -> dict[int, tuple[date, date]]:
    """Number of a regular session → when it may adopt something."""
    return {
        int(row["session_number"]): (
            date.fromisoformat(row["opens_on"] or row["plausible_from"]),
            date.fromisoformat(row["closes_on"] or row["plausible_to"]),
        )
        for row in seeds.reference("sessions")
        if row["body_code"] == body and row["session_kind"] == "regular"
    }


@cache
def council_numbers() -> dict[int, tuple[int, int]]:
    """Year → first and last number of the resolutions of the Security Council."""
    return {
        int(row["year"]): (int(row["first"]), int(row["last"]))
        for row in seeds.reference("sc_resolution_ranges")
    }


def ordinal(number: int) -> str:
    """``75`` → ``septuagésimo quinto``; masculine, before its noun, below 100."""
    tens, units = divmod(number, 10)
    words = phrases()["ordinals"]
    return f"{words['tens'][tens]} {words['units'][units]}".strip()


def month_name(number: int) -> str:
    """``1`` → ``enero``."""
    return str(phrases()["months"][number - 1])


def roman(number: int) -> str:
    """``19`` → ``XIX``; up to 20."""
    return str(phrases()["roman"][number - 1])


def mark(number: int) -> str:
    """The mark of a footnote: ``12`` → ``¹²``."""
    return superscript(str(number))


def day_of_act(symbol: str, first: date, last: date) -> date:
    """The day an act was adopted: the same in its own text and wherever it is cited."""
    return first + timedelta(Random(symbol).randrange((last - first).days))


class Slots(dict[str, str]):
    """Fills phrases; what it printed is known in ``dates``, ``cited``, ``sessions`` and ``notes``.

    Attributes:
        dates: the value of every date mention, in EDTF, in the order it was printed.
        undated: likewise of those printed without a year.
        cited: the symbol of every citation, likewise.
        sessions: the number of every session named, likewise.
        notes: the footnotes, in order; a mark ``¹`` stands for the first.
    """

    def __init__(self, random: Random) -> None:
        super().__init__()
        self.random = random
        self.dates: list[str] = []
        self.undated: list[str] = []
        self.cited: list[str] = []
        self.sessions: list[int] = []
        self.notes: list[str] = []
        self._citation_day = date(FIRST_YEAR, 1, 1)

    def __missing__(self, name: str) -> str:
        return str(getattr(self, name)())

    def fill(self, phrase: str) -> str:
        """The phrase with its slots filled, from left to right, and *a el*, *de el* contracted."""
        return re.sub(r"\b(a|de) el\b", r"\1l", phrase.format_map(self))

    def several(self, part: str, number: int) -> Iterator[str]:
        """So many phrases of a part, none twice before all have come; one without a full stop may go on."""
        while number > 0:
            taken = self.random.sample(phrases()[part], min(number, len(phrases()[part])))
            number -= len(taken)
            for phrase in taken:
                yield self.fill(phrase if phrase.endswith(".") else phrase + self._tails())

    def _tails(self) -> str:
        """As many as make figures as frequent as in resolutions: five or six in a thousand characters."""
        return "".join(self.random.sample(phrases()["tails"], self.random.choice((2, 3, 4, 5))))

    def one_of(self, part: str) -> str:
        """One phrase of a part."""
        return self.fill(self.random.choice(phrases()[part]))

    # Dates. What returns a date prints it and notes its value.

    def any_day(self) -> date:
        first = date(FIRST_YEAR, 1, 1)
        return first + timedelta(self.random.randrange((date(LAST_YEAR, 12, 31) - first).days))

    def dated(self, when: date) -> str:
        self.dates.append(when.isoformat())
        return f"{when.day} de {month_name(when.month)} de {when.year}"

    def day(self) -> str:
        return self.dated(self.any_day())

    def its_day(self) -> str:
        return self.dated(self._citation_day)

    def _days_of_a_month(self, number: int) -> tuple[int, int, list[int]]:
        when = self.any_day()
        last = calendar.monthrange(when.year, when.month)[1]
        return when.year, when.month, sorted(self.random.sample(range(1, last + 1), number))

    def days(self) -> str:
        year, month, chosen = self._days_of_a_month(self.random.choice((2, 2, 3)))
        self.dates += [date(year, month, each).isoformat() for each in chosen]
        head = ", ".join(map(str, chosen[:-1]))
        return f"{head} y {chosen[-1]} de {month_name(month)} de {year}"

    def undated_days(self) -> str:
        _, month, chosen = self._days_of_a_month(2)
        self.undated += [f"XXXX-{month:02}-{each:02}" for each in chosen]
        return f"{chosen[0]} y {chosen[1]} de {month_name(month)}"

    def undated_day(self) -> str:
        _, month, (chosen,) = self._days_of_a_month(1)
        self.undated.append(f"XXXX-{month:02}-{chosen:02}")
        return f"{chosen} de {month_name(month)}"

    def span(self) -> str:
        year, month, (first, last) = self._days_of_a_month(2)
        self.dates.append(f"{date(year, month, first)}/{date(year, month, last)}")
        return f"del {first} al {last} de {month_name(month)} de {year}"

    def between(self) -> str:
        first, last = sorted((self.any_day(), self.any_day()))
        self.dates.append(f"{first}/{last}")
        of = [f"{each.day} de {month_name(each.month)} de {each.year}" for each in (first, last)]
        return " y el ".join(of)

    def month(self) -> str:
        when = self.any_day()
        self.dates.append(f"{when:%Y-%m}")
        return f"{month_name(when.month)} de {when.year}"

    def year(self) -> str:
        self.dates.append(str(self.any_day().year))
        return self.dates[-1]

    def years(self) -> str:
        first = self.any_day().year
        last = first + self.random.randint(1, 9)
        self.dates.append(f"{first}/{last}")
        return f"{first}-{last}"

    def decade(self) -> str:
        first = self.random.randrange(1950, 2020, 10)
        self.dates.append(f"{first // 10}X")
        return str(first)

    def since_month(self) -> str:
        return self._open(self.month())

    def since_year(self) -> str:
        return self._open(self.year())

    def since_decade(self) -> str:
        return self._open(self.decade())

    def _open(self, printed: str) -> str:
        """What was printed last begins a period without an end: ``2008-01/..``."""
        self.dates[-1] += "/.."
        return printed

    # Citations.

    def _session(self, body: str) -> int:
        """A session between the first and last year."""
        return self.random.choice(
            [
                number
                for number, (first, last) in spans(body).items()
                if first.year >= FIRST_YEAR and last.year <= LAST_YEAR
            ]
        )

    def day_in(self, body: str, session: int) -> date:
        first, last = spans(body)[session]
        return first + timedelta(self.random.randrange((last - first).days))

    def _of_session(self, body: str, prefix: str, numbers: int) -> str:
        session = self._session(body)
        number = f"{session}/{self.random.randint(1, numbers)}"
        self._cite(prefix + number, *spans(body)[session])
        return number

    def _cite(self, symbol: str, first: date, last: date) -> None:
        self.cited.append(symbol)
        self._citation_day = day_of_act(symbol, first, last)

    def ga(self) -> str:
        return self._of_session("GA", "A/RES/", 330)

    def ga_dated(self) -> str:
        return f"{self.ga()}, de {self.its_day()}"

    def hrc_dated(self) -> str:
        return f"{self._of_session('HRC', 'A/HRC/RES/', 40)}, de {self.its_day()}"

    def sc(self) -> str:
        year = self.any_day().year
        number = self.random.randint(*council_numbers()[year])
        self._cite(f"S/RES/{number}({year})", date(year, 1, 1), date(year, 12, 31))
        return f"{number} ({year})"

    def sc_dated(self) -> str:
        return f"{self.sc()}, de {self.its_day()}"

    def old_dated(self) -> str:
        session = self.random.randint(10, 20)
        number = f"{118 * session + self.random.randrange(100)}"
        self._cite(f"A/RES/{number}({roman(session)})", *spans("GA")[session])
        return f"{number} ({roman(session)}), de {self.its_day()}"

    def _symbol(self, shape: str, last: int) -> str:
        symbol = shape.format(year=self.any_day().year, n=self.random.randint(1, last))
        self.cited.append(symbol)
        return symbol

    def ecosoc(self) -> str:
        number = f"{self.any_day().year}/{self.random.randint(1, 40)}"
        self.cited.append(f"E/RES/{number}")
        return number

    def ga_document(self) -> str:
        return self._symbol(f"A/{self._session('GA')}/{{n}}", 900)

    def draft(self) -> str:
        return self._symbol(f"A/{self._session('GA')}/L.{{n}}", 130)

    def sc_document(self) -> str:
        return self._symbol("S/{year}/{n}", 1200)

    def prst(self) -> str:
        return self._symbol("S/PRST/{year}/{n}", 30)

    def e_document(self) -> str:
        return self._symbol("E/{year}/{n}", 130)

    # Other numerals, and words.

    def own_session(self, session: int) -> str:
        self.sessions.append(session)
        return ordinal(session)

    def session(self) -> str:
        return self.own_session(self._session("GA"))

    def count(self) -> str:
        return str(self.random.randint(3, 989))

    def few(self) -> str:
        return str(self.random.randint(3, 60))

    def roman(self) -> str:
        return roman(self.random.randint(1, 10))

    def note(self) -> str:
        return self.noted(self.one_of("notes"))

    def note_ga_document(self) -> str:
        return self.noted(f"{self.ga_document()}.")

    def noted(self, note: str) -> str:
        self.notes.append(note)
        return mark(len(self.notes))

    def topic(self) -> str:
        return self.one_of("topics")

    def place(self) -> str:
        return self.one_of("places")

    def state(self) -> str:
        return self.one_of("states")

    def person(self) -> str:
        return self.one_of("people")

    def committee(self) -> str:
        return self.one_of("committees")

    def organization(self) -> str:
        return self.one_of("organizations")
