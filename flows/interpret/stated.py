"""What a machine-readable file states of its document, as values.

The readers hand on a file's statements word for word; see ``cronica.flows.extract.formats.akn_metadata`` for
what they can be. The words they use are in ``stated.yml`` of the one language pack that has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from cronica.flows.language.identify import iso_639_1, stating
from cronica.flows.normalise.citations.symbols import canonical, find_symbols, session_of
from cronica.flows.normalise.names.sponsors import split_sponsors, sponsor_entity
from cronica.flows.normalise.names.stated import entity_named
from cronica.schemas import registry
from cronica.schemas.language import Stated as StatedPack

_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_LETTER = r"\(?[a-z]{1,2}\)"
_ITEM = re.compile(
    rf"(?P<number>\d{{1,3}})(?:\s*(?P<letters>(?:{_LETTER}[\s,]*(?:[^\W\d]{{1,3}}\s+(?={_LETTER}))?)+))?"
)
_ITEM_LETTER = re.compile(r"[a-z]{1,2}(?=\))")


@dataclass(frozen=True, slots=True)
class Vote:
    """How one State voted; ``vote`` as in ``votes.vote``."""

    state_name: str
    entity_id: str | None
    vote: str


@dataclass(frozen=True, slots=True)
class Count:
    """One side of a recorded vote: how many votes are stated, and how many States are named."""

    vote: str
    stated: int | None
    named: int


@dataclass(frozen=True, slots=True)
class Sponsor:
    """A sponsor of the draft with this symbol."""

    name: str
    entity_id: str | None
    draft_symbol: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item of the document; one of which only the title is given has no number."""

    number: int | None
    letter: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Stated:
    """The statements of one file about its document; None is nothing stated.

    Attributes:
        page_title: what the heading of a web page says; the title where the text has no masthead.
        page_name: what a page without a heading is called; the title where the text has none.
        adoption_date: the day of the act.
        closing_date: the day marked at the foot of the act.
        adoption_steps: the days its history gives for its adoption.
        meetings: the meetings its history gives for its adoption.
        origin: the line that says what it was adopted on.
        outcome_text: how it was adopted, word for word.
        outcome: what that means; without it what its history says, or that States are named with their votes.
        unknown_sides: what the file calls counts that are of no known side of a vote.
        tally: votes in favour, against and abstaining, where the outcome states them.
    """

    language: str | None = None
    document_type: str | None = None
    symbol: str | None = None
    title: str | None = None
    session: tuple[int, str] | None = None
    items: tuple[Item, ...] = ()
    page_title: str | None = None
    page_name: str | None = None
    issue_date: date | None = None
    adoption_date: date | None = None
    closing_date: date | None = None
    adoption_steps: tuple[date, ...] = ()
    meeting: int | None = None
    meetings: tuple[int, ...] = ()
    origin: str | None = None
    outcome_text: str | None = None
    outcome: str | None = None
    tally: Mapping[str, int] | None = None
    counts: tuple[Count, ...] = ()
    unknown_sides: tuple[str, ...] = ()
    votes: tuple[Vote, ...] = ()
    sponsors: tuple[Sponsor, ...] = ()
    subjects: tuple[tuple[str, str, str | None], ...] = ()


class _Words:
    """The compiled patterns of the statements."""

    def __init__(self) -> None:
        pack = stating().pack(StatedPack)
        self.outcomes = {value: re.compile(words, re.IGNORECASE) for value, words in pack.outcomes.items()}
        self.sides = {vote: re.compile(words, re.IGNORECASE) for vote, words in pack.sides.items()}
        self.tally = re.compile(pack.tally)
        self.record = re.compile(pack.record)
        self.sponsor_steps = frozenset(pack.sponsor_steps)
        self.adoption_steps = frozenset(pack.adoption_steps)


@cache
def _words() -> _Words:
    return _Words()


