"""What a printed line can be: the patterns of ``seeds/languages/<lang>/layout.yml``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from cronica.flows.language import Language
from cronica.flows.language.patterns import one_of
from cronica.flows.language.superscripts import SUPERSCRIPTS
from cronica.flows.normalise.openings import opens_operative, read_opening
from cronica.schemas.language import Layout

_LAST_WORD = re.compile(r"[^\W\d_]+$")
_LONGEST_END = 30
_OLD_MARK = re.compile(r"(?<![\w/.-])\d{1,2}/$")
_OF_INDEX = re.compile(r"(?:\.\s?){5,}(?:\d{1,4}(?:\s?[-–]\s?\d{1,4})?\s)?\d{1,4}\Z")
"""What leads from a line of an index to its paragraphs and its page."""
_BROKEN_WORD = tuple("-\u00ad\ufffe\u0002")


@dataclass(frozen=True, slots=True)
class LineRules:
    """The compiled line patterns of one language."""

    is_alone: Callable[[str], bool]
    """Whether a line is complete in itself."""
    starts: re.Pattern[str]
    goes_on: re.Pattern[str]
    labels: re.Pattern[str]
    bare_label: re.Pattern[str]
    clause_end: re.Pattern[str]
    joint: re.Pattern[str]
    communication: re.Pattern[str]
    names_sender: re.Pattern[str]
    sender_end: re.Pattern[str]
    of_letter: re.Pattern[str]
    run_on: RunOnRules
    items: re.Pattern[str]
    under_items: re.Pattern[str]
    rule: re.Pattern[str]
    noise: re.Pattern[str]
    headed: re.Pattern[str]
    noise_of_symbol: tuple[re.Pattern[str], ...]
    repeated_noise: re.Pattern[str]
    open_words: frozenset[str]
    open_end: re.Pattern[str]
    longest_open: int
    """Letters of the longest open word."""
    language: Language

    def carries_on(self, text: str, title: str) -> bool:
        """Whether a line goes on from a complete one: the kind of a meeting, or who wrote a letter."""
        is_sender = self.communication.match(title) and self.names_sender.match(f" {text}")
        return bool(is_sender or (self.goes_on.match(text) and self.is_alone(f"{title} {text}")))

    def begins_small(self, before: str, text: str) -> bool:
        """Whether a text begins anew with a small letter, after one that ends as a clause does."""
        is_usual = self.language.traits.opens_clauses_small
        return is_usual and bool(self.clause_end.search(before)) and self.opens_clause(text)

    def begins_anew(self, text: str) -> bool:
        """Whether a line begins with an article in a capital, as no line of a title does that goes on."""
        first = text.split(None, 1)[0]
        return first.istitle() and first.lower() in self.language.words.articles

    def goes_on_in_capitals(self, before: str, text: str) -> bool:
        """Whether a line in capitals goes on with a small word: *Y*, *DE*, no article."""
        if not (before.isupper() and text.isupper() and before[-1].isalpha()):
            return False
        word = text.split(None, 1)[0].lower()
        return word in self.open_words and word not in self.language.words.articles

    def begins_letter(self, text: str) -> bool:
        """Whether a line under the heading of a communication is of its body."""
        return bool(self.of_letter.match(text)) or self.begins_anew(text)

    def is_open(self, text: str) -> bool:
        """Ends with a word or a hyphen that no sentence ends with."""
        if ends_broken(text):
            return True
        word = _LAST_WORD.search(text, max(0, len(text) - self.longest_open - 1))
        if self.open_end.search(text, max(0, len(text) - _LONGEST_END)):
            return True
        if word is None:
            return False
        is_capital = len(word.group()) > 1 and text.isupper()
        return (word.group().lower() if is_capital else word.group()) in self.open_words

    def opens_clause(self, text: str) -> bool:
        """Whether a text begins as a preambular paragraph or an act does."""
        preambular = read_opening(text, "preamble", language=self.language)
        if preambular is not None and preambular.lemma is not None:
            return True
        return opens_operative(text, self.language)


_ROW = re.compile(r"[^|]{1,160}(?:\s\|\s[^|]{1,160}){1,9}")
"""The row of a table: cells with strokes between them."""
_FIGURES = re.compile(r"[^\W\d](?:\s?\S){0,80}?(?:\s{2,20}[-–(]?\d[\d.,%)]{0,15}){2,10}")
"""The row of a table: a name and figures, with blanks between them."""
_WIDE_GAP = re.compile(r"\s\s")


def _is_row(text: str) -> bool:
    """Whether a line is the row of a table, or of an index: its title leads by points to its page."""
    if "|" in text and _ROW.fullmatch(text):
        return True
    if _WIDE_GAP.search(text) and _FIGURES.fullmatch(text):
        return True
    return text[-1:].isdigit() and _OF_INDEX.search(text) is not None


@dataclass(frozen=True, slots=True)
class RunOnRules:
    """What begins a line in a text whose line ends are lost."""

    head: re.Pattern[str]
    enacts: re.Pattern[str]
    whole: re.Pattern[str]
    begins: re.Pattern[str]
    heading: re.Pattern[str]
    number: re.Pattern[str]
    label: re.Pattern[str]
    clause: re.Pattern[str]
    signed: re.Pattern[str]


@cache
def line_rules(language: Language) -> LineRules:
    """The line patterns of a language pack."""
    pack = language.pack(Layout)
    noise = pack.page_noise

    def line(*patterns: str) -> re.Pattern[str]:
        return language.pattern(rf"{one_of(patterns)}\Z", pack.fragments)

    def opening(*patterns: str) -> re.Pattern[str]:
        return language.pattern(one_of(patterns), pack.fragments)

    printed_alone = line(*pack.alone)

    @lru_cache(maxsize=1000)  # asked of a line and of the next one
    def is_alone(text: str) -> bool:
        return printed_alone.match(text) is not None or _is_row(text)

    return LineRules(
        is_alone=is_alone,
        starts=opening(*pack.starts),
        goes_on=re.compile(pack.goes_on),
        labels=opening(*pack.labels),
        bare_label=line(*pack.bare_labels, rf"[{SUPERSCRIPTS}]+"),
        clause_end=re.compile(pack.clause_end),
        joint=re.compile(pack.joint),
        communication=opening(*pack.communication.begins),
        names_sender=language.pattern(pack.communication.names_sender, pack.fragments),
        sender_end=language.pattern(pack.communication.ends, pack.fragments),
        of_letter=opening(*pack.communication.body),
        run_on=RunOnRules(
            head=opening(*pack.run_on.head),
            enacts=language.pattern(pack.run_on.enacts),
            whole=opening(*pack.run_on.whole, pack.run_on.enacts),
            begins=opening(*pack.run_on.begins),
            heading=language.pattern(pack.run_on.heading, pack.fragments),
            number=language.pattern(pack.run_on.number, pack.fragments),
            label=language.pattern(pack.run_on.label, pack.fragments),
            clause=language.pattern(pack.run_on.clause, pack.fragments),
            signed=language.pattern(pack.run_on.signed, pack.fragments),
        ),
        items=line(pack.under_item.line),
        under_items=opening(pack.under_item.begins),
        rule=line(noise.rule),
        noise=line(*noise.always),
        headed=opening(noise.headed),
        noise_of_symbol=tuple(map(line, noise.of_symbol)),
        repeated_noise=line(*noise.repeated),
        open_words=frozenset(pack.open_words),
        open_end=language.pattern(pack.open_end),
        longest_open=max(map(len, pack.open_words), default=0),
        language=language,
    )


def ends_broken(text: str) -> bool:
    """Ends with a letter and a hyphen."""
    return text.endswith(_BROKEN_WORD) and text[-2:-1].isalpha()


def ends_cut(text: str) -> bool:
    """Ends with the hyphen or the stroke of what goes on, which the mark of a note, ``1/``, does not."""
    return text.endswith(("-", "–", "/")) and text[-2:-1] != " " and not _OLD_MARK.search(text)
