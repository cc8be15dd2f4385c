"""Sessions (*períodos de sesiones*) and meetings (*sesiones*) in Spanish text; the two are never confused.

======================= ================================================================= ==============
rule_id                 example                                                           number
======================= ================================================================= ==============
session_ordinal         septuagésimo quinto período de sesiones, 75º período de sesiones  75
session_list            períodos de sesiones 53º, 54º y 55º                               53, 54, 55
session_range           períodos de sesiones sexagésimo cuarto a sexagésimo sexto         64, 65, 66
session_of_year         período de sesiones de 2021                                       none
special_by_topic        primer período extraordinario de sesiones dedicado al desarme     10
special_by_topic_year   período extraordinario … sobre las drogas, celebrado en 2016      30
special_undecided       período extraordinario de sesiones sobre las drogas               none
meeting_ordinal         101ª sesión plenaria, Tercera sesión plenaria, 3595º sesión       101, 3, 3595
meeting_list            sesiones 386ª, 387ª y 404ª                                        386, 387, 404
meeting_range           sesiones 796ª a 799ª                                              796 … 799
======================= ================================================================= ==============

A session or meeting of a list stands where its own ordinal does; one inside a range, where the range does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from cronica.flows.language.folding import folded, lowered
from cronica.flows.normalise.sessions.ordinal_lists import (
    Joins,
    Ordinal,
    expand,
    ordinals_after,
    ordinals_before,
)

from cronica import seeds


@dataclass(frozen=True, slots=True)
class SessionMatch:
    """A session named in a text.

    Attributes:
        start, end: where it stands, in code points.
        number: its number; ``None`` when it is named by year, or by a topic several special sessions share.
        kind: ``regular special emergency_special``.
        body_code: the body, when the words beside it name one.
        rule_id: how it was read; see the table above.
    """

    start: int
    end: int
    number: int | None
    kind: str
    body_code: str | None
    rule_id: str


@dataclass(frozen=True, slots=True)
class MeetingMatch:
    """A meeting named in a text.

    Attributes:
        start, end: where it stands, in code points.
        number: its number.
        kind: ``plenary committee council``, or ``None`` when nothing beside it says.
        is_resumed: it is the continuation of a meeting (*continuación*).
        rule_id: how it was read; see the table above.
    """

    start: int
    end: int
    number: int
    kind: str | None
    is_resumed: bool
    rule_id: str


def find_sessions(text: str) -> list[SessionMatch]:
    """Every session named in the cleaned text of a paragraph, in reading order."""
    lower = lowered(text)
    if "sesiones" not in lower:
        return []
    return [match for noun in _session_noun().finditer(lower) for match in _sessions(text, lower, noun)]


def find_meetings(text: str) -> list[MeetingMatch]:
    """Every meeting named in the cleaned text of a paragraph, in reading order."""
    lower = lowered(text)
    if "sesi" not in lower:
        return []
    return [match for noun in _meeting_noun().finditer(lower) for match in _meetings(text, lower, noun)]


def names_united_nations(text: str) -> bool:
    """Whether a text says of a body that it is one of the United Nations."""
    return re.search(_pack()["of_united_nations"], lowered(text)) is not None


# -- sessions ------------------------------------------------------------------------------------------


def _sessions(text: str, lower: str, noun: re.Match[str]) -> list[SessionMatch]:
    start, end = noun.span()
    ordinals, after = _ordinals(text, noun)
    if ordinals:
        start, end = min(start, ordinals[0].start), max(end, ordinals[-1].end)
    body = _body(text, lower, start, end)
    kind = "regular"
    if _pack()["session"]["special"] in f"{noun['before']} {noun['after']}":
        kind = "emergency_special" if noun["emergency"] else "special"
    if kind == "emergency_special":
        body = "GA"  # no other body holds them
    if kind == "special" and body in (None, "GA"):
        ordinal = ordinals[0].number if len(ordinals) == 1 else None
        if (numbers := _on_topic(lower, end, ordinal, plural=bool(noun["plural"]))) is not None:
            rule, found = numbers
            return [SessionMatch(start, end, number, kind, "GA", rule) for number in found]
    if not ordinals:
        year = _of_year().match(lower, end) if kind == "regular" else None
        if year is None:
            return []
        body = body or _body(text, lower, start, year.end())
        return [SessionMatch(start, year.end(), None, kind, body, "session_of_year")]
    return [
        SessionMatch(
            *_with_noun(item, ordinals, noun, after=after), item.number, kind, body, f"session_{rule}"
        )
        for item, rule in _items(text, ordinals)
    ]


def _on_topic(
    lower: str, end: int, ordinal: int | None, *, plural: bool
) -> tuple[str, list[int | None]] | None:
    """The special sessions of the General Assembly that a topic after the noun names, and by which rule.

    *Primer período extraordinario de sesiones dedicado al desarme* is the first on disarmament, S-10.
    Without an ordinal the year decides, unless the topic had one session only.
    """
    reach = _pack()["topic_within"]
    sentence = re.split(r"[;.]|per[ií]odo", lower[end : end + reach + _pack()["year_within"]])[0]
    for topic in _pack()["special_topics"]:
        found = re.search(topic["words"], sentence[:reach])
        if found is None:
            continue
        sessions: list[int] = topic["sessions"]
        if ordinal in sessions:
            return None  # *trigésimo período extraordinario …*: already the number
        if ordinal is not None:
            return "special_by_topic", [sessions[ordinal - 1] if ordinal <= len(sessions) else None]
        if len(sessions) == 1:
            return "special_by_topic", [sessions[0]]
        years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", sentence[found.end() :])
        dated: list[int | None] = [number for number in sessions if _special_years()[number] in years]
        if dated and (plural or len(dated) == 1):
            return "special_by_topic_year", dated
        return "special_undecided", [None]
    return None


def _body(text: str, lower: str, start: int, end: int) -> str | None:
    """The body named right beside a session: *del Consejo de Derechos Humanos*, *la Asamblea, en su …*."""
    if _pack()["several_bodies"] in lower[end : end + 20]:
        return None
    name = _body_after().match(lower, end)
    if name is None or _of_another_name().match(text, name.end()):
        name = _body_before().search(lower, max(0, start - 160), start)
    return _bodies()[folded(name["name"])] if name else None


# -- meetings ------------------------------------------------------------------------------------------


def _meetings(text: str, lower: str, noun: re.Match[str]) -> Iterator[MeetingMatch]:
    ordinals, after = _ordinals(text, noun)
    if not ordinals:
        return
    end = max(noun.end(), ordinals[-1].end)
    resumed = _resumed().match(lower, end)
    for item, rule in _items(text, ordinals):
        begin, stop = _with_noun(item, ordinals, noun, after=after)
        kind = "plenary" if noun["plenary"] else _meeting_kind(lower, ordinals[0].start, end, item.number)
        if resumed and stop == end:
            stop = resumed.end()
        yield MeetingMatch(begin, stop, item.number, kind, resumed is not None, f"meeting_{rule}")


def _meeting_kind(lower: str, start: int, end: int, number: int) -> str | None:
    """The kind the nearest name of a body says: right after the meeting (*sesión del Comité*), or before."""
    kinds = _pack()["meeting"]["kinds"]
    names = "|".join(kinds)
    after = re.compile(rf"\s+(?:de\s+la|del)\s+({names})(?!\w)").match(lower, end)
    if after:
        return str(kinds[after[1]])
    before = re.findall(
        rf"(?<!\w)({names})(?!\w)", re.split(r"[.;]\s", lower[max(0, start - 80) : start])[-1]
    )
    if before:
        return str(kinds[before[-1]])
    return "council" if number >= _pack()["meeting"]["council_from"] else None


def kind_of_meetings(name: str) -> str | None:
    """The kind of a body's meetings by its name: *Comité contra la Tortura* has those of a committee."""
    kinds: dict[str, str] = _pack()["meeting"]["kinds"]
    return next((kinds[word] for word in name.lower().split()[:2] if word in kinds), None)


