"""Write and compile the patterns of a language pack."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from cronica.flows.language.folding import APOSTROPHE, fold
from cronica.schemas.language import NEVER

CAPITALS = "".join(letter for letter in map(chr, range(0x41, 0x530)) if letter.isupper())
"""Capital letters of the scripts that have them, Latin to Cyrillic, for a class of characters."""
SMALL_LETTERS = "".join(letter for letter in map(chr, range(0x61, 0x530)) if letter.islower())
_NAME = re.compile(r"\(\?P<(\w+)>")
_BACK_REFERENCE = re.compile(r"\(\?P=(\w+)\)")
_OTHER_LETTERS = ("\u0303", "\u0306", "\u0327")
"""Tilde, breve and cedilla: signs that make another letter and are printed on capitals, too."""
_FRAGMENT = re.compile(r"\$\{(\w+)\}")
_PRINTED = re.compile(rf"\[(?:\\.|[^\]\\])*\]|{APOSTROPHE}")
"""A class of characters, or an apostrophe."""
_EITHER = f"[{APOSTROPHE}']"


def expand(pattern: str, fragments: Mapping[str, str]) -> str:
    """The pattern with every ``${name}`` replaced by the fragment of that name.

    Raises:
        KeyError: a fragment is not defined.
    """
    while _FRAGMENT.search(pattern):
        pattern = _FRAGMENT.sub(lambda match: fragments[match.group(1)], pattern)
    return pattern


def one_of(patterns: Iterable[str]) -> str:
    """A pattern for any of several patterns, tried in order; without any it matches nothing."""
    patterns = [*patterns] or [NEVER]
    return "(?:" + "|".join(f"(?:{pattern})" for pattern in patterns) + ")"


def accents_optional(pattern: str) -> str:
    """The pattern with every accented letter as one that may be printed without: capitals often are.

    Letters that a tilde, a breve or a cedilla makes others stay as they are.
    """
    found, in_class, escaped = [], False, False
    for char in pattern:
        is_other = char.isascii() or unicodedata.normalize("NFD", char).endswith(_OTHER_LETTERS)
        base = "" if is_other else fold(char)
        if escaped or not base.isalpha() or base == char.lower():
            found.append(char)
            in_class = in_class if escaped else char == "[" or (in_class and char != "]")
        else:
            base = base.upper() if char.isupper() else base
            found.append(f"{char}{base}" if in_class else f"[{char}{base}]")
        escaped = char == "\\" and not escaped
    return "".join(found)


def apostrophes_either(pattern: str) -> str:
    """The pattern with every printed apostrophe as one that may be typed instead, in classes, too."""
    return _PRINTED.sub(
        lambda match: _EITHER if match[0] == APOSTROPHE else match[0].replace(APOSTROPHE, _EITHER[1:-1]),
        pattern,
    )


def without_names(pattern: str) -> str:
    """The pattern with its groups unnamed, but those it refers back to: a part of an alternation of many."""
    kept = set(_BACK_REFERENCE.findall(pattern))
    return _NAME.sub(lambda match: match[0] if match[1] in kept else "(?:", pattern)


def any_of(words: Iterable[str]) -> str:
    r"""A pattern for one of ``words``, the longest first; a blank in a word stands for any (``\s+``).

    Without words it matches nothing.
    Words are grouped by their first letter: most places in a text are then ruled out by one comparison.
    """
    ordered = sorted(set(words), key=lambda word: (word[0], -len(word), word))
    groups = ([*group] for _, group in groupby(ordered, key=lambda word: word[0]))
    return "|".join(_one(group[0]) if len(group) == 1 else _grouped(group) for group in groups) or NEVER


def _grouped(words: Sequence[str]) -> str:
    """A pattern for words that begin with the same letter."""
    return f"{re.escape(words[0][0])}(?:{'|'.join(_one(word[1:]) for word in words)})"


def _one(word: str) -> str:
    return r"\s+".join(map(re.escape, word.split(" ")))
