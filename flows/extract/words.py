"""Words that printing broke apart: ``Est ado`` is *Estado*.

Two neighbours are one word when one of them is no word by itself and together they are one. The dictionary
of the language and the document's other words say what is a word.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

import simplemma

import seeds
from flows.extract.mapped import Edit, MappedText

_TOKEN = re.compile(r"[^\W\d_]+")
_PAIR = re.compile(r"(?<![\w-])(?=([^\W\d_]+)([ \u00a0])([^\W\d_]+)(?![\w-]))")
_FEWEST_LETTERS = 4
"""A mended word has at least this many letters."""


class Vocabulary:
    """What counts as a word in one document."""

    def __init__(self, source: str, language: str) -> None:
        self.language = language
        self.enclitics = re.compile(seeds.pack(language, "layout")["enclitics"])
        self.printed = Counter(_TOKEN.findall(source.casefold()))
        self.unknown = {token for token in self.printed if not self.is_word(token)}

    def is_word(self, token: str) -> bool:
        """In the dictionary, with pronouns written onto it or without, or printed more than once."""
        folded = token.casefold()
        if self.printed[folded] > 1 or _in_dictionary(folded, self.language):
            return True
        bare = self.enclitics.sub("", folded)
        return bare != folded and _in_dictionary(bare, self.language)

    def mended(self, text: MappedText) -> MappedText:
        """The text with broken words put together."""
        if self.unknown.isdisjoint(_TOKEN.findall(text.text.casefold())):
            return text
        edits: list[Edit] = []
        for match in _PAIR.finditer(text.text):
            first, second = match.group(1), match.group(3)
            if not second.islower() or len(first) + len(second) < _FEWEST_LETTERS:
                continue
            if edits and match.start(2) <= edits[-1].end + len(first):
                continue
            if first.casefold() not in self.unknown and second not in self.unknown:
                continue
            whole = (first + second).casefold()
            if self.printed[whole] or _in_dictionary(whole, self.language):
                edits.append(Edit(match.start(2), match.end(2)))
        return text.edited(edits)


@lru_cache(maxsize=200_000)
def _in_dictionary(word: str, language: str) -> bool:
    return bool(simplemma.is_known(word, lang=language))
