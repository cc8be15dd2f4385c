"""States, organisations and UN bodies that a text names.

One Aho-Corasick scan finds every known spelling; only the hits are then looked at: whole words, the
surroundings the language pack asks for, and at each place the longest name (so *Oficina de Lucha contra
el Terrorismo de las Naciones Unidas* names the office once and the United Nations not at all).

Names come from ``seeds/reference/entity_names.csv``, look-alikes and guards from the language's
``entities.yml``.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from cronica import seeds
from cronica.flows.language import Language, any_of
from cronica.flows.language.patterns import CAPITALS, SMALL_LETTERS
from cronica.schemas.language import Entities
from cronica.schemas.language.names import Guard

_CONTEXT = 60  # characters on either side that a guard may look at
_ACCENTS = re.compile("[\u0300\u0301\u0308\u030c]")  # the tilde of Ñ is a letter's own and stays
_ACCENTS_OF_CAPITALS = re.compile(f"(?<=[A-Z]){_ACCENTS.pattern}")
"""Old print has none on a capital: *República Arabe Unida*."""
_FRAGMENTS = {"capital": f"[{CAPITALS}]", "small": f"[{SMALL_LETTERS}]", "letter": r"[^\W\d_]"}
_IN_SYMBOL = re.compile(r"/(?![A-Z]{3,8}(?![\w/.-]))|[0-9]")
_IN_SYMBOL_BEFORE = re.compile(r"\.$|(?<![A-Z]{3})/$|[\w/.-][A-Z]{3,8}/$")
"""What stands beside an acronym that is part of a symbol; *FAO/OMS* is two organisations."""


class EntityMatch(NamedTuple):
    """A State, organisation or UN body named in a text: code points (half-open), as printed, and its id."""

    start: int
    end: int
    text: str
    entity_id: str
    rule_id: str


class _Name(NamedTuple):
    """A spelling to look for. A look-alike names no entity."""

    spelling: str
    name: str
    kind: str
    entity_id: str | None
    entity_type: str | None


def find_entities(text: str, language: Language) -> list[EntityMatch]:
    """Every mention of a known State, organisation or UN body, in reading order.

    ``rule_id`` is ``entity.<kind of name>``.
    """
    names = _names(language)
    mentions: list[EntityMatch] = []
    previous, reach = None, 0
    for name, start, end in names.longest_first(text):
        if start < reach:
            continue
        before, after = text[max(start - _CONTEXT, 0) : start], text[end : end + _CONTEXT]
        if not (names.is_whole(name, before, after) and names.is_allowed(name, before, after)):
            continue
        abbreviates = before.endswith(" (") and after.startswith(")") and start - reach == len(" (")
        is_said = abbreviates and previous == name.entity_id  # "Name (ACRONYM)" is one mention
        previous, reach = name.entity_id, end
        if name.entity_id is not None and not is_said:
            mentions.append(EntityMatch(start, end, name.spelling, name.entity_id, f"entity.{name.kind}"))
    return mentions


class _Names:
    """The names of a language, with what must stand beside them."""

    def __init__(self, language: Language) -> None:
        self._traits = language.traits
        self._names = _spelled(language)
        self._automaton = AhoCorasick([name.spelling for name in self._names])
        guards = [_Guard(guard, language) for guard in language.pack(Entities).guards]
        self._guards = {name: [guard for guard in guards if guard.guards(name)] for name in self._names}

    def longest_first(self, text: str) -> list[tuple[_Name, int, int]]:
        """Every place of a known spelling, also inside a longer one, by start and then the longest."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        found.sort(key=lambda hit: (hit[1], -hit[2]))
        return [(self._names[index], start, end) for index, start, end in found]

    def is_whole(self, name: _Name, before: str, after: str) -> bool:
        """Whether no letter stands on either side, where blanks part words.

        A footnote digit may stick to the end of a name, and a prefix of the language to its beginning. An
        acronym takes no digit either, and is no part of a symbol such as ``CRC/C/GC/24``.
        """
        if name.kind == "acronym" and (_IN_SYMBOL_BEFORE.search(before) or _IN_SYMBOL.match(after)):
            return False
        if not self._traits.splits_words_with_blanks:
            return True
        if _is_of_word(after[:1], "LM"):
            return False
        return not _is_of_word(before[-1:], "LMN") or any(
            before.endswith(prefix) and not _is_of_word(before[: -len(prefix)][-1:], "LM")
            for prefix in self._traits.prefixes
        )

    def is_allowed(self, name: _Name, before: str, after: str) -> bool:
        """Whether the guards of the language pack let the name stand there."""
        return all(guard.allows(before, after) for guard in self._guards[name])


