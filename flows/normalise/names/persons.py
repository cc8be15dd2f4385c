"""Persons named beside an office, a form of address or a signature mark, and their other mentions.

A name alone is never enough: *Vladímir Putin* becomes a person because *los presidentes de Rusia y
Kazajistán* announces him. Inside one document the full name and the surname then stand for the same
person. Offices, forms of address, what announces a name and the words no person's name holds are in the
language's ``entities.yml``. In a script without capital letters the pack says where a name stands.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from cronica import seeds
from cronica.flows.language import Language
from cronica.flows.language.folding import ascii_letters
from cronica.flows.language.patterns import CAPITALS
from cronica.flows.normalise.names.announcing import has_office, has_title
from cronica.flows.normalise.terms import is_common_word
from cronica.schemas.language import NEVER, Entities

_LETTER = r"[^\W\d_]"
_TOKEN = rf"[{CAPITALS}](?:\.ª?|{_LETTER}+(?:['’-]{_LETTER}+)*|['’]{_LETTER}+(?:['’-]{_LETTER}+)*)"
_INITIAL = re.compile(rf"[{CAPITALS}]\.")
_GIVEN_NAME = re.compile(rf"[{CAPITALS}]{_LETTER}+\s$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:«“\"(—-])\s*$")
_REACH = 160
"""Characters beside a name in which its office may stand."""
TITLED, SIGNED = "person.title", "person.signatory"
Spans = Sequence[tuple[int, int]]
"""Starts and ends in code points, half-open."""


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
    """The stable id of a person: ``person:vladimir-putin``, ``person:ine-eriksen-soreide``."""
    latin = re.sub(r"[^a-z0-9]+", "-", ascii_letters(name).lower()).strip("-")
    return "person:" + (latin or re.sub(r"[\W_]+", "-", name.lower()).strip("-"))


def find_persons(text: str, language: Language, named: Spans = ()) -> list[PersonMatch]:
    """Persons announced by an office, a form of address (before one word) or a signature mark, in order.

    Args:
        text: a paragraph.
        language: of the text.
        named: where it names States and organisations, in order; no name goes on over one.
    """
    rules = _rules(language)
    if not language.traits.has_case:
        spans, persons = [*named], list[PersonMatch]()
        for pattern in rules.named:
            for match in pattern.finditer(text):
                span = match.span("name")
                if not any(start < span[1] and span[0] < end for start, end in spans):
                    persons.append(PersonMatch(*span, match["name"], None, TITLED))
                    spans.append(span)
        return sorted(persons, key=lambda match: match.start)
    found = [PersonMatch(*span, text[slice(*span)], None, TITLED) for span in rules.addressed(text, named)]
    taken = {place for match in found for place in range(match.start, match.end)}
    announced: list[PersonMatch] = []
    for start, end in rules.candidates(text, named):
        if not taken.isdisjoint(range(start, end)):
            continue
        cue = rules.next_in_list(text, start, announced) or rules.cue(text, start, end)
        cue = cue or rules.office_of(text, start, named)
        if cue:
            announced.append(PersonMatch(start, end, text[start:end], cue[1], cue[0]))
    return sorted([*found, *announced], key=lambda match: match.start)


def find_persons_in_document(
    paragraphs: Sequence[str],
    announcing: Sequence[bool],
    language: Language,
    named: Mapping[int, Spans] = MappingProxyType({}),
    signed: Mapping[tuple[int, int], str] = MappingProxyType({}),
) -> list[PersonMention]:
    """Every mention of the persons a document introduces, by full name or by surname.

    A surname that two persons of the document share names neither of them.

    Args:
        paragraphs: the texts in reading order; mentions before the introduction (a headline) count as well.
        announcing: what ``may_announce`` says of each.
        language: of the document.
        named: where a paragraph names States and organisations, by its index.
        signed: names of those who sign, by paragraph and place.
    """
    rules = _rules(language)
    announced = {
        (index, start): PersonMatch(start, start + len(name), name, None, SIGNED)
        for (index, start), name in signed.items()
    } | {
        (index, match.start): match
        for index, (text, may_name) in enumerate(zip(paragraphs, announcing, strict=True))
        if may_name
        for match in find_persons(text, language, named.get(index, ()))
    }
    if not announced:
        return []
    full = _full_names(match.name for match in announced.values())
    forms = rules.forms(full, "\n".join(paragraphs))
    longest_first = "|".join(map(re.escape, sorted({*forms, *full}, key=lambda form: (-len(form), form))))
    is_apart = language.traits.splits_words_with_blanks
    pattern = re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])" if is_apart else longest_first)
    mentions = []
    for index, text in enumerate(paragraphs):
        for match in pattern.finditer(text):
            if first := announced.get((index, match.start())):
                name, rule_id = full[first.name], first.rule_id
            elif match[0] in forms:
                name, rule_id = forms[match[0]], "person.later"
                if " " not in match[0] and rules.is_inside_another_name(text[: match.start()]):
                    continue
            else:
                continue
            mentions.append(PersonMention(index, match.start(), match.end(), name, person_id(name), rule_id))
    return mentions


def _full_names(names: Iterable[str]) -> dict[str, str]:
    """Name as announced → the longest name of the person: *Sr. García* is the one *Pedro García* announced.

    A name that is part of two longer ones stays as it is.
    """
    words = {name: person_id(name).partition(":")[2].split("-") for name in names}
    longer = {
        name: [
            each
            for each, other in words.items()
            if len(other) > len(parts)
            and any(other[at : at + len(parts)] == parts for at in range(len(other) - len(parts) + 1))
        ]
        for name, parts in words.items()
    }
    return {name: found[0] if len(found) == 1 else name for name, found in longer.items()}


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
            "title": f"(?-i:{_any([*pack.given_titles, *pack.weak_titles])})",
            "mark": f"(?-i:{_any(pack.signature_marks)})",
            "link": _any(pack.office_links),
            "small": rf"(?-i:[^\W\d_{CAPITALS}])",
        }
        self.language = language
        self.weak_titles = frozenset(pack.weak_titles)
        self.cues = [
            (
                cue.rule,
                cue.common,
                language.pattern(f"(?:{cue.before or ''})$", fragments),
                language.pattern(cue.after or "", fragments),
                "${office" in (cue.before or ""),
            )
            for cue in pack.cues
        ]
        self.list_link = language.pattern(pack.list_link, fragments)
        self.holder = language.pattern(pack.holder, fragments)
        self.named = [language.pattern(template, fragments) for template in pack.named]
        self.particle = re.compile(particles)
        self.no_word = re.compile(f"{_INITIAL.pattern}|{particles.upper()}")
        self.last_particle = re.compile(rf"(?:^|\s+)(?i:{particles})$")
        small = rf"(?:{particles}[\s-]|d['’]){{0,2}}"
        self.run = re.compile(rf"\b{_TOKEN}(?:\s{small}{_TOKEN})+(?!\w)")
        self.titled = re.compile(
            rf"(?<![\w-])(?:{_any([*pack.given_titles, *pack.list_titles])}\s)+"
            rf"(?:{_any(pack.weak_titles)}\s(?={_TOKEN}\s{small}{_TOKEN}))?"
            rf"(?P<name>{small}{_TOKEN}(?:\s{small}{_TOKEN})*)(?!\w)"
            rf"|(?<![\w-]){_any(pack.noble_titles)}\s(?P<noble>{_TOKEN}(?:\s{small}{_TOKEN})*)(?!\w)"
        )
        self.next_titled = re.compile(rf"{small}{_TOKEN}(?:\s{small}{_TOKEN})*(?!\w)")
        self.in_list = re.compile(rf"{_any(pack.list_titles)}\s")
        self.of_state = re.compile(rf"\s(?:{particles}\s)+(\S+(?:\s\S+)*)$")
        titles = (*pack.given_titles, *pack.list_titles, *pack.noble_titles)
        self.no_names = frozenset(word.removesuffix(".").casefold() for word in (*titles, *pack.office_words))
        self.not_name_words = self.no_names | {word.casefold() for word in pack.not_name_words}
        self.entities = frozenset(
            row["name"] for row in seeds.reference("entity_names") if row["language"] == language.code
        )

    def addressed(self, text: str, named: Spans) -> Iterator[tuple[int, int]]:
        """Names behind a form of address; behind one in the plural, all of the list."""
        at = 0 if has_title(text, self.language) else len(text)
        while match := self.titled.search(text, at):
            run, links = match.span("name" if match["name"] else "noble"), self.in_list.match(match[0])
            at = run[0]
            if any(start <= match.start() < end for start, end in named):
                continue
            while name := self._addressed(text, run, named):
                yield name
                at = name[1]
                link = self.list_link.match(text, at) if links else None
                following = self.next_titled.match(text, link.end()) if link else None
                if following is None:
                    break
                run = following.span()

    def _addressed(self, text: str, run: tuple[int, int], named: Spans) -> tuple[int, int] | None:
        """The name in the run of words behind a form of address. A State's name may be a given one."""
        start, end = run
        tokens = list(re.finditer(_TOKEN, text[start:end]))
        for number, token in enumerate(tokens):
            at = start + token.start()
            stops = self.not_name_words if number else self.no_names
            is_given_name = number == 0 and (len(tokens) == 1 or (start, start + token.end()) in named)
            over = any(first <= at < last for first, last in named) and not is_given_name
            leads = number < len(tokens) - 1 and self.particle.fullmatch(token[0].casefold())
            if over or (not leads and token[0].rstrip(".").casefold() in stops):
                end = start + tokens[number - 1].end() if number else start
                break
        while last := self.last_particle.search(text[start:end]):
            end = start + last.start()
        return (start, end) if any(map(str.isalpha, text[start:end])) and end > start else None

    def candidates(self, text: str, named: Spans) -> Iterator[tuple[int, int]]:
        """Runs of capitalised words that could be a person's name."""
        for run in self.run.finditer(text):
            group: list[re.Match[str]] = []
            tokens = [*re.finditer(_TOKEN, run[0])]
            is_name = [not self._is_no_name(token, run.start(), named) for token in tokens]
            for at, token in enumerate([*tokens, None]):
                joins = token and group and is_name[at + 1 : at + 2] == [True]  # `Yann Le Bihan`
                if token and (is_name[at] or (joins and self.particle.fullmatch(token[0].casefold()))):
                    if group or token[0] not in self.weak_titles:
                        group.append(token)
                    continue
                if len(group) > 1:
                    start, end = run.start() + group[0].start(), run.start() + group[-1].end()
                    tail = self.of_state.search(text[start:end])
                    if tail and tail[1] in self.entities:  # `Vladímir Putin de Rusia`
                        end = start + tail.start()
                    if len(self._words(text[start:end])) > 1 and text[start:end] not in self.entities:
                        yield start, end
                group = []

    def _is_no_name(self, token: re.Match[str], offset: int, named: Spans) -> bool:
        at = offset + token.start()
        is_named = any(start <= at < end for start, end in named)
        return is_named or token[0].casefold() in self.not_name_words

    def cue(self, text: str, start: int, end: int) -> tuple[str, str | None] | None:
        """The rule and the office that announce the name at this place."""
        before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        words = self._words(text[start:end])
        is_common = all(is_common_word(word, self.language) for word in words)
        cues = self.cues if not is_common or len(words) in (2, 3) else ()  # *Ángel Guerra*
        has_office_before = has_office(before, self.language)
        for rule, common, is_before, is_after, is_of_office in cues:
            if is_common > common or (is_of_office and not has_office_before):
                continue
            behind = is_after.match(after)
            if behind and (ahead := is_before.search(before)):
                return rule, {**ahead.groupdict(), **behind.groupdict()}.get("office")
        return None

    def office_of(self, text: str, start: int, named: Spans) -> tuple[str, str] | None:
        """An office of the State or body named right before: *el canciller de Chile* ¦ *Luis Soto*."""
        held = next((at for at, end in named if end + 1 == start), None)
        found = None if held is None else self.holder.search(text, max(0, held - _REACH), held)
        return ("person.office_name", found["office"]) if found else None

    def next_in_list(
        self, text: str, start: int, found: Sequence[PersonMatch]
    ) -> tuple[str, str | None] | None:
        """A plural office announces the whole list: *los presidentes de X y Z, A, y de Z, B*."""
        if not found or found[-1].rule_id != "person.offices":
            return None
        joined = self.list_link.fullmatch(text, found[-1].end, start)
        return ("person.offices", found[-1].office) if joined else None

    def forms(self, full: Mapping[str, str], text: str) -> dict[str, str]:
        """Printed form → full name, for the forms that mean one person only.

        One word means a person only where it is no word of the language; a surname that is one (*Paz*) only
        where the text does not use the word.
        """
        meant: dict[str, dict[str, str]] = {}
        for name, whole in full.items():
            words = [w for w in name.split() if not _INITIAL.fullmatch(w) and not self.particle.fullmatch(w)]
            if len(words) > 1:
                word = rf"(?<!\w){re.escape(words[-1].lower())}(?!\w)"
                is_used = is_common_word(words[-1], self.language) and re.search(word, text)
                surname = [] if is_used else words[-1:]
                forms = {name, *surname, f"{words[0]} {words[-1]}", f"{words[0]} {words[1]}"}
            else:
                forms = {form for form in (name, *words) if not is_common_word(form, self.language)}
            for form in forms - self.entities:
                meant.setdefault(form, {}).setdefault(person_id(whole), whole)
        return {form: next(iter(persons.values())) for form, persons in meant.items() if len(persons) == 1}

    def is_inside_another_name(self, before: str) -> bool:
        """Whether a surname stands after another given name: *María García*, when Pedro García is meant."""
        previous = _GIVEN_NAME.search(before)
        if not previous or _SENTENCE_START.search(before[: previous.start()]):
            return False
        return not is_common_word(previous[0].strip(), self.language)

    def _words(self, name: str) -> list[str]:
        """The words of a name that are no initials, nor particles among capitals."""
        return [word for word in re.findall(_TOKEN, name) if not self.no_word.fullmatch(word)]


@cache
def _rules(language: Language) -> _Rules:
    return _Rules(language)


def _any(words: Sequence[str]) -> str:
    """An alternation, the longest word first; of no words one that matches nowhere."""
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})" if words else NEVER
