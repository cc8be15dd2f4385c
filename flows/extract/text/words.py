"""Words that printing broke apart: ``Est ado`` is *Estado*.

Two neighbours are one word when one of them is no word by itself and together they are one, or when together
they are a word the document uses throughout and the second is printed nowhere else. The dictionary
of the language and the document's other words say what is a word.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from itertools import pairwise

from cronica.flows.extract.text.mapped import Edit, MappedText
from cronica.flows.extract.text.misread import mend, mend_opening, misread_words, spaced_words
from cronica.flows.language import Language
from cronica.schemas.language import Layout, StopWords
from cronica.seeds.dictionary import is_known

_TOKEN = re.compile(r"[^\W\d_]+")
_LAST_TOKEN = re.compile(r"[^\W\d_]+$")
_PAIR = re.compile(r"(?<![\w-])(?=([^\W\d_]+)([ \u00a0])([^\W\d_]+)(?![\w-]))")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:-[^\W\d_]+)+")
_FEWEST_LETTERS = 4
"""A mended word has at least this many letters."""
_COMMON = 5
"""How often a word is printed whole before two words beside each other can be it."""


class Vocabulary:
    """What counts as a word in one document."""

    def __init__(self, source: str, language: Language) -> None:
        self.language = language.code
        self.pack = language
        self.splits_words = language.traits.splits_words_with_blanks
        self.small = frozenset(itertools.chain(*language.pack(StopWords).model_dump().values()))
        """The dictionary lacks some: *antes*, *du*."""
        self.enclitics = re.compile(language.pack(Layout).enclitics)
        self.first_of_compound = re.compile(language.pack(Layout).first_of_compound)
        words = source.split()
        broken = {f"{word[:-1]}{rest}" for word, rest in pairwise(words) if word.endswith("-")}
        self.misread = spaced_words(source, language) | misread_words({*words, *broken}, language)
        chunks = Counter(source.casefold().split())
        tokens = {chunk: [chunk] if chunk.isalpha() else _TOKEN.findall(chunk) for chunk in chunks}
        self.printed: Counter[str] = Counter()
        for chunk, times in chunks.items():
            for token in tokens[chunk]:
                self.printed[token] += times
        self.unknown = {
            token for token, times in self.printed.items() if times == 1 and not self._is_word(token)
        }
        suspects = self.unknown | self._ends_of_common_words()
        self.sound = {chunk for chunk in chunks if suspects.isdisjoint(tokens[chunk])}
        """What stands between blanks and holds no part of a broken word."""
        hyphenated = (chunk for chunk in chunks if "-" in chunk)
        self.compounds = {word for chunk in hyphenated for word in _COMPOUND.findall(chunk)}
        """Words printed with a hyphen inside a line."""

    def _is_word(self, token: str) -> bool:
        """A small word, or in the dictionary, with pronouns written onto it or without."""
        if token in self.small or is_known(token, self.language):
            return True
        bare = self.enclitics.sub("", token)
        return bare != token and is_known(bare, self.language)

    def keeps_hyphen(self, first: str, second: str) -> bool:
        """Whether a hyphen between two halves of a word at a line's end belongs to the word.

        Args:
            first: the first half with its hyphen.
            second: the second half.
        """
        first, second = first.casefold(), second.casefold()
        if first + second in self.compounds:
            return True
        if not self.first_of_compound.fullmatch(first) or not is_known(second, self.language):
            return False
        return not self._is_known(first.rstrip("-") + second)

    def mended(self, text: MappedText) -> MappedText:
        """The text with misread letters as they are and broken words put together."""
        text = mend_opening(mend(text, self.misread), self.pack)
        if not self._may_be_broken(text.text):
            return text
        edits: list[Edit] = []
        for match in _PAIR.finditer(text.text):
            first, second = match.group(1), match.group(3)
            if second != second.lower() or len(first) + len(second) < _FEWEST_LETTERS:
                continue
            if edits and match.start(2) <= edits[-1].end + len(first):
                continue
            whole = (first + second).casefold()
            if first.casefold() in self.unknown or second in self.unknown:
                is_whole = self._is_known(whole)
            else:
                is_whole = self.printed[whole] >= _COMMON and self.printed[second] == 1
            if is_whole:
                edits.append(Edit(match.start(2), match.end(2)))
        return text.edited(edits)

    def _may_be_broken(self, text: str) -> bool:
        """Whether any two neighbours may be one word: a look at what stands between blanks, no more."""
        chunks = text.casefold().split()
        if self.sound.issuperset(chunks):
            return False
        return any(
            (first := _LAST_TOKEN.search(one)) is not None
            and (second := _TOKEN.match(other)) is not None
            and self._is_known(first.group() + second.group())
            for one, other in pairwise(chunks)
            if one not in self.sound or other not in self.sound
        )

    def _is_known(self, whole: str) -> bool:
        return whole in self.printed or is_known(whole, self.language)

    def _ends_of_common_words(self) -> set[str]:
        """Words printed once that end a word printed often: the second half of it, if it is broken."""
        common = (word for word, times in self.printed.items() if times >= _COMMON)
        ends = {word[cut:] for word in common for cut in range(1, len(word))}
        return {end for end in ends if self.printed.get(end) == 1}
