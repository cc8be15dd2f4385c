"""Agenda items named in a paragraph, by number or by title.

=======================  ==============================================  ====================================
rule_id                  example                                         rows
=======================  ==============================================  ====================================
agenda_number            los temas del programa 66 s) y v), 68 d), 101   66 (s), 68 (d) and 101
agenda_carried_letter    the same                                        66 (v), on the characters ``v)``
agenda_range             los temas 3 a 6 del programa                    3, 4, 5 and 6, each on ``3 a 6``
agenda_subitem_of        los subtemas a) y b) del tema 78 del programa   78 (a) and 78 (b)
agenda_titled_item       el tema titulado “X”                            one without a number, on ``X``
agenda_titled_subitem    el subtema titulado “Y”                         one without a number, on ``Y``
=======================  ==============================================  ====================================

A number counts when an agenda is named with it (*del programa*, *de la lista preliminar*, *de la agenda*),
when words such as *en relación con el* lead to it, or alone in a document that stands on an agenda: *temas*
are topics too, and a *Programa de Acción* is no agenda. A title counts when it is put on a later agenda
(relation ``future``) or when such words lead to it. An item and its subitem titled together are one row each.
Patterns are in ``agenda.yml`` of the pack.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from string import ascii_lowercase

from cronica.flows.language import Language, fold
from cronica.schemas.language import Agenda

_LOOK_BACK = 320  # characters before a title in which the verb that puts it on an agenda stands


@dataclass(frozen=True, slots=True)
class AgendaMatch:
    """One agenda item named.

    Attributes:
        start: offset of the first character of what is printed for this item alone.
        end: offset after its last character.
        item_number: the number of the item; None for one named by its title.
        subitem: the letter of the subitem (``s``, ``aa``), or None.
        agenda_kind: ``agenda``, ``provisional`` or ``preliminary``.
        relation: ``future`` for an item put on a later agenda, else ``mentioned``.
        title: the title printed with it, on one line, or None.
        rule_id: how it was read; see the table above.
    """

    start: int
    end: int
    item_number: int | None
    subitem: str | None
    agenda_kind: str
    relation: str
    title: str | None
    rule_id: str


def find_agenda_items(text: str, language: Language, *, has_agenda: bool = False) -> list[AgendaMatch]:
    """Find the agenda items that a paragraph names, in reading order.

    Args:
        text: the paragraph.
        language: whose patterns apply.
        has_agenda: the document stands on an agenda, of which a number alone is an item.
    """
    patterns, plain = agenda_patterns(language), fold(text)
    if not any(sign in plain for sign in patterns.signs) or not patterns.item.search(text):
        return []
    found = (*_numbered(text, patterns, has_agenda=has_agenda), *_titled(text, patterns))
    return sorted(found, key=lambda match: match.start)


def is_put_off_to(text: str, session_start: int, language: Language) -> bool:
    """Whether an item is put off to the session at an offset: its number is of an agenda before."""
    return agenda_patterns(language).put_off.search(text, 0, session_start) is not None


def is_circulation_request(text: str, language: Language) -> bool:
    """Whether a paragraph asks for the letter it stands in to be circulated as a document of an organ."""
    return all(cue.search(text) for cue in agenda_patterns(language).circulation)


# --- by number


def _numbered(text: str, patterns: "AgendaPatterns", *, has_agenda: bool) -> Iterator[AgendaMatch]:
    bare, titled = text, None
    while bare != titled:  # each title of a list in turn
        titled, bare = bare, patterns.title_inside.sub(lambda item: item["item"].ljust(len(item[0])), bare)
    for found in (patterns.numbered_or_alone if has_agenda else patterns.numbered).finditer(bare):
        groups = found.groupdict().items()
        kind = patterns.kind(next((said for name, said in groups if said and name.startswith("agenda")), ""))
        if found["letters"]:
            yield from _listed(text, found.span("letters"), kind, patterns, of=int(found["of"]))
            continue
        span = next(found.span(name) for name, said in groups if said and not name.startswith("agenda"))
        listed = [item for item in _listed(bare, span, kind, patterns) if item.item_number != 0]
        for item in listed:  # counted from 1
            ends = (item.end, found.end()) if len(listed) == 1 else (item.end,)
            after = next(filter(None, (patterns.title_after.match(text, end) for end in ends)), None)
            yield replace(item, title=_one_line(after["quote"][1:-1])) if after else item


def _listed(
    text: str, span: tuple[int, int], kind: str, patterns: "AgendaPatterns", of: int | None = None
) -> list[AgendaMatch]:
    """The items of one list of numbers and letters; a letter alone is of ``of`` or the number before."""
    items: list[AgendaMatch] = []
    to_follows = False
    for token in patterns.token.finditer(text, *span):
        if token["range"]:
            to_follows = True
            continue
        if token["number"]:
            item = _item(token, int(token["number"]), "letter", kind, "agenda_number", patterns)
        else:
            number, rule = (
                (items[-1].item_number, "agenda_carried_letter") if of is None else (of, "agenda_subitem_of")
            )
            item = _item(token, number, "carried", kind, rule, patterns)
        items[-1:] = _range(items[-1], item) if to_follows else [*items[-1:], item]
        to_follows = False
    return items


def _item(
    token: re.Match[str], number: int | None, group: str, kind: str, rule_id: str, patterns: "AgendaPatterns"
) -> AgendaMatch:
    letter = patterns.latin_label(token[group]) if token[group] else token["below"]
    end = token.end() if letter else token.end("number")
    return AgendaMatch(token.start(), end, number, letter, kind, "mentioned", None, rule_id)


def _range(first: AgendaMatch, last: AgendaMatch) -> list[AgendaMatch]:
    """Every item from first to last, each on the characters of the whole range; the two if it is none."""
    whole = replace(first, end=last.end, rule_id="agenda_range")
    if first.subitem and last.subitem and first.item_number == last.item_number:
        letters = LETTERS[LETTERS.index(first.subitem) : LETTERS.index(last.subitem) + 1]
        return [replace(whole, subitem=letter) for letter in letters] or [first, last]
    if first.item_number and last.item_number and not first.subitem and not last.subitem:
        numbers = range(first.item_number, last.item_number + 1)
        return [replace(whole, item_number=number) for number in numbers] or [first, last]
    return [first, last]


# --- by title


def _titled(text: str, patterns: "AgendaPatterns") -> Iterator[AgendaMatch]:
    chain: list[re.Match[str]] = []
    for found in patterns.titled.finditer(text):
        if chain and not patterns.between.fullmatch(text, chain[-1].end(), found.start()):
            yield from _chain(text, chain, patterns)
            chain = []
        chain.append(found)
    if chain:
        yield from _chain(text, chain, patterns)


def _chain(text: str, chain: list[re.Match[str]], patterns: "AgendaPatterns") -> Iterator[AgendaMatch]:
    """The titles of items that stand together (an item and its subitem) and share what is done with them."""
    before = text[max(0, chain[0].start() - _LOOK_BACK) : chain[0].start()]
    agenda = put = patterns.put_before.search(before)
    if not put and (agenda := patterns.onto_agenda.match(text, chain[-1].end())):
        put = patterns.put_verb.search(before) or (agenda if agenda.groupdict().get("kept") else None)
    if agenda and put:
        kind, relation = (
            patterns.kind(agenda["agenda"]),
            "mentioned" if put.groupdict().get("past") else "future",
        )
    elif agenda or chain[0]["agenda"] or (chain[0]["titled"] and patterns.led_to.search(before)):
        kind, relation = patterns.kind((agenda or chain[0])["agenda"] or ""), "mentioned"
    else:
        return  # the topic of a meeting, a year or a report
    for found in chain:
        rule_id = "agenda_titled_subitem" if found["sub"] else "agenda_titled_item"
        for quote in patterns.quote.finditer(text, *found.span("quotes")):
            title = quote[0][1:-1].strip()
            start = text.index(title, quote.start())
            yield AgendaMatch(
                start, start + len(title), None, None, kind, relation, _one_line(title), rule_id
            )


def _one_line(title: str) -> str:
    return " ".join(title.split())


# --- the patterns, built once

_BELOW = r"(?:\s\(?[ivx]{1,4}\)(?:${glue}\(?[ivx]{2,4}\))*)?"
"""Parts of a sub-item, which have no rows of their own: 71 b) ii) y iii)."""
_DECIMAL = r"(?:\.\d{1,2}(?=,|\s+(?-i:[^\W\d_A-Z])))?"
"""A sub-item by number, ``14.2``: the sentence goes on after it; at its end stands the mark of a footnote."""
_DECIMAL_UNPARTED = r"(?:\.\d{1,2})?"
"""… where no blanks part words, and the point is none of a sentence."""
LETTERS = [*ascii_lowercase, *(2 * letter for letter in ascii_lowercase)]
_LATIN = "|".join(reversed(LETTERS))


class AgendaPatterns:
    """The patterns of ``agenda.yml``."""

    def __init__(self, language: Language) -> None:
        pack = language.pack(Agenda)
        agendas = "|".join(agenda.words for agenda in pack.agendas)
        glue = pack.list_glue
        below = _BELOW.replace("${glue}", glue)
        quote = "|".join(
            rf"{o}(?:[^{o}{c}]{rf'|{o}[^{o}{c}]*{c}' if o != c else ''}){{2,400}}{c}"
            for o, c in ((pair[0], pair[1]) for pair in pack.quotes)
        )
        others = "".join(language.words.letters)
        letter = rf"(?:{_LATIN}{rf'|[{others}](?:[ ]?[{others}])?' if others else ''})"
        decimal = _DECIMAL if language.traits.splits_words_with_blanks else _DECIMAL_UNPARTED
        lettered = rf"{pack.before_letter}\(?{letter}{pack.after_letter}{below}"
        one = rf"\d{{1,3}}{decimal}(?![\d/º°ª])(?:{lettered}|\s*\))?"
        fragments = {
            **pack.fragments,
            "agenda": rf"(?:{agendas})${{ends}}(?!{pack.plan})",
            "letter": letter,
            "letters": rf"\(?{letter}\)(?:{glue}\(?{letter}\))*",
            "list": rf"(?>{one}(?:{glue}(?:{one}|\(?{letter}\){below}))*)",
            "quote": quote,
        }

        def compiled(template: str) -> re.Pattern[str]:
            return language.pattern(template, fragments)

        self.signs = [fold(sign) for sign in pack.signs]
        self.item = compiled("${begins}${item}")
        self.token = compiled(
            rf"(?P<number>\d{{1,3}})(?:\.(?P<below>\d{{1,2}})"
            rf"|{pack.before_letter}\(?(?P<letter>{letter}){pack.after_letter}{below})?"
            rf"|(?P<carried>{letter})\){below}|(?P<range>{pack.range})"
        )
        self.latin_label = language.latin_label
        self.numbered = compiled("|".join(pack.numbered))
        self.numbered_or_alone = compiled("|".join([*pack.numbered, *pack.alone]))
        self.quote = compiled(quote)
        self.title_inside = compiled(pack.title_inside)
        self.title_after = compiled(pack.title_after)
        self.titled = compiled(pack.titled)
        self.between = compiled(pack.between)
        self.put_before = compiled(pack.put_before)
        self.put_verb = compiled(pack.put_verb)
        self.onto_agenda = compiled(pack.onto_agenda)
        self.led_to = compiled(pack.led_to)
        self.put_off = compiled(pack.put_off)
        self.circulation = [compiled(cue) for cue in pack.circulation]
        self.document = compiled(pack.document)
        self.listed_item = compiled(pack.listed_item)
        self.list_ends = compiled(pack.list_ends)
        self.listed_subitem = compiled(pack.listed_subitem)
        self.listed_reference = compiled(pack.listed_reference)
        self._kinds = [(compiled(agenda.words), agenda.kind) for agenda in pack.agendas]

    def kind(self, printed: str) -> str:
        """The kind of the agenda as printed, a value of ``agenda_items.agenda_kind``.

        An agenda that is not named is the agenda itself.
        """
        return next((kind for words, kind in self._kinds if words.fullmatch(printed)), "agenda")


@cache
def agenda_patterns(language: Language) -> AgendaPatterns:
    """The patterns of a language, compiled once."""
    return AgendaPatterns(language)
