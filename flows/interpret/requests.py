"""Who is asked to do what, by when: the requests of a document's operative paragraphs.

A clause is taken apart in :mod:`cronica.flows.normalise.requests`; here it gets what its place tells: the
items under it, who a pronoun means, the sessions and dates named in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Protocol, TypeVar

from cronica.flows.interpret.due import DATED, RECURRING, DueDates
from cronica.flows.interpret.model import Due, FoundRequest, Reading
from cronica.flows.interpret.owners import office
from cronica.flows.normalise import reference
from cronica.flows.normalise.requests import details
from cronica.flows.normalise.requests.acts import ActMatch, decided_act, find_acts
from cronica.flows.normalise.requests.addressees import whole_name
from cronica.flows.normalise.requests.asked import Asked
from cronica.flows.normalise.requests.clauses import DIRECTLY, TAIL, Clauses
from cronica.flows.normalise.requests.pronouns import named_last
from cronica.flows.normalise.requests.rules import Rules, rules

OPERATIVE = "operative"
_PRONOUN = 10
"""Characters after a verb in which a pronoun may name who is asked."""
_OFTEN = 160
"""Characters of what is asked in which it says how often."""


class _Placed(Protocol):
    """What was found in a paragraph."""

    @property
    def paragraph(self) -> int: ...


P = TypeVar("P", bound=_Placed)


def _by_paragraph(found: Iterable[P]) -> dict[int, list[P]]:
    places: dict[int, list[P]] = {}
    for each in found:
        places.setdefault(each.paragraph, []).append(each)
    return places


def find_requests(reading: Reading) -> list[FoundRequest]:
    """The requests of a document, in reading order; one with several addressees or sessions is several."""
    if not rules(reading.language).acts:
        return []
    reader = _Reader(reading)
    return [
        row
        for index, each in enumerate(reading.paragraphs)
        if each.part == OPERATIVE
        for row in reader.read(index)
    ]


class _Reader:
    """Reads the operative paragraphs of one document one after another."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.language = reading, reading.language
        self.known: Rules = rules(reading.language)
        self.open: dict[tuple[str, ...], tuple[ActMatch, tuple[str, ...], bool]] = {}
        self.named: tuple[str, ...] = ()
        self.at, self.clauses = -1, Clauses.of("", (), self.language)
        self.known_names = {each.text: each.entity_id for each in reversed(reading.entities)}
        self.session = Due()
        self.entities = _by_paragraph(reading.entities)
        self.sessions, self.dates = _by_paragraph(reading.sessions), _by_paragraph(reading.dates)
        body = reference.body(reading.head.body_code or "")
        self.body = body.names.get(reading.language.code) if body else None

    def read(self, index: int) -> Iterator[FoundRequest]:
        paragraph = self.reading.paragraphs[index]
        text, path = paragraph.text, tuple(paragraph.path)
        start = next((at for at in range(paragraph.body_start, len(text)) if text[at].isalnum()), len(text))
        above = self.open.get(path[:-1]) if len(path) > 1 else None
        self.open = {
            key: value for key, value in self.open.items() if key == path[: len(key)] and key != path
        }
        if above is not None and (above[2] or self._clauses(index).is_asked_item(start)):
            yield from self._item(index, start, path, *above[:2])
            start += 1
        last: ActMatch | None = None
        waiting: list[tuple[ActMatch, tuple[str, ...]]] = []  # “Exhorta a A, e invita a B, a que …”
        acts = find_acts(text, start, self.language)
        if not acts and paragraph.opening and (own := decided_act(text, start, self.language)):
            acts = [own]  # an infinitive under RESUELVE:
        for match in acts:
            after = self.known.pronouns.search(self._plain(index), match.asked, match.asked + 2 * _PRONOUN)
            after = after if after and after.end() <= match.asked + _PRONOUN else None
            pronoun = match.pronoun or (self._pronoun(index, match.asked, after) if after else None)
            is_other = after is not None and self.known.latter.fullmatch(after[0])
            if pronoun and (is_other or last is None or last.start != match.before):
                clauses = self._clauses(index)
                self.named = named_last(clauses, match.before, match.start, pronoun) or self.named
            asked = self._clauses(index).asked(match, self.named)
            last = match if any(each.addressees for each in asked) else None
            if len(asked) == 1 and asked[0].is_shared and match.end < len(text):
                waiting.append((match, asked[0].addressees))
                continue
            for other, who in [*waiting, (match, ())]:
                yield from self._rows(
                    index, other, [replace(each, addressees=who) if who else each for each in asked], path
                )
            waiting = []
            is_last = match.end == len(text) and text.rstrip().endswith(":")
            if is_last and asked and match.act.asks != DIRECTLY and path not in self.open:
                self.open[path] = (match, asked[-1].addressees, False)

    def _item(
        self, index: int, start: int, path: tuple[str, ...], above: ActMatch, who: tuple[str, ...]
    ) -> Iterator[FoundRequest]:
        """An item under an open act: an act of its own, else one thing the act asks."""
        text = self.reading.paragraphs[index].text
        if above.act.asks == DIRECTLY and (own := decided_act(text, start, self.language)):
            yield from self._rows(index, own, self._clauses(index).asked(own, self.named), path)
            return
        clauses = self._clauses(index)
        begin, named = clauses.item(start, above.act.asks)
        asked = clauses.clause(
            start,
            begin,
            self._item_end(index, start),
            who or named,
            is_decided=above.act.asks == DIRECTLY,
            is_open=text.rstrip().endswith(":"),
        )
        yield from self._rows(index, above, asked, path)

    def _item_end(self, index: int, start: int) -> int:
        """Where an item ends, or another act begins in it: *a) Cooperen …, y exhorta al Fondo a que …*."""
        text = self.reading.paragraphs[index].text
        acts = {act.start for act in find_acts(text, start + 1, self.language)}
        verbs = self.known.main_verb.finditer(self._plain(index), start + 1) if acts else ()
        end = next((verb.start() for verb in verbs if verb.start("verb") in acts), len(text.rstrip()))
        last = max(text.rfind(";", start, end), start)
        if self.known.another.fullmatch(self._plain(index), last, end):
            end = last  # “a) Cooperen …; y”
        return len(text[:end].rstrip(TAIL))

    def _pronoun(self, index: int, asked: int, after: re.Match[str]) -> str:
        """The word that agrees with who is meant: *a los que aún no lo hayan hecho*."""
        words = (after[0], *self._plain(index)[asked : after.start()].split())
        return next((word for word in words if word in self.known.agrees), after[0])

    def _clauses(self, index: int) -> Clauses:
        """The clauses of a paragraph, made once while it is read."""
        if self.at != index:
            whole = [(each.start, each.end) for each in self.entities.get(index, ())]
            self.at = index
            self.clauses = Clauses.of(self.reading.paragraphs[index].text, whole, self.language)
        return self.clauses

    def _due(self, index: int) -> DueDates:
        """When what a paragraph asks is due."""
        sessions, dates = self.sessions.get(index, ()), self.dates.get(index, ())
        return DueDates(self.reading, self.body, self._clauses(index), sessions, dates)

    def _plain(self, index: int) -> str:
        """The folded text of a paragraph."""
        return self._clauses(index).folded

    def _rows(
        self, index: int, match: ActMatch, asked: Iterable[Asked], path: tuple[str, ...]
    ) -> Iterator[FoundRequest]:
        text, last, things = self.reading.paragraphs[index].text, Due(), list(asked)
        plain, due = self._plain(index), self._due(index)
        for each, after in zip_longest(things, things[1:]):
            self.named = each.addressees or self.named
            if each.is_open:
                self.open[path] = (match, each.addressees, True)
                continue
            words, printed = each.words or plain[each.verb : each.end], text[each.action : each.end]
            kind = details.deliverable(words, self.language)
            recurs = kind in RECURRING
            often = details.frequency(
                plain[each.verb : each.end][:_OFTEN], self.language, of_things=recurs or kind == "funding"
            )
            if often is None and kind in DATED:
                often = details.frequency(plain[each.begin : each.verb], self.language, of_things=True)
            dues = due.of(each, kind, Due() if often else last, self.session)
            if after and after.is_second and dues[0].kind == "none" and recurs and often is None:
                # One session may stand after two verbs.
                again = replace(after, start=after.verb, begin=after.verb)
                dues = due.of(again, kind, last, self.session)
            is_yearly = dues[0].edtf is not None and dues[0].end is None  # “el 31 de mayo de cada año”
            if dues[0].kind == "session":
                last = self.session = dues[0]
                kind = "agenda_item" if kind == "study" and due.sessions_of(each) else kind
            elif often and kind in RECURRING and (dues[0].kind == "none" or is_yearly):
                dues = [Due("standing")]
            is_once = dues[0].kind in ("date", "event") or (dues[0].kind == "session" and len(dues) == 1)
            if is_once and often in (None, "ongoing"):
                often = "once"
            said = text[each.end - len(words) : each.end]  # of joined verbs the words after them agree
            to = details.recipient(said, words, self.language) if recurs else None
            to = whole_name(to, text, each.verb, self._clauses(index).whole) if to else to
            topic = details.topic(said, words, self.language)
            within = details.within_existing_resources(plain[each.start : each.end], self.language)
            names = [name for name in each.addressees if match.act.asks != DIRECTLY or name != self.body]
            for when in dues:
                given = self._recipient(index, each, to, when) if when.body_code != dues[0].body_code else to
                for who in names or [None]:
                    yield FoundRequest(
                        paragraph=index,
                        start=each.start,
                        end=each.end,
                        act=match.act,
                        english=match.english,
                        addressee=who,
                        addressee_entity=self._entity(who),
                        action=printed,
                        deliverable=kind,
                        topic=topic,
                        due=when,
                        frequency=often,
                        recipient=self.body if given == "" else given,
                        recipient_entity=self.reading.head.body_code if given == "" else self._entity(given),
                        within_existing_resources=within,
                        rule_id="second_verb" if each.is_second else "item" if path[1:] else "clause",
                    )

    def _recipient(self, index: int, each: Asked, to: str | None, when: Due) -> str | None:
        """To whom it is given in a session of another body than the first: that body, where it is named."""
        named = (
            item.text
            for item in self.entities.get(index, ())
            if item.entity_id == when.body_code and each.verb <= item.start < each.end
        )
        return next(named, to) if to else to

    def _entity(self, name: str | None) -> str | None:
        """The entity that is the whole name, as the document names it, or an office."""
        return (self.known_names.get(name) or office(name, self.reading)) if name else None
