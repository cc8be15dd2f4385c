"""Persons named beside an office, a form of address or a signature mark, and their other mentions.

A name alone is never enough: *Vladímir Putin* becomes a person because *los presidentes de Rusia y
Kazajistán* announces him. Inside one document the full name and the surname then stand for the same
person. Offices, forms of address and the words no person's name holds are in
``seeds/languages/es/entities.yml``.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import polars as pl
from cronica.flows.normalise.terms import is_common_word

from cronica import seeds

LANGUAGE = "es"
_UPPER = "".join(c for c in map(chr, range(0x41, 0x250)) if c.isupper())
_LETTER = r"[^\W\d_]"
_TOKEN = rf"[{_UPPER}](?:\.|{_LETTER}+(?:['’-]{_LETTER}+)*|['’]{_LETTER}+)"
_INITIAL = re.compile(rf"[{_UPPER}]\.")
_SENTENCE_START = re.compile(r"(?:^|[.!?:«“\"(—-])\s*$")
_REACH = 160  # characters beside a name in which its office may stand


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


def find_persons(text: str) -> list[PersonMatch]:
    """Persons announced by an office, a form of address or a signature mark, in reading order."""
    found: list[PersonMatch] = []
    for start, end in _candidates(text):
        cue = _next_in_list(text, start, found) or _cue(text, start, end)
        if cue:
            found.append(PersonMatch(start, end, text[start:end], cue[1], cue[0]))
    return found


def may_announce(texts: pl.Series) -> pl.Series:
    """Whether each text holds what announces persons: an office, a form of address or a signature mark."""
    pack = _pack()
    titles = [f"{title} " for title in pack["given_titles"]]
    offices = [office for singular_and_plural in pack["offices"] for office in singular_and_plural]
    words = [word.lower() for word in (*titles, *offices, *pack["signature_marks"])]
    return texts.str.to_lowercase().str.contains_any(words).fill_null(value=False)


def find_persons_in_document(paragraphs: Sequence[str], announcing: Sequence[bool]) -> list[PersonMention]:
    """Every mention of the persons a document introduces, by full name or by surname.

    A surname that two persons of the document share names neither of them.

    Args:
        paragraphs: the texts in reading order; mentions before the introduction (a headline) count as well.
        announcing: what ``may_announce`` says of each.
    """
    announced = {
        (index, match.start): match
        for index, (text, may_name) in enumerate(zip(paragraphs, announcing, strict=True))
        if may_name
        for match in find_persons(text)
    }
    forms = _forms(match.name for match in announced.values())
    if not forms:
        return []
    longest_first = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    pattern = re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])")
    mentions = []
    for index, text in enumerate(paragraphs):
        for match in pattern.finditer(text):
            if " " not in match[0] and _inside_another_name(text[: match.start()]):
                continue
            name, first = forms[match[0]], announced.get((index, match.start()))
            rule_id = first.rule_id if first else "person.later"
            mentions.append(PersonMention(index, match.start(), match.end(), name, person_id(name), rule_id))
    return mentions


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words that could be a person's name."""
    for run in _run_of_names().finditer(text):
        group: list[re.Match[str]] = []
        for token in [*re.finditer(_TOKEN, run[0]), None]:
            if token and token[0] not in _not_name_words():
                group.append(token)
                continue
            if len(group) > 1:
                start, end = run.start() + group[0].start(), run.start() + group[-1].end()
                end = start + len(_without_state(text[start:end]))
                if _is_name(text[start:end]):
                    yield start, end
            group = []


def _without_state(name: str) -> str:
    """``Vladímir Putin de Rusia`` without the State that follows the name."""
    tail = re.search(rf"\s(?:(?:{_particles()})\s)+(\S+(?:\s\S+)*)$", name)
    return name[: tail.start()] if tail and tail[1] in _entity_names() else name


def _is_name(name: str) -> bool:
    """Two words or more, not all of them words of the language, and not a State or an organisation."""
    words = [word for word in re.findall(_TOKEN, name) if not _INITIAL.fullmatch(word)]
    return len(words) > 1 and name not in _entity_names() and not all(map(is_common_word, words))


