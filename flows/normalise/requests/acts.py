"""The main clauses of an operative paragraph that ask for something: *Solicita …, e invita también a …*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cronica.flows.language import Language, fold
from cronica.flows.normalise.openings import read_opening
from cronica.flows.normalise.requests.rules import Rules, rules
from cronica.schemas.language.requests import Act

OPERATIVE = "operative"
_LEMMA_WORDS = re.compile(r"\w+")
_INSERTED = re.compile(r",[^,;]{3,80}")
"""Words between commas after who is named."""


@dataclass(frozen=True, slots=True)
class ActMatch:
    """A main clause that asks.

    Attributes:
        before: where the main clause before it begins.
        start: where its verb begins.
        asked: where what belongs to the verb ends; ``end`` where the clause does.
        act: the verb that counts.
        english: its English.
        pronoun: before the verb, for who is asked; None when there is none.
    """

    before: int
    start: int
    asked: int
    end: int
    act: Act
    english: str
    pronoun: str | None


def find_acts(text: str, start: int, language: Language) -> list[ActMatch]:
    """The acts of an operative paragraph, in reading order; two verbs joined before one object are two.

    Args:
        text: the cleaned paragraph.
        start: where it begins after its label.
        language: whose words.
    """
    known, plain = rules(language), fold(text)
    if not known.acts or not known.act_verb.search(plain, start):
        return []
    clauses = list(_main_clauses(text, plain, start, language, known))
    ends = [*(before for before, *_ in clauses[1:]), len(text)]
    found, last = [], start
    for (_, at, asked, lemma, pronoun), end in zip(clauses, ends, strict=False):
        acts = _acts_in(plain[at:asked], lemma, known)
        if lemma.split()[0] in known.pack.repeated.verbs:
            repeated = known.repeated.match(plain, at, end)
            acts = [known.repeats[repeated["noun"]]] if repeated else []
            asked = repeated.end() if repeated else asked
        for act in acts:
            found.append(ActMatch(last, at, asked, end, act, known.english.get(act.lemma, ""), pronoun))
        last = at
    return found


def decided_act(text: str, start: int, language: Language) -> ActMatch | None:
    """The act that an item under a decision names by its dictionary form: *b) Solicitar …*, *To urge …*."""
    known = rules(language)
    words = fold(text[start : start + 80])
    carried = known.carried.match(words)
    at = carried.end() if carried else 0
    named = known.act_name.match(words, at)
    if named is None:
        return None
    act = known.by_name[" ".join(named[0].split())]
    english = known.english.get(act.lemma, "")
    return ActMatch(start, start, start + named.end(), len(text), act, english, pronoun=None)


def _main_clauses(
    text: str, plain: str, start: int, language: Language, known: Rules
) -> Iterator[tuple[int, int, int, str, str | None]]:
    """Where each main clause is parted from the one before, its verb and its phrase, with its lemma."""
    places: list[tuple[int, int, str | None]] = [(start, start, None)]
    places += [
        (match.start(), match.start("verb"), match.groupdict().get("pronoun"))
        for match in known.main_verb.finditer(plain, start + 1)
    ]
    until, since = 0, start
    for before, at, pronoun in places:
        if at < until or _is_reported(text, plain, since, before, at, known):
            continue  # “Invita y alienta a …” is one phrase
        since = at
        if (opening := read_opening(text[at:], OPERATIVE, language=language)) and opening.lemma:
            begin = text.index(opening.text, at)
            asked = begin + len(opening.text)
            until = asked if known.act_of(opening.lemma) else 0
            yield before, begin, asked, opening.lemma, pronoun


def _is_reported(text: str, plain: str, since: int, before: int, verb: int, known: Rules) -> bool:
    """Whether somebody else does it: *que el Relator, en su informe, invita*, *a que, si procede, creen*."""
    if plain[before:verb].strip() != ",":
        return False
    for that in known.otherwise.finditer(plain, since, before):
        agent = known.agents.match(plain, that.end() + 1, before)
        rest = known.name.match(text, agent.end(), before) if agent else None
        places = (that.end(), rest.end() if rest else before)
        if any(_INSERTED.fullmatch(plain, at, before) for at in places):
            return True
    return False


def _acts_in(phrase: str, lemma: str, known: Rules) -> list[Act]:
    """The acts of an opening phrase: *Invita y alienta* has two."""
    first = known.act_of(lemma)
    verbs = (known.asking[match[0]] for match in known.act_verb.finditer(phrase))
    also = [known.acts.get(verb) for verb in verbs if verb not in _LEMMA_WORDS.findall(lemma)]
    return list(dict.fromkeys(act for act in (first, *also) if act))
