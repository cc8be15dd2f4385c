"""Persons named beside an office, a form of address or a signature mark, and their other mentions.

A name alone is never enough: *Vladímir Putin* becomes a person because *los presidentes de Rusia y
Kazajistán* announces him. Inside one document the full name and the surname then stand for the same
person. Offices, forms of address, what announces a name and the words no person's name holds are in the
language's ``entities.yml``. In a language without capital letters no person is found.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import polars as pl
from cronica.flows.language import Language
from cronica.flows.language.patterns import CAPITALS
from cronica.flows.normalise.terms import is_common_word
from cronica.schemas.language import NEVER, Entities

from cronica import seeds

"""Capital letters of the Latin, Greek and Cyrillic scripts."""
_LETTER = r"[^\W\d_]"
_TOKEN = rf"[{CAPITALS}](?:\.|{_LETTER}+(?:['’-]{_LETTER}+)*|['’]{_LETTER}+)"
_INITIAL = re.compile(rf"[{CAPITALS}]\.")
_GIVEN_NAME = re.compile(rf"[{CAPITALS}]{_LETTER}+\s$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:«“\"(—-])\s*$")
_REACH = 160
"""Characters beside a name in which its office may stand."""


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """A person announced in one paragraph: code points, the name and the office as printed."""

    start: int
    end: int
    name: str
    office: str | None
    rule_id: str


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A mention in a document: paragraph index, code points, and the full name of the person meant."""

    index: int
    start: int
    end: int
    name: str
    entity_id: str
    rule_id: str