class _Guard:
    """A guard of the language pack, compiled."""

    def __init__(self, guard: Guard, language: Language) -> None:
        offices = (office for office, _ in language.pack(Entities).persons.offices)
        fragments = {**_FRAGMENTS, "office": f"(?i:{any_of(offices)})"}

        def compiled(template: str | None, pattern: str) -> re.Pattern[str] | None:
            return re.compile(pattern.format(language.expand(template, fragments))) if template else None

        self._guard = guard
        self._unless_preceded_by = compiled(guard.unless_preceded_by, r"(?:{})\Z")
        self._preceded_by = compiled(guard.preceded_by, r"(?:{})\Z")
        self._not_preceded_by = compiled(guard.not_preceded_by, r"(?:{})\Z")
        self._not_followed_by = compiled(guard.not_followed_by, "(?:{})")

    def guards(self, name: _Name) -> bool:
        """Whether it says something of this name."""
        return name.name in self._guard.names or name.entity_type in self._guard.entity_types

    def allows(self, before: str, after: str) -> bool:
        """Whether a guarded name may stand between these."""
        if self._unless_preceded_by and self._unless_preceded_by.search(before):
            return True
        return (
            (self._preceded_by is None or bool(self._preceded_by.search(before)))
            and not (self._not_preceded_by and self._not_preceded_by.search(before))
            and not (self._not_followed_by and self._not_followed_by.match(after))
        )


def _is_of_word(char: str, categories: str) -> bool:
    """Whether a character (or none) is an underscore or of these categories: L letter, M mark, N number."""
    return char == "_" or (char != "" and unicodedata.category(char)[0] in categories)


@cache
def _names(language: Language) -> _Names:
    return _Names(language)


def _spelled(language: Language) -> list[_Name]:
    """Every spelling to look for, each once; look-alikes come first."""
    pack = language.pack(Entities)
    types = {row["entity_id"]: row["entity_type"] for row in seeds.reference("entities")}
    names: dict[str, _Name] = {}
    for look_alike in pack.not_entities:
        for spelling in _spellings(look_alike):
            names[spelling] = _Name(spelling, look_alike, "look_alike", None, None)
    for row in seeds.reference("entity_names"):
        if row["language"] != language.code or row["kind"] == "office":
            continue
        entity_type = types[row["entity_id"]]
        for name in (row["name"] + suffix for suffix in ("", *pack.owner_suffixes.get(entity_type, ()))):
            spellings: Iterable[str] = [name] if row["kind"] == "acronym" else _spellings(name)
            for spelling in spellings:
                names.setdefault(spelling, _Name(spelling, name, row["kind"], row["entity_id"], entity_type))
    return [*names.values()]


def _spellings(name: str) -> list[str]:
    """A name as written and in capitals, with accents and without, with each apostrophe and hyphen in use."""
    accents = (_ACCENTS, _ACCENTS_OF_CAPITALS)
    written = (name, name.upper())
    forms = [*written, *(_without(marks, form) for form in written for marks in accents)]
    marks = (("'", "'"), ("'", "’"), ("-", "‑"), ("-", "–"))
    return list(dict.fromkeys(form.replace(*mark) for form in forms for mark in marks))


def _without(accents: re.Pattern[str], name: str) -> str:
    return unicodedata.normalize("NFC", accents.sub("", unicodedata.normalize("NFD", name)))
