"""The opening phrase of a paragraph: the verb that says what the act is.

A preambular paragraph opens with a participle or an adjective, an operative one with a present-tense verb,
and printed texts set that phrase in italics: *Acogiendo con beneplácito también*. The phrase is a head (a
verb or adjective of the language's ``openings.csv``) with what belongs to it: its fixed complement (*tomar
nota*), a manner (*con profunda preocupación*), an adverbial (*una vez más*), an object that is itself an act
(*reiterar su solicitud*), a second head (*Apoya y alienta*). The words of each kind, all their forms and how
they stand together are data in ``openings.yml`` and ``opening_words.csv`` beside it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from cronica.flows.language import Language, any_of, fold, lowered
from cronica.schemas.language import Openings

_SCAN = 120  # characters looked at; the longest phrase seen has 60
_MAX_ITALIC_WORDS = 14
_SHORTEST = 2  # letters of the shortest verb, in Chinese
_MARKS = " \t\n\u00a0*_"  # blanks and the marks of italics
_READ_PARTS = frozenset(("preamble", "operative", "body", "annex"))
_WORD = re.compile(r"\w+")
_ELIDED_WORD = re.compile(r"\w+(?:'\w+)*")  # l'accent


@dataclass(frozen=True, slots=True)
class Opening:
    """An opening phrase.

    Attributes:
        text: the phrase as printed, without the marks of italics around it.
        lemma: the dictionary form, without *también* or *además*; None for a verb that no table knows.
        english: the lemma in English: an infinitive without *to*, or an adjective.
        act_class: what the paragraph does, a value of ``paragraphs.act_class``.
    """

    text: str
    lemma: str | None
    english: str | None
    act_class: str | None


def read_opening(
    text: str, part: str, italic_end: int | None = None, *, carried: bool = False, language: Language
) -> Opening | None:
    """Read the opening phrase of one cleaned paragraph.

    Args:
        text: the paragraph without its label; asterisks of italics may remain.
        part: the part of the document; only ``preamble``, ``operative``, ``body`` and ``annex`` have any.
        italic_end: where the italics that start the paragraph end (offset in ``text``), if known.
            In the preamble and the operative part they decide the extent, if they can be a phrase at all.
        carried: a line such as *RESUELVE:* stands over it, and an infinitive opens it.
        language: whose phrases.

    Returns:
        The phrase, or None when the paragraph opens with none.
    """
    if part not in _READ_PARTS:
        return None
    start = len(text) - len(text.lstrip(_MARKS))
    if italic_end is None and "*" in text[:start]:
        italic_end = text.find("*", start)
    printed = text[start : start + _SCAN]
    folded = fold(printed)
    grammar = _grammar(language)
    whole, head = end, _ = grammar.phrase(lowered(printed), folded, carried=carried)
    if head is None and (lead := grammar.lead_in.match(folded)):
        return read_opening(text[start + lead.end() :], part, language=language)
    if head is None and part == "preamble" and (shape := grammar.shapes.match(folded)):
        end = shape.end()
    if italic_end is not None and part in ("preamble", "operative"):
        end = _italics(printed, italic_end - start) or end
    if not end:
        return None
    phrase = printed[:end].rstrip(" ,")
    lemma = grammar.lemma(head, folded[:end]) or grammar.lemma(head, folded[:whole]) if head else None
    if lemma is None:
        return Opening(phrase, None, None, None)
    return Opening(phrase, lemma.name, lemma.english, grammar.act_class(lemma, folded[:end]))


def opens_operative(text: str, language: Language) -> bool:
    """Whether a paragraph opens with a verb in the present tense, as those of the operative part do."""
    return _grammar(language).is_present(lowered(text.lstrip(_MARKS)[:_SCAN]))


def _italics(printed: str, end: int) -> int:
    """The end of italics that can be an opening (whole words, few, no sentence, no heading); else 0."""
    phrase = printed[: max(end, 0)].rstrip(_MARKS)
    rest = printed[len(phrase) :]
    if len(phrase) < _SHORTEST or not any(map(str.isalpha, phrase)) or any(map(str.isdigit, phrase)):
        return 0
    if phrase[-1] in ".:;" or rest[:1].isalnum() or not rest.strip(_MARKS):
        return 0
    return len(phrase) if len(phrase.split()) <= _MAX_ITALIC_WORDS else 0


@dataclass(frozen=True, slots=True)
class _Lemma:
    name: str
    head: str
    extra: tuple[str, ...]  # its folded words beside the head, in order
    english: str
    act_class: str


class _Grammar:
    """The tables, indexed for reading; everything in them is folded except names of lemmas.

    Forms are known with their accents, too: *encourage* is not *encouragé*. A form that is printed without
    them is that of the first row which has it.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self._words = words = language.pack(Openings)
        rows, beside = language.table("openings"), language.table("opening_words")
        heads = {form: row["lemma"] for row in rows for form in _forms(row)}
        folded = {fold(form): heads[form] for form in reversed(heads)}
        self._heads = folded | heads
        self._present = {form for row in rows for form in _split(row["operative_forms"])}
        self._present |= {fold(form) for form in self._present if folded[fold(form)] == heads[form]}
        self._names = {fold(head): head for head in heads.values()}
        self._agreement = {form: fold(head) for form, head in folded.items()}
        self._agreement |= {name: name for name in self._names} | words.agreement
        self._lemmas = _by_head(rows, frozenset(heads.values()))
        self.lemma = lru_cache(maxsize=50_000)(self._longest_lemma)
        self._nouns = {row["word"]: _split(row["forms"]) for row in beside if row["kind"] == "noun"}
        self._acts: dict[str, dict[str, str]] = defaultdict(dict)
        for group in words.objects:
            for verb in group.verbs:
                self._acts[verb].update(
                    {fold(form): act for noun, act in group.nouns.items() for form in self._nouns[noun]}
                )
        adjectives = [form for row in beside if row["kind"] == "adjective" for form in _split(row["forms"])]
        self._patterns = words.patterns.model_dump() | {"adjective": _any(adjectives)}
        edges = language.expand("${gap}\n${ends}").split("\n")
        self._gap, self._ends = edges
        before = self._pattern("before_head")
        self._head = self._compiled(f"{before}({any_of(folded)}){self._ends}")
        before = self._pattern("carried") + before
        self._infinitive = self._compiled(f"{before}({any_of(self._names)}){self._ends}")
        self.lead_in = self._compiled(f"(?:{self._pattern('lead_in')})(?!\\Z)")
        self._and = self._compiled(self._pattern("and_head"))
        manner = self._pattern("manner", noun=self._any_noun(words.manner_nouns))
        self._common_tail = self._item(
            [self._pattern("adverb"), _any(words.adverbials), manner],
            rf",\s+{_any(words.after_comma)}",
        )
        self._after_participle = (
            self._item([_any(words.after_participle)]) if words.after_participle else None
        )
        self._tails: dict[str, re.Pattern[str] | None] = {}
        self.shapes = self._compiled("|".join(f"(?:{shape}){self._ends}" for shape in words.preamble_shapes))

    def _pattern(self, name: str, **fragments: str) -> str:
        return self._language.expand(self._patterns[name], self._patterns | fragments)

    def _compiled(self, pattern: str) -> re.Pattern[str]:
        return self._language.pattern(pattern, folded=True)

    def _any_noun(self, nouns: Iterable[str]) -> str:
        return _any(form for noun in nouns for form in self._nouns[noun])

    def is_present(self, lower: str) -> bool:
        """Whether the head that starts the text is a verb in the present tense."""
        found = self._head.match(fold(lower))
        return found is not None and self._form(found, lower) in self._present

    def phrase(self, lower: str, folded: str, *, carried: bool) -> tuple[int, str | None]:
        """Where the phrase that starts the text ends, and its head; ``(0, None)`` when none starts it."""
        end, head = self._clause(lower, folded, 0, after_carrier=carried)
        while head and (link := self._and.match(folded, end)):
            further, second = self._clause(lower, folded, link.end(), after_carrier=carried)
            if second is None:
                break
            end = further
        return end, head

    def _longest_lemma(self, head: str, phrase: str) -> _Lemma | None:
        """The longest lemma of the head whose words all stand in the phrase, in order."""
        words = _ELIDED_WORD.findall(phrase)
        heard = [self._agreed(word) for each in words for word in (each, *each.split("'")[1:])]
        return next((lemma for lemma in self._lemmas.get(head, ()) if self._stands_in(heard, lemma)), None)

    def _stands_in(self, heard: list[str], lemma: _Lemma) -> bool:
        rest = iter(heard)
        return all(self._agreed(word) in rest for word in lemma.extra)

    def act_class(self, lemma: _Lemma, phrase: str) -> str:
        """The class of the lemma, or of the act that its object names: repeating a request is requesting."""
        acts = self._acts.get(lemma.name, {})
        return next((acts[word] for word in _WORD.findall(phrase) if word in acts), lemma.act_class)

    def _form(self, found: re.Match[str], lower: str) -> str:
        """The form of a head as it is printed, or without accents where no form has those printed."""
        printed = _single(lower[slice(*found.span(1))])
        return printed if printed in self._heads else fold(printed)

    def _clause(
        self, lower: str, folded: str, position: int, *, after_carrier: bool = False
    ) -> tuple[int, str | None]:
        """One head with what belongs to it; ``(position, None)`` when none stands there."""
        if found := self._head.match(folded, position):
            head = self._heads[self._form(found, lower)]
        elif found := self._infinitive.match(folded, position) if after_carrier else None:
            head = self._names[_single(found[1])]
        else:
            return position, None
        is_participle = found is not None and self._form(found, lower) not in self._present
        end = self._tail_end(head, folded, found.end(), is_participle=is_participle)
        if head in self._words.carriers:
            start = len(folded) - len(folded[end:].lstrip())
            carried, second = self._clause(lower, folded, start, after_carrier=True)
            return (carried, second) if second else (position, None)
        # a verb such as poner opens a paragraph only with one of its complements
        return (end, head) if self.lemma(head, folded[position:end]) else (position, None)

    def _tail_end(self, head: str, folded: str, end: int, *, is_participle: bool) -> int:
        """Where what follows a head within the phrase ends: the longest item at each step."""
        beside = self._after_participle if is_participle else None
        tails = [tail for tail in (self._own_tail(head), self._common_tail, beside) if tail]
        while found := [match.end() for tail in tails if (match := tail.match(folded, end))]:
            end = max(found)
        return end

    def _own_tail(self, head: str) -> re.Pattern[str] | None:
        """The complements and objects that may follow one head."""
        if head not in self._tails:
            words = self._words
            extras = {lemma.extra for lemma in self._lemmas.get(head, ()) if lemma.extra}
            items = [r"\s+".join(_any(self._forms_of(word)) for word in extra) for extra in extras]
            if phrases := words.complements.get(head):
                items.append(_any(phrases))
            for group in words.objects:
                if head in group.verbs:
                    noun, determiner = self._any_noun(group.nouns), _any(group.determiners)
                    items.append(self._pattern("object", noun=noun, determiner=determiner))
            self._tails[head] = self._item(items) if items else None
        return self._tails[head]

    def _item(self, items: Iterable[str], *also: str) -> re.Pattern[str]:
        """One item that may follow a head, after a blank; ``also`` brings its own beginning."""
        union = "|".join(sorted(items, key=len, reverse=True))
        return self._compiled("(?:" + "|".join([rf"{self._gap}(?:{union})", *also]) + f"){self._ends}")

    def _agreed(self, word: str) -> str:
        return self._agreement.get(word, word)

    def _forms_of(self, word: str) -> set[str]:
        return {word, *(form for form, agreed in self._agreement.items() if agreed == word)}