# -- ordinals beside a noun ----------------------------------------------------------------------------


def _ordinals(text: str, noun: re.Match[str]) -> tuple[list[Ordinal], bool]:
    """The ordinals of a noun, and whether they stand after it (only after a plural)."""
    plural = bool(noun["plural"])
    joins = Joins(_pack()["joins"]["list"], _pack()["joins"]["range"])
    if plural and (found := ordinals_after(text, noun.end(), joins)):
        return found, True
    found = ordinals_before(text, noun.start(), joins)
    if plural and len(found) == 1 and text[found[0].start : found[0].end].lower().endswith("s"):
        return [], False  # *los (diez) primeros períodos de sesiones*
    return found, False


def _items(text: str, ordinals: list[Ordinal]) -> Iterator[tuple[Ordinal, str]]:
    rule = "ordinal" if len(ordinals) == 1 else "range" if any(one.ranged for one in ordinals) else "list"
    for item in expand(text, ordinals):
        yield item, rule


def _with_noun(
    item: Ordinal, ordinals: list[Ordinal], noun: re.Match[str], *, after: bool
) -> tuple[int, int]:
    """Where an item stands: the noun is part of the one beside it."""
    if after and item.start == ordinals[0].start and not (item.ranged and len(ordinals) > 1):
        return noun.start(), item.end
    if not after and item.end == ordinals[-1].end and item.number == ordinals[-1].number:
        return item.start, noun.end()
    return item.start, item.end


# -- the pack ------------------------------------------------------------------------------------------


def _pack() -> dict[str, Any]:
    return seeds.pack("es", "sessions")


@cache
def _session_noun() -> re.Pattern[str]:
    session = _pack()["session"]
    return re.compile(session["noun"].replace("${kind}", session["kind"]))


@cache
def _of_year() -> re.Pattern[str]:
    return re.compile(_pack()["session"]["of_year"])


@cache
def _meeting_noun() -> re.Pattern[str]:
    return re.compile(_pack()["meeting"]["noun"])


@cache
def _resumed() -> re.Pattern[str]:
    return re.compile(_pack()["meeting"]["resumed"])


@cache
def _names() -> dict[str, str]:
    """Names of bodies with their codes. A main committee sits in the sessions of its Assembly."""
    pack = _pack()
    names = {row["name_es"]: row["body_code"] for row in seeds.reference("bodies")} | pack["bodies"]
    return {name: code.split("/")[0] for name, code in names.items() if code not in pack["without_sessions"]}


@cache
def _bodies() -> dict[str, str]:
    return {folded(name): code for name, code in _names().items()}


@cache
def _any_name() -> str:
    names = sorted(_names(), key=len, reverse=True)
    return "|".join(re.escape(name.lower()).replace(r"\ ", r"\s+") for name in names)


@cache
def _of_another_name() -> re.Pattern[str]:
    return re.compile(_pack()["of_another_name"])


@cache
def _body_after() -> re.Pattern[str]:
    return re.compile(rf"{_pack()['body_after']}(?P<name>{_any_name()})(?!\w)")


@cache
def _body_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<name>{_any_name()}){_pack()['body_before']}$")


@cache
def _special_years() -> dict[int, str]:
    """The year in which each special session of the General Assembly opened."""
    rows = (
        row
        for row in seeds.reference("sessions")
        if row["session_kind"] == "special" and row["body_code"] == "GA"
    )
    return {int(row["session_number"]): row["opens_on"][:4] for row in rows}
