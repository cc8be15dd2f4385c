"""Typed look-ups in the reference tables: sessions, Security Council years, agenda titles, bodies.

The tables are ``seeds/reference/{sessions,sc_resolution_ranges,agenda_titles,bodies,body_names}.csv``; their
sources are listed in ``seeds/reference/README.md``. Languages are given by their code (ISO 639-1).
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from cronica import seeds
from cronica.flows.language import Language, fold, folded
from cronica.schemas.language import Traits

SESSION_KINDS = {None: "regular", "S-": "special", "ES-": "emergency_special"}
"""The kind of a session by what stands before its number."""
_ACT_NUMBER = re.compile(r"(?P<kind>ES-|S-)?(?P<session>\d+)/\d+")


@dataclass(frozen=True, slots=True)
class Session:
    """A session of a body.

    Attributes:
        opens_on: opening day, where known; ``closes_on`` alike (None also while the session is still open).
        plausible_from: first day on which a text of the session may be adopted; ``plausible_to`` is the last
            (None: no limit yet).
        origin: ``stated`` for published days, ``inferred`` for days by rule.
    """

    body_code: str
    session_kind: str
    session_number: int
    opens_on: date | None
    closes_on: date | None
    plausible_from: date
    plausible_to: date | None
    origin: str

    def is_outside(self, day: date) -> bool:
        """Whether no text of the session is expected to be adopted on that day."""
        return day < self.plausible_from or (self.plausible_to is not None and day > self.plausible_to)

    @property
    def window(self) -> str:
        """The plausible days as an EDTF interval, open (``..``) while the session is."""
        return f"{self.plausible_from}/{self.plausible_to or '..'}"


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the United Nations and how its documents are numbered.

    Attributes:
        names: its name by language (ISO 639-1).
        session_in_roman: its acts carry, or carried, its session in roman numerals.
    """

    body_code: str
    names: Mapping[str, str]
    symbol_prefix: str | None
    parent_body_code: str | None
    session_in_roman: bool


def session(body_code: str | None, kind: str | None, number: int | None) -> Session | None:
    """The session of that body, kind and number."""
    return _sessions().get((body_code, kind, number))


def session_on(body_code: str, day: date) -> Session | None:
    """The regular session a document of that day belongs to: the one that opened last.

    A session goes on until the next one opens, so 1 September 2002 is still session 56 of the General
    Assembly and 20 September 2002 session 57.
    """
    fitting = [
        each
        for each in _sessions().values()
        if each.body_code == body_code and each.session_kind == "regular" and not _begins_after(each, day)
    ]
    latest = max(fitting, key=lambda each: each.opens_on or each.plausible_from, default=None)
    if latest is None or (latest.closes_on or latest.plausible_to or day) < day:
        return None
    return latest


def bodies_by_date(number: str, day: date) -> tuple[str, ...]:
    """Bodies whose session could have adopted an act of that number (``51/2``, ``S-30/1``) on that day.

    The same form is used by the General Assembly, the Human Rights Council and some commissions; the printed
    date decides. More than one body is a doubt, none is a misprint or a body the table does not hold.
    """
    held = _sessions_by_number().get(_session_of_act(number), ())
    return tuple(each.body_code for each in held if not each.is_outside(day))


def is_council_session(number: str, as_of: date | None = None) -> bool:
    """Whether the Human Rights Council, too, has a session for an act of that number, begun by ``as_of``."""
    found = session("HRC", *_session_of_act(number))
    return found is not None and (as_of is None or found.plausible_from <= as_of)


def is_session(number: str) -> bool:
    """Whether any body of the table has a session for an act of that number."""
    return _session_of_act(number) in _sessions_by_number()


@cache
def numbered_by(form: str) -> Mapping[str, frozenset[int]]:
    """The bodies of which others speak by their name, by how they number their acts.

    Args:
        form: ``session`` (``56/1``) or ``calendar`` (``1998/72``), as in ``act_numbering.csv``.

    Returns:
        Body → the months (1 to 12) in which it adopted acts; none where that tells nothing.
    """
    return {
        row["body_code"]: frozenset(map(int, row["months"].split()))
        for row in seeds.reference("act_numbering")
        if row["number_form"] == form
    }


def security_council_year(number: int) -> int | None:
    """The year in which the Security Council adopted the resolution of that number; None beyond the table."""
    firsts, ranges = _council_ranges()
    place = bisect_right(firsts, number) - 1
    if place < 0:
        return None
    year, last = ranges[place]
    return year if number <= last else None


def agenda_title(
    session_number: int, item_number: int | str, subitem: str | None = None, *, language: str
) -> str | None:
    """The title of an item on the agenda of a regular General Assembly session (74 to 80)."""
    return _agenda_titles().get((language, str(session_number), str(item_number), subitem or ""))


def body(body_code: str) -> Body | None:
    """The body of that code."""
    return _bodies().get(body_code)


def counts_in_roman(body_code: str | None) -> bool:
    """Whether the acts of a body carry, or carried, its session in roman numerals."""
    found = _bodies().get(body_code or "")
    return found is not None and found.session_in_roman


def body_names(language: str) -> dict[str, str]:
    """The names of the bodies and their codes, in the order of the table."""
    return {each.names[language]: each.body_code for each in _bodies().values() if language in each.names}