def person_id(name: str) -> str:
    """The stable id of a person: ``person:vladimir-putin``."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "person:" + re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")


def find_persons(text: str, language: Language) -> list[PersonMatch]:
    """Persons announced by an office, a form of address or a signature mark, in reading order."""
    found: list[PersonMatch] = []
    rules = _rules(language)
    for start, end in rules.candidates(text):
        cue = rules.next_in_list(text, start, found) or rules.cue(text, start, end)
        if cue:
            found.append(PersonMatch(start, end, text[start:end], cue[1], cue[0]))
    return found


def may_announce(texts: pl.Series, language: Language) -> pl.Series:
    """Whether each text holds what announces persons: an office, a form of address or a signature mark."""
    pack = language.pack(Entities).persons
    titles = [f"{title} " for title in pack.given_titles]
    offices = [office for singular_and_plural in pack.offices for office in singular_and_plural]
    words = [word.lower() for word in (*titles, *offices, *pack.signature_marks)]
    if not words or not language.traits.has_case:
        return texts.is_null() & False
    return texts.str.to_lowercase().str.contains_any(words).fill_null(value=False)


def find_persons_in_document(
    paragraphs: Sequence[str], announcing: Sequence[bool], language: Language
) -> list[PersonMention]:
    """Every mention of the persons a document introduces, by full name or by surname.

    A surname that two persons of the document share names neither of them.

    Args:
        paragraphs: the texts in reading order; mentions before the introduction (a headline) count as well.
        announcing: what ``may_announce`` says of each.
        language: of the document.
    """
    rules = _rules(language)
    announced = {
        (index, match.start): match
        for index, (text, may_name) in enumerate(zip(paragraphs, announcing, strict=True))
        if may_name
        for match in find_persons(text, language)
    }
    forms = rules.forms(match.name for match in announced.values())
    if not forms:
        return []
    longest_first = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    pattern = re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])")
    mentions = []
    for index, text in enumerate(paragraphs):
        for match in pattern.finditer(text):
            if " " not in match[0] and rules.is_inside_another_name(text[: match.start()]):
                continue
            name, first = forms[match[0]], announced.get((index, match.start()))
            rule_id = first.rule_id if first else "person.later"
            mentions.append(PersonMention(index, match.start(), match.end(), name, person_id(name), rule_id))
    return mentions


class _Rules:
    """What a language pack says of persons, compiled."""

    def __init__(self, language: Language) -> None:
        pack = language.pack(Entities).persons
        particles = _any(pack.name_particles)
        singular, plural = (
            (_any(offices) for offices in zip(*pack.offices, strict=True)) if pack.offices else ("", "")
        )
        fragments = {
            **pack.fragments,
            "office": singular,
            "offices": plural,
            "title": f"(?-i:{_any(pack.given_titles)})",
            "mark": f"(?-i:{_any(pack.signature_marks)})",
            "link": _any(pack.office_links),
            "small": rf"(?-i:[^\W\d_{CAPITALS}])",
        }
        self.language = language
        self.cues = [
            (cue.rule, bool(cue.after), language.pattern(cue.after or f"(?:{cue.before})$", fragments))
            for cue in pack.cues
        ]
        self.list_link = language.pattern(pack.list_link, fragments)
        self.particle = re.compile(particles)
        self.run = re.compile(rf"\b{_TOKEN}(?:\s(?:{particles}\s){{0,2}}{_TOKEN})+(?!\w)")
        self.of_state = re.compile(rf"\s(?:{particles}\s)+(\S+(?:\s\S+)*)$")
        self.not_name_words = frozenset(pack.not_name_words)
        self.entities = frozenset(
            row["name"] for row in seeds.reference("entity_names") if row["language"] == language.code
        )

    def candidates(self, text: str) -> Iterator[tuple[int, int]]:
        """Runs of capitalised words that could be a person's name."""
        for run in self.run.finditer(text):
            group: list[re.Match[str]] = []
            for token in [*re.finditer(_TOKEN, run[0]), None]:
                if token and token[0] not in self.not_name_words:
                    group.append(token)
                    continue
                if len(group) > 1:
                    start, end = run.start() + group[0].start(), run.start() + group[-1].end()
                    end = start + len(self._without_state(text[start:end]))
                    if self._is_name(text[start:end]):
                        yield start, end
                group = []

    def cue(self, text: str, start: int, end: int) -> tuple[str, str | None] | None:
        """The rule and the office that announce the name at this place."""
        before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        for rule, is_after, pattern in self.cues:
            if match := pattern.match(after) if is_after else pattern.search(before):
                return rule, match.groupdict().get("office")
        return None

    def next_in_list(
        self, text: str, start: int, found: Sequence[PersonMatch]
    ) -> tuple[str, str | None] | None:
        """A plural office announces the whole list: *los presidentes de X y Z, A, y de Z, B*."""
        if not found or found[-1].rule_id != "person.offices":
            return None
        joined = self.list_link.fullmatch(text, found[-1].end, start)
        return ("person.offices", found[-1].office) if joined else None

    def forms(self, names: Iterable[str]) -> dict[str, str]:
        """Printed form → full name, for the forms that mean one person only."""
        meant: dict[str, dict[str, str]] = {}
        for name in names:
            words = [w for w in name.split() if not _INITIAL.fullmatch(w) and not self.particle.fullmatch(w)]
            for form in (name, words[-1], f"{words[0]} {words[-1]}", f"{words[0]} {words[1]}"):
                if form not in self.entities:
                    meant.setdefault(form, {}).setdefault(person_id(name), name)
        return {form: next(iter(persons.values())) for form, persons in meant.items() if len(persons) == 1}

    def is_inside_another_name(self, before: str) -> bool:
        """Whether a surname stands after another given name: *María García*, when Pedro García is meant."""
        previous = _GIVEN_NAME.search(before)
        if not previous or _SENTENCE_START.search(before[: previous.start()]):
            return False
        return not is_common_word(previous[0].strip(), self.language)

    def _without_state(self, name: str) -> str:
        """``Vladímir Putin de Rusia`` without the State that follows the name."""
        tail = self.of_state.search(name)
        return name[: tail.start()] if tail and tail[1] in self.entities else name

    def _is_name(self, name: str) -> bool:
        """Two words or more, not all of them words of the language, and not a State or an organisation."""
        words = [word for word in re.findall(_TOKEN, name) if not _INITIAL.fullmatch(word)]
        if len(words) < 2 or name in self.entities:
            return False
        return not all(is_common_word(word, self.language) for word in words)


@cache
def _rules(language: Language) -> _Rules:
    return _Rules(language)


def _any(words: Iterable[str]) -> str:
    """An alternation, the longest word first; of no words one that matches nowhere."""
    longest_first = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, longest_first))})" if longest_first else NEVER
