"""Sessions (*períodos de sesiones*) and meetings (*sesiones*) named in a text; the two are never confused.

======================= ================================================================= ==============
rule_id                 example                                                           number
======================= ================================================================= ==============
session_ordinal         septuagésimo quinto período de sesiones, 75º período de sesiones  75
session_list            períodos de sesiones 53º, 54º y 55º                               53, 54, 55
session_range           períodos de sesiones sexagésimo cuarto a sexagésimo sexto         64, 65, 66
session_of_year         período de sesiones de 2021, 2021 session                         none
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

from cronica.flows.language import Language, any_of, fold, folded
from cronica.flows.normalise import reference
from cronica.flows.normalise.sessions.damaged import damaged_before
from cronica.flows.normalise.sessions.ordinal_lists import (
    Joins,
    Ordinal,
    expand,
    ordinals_after,
    ordinals_around,
)
from cronica.flows.normalise.sessions.ordinals import is_plural
from cronica.schemas.language import Sessions

_DATE_IN_BRACKETS = re.compile(r"\((?:[^()]{3,60}\s?)?(?:19|20)\d\d[^()\d]{0,6}\)")
"""Days may stand inside a list of ordinals, as a word may: *46º (2013)*, *9º (extraordinario) y 33º*."""
LATEST = 2100
"""No session has a higher number, also where it is its year."""
HIGHEST_MEETING = 20_000
"""A higher number is none of a meeting; the Security Council, which has met most, is near its 10,000th."""


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


def find_sessions(text: str, language: Language) -> list[SessionMatch]:
    """Every session named in the cleaned text of a paragraph, in reading order."""
    patterns, plain = _patterns(language), fold(text)
    nouns = patterns.nouns(plain)
    if not nouns:
        return []
    for inside in (*_DATE_IN_BRACKETS.finditer(text), *patterns.special_beside.finditer(plain)):
        if not patterns.session.search(plain, *inside.span()):
            text = text[: inside.start()] + " " * len(inside[0]) + text[inside.end() :]
    return [match for noun in nouns for match in _sessions(text, plain, noun, patterns)]


def damaged_ordinals(text: str, language: Language) -> list[tuple[int, int]]:
    """Where an ordinal of a session begins and ends that cannot be read, as it is damaged in print."""
    patterns, plain = _patterns(language), fold(text)
    if patterns.session_sign not in plain:
        return []
    nouns = (noun.start() for noun in patterns.session.finditer(plain))
    found = ((damaged_before(text, at, language), at) for at in nouns)
    return [(match.start("word"), end) for match, end in found if match]


def find_meetings(text: str, language: Language) -> list[MeetingMatch]:
    """Every meeting named in the cleaned text of a paragraph, in reading order."""
    patterns, plain = _patterns(language), fold(text)
    if patterns.meeting_sign not in plain:
        return []
    return [
        match for noun in patterns.meeting.finditer(plain) for match in _meetings(text, plain, noun, patterns)
    ]


def names_united_nations(text: str, language: Language) -> bool:
    """Whether a text says of a body that it is one of the United Nations."""
    return _patterns(language).of_united_nations.search(fold(text)) is not None


def kind_of_meetings(name: str, language: Language) -> str | None:
    """The kind of a body's meetings by its name: *Comité contra la Tortura* has those of a committee."""
    kinds, plain = _patterns(language).kinds, folded(name)
    words = plain.split()[:4] if language.traits.splits_words_with_blanks else filter(plain.endswith, kinds)
    return next((kinds[word] for word in words if word in kinds), None)


# -- sessions ------------------------------------------------------------------------------------------


def _sessions(text: str, plain: str, noun: re.Match[str], patterns: "_Patterns") -> list[SessionMatch]:
    start, end = noun.span()
    ordinals, after = _ordinals(text, noun, patterns)
    bare = patterns.bare_number.search(plain, max(0, start - 20), start)
    if bare and not ordinals and not noun["plural"]:
        ordinals, after = [Ordinal(*bare.span("number"), int(bare["number"]))], False
    if ordinals:
        start, end = min(start, ordinals[0].start), max(end, ordinals[-1].end)
    body = patterns.bodies.get(noun.group()) or _body(text, plain, start, end, patterns)
    kind = "regular"
    if patterns.special.search(f"{noun['before']} {noun['after']}"):
        kind = "emergency_special" if noun["emergency"] else "special"
    if kind == "emergency_special":
        body = "GA"  # no other body holds them
    if kind == "special" and body in (None, "GA"):
        ordinal = ordinals[0].number if len(ordinals) == 1 else None
        numbers = _on_topic(plain, (start, end), ordinal, patterns, plural=bool(noun["plural"]))
        if numbers is not None:
            rule, found = numbers
            return [SessionMatch(start, end, number, kind, "GA", rule) for number in found]
    if not ordinals:
        before = patterns.year_before.search(plain, max(0, start - 6), start)
        year = patterns.of_year.match(plain, end) or before
        if year is None or kind != "regular":
            return []
        start, end = min(start, year.start()), max(end, year.end())
        body = body or _body(text, plain, start, end, patterns)
        return [SessionMatch(start, end, None, kind, body, "session_of_year")]
    return [
        SessionMatch(
            *_with_noun(item, ordinals, noun, after=after),
            *(item.number, "special" if patterns.special_beside.match(plain, item.end) else kind),
            *(body, f"session_{rule}"),
        )
        for item, rule in _items(text, ordinals)
        if item.number <= LATEST
    ]


