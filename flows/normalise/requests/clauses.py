"""What one act asks: each clause with who is to do it (*que le presente un informe y que …*)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cronica.flows.language import Language, fold
from cronica.flows.normalise.requests.acts import ActMatch
from cronica.flows.normalise.requests.addressees import Spans, names, without_tags
from cronica.flows.normalise.requests.asked import Asked
from cronica.flows.normalise.requests.details import deliverable
from cronica.flows.normalise.requests.joined import LOOK_BACK, agree, is_chained, is_joined, words_of
from cronica.flows.normalise.requests.rules import Rules, rules

TAIL = " ,;.:،؛。\n\u00a0"
"""What ends a clause and belongs to none."""
DIRECTLY, TO = "directly", "to"
"""How a decision asks, and most other acts, as in ``requests.yml``."""
_EXAMINING = {"agenda_item", "study"}
"""Deliverables that are one thing: an item is put on the agenda to be examined."""
_VERBS = re.compile(r"\w+(?:\s*,\s*\w+)*")
_NEAR = 75
"""Characters in which the verb of somebody else must follow who is named."""
_FAR = 110
"""Characters in which the verb of a clause must follow a word that does not always begin one."""
_AGENT = 40
"""Characters after a verb in the passive in which its agent is named."""


@dataclass(frozen=True, slots=True)
class Clauses:
    """Reads the clauses of one paragraph.

    Attributes:
        text: the cleaned paragraph.
        folded: its folded view; ``plain`` is that with conditions of addressees blank.
        whole: the spans of known names, which are not taken apart.
        language: whose words.
    """

    text: str
    folded: str
    plain: str
    whole: Spans
    language: Language

    @classmethod
    def of(cls, text: str, whole: Spans, language: Language) -> Clauses:
        """The clauses of a cleaned paragraph."""
        folded = fold(text)
        return cls(text, folded, without_tags(folded, language), whole, language)

    @property
    def known(self) -> Rules:
        """The patterns of the language."""
        return rules(self.language)

    def asked(self, match: ActMatch, named: tuple[str, ...]) -> list[Asked]:
        """What an act asks, in reading order; ``named`` is who a pronoun stands for."""
        known, plain = self.known, self.plain
        end = match.asked + len(plain[match.asked : match.end].rstrip(TAIL))
        is_open = self.text[: match.end].rstrip().endswith(":")
        after = known.after_act.match(plain, match.asked, match.end)
        at = min(after.end(), end) if after else match.asked
        if at >= end:
            return [Asked((), match.start, end, end, end, end, is_open=True)] if is_open else []
        marker = known.clauses[match.act.asks]
        who = named if match.pronoun else ()
        whole = self.folded  # with the conditions, which may be all that names who is asked
        before = known.before.match(whole, at, end)
        if before and match.act.asks == TO and self._is_thing(before.end(), end):
            return [Asked((), match.start, before.end(), before.end(), before.end(), end)]
        first, is_to = None, before is not None and before.end() > at and match.act.asks != DIRECTLY
        if before is None or not is_to or not known.agents.match(plain, before.end(), end):
            first = marker.match(plain, at, match.end) or known.otherwise.match(plain, at, match.end)
            first = first or known.at_once.match(plain, at, match.end)
        if first is None:
            article = known.articles.match(whole, at, end)
            name = article.end() if article else at
            is_name = self.text[name : name + 2].isupper() or any(begin == name for begin, _ in self.whole)
            if before is None and not is_name:
                return [Asked(who, match.start, at, at, at, end)]
            at = before.end() if before else at
            first = next(self._begins(marker, at, match.end), None)
            first = first or known.otherwise.search(plain, at, match.end)
            if first is None:
                who = self.names(at, end)
                return [Asked(who, match.start, at, at, at, end, is_open=is_open, is_shared=not is_open)]
            is_pronoun = known.pronouns.match(whole, at)
            who = named if is_pronoun else self.names(at, first.start())
        starts = [first, *self._others(first, end, bool(who), marker)]
        if who and marker.search(plain, first.end(), end):
            starts += self._addressed(starts, end, match.act.asks)
            starts.sort(key=re.Match.start)
        found: list[Asked] = []
        said = named if known.pronouns.match(plain, first.end()) else ()
        for place, begin in enumerate(starts):
            stop = starts[place + 1].start() if place + 1 < len(starts) else end
            stop = begin.end() + len(plain[begin.end() : stop].rstrip(TAIL))
            start = match.start if place == 0 else begin.start()
            is_last = is_open and place + 1 == len(starts)
            who = self.names(*begin.span("who")) if "who" in begin.groupdict() else who
            for each in self.clause(
                start, begin.end(), stop, who, is_decided=match.act.asks == DIRECTLY, is_open=is_last
            ):
                is_named = each.action < each.verb and not known.pronouns.match(plain, each.action)
                is_own = is_named or known.is_passive.match(plain, each.verb)
                same = not (each.addressees or is_own)
                found.append(replace(each, addressees=said) if same else each)
                said = found[-1].addressees
        return found

    def _is_thing(self, at: int, end: int) -> bool:
        """Whether what is asked stands where who is asked does: *insta al pleno cumplimiento de …*."""
        return self.text[at].islower() and self.known.things.match(self.plain, at, end) is not None

    def clause(
        self, start: int, begin: int, end: int, who: tuple[str, ...], *, is_decided: bool, is_open: bool
    ) -> Iterator[Asked]:
        """One clause from its beginning on, and the second verbs in it that are requests of their own."""
        known, plain = self.known, self.plain
        before = known.before_verb.match(plain, begin, end)
        at = before.end() if before else begin
        found_verb = self._verb(begin, end, is_decided=is_decided)
        verb, bare = found_verb or (at, at)
        if is_open and (found_verb is None or known.carriers.fullmatch(f"{plain[bare:end]} ")):
            who = who or (self._subject(at, verb, end)[0] if found_verb else ())
            yield Asked(who, start, begin, end, end, end, is_open=True)
            return
        action, rest = verb, None
        if not who and at <= verb:
            who, action = self._subject(at, verb, end)
            rest = self._other_subject(verb, end) if who else None
        whole, end = end, rest[0] if rest else end
        if not who and known.infinitive.match(plain, bare):
            inverted = known.inverted.search(plain, verb, min(end, verb + _AGENT))
            if inverted:  # “autorizar a los Estados a que …”
                to = known.clauses[TO].search(plain, inverted.end(), end)
                who = self.names(inverted.end(), to.start() if to else end)
        found = [Asked(who, start, begin, action, verb, end)]
        last = deliverable(plain[verb:end], self.language)
        for second in known.second_verb.finditer(plain, verb + 1, end):
            at = second.start("asked")
            if not (known.listed_verb.match(plain, at) or known.infinitive.match(plain, bare)):
                continue
            if known.listed_verb.match(plain, at) and not agree(plain, bare, at, known):
                continue  # “nombre a dos facilitadores para que dirijan … y presenten …”
            kind = deliverable(plain[at:end], self.language)
            joined = known.another.match(plain, second.start(), at)
            if not joined or kind not in known.pack.yields or plain[second.start()] == ";":
                continue
            if known.not_another.search(plain, verb, joined.start()) or self._is_inner(verb, joined, at):
                continue
            verbs = plain[verb : second.start()].strip()
            if _VERBS.fullmatch(verbs):  # “realice y le presente un examen”
                word = known.second_word.match(plain, at)
                words = verbs + plain[word.end() if word else at : end]
                last = deliverable(words, self.language)
                found[-1] = replace(found[-1], words=plain[at:end] if last == "other" else words)
                last = last if last in known.pack.yields else kind
            if kind != last and {kind, last} != _EXAMINING:
                found[-1] = replace(found[-1], end=verb + len(plain[verb : second.start()].rstrip(TAIL)))
                found.append(Asked(who, joined.end(), joined.end(), at, at, end, is_second=True))
                last = kind
        yield from found
        if rest:
            yield from self.clause(rest[1], rest[1], whole, (), is_decided=is_decided, is_open=is_open)

    def is_asked_item(self, start: int) -> bool:
        """Whether an item begins with a verb in the form of what is asked: *a) Presenten …*."""
        asked = self.known.asked_item.match(self.folded, start)
        return asked is not None and not self.known.infinitive.match(self.folded, asked.start("asked"))

    def item(self, start: int, asks: str) -> tuple[int, tuple[str, ...]]:
        """Where an item says what is asked, and of whom: *a) A los Estados a que …*."""
        known, clause = self.known, self.known.clauses[asks]
        if marker := clause.match(self.folded, start):
            return marker.end(), ()
        before = known.before.match(self.folded, start)
        if before and before.end() > start and known.agents.match(self.folded, before.end()):
            marker = clause.search(self.plain, before.end())
        return (marker.end(), self.names(before.end(), marker.start())) if before and marker else (start, ())

    def _is_inner(self, start: int, joined: re.Match[str], asked: int) -> bool:
        """Whether what is joined is the verb of a clause within: *asegure que las empresas, …, paguen*."""
        if is_chained(self.plain, start, joined.start(), asked, self.known):
            return True
        inner = [each.end() for each in self.known.otherwise.finditer(self.plain, start, joined.start())]
        is_bare = bool(inner) and not any(map(str.isalpha, joined[0]))
        return is_bare and self._verb(inner[-1], joined.start(), is_decided=False) is None

    def _begins(self, marker: re.Pattern[str], start: int, end: int) -> Iterator[re.Match[str]]:
        """Where clauses may begin; not in a name: *of Independence to Colonial Countries*."""
        for each in marker.finditer(self.plain, start, end):
            is_name = self.text[each.end() : each.end() + 1].isupper()
            is_within = any(first < each.start() < last for first, last in self.whole)
            if not is_within and not (is_name and self.known.infinitive.match(self.plain, each.end())):
                yield each

    def names(self, start: int, end: int) -> tuple[str, ...]:
        """Who is named in a span."""
        return names(self.text, self.plain, start, end, self.whole, self.language)

    def _others(
        self, first: re.Match[str], end: int, has_addressee: bool, marker: re.Pattern[str]
    ) -> Iterator[re.Match[str]]:
        """Further clauses of an act: a word alone (*que*) begins one only before a verb that agrees."""
        known, plain, own = self.known, self.plain, words_of(first[0])
        is_decided = not has_addressee and marker is known.clauses.get(DIRECTLY)
        verb = self._verb(first.end(), end, is_decided=is_decided)
        is_plural = verb is not None and known.is_plural.match(plain, verb[1]) is not None
        at = since = verb[1] if verb else first.end()
        is_described = False
        others = list(known.others.finditer(plain, at, end))
        for place, other in enumerate(others):
            if known.not_another.search(plain, max(at, other.start() - LOOK_BACK), other.start()):
                continue
            words = words_of(other["marker"])
            is_listed = any(
                is_joined(later) and later["marker"] == other["marker"] for later in others[place:]
            )
            is_longer = words[:-1] == own and len(own) == 1  # “a seguir …, y a que presente …”
            is_same = words == own and (len(words) > 1 or known.infinitive.match(plain, other.end()))
            if own and (is_same or is_longer):
                carrier = known.carriers.match(plain, since)
                since = carrier.end() if carrier else since
                inner = len(words) == 1 and marker.search(plain, since, other.start())
                is_parted = other[0][0] in ",;" or known.body.match(plain[other.end() : end])  # “et de lui …”
                if is_listed and (is_parted or not inner):  # “to help to build and to repair”
                    yield other
                    since = other.end()
            elif own and words == own[-1:] and known.describing.match(plain, other.end()):
                is_described = True
            elif own and words == own[-1:]:
                said = plain[other.end() : end].lstrip()
                is_bare = deliverable(said, self.language) not in known.pack.yields
                pronouns = known.before_pronouns.match(said)
                if is_described and is_bare and not (pronouns and pronouns[0]):
                    continue  # “políticas que respondan a …, que protejan …, y que tengan en cuenta …”
                before = known.before_verb.match(plain, other.end(), end)
                verb = self._verb(other.end(), end, is_decided=is_decided and is_joined(other))
                near = verb and verb[1] - (before.end() if before else other.end()) <= _FAR
                if verb and near and has_addressee and before and verb[0] > before.end():
                    near = not known.articles.match(plain, before.end())  # “…, y que los tribunales sean …”
                if (
                    verb
                    and near
                    and is_listed
                    and (
                        not has_addressee
                        or (known.is_plural.match(plain, verb[1]) is not None) == is_plural
                        or known.is_passive.match(plain, verb[0])
                    )
                ):
                    yield other

    def _addressed(self, starts: list[re.Match[str]], end: int, asks: str) -> list[re.Match[str]]:
        """Clauses for somebody else: *a los Estados a que …, y al Comité a que …*."""
        known, plain, found = self.known, self.plain, list[re.Match[str]]()
        for other in known.addressed[asks].finditer(plain, starts[0].end(), end):
            since = max(each.end() for each in (*starts, *found) if each.end() <= other.start())
            at, words = other.start("who"), words_of(other["marker"])
            joining = plain[other.start() : at]
            article = known.articles.match(plain, at)
            name = article.end() if article else at
            named = known.agents.match(plain, at, other.end("who")) or any(
                first == name for first, _ in self.whole
            )
            verb = self._verb(other.end(), min(end, other.end() + _NEAR), is_decided=False)
            # “… y a la Oficina que preste”, and not “y a los Estados que la pidan”
            is_one = verb and self.text[name].isupper() and not known.is_plural.match(plain, verb[1])
            is_parted = joining[:1] in ",;" and joining.strip(",; ") and not known.ends.match(joining)
            inner = known.clauses[asks].finditer(plain, since, other.start())
            is_inner = len(words) > 1 and any(words_of(each[0]) == words for each in inner)
            is_known = any(each.end() == other.end() for each in starts)
            if (
                named
                and not (is_inner or is_known)
                and words == words_of(starts[0][0])
                and verb
                and (len(words) > 1 or is_parted or is_one)
            ):
                found.append(other)
        return found

    def _verb(self, begin: int, end: int, *, is_decided: bool) -> tuple[int, int] | None:
        """Where the verb of a clause begins with its pronouns, and without them."""
        known, plain = self.known, self.plain
        if known.infinitive.match(plain, begin):
            return begin, begin
        before = known.before_verb.match(plain, begin, end)
        at = before.end() if before else begin
        clitics = known.before_pronouns.match(plain, at, end)
        if clitics and clitics[0]:
            bare, is_article = clitics.end(), known.articles.match(plain, at, end)
            other = known.infinitive.match(plain, bare, end) or self._looks_verb(bare, end)
            if known.listed_verb.match(plain, at, end) or (other and not is_article):
                return at, bare
        if not is_decided and self.text[at : at + 1].islower() and self._looks_verb(at, end):
            return at, at
        found = (
            each.start()
            for each in known.verb.finditer(plain, begin, end)
            if not known.not_verb.search(plain, max(begin, each.start() - LOOK_BACK), each.start())
        )
        places = [at for at in (next(found, None),) if at is not None]
        for printed in (known.printed, known.future)[: 1 + is_decided]:
            places += [each.start() for each in (printed.search(self.text, begin, end),) if each]
        if not places:
            return None
        verb = min(places)
        clitic = known.clitics.search(plain, max(begin, verb - LOOK_BACK), verb)
        return (clitic.start() if clitic else verb), verb

    def _looks_verb(self, at: int, end: int) -> bool:
        known = self.known
        return bool(known.any_verb.match(self.plain, at, end) or known.printed.match(self.text, at, end))

    def _other_subject(self, begin: int, end: int) -> tuple[int, int] | None:
        """Where a clause ends after which somebody else is named with a verb, and where that one begins."""
        for joined in self.known.other_subject.finditer(self.plain, begin, end):
            verb = self._verb(joined.end(), min(end, joined.end() + _NEAR), is_decided=False)
            if not verb or not is_joined(joined):
                continue
            between = self.plain[joined.end() : verb[0]]
            if "," not in between and not self.known.otherwise.search(between):
                return joined.start(), joined.start("marker")
        return None

    def _subject(self, at: int, verb: int, end: int) -> tuple[tuple[str, ...], int]:
        """Who is to do it where the clause itself says so, and where what is asked begins."""
        known, plain = self.known, self.plain
        is_passive = known.is_passive.match(plain, verb) is not None
        agent = known.agent.search(plain, verb, min(end, verb + _AGENT)) if is_passive else None
        if agent and known.agents.match(plain, agent.end()):
            stop = known.ends.search(plain, agent.end(), end)
            return self.names(agent.end(), stop.start() if stop else end), at
        article = known.articles.match(plain, at, verb)
        name = article.end() if article else at
        if self.text[name : name + 2].isupper() or any(
            name == first and last < verb for first, last in self.whole
        ):
            return self.names(at, verb), verb
        if is_passive:
            return (), at
        if at < verb and known.agents.match(plain, at, verb):
            return self.names(at, verb), verb
        return (), at