def _cue(text: str, start: int, end: int) -> tuple[str, str | None] | None:
    """The rule and the office that announce the name at this place."""
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    for rule_id, pattern in _cues():
        match = pattern.match(after) if rule_id == "person.name_office" else pattern.search(before)
        if match:
            return rule_id, match.groupdict().get("office")
    return None


def _next_in_list(text: str, start: int, found: list[PersonMatch]) -> tuple[str, str | None] | None:
    """A plural office announces the whole list: *los presidentes de X y Z, A, y de Z, B*."""
    if not found or found[-1].rule_id != "person.offices":
        return None
    joined = re.fullmatch(r",\s|,?\s[ye]\s(?:(?:de|del)\s[^,;.]{2,60},\s)?", text[found[-1].end : start])
    return ("person.offices", found[-1].office) if joined else None


def _forms(names: Iterable[str]) -> dict[str, str]:
    """Printed form → full name, for the forms that mean one person only."""
    meant: dict[str, dict[str, str]] = {}
    particle = re.compile(_particles())
    for name in names:
        words = [w for w in name.split() if not _INITIAL.fullmatch(w) and not particle.fullmatch(w)]
        for form in (name, words[-1], f"{words[0]} {words[-1]}", f"{words[0]} {words[1]}"):
            if form not in _entity_names():
                meant.setdefault(form, {}).setdefault(person_id(name), name)
    return {form: next(iter(persons.values())) for form, persons in meant.items() if len(persons) == 1}


def _inside_another_name(before: str) -> bool:
    """Whether a surname stands after another given name (*María García* when Pedro García is meant)."""
    previous = re.search(rf"[{_UPPER}]{_LETTER}+\s$", before)
    if not previous or _SENTENCE_START.search(before[: previous.start()]):
        return False
    return not is_common_word(previous[0].strip())


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The cues in order of trust; all but ``name_office`` end where the name begins."""
    pack = _pack()
    one = _alternatives(singular for singular, _ in pack["offices"])
    many = _alternatives(plural for _, plural in pack["offices"])
    titles = _alternatives(pack["given_titles"])
    address = rf"(?:(?:{titles})\s)?"
    of = rf"(?:\s(?:{_alternatives(pack['office_links'])})\b[^,;:.()«»“”]{{1,120}})?"
    adjective = rf"(?:\s(?!(?:{_alternatives(pack['office_links'])})\b)[^\W\d_{_UPPER}]{{4,}})?"
    cues = {
        "person.signature": rf"(?:{_alternatives(pack['signature_marks'])})\s*$",
        "person.title": rf"(?<!\w)(?:{titles})\s$",
        "person.offices": rf"\b(?P<office>(?i:{many})\b{of}),\s$",
        "person.office": rf"\b(?P<office>(?i:{one})\b{adjective}{of}),\s(?:(?:el|la)\s)?{address}$",
        "person.office_name": rf"\b(?P<office>(?i:{one})\b{adjective})\s{address}$",
        "person.name_office": rf",\s(?:el\s|la\s)?(?:entonces\s)?(?P<office>(?i:{one})\b{of})",
    }
    return tuple((rule_id, re.compile(pattern)) for rule_id, pattern in cues.items())


@cache
def _run_of_names() -> re.Pattern[str]:
    return re.compile(rf"\b{_TOKEN}(?:\s(?:(?:{_particles()})\s){{0,2}}{_TOKEN})+(?!\w)")


@cache
def _particles() -> str:
    return _alternatives(_pack()["name_particles"])


@cache
def _not_name_words() -> frozenset[str]:
    return frozenset(_pack()["not_name_words"])


@cache
def _entity_names() -> frozenset[str]:
    return frozenset(row["name"] for row in seeds.reference("entity_names"))


def _pack() -> dict[str, Any]:
    persons: dict[str, Any] = seeds.pack(LANGUAGE, "entities")["persons"]
    return persons


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
