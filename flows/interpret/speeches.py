"""Who spoke at a meeting: the turns of speakers in its verbatim or summary record.

A verbatim record announces a turn (``Sr. García (Chile) (habla en inglés):``), a summary record reports it
(``El Sr. García (Chile) dice que``). The words are in ``seeds/languages/<lang>/records.yml``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from operator import attrgetter

from cronica.flows.interpret.model import FoundEntity, FoundSpeech, Reading
from cronica.flows.language import Language
from cronica.flows.language.folding import narrowed
from cronica.flows.language.patterns import CAPITALS, any_of, one_of
from cronica.schemas.language import Entities, Records
from cronica.schemas.language import Masthead as MastheadPack

SPOKEN_IN = frozenset({"body", "preamble", "operative", "annex"})
"""Parts that may hold what was said; a record quotes resolutions."""
INTRODUCED_WITHIN = 20
"""Paragraphs before a turn in which the office of a speaker may be named."""
PERSON = "person:"
_LETTER = r"[^\W\d_]"
_TOKEN = rf"(?-i:[{CAPITALS}])(?:\.(?:[-‑]?(?-i:[{CAPITALS}])\.)*|{_LETTER}*(?:['’‑-]{_LETTER}+)*)"
_BRACKETS = r"(?:\s*(?:\([^()]{1,160}\)|\[[^\[\]]{1,160}\]))"
_BESIDE_NAME = re.compile(rf"{_BRACKETS}*")
_OFFICE = rf",\s[{CAPITALS}][^:()]{{2,120}}?|{_BRACKETS}[,،]\s?{_LETTER}[^:()]{{1,80}}?(?=\s*\()"
"""What may stand between a name and the language of the speech: an office, also after the State."""
_ANNOUNCED = re.compile(rf"(?:{_OFFICE})?(?P<brackets>{_BRACKETS}*)(?<!\d)\s*:")
_SENTENCE = re.compile(r"(?<=[.!?»”)\]])\s+(?:\d{1,3}\.\s+)?")
_NUMBER = re.compile(r"\d{1,3}\.\s*")
_WORD = re.compile(r"\S+")
_REACH = 200
"""Characters after a speaker in which a summary record says for whom the speech is made."""


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who speaks, as a turn names it.

    Attributes:
        start, end: of the speaker in the text of the paragraph.
        role: what the words themselves say.
        is_named: whether it is a person's name.
        beside: where the brackets after it end.
        said: where the words of the turn begin.
        is_direct: whether the turn is announced, not reported.
    """

    start: int
    end: int
    role: str | None
    is_named: bool
    beside: int
    said: int
    is_direct: bool


@dataclass(slots=True)
class _Turn:
    """A turn while its paragraphs are counted."""

    index: int
    speaker: _Speaker
    chair: str | None
    last: int = 0
    words: int = 0


class _Rules:
    """The compiled patterns of one language."""

    def __init__(self, language: Language) -> None:
        pack, persons = language.pack(Records), language.pack(Entities).persons
        particles = any_of(persons.name_particles)
        small = rf"(?:(?:{particles})\s|d['’])"
        name = rf"{small}{{0,3}}{_TOKEN}(?:\s{small}{{0,2}}{_TOKEN}){{0,8}}"
        titles = any_of((*persons.given_titles, *persons.noble_titles)).replace(r"\.", r"\s?\.")
        title = rf"(?:{titles})(?:\s+(?:{titles}))?"
        fragments = {**pack.fragments, "title": title, "name": f"(?P<name>{name})"}

        def compiled(pattern: str) -> re.Pattern[str]:
            return language.pattern(pattern, fragments)

        self.speakers = [(compiled(each.pattern), each.role, each.is_named) for each in pack.speakers]
        self.offices = [(compiled(each.pattern), each.role) for each in pack.offices]
        self.beside, self.joins, self.goes_on = map(compiled, (pack.beside, pack.joins, pack.goes_on))
        self.behalf, self.spoken = compiled(pack.behalf), compiled(pack.spoken)
        self.narration = compiled(one_of(pack.narration))
        self.chair, self.takes_chair = compiled(pack.chair), compiled(pack.takes_chair)
        self.chair_changes = compiled(pack.chair_changes)
        self.no_names = frozenset(word.casefold() for word in persons.not_name_words)
        self.languages = language.pack(MastheadPack).language_names

    def announced(self, text: str, start: int) -> Iterator[_Speaker]:
        """The turns that a paragraph announces: at its start, and after a sentence of it."""
        if ":" not in text:
            return
        at = start
        for begin in [start, *(match.end() for match in _SENTENCE.finditer(text, start))]:
            if begin >= at and (found := self._direct(text, begin, is_inside=begin > start)):
                yield found
                at = found.said

    def _direct(self, text: str, at: int, *, is_inside: bool) -> _Speaker | None:
        for start, end, role, is_named in self._named(text, at):
            if colon := _ANNOUNCED.match(text, end):
                if is_inside and is_named and not colon["brackets"]:
                    return None
                beside = colon.end("brackets")
                return _Speaker(start, end, role, is_named, beside, colon.end(), is_direct=True)
        return None

    def reported(self, text: str, start: int) -> list[_Speaker]:
        """The speakers that the first sentence of a paragraph names together, if it reports a speech."""
        found: list[_Speaker] = []
        at = start
        while each := next(self._named(text, at), None):
            begin, end, role, is_named = each
            beside = _BESIDE_NAME.match(text, end)
            reach = beside.end() if beside else end
            found.append(_Speaker(begin, end, role, is_named, reach, start, is_direct=False))
            joined = self.joins.match(text, reach)
            if joined is None:
                break
            at = joined.end()
        return found if found and self.goes_on.match(text, found[-1].beside) else []

    def _named(self, text: str, at: int) -> Iterator[tuple[int, int, str | None, bool]]:
        """The ways to read a speaker at a place: start, end, role and whether it is a name."""
        for pattern, role, is_named in self.speakers:
            if (match := pattern.match(text, at)) and match.end() > at:
                name = match.groupdict().get("name") or ""
                if not name or name.split()[0].casefold() not in self.no_names:
                    yield at, match.end(), role, is_named

    def office(self, text: str, at: int) -> str | None:
        """The role of the office that stands after a name."""
        return next((role for pattern, role in self.offices if pattern.match(text, at)), None)

    def language(self, text: str) -> str | None:
        """The language that brackets name."""
        match = self.spoken.search(text)
        return self.languages.get((match["language"] or match["translated"]).casefold()) if match else None