def body_named(text: str, language: str) -> str | None:
    """The body that a text is the name of; a main committee is its Assembly's.

    An acronym may follow: ``Comisión Económica para América Latina y el Caribe (CEPAL)``.
    """
    return _bodies_by_name(language).get(folded(text.partition(" (")[0]))


_LETTER_OF_WORD = re.compile(r"[^\W_](?<![\u3400-\u9fff])")
"""A letter that goes on a word; an ideograph may begin one."""


def body_that_begins(
    text: str, language: str, declined: Mapping[str, str] = MappingProxyType({})
) -> str | None:
    """The body whose name a text begins with; of several that with the longest name.

    Args:
        text: what may begin with a name.
        language: of the text.
        declined: other names by which bodies are called there, folded, and their codes.
    """
    plain = fold(text)
    found = [
        (len(name), code)
        for name, code in {**_bodies_by_name(language), **declined}.items()
        if plain.startswith(name) and not _LETTER_OF_WORD.match(plain, len(name))
    ]
    return max(found)[1] if found else None


def body_called(noun: str, body_codes: Iterable[str], language: Language) -> str | None:
    """The first of these bodies that a noun alone means: *la Comisión*, where it is a commission's.

    After them come the parts of the first: *la Subcomisión* of a commission. A principal organ has too many.
    """
    codes = [*body_codes]
    first = _bodies().get(codes[0]) if codes else None
    if first and first.parent_body_code:
        codes += [each.body_code for each in _bodies().values() if each.parent_body_code == first.body_code]
    for code in codes:
        words = folded(_bodies()[code].names.get(language.code, "")).split() if code in _bodies() else []
        outer = words[: 2 if language.traits.declines else 1] + words[-1:]
        if _is_short(folded(noun), outer, language.traits):
            return code
    return None


def _is_short(noun: str, ends: list[str], traits: Traits) -> bool:
    """Whether a noun is an outer word of a name, in any case or with what is written onto it."""
    if traits.declines:
        alike = (word for word in ends if abs(len(word) - len(noun)) <= _ENDING + 1)
        return len(noun) > _ENDING and any(word.startswith(noun[:-_ENDING]) for word in alike)
    if traits.splits_words_with_blanks and not traits.prefixes:
        return noun in ends
    return " " not in noun and any(noun.endswith(word) or word.endswith(noun) for word in ends)


_ENDING = 2
"""Letters by which the cases of a noun differ; one more may be added."""


def namesake(body_code: str, of: str | None, language: str) -> str:
    """The body called by the same name in the organization of another: the OAS has a General Assembly, too.

    Args:
        body_code: the body that a name alone would mean.
        of: whose document names it.
        language: of the name.
    """
    own, named = _bodies().get(of or ""), _bodies().get(body_code)
    if own is None or own.parent_body_code is None or named is None or language not in named.names:
        return body_code
    name = f"{named.names[language]} "
    return next(
        (
            each.body_code
            for each in _bodies().values()
            if each.parent_body_code == own.parent_body_code and each.names.get(language, "").startswith(name)
        ),
        body_code,
    )


def _begins_after(each: Session, day: date) -> bool:
    return (each.opens_on or each.plausible_from) > day


def _session_of_act(number: str) -> tuple[str, int]:
    match = _ACT_NUMBER.fullmatch(number)
    if match is None:
        raise ValueError(f"{number!r} is no number of the form 51/2 or S-30/1")
    return SESSION_KINDS[match["kind"]], int(match["session"])


@cache
def _sessions() -> dict[tuple[str | None, str | None, int | None], Session]:
    return {
        (row["body_code"], row["session_kind"], int(row["session_number"])): Session(
            row["body_code"],
            row["session_kind"],
            int(row["session_number"]),
            _day(row["opens_on"]),
            _day(row["closes_on"]),
            date.fromisoformat(row["plausible_from"]),
            _day(row["plausible_to"]),
            row["origin"],
        )
        for row in seeds.reference("sessions")
    }


@cache
def _sessions_by_number() -> dict[tuple[str, int], list[Session]]:
    """The sessions of that kind and number, whatever their body."""
    held: dict[tuple[str, int], list[Session]] = {}
    for each in _sessions().values():
        held.setdefault((each.session_kind, each.session_number), []).append(each)
    return held


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


@cache
def _council_ranges() -> tuple[list[int], list[tuple[int, int]]]:
    rows = sorted(
        (int(row["first"]), int(row["year"]), int(row["last"]))
        for row in seeds.reference("sc_resolution_ranges")
    )
    return [first for first, _, _ in rows], [(year, last) for _, year, last in rows]


@cache
def _agenda_titles() -> dict[tuple[str, str, str, str], str]:
    return {
        (row["language"], row["session"], row["item"], row["subitem"]): row["title"]
        for row in seeds.reference("agenda_titles")
    }


@cache
def _bodies_by_name(language: str) -> dict[str, str]:
    return {folded(name): code.split("/")[0] for name, code in body_names(language).items()}


@cache
def _bodies() -> dict[str, Body]:
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for row in seeds.reference("body_names"):
        names[row["body_code"]][row["language"]] = row["name"]
    return {
        row["body_code"]: Body(
            row["body_code"],
            names[row["body_code"]],
            row["symbol_prefix"] or None,
            row["parent_body_code"] or None,
            row["session_in_roman"] == "yes",
        )
        for row in seeds.reference("bodies")
    }