def read_stated(said: Mapping[str, Any]) -> Stated | None:
    """The values of a file's statements; None for a file that states nothing of its document."""
    if not said:
        return None
    words = _words()
    symbol = _symbol(said.get("symbol", ""))
    steps = said.get("steps", ())
    adopted = [step for step in steps if step.get("outcome") in words.adoption_steps]
    vote = said.get("vote", {})
    outcome = vote.get("outcome")
    kind = said.get("type")
    counts = [(_first_of(words.sides, count["side"]), count) for count in vote.get("counts", ())]
    sides = [(side, count) for side, count in counts if side is not None]
    tally = words.tally.search(outcome or "")
    votes = tuple(_votes(sides))
    told = [outcome] if outcome else [step.get("by", "") for step in adopted]
    recorded = "adopted_recorded_vote" if votes and adopted and not outcome else None
    return Stated(
        language=_language(said.get("language")),
        document_type=kind if kind in registry.vocabularies()["document_type"] else None,
        symbol=symbol,
        title=said.get("title"),
        session=_session(said.get("session", ""), symbol),
        items=tuple(_items(said.get("agenda_items", ()))),
        page_title=said.get("page_title"),
        page_name=said.get("page_name"),
        issue_date=_day(said.get("issue_date")),
        adoption_date=_day(said.get("adoption_date")) or _day(said.get("closing_date")),
        closing_date=_day(said.get("closing_date")),
        adoption_steps=tuple(day for step in adopted if (day := _day(step.get("date")))),
        meeting=_number(said.get("meeting", "")),
        meetings=tuple(meeting for step in adopted if (meeting := _recorded(step.get("symbol", "")))),
        origin=said.get("origin"),
        outcome_text=outcome,
        outcome=next((found for each in told if (found := _first_of(words.outcomes, each))), recorded),
        tally={vote: int(count) for vote, count in tally.groupdict().items()} if tally else None,
        counts=tuple(Count(side, _number(count["stated"]), len(count["voters"])) for side, count in sides),
        unknown_sides=tuple(count["side"] for side, count in counts if side is None),
        votes=votes,
        sponsors=tuple(sponsors_of(steps)),
        subjects=tuple(_subjects(said.get("subjects", ()))),
    )


def _votes(sides: Sequence[tuple[str, Mapping[str, Any]]]) -> Iterator[Vote]:
    """One vote a State: the first that is stated."""
    seen: set[str] = set()
    for side, count in sides:
        for name in count["voters"]:
            if name not in seen:
                seen.add(name)
                yield Vote(name, entity_named(name), side)


def sponsors_of(steps: Sequence[Mapping[str, Any]]) -> Iterator[Sponsor]:
    """The sponsors in a document's history, each once; who joined later sponsored the same draft."""
    listed = [step for step in steps if step.get("outcome") in _words().sponsor_steps]
    draft = next((symbol for step in listed if (symbol := _symbol(step.get("symbol", "")))), None)
    seen: set[str] = set()
    for step in listed:
        for name in split_sponsors(step.get("by", "")):
            if name not in seen:
                seen.add(name)
                yield Sponsor(name, sponsor_entity(name), draft)


def _subjects(listed: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, str, str | None]]:
    """Each heading once; one may have two identifiers in its vocabulary."""
    seen: set[tuple[str, str, str | None]] = set()
    for subject in listed:
        heading = subject.get("vocabulary", ""), subject.get("subject", ""), subject.get("uri")
        if heading[0] and heading[1] and heading not in seen:
            seen.add(heading)
            yield heading


def _symbol(printed: str) -> str | None:
    """``A/RES/75/290 B``: the first symbol printed, with its part."""
    symbols = find_symbols(printed)
    if not symbols:
        return canonical(printed) or None
    return f"{symbols[0].symbol} {symbols[0].part}" if symbols[0].part else symbols[0].symbol


def _session(printed: str, symbol: str | None) -> tuple[int, str] | None:
    """The session stated, of the kind that its symbol shows."""
    number = _number(printed)
    if number is None:
        return None
    in_symbol = session_of(symbol) if symbol else None
    return in_symbol if in_symbol and in_symbol[0] == number else (number, "regular")


def _items(listed: Sequence[Mapping[str, str]]) -> Iterator[Item]:
    """The items by their figures and letters, whatever the language of the line: ``Points 14 et 78 a)``."""
    for line in listed:
        if not line.get("text") and line.get("title"):
            yield Item(None, None, line["title"])
        for match in _ITEM.finditer(line.get("text", "")):
            letters = _ITEM_LETTER.findall(match["letters"] or "") or [None]
            for letter in letters:
                yield Item(int(match["number"]), letter, line.get("title"))


def _recorded(step: str) -> int | None:
    match = _words().record.search(step)
    return int(match["meeting"] or match["printed"]) if match else None


def _first_of(patterns: Mapping[str, re.Pattern[str]], text: str) -> str | None:
    return next((value for value, pattern in patterns.items() if pattern.search(text)), None)


def _number(printed: str) -> int | None:
    match = _NUMBER.search(printed)
    return int(match.group()) if match else None


def _day(printed: str | None) -> date | None:
    try:
        return date.fromisoformat(printed) if printed else None
    except ValueError:
        return None


def _language(stated: str | None) -> str | None:
    return iso_639_1().get(stated, stated) if stated else None