@cache
def _rules(language: Language) -> _Rules:
    return _Rules(language)


def find_speeches(reading: Reading) -> list[FoundSpeech]:
    """The turns of the speakers of a meeting record, in reading order; of another document none."""
    if reading.head.document_type != "meeting_record":
        return []
    record = _Record(reading, _rules(reading.language))
    return [record.speech(turn) for turn in record.turns()]


@dataclass(slots=True)
class _Record:
    """A meeting record, with the entities of each paragraph and the roles of those it introduced, by name."""

    reading: Reading
    rules: _Rules
    entities: dict[int, list[FoundEntity]] = field(default_factory=dict)
    introduced: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for entity in sorted(self.reading.entities, key=lambda each: (each.paragraph, each.start)):
            self.entities.setdefault(entity.paragraph, []).append(entity)

    def turns(self) -> list[_Turn]:
        """The turns with their paragraphs and words."""
        rules, paragraphs = self.rules, self.reading.paragraphs
        spoken = [index for index, each in enumerate(paragraphs) if each.part in SPOKEN_IN]
        direct = {
            index: [*rules.announced(narrowed(paragraphs[index].text), self._start(index))]
            for index in spoken
        }
        is_verbatim = any(direct.values())
        agenda = frozenset(self.reading.head.agenda_paragraphs)
        chair, found = self._chair_in_head() or self._first_chair(), list[_Turn]()
        is_open = False
        for index in spoken:
            text, start = paragraphs[index].text, self._start(index)
            speakers: Sequence[_Speaker] = direct[index]
            if not speakers and (index in agenda or rules.narration.match(text, start)):
                is_open = False
                if taken := rules.takes_chair.search(text):
                    chair = self._taker(index, taken)
                continue
            if not speakers:
                speakers = self._reported(index, is_verbatim=is_verbatim)
            before = speakers[0].start if speakers else len(text)
            if is_open and not paragraphs[index].is_heading:
                for turn in found[-1:] if found[-1].speaker.is_direct else _together(found):
                    _add(turn, index, text[:before] if before > start else "")
            for place, speaker in enumerate(speakers):
                following = speakers[place + 1].start if place + 1 < len(speakers) else len(text)
                until = following if speaker.is_direct else len(text)
                found.append(_Turn(index, speaker, chair))
                _add(found[-1], index, text[speaker.said : until])
                is_open = True
        return found

    def _start(self, index: int) -> int:
        """Where the words of a paragraph begin, after its label or a number that is none by its print."""
        paragraph = self.reading.paragraphs[index]
        number = _NUMBER.match(paragraph.text, paragraph.body_start)
        return number.end() if number else paragraph.body_start

    def _reported(self, index: int, *, is_verbatim: bool) -> list[_Speaker]:
        """The speakers whose words a paragraph reports.

        A verbatim record quotes what others said elsewhere; there only the marks of a record count: the State
        in brackets, or the number of a paragraph over who presides.
        """
        paragraph = self.reading.paragraphs[index]
        found = self.rules.reported(narrowed(paragraph.text), self._start(index))
        if is_verbatim and not any(
            each.beside > each.end or (each.role == "president" and paragraph.label) for each in found
        ):
            return []
        return found

    def _chair_in_head(self) -> str | None:
        """The person who, as the head says, takes the chair in the absence of the President."""
        for index, paragraph in enumerate(self.reading.paragraphs):
            if paragraph.part == "masthead" and (taken := self.rules.takes_chair.search(paragraph.text)):
                return self._taker(index, taken)
        return None

    def _taker(self, index: int, taken: re.Match[str]) -> str | None:
        """Who takes the chair: the last person before the words that say so, else the first after them."""
        before = [each for each in self.entities.get(index, []) if each.start < taken.start()]
        persons = [each.entity_id for each in before if each.entity_id.startswith(PERSON)]
        return persons[-1] if persons else self._entity(index, taken.end(), len(taken.string), is_person=True)

    def _first_chair(self) -> str | None:
        """The person whom the head of the record names as its President, if it names one alone."""
        for index, paragraph in enumerate(self.reading.paragraphs):
            if match := self.rules.chair.match(paragraph.text):
                later = [each.text for each in self.reading.paragraphs[index : index + 2]]
                if any(self.rules.chair_changes.match(each) for each in later[1:]):
                    return None
                if self.rules.chair_changes.search(paragraph.text):
                    return None
                return self._entity(index, match.end(), match.end() + _REACH, is_person=True)
        return None

    def _entity(self, index: int, start: int, end: int, *, is_person: bool) -> str | None:
        """The first entity between two places of a paragraph, a person or another."""
        named = self.entities.get(index, [])
        for each in named[bisect_left(named, start, key=attrgetter("start")) :]:
            if each.start >= end:
                break
            if each.entity_id.startswith(PERSON) is is_person:
                return each.entity_id
        return None

    def speech(self, turn: _Turn) -> FoundSpeech:
        """A turn with who speaks, for whom and in which language."""
        speaker, text = turn.speaker, self.reading.paragraphs[turn.index].text
        beside = text[speaker.end : speaker.beside]
        represents = self._represents(turn.index, speaker, text)
        role = speaker.role or self._role(turn.index, speaker, text, represents)
        person = self._entity(turn.index, speaker.start, speaker.beside, is_person=True)
        return FoundSpeech(
            turn.index,
            turn.last,
            text[speaker.start : speaker.end],
            person or (turn.chair if role == "president" and not speaker.is_named else None),
            represents if role == "representative" else None,
            role,
            self.rules.language(beside),
            turn.words,
            "speech.announced" if speaker.is_direct else "speech.reported",
        )

    def _represents(self, index: int, speaker: _Speaker, text: str) -> str | None:
        """The State or organisation in brackets or beside the speaker, else that of *en nombre de*."""
        if found := self._entity(index, speaker.start, speaker.beside, is_person=False):
            return found
        if (joined := self.rules.beside.match(text, speaker.end)) and (
            found := self._entity(index, joined.end(), joined.end() + 1, is_person=False)
        ):
            return found
        behalf = self.rules.behalf.search(text, speaker.beside, speaker.beside + _REACH)
        if behalf and not speaker.is_direct:
            return self._entity(index, behalf.end(), behalf.end() + 1, is_person=False)
        return None

    def _role(self, index: int, speaker: _Speaker, text: str, represents: str | None) -> str:
        """The role of a named speaker: by the office or the State beside the name, or as introduced."""
        if office := self.rules.office(text, speaker.end):
            return office
        brackets = text[speaker.end : speaker.beside]
        if represents or (brackets and not self.rules.spoken.search(brackets)):
            return "representative"
        name = text[speaker.start : speaker.end].split()[-1]
        for paragraph in self.reading.paragraphs[max(0, index - INTRODUCED_WITHIN) : index]:
            at = paragraph.text.find(name)
            while at >= 0 and name not in self.introduced:
                if office := self.rules.office(paragraph.text, at + len(name)):
                    self.introduced[name] = office
                at = paragraph.text.find(name, at + 1)
        return self.introduced.get(name, "other")


def _together(found: list[_Turn]) -> list[_Turn]:
    """The last turns, of the speakers whom one sentence names."""
    return [*takewhile(lambda turn: turn.index == found[-1].index, reversed(found))]


def _add(turn: _Turn, index: int, words: str) -> None:
    """Let a turn go on with words of a paragraph."""
    turn.last = max(turn.last, index) if words or not turn.last else turn.last
    turn.words += len(_WORD.findall(words))