def _single(words: str) -> str:
    return " ".join(words.split())


def _any(phrases: Iterable[str]) -> str:
    """An alternation of folded phrases, longest first."""
    folded = sorted({fold(phrase) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in folded) + ")"


def _split(forms: str) -> list[str]:
    return forms.split("|") if forms else []


def _forms(row: dict[str, str]) -> list[str]:
    """All forms of a head."""
    return [*_split(row["preamble_forms"]), *_split(row["operative_forms"])]


def _by_head(rows: Iterable[dict[str, str]], heads: frozenset[str]) -> dict[str, list[_Lemma]]:
    """The lemmas of each head, those with most words first."""
    lemmas: dict[str, list[_Lemma]] = defaultdict(list)
    for row in rows:
        words = row["lemma"].split()
        runs = ((at, end) for at in range(len(words)) for end in range(len(words), at, -1))
        at, end = next((run for run in runs if " ".join(words[slice(*run)]) in heads), (0, 0))
        if not end:
            raise ValueError(f"openings.csv: no row has the forms of {row['lemma']!r}")
        if row["act_class"]:
            head, extra = " ".join(words[at:end]), tuple(map(fold, (*words[:at], *words[end:])))
            lemmas[head].append(_Lemma(row["lemma"], head, extra, row["english"], row["act_class"]))
    return {head: sorted(found, key=lambda lemma: -len(lemma.extra)) for head, found in lemmas.items()}


@cache
def _grammar(language: Language) -> _Grammar:
    return _Grammar(language)