def _on_topic(
    plain: str, span: tuple[int, int], ordinal: int | None, patterns: "_Patterns", *, plural: bool
) -> tuple[str, list[int | None]] | None:
    """The special sessions of the General Assembly that a topic beside the noun names, and by which rule.

    *Primer período extraordinario de sesiones dedicado al desarme* is the first on disarmament, S-10.
    Without an ordinal the year decides, unless the topic had one session only.
    """
    (start, end), pack = span, patterns.pack
    sentence = patterns.topic_end.split(plain[end : end + pack.topic_within + pack.year_within])[0]
    before = patterns.topic_end.split(plain[max(0, start - pack.year_within // 2) : start])[-1]
    places = [sentence[: pack.topic_within], *([before + plain[start:end]] if pack.topic_precedes else [])]
    for place, (words, sessions) in ((place, topic) for place in places for topic in patterns.topics):
        if words.search(place) is None:
            continue
        is_numbered = reference.session("GA", "special", ordinal) is not None
        if ordinal is not None and ordinal > len(sessions) + 1 and is_numbered:
            return None  # *trigésimo período extraordinario …*: already the number
        if ordinal is not None:
            return "special_by_topic", [sessions[ordinal - 1] if ordinal <= len(sessions) else None]
        if len(sessions) == 1:
            return "special_by_topic", [sessions[0]]
        years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", f"{sentence} {before}")
        opened = ((number, reference.session("GA", "special", number)) for number in sessions)
        days = ((number, each.opens_on) for number, each in opened if each and each.opens_on)
        dated: list[int | None] = [number for number, day in days if str(day.year) in years]
        if dated and (plural or len(dated) == 1):
            return "special_by_topic_year", dated
        return "special_undecided", [None]
    return None


def _body(text: str, plain: str, start: int, end: int, patterns: "_Patterns") -> str | None:
    """The body named right beside a session: *del Consejo de Derechos Humanos*, *la Asamblea, en su …*."""
    if patterns.several_bodies.search(plain, end, end + 20):
        return None
    name = patterns.body_after.match(plain, end)
    if name is None or patterns.of_another_name.match(text, name.end()):
        name = patterns.body_before.search(plain, max(0, start - 160), start)
    return patterns.bodies[folded(name["name"])] if name else None


# -- meetings ------------------------------------------------------------------------------------------


def _meetings(text: str, plain: str, noun: re.Match[str], patterns: "_Patterns") -> Iterator[MeetingMatch]:
    ordinals, after = _ordinals(text, noun, patterns)
    if not ordinals:
        return
    end = max(noun.end(), ordinals[-1].end)
    resumed = patterns.resumed.match(plain, end)
    for item, rule in _items(text, ordinals):
        if item.number > HIGHEST_MEETING:
            continue
        begin, stop = _with_noun(item, ordinals, noun, after=after)
        kind: str | None = "plenary"
        if not noun["plenary"]:
            kind = _meeting_kind(plain, ordinals[0].start, end, item.number, patterns)
        if resumed and stop == end:
            stop = resumed.end()
        yield MeetingMatch(begin, stop, item.number, kind, resumed is not None, f"meeting_{rule}")


def _meeting_kind(plain: str, start: int, end: int, number: int, patterns: "_Patterns") -> str | None:
    """The kind the nearest name of a body says: right after the meeting (*sesión del Comité*), or before."""
    if after := patterns.kind_after.match(plain, end):
        return patterns.kinds[after["kind"]]
    before = patterns.any_kind.findall(re.split(r"[.;]\s", plain[max(0, start - 80) : start])[-1])
    if before:
        return patterns.kinds[before[-1]]
    return "council" if number >= patterns.council_from else None


# -- ordinals beside a noun ----------------------------------------------------------------------------


def _ordinals(text: str, noun: re.Match[str], patterns: "_Patterns") -> tuple[list[Ordinal], bool]:
    """The ordinals of a noun, and whether they stand after it, as after a plural; *sesión 4213ª* is rare."""
    plural, language = bool(noun["plural"]), patterns.language
    follow = language.traits.ordinals_follow
    if (plural or follow) and (found := ordinals_after(text, noun.end(), patterns.joins, language)):
        return found, True
    found = [] if follow else ordinals_around(text, noun.span(), patterns.joins, language)
    if found and not text[found[0].start].isdigit() and damaged_before(text, noun.start(), language):
        return [], False
    if plural and len(found) == 1 and is_plural(text[found[0].start : found[0].end], language):
        return [], False  # *los (diez) primeros períodos de sesiones*
    if not found and not text[: noun.start()][-1:].isalpha():
        return ordinals_after(text, noun.end(), patterns.joins, language), True
    return found, False


def _items(text: str, ordinals: list[Ordinal]) -> Iterator[tuple[Ordinal, str]]:
    rule = "ordinal" if len(ordinals) == 1 else "range" if any(one.ranged for one in ordinals) else "list"
    yield from ((item, rule) for item in expand(text, ordinals) if item.number)  # they are counted from 1


def _with_noun(
    item: Ordinal, ordinals: list[Ordinal], noun: re.Match[str], *, after: bool
) -> tuple[int, int]:
    """Where an item stands: the noun is part of the one beside it."""
    if after and item.start == ordinals[0].start and not (item.ranged and len(ordinals) > 1):
        return noun.start(), item.end
    last = max((each for each in ordinals if each.end <= noun.start()), default=item)
    if not after and item.end == last.end and item.number == last.number:
        return item.start, noun.end()
    return item.start, item.end


# -- the pack ------------------------------------------------------------------------------------------


class _Patterns:
    """The words and patterns of ``sessions.yml``; all but one for the folded view of a text."""

    def __init__(self, language: Language) -> None:
        pack = language.pack(Sessions)
        self.language, self.pack = language, pack
        self.bodies = session_bodies(language)
        self.kinds = {folded(word): kind for word, kind in pack.meeting.kinds.items()}
        fragments = {
            "session_kind": f"(?:{pack.session.kind})",
            "meeting_kind": f"(?P<kind>{any_of(self.kinds)})",
            "body": f"(?P<name>{any_of(self.bodies)})",
        }

        def compiled(template: str) -> re.Pattern[str]:
            return language.pattern(template, fragments, folded=True)

        self.session, self.session_sign = compiled(pack.session.noun), fold(pack.session.sign)
        self.called = compiled(pack.session.called) if pack.session.called else None
        self.called_by = compiled(pack.session.called_by)
        self.bare_number = compiled(pack.session.bare_number)
        self.special = compiled(pack.session.special)
        self.special_beside = compiled(rf"\s?\((?:{pack.session.special})\)")  # 9º (extraordinario) y 33º
        self.of_year = compiled(pack.session.of_year)
        self.year_before = compiled(pack.session.year_before)
        self.meeting, self.meeting_sign = compiled(pack.meeting.noun), fold(pack.meeting.sign)
        self.resumed = compiled(pack.meeting.resumed)
        self.kind_after = compiled(rf"{pack.meeting.of}${{meeting_kind}}${{ends}}")
        self.any_kind = compiled("${begins}${meeting_kind}${ends}")
        self.council_from = pack.meeting.council_from
        words = (pack.joins.list, pack.joins.range, pack.joins.filler)
        self.joins = Joins(*(frozenset(map(folded, each)) for each in words))
        self.body_after = compiled(rf"{pack.body_after}${{body}}${{ends}}")
        self.body_before = compiled(rf"${{begins}}${{body}}{pack.body_before}$")
        self.of_another_name = language.pattern(pack.of_another_name)
        self.of_united_nations = compiled(pack.of_united_nations)
        self.several_bodies = compiled(pack.several_bodies)
        self.topics = [(compiled(topic.words), topic.sessions) for topic in pack.special_topics]
        self.topic_end = compiled(pack.topic_end)

    def nouns(self, plain: str) -> list[re.Match[str]]:
        """The words for a session, and the word of bodies that call theirs otherwise, beside one of them."""
        found = [*self.session.finditer(plain)] if self.session_sign in plain else []
        for noun in self.called.finditer(plain) if self.called else ():
            if noun["by"] is not None or self.called_by.search(plain, 0, noun.start()):
                found.append(noun)
        return sorted(found, key=re.Match.start)


@cache
def session_bodies(language: Language) -> dict[str, str]:
    """The bodies that hold sessions: their names, folded, and their codes.

    A main committee sits in the sessions of its Assembly.
    """
    pack = language.pack(Sessions)
    bodies = reference.body_names(language.code) | pack.bodies
    return {
        folded(name): code.split("/")[0] for name, code in bodies.items() if code not in pack.without_sessions
    }


@cache
def _patterns(language: Language) -> _Patterns:
    return _Patterns(language)
